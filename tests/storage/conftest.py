"""A fresh book on each engine, and one that has been worked on, to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from storage.book import Book
from tests.frozen import Clock
from tests.masters import ENGINES, Masters, two_officers

Worked = Callable[[int, int], Book]


@pytest.fixture(params=ENGINES)
def book(request: pytest.FixtureRequest, masters: Masters, tmp_path: Path, clock: Clock) -> Iterator[Book]:
    """A book with two authorized officers, on SQLite and on PostgreSQL in turn."""
    with masters.copy(request.param, two_officers, tmp_path / "book.db", clock) as made:
        yield made


@pytest.fixture(params=ENGINES)
def worked(request: pytest.FixtureRequest, masters: Masters, clock: Clock) -> Iterator[Worked]:
    """Opens the book that ``worked_at_random`` makes of two officers, a seed and a number of steps, on each engine.

    The clock then stands where that left it. The book is shared and refuses to be written.
    """
    with ExitStack() as opened:
        yield lambda seed, steps: opened.enter_context(masters.worked(request.param, seed, steps, clock))
