"""Months, amounts, pay, gaps, the life of a claim, receivables, envelopes, clocks, head counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.amounts import decimal, dollars, half_up, read_dollars, read_hundredths, two_decimals
from program.calendar import Month, Quarter, months_of, months_of_year, read_period
from program.claims.envelope import Envelope, EnvelopeKind, credentialed, envelopes, start_up_payment
from program.claims.gaps import Gap, Missing, gaps
from program.claims.life import ClaimMoney, ClaimState, ClaimStatus
from program.claims.overtime_cap import CapUse, CapWarning, overtime_cap
from program.claims.paid_days import PaidDays
from program.claims.pay import Category as Money
from program.claims.pay import MonthTime, OtherSource, PaidOfficer, Pay
from program.claims.receivable import Age, Outstanding, Owed, receivables, split_receipt
from program.officers.clock import Notice, expiry, revocation_notice, suspension_clock
from program.officers.standing import Period, Standing
from program.quarters.head_count import authorized_on, head_counts
from program.refusals import BadInput
from program.rules.pay_rules import DEFAULT_PAY_RULES, PAY_SOURCES, ClaimPeriod, PayRules, SalaryBasis
from program.rules.rule_set import DHS_2025_10_01, HeadCount, RuleSet

NOVEMBER = Month(2025, 11)
BEGAN = date(2025, 10, 1)


def test_months_are_read_and_shown_and_a_quarter_has_three() -> None:
    assert read_period("2025-11") == NOVEMBER
    assert read_period("fy2026 q1") == Quarter(2026, 1)
    assert [str(month) for month in months_of(Quarter(2026, 2))] == ["2026-01", "2026-02", "2026-03"]
    assert months_of(NOVEMBER) == (NOVEMBER,)
    assert months_of_year(2026)[0] == Month(2025, 10)
    assert (Month(2024, 2).days, Month(2025, 12).ends_on) == (29, date(2025, 12, 31))
    assert (NOVEMBER.words, NOVEMBER.fiscal_year, Month(2025, 9).fiscal_year) == ("November 2025", 2026, 2025)
    for wrong in ("2025", "2025-13", "1899-01", "FY2026-Q5"):
        with pytest.raises(ValueError, match="neither a month"):
            read_period(wrong)


def test_the_months_of_a_year_are_those_of_its_days() -> None:
    day, seen = date(2023, 10, 1), []
    while day <= date(2024, 9, 30):
        if Month.of(day) not in seen:
            seen.append(Month.of(day))
        assert Month.of(day).fiscal_year == 2024
        day += timedelta(days=1)
    assert tuple(seen) == months_of_year(2024)


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_a_half_goes_up(numerator: int, denominator: int) -> None:
    rounded = half_up(numerator, denominator)
    assert (
        Fraction(numerator, denominator) - Fraction(1, 2) < rounded <= Fraction(numerator, denominator) + Fraction(1, 2)
    )


@given(st.integers(0, 10**12))
def test_dollars_are_read_as_they_are_written(cents: int) -> None:
    assert read_dollars(dollars(cents)) == cents
    assert read_hundredths(decimal(cents)) == cents


@pytest.mark.parametrize("text", ["-1", "1.005", "1,00", "1.", ".5", "1e3", "٣", "", "1" * 13])
def test_what_is_no_amount_is_refused_with_field_and_value(text: str) -> None:
    with pytest.raises(BadInput) as dollars_refused:
        read_dollars(text, "annual_salary")
    with pytest.raises(BadInput):
        read_hundredths(text)
    assert (dollars_refused.value.field, dollars_refused.value.value) == ("annual_salary", text)


def test_a_loss_has_its_sign_before_the_dollar() -> None:
    assert (dollars(-15_00), decimal(7_50), decimal(160_00)) == ("-$15.00", "7.5", "160")
    assert (dollars(-1), dollars(0)) == ("-$0.01", "$0.00")


def test_data_has_both_decimals_always() -> None:
    assert [two_decimals(hundredths) for hundredths in (0, 5, 7_50, 160_00)] == ["0.00", "0.05", "7.50", "160.00"]


def test_twelve_digits_before_the_point_are_read() -> None:
    assert read_dollars("123,456,789,012.34") == 123_456_789_012_34


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("annual_salary_cents", {"annual_salary_cents": -1}),
        ("overtime_rate_cents", {"overtime_rate_cents": -1}),
        ("benefits_percent", {"benefits_percent": 1, "benefits_monthly_cents": 1}),
        ("until", {"until": date(2025, 9, 30)}),
    ],
)
def test_pay_that_cannot_be_is_refused(field: str, values: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        Pay(**{"from_": BEGAN, "annual_salary_cents": 1, **values})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("field", "hours"),
    [
        ("hours", (720_01, 0, 0, 0)),
        ("hours", (-1, 0, 0, 0)),
        ("programme", (10_00, 11_00, 0, 0)),
        ("backfill", (10_00, 0, 1_00, 2_00)),
    ],
)
def test_time_that_cannot_be_is_refused(field: str, hours: tuple[int, int, int, int]) -> None:
    with pytest.raises(BadInput) as refused:
        MonthTime(NOVEMBER, *hours)
    assert refused.value.field == field
    with pytest.raises(BadInput):
        OtherSource(NOVEMBER, Money.SALARY, -1)


def test_pay_of_one_day_and_all_hours_of_a_month_are_taken() -> None:
    assert Pay(BEGAN, 1, until=BEGAN).until == BEGAN
    assert MonthTime(NOVEMBER, 720_00).hours == 720_00


@pytest.mark.parametrize(
    ("field", "records"),
    [
        ("pay", {"pay": [Pay(BEGAN, 1), Pay(BEGAN, 2)]}),
        ("time", {"time": [MonthTime(NOVEMBER), MonthTime(NOVEMBER, 1)]}),
        ("standing", {"standing": [Period(Standing.TRAINING, BEGAN), Period(Standing.AUTHORIZED, date(2025, 11, 1))]}),
        ("standing", {"standing": [Period(Standing.TRAINING, BEGAN, BEGAN), Period(Standing.AUTHORIZED, BEGAN)]}),
    ],
)
def test_records_that_contradict_each_other_are_refused(field: str, records: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        PaidOfficer("1041", **records)
    assert refused.value.field == field


def test_what_is_missing_is_named_by_officer() -> None:
    authorized = [Period(Standing.AUTHORIZED, date(2025, 11, 14), date(2027, 11, 13))]
    late = Pay(date(2025, 11, 20), 60_000_00)
    officers = [
        PaidOfficer("3", authorized, [late], [MonthTime(NOVEMBER, 160_00, 0, 1_00)]),
        PaidOfficer("2", authorized, [Pay(BEGAN, 60_000_00)]),
        PaidOfficer("1", authorized, time=[MonthTime(NOVEMBER, 160_00)]),
        PaidOfficer("4", authorized, time=[MonthTime(Month(2025, 10), 0, 0, 5_00), MonthTime(NOVEMBER, 8_00, 0, 1_00)]),
        PaidOfficer(
            "5", authorized, [Pay(BEGAN, 1), replace(late, overtime_rate_cents=1)], [MonthTime(NOVEMBER, 1, 0, 1)]
        ),
        PaidOfficer("6", authorized, [Pay(BEGAN, 1)], [MonthTime(Month(2025, 10), 0, 0, 5_00)]),
        PaidOfficer("0", [Period(Standing.TRAINING, BEGAN)]),
    ]
    assert gaps(DEFAULT_PAY_RULES, officers, NOVEMBER) == (
        Gap("1", NOVEMBER, Missing.PAY, 17),
        Gap("3", NOVEMBER, Missing.PAY, 6),
        Gap("3", NOVEMBER, Missing.OVERTIME_RATE, 17),
        Gap("4", NOVEMBER, Missing.PAY, 17),
        Gap("4", NOVEMBER, Missing.OVERTIME_RATE, 17),
    )
    by_hours = PayRules(salary_basis=SalaryBasis.HOURS)
    assert Gap("2", NOVEMBER, Missing.HOURS, 17) in gaps(by_hours, officers, NOVEMBER)


def test_a_rule_set_keeps_its_pay_rules_and_its_old_hash() -> None:
    assert "pay" not in DHS_2025_10_01.as_data()
    other = PayRules(salary_basis=SalaryBasis.PERCENT, salary_percent=60, claim_period=ClaimPeriod.QUARTER)
    rules = replace(DHS_2025_10_01, pay=other)
    assert RuleSet.from_data(rules.as_data()) == rules
    assert rules.sha256 != DHS_2025_10_01.sha256
    assert set(PAY_SOURCES) < set(PayRules.__dataclass_fields__)
    wrong: list[dict[str, Any]] = [
        {"salary_percent": 101}, {"overtime_cap_percent": -1}, {"equipment_cents_per_officer": -1},
    ]  # fmt: skip
    for values in wrong:
        with pytest.raises(ValueError, match="pay rules"):
            PayRules(**values)


def test_the_meter_warns_at_80_and_at_100_per_cent() -> None:
    assert CapUse("1", 1000, 700, 99).warning is None
    assert CapUse("1", 1000, 700, 100).warning is CapWarning.NEAR
    assert CapUse("1", 1000, 700, 300).warning is CapWarning.REACHED
    assert CapUse("1", 0, 0, 0).warning is None
    assert CapUse("1", 100, 200, 0).left_cents == 0


def test_the_cap_of_a_year_that_has_not_begun_is_that_of_today() -> None:
    days = PaidDays.of([Pay(BEGAN, 40_000_00)], [Period(Standing.AUTHORIZED, BEGAN, date(2025, 11, 30))])
    assert overtime_cap(DEFAULT_PAY_RULES, days, 2027, date(2025, 11, 15)) == 10_000_00
    assert overtime_cap(DEFAULT_PAY_RULES, days, 2027, date(2025, 12, 1)) == 0


STATES = [
    (ClaimMoney(ClaimState.CERTIFIED, 100, 0, 0), ClaimStatus.CERTIFIED, 100, 0),
    (ClaimMoney(ClaimState.SUBMITTED, 100, 0, 40), ClaimStatus.SUBMITTED, 60, 0),
    (ClaimMoney(ClaimState.SUBMITTED, 100, 0, 100), ClaimStatus.PAID, 0, 0),
    (ClaimMoney(ClaimState.APPROVED, 100, 0, 40), ClaimStatus.APPROVED, 60, 0),
    (ClaimMoney(ClaimState.APPROVED, 100, 10, 40), ClaimStatus.SHORT_PAID, 50, 0),
    (ClaimMoney(ClaimState.APPROVED, 100, 10, 95), ClaimStatus.PAID, 0, 5),
    (ClaimMoney(ClaimState.RETURNED, 100, 100, 0), ClaimStatus.RETURNED, 0, 0),
    (ClaimMoney(ClaimState.APPROVED, 100, 10, 40, corrected=True), ClaimStatus.CORRECTED, 0, 0),
]


@pytest.mark.parametrize(("money", "status", "still_open", "over"), STATES)
def test_a_claims_status_follows_from_its_money(
    money: ClaimMoney, status: ClaimStatus, still_open: int, over: int
) -> None:
    assert (money.status, money.open_cents, money.over_cents) == (status, still_open, over)
    approved = money.state is ClaimState.APPROVED and not money.corrected
    assert money.approved_cents == (money.claimed_cents - money.cut_cents if approved else 0)
    assert "_" not in status.words


def test_a_claim_stands_until_another_is_said_to_stand_in_its_place() -> None:
    assert ClaimMoney(ClaimState.SUBMITTED, 100, 0, 0).status is ClaimStatus.SUBMITTED


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, Age.TO_30), (30, Age.TO_30), (31, Age.TO_60), (60, Age.TO_60), (61, Age.TO_90), (90, Age.TO_90),
     (91, Age.OVER_90)],
)  # fmt: skip
def test_money_outstanding_ages_by_the_day(days: int, age: Age) -> None:
    since = date(2026, 1, 1)
    item = Outstanding(Owed.CLAIM, "2025-11", since, 5)
    settled, to_come = replace(item, cents=0), replace(item, since=date(2027, 1, 1))
    assert receivables([settled, replace(item, cents=1)], since)[0].items == (replace(item, cents=1),)
    buckets = receivables([item, settled, to_come], since + timedelta(days=days))
    assert {bucket.age: bucket.cents for bucket in buckets if bucket.items} == {age: 5}
    assert [bucket.age for bucket in buckets] == list(Age)


@given(st.integers(0, 1000), st.lists(st.integers(-10, 400), max_size=5))
def test_a_receipt_is_split_to_the_cent(received: int, still_open: list[int]) -> None:
    split = split_receipt(received, [(str(number), cents) for number, cents in enumerate(still_open)])
    assert sum(cents for _, cents in split.parts) + split.unapplied_cents == received
    paid = dict(split.parts)
    for number, cents in enumerate(still_open):
        part = paid.get(str(number), 0)
        assert part <= max(0, cents)
        assert part == max(0, cents) or not any(paid.get(str(later)) for later in range(number + 1, len(still_open)))


REAL_PAYMENTS = [
    ("Carroll NH", 122_515_00, 1, 3, 15_00),
    ("Daytona Beach Shores FL", 167_515_00, 1, 9, 15_00),
    ("Lavaca County TX", 220_000_00, 1, 16, 0),
    ("Florida local agencies", 10_005_665_00, 27, 974, 665_00),
    ("Florida state agencies", 28_570_240_00, 10, 3_676, 240_00),
]


@pytest.mark.parametrize(("who", "received", "agreements", "officers", "residual"), REAL_PAYMENTS)
def test_a_real_payment_is_booked_with_its_residual(
    who: str, received: int, agreements: int, officers: int, residual: int
) -> None:
    payment = start_up_payment(DEFAULT_PAY_RULES, received, agreements, officers)
    assert payment.residual_cents == residual
    assert payment.vehicles_cents + payment.equipment_cents + payment.residual_cents == received


def test_envelopes_are_for_the_officers_ever_credentialed() -> None:
    standings = [
        [Period(Standing.AUTHORIZED, BEGAN, date(2025, 10, 31)), Period(Standing.REVOKED, date(2025, 11, 1))],
        [
            Period(Standing.TRAINING, BEGAN, date(2025, 11, 30)),
            Period(Standing.AUTHORIZED, date(2025, 12, 1), date(2025, 12, 31)),
            Period(Standing.SUSPENDED, date(2026, 1, 1), date(2026, 1, 31)),
            Period(Standing.AUTHORIZED, date(2026, 2, 1)),
        ],
        [Period(Standing.TRAINING, BEGAN)],
    ]
    assert [credentialed(standings, day) for day in (date(2025, 9, 30), BEGAN, date(2025, 12, 1))] == [0, 1, 2]
    spent = [(EnvelopeKind.EQUIPMENT, 16_000_00), (EnvelopeKind.VEHICLE, 60_000_00)]
    equipment, vehicles = envelopes(DEFAULT_PAY_RULES, 2, 1, spent)
    assert equipment == Envelope(EnvelopeKind.EQUIPMENT, 2, 15_000_00, 16_000_00)
    assert (equipment.left_cents, equipment.over_cents) == (0, 1_000_00)
    assert (vehicles.left_cents, vehicles.over_cents) == (40_000_00, 0)


@pytest.mark.parametrize(
    ("days_before", "warning"), [(91, None), (90, 90), (61, 90), (60, 60), (30, 30), (0, 30), (-1, None)]
)
def test_an_authorizations_end_is_said_90_60_and_30_days_before(days_before: int, warning: int | None) -> None:
    ends_on = date(2027, 9, 30)
    periods = [
        Period(Standing.AUTHORIZED, BEGAN, date(2026, 9, 30)),
        Period(Standing.AUTHORIZED, date(2026, 10, 1), ends_on),
    ]
    found = expiry(periods, ends_on - timedelta(days=days_before))
    assert (found.warning if found else None) == warning
    assert found is None or (found.days_left, found.ends_on) == (days_before, ends_on)


def test_an_authorization_without_an_end_does_not_expire() -> None:
    assert expiry([Period(Standing.AUTHORIZED, BEGAN)], date(2030, 1, 1)) is None


def test_a_suspension_runs_ninety_days() -> None:
    periods = [Period(Standing.AUTHORIZED, BEGAN, date(2025, 10, 31)), Period(Standing.SUSPENDED, date(2025, 11, 1))]
    clock = suspension_clock(periods, date(2026, 1, 30))
    assert clock is not None
    assert (clock.since, clock.days_gone, clock.days_left, clock.is_over) == (date(2025, 11, 1), 90, 0, False)
    assert clock.ends_on == date(2026, 1, 30)
    later = suspension_clock(periods, date(2026, 1, 31))
    assert later is not None
    assert (later.is_over, later.days_left) == (True, 0)
    assert suspension_clock(periods, BEGAN) is None


def test_a_revocations_notice_is_due_within_48_hours() -> None:
    revoked_on = date(2025, 11, 1)
    periods = [Period(Standing.AUTHORIZED, BEGAN, date(2025, 10, 31)), Period(Standing.REVOKED, revoked_on)]

    def notice(day: date, told_on: date | None) -> Notice | None:
        found = revocation_notice(periods, day, told_on)
        return found.notice if found else None

    assert notice(date(2025, 10, 31), None) is None
    assert notice(date(2025, 11, 3), None) is Notice.DUE
    assert notice(date(2025, 11, 4), None) is Notice.OVERDUE
    assert notice(date(2025, 11, 4), date(2025, 10, 1)) is Notice.OVERDUE
    assert notice(date(2025, 11, 9), date(2025, 11, 3)) is Notice.RECORDED
    assert notice(date(2025, 11, 9), date(2025, 11, 4)) is Notice.RECORDED_LATE


def test_a_head_count_names_the_officers_behind_it() -> None:
    standings = {
        "whole": [Period(Standing.AUTHORIZED, BEGAN, date(2027, 9, 30))],
        "joined": [Period(Standing.AUTHORIZED, date(2025, 12, 1), date(2027, 11, 30))],
        "left": [Period(Standing.AUTHORIZED, BEGAN, date(2025, 11, 30)), Period(Standing.REVOKED, date(2025, 12, 1))],
    }
    assert authorized_on(standings, date(2025, 11, 30)) == ("whole", "left")
    found = head_counts(standings, Quarter(2026, 1), date(2026, 1, 5))
    assert found == {
        HeadCount.LAST_DAY: ("whole", "joined"),
        HeadCount.ANY_DAY: ("whole", "joined", "left"),
        HeadCount.EVERY_DAY: ("whole",),
    }


def test_an_authorization_that_goes_on_the_next_day_is_one_and_one_that_does_not_is_another() -> None:
    earlier = Period(Standing.AUTHORIZED, date(2025, 1, 1), date(2025, 6, 30))
    first = Period(Standing.AUTHORIZED, BEGAN, date(2025, 11, 30))
    day = date(2025, 11, 25)
    found = expiry([Period(Standing.AUTHORIZED, date(2025, 12, 1), date(2025, 12, 31)), first, earlier], day)
    assert found is not None
    assert (found.ends_on, found.days_left) == (date(2025, 12, 31), 36)
    found = expiry([Period(Standing.AUTHORIZED, date(2025, 12, 1), date(2025, 12, 31)), first, earlier], earlier.from_)
    assert found is None
    found = expiry(
        [Period(Standing.AUTHORIZED, date(2025, 12, 1), date(2025, 12, 31)), first, earlier], date(2025, 6, 20)
    )
    assert found is not None
    assert (found.ends_on, found.days_left) == (date(2025, 6, 30), 10)
    found = expiry([Period(Standing.AUTHORIZED, date(2025, 12, 2), date(2025, 12, 31)), first, earlier], day)
    assert found is not None
    assert (found.ends_on, found.days_left) == (date(2025, 11, 30), 5)


def test_the_last_revocation_counts_from_its_first_day_and_a_notice_of_that_day_is_one_of_it() -> None:
    first, last = date(2025, 3, 1), date(2025, 11, 1)
    periods = [
        Period(Standing.REVOKED, first, date(2025, 3, 31)),
        Period(Standing.AUTHORIZED, date(2025, 4, 1), date(2025, 10, 31)),
        Period(Standing.REVOKED, last),
    ]
    for told_on, notice in ((None, Notice.DUE), (last, Notice.RECORDED), (first, Notice.DUE)):
        found = revocation_notice(periods, last, told_on)
        assert found is not None
        assert (found.revoked_on, found.due_on, found.notice) == (last, date(2025, 11, 3), notice)
