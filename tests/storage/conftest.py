"""A fresh book on each engine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.book import Book
from storage.surroundings import Surroundings
from tests.books import new_book, staffed


@pytest.fixture
def book(engine_url: str, frozen: Surroundings) -> Iterator[Book]:
    """A book with two authorized officers, on SQLite and on PostgreSQL in turn."""
    with new_book(engine_url, frozen) as made:
        yield staffed(made)
