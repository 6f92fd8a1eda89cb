"""Drives the system from outside: the demo world, benches, rehearsals."""
