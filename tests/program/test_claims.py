"""Claims against an oracle that shares no code, and the figures that a person can follow by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.calendar import Month, Quarter, months_of
from program.claims.claim import Claim, Totals, cap_uses, month_claims, sum_of
from program.claims.data import claim_data, claim_from, pay_data, time_data
from program.claims.lines import Line, NotClaimed, WhyNot
from program.claims.pay import Category, MonthTime, OtherSource, PaidOfficer, Pay
from program.officers.standing import Period, Standing
from program.rules.pay_rules import BenefitsBasis, PayRules, SalaryBasis
from program.rules.rule_set import DHS_2025_10_01, SHIPPED, RuleSet
from tests.program.claim_cases import random_case
from tests.program.claim_checks import check
from tests.program.soak_claims import soak

TODAY = date(2026, 1, 10)
NOVEMBER = Month(2025, 11)
PAY = Pay(date(2025, 10, 1), 72_800_00, benefits_monthly_cents=1_500_00, overtime_rate_cents=52_50)
AUTHORIZED = Period(Standing.AUTHORIZED, date(2025, 11, 14), date(2027, 11, 13))
OFFICER = PaidOfficer(
    "1041",
    [Period(Standing.TRAINING, date(2025, 10, 1), date(2025, 11, 13)), AUTHORIZED],
    [PAY],
    [MonthTime(NOVEMBER, 160_00, 0, 10_00, 2_00)],
)


def claim(rules: Sequence[RuleSet], officers: Sequence[PaidOfficer], months: Sequence[Month], today: date) -> Claim:
    return sum_of(month_claims(rules, officers, months, today))


@pytest.mark.no_cover
@given(st.randoms(use_true_random=False))
def test_every_month_agrees_with_the_oracle(chance: random.Random) -> None:
    check(random_case(chance))


@pytest.mark.no_cover  # hundreds of years, in code that other tests cover
@pytest.mark.parametrize("part", range(10))
def test_the_seeded_soak_agrees_with_the_oracle(part: int) -> None:
    assert soak(300, 20251001 + part) == 300


def test_each_line_says_how_it_came_about() -> None:
    lines = claim(SHIPPED, [OFFICER], [NOVEMBER], TODAY).lines
    assert [line.arithmetic for line in lines] == [
        (
            "17 of 30 days authorized, recorded $72,800.00 / 12 × 30/30 = $6,066.67; "
            "claimed $72,800.00 / 12 × 17/30 = $3,437.78"
        ),
        "17 of 30 days authorized, recorded $1,500.00 × 30/30 = $1,500.00; claimed $1,500.00 × 17/30 = $850.00",
        (
            "17 of 30 days authorized, recorded 10 h × $52.50 = $525.00; backfill 2 h × $52.50 = $105.00; "
            "claimed 8 h × $52.50 × 17/30 = $238.00"
        ),
    ]


def test_what_is_less_than_half_a_cent_is_not_told_as_not_claimed() -> None:
    officer = replace(OFFICER, pay=[Pay(date(2025, 10, 1), 0, benefits_monthly_cents=1)], time=[])
    [benefits] = claim(SHIPPED, [officer], [NOVEMBER], TODAY).lines
    assert (benefits.recorded_cents, benefits.claimed_cents, benefits.not_claimed) == (1, 1, ())


def test_the_words_name_a_raise_a_basis_a_cut_and_another_source() -> None:
    raised = Pay(date(2025, 11, 16), 80_000_00, benefits_percent=31_45, overtime_rate_cents=60_00)
    officer = PaidOfficer(
        "1041",
        [Period(Standing.AUTHORIZED, date(2025, 10, 1), date(2027, 9, 30))],
        [PAY, raised],
        [MonthTime(NOVEMBER, 160_00, 80_00, 400_00)],
        [OtherSource(NOVEMBER, Category.SALARY, 1_000_00), OtherSource(NOVEMBER, Category.SALARY, 1_00)],
        {Month(2025, 10): 15_000_00},
    )
    hours = PayRules(salary_basis=SalaryBasis.HOURS)
    salary, benefits, overtime = claim(with_pay(hours), [officer], [NOVEMBER], TODAY).lines
    assert "($72,800.00 / 12 × 15/30 + $80,000.00 / 12 × 15/30) × 80/160 hours on the program" in salary.arithmetic
    assert "less $1,001.00 charged to another source" in salary.arithmetic
    assert "claimed $1,500.00 × 15/30 + 31.45% of $80,000.00 / 12 × 15/30 = " in benefits.arithmetic
    assert "left of the year's overtime cap" in overtime.arithmetic
    by_percent = PayRules(salary_basis=SalaryBasis.PERCENT, salary_percent=60)
    assert "× 60%" in claim(with_pay(by_percent), [officer], [NOVEMBER], TODAY).lines[0].arithmetic
    without_hours = PaidOfficer("1041", [AUTHORIZED], [PAY])
    words = claim(with_pay(hours), [without_hours], [NOVEMBER], TODAY).lines[0].arithmetic
    assert words.endswith("claimed $72,800.00 / 12 × 17/30 × 0, as no hours are recorded, = $0.00")


def with_pay(pay: PayRules) -> tuple[RuleSet, ...]:
    return (replace(DHS_2025_10_01, pay=pay),)


def test_before_the_programme_nothing_is_claimed() -> None:
    september = Month(2025, 9)
    officer = PaidOfficer(
        "1041",
        [Period(Standing.AUTHORIZED, date(2025, 1, 1))],
        [Pay(date(2025, 1, 1), 60_000_00, overtime_rate_cents=50_00)],
        [MonthTime(september, 160_00, 0, 4_00)],
    )
    salary, overtime = claim(SHIPPED, [officer], [september], TODAY).lines
    for line, recorded in ((salary, 5_000_00), (overtime, 200_00)):
        assert (line.recorded_cents, line.claimed_cents) == (recorded, 0)
        assert line.arithmetic.startswith("nothing was reimbursed yet in September 2025")
        assert line.arithmetic.endswith("nothing claimed")


def test_a_quarters_line_says_its_months_in_order() -> None:
    whole = claim(SHIPPED, [OFFICER], months_of(Quarter(2026, 1)), TODAY)
    words = whole.lines[0].arithmetic
    assert words.index("October 2025: 0 of 31") < words.index("November 2025: 17 of 30") < words.index("December 2025:")
    assert [line.category for line in whole.lines] == list(Category)


def test_the_months_of_two_years_make_no_claim() -> None:
    with pytest.raises(ValueError, match="one fiscal year"):
        claim(SHIPPED, [OFFICER], [Month(2025, 9), Month(2025, 10)], TODAY)
    with pytest.raises(ValueError, match="one fiscal year"):
        sum_of([])


def test_months_of_two_years_are_each_computed_with_their_own_cap() -> None:
    before, after = month_claims(SHIPPED, [OFFICER], [Month(2026, 10), Month(2025, 11)], TODAY)
    assert (before.months, after.months) == ((NOVEMBER,), (Month(2026, 10),))
    assert before.overtime_cap[0].cap_cents == 16_006_02
    assert after.overtime_cap[0].used_before_cents == 0


def test_a_claim_as_data_is_read_back_as_it_was() -> None:
    quarter = Quarter(2026, 1)
    whole = claim(SHIPPED, [OFFICER], months_of(quarter), TODAY)
    data = claim_data(quarter, whole)
    assert claim_from(data) == whole
    assert (data["period"], data["starts_on"], data["ends_on"]) == ("FY2026-Q1", "2025-10-01", "2025-12-31")
    recorded, claimed = (
        sum(getattr(line, part) for line in whole.lines) for part in ("recorded_cents", "claimed_cents")
    )
    assert whole.totals == Totals(recorded, claimed, recorded - claimed)
    assert data["totals"] == {
        "recorded_cents": recorded,
        "claimed_cents": claimed,
        "not_claimed_cents": recorded - claimed,
    }
    assert recorded > claimed > 0


def test_a_quarters_lines_and_caps_are_the_sums_of_its_months() -> None:
    months = month_claims(SHIPPED, [OFFICER], months_of(Quarter(2026, 1)), TODAY)
    whole = sum_of(months)
    for line in whole.lines:
        of_months = [one for month in months for one in month.lines if one.category is line.category]
        assert line.badge == "1041"
        assert line.recorded_cents == sum(one.recorded_cents for one in of_months)
        assert line.claimed_cents == sum(one.claimed_cents for one in of_months)
        assert sum(part.cents for part in line.not_claimed) == line.recorded_cents - line.claimed_cents
    [cap] = whole.overtime_cap
    uses = [use for month in months for use in month.overtime_cap]
    assert (cap.used_cents, cap.used_before_cents) == (sum(use.used_cents for use in uses), uses[0].used_before_cents)
    assert cap.left_cents == cap.cap_cents - cap.used_before_cents - cap.used_cents
    assert sum_of(months[:1]) is months[0]


def test_pay_and_time_as_data_have_two_decimals() -> None:
    pay = Pay(date(2025, 10, 1), 1, benefits_percent=31_40, until=date(2025, 12, 31))
    assert (pay_data(pay)["until"], pay_data(PAY)["until"], pay_data(pay)["benefits_percent"]) == (
        *("2025-12-31", None, "31.40"),
    )
    assert time_data(MonthTime(NOVEMBER, 160_00, 0, 10_50)) == {
        "period": "2025-11",
        "hours": "160.00",
        "programme_hours": "0.00",
        "overtime_hours": "10.50",
        "backfill_hours": "0.00",
    }


def test_where_rules_change_within_a_quarter_the_cap_is_that_of_its_last_month() -> None:
    rules = (*SHIPPED, replace(DHS_2025_10_01, effective_from=date(2025, 12, 1), pay=PayRules(overtime_cap_percent=10)))
    months = months_of(Quarter(2026, 1))
    whole = claim(rules, [OFFICER], months, TODAY)
    by_month = [one.overtime_cap[0].cap_cents for one in month_claims(rules, [OFFICER], months, TODAY)]
    assert by_month == [16_006_02, 16_006_02, 6_402_41]
    assert [use.cap_cents for use in whole.overtime_cap] == [6_402_41]
    assert cap_uses(rules, [OFFICER], months, TODAY) == whole.overtime_cap


def test_months_that_nobody_certified_use_nothing_of_the_cap_before_a_quarter() -> None:
    [use] = cap_uses(SHIPPED, [OFFICER], months_of(Quarter(2026, 1)), TODAY)
    assert (use.used_before_cents, use.used_cents) == (0, 238_00)


def test_a_cap_that_is_overdrawn_leaves_nothing_and_takes_nothing_back() -> None:
    officer = replace(OFFICER, overtime_claimed={Month(2025, 10): 20_000_00})
    overtime = claim(SHIPPED, [officer], [NOVEMBER], TODAY).lines[-1]
    assert (overtime.category, overtime.claimed_cents) == (Category.OVERTIME, 0)
    assert "cut at the $0.00 left of the year's overtime cap" in overtime.arithmetic


def test_what_a_quarters_line_does_not_claim_has_a_reason_and_an_amount_each() -> None:
    salary = claim(SHIPPED, [OFFICER], months_of(Quarter(2026, 1)), TODAY).lines[0]
    assert salary.not_claimed == (NotClaimed(WhyNot.NOT_ELIGIBLE, 6_066_67 + 2_628_89),)


def test_benefits_follow_the_basis_of_the_salary_only_where_the_rules_say_so() -> None:
    for basis, claimed, words in (
        (BenefitsBasis.DAYS, 850_00, "$1,500.00 × 17/30 = $850.00"),
        (BenefitsBasis.AS_SALARY, 510_00, "$1,500.00 × 17/30 × 60% = $510.00"),
    ):
        rules = with_pay(PayRules(salary_basis=SalaryBasis.PERCENT, salary_percent=60, benefits_basis=basis))
        _, benefits, _ = claim(rules, [OFFICER], [NOVEMBER], TODAY).lines
        assert (benefits.recorded_cents, benefits.claimed_cents) == (1_500_00, claimed)
        assert benefits.arithmetic.endswith(f"claimed {words}")


@pytest.mark.parametrize(
    ("category", "pay", "cents"),
    [
        pytest.param(Category.SALARY, Pay(date(2025, 10, 1), 72_801_00), 202_23, id="half a cent of salary"),
        pytest.param(Category.SALARY, Pay(date(2025, 10, 1), 72_800_99), 202_22, id="less of salary"),
        pytest.param(Category.BENEFITS, Pay(date(2025, 10, 1), 0, 1_500_15), 50_01, id="half a cent of benefits"),
        pytest.param(Category.BENEFITS, Pay(date(2025, 10, 1), 47_539_93, 0, 31_43), 41_50, id="less of benefits"),
    ],
)
def test_a_day_is_rounded_to_the_cent_half_up_whether_it_is_claimed_or_not(
    category: Category, pay: Pay, cents: int
) -> None:
    def line(first: int, last: int) -> Line:
        standing = Period(Standing.AUTHORIZED, date(2025, 11, first), date(2025, 11, last))
        charged = OtherSource(NOVEMBER, category, 1_00)
        officer = PaidOfficer("1041", [standing], [pay], other_sources=[charged] if last < 30 else [])
        return next(one for one in claim(SHIPPED, [officer], [NOVEMBER], TODAY).lines if one.category is category)

    assert line(30, 30).claimed_cents == cents
    not_eligible, _ = line(1, 29).not_claimed
    assert not_eligible == NotClaimed(WhyNot.NOT_ELIGIBLE, cents)


def test_each_part_that_is_not_claimed_is_told_down_to_the_cent() -> None:
    officer = replace(OFFICER, overtime_claimed={Month(2025, 10): 16_006_02 - 237_99})
    overtime = claim(SHIPPED, [officer], [NOVEMBER], TODAY).lines[-1]
    assert overtime.claimed_cents == 237_99
    assert overtime.not_claimed == (
        NotClaimed(WhyNot.BACKFILL, 105_00),
        NotClaimed(WhyNot.NOT_ELIGIBLE, 182_00),
        NotClaimed(WhyNot.OVER_CAP, 1),
    )
    assert overtime.arithmetic.endswith(" = $238.00, cut at the $237.99 left of the year's overtime cap")


def test_a_day_worth_a_part_of_a_cent_is_told_where_it_makes_the_recorded_cent() -> None:
    pay = [Pay(date(2025, 10, 1), 72_799_51), Pay(date(2025, 11, 30), 1)]
    standing = [Period(Standing.AUTHORIZED, date(2025, 10, 1), date(2025, 11, 29))]
    [salary] = claim(SHIPPED, [PaidOfficer("1041", standing, pay)], [NOVEMBER], TODAY).lines
    assert (salary.recorded_cents, salary.claimed_cents) == (5_864_41, 5_864_40)
    assert salary.not_claimed == (NotClaimed(WhyNot.NOT_ELIGIBLE, 1),)


def test_overtime_that_only_fills_vacated_shifts_is_recorded_and_nothing_of_it_claimed() -> None:
    officer = replace(OFFICER, time=[MonthTime(NOVEMBER, 160_00, 0, 2_00, 2_00)])
    overtime = claim(SHIPPED, [officer], [NOVEMBER], TODAY).lines[-1]
    assert overtime.not_claimed == (NotClaimed(WhyNot.BACKFILL, 105_00),)
    assert overtime.arithmetic.endswith("backfill 2 h × $52.50 = $105.00; nothing claimed")


def test_where_the_rules_reimburse_backfill_nothing_is_set_aside_for_it() -> None:
    overtime = claim(with_pay(PayRules(backfill_excluded=False)), [OFFICER], [NOVEMBER], TODAY).lines[-1]
    assert overtime.not_claimed == (NotClaimed(WhyNot.NOT_ELIGIBLE, 227_50),)
    assert overtime.arithmetic.endswith("recorded 10 h × $52.50 = $525.00; claimed 10 h × $52.50 × 17/30 = $297.50")


def test_the_cent_of_a_rounded_sum_is_told_as_backfill_where_every_day_is_eligible() -> None:
    standing = [Period(Standing.AUTHORIZED, date(2025, 10, 1), date(2027, 9, 30))]
    officer = replace(
        OFFICER,
        standing=standing,
        pay=[replace(PAY, overtime_rate_cents=52_33)],
        time=[MonthTime(NOVEMBER, 0, 0, 2_02, 1_01)],
    )
    overtime = claim(SHIPPED, [officer], [NOVEMBER], TODAY).lines[-1]
    assert (overtime.recorded_cents, overtime.claimed_cents) == (105_71, 52_85)  # 105.7066, and twice 52.8533
    assert overtime.not_claimed == (NotClaimed(WhyNot.BACKFILL, 52_86),)


def test_an_authorization_through_the_first_of_a_month_counts_for_that_day() -> None:
    standing = [Period(Standing.AUTHORIZED, date(2025, 10, 1), date(2025, 11, 1))]
    salary = claim(SHIPPED, [replace(OFFICER, standing=standing)], [NOVEMBER], TODAY).lines[0]
    assert salary.arithmetic.endswith("claimed $72,800.00 / 12 × 1/30 = $202.22")
