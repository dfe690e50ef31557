"""A server ends the connection of a command line at any statement: it goes on, counts once, and tells the truth."""

from __future__ import annotations

import pytest

from storage.book import Book
from storage.surroundings import Surroundings
from tests.books import new_book, staffed, with_leads
from tests.cli.conftest import Leadbook
from tests.ending import ended_at_every_statement


@pytest.fixture
def server(leadbook: Leadbook, served_url: str, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch) -> str:
    """A book with leads on a server, which is the command line's."""
    with new_book(served_url, frozen) as book:
        with_leads(staffed(book), 3)
    monkeypatch.setenv("LEADBOOK_BOOK", served_url)
    return served_url


@pytest.mark.parametrize("words", ["status --json", "lead list --json"])
def test_what_a_command_tells_is_the_same(leadbook: Leadbook, server: str, words: str) -> None:
    known = leadbook(*words.split())
    assert (known.code, known.err) == (0, "")
    answers, ends = ended_at_every_statement(server, lambda: leadbook(*words.split()))
    assert ends >= 4
    assert all(answer == known for answer in answers)


def test_what_a_command_records_counts_once(leadbook: Leadbook, server: str, frozen: Surroundings) -> None:
    told: list[str] = []

    def record() -> object:
        number = len(told)
        reference = "".join(digit * 3 for digit in f"{number:02}")  # of which none is nearly another
        ran = leadbook("lead", "add", reference, "--received", "2025-11-03", "--json")
        told.append(f"Entered lead {reference}")
        return ran.code, ran.err

    answers, ends = ended_at_every_statement(server, record)
    assert ends >= 6
    assert set(answers) == {(0, "")}
    with Book.open(server, frozen) as book:
        assert [entry.said for entry in book.view.journal(limit=len(told))] == told[::-1]
