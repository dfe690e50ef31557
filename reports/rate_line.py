"""The chart of the rate in words: what it says to whoever cannot see it."""

from __future__ import annotations

from datetime import date

from program.calendar import Month
from program.quarters.rate_line import RateLine
from reports.words import short_dollars


def line_words(line: RateLine) -> str:
    """The points, the tiers with their money, and where the open leads would take the rate, each in a sentence."""
    points = ", ".join(f"{_day(point.day)} {point.rate.percent}%" for point in line.points)
    said = [f"The rate by the end of each week: {points}."]
    if line.tiers:
        tiers = ", ".join(f"{tier.from_percent}% {short_dollars(tier.award_cents)}" for tier in line.tiers)
        said.append(f"The tiers: {tiers}.")
    fan = fan_words(line)
    return " ".join([*said, *([f"Still to come: {fan}"] if fan else [])])


def fan_words(line: RateLine) -> str:
    """``if none of the 9 open leads is located, the quarter ends at 89.56%; if all are, at 97.39%.``, or nothing."""
    fan = line.fan
    if fan is None:
        return ""
    none, every = f"none of the {fan.open:,} open leads is located", "all are"
    if fan.open == 1:
        none, every = "the 1 open lead is not located", "it is"
    return f"if {none}, the quarter ends at {fan.if_none.percent}%; if {every}, at {fan.if_all.percent}%."


def _day(day: date) -> str:
    return f"{Month.of(day).words[:3]} {day.day}"
