"""Questions about what was looked at before work."""
