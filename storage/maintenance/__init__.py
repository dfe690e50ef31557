"""Keeping the book: looking whether it is sound, verified copies, and the whole book as JSON Lines and back."""
