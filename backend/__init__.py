"""Tote: one order, from a file to the truck, on a floor that keeps working with the network off."""

__version__ = "0.1.0"
