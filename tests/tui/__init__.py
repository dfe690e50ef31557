"""Proofs of the desk."""
