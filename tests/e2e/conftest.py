"""A program without a book, and one with a small book."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads
from tests.e2e.desk import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Leadbook before its first start."""
    return Program(tmp_path / "book.leadbook")


@pytest.fixture
def working(program: Program, frozen: Surroundings) -> Program:
    """Leadbook with two officers and the open leads R-001 to R-005."""
    with new_book(program.book, frozen) as book:
        with_leads(staffed(book), 5)
    return program
