"""Figures of speed, measured on a whole server from another process. Printed, never asserted."""
