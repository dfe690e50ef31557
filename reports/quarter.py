"""A quarter's summary as the contract's ``quarter`` object and as text that reads aloud."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from program.quarters.award import AwardStep
from program.quarters.data import from_percent
from program.quarters.figures import Reading, rate_of
from program.quarters.state import QuarterState
from program.quarters.what_if import Need
from program.rules.checklist import Check
from reports.award import award_data, award_lines
from reports.figures import (
    award_words,
    bound_words,
    counts_words,
    days_words,
    next_tier_words,
    officer_line,
    rate_words,
    reading_words,
    says_something,
    status_data,
)
from reports.ice_count import DOTS, entered_data, explaining_data, ice_count_data, ice_lines
from reports.words import fraction, percent, short_dollars
from storage.views.checklist import CheckLine
from storage.views.quarter import QuarterLine, QuarterSummary
from storage.views.review import ReviewCounts
from storage.views.week import Week

TO_DO = {
    Check.OPEN_PAST_DUE: "open past due",
    Check.NO_EVIDENCE: "without evidence",
    Check.UNASSIGNED: "without an officer",
    Check.IMPORT_REJECTS: "imports with rejected rows",
    Check.NEAR_DUPLICATES: "nearly the same reference",
    Check.STANDING_EXPIRES: "authorizations that end",
    Check.RECORDED_LATE: "recorded in the last 3 days",
    Check.ICE_COUNT_MISSING: "ICE's count to enter",
    Check.EARLIER_QUARTER_OPEN: "earlier quarters not closed",
}
"""A line of the checklist in few words, while it is to be done."""

DONE = {
    Check.OPEN_PAST_DUE: "nothing open past due",
    Check.NO_EVIDENCE: "evidence where it is wanted",
    Check.UNASSIGNED: "every lead has an officer",
    Check.IMPORT_REJECTS: "no rejected rows waiting",
    Check.NEAR_DUPLICATES: "no nearly equal references",
    Check.STANDING_EXPIRES: "no authorization ends",
    Check.RECORDED_LATE: "nothing recorded lately",
    Check.ICE_COUNT_MISSING: "ICE's count entered",
    Check.EARLIER_QUARTER_OPEN: "earlier quarters closed",
}
"""The same where it is done."""

_SHOWN = 6


def quarter_data(shown: QuarterSummary) -> dict[str, Any]:
    """The object of ``quarter --json``: that of ``status``, and what the quarter's end adds."""
    return {
        **status_data(shown.status),
        "state": shown.state.value,
        "revision": shown.revision,
        "weeks": [
            {"starts_on": week.starts_on.isoformat(), "provided": week.provided, "located": week.located}
            for week in shown.weeks
        ],
        "checklist": [
            {
                "code": line.check.value,
                "blocks": line.blocks,
                "count": line.count,
                "references": list(line.references),
            }
            for line in shown.checklist
        ],
        "ice_count": ice_count_data(shown.ice_count),
        "ice_count_entered": entered_data(shown.ice_count),
        "could_explain": [explaining_data(line) for line in shown.explaining],
        "late": list(shown.late),
        "every_reading": [
            {
                reading.point.value: reading.value,
                "from_percent": from_percent(reading.tier),
                "award_cents": reading.award_cents,
            }
            for reading in shown.readings
        ],
        "needs": [need_data(need) for need in shown.needs],
        "review": None if shown.review is None else review_data(shown.review),
        "award": award_data(shown.award),
        "quarters": [line_data(line) for line in shown.quarters],
    }


def need_data(need: Need) -> dict[str, Any]:
    """What a tier takes."""
    return {
        "from_percent": need.tier.from_percent,
        "more_located_needed": need.more_located_needed,
        "open": need.open,
        "reachable": need.reachable,
        "award_cents": need.award_cents,
    }


def review_data(review: ReviewCounts) -> dict[str, Any]:
    """How far the recorded outcomes are verified, and the rate that rests on verified ones alone."""
    return {
        "verified": review.verified,
        "returned": review.returned,
        "reported": review.reported,
        "rate": None
        if review.rate is None
        else {
            "located": review.rate.located,
            "provided": review.rate.provided,
            "percent": review.rate.percent,
        },
    }


def line_data(line: QuarterLine) -> dict[str, Any]:
    """One quarter in the table of all of them."""
    return {
        "quarter": str(line.quarter),
        "state": line.state.value,
        "revision": line.revision,
        "located": line.rate.located if line.rate else 0,
        "provided": line.rate.provided if line.rate else 0,
        "percent": line.rate.percent if line.rate else None,
        "from_percent": line.from_percent,
        "eligible_officers": line.eligible_officers,
        "ice_count": line.ice.value,
        "award": award_data(line.award),
    }


def quarter_text(shown: QuarterSummary) -> str:
    """The summary as lines of at most 80 columns, names aside."""
    figures, agency = shown.figures, shown.status.agency
    lines = [
        f"{agency.name}{' (DEMO: synthetic data)' if agency.demo else ''}",
        days_words(figures),
        state_words(shown),
        "",
        f"Rate            {rate_words(figures)}",
        f"Expected award  {award_words(figures)}",
    ]
    if shown.review is not None:
        lines.append(f"Verified only   {review_words(shown.review)}")
    if figures.next_tier is not None:
        lines.append(f"Next tier       {next_tier_words(figures)}")
    if figures.rate is not None:
        lines.append(f"If no open lead is located      {bound_words(figures.if_none, figures)}")
        lines.append(f"If all open leads are located   {bound_words(figures.if_all, figures)}")
    lines += ["", counts_words(figures.counts)]
    lines += [f"  {outcome.words:<22}{number:>7,}" for outcome, number in figures.counts.by_outcome.items()]
    if shown.late:
        lines.append(f"  located late: {some(shown.late)}")
    lines += _block("Other readings of the rules", every_reading_lines(shown.readings, shown))
    lines += _block("What each tier takes", needs_lines(shown.needs))
    lines += _block("Before closing", [checklist_line(line) for line in shown.checklist])
    lines += _block("ICE's count", ice_lines(shown.ice_count, shown.explaining))
    lines += _block("Award", award_lines(shown.award))
    lines += _block("Week by week, from the quarter's first day", weeks_lines(shown.weeks))
    officers = [officer_line(officer) for officer in shown.status.officers]
    if officers:
        lines += _block("Officer                          Standing      Open  Overdue  Outcomes", officers)
    lines += _block("Quarter by quarter", quarters_lines(shown.quarters))
    return "\n".join(lines)


def state_words(shown: QuarterSummary) -> str:
    """``Closed on 2026-01-05, revision 1``."""
    closing = shown.closing
    if shown.state is QuarterState.CLOSED and closing is not None:
        return f"Closed on {closing.closed_on}, revision {closing.revision}"
    reopened = ""
    if closing is not None:
        why = f" ({closing.reason.words})" if closing.reason else ""
        reopened = f", reopened after revision {closing.revision}{why}"
    return ("Still running" if shown.state is QuarterState.RUNNING else "Ended, not closed") + reopened


def review_words(review: ReviewCounts) -> str:
    """``20/29 = 68.96%: 20 verified, 1 returned, 8 only reported``."""
    rate = f"{fraction(review.rate)} = {percent(review.rate)}" if review.rate else "not measurable"
    return f"{rate}: {review.verified:,} verified, {review.returned:,} returned, {review.reported:,} only reported"


def every_reading_lines(readings: Iterable[Reading], shown: QuarterSummary) -> list[str]:
    """Each other reading with what it would pay; those that would change nothing say so."""
    lines = []
    for reading in readings:
        if not says_something(reading, shown.figures):
            continue
        same = reading.tier == shown.figures.tier and reading.award_cents == shown.figures.expected_award_cents
        lines.append(f"  {reading_words(reading, shown.figures)}{' (the same)' if same else ''}")
    return lines


def needs_lines(needs: Sequence[Need]) -> list[str]:
    """The table tier by needed by reachable."""
    if not needs:
        return []
    lines = [f"  {'tier':>6}{'more located':>15}{'of open':>10}  {'':<14}{'award':>12}"]
    for need in needs:
        can = "reached" if not need.more_located_needed else "can be reached" if need.reachable else "out of reach"
        lines.append(
            f"  {need.tier.from_percent:>4}%{need.more_located_needed:>15,}{need.open:>10,}  {can:<14}"
            f"{short_dollars(need.award_cents):>12}"
        )
    return lines


def checklist_line(line: CheckLine) -> str:
    """``[ ] leads without an officer: 2 (24-1, 24-2)``; ``[!]`` where it blocks, ``[x]`` where all is well."""
    if not line.count:
        return f"  [x] {line.check.words}: none"
    about = f" ({some(line.references)})" if line.references else ""
    text = f"  [{'!' if line.blocks else ' '}] {line.check.words}: {line.count:,}{about}"
    return "\n".join(wrap(text, 80, subsequent_indent=" " * 6, break_long_words=False, break_on_hyphens=False))


def weeks_lines(weeks: Iterable[Week]) -> list[str]:
    """Located of provided and the rate, growing week by week, with a bar of located."""
    weeks = list(weeks)
    most = max((week.provided for week in weeks), default=0)
    lines = []
    for week in weeks:
        located, rest = (30 * week.located // most, 30 * (week.provided - week.located) // most) if most else (0, 0)
        rate = rate_of(week.located, week.provided)
        counts = f"{week.located:>9,} of {week.provided:<9,}{percent(rate) if rate else '-':>9}"
        lines.append(f"  {week.starts_on}{counts}  {'█' * located}{'░' * rest}".rstrip())
    return lines


def quarters_lines(quarters: Iterable[QuarterLine]) -> list[str]:
    """All quarters, oldest first."""
    lines = [f"  {'':<11}{'state':<11}{'located':>15}{'':>10}{'award':>11}{'received':>11}  ICE's count"]
    for line in quarters:
        received = line.award.steps.get(AwardStep.RECEIVED)
        state = f"{line.state.value}{f' r{line.revision}' if line.revision else ''}"
        rate = f"{fraction(line.rate)}" if line.rate else "-"
        share = percent(line.rate) if line.rate else "-"
        lines.append(
            f"  {line.quarter!s:<11}{state:<11}{rate:>15}{share:>10}{short_dollars(line.award.expected_cents):>11}"
            f"{short_dollars(received.cents) if received else '-':>11}  {DOTS[line.ice]}"
        )
    return lines


def some(references: Sequence[str]) -> str:
    """The first few references, and how many more there are."""
    more = f" and {len(references) - _SHOWN:,} more" if len(references) > _SHOWN else ""
    return ", ".join(references[:_SHOWN]) + more


def _block(heading: str, lines: list[str]) -> list[str]:
    return ["", heading, *lines] if lines else []
