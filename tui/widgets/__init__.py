"""Widgets: they show what they are given and post messages; they never read the book themselves."""
