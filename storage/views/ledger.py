"""All that claims rest on, read in one moment: officers with pay and time, rules, and the claims made so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sqlalchemy import Connection

from program.calendar import Month, months_of
from program.claims.claim import Claim, cap_uses, month_claims, sum_of
from program.claims.data import Period, claim_from
from program.claims.gaps import Gap, Missing, gaps
from program.claims.overtime_cap import CapUse
from program.claims.pay import MonthTime, OtherSource, PaidOfficer
from program.rules.pay_rules import DEFAULT_PAY_RULES, PayRules
from program.rules.rule_set import RuleSet, in_force
from storage.snapshots.claim import Body
from storage.views.agency import rule_sets_of
from storage.views.claim_record import ClaimRecord, bodies_of, claims_of
from storage.views.officer import OfficerRecord, officer_records
from storage.views.pay import ChargedElsewhere, TimeLine, charged_elsewhere, pay_by_officer, times_of


@dataclass(frozen=True)
class Ledger:
    """The book's money as of ``today``; claims are computed from it when they are asked for.

    ``claims`` are all by number, ``bodies`` the frozen bodies of those that no later one corrects, by period.
    """

    today: date
    rule_sets: tuple[RuleSet, ...]
    officers: tuple[OfficerRecord, ...]
    paid: tuple[PaidOfficer, ...]
    times: tuple[TimeLine, ...]
    charged: tuple[ChargedElsewhere, ...]
    claims: tuple[ClaimRecord, ...]
    bodies: Mapping[Period, Body]

    @cached_property
    def live(self) -> Mapping[Month, ClaimRecord]:
        """The claim that asks for a month, for each month that is claimed."""
        return {month: record for record in self.claims if record.is_live for month in record.months}

    def claim_of(self, period: Period) -> ClaimRecord | None:
        """The claim of exactly this period that stands, if one does."""
        record = self.live.get(months_of(period)[0])
        return record if record is not None and record.period == period else None

    def overlapping(self, period: Period) -> tuple[ClaimRecord, ...]:
        """The claims that ask for a month of the period, by number."""
        found = {record.number: record for month in months_of(period) if (record := self.live.get(month))}
        return tuple(found[number] for number in sorted(found))

    def frozen(self, period: Period) -> Claim | None:
        """What was certified for exactly this period; None while nothing is."""
        body = self.bodies.get(period)
        return None if body is None else claim_from(body)

    def computed(self, period: Period) -> tuple[Claim, ...]:
        """What the book would claim for a period's months now, whatever was certified for it."""
        months = months_of(period)
        paid = (
            replace(one, overtime_claimed={m: cents for m, cents in one.overtime_claimed.items() if m not in months})
            for one in self.paid
        )
        return month_claims(self.rule_sets, paid, months, self.today)

    def by_month(self, months: Iterable[Month]) -> dict[Month, Claim]:
        """Each month's claim: as certified where it has one of its own, else as computed now."""
        return {
            one.months[0]: self.frozen(one.months[0]) or one
            for one in month_claims(self.rule_sets, self.paid, months, self.today)
        }

    def claim(self, period: Period) -> Claim:
        """The claim of a period: as certified, else the sum of its months as ``by_month`` has them."""
        return self.frozen(period) or sum_of(tuple(self.by_month(months_of(period)).values()))

    def caps(self, period: Period) -> tuple[CapUse, ...]:
        """How the overtime caps stand today beside all that is certified, whenever the period's claim was."""
        return cap_uses(self.rule_sets, self.paid, months_of(period), self.today)

    def pay_rules(self, day: date) -> PayRules:
        """What may be claimed by the rules in force on a day; the defaults before the first."""
        rules = in_force(self.rule_sets, day)
        return rules.pay if rules else DEFAULT_PAY_RULES

    def gaps(self, period: Period) -> tuple[Gap, ...]:
        """What is missing in a period, month by month; hours that were typed lack their payroll file."""
        found: list[Gap] = []
        for month in months_of(period):
            found += gaps(self.pay_rules(month.ends_on), self.paid, month)
            found += [
                Gap(line.badge, month, Missing.PAYROLL_FILE, 0)
                for line in self.times
                if line.time.month == month and line.file is None
            ]
        return tuple(found)


def ledger_in(connection: Connection, agency_id: str, today: date) -> Ledger:
    """The ledger as the book stands, within a transaction."""
    officers = officer_records(connection, agency_id)
    claims = claims_of(connection, agency_id)
    live = [record for record in claims if record.is_live]
    bodies = bodies_of(connection, agency_id, [record.id for record in live])
    certified: dict[str, dict[Month, int]] = {record.badge: {} for record in officers}
    for record in live:
        for month in record.months:
            for of_officer in certified.values():
                of_officer[month] = 0
        for used in bodies[record.id]["overtime"]:
            certified.setdefault(used["badge"], {})[Month.parse(used["month"])] = used["cents"]
    pays = pay_by_officer(connection, agency_id)
    times = times_of(connection, agency_id, officers)
    charged = charged_elsewhere(connection, agency_id)
    times_by_badge: dict[str, list[MonthTime]] = {record.badge: [] for record in officers}
    for line in times:
        times_by_badge[line.badge].append(line.time)
    charged_by_badge: dict[str, list[OtherSource]] = {record.badge: [] for record in officers}
    for one in charged:
        charged_by_badge[one.badge].append(one.charged)
    return Ledger(
        today,
        rule_sets_of(connection, agency_id),
        officers,
        tuple(
            PaidOfficer(
                record.badge,
                record.periods,
                pays.get(record.id, ()),
                times_by_badge[record.badge],
                charged_by_badge[record.badge],
                certified[record.badge],
            )
            for record in officers
        ),
        times,
        charged,
        claims,
        {record.period: bodies[record.id] for record in live},
    )
