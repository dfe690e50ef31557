"""Proofs of this room."""
