"""Saved views: filter and order under a name, in the journal like every other change."""

from __future__ import annotations

from datetime import date

import pytest

from program.refusals import BadInput
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.lead_view import MOST_VIEWS, RemoveView, SaveView
from storage.views.lead_order import Sort
from tests.frozen import TODAY


def names(book: Book) -> list[str]:
    """The views, in their order."""
    return [view.name for view in book.view.lead_views()]


def test_a_view_is_saved_changed_removed_and_each_is_taken_back(book: Book) -> None:
    book.run(SaveView("Mine", "open @1041", Sort.DUE, descending=False))
    book.run(SaveView("Late", "overdue"))
    assert names(book) == ["Mine", "Late"]
    assert book.run(SaveView("  MINE ", "open")).said == "Changed the view MINE"
    assert [(view.name, view.words) for view in book.view.lead_views()] == [("MINE", "open"), ("Late", "overdue")]
    book.undo()
    assert book.view.lead_views()[0].words == "open @1041"
    book.run(RemoveView("mine"))
    assert names(book) == ["Late"]
    book.undo()
    assert names(book) == ["Mine", "Late"]


def test_a_view_reads_its_days_anew(book: Book) -> None:
    book.run(AddLead("R-1", date(2025, 11, 1), date(2025, 11, 22)))
    book.run(AddLead("R-2", date(2025, 11, 1), date(2025, 11, 24)))
    book.run(SaveView("Due", "due<today this-quarter", Sort.DUE, descending=False))
    (view,) = book.view.lead_views()

    def found(today: date) -> list[str]:
        return [lead.reference for lead in book.view.leads(view.query(today), 9).leads]

    assert found(TODAY) == ["R-1"]
    assert found(date(2025, 12, 1)) == ["R-1", "R-2"]
    assert found(date(2026, 1, 5)) == []


@pytest.mark.parametrize(
    ("name", "words", "names_it"),
    [
        ("", "open", "view: must not be empty"),
        ("x" * 31, "open", "at most 30 characters"),
        ("A", "due<13/45", "filter: 'due<13/45': due<13/45: is a date that does not exist"),
        ("A", "recieved>11/1", "received, due and outcome, as in received>11/1"),
    ],
)
def test_what_cannot_be_a_view_is_refused(book: Book, name: str, words: str, names_it: str) -> None:
    with pytest.raises(BadInput) as refused:
        book.run(SaveView(name, words))
    assert names_it in str(refused.value)
    assert book.view.lead_views() == ()


def test_a_view_saved_again_as_it_is_changes_nothing(book: Book) -> None:
    book.run(SaveView("Mine", "open"))
    assert book.run(SaveView("Mine", "open")).entry is None


def test_no_more_views_are_kept_than_have_a_key(book: Book) -> None:
    for number in range(MOST_VIEWS):
        book.run(SaveView(f"View {number}", "open"))
    with pytest.raises(BadInput, match="remove one first"):
        book.run(SaveView("One more", "open"))
    assert book.run(SaveView("View 3", "overdue")).entry is not None
    with pytest.raises(BadInput, match="is no saved view; there are View 0, View 1"):
        book.run(RemoveView("One more"))


def test_the_journal_tells_a_view_word_by_word(book: Book) -> None:
    book.run(SaveView("Mine", "open"))
    entry = book.run(SaveView("Mine", "overdue")).entry
    assert entry is not None
    (change,) = book.view.entry(entry).fields
    assert (change.row["name"], change.field, change.before, change.after) == ("Mine", "filter", "open", "overdue")
