"""The cap of a year over all its claims: never exceeded by an order of certifying, found where it was."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.calendar import Month, Quarter, months_of, months_of_year
from program.claims.claim import cap_uses, month_claims, sum_of
from program.claims.overtime_cap import CapExcess, CapUse, CertifiedCaps, cap_excesses, overtime_cap
from program.claims.paid_days import PaidDays
from program.claims.pay import MonthTime, PaidOfficer, Pay
from program.officers.standing import Period, Standing
from program.rules.pay_rules import DEFAULT_PAY_RULES, OvertimeCapBase, PayRules
from program.rules.rule_set import SHIPPED

TODAY = date(2026, 9, 30)
YEAR = months_of_year(2026)
CAP = 10_000_00
OFFICER = PaidOfficer(
    "1041",
    [Period(Standing.AUTHORIZED, date(2025, 10, 1))],
    [Pay(date(2025, 10, 1), 40_000_00, overtime_rate_cents=100_00)],
)


@pytest.mark.no_cover  # hundreds of years, in code that other tests cover
@given(st.randoms(use_true_random=False))
def test_no_order_of_certifying_and_correcting_brings_a_year_above_its_cap(chance: random.Random) -> None:
    officer = OFFICER
    for _ in range(30):
        at = chance.randrange(12)
        months = months_of(Quarter.of(YEAR[at].starts_on)) if chance.random() < 0.2 else (YEAR[at],)
        times = {month: MonthTime(month, 0, 0, chance.choice((0, 5_00, 40_00, 300_00))) for month in months}
        certified = {month: cents for month, cents in officer.overtime_claimed.items() if month not in months}
        officer = replace(
            officer,
            time=[*(one for one in officer.time if one.month not in times), *times.values()],
            overtime_claimed=certified,
        )
        claims = month_claims(SHIPPED, [officer], months, TODAY)
        asked = {one.months[0]: one.overtime_cap[0].used_cents for one in claims}
        assert sum_of(claims).overtime_cap == cap_uses(SHIPPED, [officer], months, TODAY)
        officer = replace(officer, overtime_claimed={**certified, **asked})
        assert sum(officer.overtime_claimed.values()) <= CAP
        [use] = cap_uses(SHIPPED, [officer], months, TODAY)
        assert use.used_cents == sum(asked.values())


def test_the_cap_stands_the_same_from_whichever_month_of_a_wholly_certified_year_it_is_seen() -> None:
    officer = replace(OFFICER, overtime_claimed={month: 100_00 * (at + 1) for at, month in enumerate(YEAR)})
    for at, month in enumerate(YEAR):
        asked = 100_00 * (at + 1)
        assert cap_uses(SHIPPED, [officer], [month], TODAY) == (CapUse("1041", CAP, 7_800_00 - asked, asked),)
    assert cap_uses(SHIPPED, [officer], YEAR[3:6], TODAY) == (CapUse("1041", CAP, 6_300_00, 1_500_00),)


def test_an_officer_whose_cap_is_gone_still_shows_what_is_certified() -> None:
    officer = PaidOfficer("1041", overtime_claimed={YEAR[1]: 5_00})
    assert cap_uses(SHIPPED, [officer], [YEAR[0]], TODAY) == (CapUse("1041", 0, 5_00, 0),)
    assert cap_uses(SHIPPED, [PaidOfficer("1041")], [YEAR[0]], TODAY) == ()


def test_what_is_certified_in_another_year_uses_no_cap() -> None:
    officer = replace(OFFICER, overtime_claimed={Month(2025, 9): 9_00, Month(2026, 10): 9_00})
    [one] = month_claims(SHIPPED, [officer], [YEAR[0]], TODAY)
    assert one.overtime_cap == (CapUse("1041", CAP, 0, 0),)


def asked(number: int, used: int, cap: int, corrects: int | None = None, year: int = 2026) -> CertifiedCaps:
    return CertifiedCaps(number, corrects, year, (CapUse("1041", cap, 0, used),))


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        pytest.param([asked(1, 50, 100), asked(2, 50, 100)], [], id="up to the cap"),
        pytest.param([asked(1, 50, 100), asked(2, 51, 100)], [(2, 100, 101)], id="a claim above what is left"),
        pytest.param([asked(1, 101, 100)], [(1, 100, 101)], id="one claim above the cap by itself"),
        pytest.param([asked(1, 100, 100), asked(2, 1, 100)], [(2, 100, 101)], id="a cent where nothing is left"),
        pytest.param([asked(1, 50, 100), asked(2, 50, 100, year=2027)], [], id="a cap a year"),
        pytest.param([asked(1, 50, 100), asked(2, 50, 100), asked(3, 90, 100, 1)], [(3, 100, 140)], id="a correction"),
        pytest.param(
            [asked(1, 50, 100), asked(2, 50, 100), asked(3, 90, 100, 1), asked(4, 50, 100, 3)],
            [],
            id="mended by itself",
        ),
        pytest.param(
            [asked(1, 50, 100), asked(2, 50, 100), asked(3, 90, 100, 1), asked(4, 10, 100, 2)], [], id="by another"
        ),
        pytest.param([asked(1, 90, 100), asked(2, 0, 60)], [], id="a cap that fell, and nothing more is asked"),
        pytest.param([asked(1, 90, 100), asked(2, 5, 60)], [(2, 60, 95)], id="a cap that fell, and more is asked"),
        pytest.param([asked(1, 50, 100), asked(2, 60, 100), asked(3, 5, 115)], [], id="a cap that rose holds it all"),
        pytest.param(
            [asked(1, 50, 100), asked(2, 60, 100), asked(3, 0, 80, 1)], [], id="what stands fits the cap of its day"
        ),
        pytest.param(
            [asked(1, 50, 100), asked(2, 60, 100), asked(3, 0, 55, 1)], [], id="and though the cap fell since"
        ),
        pytest.param(
            [asked(1, 50, 100), asked(2, 60, 100), asked(3, 40, 90, 1)],
            [(3, 90, 100)],
            id="to the cent, and the one that came last does not",
        ),
        pytest.param(
            [asked(1, 60, 100), asked(2, 60, 100), asked(3, 60, 100, 2)],
            [(3, 100, 120)],
            id="a claim that was replaced by another one too high",
        ),
        pytest.param(
            [asked(1, 60, 100), asked(2, 60, 100), asked(3, 60, 100)],
            [(2, 100, 180), (3, 100, 180)],
            id="one after the other",
        ),
    ],
)
def test_a_claim_is_held_against_the_cap_of_the_day_on_which_it_was_certified(
    claims: list[CertifiedCaps], found: list[tuple[int, int, int]]
) -> None:
    assert cap_excesses(claims) == tuple(CapExcess("1041", 2026, *one) for one in found)


def test_a_year_of_one_pay_and_standing_has_the_same_cap_on_each_of_its_days() -> None:
    days = PaidDays.of([Pay(YEAR[0].starts_on, 40_000_00)], [Period(Standing.AUTHORIZED, YEAR[0].starts_on)])
    for today in (YEAR[0].starts_on, date(2025, 10, 2), date(2026, 9, 29), date(2026, 9, 30), date(2026, 10, 1)):
        assert overtime_cap(DEFAULT_PAY_RULES, days, 2026, today) == 10_000_00


@pytest.mark.parametrize(
    ("today", "cap"),
    [
        pytest.param(date(2025, 9, 29), 0, id="before there is any pay"),
        pytest.param(date(2025, 9, 30), 7_500_00, id="before the year begins"),
        pytest.param(date(2026, 1, 31), 7_500_00, id="before a raise"),
        pytest.param(date(2026, 2, 1), 10_000_00, id="from the raise on"),
        pytest.param(date(2027, 1, 1), 10_000_00, id="once the year has ended"),
    ],
)
def test_by_the_annual_salary_the_cap_is_a_percent_of_the_salary_in_force(today: date, cap: int) -> None:
    rules = PayRules(overtime_cap_base=OvertimeCapBase.ANNUAL_SALARY)
    pay = [
        Pay(date(2025, 9, 30), 30_000_00),
        Pay(date(2026, 2, 1), 40_000_00),
        Pay(date(2026, 10, 1), 50_000_00),
    ]
    assert overtime_cap(rules, PaidDays.of(pay, []), 2026, today) == cap
