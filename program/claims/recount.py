"""Whether a claim's figures follow from its own pay, time, authorized days and rules: reckoned anew from the body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from program.amounts import read_hundredths
from program.calendar import Month, months_of, months_of_year, read_period
from program.claims.claim import month_claims, sum_of
from program.claims.data import claim_data, claim_from
from program.claims.paid_days import PaidDays
from program.claims.pay import HOURS, Category, MonthTime, OtherSource, PaidOfficer, Pay
from program.officers.standing import Period, Standing
from program.rules.rule_set import RuleSet

Body = Mapping[str, Any]


def problems_of(body: Body) -> list[str]:
    """What does not hold, in sentences; empty where all does. Raises KeyError or ValueError on what is no body."""
    return [*_sums(body), *_rules(body), *_reckoned_anew(body)]


def _sums(body: Body) -> Iterator[str]:
    for line in body["lines"]:
        left_out = sum(part["cents"] for part in line["not_claimed"])
        if line["recorded_cents"] != line["claimed_cents"] + left_out or line["claimed_cents"] < 0:
            yield f"{line['badge']} {line['category']}: claimed and not claimed are not what was recorded"
    for key in ("recorded_cents", "claimed_cents", "not_claimed_cents"):
        by_category = {
            category.value: sum(_cents(line, key) for line in body["lines"] if line["category"] == category)
            for category in Category
        }
        said = {one["category"]: one[key] for one in body["by_category"]}
        if body["totals"][key] != sum(by_category.values()) or said != by_category:
            yield f"the total of {key} is not that of the lines"
    for use in body["overtime_cap"]:
        used = sum(one["cents"] for one in body["overtime"] if one["badge"] == use["badge"])
        asked = sum(
            line["claimed_cents"]
            for line in body["lines"]
            if line["badge"] == use["badge"] and line["category"] == Category.OVERTIME
        )
        if not use["used_cents"] == used == asked:
            yield f"{use['badge']}: the use of the overtime cap is not the overtime claimed"


def _rules(body: Body) -> Iterator[str]:
    if any(RuleSet.from_data(rules["body"]).sha256 != rules["sha256"] for rules in body["rule_sets"]):
        yield "a rule set is not the one that its hash names"


def _reckoned_anew(body: Body) -> Iterator[str]:
    """Each line and cap against the program's own arithmetic; what other months used of the cap is taken as said."""
    period = read_period(body["period"])
    rule_sets = [RuleSet.from_data(rules["body"]) for rules in body["rule_sets"]]
    officers = [_officer(body, officer) for officer in body["officers"]]
    months = months_of(period)
    claims = month_claims(rule_sets, officers, months, date.fromisoformat(body["as_of"]))
    anew, said = (_amounts(claim_data(period, claim)) for claim in (sum_of(claims), claim_from(body)))
    for name in anew.keys() | said.keys():
        if anew.get(name) != said.get(name):
            yield f"{' '.join(name)}: does not follow from pay, time, authorized days and rules"
    used = [
        {"badge": use.badge, "month": str(one.months[0]), "cents": use.used_cents}
        for one in claims
        for use in one.overtime_cap
        if use.used_cents
    ]
    if used != body["overtime"]:
        yield "the overtime of a month is not that of its lines"
    first, last = period.starts_on.toordinal(), period.ends_on.toordinal()
    for officer, paid in zip(body["officers"], officers, strict=True):
        days = (last - first + 1, PaidDays.of((), paid.standing).authorized(first, last))
        if days != (officer["days"], officer["days_authorized"]):
            yield f"{officer['badge']}: the days authorized are not those of the period"


def _amounts(claim: Mapping[str, Any]) -> dict[tuple[str, str], Any]:
    """What has to come out the same: lines without their words, and caps."""
    lines = {
        (line["badge"], line["category"]): (line["recorded_cents"], line["claimed_cents"], line["not_claimed"])
        for line in claim["lines"]
    }
    return {**lines, **{(use["badge"], "overtime cap"): use for use in claim["overtime_cap"]}}


def _officer(body: Body, officer: Body) -> PaidOfficer:
    badge, months = officer["badge"], months_of(read_period(body["period"]))
    before = next((use["used_before_cents"] for use in body["overtime_cap"] if use["badge"] == badge), 0)
    others = [month for month in months_of_year(months[0].fiscal_year) if month not in months]
    return PaidOfficer(
        badge,
        [Period(Standing.AUTHORIZED, *_span(span)) for span in officer["authorized"]],
        [
            Pay(
                begins,
                pay["annual_salary_cents"],
                pay["benefits_monthly_cents"],
                read_hundredths(pay["benefits_percent"]),
                pay["overtime_rate_cents"],
                until,
            )
            for pay in officer["pay"]
            for begins, until in [_span(pay)]
        ],
        [
            MonthTime(
                Month.parse(time["period"]), **{part: read_hundredths(time[field]) for field, part in HOURS.items()}
            )
            for time in officer["time"]
        ],
        [
            OtherSource(Month.parse(one["month"]), Category(one["category"]), one["cents"])
            for one in body["other_sources"]
            if one["badge"] == badge
        ],
        {month: before if month == others[0] else 0 for month in others},
    )


def _span(said: Body) -> tuple[date, date | None]:
    until = said["until"]
    return date.fromisoformat(said["from"]), None if until is None else date.fromisoformat(until)


def _cents(line: Body, key: str) -> int:
    cents: int = line["recorded_cents"] - line["claimed_cents"] if key == "not_claimed_cents" else line[key]
    return cents
