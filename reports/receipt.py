"""Receipts, receivables and start-up money, as JSON and as text. Amounts in JSON are cents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from program.amounts import dollars
from program.claims.receivable import Age, Bucket
from storage.text import number_of
from storage.views.envelope import StartUpMoney
from storage.views.receipt import ReceiptLine

AGE_WORDS = {
    Age.TO_30: "0 to 30 days",
    Age.TO_60: "31 to 60 days",
    Age.TO_90: "61 to 90 days",
    Age.OVER_90: "over 90 days",
}


def receipts_data(lines: Sequence[ReceiptLine]) -> dict[str, Any]:
    """The receipts with what each pays."""
    return {
        "receipts": [
            {
                "number": line.number,
                "on": line.on.isoformat(),
                "amount_cents": line.cents,
                "reference": line.reference,
                "start_up": line.start_up,
                "claims": [
                    {"number": share.claim, "period": str(share.period), "cents": share.cents} for share in line.shares
                ],
                "unapplied_cents": line.unapplied_cents,
            }
            for line in lines
        ],
        "unapplied_cents": sum(line.unapplied_cents for line in lines),
    }


def receipts_text(lines: Sequence[ReceiptLine]) -> str:
    """The receipts as a list."""
    if not lines:
        return "No money is booked yet; leadbook receipt add --on DATE --amount USD --ref TEXT"
    return "\n".join(
        f"{line.number:>4}  {line.on}  {dollars(line.cents):>15}  {line.reference}: {_pays(line)}" for line in lines
    )


def receivables_data(buckets: Sequence[Bucket]) -> dict[str, Any]:
    """What is outstanding by age."""
    return {
        "receivables": [
            {
                "age": bucket.age.value,
                "cents": bucket.cents,
                "items": [
                    {
                        "for": item.owed.value,
                        "period": item.period,
                        "since": item.since.isoformat(),
                        "cents": item.cents,
                    }
                    for item in bucket.items
                ],
            }
            for bucket in buckets
        ],
        "total_cents": sum(bucket.cents for bucket in buckets),
    }


def receivables_text(buckets: Sequence[Bucket]) -> str:
    """What is outstanding by age, with the claims and awards behind it."""
    lines = []
    for bucket in buckets:
        lines.append(f"{AGE_WORDS[bucket.age]:<14}{dollars(bucket.cents):>15}")
        lines += [
            f"    {item.owed.value} {item.period}, since {item.since}: {dollars(item.cents)}" for item in bucket.items
        ]
    lines.append(f"{'Together':<14}{dollars(sum(bucket.cents for bucket in buckets)):>15}")
    return "\n".join(lines)


def start_up_data(money: StartUpMoney) -> dict[str, Any]:
    """The envelopes, the purchases, the payments."""
    return {
        "envelopes": [
            {
                "for": one.kind.value,
                "units": one.units,
                "entitled_cents": one.entitled_cents,
                "spent_cents": one.spent_cents,
                "left_cents": one.left_cents,
                "over_cents": one.over_cents,
            }
            for one in money.envelopes
        ],
        "purchases": [
            {"on": one.on.isoformat(), "amount_cents": one.cents, "for": one.is_for.value, "what": one.what}
            for one in money.purchases
        ],
        "receipts": [
            {
                "number": one.number,
                "on": one.on.isoformat(),
                "reference": one.reference,
                "amount_cents": one.payment.received_cents,
                "agreements": one.agreements,
                "officers": one.officers,
                "vehicles_cents": one.payment.vehicles_cents,
                "equipment_cents": one.payment.equipment_cents,
                "residual_cents": one.payment.residual_cents,
            }
            for one in money.receipts
        ],
    }


def start_up_text(money: StartUpMoney) -> str:
    """The envelopes with what is left, then payments and purchases."""
    equipment, vehicles = money.envelopes
    lines = []
    for one, units in ((equipment, "credentialed officer"), (vehicles, "agreement")):
        over = f", {dollars(one.over_cents)} too much" if one.over_cents else ""
        lines.append(
            f"{one.kind.value}: {dollars(one.entitled_cents)} for {number_of(one.units, units)}, "
            f"{dollars(one.spent_cents)} spent, {dollars(one.left_cents)} left{over}"
        )
    lines += [
        f"  {one.on}  came {dollars(one.payment.received_cents)}, {one.reference}: "
        f"vehicles {dollars(one.payment.vehicles_cents)} for {one.agreements:,}, "
        f"equipment {dollars(one.payment.equipment_cents)} for {one.officers:,}, "
        f"residual {dollars(one.payment.residual_cents)}"
        for one in money.receipts
    ]
    lines += [f"  {one.on}  spent {dollars(one.cents)} on {one.is_for.value}: {one.what}" for one in money.purchases]
    return "\n".join(lines)


def _pays(line: ReceiptLine) -> str:
    if line.start_up:
        return "start-up money"
    parts = [f"{dollars(share.cents)} to claim {share.claim} of {share.period}" for share in line.shares]
    if line.unapplied_cents:
        parts.append(f"{dollars(line.unapplied_cents)} not applied")
    return ", ".join(parts)
