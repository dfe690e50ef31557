"""Measured ratios beside their goals: ``make bench``. Never asserted; each room is one file and prints one table."""
