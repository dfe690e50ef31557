"""Money asked for and not yet got: by age, and how a receipt is split over claims. Amounts are cents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Age(StrEnum):
    """How long money has been outstanding, in days."""

    TO_30 = "0-30"
    TO_60 = "31-60"
    TO_90 = "61-90"
    OVER_90 = "over_90"


class Owed(StrEnum):
    """What money is owed for."""

    CLAIM = "claim"
    AWARD = "award"


@dataclass(frozen=True)
class Outstanding:
    """What is open of a claim or an award of a period, since the day on which it was asked for."""

    owed: Owed
    period: str
    since: date
    cents: int


@dataclass(frozen=True)
class Bucket:
    """What is outstanding of one age, the oldest first."""

    age: Age
    items: tuple[Outstanding, ...]

    @property
    def cents(self) -> int:
        """Their sum."""
        return sum(item.cents for item in self.items)


@dataclass(frozen=True)
class Split:
    """A receipt over claims: what each gets, by reference in the order given, and what stays unapplied.

    The parts and ``unapplied_cents`` add up to the receipt; a claim that gets nothing is left out.
    """

    parts: tuple[tuple[str, int], ...]
    unapplied_cents: int


def age_of(since: date, as_of: date) -> Age:
    """The age on a day; the day itself is day 0."""
    days = (as_of - since).days
    return Age.TO_30 if days <= 30 else Age.TO_60 if days <= 60 else Age.TO_90 if days <= 90 else Age.OVER_90


def receivables(items: Iterable[Outstanding], as_of: date) -> tuple[Bucket, ...]:
    """The four buckets, the youngest first, as of a day; what became due after it or is settled is left out."""
    held: dict[Age, list[Outstanding]] = {age: [] for age in Age}
    for item in sorted(items, key=lambda item: (item.since, item.owed, item.period)):
        if item.cents > 0 and item.since <= as_of:
            held[age_of(item.since, as_of)].append(item)
    return tuple(Bucket(age, tuple(found)) for age, found in held.items())


def split_receipt(received_cents: int, claims: Iterable[tuple[str, int]]) -> Split:
    """Pays the claims (reference and open cents) in the order given, each up to what is open of it."""
    left = received_cents
    parts = []
    for reference, open_cents in claims:
        part = min(left, max(0, open_cents))
        if part:
            parts.append((reference, part))
        left -= part
    return Split(tuple(parts), left)
