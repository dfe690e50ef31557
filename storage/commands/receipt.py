"""Money that came, what of it pays which claim, and what start-up money was spent on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from program.amounts import dollars
from program.claims.data import Period
from program.claims.envelope import EnvelopeKind, envelopes, start_up_payment
from program.claims.receivable import split_receipt
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.commands.claim import submitted_claim
from storage.commands.lookup import must_not_be_later
from storage.journal.format import Row
from storage.journal.writer import Writer
from storage.schema.receipt import purchase, receipt, receipt_share
from storage.text import as_typed, compared, required
from storage.views.envelope import pay_rules_on, purchases_of, units_of

MOST_CENTS = 10**14
"""More than any payment of the program."""


@dataclass(frozen=True)
class StartUp:
    """How many agreements and officers a payment of start-up money is for."""

    agreements: int
    officers: int


@dataclass(frozen=True)
class Applied:
    """A claim that a receipt pays: at most ``cents`` of it, or all that is open of it."""

    period: Period
    cents: int | None = None


@dataclass(frozen=True)
class AddReceipt(Command):
    """Books money that came, in cents: for claims in the order given, for start-up, or for nothing yet.

    A claim takes what is open of it, and the rest stays unapplied. Start-up money is booked as it is, beside what the
    rules would give. ``result`` of the confirmation is the number of the booking. Raises BadInput for an amount that is
    not above zero, a day to come, a booking that is there already; Conflict for a claim that has not been submitted.
    """

    on: date
    cents: int
    reference: str
    claims: Sequence[Applied] = ()
    start_up: StartUp | None = None

    def carry_out(self, writer: Writer) -> Done:
        must_be_money(self.cents)
        must_not_be_later("on", self.on, writer.surroundings.today())
        reference = required("reference", self.reference, writer.accepted)
        if self.start_up is not None:
            if self.claims:
                raise BadInput("claim", self.claims[0].period, "start-up money pays no claim; book two receipts")
            for field, number in (("agreements", self.start_up.agreements), ("officers", self.start_up.officers)):
                if number < 0:
                    raise BadInput(field, number, "give 0 or more")
        booked = writer.rows(writer.select(receipt))
        _must_be_new(booked, self.on, self.cents, reference)
        number = 1 + max((one["number"] for one in booked), default=0)
        row = {
            "id": writer.new_id(),
            "number": number,
            "on_date": self.on.isoformat(),
            "cents": self.cents,
            "reference": reference,
            "agreements": self.start_up.agreements if self.start_up else None,
            "officers": self.start_up.officers if self.start_up else None,
        }
        writer.insert(receipt, row)
        said = f"Booked receipt {number} on {self.on}, {as_typed(reference)}: {dollars(self.cents)}"
        if self.start_up is not None:
            return Done(said + self._beside_the_rules(writer, self.start_up), result=number)
        paid, unapplied = apply(writer, row, self.claims)
        return Done(said + paid, result=number, notes=unapplied_note(number, unapplied))

    def _beside_the_rules(self, writer: Writer, start_up: StartUp) -> str:
        rules = writer.ask(pay_rules_on, self.on)
        payment = start_up_payment(rules, self.cents, start_up.agreements, start_up.officers)
        return (
            f", start-up: vehicles {dollars(payment.vehicles_cents)}, equipment {dollars(payment.equipment_cents)}, "
            f"residual {dollars(payment.residual_cents)}"
        )


@dataclass(frozen=True)
class ApplyReceipt(Command):
    """Applies what is left of a receipt to claims, in the order given, each up to what is open of it."""

    number: int
    claims: Sequence[Applied]

    def carry_out(self, writer: Writer) -> Done:
        row = writer.row(writer.select(receipt).where(receipt.c.number == self.number))
        if row is None:
            raise BadInput(
                "receipt", self.number, "there is no receipt of that number; leadbook receipt list lists them"
            )
        if row["agreements"] is not None:
            raise BadInput("receipt", self.number, "is start-up money, which pays no claim")
        paid, unapplied = apply(writer, row, self.claims)
        said = f"Applied receipt {self.number}{paid}" if paid else f"Nothing of receipt {self.number} could be applied"
        return Done(said, result=self.number, notes=unapplied_note(self.number, unapplied))


@dataclass(frozen=True)
class AddPurchase(Command):
    """Notes what start-up money was spent on, in cents. Raises BadInput for no money and for a day to come."""

    on: date
    cents: int
    is_for: EnvelopeKind
    what: str

    def carry_out(self, writer: Writer) -> Done:
        must_be_money(self.cents)
        today = writer.surroundings.today()
        must_not_be_later("on", self.on, today)
        what = required("what", self.what, writer.accepted)
        row = {
            "id": writer.new_id(),
            "on_date": self.on.isoformat(),
            "cents": self.cents,
            "is_for": self.is_for.value,
            "what": what,
        }
        writer.insert(purchase, row)
        agreements, officers = writer.ask(units_of, today)
        spent = [(one.is_for, one.cents) for one in writer.ask(purchases_of)]
        both = envelopes(writer.ask(pay_rules_on, today), officers, agreements, spent)
        envelope = next(one for one in both if one.kind is self.is_for)
        over = (f"{dollars(envelope.over_cents)} more is spent than the envelope holds",) if envelope.over_cents else ()
        said = f"Noted {dollars(self.cents)} on {self.on} for {self.is_for.value}: {as_typed(what)}"
        return Done(f"{said}; {dollars(envelope.left_cents)} left", notes=over)


def apply(writer: Writer, row: Row, claims: Sequence[Applied]) -> tuple[str, int]:
    """Writes the shares of a receipt; returns what they pay in words, and the cents that stay unapplied."""
    shares = writer.rows(writer.select(receipt_share).where(receipt_share.c.receipt_id == row["id"]))
    there = {share["claim_id"]: share for share in shares}
    records = [submitted_claim(writer, one.period) for one in claims]
    if len({record.id for record in records}) < len(records):
        raise BadInput("claim", claims[0].period, "name each claim once")
    wanted = []
    for one, record in zip(claims, records, strict=True):
        if one.cents is not None:
            must_be_money(one.cents)
        wanted.append((record.id, min(record.money.open_cents, MOST_CENTS if one.cents is None else one.cents)))
    split = split_receipt(row["cents"] - sum(share["cents"] for share in shares), wanted)
    names = {record.id: record.name for record in records}
    paid = []
    for claim_id, cents in split.parts:
        before = there.get(claim_id)
        if before is None:
            keys = {"id": writer.new_id(), "receipt_id": row["id"], "claim_id": claim_id}
            writer.insert(receipt_share, {**keys, "cents": cents})
        else:
            writer.update(receipt_share, before, cents=before["cents"] + cents)
        paid.append(f"{dollars(cents)} to {names[claim_id]}")
    return (f", {', '.join(paid)}" if paid else ""), split.unapplied_cents


def unapplied_note(number: int, cents: int) -> tuple[str, ...]:
    """What to say of money that pays nothing yet."""
    if not cents:
        return ()
    return (f"{dollars(cents)} of receipt {number} is not applied: leadbook receipt apply {number} --claim PERIOD",)


def must_be_money(cents: int) -> None:
    """Raises BadInput for an amount that is not above zero, or beyond any payment."""
    if not 0 < cents <= MOST_CENTS:
        raise BadInput("amount", dollars(cents), "must be above zero" if cents <= 0 else "is more than can be")


def _must_be_new(booked: Sequence[Row], on: date, cents: int, reference: str) -> None:
    for row in booked:
        same = (row["on_date"], row["cents"], compared(row["reference"]))
        if same == (on.isoformat(), cents, compared(reference)):
            raise BadInput("ref", reference, f"{dollars(cents)} of {on} is booked already, as receipt {row['number']}")
