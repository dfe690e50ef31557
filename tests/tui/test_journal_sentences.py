"""What an undo or redo says before Enter of each record that it touches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.lead_import import ImportLeads
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from tests.books import new_book, staffed
from tests.tui.conftest import Desk, in_one_line, press
from tui.lists.journal import entry_contents, entry_sentence, taken_back_lines


@pytest.fixture
def book(tmp_path: Path, frozen: Surroundings) -> Iterator[Book]:
    """A lead of which nothing but the reference and the day is known."""
    with new_book(tmp_path / "book.leadbook", frozen) as made:
        staffed(made)
        made.run(AddLead("R-1", date(2025, 11, 3)))
        yield made


def last(book: Book) -> list[str]:
    """What taking back the newest entry would do."""
    return taken_back_lines(book.view.entry(book.view.journal_length()), date(2025, 11, 23))


def test_a_record_that_was_made_goes_and_comes_again(book: Book) -> None:
    assert last(book) == ["lead R-1 is no longer there"]
    book.undo()
    assert last(book) == ["lead R-1 is there again"]
    book.redo()
    assert last(book) == ["lead R-1 is no longer there"]


def test_a_record_that_was_changed_says_which_fields_go_back(book: Book) -> None:
    book.run(RecordOutcomes(["R-1"], Outcome.LOCATED, evidence="A-1"))
    assert last(book) == ["lead R-1: evidence: A-1 → none, outcome: located → open, outcome date: Nov 23 → none"]


def test_a_record_of_which_much_was_filled_in_at_once_is_still_there(book: Book, tmp_path: Path) -> None:
    header = "Lead,Received,Due,Officer,Outcome,Outcome date,Evidence"
    (tmp_path / "more.csv").write_text(f"{header}\nR-1,2025-11-03,2025-12-01,1041,l,2025-11-20,A-1\n")
    book.run(ImportLeads(tmp_path / "more.csv"))
    [line] = [line for line in last(book) if line.startswith("lead ")]
    assert line.startswith("lead R-1: ")
    assert "due: Dec 1 → none" in line


def test_of_many_records_a_few_are_named_and_the_rest_are_counted(book: Book) -> None:
    for number in range(2, 10):
        book.run(AddLead(f"R-{number}", date(2025, 11, 3)))
    book.run(RecordOutcomes([f"R-{number}" for number in range(1, 10)], Outcome.LOCATED))
    lines = last(book)
    assert len(lines) == 7
    assert lines[-1] == "… and 3 records more"


async def test_an_undo_says_nothing_of_a_rate_where_there_is_none(
    desk: Desk, tmp_path: Path, frozen: Surroundings
) -> None:
    with new_book(tmp_path / "empty.leadbook", frozen) as made:
        staffed(made, ["1041"])
    async with desk(at=tmp_path / "empty.leadbook") as pilot:
        shown = in_one_line(await press(pilot, "u"))
        assert "is no longer there The journal keeps both entries." in shown
        assert "not measurable. The journal" not in shown


def test_an_officer_who_had_a_lead_before_is_named_too(book: Book) -> None:
    book.run(AssignLeads(["R-1"], "1041"))
    entry = book.run(AssignLeads(["R-1"], "1052")).entry
    assert entry is not None
    assert last(book) == ["lead R-1: officer: 1052 Officer 1052 → 1041 Officer 1041"]
    [listed] = book.view.entries([entry])
    assert entry_sentence(listed, date(2025, 11, 23)).endswith(" · 1041 Officer 1041 → 1052 Officer 1052")
    timeline = entry_contents(book.view.lead("R-1").timeline[-1], date(2025, 11, 23))
    assert timeline[1].plain == "    officer: 1041 Officer 1041 → 1052 Officer 1052"


def test_an_entry_on_several_leads_says_no_change_that_is_true_of_one_alone(book: Book) -> None:
    book.run(AddLead("R-2", date(2025, 11, 1)))
    book.run(AssignLeads(["R-1"], "1041"))
    entry = book.run(AssignLeads(["R-1", "R-2"], "1052")).entry
    assert entry is not None
    [listed] = book.view.entries([entry])
    assert entry_sentence(listed, date(2025, 11, 23)) == "Assigned 2 leads to 1052 Officer 1052"
