"""What if, what each tier takes, every reading, references nearly alike, and what blocks a closing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.calendar import Quarter
from program.leads.near_duplicates import beside, certain_signs, letters_that_look_latin, nearly_alike
from program.leads.outcome import CorrectionReason, Outcome
from program.officers.standing import Period, Standing
from program.quarters.counting import Counts, LeadFacts
from program.quarters.figures import Point, Rate, every_reading, figures
from program.quarters.ice_count import QueryState
from program.quarters.what_if import needs, what_if
from program.refusals import BadInput
from program.rules.checklist import Check
from program.rules.rule_set import DHS_2025_10_01, HeadCount, Rounding, RuleSet
from tests.program.oracle import band, first_reaching

Q1 = Quarter(2026, 1)


def counts(located: int, still_open: int, rest: int) -> Counts:
    return Counts(provided=located + still_open + rest, located=located, open=still_open)


@given(*(st.integers(0, 40) for _ in range(6)), st.sampled_from(Rounding))
def test_what_if_is_what_the_figures_would_be(
    located: int, still_open: int, rest: int, become: int, withdrawn: int, officers: int, rounding: Rounding
) -> None:
    rules = replace(DHS_2025_10_01, rounding=rounding)
    now = counts(located, still_open, rest)
    if become + withdrawn > still_open:
        with pytest.raises(BadInput, match="open"):
            what_if(rules, now, officers, located=become, withdrawn=withdrawn)
        return
    found = what_if(rules, now, officers, located=become, withdrawn=withdrawn)
    provided = located + still_open + rest - withdrawn
    expected = band(located + become, provided, half_up=rounding is Rounding.HALF_UP)
    assert (found.tier.from_percent if found.tier else None) == expected
    assert found.award_cents == {None: 0, 70: 500_00, 80: 750_00, 90: 1000_00}[expected] * officers
    assert found.eligible_officers == officers
    assert (found.rate is None) == (provided == 0)
    if found.rate is not None:
        assert Fraction(found.rate.located, found.rate.provided) == Fraction(located + become, provided)


def test_what_if_takes_no_number_below_zero() -> None:
    with pytest.raises(BadInput, match="located: '-1': give 0 or more"):
        what_if(DHS_2025_10_01, counts(1, 3, 0), 2, located=-1)


def test_what_if_nothing_is_given_is_what_is() -> None:
    now = what_if(DHS_2025_10_01, counts(7, 2, 1), 2)
    assert (now.rate, now.award_cents) == (Rate(7, 10), 1000_00)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"located": 3}, "located: '3': 2 open; give at most as many"),
        ({"withdrawn": 3}, "withdrawn: '3': 2 open; give at most as many"),
        ({"located": 2, "withdrawn": 1}, "withdrawn: '1': 2 open, 3 with the other number; give at most as many"),
        ({"located": 3, "withdrawn": 1}, "located: '3': 2 open, 4 with the other number; give at most as many"),
    ],
)
def test_what_if_names_the_number_that_is_too_many_for_the_open_leads(numbers: dict[str, int], said: str) -> None:
    with pytest.raises(BadInput) as refused:
        what_if(DHS_2025_10_01, counts(7, 2, 1), 2, **numbers)
    assert str(refused.value) == said


def test_how_far_a_lead_was_talked_over_is_said_in_words() -> None:
    assert [state.words for state in QueryState] == ["query sent", "ICE agrees", "ICE differs"]


@given(*(st.integers(0, 60) for _ in range(4)))
def test_what_each_tier_takes(located: int, still_open: int, rest: int, officers: int) -> None:
    found = needs(DHS_2025_10_01, counts(located, still_open, rest), officers)
    provided = located + still_open + rest
    assert len(found) == (3 if provided else 0)
    for need in found:
        more = max(0, first_reaching(provided, need.tier.from_percent, half_up=False) - located)
        assert (need.more_located_needed, need.reachable) == (more, more <= still_open)
        assert need.award_cents == need.tier.cents_per_officer * officers


def test_every_reading_says_what_it_would_pay() -> None:
    classes = [
        (LeadFacts(date(2025, 11, 1), Outcome.LOCATED, date(2025, 11, 9)), 8),
        (LeadFacts(date(2025, 11, 1), Outcome.LOCATED, date(2026, 1, 2)), 1),
        (LeadFacts(date(2025, 11, 1), Outcome.NOT_LOCATED, date(2025, 11, 9)), 1),
        (LeadFacts(date(2025, 9, 1), Outcome.NOT_LOCATED, date(2025, 11, 9)), 5),
    ]
    standings = [
        [Period(Standing.AUTHORIZED, date(2025, 10, 1))],
        [Period(Standing.AUTHORIZED, date(2025, 10, 1), date(2025, 12, 30))],
    ]
    paid = {
        (reading.point, reading.value): reading.award_cents
        for reading in every_reading(DHS_2025_10_01, Q1, date(2026, 1, 5), classes, standings)
    }
    assert paid == {
        (Point.ROUNDING, "half_up"): 750_00,
        (Point.ATTRIBUTION, "open_during"): 0,
        (Point.LATE_LOCATED, "counted"): 1000_00,
        (Point.HEAD_COUNT, HeadCount.ANY_DAY): 1500_00,
        (Point.HEAD_COUNT, HeadCount.EVERY_DAY): 750_00,
    }
    shown = figures((DHS_2025_10_01,), Q1, date(2026, 1, 5), classes, standings).readings
    assert {reading.point for reading in shown} == {Point.ATTRIBUTION, Point.LATE_LOCATED}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("24-1187", "24-01187", True),
        ("24-1187", "24.1187", True),
        ("24-1187", "241187", True),
        ("ice-1o7", "ice-107", True),
        ("a-l1", "a-11", True),
        ("24-1187", "24-1178", True),
        ("24-0o1", "24-001", True),
        ("r-\u043e06", "r-006", True),
        ("24-1187", "24-8117", False),
        ("24-1234", "24-2134", True),
        ("24-1234", "24-1324", True),
        ("24-1234", "24-3214", False),
        ("24-12", "24-21", True),
        ("24-111111111111111112", "24-111111111111111121", True),
        ("24-1111111111111111112", "24-1111111111111111121", False),
        ("24-1187", "24-1188", False),
        ("24-1187", "25-1187", False),
        ("24-1187", "24-1287", False),
        ("24-1187a", "24-1178a", False),
        ("x", "y", False),
    ],
)
def test_references_nearly_alike(one: str, other: str, alike: bool) -> None:
    assert nearly_alike([one, other]) == ([tuple(sorted((one, other)))] if alike else [])


def test_in_a_run_of_numbers_swapped_digits_are_no_accident() -> None:
    run = [f"24-{number}" for number in range(1170, 1200)]
    assert nearly_alike([]) == nearly_alike(run) == nearly_alike([f"24-{number}" for number in range(12, 22)]) == []
    assert nearly_alike([*run, "24-1718"]) == [("24-1178", "24-1718")]
    assert nearly_alike(["24-97", "24-99"]) == []
    for others in (["24-10", "24-19"], ["24-14", "24-23"]):  # two away is no run
        assert nearly_alike(["24-12", "24-21", *others]) == [("24-12", "24-21")]


KEYS = st.text(st.sampled_from("0123oil-a\u0430c%"), min_size=1, max_size=7)


@given(st.lists(KEYS, min_size=2, max_size=12, unique=True))
def test_a_reference_that_is_nearly_another_is_among_those_that_may_be(keys: list[str]) -> None:
    *book, key = keys
    signs = re.compile(".*".join(map(re.escape, certain_signs(key))))
    may_be = [other for other in book if other in beside(key) or signs.search(other)]

    def of_key(others: list[str]) -> list[str]:
        return sorted(other for pair in nearly_alike([*others, key]) for other in pair if key in pair and other != key)

    assert of_key(may_be) == of_key(book)


def test_only_letters_that_look_latin_and_are_not_are_named() -> None:
    assert letters_that_look_latin("24-\u0410l\u043e\u0410\u0416\u00e9") == "\u0410\u043e"
    assert letters_that_look_latin("24-A188") == ""


def test_a_rule_set_stored_before_there_was_a_choice_of_what_blocks_keeps_its_hash() -> None:
    data = DHS_2025_10_01.as_data()
    assert "blocks_closing" not in data
    assert DHS_2025_10_01.sha256 == "d998abf14ef918bf786a08058e9e41f2653b1440ea61684a9acf36f42a34bce0"
    assert RuleSet.from_data(data) == DHS_2025_10_01
    strict = replace(DHS_2025_10_01, blocks_closing=frozenset({Check.NO_EVIDENCE, Check.UNASSIGNED}))
    assert strict.as_data()["blocks_closing"] == ["no_evidence", "unassigned"]
    assert RuleSet.from_data(strict.as_data()) == strict
    assert strict.sha256 != DHS_2025_10_01.sha256


def test_a_line_of_the_checklist_is_said_of_one_and_of_several() -> None:
    assert Check.STANDING_EXPIRES.counted(1) == "1 authorization that ends in the quarter"
    assert Check.STANDING_EXPIRES.counted(1200) == "1,200 authorizations that end in the quarter"
    assert Check.ICE_COUNT_MISSING.counted(1) == "ICE's count to be entered"
    assert all(check.counted(1) != f"1 {check.words}" for check in Check)


def test_every_line_of_the_checklist_has_words() -> None:
    assert len({check.words for check in Check}) == len(Check)
    assert len({reason.words for reason in CorrectionReason}) == len(CorrectionReason)
