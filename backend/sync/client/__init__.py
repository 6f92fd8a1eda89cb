"""A device in Python: for integrations, simulation, load and tests. It speaks the whole of `docs/protocol.md`."""
