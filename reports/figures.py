"""The live figures of a quarter as the contract's ``status`` object and as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from program.leads.outcome import Outcome
from program.quarters.counting import Counts
from program.quarters.data import figures_data
from program.quarters.figures import Bound, Figures, Reading
from program.rules.rule_set import LateLocated, RuleSet
from reports.rules import rule_name, source_words
from reports.words import fraction, percent, short_dollars, tier_words
from storage.views.status import OfficerShare, Status

_POINTS = {
    "rounding": "rounding half up to a whole percent",
    "attribution": "every quarter a lead was open in",
    "late_located": "located late counts too",
}

_BRIEF = {
    "half_up": "rounded half up",
    "none": "not rounded",
    "received": "by day received",
    "open_during": "open during it",
    "counted": "late ones count",
    "not_counted": "late ones do not count",
    "last_day": "officers last day",
    "any_day": "officers any day",
    "every_day": "officers all days",
}

_NO_RULES = "No rule set was in force: counted by the first one, without tier or award."

_HEAD_COUNTS = {
    "last_day": "officers authorized on the last day",
    "any_day": "officers authorized on any day",
    "every_day": "officers authorized on every day",
}


def status_data(status: Status) -> dict[str, Any]:
    """The object of ``status --json``: integers, text and null only."""
    figures = status.figures
    return {
        "agency": status.agency.name,
        "quarter": str(figures.quarter),
        "starts_on": figures.quarter.starts_on.isoformat(),
        "ends_on": figures.quarter.ends_on.isoformat(),
        "as_of": figures.as_of.isoformat(),
        "days_left": figures.days_left,
        **figures_data(figures),
        "officers": [
            {
                "badge": officer.badge,
                "name": officer.name,
                "standing": officer.standing.value if officer.standing else None,
                "open": officer.open,
                "overdue": officer.overdue,
                "by_outcome": {outcome.value: number for outcome, number in officer.by_outcome.items()},
            }
            for officer in status.officers
        ],
    }


def status_text(status: Status) -> str:
    """The figures as lines that read aloud."""
    figures = status.figures
    lines = [
        f"{status.agency.name}{' (DEMO: synthetic data)' if status.agency.demo else ''}",
        days_words(figures),
        *([] if status.known_on is None else [f"As the book knew it at the end of {status.known_on}"]),
        "",
        f"Rate            {rate_words(figures)}",
        f"Expected award  {award_words(figures)}",
    ]
    if figures.next_tier is not None:
        lines.append(f"Next tier       {next_tier_words(figures)}")
    if figures.rate is not None:
        lines.append(f"If no open lead is located      {bound_words(figures.if_none, figures)}")
        lines.append(f"If all open leads are located   {bound_words(figures.if_all, figures)}")
    lines += [f"Another reading: {reading_words(reading, figures)}" for reading in figures.readings]
    counts = figures.counts
    lines += [
        "",
        counts_words(counts),
        *(f"  {outcome.words:<22}{number:>7,}" for outcome, number in counts.by_outcome.items()),
    ]
    if status.officers:
        lines += ["", "Officer                          Standing      Open  Overdue  Outcomes"]
        lines += [officer_line(officer) for officer in status.officers]
    if status.unassigned:
        lines.append(f"{'(no officer)':<47}{status.unassigned:>4}")
    lines += ["", *assumption_lines(figures)]
    return "\n".join(lines)


def days_words(figures: Figures) -> str:
    """``FY2026-Q1, 2025-10-01 to 2025-12-31, as of 2025-11-23, 38 days left``."""
    quarter = figures.quarter
    days = "1 day" if figures.days_left == 1 else f"{figures.days_left} days"
    return f"{quarter}, {quarter.starts_on} to {quarter.ends_on}, as of {figures.as_of}, {days} left"


def counts_words(counts: Counts) -> str:
    """``29 provided, 26 located, 2 open, 3 excluded, 0 located late``."""
    in_rate = f"{counts.provided:,} provided, {counts.located:,} located, {counts.open:,} open"
    return f"{in_rate}, {counts.excluded:,} excluded, {counts.late_located:,} located late"


def rate_words(figures: Figures) -> str:
    """``26/29 = 89.65%, tier 80%``."""
    if figures.rate is None:
        return "not measurable: no lead was provided in this quarter"
    rate = f"{fraction(figures.rate)} = {percent(figures.rate)}"
    if figures.rules is None:
        return f"{rate}, no tier: the program did not exist yet"
    return f"{rate}, {tier_words(figures.tier, figures.rules.tiers)}"


def award_words(figures: Figures) -> str:
    """``$9,000 (estimate: 12 eligible officers × $750)``."""
    if figures.tier is None:
        return f"{short_dollars(0)} ({officers_words(figures)})"
    each = short_dollars(figures.tier.cents_per_officer)
    return f"{short_dollars(figures.expected_award_cents)} (estimate: {officers_words(figures)} × {each})"


def officers_words(figures: Figures) -> str:
    """``12 eligible officers``."""
    return f"{figures.eligible_officers:,} eligible officer{'' if figures.eligible_officers == 1 else 's'}"


def next_tier_words(figures: Figures) -> str:
    """``90%: 1 more located needed, 2 open: can be reached, $12,000``; empty at the top.

    After the quarter's end it says that only a location within the quarter counts still.
    """
    found = figures.next_tier
    if found is None:
        return ""
    can = "out of reach"
    if found.reachable:
        can = " ".join(["can be reached", in_time_words(figures)]).strip()
    return (
        f"{found.tier.from_percent}%: {found.more_located_needed:,} more located needed, {found.open:,} open: {can}, "
        f"{short_dollars(found.award_cents)}"
    )


def in_time_words(figures: Figures) -> str:
    """``if located on or before 2025-12-31``; empty through the quarter's end, and where the rules count late ones."""
    rules, last = figures.rules, figures.quarter.ends_on
    if figures.as_of <= last or rules is None or rules.late_located is LateLocated.COUNTED:
        return ""
    return f"if located on or before {last}"


def bound_words(bound: Bound, figures: Figures) -> str:
    """``96.55%, tier 90%, $12,000``."""
    tiers = figures.rules.tiers if figures.rules else ()
    return f"{percent(bound.rate)}, {tier_words(bound.tier, tiers)}, {short_dollars(bound.award_cents)}"


def reading_words(reading: Reading, figures: Figures) -> str:
    """``rounding half up to a whole percent: tier 90%, $12,000``."""
    words = reading_name(reading.point.value, reading.value)
    tiers = figures.rules.tiers if figures.rules else ()
    return f"{words}: {tier_words(reading.tier, tiers)}, {short_dollars(reading.award_cents)}"


def reading_brief(reading: Reading, figures: Figures) -> str:
    """``rounded half up: 90%, $12,000``: the same in few words, for a screen."""
    tiers = figures.rules.tiers if figures.rules else ()
    award = tier_words(None, tiers)
    if reading.tier is not None:
        award = f"{reading.tier.from_percent}%, {short_dollars(reading.award_cents)}"
    return f"{_BRIEF.get(reading.value, reading.value)}: {award}"


def says_something(reading: Reading, figures: Figures) -> bool:
    """Whether a reading brings a tier, or another than there is: where nothing is measurable most say nothing."""
    return reading.tier is not None or figures.rate is not None


def reading_name(point: str, value: str) -> str:
    """How the rules would be read: the point that is read otherwise, and as what."""
    return _HEAD_COUNTS.get(value) or _POINTS[point]


def assumption_lines(figures: Figures) -> list[str]:
    """The rule set's name and what it assumes, a line each, in words: no number of an open point."""
    if figures.rules is None:
        return [_NO_RULES]
    assumed = _assumptions(figures.rules)
    if not assumed:
        return [f"Rules: {figures.rules.id}"]
    lines = (f"  {rule_name(field)}: {words}" for field, words in assumed.items())
    return [f"Rules: {figures.rules.id}; what no source says is assumed:", *lines]


def assumptions_brief(figures: Figures) -> str:
    """``Rules dhs-2025-10-01; assumed: by day received, open ones count, …``: the same in few words, for a screen."""
    rules = figures.rules
    if rules is None:
        return _NO_RULES
    assumed = [_in_brief(getattr(rules, field)) for field in _assumptions(rules)]
    return f"Rules {rules.id}{'; assumed: ' if assumed else ''}{', '.join(assumed)}"


def _in_brief(read_as: Any) -> str:
    return "open ones count" if isinstance(read_as, Mapping) else _BRIEF.get(read_as, str(read_as))


def _assumptions(rules: RuleSet) -> dict[str, str]:
    """The fields of the rules that no source says, and what is assumed of each."""
    return {field: said for field, text in rules.sources.items() if (said := _assumed(text))}


def _assumed(source: str) -> str:
    """What is assumed, in words; nothing where the source says it."""
    said, _, words = source_words(source).partition(": ")
    return words if said == "assumed" else ""


def officer_line(officer: OfficerShare) -> str:
    """One officer's workload and outcomes."""
    standing = officer.standing.value if officer.standing else "–"
    name = f"{officer.badge} {officer.name}"
    return f"{name[:32]:<33}{standing:<12}{officer.open:>6}{officer.overdue:>9}  {outcomes_words(officer.by_outcome)}"


def outcomes_words(by_outcome: Any) -> str:
    """``4 located, 1 not located``, or a dash: the same one everywhere."""
    return ", ".join(f"{number:,} {Outcome(outcome).words.lower()}" for outcome, number in by_outcome.items()) or "–"
