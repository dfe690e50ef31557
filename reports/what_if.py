"""What the figures would be, as text and as JSON."""

from __future__ import annotations

from typing import Any

from program.quarters.data import from_percent
from program.quarters.what_if import WhatIf
from reports.figures import (
    rate_words,
)
from reports.quarter import needs_lines
from reports.words import fraction, percent, short_dollars, tier_words
from storage.text import number_of
from storage.views.quarter import QuarterSummary


def what_if_data(quarter: str, asked: dict[str, int], found: WhatIf) -> dict[str, Any]:
    """What would be, marked as such."""
    return {
        "what_if": True,
        "quarter": quarter,
        "asked": asked,
        "rate": None
        if found.rate is None
        else {"located": found.rate.located, "provided": found.rate.provided, "percent": found.rate.percent},
        "from_percent": from_percent(found.tier),
        "eligible_officers": found.eligible_officers,
        "award_cents": found.award_cents,
    }


def what_if_text(shown: QuarterSummary, asked: dict[str, int], found: WhatIf) -> str:
    """What would be, marked as such, with what each tier takes."""
    asks = ", ".join(
        number_of(number, "officer") if name == "officers" else f"{number:,} {name}" for name, number in asked.items()
    )
    rate = f"{fraction(found.rate)} = {percent(found.rate)}" if found.rate else "not measurable"
    tiers = shown.rules.tiers
    eligible = number_of(found.eligible_officers, "eligible officer")
    return "\n".join(
        [
            f"WHAT IF in {shown.figures.quarter}: {asks}. Nothing is saved.",
            f"WHAT IF rate    {rate}, {tier_words(found.tier, tiers)}",
            f"WHAT IF award   {short_dollars(found.award_cents)} ({eligible})",
            "",
            f"As it stands    {rate_words(shown.figures)}",
            *needs_lines(shown.needs),
        ]
    )
