"""The one-off start-up money: the envelopes, what was bought from them, and the payments beside the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from program.claims.envelope import Envelope, EnvelopeKind, StartUpPayment, credentialed, envelopes, start_up_payment
from program.rules.pay_rules import DEFAULT_PAY_RULES, PayRules
from program.rules.rule_set import RuleSet, in_force
from storage.schema.receipt import purchase, receipt
from storage.views.agency import rule_sets_of
from storage.views.officer import officer_records
from storage.views.reader import Reader


@dataclass(frozen=True)
class Purchase:
    """Something that was bought, in cents."""

    on: date
    cents: int
    is_for: EnvelopeKind
    what: str


@dataclass(frozen=True)
class StartUpReceipt:
    """A payment of start-up money, for so many agreements and officers, beside what the rules give for them."""

    number: int
    on: date
    reference: str
    agreements: int
    officers: int
    payment: StartUpPayment


@dataclass(frozen=True)
class StartUpMoney:
    """The envelopes of equipment and vehicles, the purchases and payments by day."""

    envelopes: tuple[Envelope, Envelope]
    purchases: tuple[Purchase, ...]
    receipts: tuple[StartUpReceipt, ...]


def start_up_money(reader: Reader) -> StartUpMoney:
    """The start-up money as of today."""
    with reader.moment() as connection:
        return start_up_money_in(connection, reader.agency_id, reader.today)


def start_up_money_in(connection: Connection, agency_id: str, today: date) -> StartUpMoney:
    """The start-up money as of a day, within a transaction."""
    bought = purchases_of(connection, agency_id)
    agreements, officers = units_of(connection, agency_id, today)
    spent = [(one.is_for, one.cents) for one in bought]
    rows = connection.execute(
        select(receipt)
        .where(receipt.c.agency_id == agency_id, receipt.c.agreements.is_not(None))
        .order_by(receipt.c.on_date, receipt.c.number)
    )
    rule_sets = rule_sets_of(connection, agency_id)
    return StartUpMoney(
        envelopes(_pay_rules_among(rule_sets, today), officers, agreements, spent),
        bought,
        tuple(
            StartUpReceipt(
                row.number,
                on := date.fromisoformat(row.on_date),
                row.reference,
                row.agreements,
                row.officers,
                start_up_payment(_pay_rules_among(rule_sets, on), row.cents, row.agreements, row.officers),
            )
            for row in rows
        ),
    )


def units_of(connection: Connection, agency_id: str, day: date) -> tuple[int, int]:
    """The agreements and officers that the envelopes are for: one agreement, in operation once an officer was ever
    credentialed, and the officers credentialed by the end of a day, still serving or not.
    """
    officers = credentialed((record.periods for record in officer_records(connection, agency_id)), day)
    return min(1, officers), officers


def purchases_of(connection: Connection, agency_id: str) -> tuple[Purchase, ...]:
    """All purchases by day."""
    rows = connection.execute(
        select(purchase).where(purchase.c.agency_id == agency_id).order_by(purchase.c.on_date, purchase.c.id)
    )
    return tuple(
        Purchase(date.fromisoformat(row.on_date), row.cents, EnvelopeKind(row.is_for), row.what) for row in rows
    )


def pay_rules_on(connection: Connection, agency_id: str, day: date) -> PayRules:
    """What the rules in force on a day give; the defaults before the first."""
    return _pay_rules_among(rule_sets_of(connection, agency_id), day)


def _pay_rules_among(rule_sets: Iterable[RuleSet], day: date) -> PayRules:
    rules = in_force(rule_sets, day)
    return rules.pay if rules else DEFAULT_PAY_RULES
