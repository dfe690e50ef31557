"""Standing by dates and eligibility, against a plain dictionary of days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.calendar import Quarter
from program.officers.standing import (
    Period,
    Standing,
    authorization_end,
    authorized_any_day,
    authorized_every_day,
    period_of_standing,
    set_span,
    standing_on,
)
from program.quarters.figures import is_eligible
from program.rules.rule_set import HeadCount
from tests.program import oracle

FIRST, LAST = date(2025, 9, 1), date(2026, 2, 28)
DAYS = st.dates(FIRST, LAST)
SPANS = st.lists(
    st.tuples(st.sampled_from(Standing), DAYS, st.one_of(st.none(), st.integers(0, 90))).map(
        lambda drawn: (drawn[0], drawn[1], None if drawn[2] is None else drawn[1] + timedelta(drawn[2]))
    ),
    max_size=8,
)


def periods_of(spans: list[tuple[Standing, date, date | None]]) -> list[Period]:
    periods: list[Period] = []
    for standing, begins, ends in spans:
        periods = set_span(periods, Period(standing, begins, ends))
    return periods


@given(SPANS)
def test_a_span_takes_its_days_and_what_held_before_and_after_stays(
    spans: list[tuple[Standing, date, date | None]],
) -> None:
    expected = oracle.standings([(s.value, b, e) for s, b, e in spans], FIRST, LAST)
    periods = periods_of(spans)
    for earlier, later in pairwise(periods):
        assert earlier.until is not None
        assert earlier.until < later.from_
    day = FIRST
    while day <= LAST:
        held = [period.standing.value for period in periods if period.holds(day)]
        assert held == ([expected[day]] if day in expected else [])
        if day in expected:
            assert standing_on(periods, day) == expected[day]
        day += timedelta(days=1)


@given(st.lists(SPANS, max_size=4), st.dates(date(2025, 9, 15), LAST), st.sampled_from(HeadCount))
def test_eligibility_under_every_reading_is_that_of_the_days(
    roster: list[list[tuple[Standing, date, date | None]]], as_of: date, head_count: HeadCount
) -> None:
    quarter = Quarter(2026, 1)
    days = [day for day in oracle.days_of_quarter(2026, 1) if day <= as_of]
    for spans in roster:
        held = oracle.standings([(s.value, b, e) for s, b, e in spans], FIRST, LAST)
        authorized = [held.get(day) == "authorized" for day in days]
        expected = (
            bool(days)
            and {
                HeadCount.LAST_DAY: authorized[-1:] == [True],
                HeadCount.ANY_DAY: any(authorized),
                HeadCount.EVERY_DAY: all(authorized),
            }[head_count]
        )
        assert is_eligible(head_count, periods_of(spans), quarter, as_of) == expected


def test_two_authorizations_without_a_gap_are_every_day() -> None:
    quarter = Quarter(2026, 1)
    first = Period(Standing.AUTHORIZED, date(2025, 10, 1), date(2025, 11, 15))
    second = Period(Standing.AUTHORIZED, date(2025, 11, 16))
    later = Period(Standing.AUTHORIZED, date(2025, 11, 17))
    assert is_eligible(HeadCount.EVERY_DAY, [second, first], quarter, date(2026, 1, 5))
    assert not is_eligible(HeadCount.EVERY_DAY, [first, later], quarter, date(2026, 1, 5))


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (date(2025, 10, 1), date(2027, 9, 30)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2026, 3, 1), date(2028, 2, 29)),
    ],
)
def test_an_authorization_lasts_through_the_day_before_its_second_anniversary(begins: date, ends: date) -> None:
    assert authorization_end(begins) == ends


def test_after_an_authorization_has_run_out_an_officer_is_expired() -> None:
    periods = [Period(Standing.AUTHORIZED, date(2025, 10, 1), date(2027, 9, 30))]
    assert standing_on(periods, date(2025, 9, 30)) is None
    assert standing_on(periods, date(2027, 9, 30)) is Standing.AUTHORIZED
    assert standing_on(periods, date(2027, 10, 1)) is Standing.EXPIRED


def test_a_standing_other_than_an_authorization_ends_in_none() -> None:
    periods = [
        Period(Standing.AUTHORIZED, date(2025, 1, 1), date(2025, 1, 31)),
        Period(Standing.SUSPENDED, date(2025, 2, 1), date(2025, 2, 5)),
    ]
    assert standing_on(periods, date(2025, 2, 6)) is None


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Period(Standing.TRAINING, date(2025, 2, 2), date(2025, 2, 1))


def test_only_an_authorization_has_an_end_by_itself() -> None:
    begins, until = date(2025, 10, 1), date(2025, 12, 31)
    assert [period_of_standing(standing, begins, None).until for standing in Standing] == [
        date(2027, 9, 30) if standing is Standing.AUTHORIZED else None for standing in Standing
    ]
    assert period_of_standing(Standing.AUTHORIZED, begins, until) == Period(Standing.AUTHORIZED, begins, until)


def test_the_first_and_the_last_day_of_an_authorization_are_days_of_it() -> None:
    first, last = date(2025, 11, 10), date(2025, 11, 20)
    periods = [Period(Standing.AUTHORIZED, first, last)]
    assert authorized_any_day(periods, date(2025, 11, 1), first)
    assert authorized_any_day(periods, last, date(2025, 11, 30))
    assert not authorized_any_day(periods, date(2025, 11, 1), date(2025, 11, 9))
    assert not authorized_any_day(periods, date(2025, 11, 21), date(2025, 11, 30))
    assert authorized_every_day(periods, first, last)
    assert not authorized_every_day(periods, first, date(2025, 11, 21))
