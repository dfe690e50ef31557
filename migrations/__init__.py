"""Alembic revisions of the book's schema."""
