"""Days, fields, values and sources as a paper says them: a frozen body has codes, what is drawn from it has words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from program.calendar import Month
from program.leads.outcome import OUTCOME_OF_LETTER, Category, CorrectionReason, Origin, Outcome
from program.rules.rule_set import CountsAs
from reports.figures import outcomes_words

_FIGURES = {
    "provided": "Leads provided",
    "located": "Located",
    "open": "Open",
    "excluded": "Left out of the rate",
    "late_located": "Located after the quarter, not counted",
    "percent": "Rate",
    "from_percent": "Tier",
    "eligible_officers": "Eligible officers",
}

_COUNTS_AS = {CountsAs.LOCATED: "● located", CountsAs.PROVIDED: "○ provided", CountsAs.EXCLUDED: "– left out"}


def day_of(day: date, year: int) -> str:
    """``Nov 14``; of another year than the paper's ``Jan 5, 2026``."""
    return f"{day:%b} {day.day}" if day.year == year else f"{day:%b} {day.day}, {day.year}"


def span(starts_on: str, ends_on: str) -> str:
    """``Oct 1 – Dec 31, 2025`` from two ISO dates of one year."""
    first, last = date.fromisoformat(starts_on), date.fromisoformat(ends_on)
    return f"{day_of(first, last.year)} – {day_of(last, 0)}"


def moment_day(moment: str) -> str:
    """``Oct 8, 2025``: a frozen moment does not say in which zone it was signed, so its day is the world's, as the foot
    has the moment.
    """
    return day_of(datetime.fromisoformat(moment).date(), 0)


def agency_words(agency: Mapping[str, Any]) -> str:
    """``Example County · TX · ORI TX0000000``."""
    return " · ".join([agency["name"], agency["state"], *([f"ORI {agency['ori']}"] if agency["ori"] else [])])


def month_words(period: str) -> str:
    """``October 2025`` for ``2025-10``; a quarter as it is."""
    return period if period.startswith("FY") else Month.parse(period).words


def lead_field(field: str) -> str:
    """``outcome date``, ``received``, ``counts as``."""
    return "outcome date" if field == "outcome_on" else field.removesuffix("_on").replace("_", " ")


def figure_name(name: str) -> str:
    """``Left out of the rate``."""
    return _FIGURES[name]


def figure_value(name: str, value: int | str | None) -> str:
    """``89.65%``, ``1,204``; ``none`` where there is none."""
    if value is None:
        return "none"
    return f"{value}%" if name.endswith("percent") else f"{value:,}" if isinstance(value, int) else value


def lead_value(field: str, value: str | None, year: int) -> str:
    """What a lead's field holds, as a person says it: ``not located``, ``Nov 14``, ``– left out``."""
    if value is None:
        return "none"
    match field:
        case "outcome":
            return Outcome(value).words.lower()
        case "category":
            return Category(value).value.replace("_", " ")
        case "origin":
            return "ICE" if Origin(value) is Origin.ICE else Origin(value).value
        case "reason":
            return reason_words(value)
        case "counts_as":
            return _COUNTS_AS[CountsAs(value)]
    return day_of(date.fromisoformat(value), year) if field.endswith("_on") else value


def outcomes_on_paper(by_outcome: Mapping[str, int]) -> str:
    """``4 located, 1 not located``, in the order of their letters; a dash where there is none."""
    counted = {one.value: by_outcome[one.value] for one in OUTCOME_OF_LETTER.values() if one.value in by_outcome}
    return outcomes_words(counted)


def reason_words(code: str) -> str:
    """``entry error``; ``ICE advised`` keeps its capitals."""
    return CorrectionReason(code).words_within
