"""The desk's lines: what waits, the ladder of tiers, the bounds, the counts, other readings, and what is assumed."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content

from program.calendar import Quarter
from program.leads.outcome import Outcome
from program.quarters.figures import Bound, Figures, located_needed
from program.rules.rule_set import Tier
from reports.figures import assumption_lines, in_time_words, officers_words, reading_words
from reports.words import dollars, percent
from storage.views.lead import Figure, LeadQuery, Sort
from storage.views.status import DUE_SOON_DAYS, Work
from tui.lists.lines import Line, heading, small

WAITING = LeadQuery(outcome=Outcome.OPEN, waiting=True, sort=Sort.DUE, descending=False)
"""What the desk's list shows: open leads of all quarters, the longest overdue first, those without a due date last."""


@dataclass(frozen=True)
class Behind:
    """The leads behind a line, under a title."""

    title: str
    query: LeadQuery


def what_next(work: Work) -> str:
    """One sentence on what to do next, with ``{outcome}`` for the key of that action."""
    if not work.leads:
        return ""
    if work.overdue:
        return "Overdue first: {outcome} records the outcome"
    if work.unassigned:
        return "Some have no officer: {assign} assigns"
    if work.open:
        return "By due date: {outcome} records the outcome"
    return "Every lead has its outcome"


def work_lines(work: Work) -> list[Line]:
    """What waits, each count with the list behind it."""
    overdue = LeadQuery(overdue=True, waiting=True, sort=Sort.DUE, descending=False)
    soon = LeadQuery(due_within_days=DUE_SOON_DAYS, waiting=True, sort=Sort.DUE, descending=False)
    nobody = LeadQuery(outcome=Outcome.OPEN, officer="", waiting=True, sort=Sort.DUE, descending=False)
    return [
        _counted(work.overdue, "overdue", overdue, "Overdue", "bold $text-error" if work.overdue else ""),
        _counted(work.due_soon, f"due within {DUE_SOON_DAYS} days", soon, f"Due within {DUE_SOON_DAYS} days"),
        _counted(work.unassigned, "open without an officer", nobody, "Open, without an officer"),
        _counted(work.open, "open in all", WAITING, "Open"),
    ]


def figure_lines(figures: Figures) -> list[Line]:
    """The quarter's figures under the big one; each opens the leads behind it."""
    quarter, counts = figures.quarter, figures.counts

    def behind(figure: Figure) -> LeadQuery:
        return LeadQuery(quarter=quarter, figure=figure)

    still_open = behind(Figure.OPEN)
    lines = [heading("Tier    takes               award")] if figures.rules else []
    lines += _ladder(figures, still_open)
    if figures.rate is not None and figures.rules is not None:
        title = f"Open, of {quarter}"
        lines += [
            heading(f"If of the {counts.open:,} open"),
            Line(_bound("none is located", figures.if_none), Behind(title, still_open)),
            Line(_bound("all are located", figures.if_all), Behind(title, still_open)),
        ]
        lines += [Line(Content(f"  {reading_words(reading, figures)}")) for reading in figures.readings]
        if figures.readings:
            lines.insert(len(lines) - len(figures.readings), heading("If the rules are read otherwise"))
    lines += [
        heading(f"Leads of {quarter}"),
        _counted(counts.provided, "provided, in the rate", behind(Figure.PROVIDED), f"Provided, {quarter}"),
        _counted(counts.located, "located", behind(Figure.LOCATED), f"Located, {quarter}"),
        _counted(counts.open, "open", still_open, f"Open, of {quarter}"),
        _counted(counts.late_located, "located late, not counted", behind(Figure.LATE), f"Located after {quarter}"),
        _counted(counts.excluded, "left out of the rate", behind(Figure.EXCLUDED), f"Left out of the rate, {quarter}"),
        every_lead(quarter),
    ]
    return [*lines, *_small_print(figures)]


def every_lead(quarter: Quarter) -> Line:
    """Opens everything received in a quarter, counted or not."""
    query = LeadQuery(quarter=quarter, figure=Figure.ALL)
    return Line(Content("        every lead, with its reason"), Behind(f"All leads of {quarter}", query))


def _ladder(figures: Figures, still_open: LeadQuery) -> list[Line]:
    """Each tier: how many located it takes, whether it is reached, in reach or out of reach, and its award."""
    if figures.rules is None:
        return []
    opens = Behind(f"Open, of {figures.quarter}", still_open)
    lines = [Line(_rung(figures, tier), opens) for tier in figures.rules.tiers]
    in_time = in_time_words(figures)
    return [*lines, small(f"More counts only {in_time}")] if in_time and figures.counts.open else lines


def _rung(figures: Figures, tier: Tier) -> Content:
    assert figures.rules is not None
    counts = figures.counts
    needed = located_needed(figures.rules.rounding, counts.provided, tier.from_percent)
    more = needed - counts.located
    state = "reached" if more <= 0 else f"{more:,} more" if more <= counts.open else "out of reach"
    if not counts.provided:
        state = ""
    award = dollars(tier.cents_per_officer * figures.eligible_officers)
    here = tier == figures.tier
    text = f"{'▶' if here else ' '}{tier.from_percent:>3}%{needed:>7,} {state:<12}{award:>9}"
    return Content.styled(text, "bold" if here else "$text-muted" if state == "out of reach" else "")


def _bound(words: str, bound: Bound) -> Content:
    return Content(f"  {words:<16}{percent(bound.rate):>8}{dollars(bound.award_cents):>9}")


def _small_print(figures: Figures) -> list[Line]:
    lines = [heading("Estimate")]
    if figures.tier is not None:
        each = dollars(figures.tier.cents_per_officer)
        lines.append(small(f"{officers_words(figures)} × {each}"))
    else:
        lines.append(small(officers_words(figures)))
    return [*lines, *(small(text.strip()) for text in assumption_lines(figures))]


def _counted(count: int, words: str, query: LeadQuery, title: str, style: str = "") -> Line:
    return Line(Content.styled(f"{count:>7,} {words}", style), Behind(title, query))
