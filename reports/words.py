"""Money, rates, dates and standings as every screen and paper says them."""

from __future__ import annotations

import re
from datetime import date

from program.amounts import dollars
from program.calendar import Month
from program.claims.data import Period
from program.quarters.figures import Rate
from program.rules.rule_set import Tier

_HALF_A_YEAR = 183

_WRITTEN = re.compile(
    r"(?<!\w)(?P<quoted>'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|“[^”]*”)(?!\w)"
    r"|(?P<before>\b(?:(?i:on|by|from|through|until|to|since|of|for|in|after|before|is)|Certify"
    r"|(?:today|received|begins|end|asked),) |(?<=[^\W\d], )(?=\d{4}-\d\d[:,])"
    r"|(?<= on \d{4}-\d\d-\d\d) → |(?<= on blank) → )"
    r"(?P<said>\d{4}-\d\d(?:-\d\d)?)(?![\w-]|[./]\w)"
)
"""A day or a month after a word of ours that leads to one, and the day that takes its place: what stands elsewhere may
be a reference or evidence. What stands in quotes is what somebody typed."""


def short_dollars(cents: int) -> str:
    """``$12,000`` or ``$1,234.50``: cents only where there are any."""
    return dollars(cents).removesuffix(".00")


def fraction(rate: Rate | None) -> str:
    """``26/29``, or ``no lead`` where there is no rate."""
    return f"{rate.located:,}/{rate.provided:,}" if rate else "no lead"


def percent(rate: Rate | None) -> str:
    """``89.65%``, or ``not measurable``."""
    return f"{rate.percent}%" if rate else "not measurable"


def rates(before: Rate | None, after: Rate | None) -> str:
    """``88.69% → 89.56%``."""
    return f"{percent(before)} → {percent(after)}"


def tier_words(tier: Tier | None, tiers: tuple[Tier, ...]) -> str:
    """``tier 80%``, or ``below 70%: no award``; without tiers ``no tier``."""
    if tier is not None:
        return f"tier {tier.from_percent}%"
    return f"below {tiers[-1].from_percent}%: no award" if tiers else "no tier"


def tier_sign(tier: Tier | None, tiers: tuple[Tier, ...]) -> str:
    """The sign of what a rate earns: ``●`` at the top tier, ``◐`` at one below, ``–`` below all."""
    if tier is None:
        return "–"
    return "●" if tier == tiers[0] else "◐"


def day_words(day: date | None) -> str:
    """``2025-11-23``, or a dash."""
    return day.isoformat() if day else "-"


def short_day(day: date, today: date) -> str:
    """``Nov 14``, and ``Nov 14, 2024`` where that lies further from today than half a year."""
    near = abs((day - today).days) <= _HALF_A_YEAR
    return f"{day:%b} {day.day}" if near else f"{day:%b} {day.day}, {day.year}"


def day_in_figures(day: date) -> str:
    """``11/14/25``, where there is no room for more."""
    return f"{day.month}/{day.day}/{day:%y}"


def days_ago(day: date, today: date) -> str:
    """``today``, ``yesterday``, ``5 days ago``; of a day to come ``tomorrow`` or ``in 5 days``."""
    days = (today - day).days
    if abs(days) <= 1:
        return {1: "yesterday", 0: "today", -1: "tomorrow"}[days]
    return f"{days:,} days ago" if days > 0 else f"in {-days:,} days"


def period_words(period: Period) -> str:
    """``November 2025``, or the quarter."""
    return period.words if isinstance(period, Month) else str(period)


def claim_words(number: int, period: Period) -> str:
    """``claim 3 of November 2025``."""
    return f"claim {number} of {period_words(period)}"


def code_words(code: str) -> str:
    """A code as a person says it: ``entry error``, ``ICE advised``."""
    return " ".join("ICE" if word == "ice" else word for word in code.split("_"))


def days_in_words(text: str, today: date) -> str:
    """A sentence of ours with its days and months as a person writes them: ``from 2025-11-23`` as ``from Nov 23``.

    What it quotes stays as it is.
    """
    return _WRITTEN.sub(lambda found: found["quoted"] or found["before"] + iso_in_words(found["said"], today), text)


def iso_in_words(text: str, today: date) -> str:
    """``2025-11-23`` as ``Nov 23``, ``2025-11`` as ``November 2025``; anything else as it is."""
    try:
        return Month.parse(text).words if len(text) == len("2025-11") else short_day(date.fromisoformat(text), today)
    except ValueError:
        return text
