"""No entry of the journal shows a person how the book writes things down: over a book with rows in every table."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from storage.book import Book
from tests.frozen import Clock
from tests.full_book import TODAY
from tests.masters import Masters
from tui.lists.journal import entry_sentence, taken_back_lines
from tui.screens.entry import entry_in_full

_AS_WRITTEN = re.compile(
    r"\d{4}-\d\d|[a-z]_[a-z]|\bcents\b|[{}]|[0-9a-f]{16}|[0-9a-f]{8}-[0-9a-f]{4}|programme|: [01]$"
    r"|\b(?:claim (?:body|cut|document)|ice count|import batch|lead query|other source|receipt share|rejects settled|"
    r"sign on|strike out|struck statement|worked time)\b"
)
"""ISO dates, codes, cents, JSON, hashes, ids, flags, and the names of tables."""

_NUMBERS = re.compile(
    r"(?:revision|eligible officers|place|rows|new|changed|unchanged|rejected|located|provided): [01]$"
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, masters: Masters) -> Iterator[Book]:
    """The book with rows in every table."""
    place = tmp_path_factory.mktemp("full") / "full.leadbook"
    masters.copy_full(place)
    with Book.open(place, Clock(TODAY).surroundings()) as book:
        yield book


def said_of(book: Book, command: str) -> list[str]:
    """The preview of the last entry of a command, without who and when."""
    last = book.view.journal_length()
    number = next(one for one in range(last, 0, -1) if book.view.entry(one).command == command)
    return entry_in_full(book, number, TODAY).plain.splitlines()[2:]


def test_no_entry_and_no_undo_shows_how_a_thing_is_written_down(full: Book) -> None:
    for number in range(1, full.view.journal_length() + 1):
        entry = full.view.entry(number)
        lines = [*entry_in_full(full, number, TODAY).plain.splitlines(), *taken_back_lines(entry, TODAY)]
        [listed] = full.view.entries([number])
        lines.append(entry_sentence(listed, TODAY))
        lines = [line for line in lines if not _NUMBERS.search(line) and "SHA-256" not in line]
        assert [line for line in lines if _AS_WRITTEN.search(line)] == [], entry.command


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            "RecordPay",
            ["  pay of 1052 Birch, Alex, new", "    annual salary: $60,000.00", "    from: Oct 1"],
        ),
        (
            "CertifyClaim",
            [
                "  claim 1 of October 2025, new",
                "    certified by: Ames",
                "    certified on: Jan 5",
                "    claimed: $13,507.67",
                "    state: certified",
            ],
        ),
        (
            "AddReceipt",
            [
                "  receipt 1, new",
                "    amount: $900.00",
                "    date: Jan 5",
                "    reference: T",
                "  share of claim 1 of October 2025 in receipt 1, new",
                "    amount: $900.00",
            ],
        ),
        ("MarkQueries", ["  query to ICE about lead 24-1187, new", "    date: Jan 5", "    state: query sent"]),
        (
            "SaveView",
            ["  view Overdue, new", "    filter: overdue", "    place: 1", "    sort: newest first"],
        ),
        ("SetReferenceShape", ["  shape of references, new", "    set to: 99-9999"]),
        ("AddPerson", ["  person Robin Grove, new", "    may: review"]),
    ],
)
def test_what_a_command_changed_is_said_as_a_person_says_it(full: Book, command: str, said: list[str]) -> None:
    assert said_of(full, command) == said


def test_a_closing_says_its_money_and_by_which_rules_it_was_counted(full: Book) -> None:
    said = said_of(full, "CloseQuarter")
    assert "    award: $0.00" in said
    assert "    rules: from Oct 1, DHS release of September 2, 2025" in said


def test_a_claim_that_is_taken_back_goes_with_its_text_in_one_sentence(full: Book) -> None:
    certified = next(
        entry
        for one in range(1, full.view.journal_length())
        if (entry := full.view.entry(one)).command == "CertifyClaim"
    )
    assert taken_back_lines(certified, TODAY) == ["claim 1 of October 2025 is no longer there"]
