"""Questions about our devices."""
