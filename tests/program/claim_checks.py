"""One random officer-year through the rules and through the oracle, and the invariants that must hold of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from program.calendar import Month, Quarter, months_of, months_of_year
from program.claims.claim import Claim, month_claims, sum_of
from program.claims.pay import Category, MonthTime, OtherSource, PaidOfficer, Pay
from program.officers.standing import Period, Standing
from program.rules.pay_rules import BenefitsBasis, OvertimeCapBase, PayRules, SalaryBasis
from program.rules.rule_set import DHS_2025_10_01, RuleSet
from tests.program import claims_oracle
from tests.program.claim_cases import Case, Span


def officer_of(case: Case, spans: Sequence[Span] | None = None) -> PaidOfficer:
    """The case's officer as the rules take one."""
    return PaidOfficer(
        "1041",
        [Period(Standing(word), begins, ends) for word, begins, ends in (case.spans if spans is None else spans)],
        [
            Pay(one.from_, one.salary, one.benefits_monthly, one.benefits_percent, one.overtime_rate, one.until)
            for one in case.pays
        ],
        [MonthTime(Month(*month), *hours) for month, hours in case.hours.items()],
        [OtherSource(Month(*month), Category(category), cents) for (month, category), cents in case.charged.items()],
        {Month(*month): cents for month, cents in case.certified.items()},
    )


def rules_of(case: Case) -> tuple[RuleSet, ...]:
    """The case's rules."""
    pay = PayRules(
        salary_basis=SalaryBasis(case.salary_basis),
        salary_percent=case.salary_percent,
        benefits_basis=BenefitsBasis(case.benefits_basis),
        overtime_cap_percent=case.cap_percent,
        overtime_cap_base=OvertimeCapBase(case.cap_base),
        backfill_excluded=case.backfill_excluded,
    )
    return (replace(DHS_2025_10_01, effective_from=case.rules_from, pay=pay),)


def check(case: Case) -> None:
    """Raises AssertionError where rules and oracle differ, or an invariant does not hold."""
    rules, officer = rules_of(case), officer_of(case)
    claims = month_claims(rules, [officer], months_of_year(case.fiscal_year), case.today)
    _is_the_oracles(case, claims)
    for one in claims:
        for line in one.lines:
            assert line.recorded_cents == line.claimed_cents + sum(part.cents for part in line.not_claimed)
            assert line.claimed_cents >= 0
            assert all(part.cents > 0 for part in line.not_claimed)
        totals = one.totals
        assert totals.recorded_cents == totals.claimed_cents + totals.not_claimed_cents
    if not case.certified:
        caps = {use.cap_cents for one in claims for use in one.overtime_cap}
        assert sum(_claimed(one, Category.OVERTIME) for one in claims) <= max(caps, default=0)
        _a_longer_standing_never_lowers(case, rules, sum(one.totals.claimed_cents for one in claims))
    for number in (1, 2, 3, 4):
        quarter = months_of(Quarter(case.fiscal_year, number))
        whole = sum_of(month_claims(rules, [officer], quarter, case.today))
        of_months = [one for one in claims if one.months[0] in quarter]
        for key in ("recorded_cents", "claimed_cents", "not_claimed_cents"):
            assert getattr(whole.totals, key) == sum(getattr(one.totals, key) for one in of_months)


def _is_the_oracles(case: Case, claims: Sequence[Claim]) -> None:
    expected = claims_oracle.year_of(case)
    for one in claims:
        lines, (cap, before, used, left) = expected[one.months[0].year, one.months[0].number]
        ours = [
            (line.category.value, line.recorded_cents, line.claimed_cents,
             [(part.why.value, part.cents) for part in line.not_claimed])
            for line in one.lines
        ]  # fmt: skip
        assert ours == lines, (one.months[0], ours, lines)
        uses = [(use.cap_cents, use.used_before_cents, use.used_cents, use.left_cents) for use in one.overtime_cap]
        assert uses == ([(cap, before, used, left)] if lines or cap else []), one.months[0]


def _a_longer_standing_never_lowers(case: Case, rules: Sequence[RuleSet], claimed: int) -> None:
    """Authorized without an end in place of the last span that the officer was authorized in, and of all after it."""
    last = max((at for at, (word, _, _) in enumerate(case.spans) if word == "authorized"), default=None)
    if last is not None:
        spans = [*case.spans[:last], ("authorized", case.spans[last][1], None)]
        longer = month_claims(rules, [officer_of(case, spans)], months_of_year(case.fiscal_year), case.today)
        assert sum(one.totals.claimed_cents for one in longer) >= claimed


def _claimed(one: Claim, category: Category) -> int:
    return sum(line.claimed_cents for line in one.lines if line.category is category)
