"""Quarters, words and rule sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from program.calendar import Quarter
from program.leads.outcome import OUTCOME_OF_LETTER, CorrectionReason, Outcome
from program.leads.outcome_words import read_outcome
from program.rules.pay_rules import PAY_SOURCES, BenefitsBasis, PayRules, pay_sources
from program.rules.rule_set import DHS_2025_10_01, CountsAs, RuleSet, Tier, in_force
from tests.program import oracle


def test_every_day_of_twelve_years_lies_in_the_quarter_of_the_calendar() -> None:
    day = date(2019, 1, 1)
    while day < date(2031, 1, 1):
        quarter = Quarter.of(day)
        assert (quarter.fiscal_year, quarter.number) == oracle.quarter_of(day)
        assert quarter.starts_on <= day <= quarter.ends_on
        day += timedelta(days=1)


def test_quarters_follow_one_another_without_a_gap() -> None:
    quarter = Quarter(2020, 1)
    for _ in range(40):
        assert quarter.next().previous() == quarter
        assert quarter.next().starts_on == quarter.ends_on + timedelta(days=1)
        assert quarter < quarter.next()
        quarter = quarter.next()


def test_a_quarter_is_written_and_read_in_one_way() -> None:
    assert str(Quarter.parse(" fy2026-q1 ")) == "FY2026-Q1"
    assert Quarter(2026, 1).starts_on == date(2025, 10, 1)


@pytest.mark.parametrize("text", ["", "2026-Q1", "FY2026-Q5", "FY26-Q1", "FY0001-Q1", "FY9999-Q4", "FY２０２６-Q1"])
def test_anything_else_is_no_quarter(text: str) -> None:
    with pytest.raises(ValueError, match="FY2026-Q1"):
        Quarter.parse(text)


@pytest.mark.parametrize(
    ("day", "left"), [(date(2025, 11, 23), 38), (date(2025, 12, 31), 0), (date(2026, 5, 1), 0), (date(2025, 9, 1), 92)]
)
def test_days_left_are_those_after_today(day: date, left: int) -> None:
    assert Quarter(2026, 1).days_left(day) == left


def test_each_outcome_is_read_from_code_letter_and_words() -> None:
    for outcome in Outcome:
        assert read_outcome(outcome.value) is outcome
        assert read_outcome(outcome.words.upper() + ".") is outcome
        assert outcome is Outcome.OPEN or OUTCOME_OF_LETTER[str(outcome.letter)] is outcome
    assert read_outcome("Withdrawn by ICE") is Outcome.WITHDRAWN
    assert read_outcome("Out of area") is Outcome.OUTSIDE_JURISDICTION
    assert Outcome.OPEN.letter is None


def test_what_is_no_outcome_is_refused_with_the_list() -> None:
    with pytest.raises(
        ValueError, match=r"use one of open, located \(l\), not_located \(n\), .*mistaken_identity \(m\)$"
    ):
        read_outcome("gone fishing")


def test_reasons_have_words() -> None:
    assert CorrectionReason.ICE_ADVISED.words == "ICE advised"
    assert CorrectionReason.ENTRY_ERROR.words == "Entry error"


def test_a_rule_set_survives_json_and_keeps_its_hash() -> None:
    again = RuleSet.from_data(DHS_2025_10_01.as_data())
    assert again == DHS_2025_10_01
    assert again.sha256 == DHS_2025_10_01.sha256
    assert len(again.sha256) == 64
    assert replace(again, tiers=(Tier(90, 1),)).sha256 != again.sha256


def test_the_hash_of_a_rule_set_is_that_of_its_sorted_json_in_utf_8() -> None:
    rules = replace(DHS_2025_10_01, sources={"tiers": "service agreement, § 4"})
    assert rules.sha256 == "e247357e1c937f806ebeb4ee7e3a98b1aa51f2707de92e157044603ac118af25"  # jq -cjS . | sha256sum


def test_no_rule_set_of_a_book_puts_a_lead_into_more_than_one_quarter() -> None:
    data = {**DHS_2025_10_01.as_data(), "attribution": "open_during"}
    with pytest.raises(ValueError, match="the quarter in which it was received"):
        RuleSet.from_data(data)


def test_the_rules_in_force_are_the_last_that_have_begun() -> None:
    later = replace(DHS_2025_10_01, id="later", effective_from=date(2026, 10, 1))
    assert in_force([later, DHS_2025_10_01], date(2025, 9, 30)) is None
    assert in_force([later, DHS_2025_10_01], date(2026, 9, 30)) is DHS_2025_10_01
    assert in_force([later, DHS_2025_10_01], date(2026, 10, 1)) is later


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"counts_as": {}}, "every outcome"),
        ({"counts_as": {**DHS_2025_10_01.counts_as, Outcome.OPEN: CountsAs.EXCLUDED}}, "open"),
        ({"counts_as": {**DHS_2025_10_01.counts_as, Outcome.LOCATED: CountsAs.PROVIDED}}, "located"),
        ({"tiers": (Tier(70, 1), Tier(90, 1))}, "tiers"),
        ({"tiers": (Tier(101, 1),)}, "tiers"),
        ({"tiers": (Tier(90, 1), Tier(0, 1))}, "tiers"),
    ],
)
def test_rules_that_contradict_the_programme_are_refused(change: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        replace(DHS_2025_10_01, **change)  # type: ignore[arg-type]


def test_bands_may_begin_at_any_percent_from_1_through_100() -> None:
    bands = (Tier(100, 2), Tier(1, 1))
    assert replace(DHS_2025_10_01, tiers=bands).tiers == bands


def test_an_agreement_may_pay_no_salary_and_no_start_up_money() -> None:
    none = PayRules(salary_percent=0, equipment_cents_per_officer=0, vehicles_cents_per_agreement=0)
    assert PayRules.from_data(none.as_data()) == none


def test_what_an_agency_reads_itself_is_told_with_its_own_source_and_the_rest_with_that_of_the_default() -> None:
    said = pay_sources(PayRules(benefits_basis=BenefitsBasis.AS_SALARY, source="agreement, 4(b)"))
    assert said["benefits_basis"] == ("as salary", "agreement, 4(b)")
    assert said["claim_period"] == ("a claim a month", "assumed (U16)")
    assert said["overtime_cap_percent"][1] == "DHS release of 2 September 2025"
    assert said.keys() == PAY_SOURCES.keys()
