"""Dates as people type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.calendar import Month, Quarter
from storage.importing.typed_dates import in_words, periods_of, typed_date, typed_month, typed_period
from tests.frozen import TODAY

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("today", date(2025, 11, 23)),
        (" Yesterday ", date(2025, 11, 22)),
        ("tomorrow", date(2025, 11, 24)),
        ("11/21", date(2025, 11, 21)),
        ("11-21", date(2025, 11, 21)),
        ("12/1", date(2024, 12, 1)),
        ("2/29", date(2024, 2, 29)),
        ("11/21/25", date(2025, 11, 21)),
        ("11/21/2025", date(2025, 11, 21)),
        ("2025-11-21", date(2025, 11, 21)),
        ("21 Nov", date(2025, 11, 21)),
        ("Nov 30", date(2024, 11, 30)),
        ("nov 21, 2024", date(2024, 11, 21)),
        ("friday", date(2025, 11, 21)),
        ("sun", date(2025, 11, 23)),
    ],
)
def test_a_date_is_read_as_a_person_means_it(typed: str, read: date) -> None:
    assert typed_date(typed, TODAY) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("12/1", date(2025, 12, 1)),
        ("11/1", date(2026, 11, 1)),
        ("mon", date(2025, 11, 10)),
        ("2/29", date(2028, 2, 29)),
    ],
)
def test_a_due_date_without_a_year_is_the_first_after_the_lead_was_received(typed: str, read: date) -> None:
    assert typed_date(typed, TODAY, not_before=date(2025, 11, 5)) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("11/30", date(2025, 11, 30)),
        ("1/5", date(2026, 1, 5)),
        ("10/1", date(2025, 10, 1)),
        ("oct 1", date(2025, 10, 1)),
        ("6/30", date(2025, 6, 30)),
        ("11/30/24", date(2024, 11, 30)),
        ("friday", date(2025, 11, 21)),
    ],
)
def test_a_day_that_may_lie_ahead_is_the_nearer_one_where_no_year_is_typed(typed: str, read: date) -> None:
    assert typed_date(typed, TODAY, either_way=True) == read


@pytest.mark.parametrize("typed", ["", "x", "5", "11", "nov", "may", "10pm", "21/11", "1/1/1", "0/1", "#4", "١١/٢١"])
def test_what_is_no_date_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="date"):
        typed_date(typed, TODAY)


@pytest.mark.parametrize("typed", ["2/30", "2025-02-30", "13/1/2025", "11/31"])
def test_a_date_that_does_not_exist_is_called_so(typed: str) -> None:
    with pytest.raises(ValueError, match="does not exist"):
        typed_date(typed, TODAY)


@given(DAYS)
def test_a_date_reads_the_same_in_each_full_way_of_writing(day: date) -> None:
    for form in ("%Y-%m-%d", "%m/%d/%Y", "%d %b %Y", "%B %d, %Y"):
        assert typed_date(day.strftime(form), TODAY) == day
    assert typed_date(in_words(day).split(" ", 1)[1], TODAY) == day


@given(DAYS, DAYS)
def test_month_and_day_alone_mean_the_last_such_day(day: date, today: date) -> None:
    read = typed_date(f"{day.month}/{day.day}", today)
    assert (read.month, read.day) == (day.month, day.day)
    assert read <= today
    assert read > today - timedelta(days=8 * 366 if (day.month, day.day) == (2, 29) else 366)


@given(st.text(max_size=40))
def test_nothing_that_can_be_typed_does_more_than_be_refused(typed: str) -> None:
    try:
        typed_date(typed, TODAY)
    except ValueError as problem:
        assert str(problem)  # noqa: PT017 - a hypothesis example may or may not raise


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Nov 2025", Month(2025, 11)),
        ("november 2025", Month(2025, 11)),
        ("Sept. 2024", Month(2024, 9)),
        ("nov", Month(2025, 11)),
        ("dec", Month(2024, 12)),
        ("9/2025", Month(2025, 9)),
        (" 2025-11 ", Month(2025, 11)),
    ],
)
def test_a_month_is_read_as_a_person_means_it(typed: str, read: Month) -> None:
    assert typed_month(typed, TODAY) == read


@pytest.mark.parametrize("typed", ["", "no", "11", "13/2025", "2025-13", "nov 25", "2025", "novem 1800"])
def test_what_is_no_month_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="is no month; write it like Nov 2025"):
        typed_month(typed, TODAY)


def test_a_line_of_periods_holds_months_in_words_and_quarters() -> None:
    parts = periods_of("Nov 2025, 2025-12 FY2026-Q2 fy 2026 q1 oct")
    assert [typed_period(part, TODAY) for part in parts] == [
        *(Month(2025, 11), Month(2025, 12), Quarter(2026, 2), Quarter(2026, 1), Month(2025, 10))
    ]
    with pytest.raises(ValueError, match="neither a month like Nov 2025 nor a quarter"):
        typed_period("soon", TODAY)
