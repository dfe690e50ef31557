"""Answers of the book as text that reads aloud and as the contract's JSON. No queries, no screen."""
