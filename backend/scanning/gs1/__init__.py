"""The GS1 system: its application identifiers, element strings and Digital Links."""

from backend.scanning.gs1.elements import GS, Error, Pair, write

__all__ = ["GS", "Error", "Pair", "write"]
