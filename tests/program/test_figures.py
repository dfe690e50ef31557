"""Rate, tier, award, bounds, next tier and readings, against the oracle."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.calendar import Quarter
from program.leads.outcome import Origin, Outcome
from program.officers.standing import Period, Standing
from program.quarters.counting import WORDS_FOR_WHY, Counts, LeadFacts, Why, count, late_words, verdict
from program.quarters.data import figures_data
from program.quarters.figures import (
    Rate,
    eligible_officers,
    figures,
    is_eligible,
    located_needed,
    other_rules,
    rate_of,
    reaches,
    tier_of,
)
from program.rules.rule_set import DHS_2025_10_01, Attribution, CountsAs, HeadCount, LateLocated, Rounding, Tier
from tests.program import oracle

Q1 = Quarter(2026, 1)
TODAY = date(2025, 11, 23)
AUTHORIZED = [Period(Standing.AUTHORIZED, date(2025, 10, 1))]


def classes(**counts: int) -> list[tuple[LeadFacts, int]]:
    """Leads of FY2026-Q1 by outcome."""
    received = date(2025, 10, 2)
    return [
        (LeadFacts(received, Outcome(name), None if name == "open" else date(2025, 10, 9)), number)
        for name, number in counts.items()
    ]


@pytest.mark.parametrize(
    ("located", "provided", "begins"),
    [
        *((179, 200, 90), (1789, 2000, 80), (895, 1000, 90), (894, 1000, 80), (1, 1, 90)),
        *((159, 200, 80), (158, 200, 70), (139, 200, 70), (138, 200, None), (0, 1, None)),
    ],
)
def test_half_a_percent_below_a_tier_is_rounded_up_to_it_and_less_is_not(
    located: int, provided: int, begins: int | None
) -> None:
    rules = replace(DHS_2025_10_01, rounding=Rounding.HALF_UP)
    tier = tier_of(rules, Rate(located, provided))
    assert (tier.from_percent if tier else None) == begins
    for tier in rules.tiers:
        wanted = located_needed(Rounding.HALF_UP, provided, tier.from_percent)
        assert (located >= wanted) == (begins is not None and begins >= tier.from_percent)


@pytest.mark.no_cover  # two million pairs, in code that other tests cover
@pytest.mark.parametrize("rounding", Rounding)
def test_every_pair_up_to_2000_has_the_tier_of_the_fractions(rounding: Rounding) -> None:
    half_up = rounding is Rounding.HALF_UP
    rules = replace(DHS_2025_10_01, rounding=rounding)
    for provided in range(1, 2001):
        edges = {begins: oracle.first_reaching(provided, begins, half_up=half_up) for begins, _ in oracle.BANDS}
        for begins, edge in edges.items():
            assert located_needed(rounding, provided, begins) == edge
            assert edge == 0 or oracle.band(edge - 1, provided, half_up=half_up) != begins
            assert (oracle.band(edge, provided, half_up=half_up) or 0) >= begins
        expected: list[int | None] = []
        for tier_begins, first in [*edges.items(), (None, 0)]:
            expected += [tier_begins] * (provided + 1 - len(expected) - first)
        found = [tier_of(rules, Rate(located, provided)) for located in range(provided, -1, -1)]
        assert [tier.from_percent if tier else None for tier in found] == expected


@given(st.integers(1, 5000).flatmap(lambda provided: st.tuples(st.integers(0, provided), st.just(provided))))
def test_the_per_cent_is_cut_never_rounded_up(pair: tuple[int, int]) -> None:
    assert Rate(*pair).percent == oracle.percent(*pair)


def test_26_of_29_is_89_65_per_cent_and_tier_80() -> None:
    rate = Rate(26, 29)
    assert rate.percent == "89.65"
    assert tier_of(DHS_2025_10_01, rate) == Tier(80, 750_00)
    assert reaches(Rounding.HALF_UP, rate, 90)


def test_the_contracts_example_comes_out_figure_by_figure() -> None:
    found = figures(
        [DHS_2025_10_01],
        Q1,
        TODAY,
        classes(located=26, not_located=1, open=2, withdrawn=3),
        [AUTHORIZED] * 12 + [[Period(Standing.TRAINING, date(2025, 10, 1))]],
    )
    assert (found.counts.provided, found.counts.located, found.counts.open, found.counts.excluded) == (29, 26, 2, 3)
    assert found.days_left == 38
    assert found.tier == Tier(80, 750_00)
    assert (found.eligible_officers, found.expected_award_cents) == (12, 900_000)
    assert found.if_none.award_cents == 900_000
    assert found.if_all.rate is not None
    assert (found.if_all.rate.percent, found.if_all.award_cents) == ("96.55", 1_200_000)
    assert found.next_tier is not None
    assert (found.next_tier.tier.from_percent, found.next_tier.more_located_needed) == (90, 1)
    assert (found.next_tier.reachable, found.next_tier.award_cents) == (True, 1_200_000)
    assert [(r.point, r.value, r.award_cents) for r in found.readings] == [("rounding", "half_up", 1_200_000)]


def test_a_quarter_without_a_provided_lead_is_not_measurable() -> None:
    found = figures([DHS_2025_10_01], Q1, TODAY, classes(withdrawn=2), [AUTHORIZED])
    assert rate_of(0, 0) is None
    assert (found.rate, found.tier, found.next_tier, found.expected_award_cents) == (None, None, None, 0)
    assert (found.if_none.rate, found.if_all.tier) == (None, None)
    assert found.counts.excluded == 2


def test_a_quarter_before_the_first_rules_has_counts_and_a_rate_but_no_tier_and_no_award() -> None:
    before = Quarter(2025, 4)
    facts = [(LeadFacts(date(2025, 7, 2), Outcome.LOCATED, date(2025, 7, 3)), 9), (LeadFacts(date(2025, 8, 1)), 1)]
    found = figures([DHS_2025_10_01], before, TODAY, facts, [[Period(Standing.AUTHORIZED, date(2025, 1, 1))]])
    assert found.rate == Rate(9, 10)
    assert (found.rules, found.tier, found.expected_award_cents, found.next_tier) == (None, None, 0, None)
    assert found.if_all.rate == Rate(10, 10)
    assert found.eligible_officers == 1
    assert found.readings == ()


def test_a_quarter_before_all_rules_is_counted_by_the_first_of_them_in_whatever_order_they_are_given() -> None:
    counts_as = {**DHS_2025_10_01.counts_as, Outcome.WITHDRAWN: CountsAs.PROVIDED}
    later = replace(DHS_2025_10_01, effective_from=date(2026, 10, 1), counts_as=counts_as)
    withdrawn = LeadFacts(date(2025, 7, 2), Outcome.WITHDRAWN, date(2025, 7, 3))
    for rule_sets in ([DHS_2025_10_01, later], [later, DHS_2025_10_01]):
        found = figures(rule_sets, Quarter(2025, 4), TODAY, [(withdrawn, 2)], [])
        assert (found.counts.excluded, found.counts.provided, found.rules) == (2, 0, None)


def test_nothing_is_above_the_top_tier() -> None:
    assert figures([DHS_2025_10_01], Q1, TODAY, classes(located=9, open=1), [AUTHORIZED]).next_tier is None


def test_a_tier_out_of_reach_is_said_to_be() -> None:
    found = figures([DHS_2025_10_01], Q1, TODAY, classes(located=1, not_located=8, open=1), [AUTHORIZED])
    assert found.next_tier is not None
    assert (found.next_tier.more_located_needed, found.next_tier.reachable) == (6, False)


@pytest.mark.parametrize(
    ("facts", "why", "counts_as"),
    [
        (LeadFacts(date(2025, 10, 2), Outcome.LOCATED, date(2025, 12, 31)), Why.LOCATED, CountsAs.LOCATED),
        (LeadFacts(date(2025, 10, 2), Outcome.LOCATED, date(2026, 1, 1)), Why.LOCATED_LATE, CountsAs.PROVIDED),
        (LeadFacts(date(2025, 10, 2)), Why.STILL_OPEN, CountsAs.PROVIDED),
        (
            LeadFacts(date(2025, 10, 2), Outcome.DECEASED, date(2025, 10, 3)),
            Why.OUTCOME_COUNTS_AS_PROVIDED,
            CountsAs.PROVIDED,
        ),
        (
            LeadFacts(date(2025, 10, 2), Outcome.MISTAKEN_IDENTITY, date(2025, 10, 3)),
            Why.OUTCOME_EXCLUDED,
            CountsAs.EXCLUDED,
        ),
        (LeadFacts(date(2025, 10, 2), origin=Origin.AGENCY), Why.AGENCY_BEGAN_IT, None),
        (LeadFacts(date(2025, 9, 30)), Why.OTHER_QUARTER, None),
    ],
)
def test_each_lead_counts_for_a_reason(facts: LeadFacts, why: Why, counts_as: CountsAs | None) -> None:
    found = verdict(DHS_2025_10_01, Q1, facts, date(2026, 2, 1))
    assert (found.why, found.counts_as) == (why, counts_as)
    assert WORDS_FOR_WHY[why]


def test_an_outcome_dated_later_had_not_happened_yet() -> None:
    facts = LeadFacts(date(2025, 10, 2), Outcome.LOCATED, date(2025, 11, 20))
    assert verdict(DHS_2025_10_01, Q1, facts, date(2025, 11, 19)).why is Why.STILL_OPEN
    assert verdict(DHS_2025_10_01, Q1, facts, date(2025, 11, 20)).why is Why.LOCATED


def test_nobody_is_eligible_in_a_quarter_that_has_not_begun() -> None:
    assert eligible_officers(HeadCount.LAST_DAY, [AUTHORIZED], Q1.next(), TODAY) == 0


def test_other_readings_change_one_point_at_a_time() -> None:
    assert {point.value for point, _ in other_rules(DHS_2025_10_01)} == {"rounding", "attribution", "late_located"}


DAYS = st.dates(date(2025, 7, 1), date(2026, 3, 31))
OUTCOMES = [outcome for outcome in Outcome if outcome is not Outcome.OPEN]


@st.composite
def leads(draw: st.DrawFn) -> oracle.Lead:
    received = draw(DAYS)
    origin = draw(st.sampled_from(["ice", "ice", "ice", "agency"]))
    if draw(st.booleans()):
        return received, "open", None, origin
    return received, draw(st.sampled_from(OUTCOMES)).value, received + timedelta(draw(st.integers(0, 120))), origin


@st.composite
def rule_sets(draw: st.DrawFn) -> tuple[object, ...]:
    bands = sorted(draw(st.sets(st.integers(1, 100), max_size=4)), reverse=True)
    counts_as = {outcome: draw(st.sampled_from(CountsAs)) for outcome in Outcome}
    counts_as |= {Outcome.OPEN: CountsAs.PROVIDED, Outcome.LOCATED: CountsAs.LOCATED}
    return (
        replace(
            DHS_2025_10_01,
            tiers=tuple(Tier(begins, 100 * begins) for begins in bands),
            counts_as=counts_as,
            rounding=draw(st.sampled_from(Rounding)),
            attribution=draw(st.sampled_from(Attribution)),
            late_located=draw(st.sampled_from(LateLocated)),
        ),
    )


@given(st.lists(leads(), max_size=40), rule_sets(), st.dates(date(2025, 9, 1), date(2026, 6, 30)))
def test_random_books_and_rules_give_the_figures_of_the_oracle(
    book: list[oracle.Lead], drawn: tuple[object, ...], as_of: date
) -> None:
    (rules,) = drawn
    assert isinstance(rules, type(DHS_2025_10_01))
    expected = oracle.counted(
        book,
        2026,
        1,
        as_of,
        excluded=frozenset(o.value for o, c in rules.counts_as.items() if c is CountsAs.EXCLUDED),
        located=frozenset(o.value for o, c in rules.counts_as.items() if c is CountsAs.LOCATED),
        open_during=rules.attribution is Attribution.OPEN_DURING,
        late_counts=rules.late_located is LateLocated.COUNTED,
    )
    facts = [(LeadFacts(r, Outcome(o), d, Origin(origin)), 1) for r, o, d, origin in book]
    found = figures([rules], Q1, as_of, facts, [])
    counts = found.counts
    assert {
        "provided": counts.provided,
        "located": counts.located,
        "open": counts.open,
        "excluded": counts.excluded,
        "late": counts.late_located,
    } == expected
    half_up = rules.rounding is Rounding.HALF_UP
    bands = tuple((tier.from_percent, tier.cents_per_officer) for tier in rules.tiers)
    for located, bound in ((counts.located, found.if_none), (counts.located + counts.open, found.if_all)):
        tier = bound.tier.from_percent if bound.tier else None
        assert tier == oracle.band(located, counts.provided, half_up=half_up, bands=bands)
    assert found.tier == found.if_none.tier


def test_leads_located_after_the_quarter_are_counted_beside_and_said_to_be_late() -> None:
    late = LeadFacts(date(2025, 10, 2), Outcome.LOCATED, date(2026, 1, 1))
    in_time = replace(late, outcome_on=date(2025, 12, 31))
    counted = replace(DHS_2025_10_01, late_located=LateLocated.COUNTED)
    both = {Outcome.LOCATED: 5}
    assert count(DHS_2025_10_01, Q1, [(late, 2), (in_time, 3)], date(2026, 1, 1)) == Counts(5, 3, 0, 0, 2, both)
    assert count(counted, Q1, [(late, 2), (in_time, 3)], date(2026, 1, 1)) == Counts(5, 5, 0, 0, 2, both)
    words = "Dated after 2025-12-31: does not count for FY2026-Q1, shown as late"
    assert (late_words(DHS_2025_10_01, late), late_words(DHS_2025_10_01, in_time)) == (words, "")
    assert late_words(counted, late) == ""


def test_no_lead_at_all_is_counted_as_nothing() -> None:
    assert count(DHS_2025_10_01, Q1, [], TODAY) == Counts() == Counts(0, 0, 0, 0, 0, {})


def test_a_lead_counts_from_the_day_on_which_it_was_received() -> None:
    facts = LeadFacts(TODAY)
    assert verdict(DHS_2025_10_01, Q1, facts, TODAY).why is Why.STILL_OPEN
    assert verdict(DHS_2025_10_01, Q1, facts, TODAY - timedelta(days=1)).why is Why.OTHER_QUARTER


def test_a_lead_that_was_open_on_a_quarters_first_day_was_open_during_it_and_one_of_the_next_was_not() -> None:
    rules = replace(DHS_2025_10_01, attribution=Attribution.OPEN_DURING)
    later = date(2026, 4, 1)

    def belongs(received: date, located: date) -> bool:
        return verdict(rules, Q1, LeadFacts(received, Outcome.LOCATED, located), later).why is not Why.OTHER_QUARTER

    assert belongs(date(2025, 9, 1), date(2025, 10, 1))
    assert not belongs(date(2025, 9, 1), date(2025, 9, 30))
    assert belongs(date(2025, 12, 31), date(2026, 1, 2))
    assert not belongs(date(2026, 1, 1), date(2026, 1, 2))


def test_figures_as_data_have_the_shape_of_the_contract() -> None:
    standings = [AUTHORIZED] * 12
    found = figures((DHS_2025_10_01,), Q1, TODAY, classes(located=26, not_located=1, open=2, withdrawn=3), standings)
    data = figures_data(found)
    assert data == {
        "counts": {
            "provided": 29,
            "located": 26,
            "open": 2,
            "excluded": 3,
            "late_located": 0,
            "by_outcome": {"open": 2, "located": 26, "not_located": 1, "withdrawn": 3},
        },
        "rate": {"located": 26, "provided": 29, "percent": "89.65"},
        "tier": {"from_percent": 80, "cents_per_officer": 750_00},
        "eligible_officers": 12,
        "expected_award_cents": 9_000_00,
        "if_none_of_the_open_is_located": {"percent": "89.65", "from_percent": 80, "award_cents": 9_000_00},
        "if_all_of_the_open_are_located": {"percent": "96.55", "from_percent": 90, "award_cents": 12_000_00},
        "next_tier": {
            "from_percent": 90,
            "more_located_needed": 1,
            "open": 2,
            "reachable": True,
            "award_cents": 12_000_00,
        },
        "rule_set": {"id": DHS_2025_10_01.id, "sha256": DHS_2025_10_01.sha256},
        "readings": [{"rounding": "half_up", "from_percent": 90, "award_cents": 12_000_00}],
    }
    none = figures_data(figures((DHS_2025_10_01,), Q1, TODAY, [], standings))
    assert (none["rate"], none["tier"], none["expected_award_cents"]) == (None, None, 0)
    assert none["if_all_of_the_open_are_located"] == {"percent": None, "from_percent": None, "award_cents": 0}
    assert figures_data(figures((DHS_2025_10_01,), Q1, TODAY, classes(located=1), standings))["next_tier"] is None


def test_a_tier_that_all_open_leads_together_just_reach_is_reachable() -> None:
    found = figures((DHS_2025_10_01,), Q1, TODAY, classes(located=8, not_located=1, open=1), [AUTHORIZED])
    assert found.next_tier is not None
    assert (found.next_tier.more_located_needed, found.next_tier.open, found.next_tier.reachable) == (1, 1, True)


def test_before_the_first_rules_no_award_is_in_sight_whatever_becomes_of_the_open() -> None:
    received = LeadFacts(date(2025, 9, 2))
    found = figures((DHS_2025_10_01,), Quarter(2025, 4), TODAY, [(received, 4)], [AUTHORIZED])
    assert (found.if_none.award_cents, found.if_all.award_cents, found.expected_award_cents) == (0, 0, 0)


def test_who_is_authorized_on_a_quarters_first_day_is_eligible_on_it() -> None:
    assert all(is_eligible(head_count, AUTHORIZED, Q1, Q1.starts_on) for head_count in HeadCount)
