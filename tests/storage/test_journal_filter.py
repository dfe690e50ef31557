"""Entries of the journal by who made them, lead, what was done, and day."""

from __future__ import annotations

from datetime import date

import pytest

from program.leads.outcome import Outcome
from reports.journal import journal_filter_words
from storage.book import Book
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.outcome import RecordOutcomes
from storage.views.journal_filter import JournalQuery, read_journal_filter
from tests.frozen import TODAY, Clock


@pytest.fixture
def told(book: Book, clock: Clock) -> Book:
    """After the roster: entered (a), assigned (b), an outcome (c), and two days later another lead (d), undone (e)."""
    book.run(AddLead("R-1", date(2025, 11, 1)))
    book.run(AssignLeads(["R-1"], "1041"))
    book.run(RecordOutcomes(["R-1"], Outcome.LOCATED, date(2025, 11, 9)))
    clock.move(days=2)
    book.run(AddLead("X-2", date(2025, 11, 1)))
    book.undo()
    return book


def found(book: Book, query: JournalQuery) -> str:
    """The entries after the roster, by letter, newest first."""
    before = book.view.journal_length() - 5
    numbers = book.view.journal_numbers(query)
    assert numbers == tuple(entry.number for entry in book.view.entries(numbers))
    assert numbers == tuple(entry.number for entry in book.view.journal(query=query))
    return "".join(" abcde"[number - before] for number in numbers if number > before)


@pytest.mark.parametrize(
    ("typed", "entries", "words"),
    [
        ("", "edcba", "all entries, newest first"),
        ("@DESK", "edcba", "by DESK"),
        ("@nobody_", "", "by nobody_"),
        ("outcome", "c", "outcome"),
        ("record outcomes", "c", "recordoutcomes"),
        ("undo", "e", "undo"),
        ("r-1", "cba", "lead with r-1"),
        ("today", "cba", "on Nov 23"),
        ("day>11/23/2025", "ed", "from Nov 24"),
        ("day<=11/23 assign", "b", "assign, through Nov 23"),
        ("day>=11/20 day<11/23", "", "from Nov 20, through Nov 22"),
    ],
)
def test_words_narrow_the_journal(told: Book, typed: str, entries: str, words: str) -> None:
    query, wrong = read_journal_filter(typed, TODAY)
    assert (found(told, query), journal_filter_words(query, TODAY), wrong) == (entries, words, "")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("undo day>=13/45", "day>=13/45: is a date that does not exist"),
        ("since>11/1 undo", "since>11/1: a day is given as in day>=11/1"),
    ],
)
def test_a_wrong_day_is_named_and_the_other_words_hold(typed: str, wrong: str) -> None:
    assert read_journal_filter(typed, TODAY) == (JournalQuery(command="undo", here=True), wrong)


def test_entries_by_number_tell_what_the_first_record_changed_from_and_to(told: Book) -> None:
    (entry,) = told.view.entries(told.view.journal_numbers(JournalQuery(command="outcome")))
    assert [(change.field, change.before, change.after) for change in entry.fields if change.field == "outcome"] == [
        ("outcome", "open", "located")
    ]
