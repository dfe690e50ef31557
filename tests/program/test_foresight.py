"""What is foreseen before an outcome is recorded is what the counts say once it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.calendar import Quarter
from program.leads.outcome import Origin, Outcome
from program.quarters.counting import LeadFacts, count, verdict
from program.quarters.figures import rate_of, tier_of
from program.quarters.foresight import foresee
from program.rules.rule_set import DHS_2025_10_01, LateLocated, RuleSet

Q1 = Quarter(2026, 1)
COUNTED_LATE = replace(DHS_2025_10_01, late_located=LateLocated.COUNTED)
DAYS = st.integers(-40, 130).map(lambda days: Q1.starts_on + timedelta(days=days))


@st.composite
def leads(draw: st.DrawFn) -> LeadFacts:
    """A lead of any quarter and outcome."""
    outcome = draw(st.sampled_from(Outcome))
    on = None if outcome is Outcome.OPEN else draw(DAYS)
    return LeadFacts(draw(DAYS), outcome, on, draw(st.sampled_from(Origin)))


@pytest.mark.parametrize("rules", [DHS_2025_10_01, COUNTED_LATE], ids=["as shipped", "late ones count"])
@given(st.lists(leads(), max_size=8), st.lists(st.tuples(leads(), leads()), max_size=4), DAYS)
def test_a_change_is_foreseen_as_it_is_counted(
    rules: RuleSet, others: list[LeadFacts], changed: list[tuple[LeadFacts, LeadFacts]], as_of: date
) -> None:
    before = count(rules, Q1, ((lead, 1) for lead in [*others, *(one for one, _ in changed)]), as_of)
    after = count(rules, Q1, ((lead, 1) for lead in [*others, *(then for _, then in changed)]), as_of)
    seen = foresee(rules, Q1, before, changed, as_of)
    assert seen.rate_before == rate_of(before.located, before.provided)
    assert seen.rate_after == rate_of(after.located, after.provided)
    assert (seen.tier_before, seen.tier_after) == (tier_of(rules, seen.rate_before), tier_of(rules, seen.rate_after))
    assert seen.verdicts == tuple(verdict(rules, Q1, then, as_of) for _, then in changed)
