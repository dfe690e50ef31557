"""The desk's lines: what waits, the tiers, the bounds, other readings, the counts, what is assumed, and today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from textual.content import Content

from program.calendar import Quarter
from program.leads.outcome import Outcome
from program.quarters.figures import Figures, Rate, located_needed
from program.rules.rule_set import Tier
from reports.figures import assumption_lines, in_time_words, officers_words, reading_brief
from reports.first_steps import Step
from reports.words import percent, short_dollars, tier_sign, tier_words
from storage.text import printable
from storage.views.journal import Entry
from storage.views.lead import Figure, LeadQuery
from storage.views.lead_order import Sort
from storage.views.status import DUE_SOON_DAYS, Work
from tui.charts.bars import sparkline
from tui.charts.cells import earned_color
from tui.lists.journal import entry_sentence, moment_here
from tui.lists.lines import Line, heading, small


@dataclass(frozen=True)
class Behind:
    """The leads behind a line, under a title."""

    title: str
    query: LeadQuery


_WAITING = LeadQuery(outcome=Outcome.OPEN, waiting=True, sort=Sort.DUE, descending=False)
"""Open leads of all quarters that are not closed, the longest overdue first, those without a due date last."""

WAITS = (
    _WAITING,
    LeadQuery(overdue=True, waiting=True, sort=Sort.DUE, descending=False),
    LeadQuery(due_within_days=DUE_SOON_DAYS, waiting=True, sort=Sort.DUE, descending=False),
    LeadQuery(outcome=Outcome.OPEN, officer="", waiting=True, sort=Sort.DUE, descending=False),
)
"""What the desk's list shows under each of its tabs."""


def waiting_names(waits: Work | None) -> list[str]:
    """The names of the list's tabs, with how many leads each shows."""
    if waits is None:
        return ["All", "Overdue", f"{DUE_SOON_DAYS} days", "Nobody"]
    return [
        f"All {waits.open:,}",
        f"{'!' if waits.overdue else ''}Overdue {waits.overdue:,}",
        f"{DUE_SOON_DAYS} days {waits.due_soon:,}",
        f"Nobody {waits.unassigned:,}",
    ]


def first_steps_words(steps: Sequence[Step], with_keys: Callable[[str], str], *, alone: bool) -> Content:
    """What is left to do in a new book, each with its key; nothing where all is done. ``alone`` where no lead stands
    below it."""
    if not steps:
        return Content("")
    lines = [f"  {with_keys('{' + step.action + '}')}  {with_keys(step.words)}" for step in steps]
    away, keys = with_keys("   {first_steps} puts this away"), with_keys("\n  {help}  all keys") if alone else ""
    head = (("To begin:", "bold"), (away, "$foreground-muted"), "\n")
    return Content.assemble(*head, "\n".join(lines), (keys, "$foreground-muted"))


def headline(figures: Figures) -> Content:
    """``89.65%  26 of 29  ◐ tier 80%  $9,000``, in the color of what the tier earns."""
    if figures.rate is None:
        return Content.styled("No lead provided yet: not measurable", "$foreground-muted")
    tiers = figures.rules.tiers if figures.rules else ()
    sign, color = tier_sign(figures.tier, tiers), earned_color(figures)
    return Content.assemble(
        (percent(figures.rate), f"bold {color}"),
        f"  {figures.rate.located:,} of {figures.rate.provided:,}  ",
        (f"{sign} {tier_words(figures.tier, tiers).partition(':')[0]}", color),  # what it brings stands with the tiers
    )


def past_rates(rates: Sequence[Rate | None]) -> Content:
    """The rates of the last quarters, oldest first, a character each: what stands beside the headline."""
    last = f"last {len(rates):,} quarters" if len(rates) > 1 else "last quarter"
    return Content.assemble((f"   {last} ", "$foreground-muted"), (sparkline(rates), "$foreground"))


def today_lines(done: Sequence[Entry], today: date) -> list[Line]:
    """What was done today, the last first, each with its time and with what was before and after."""
    if not done:
        return [small("Nothing has been recorded today yet.")]
    return [
        Line(
            Content.assemble((_clock(entry), "$foreground-muted"), f" {printable(entry_sentence(entry, today))}"), entry
        )
        for entry in done
    ]


def _clock(entry: Entry) -> str:
    return moment_here(entry.at_ms)[11:]


def figure_lines(figures: Figures) -> list[Line]:
    """The quarter's figures under the big one; each opens the leads behind it."""
    return [*standing_lines(figures), heading(""), *count_lines(figures), *small_print(figures)]


def short_figure_lines(figures: Figures) -> list[Line]:
    """The same where there is little room, and nothing below the fold: the rest stands on the quarter's screen."""
    *counts, every = count_lines(figures)
    above = counts if figures.rate is None else standing_lines(figures)
    return [*above, Line(Content("every lead and its reason"), every.opens)]


def standing_lines(figures: Figures) -> list[Line]:
    """The tiers, the bounds, and the other readings of the rules."""
    still_open = _still_open(figures.quarter)
    lines = tier_lines(figures, still_open)
    if figures.rate is not None and figures.rules is not None:
        if figures.counts.open:
            lines.append(Line(_bounds(figures), still_open))
        lines += [
            Line(Content.styled(f"• {reading_brief(reading, figures)}", "$text-warning"))
            for reading in figures.readings
        ]
    return lines


def count_lines(figures: Figures) -> list[Line]:
    """How many leads the quarter has, counted or not."""
    quarter, counts = figures.quarter, figures.counts

    def behind(figure: Figure) -> LeadQuery:
        return LeadQuery(quarter=quarter, figure=figure)

    still_open = _still_open(quarter)
    return [
        heading(f"Leads of {quarter}"),
        _counted(counts.provided, "provided, in the rate", behind(Figure.PROVIDED), f"Provided, {quarter}"),
        _counted(counts.located, "located", behind(Figure.LOCATED), f"Located, {quarter}"),
        _counted(counts.open, "open", still_open.query, still_open.title),
        _counted(counts.late_located, "located late, not counted", behind(Figure.LATE), f"Located after {quarter}"),
        _counted(counts.excluded, "left out of the rate", behind(Figure.EXCLUDED), f"Left out of the rate, {quarter}"),
        every_lead(quarter),
    ]


def estimate_lines(figures: Figures, where: str) -> list[Line]:
    """What the award is reckoned from; what is assumed stands ``where``."""
    rules = f"rules {figures.rules.id}" if figures.rules is not None else "no rules were in force"
    said = (f"estimate: {_award_words(figures)}", f"{rules}, assumed: see {where}")
    return [Line(Content.styled(text, "$foreground-muted")) for text in said]


def _award_words(figures: Figures) -> str:
    each = f" × {short_dollars(figures.tier.cents_per_officer)}" if figures.tier is not None else ""
    return f"{officers_words(figures)}{each}"


def _still_open(quarter: Quarter) -> Behind:
    return Behind(f"Open, of {quarter}", LeadQuery(quarter=quarter, figure=Figure.OPEN))


def every_lead(quarter: Quarter) -> Line:
    """Opens everything received in a quarter, counted or not."""
    query = LeadQuery(quarter=quarter, figure=Figure.ALL)
    return Line(Content("        every lead and its reason"), Behind(f"All leads of {quarter}", query))


def tier_lines(figures: Figures, still_open: Behind, *, closed: bool = False) -> list[Line]:
    """Each tier: how many located more it takes, whether it is reached, in reach or out of reach, and its award. Of a
    ``closed`` quarter none can be reached any more.
    """
    if figures.rules is None or figures.rate is None:
        return []
    lines = [Line(_rung(figures, tier, closed=closed), still_open) for tier in figures.rules.tiers]
    if closed:
        return lines
    last = figures.quarter.ends_on
    late = small(f"only if located by {last:%b} {last.day}")
    return [*lines, late] if in_time_words(figures) and figures.counts.open else lines


def _rung(figures: Figures, tier: Tier, *, closed: bool) -> Content:
    assert figures.rules is not None
    counts = figures.counts
    more = located_needed(figures.rules.rounding, counts.provided, tier.from_percent) - counts.located
    can = not closed and more <= counts.open
    state = "reached" if more <= 0 else "not reached" if closed else "in reach" if can else "out of reach"
    takes = f"{more:,} more" if more > 0 else ""
    award = short_dollars(tier.cents_per_officer * figures.eligible_officers)
    color = "$text-success" if more <= 0 else "" if can else "$foreground-muted"
    here = "bold " if tier == figures.tier else ""
    return Content.styled(f"{tier.from_percent:>2}%  {takes:<8}{state:<13}{award:>7}", f"{here}{color}".strip())


def _bounds(figures: Figures) -> Content:
    """Where the quarter would end if none, or all, of the open were located."""
    return Content(
        f"{figures.counts.open:,} open: none {percent(figures.if_none.rate)} · all {percent(figures.if_all.rate)}"
    )


def small_print(figures: Figures) -> list[Line]:
    """What the award is reckoned from, and what is assumed."""
    return [*reckoned_lines(figures), *(small(text.strip()) for text in assumption_lines(figures))]


def reckoned_lines(figures: Figures) -> list[Line]:
    """What the award is reckoned from."""
    return [heading(""), heading("The award is an estimate"), small(_award_words(figures))]


def _counted(count: int, words: str, query: LeadQuery, title: str, style: str = "") -> Line:
    said = (
        Content.styled(f"{count:>7,} {words}", style)
        if count
        else Content.styled(f"{'–':>7} {words}", "$foreground-muted")
    )
    return Line(said, Behind(title, query))
