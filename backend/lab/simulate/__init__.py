"""A deterministic simulation: the real server core and the real client core, in one thread, from one seed."""
