"""The tables of the book by subject."""
