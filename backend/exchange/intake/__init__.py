"""Orders that come in from outside. Each folder reads one format and decides nothing about stock or credit."""
