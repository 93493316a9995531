"""Measurements: quality, speed and what is left to mend."""
