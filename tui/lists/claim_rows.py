"""A claim as rows: one an officer, with what is claimed by category and in all, and the sum of all below."""

from __future__ import annotations

from dataclasses import dataclass

from program.amounts import dollars
from program.claims.lines import Line as ClaimLine
from program.claims.pay import Category
from storage.views.claim import ShownClaim
from tui.lists.columns import Column, Tone


@dataclass(frozen=True)
class OfficerClaim:
    """An officer's row: the lines of a claim by category, and what they come to in cents. Without a badge: all."""

    badge: str
    name: str
    lines: tuple[ClaimLine, ...]

    @property
    def claimed_cents(self) -> int:
        """What is claimed."""
        return sum(line.claimed_cents for line in self.lines)

    @property
    def not_claimed_cents(self) -> int:
        """What was recorded and is not claimed."""
        return sum(line.recorded_cents - line.claimed_cents for line in self.lines)

    def claimed_of(self, category: Category) -> int:
        """What is claimed of a category, in cents."""
        return sum(line.claimed_cents for line in self.lines if line.category is category)


def officer_claims(shown: ShownClaim) -> list[OfficerClaim]:
    """One row an officer, by badge, and the sum of all under them."""
    by_badge: dict[str, list[ClaimLine]] = {}
    for line in shown.claim.lines:
        by_badge.setdefault(line.badge, []).append(line)
    rows = [OfficerClaim(badge, shown.names.get(badge, ""), tuple(lines)) for badge, lines in by_badge.items()]
    return [*rows, *([OfficerClaim("", "All officers", shown.claim.lines)] if rows else [])]


def claim_columns() -> list[Column[OfficerClaim]]:
    """What is shown of an officer's part of a claim: the categories are parts of what is claimed, as on its paper."""
    return [
        Column(
            "Officer",
            14,
            lambda row: f"{row.badge} {row.name}".strip(),
            flexible=True,
            enough=12,
            brief=lambda row: row.name or row.badge,
        ),
        _claimed(Category.SALARY),
        _claimed(Category.BENEFITS),
        _claimed(Category.OVERTIME),
        Column("Claimed", 10, lambda row: dollars(row.claimed_cents), right=True, most=14),
        Column("Not claimed", 11, _not_claimed, right=True, tone=_left_out, most=14),
    ]


def _claimed(category: Category) -> Column[OfficerClaim]:
    def cell(row: OfficerClaim) -> str:
        cents = row.claimed_of(category)
        return dollars(cents) if cents else "–"

    return Column(category.value.capitalize(), 9, cell, spare=True, right=True, most=14, sum="claimed")


def _not_claimed(row: OfficerClaim) -> str:
    return dollars(row.not_claimed_cents) if row.not_claimed_cents else "–"


def _left_out(row: OfficerClaim) -> Tone:
    return "look" if row.not_claimed_cents else "quiet"
