"""No code stands where a person reads: reasons, readings of the rules, what follows ICE's count."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from program.calendar import Quarter
from program.leads.outcome import CorrectionReason, Outcome
from program.rules.pay_rules import OvertimeCapBase
from reports.figures import reading_brief, says_something
from reports.journal import entry_line
from reports.lead import detail_rows
from reports.quarter import quarter_text
from storage.book import Book
from storage.commands.ice_count import RecordIceCount
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.commands.rules import ReadPayRules
from storage.surroundings import Surroundings
from tests.books import new_book, staffed
from tui.keys.instead import keys_instead

Q1 = Quarter.parse("FY2026-Q1")


@pytest.fixture
def book(tmp_path: Path, frozen: Surroundings) -> Iterator[Book]:
    """Two officers and no lead."""
    with new_book(tmp_path / "book.leadbook", frozen) as made:
        yield staffed(made)


def test_a_reason_is_said_in_words_on_a_lead_and_in_the_journal(book: Book) -> None:
    for number, reason in enumerate((CorrectionReason.ENTRY_ERROR, CorrectionReason.ICE_ADVISED)):
        book.run(AddLead(f"R-{number}", date(2025, 11, 3)))
        book.run(RecordOutcomes([f"R-{number}"], Outcome.NOT_LOCATED))
        book.run(RecordOutcomes([f"R-{number}"], Outcome.LOCATED, reason=reason))
    said = [dict(detail_rows(book.view.lead(f"R-{number}")))["Reason"] for number in (0, 1)]
    assert said == ["entry error", "ICE advised"]
    assert entry_line(book.view.journal(limit=1)[0]).endswith("(ICE advised)")


def test_a_reading_below_all_tiers_says_that_it_brings_no_award(book: Book) -> None:
    book.run(AddLead("R-0", date(2025, 11, 3)))
    shown = book.view.quarter(Q1)
    assert [says_something(one, shown.figures) for one in shown.readings] == [True] * len(shown.readings)
    assert {reading_brief(one, shown.figures).partition(": ")[2] for one in shown.readings} == {"below 70%: no award"}


def test_where_nothing_is_measurable_no_other_reading_is_told(book: Book) -> None:
    shown = book.view.quarter(Q1)
    assert shown.readings
    assert not any(says_something(one, shown.figures) for one in shown.readings)
    assert "ther reading" not in quarter_text(shown)


def test_the_other_readings_have_a_heading_that_says_so(book: Book) -> None:
    book.run(AddLead("R-0", date(2025, 11, 3)))
    assert "Other readings of the rules\n" in quarter_text(book.view.quarter(Q1))


def test_a_count_that_differs_names_what_lists_why_by_command_and_in_the_app_by_key(book: Book) -> None:
    book.run(AddLead("R-0", date(2025, 11, 3)))
    [note] = book.run(RecordIceCount(Q1, 3, 2, date(2025, 11, 20))).notes
    assert note == "Ours is 0/1: leadbook quarter FY2026-Q1 lists what could explain it"
    assert keys_instead(note, lambda words: words) == "Ours is 0/1: {quarter} lists what could explain it"


def test_what_may_be_claimed_is_said_without_codes(book: Book) -> None:
    wanted = ReadPayRules(date(2026, 1, 1), "Service agreement", overtime_cap_base=OvertimeCapBase.ANNUAL_SALARY)
    said = book.run(wanted).said
    assert said == "From 2026-01-01 on claims are read so: overtime cap base annual salary; Service agreement"
