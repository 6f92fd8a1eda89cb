"""A day of a whole site, played faster than it passes, against a server that runs: the dress rehearsal."""
