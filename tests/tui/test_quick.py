"""The quick line's grammar, typed dates and the register's filter words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.outcomes import CorrectionReason, Outcome
from program.quarters import Quarter
from storage.views.leads import LeadQuery
from tui.filter_words import filter_in_words, read_filter
from tui.quick import read_line, what_it_says
from tui.typed_dates import typed_date

TODAY = date(2025, 11, 23)


def test_a_whole_outcome_is_read_from_one_line() -> None:
    typed = read_line('24-1187 l 11/21 @1041 !e #"A-4471 copy"', TODAY)
    assert (typed.reference, typed.outcome, typed.on) == ("24-1187", Outcome.LOCATED, date(2025, 11, 21))
    assert (typed.badge, typed.reason, typed.evidence) == ("1041", CorrectionReason.ENTRY_ERROR, "A-4471 copy")
    assert typed.is_whole
    assert "located on Fri 21 Nov 2025" in what_it_says(typed, None, TODAY)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [("24-1 vanished", "vanished"), ("24-1 l 2/30", "2/30"), ("24-1 l !zzz", "!zzz"), ("24-1 l #", "#")],
)
def test_what_is_wrong_is_said(line: str, wrong: str) -> None:
    typed = read_line(line, TODAY)
    assert not typed.is_whole
    assert wrong in what_it_says(typed, None, TODAY)


def test_a_line_without_its_outcome_shows_the_letters() -> None:
    assert "mistaken identity" in what_it_says(read_line("24-1", TODAY), None, TODAY)


@given(st.text(max_size=60))
def test_no_line_is_too_strange_to_be_read(line: str) -> None:
    typed = read_line(line, TODAY)
    assert isinstance(what_it_says(typed, None, TODAY), str)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("Yesterday", date(2025, 11, 22)),
        ("11/21", date(2025, 11, 21)),
        ("12/24", date(2024, 12, 24)),
        ("11/21/25", date(2025, 11, 21)),
        ("2025-11-21", date(2025, 11, 21)),
    ],
)
def test_dates_are_read_as_they_are_typed(text: str, day: date) -> None:
    assert typed_date(text, TODAY) == day


def test_a_due_date_without_a_year_lies_ahead() -> None:
    assert typed_date("1/5", TODAY, not_before=TODAY) == date(2026, 1, 5)
    with pytest.raises(ValueError, match="."):
        typed_date("2/30", TODAY)


def test_filter_words_narrow_in_any_order() -> None:
    query = read_filter("overdue FY2026-Q1 @1041 not_located 24-11", LeadQuery())
    assert query == LeadQuery(
        quarter=Quarter(2026, 1), outcome=Outcome.NOT_LOCATED, officer="1041", overdue=True, text="24-11"
    )
    assert filter_in_words(query) == "not located, overdue, officer 1041, FY2026-Q1, reference with 24-11"
    assert read_filter("nobody @", LeadQuery()) == LeadQuery(officer="")
    assert filter_in_words(LeadQuery(officer="", due_within_days=7)) == "due within 7 days, without officer"
    assert filter_in_words(LeadQuery()) == "all leads"
    assert read_filter("l", LeadQuery()).text == "l"
