"""The quarter screen's lines: checklist, tiers and readings, outcomes, ICE's count, the award, all quarters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from program.calendar import Quarter
from program.quarters.award import AwardStep
from program.quarters.ice_count import CountVerdict
from program.quarters.state import QuarterState
from reports.figures import assumptions_brief, reading_brief, says_something
from reports.ice_count import DOTS
from reports.quarter import DONE, TO_DO, review_words
from reports.words import fraction, percent, short_day, short_dollars
from storage.text import number_of, printable
from storage.views.checklist import CheckLine
from storage.views.lead import Figure, LeadQuery
from storage.views.quarter import QuarterLine, QuarterSummary
from tui.charts.bars import rate_bar
from tui.lists.lines import Line, heading, small
from tui.screens.desk_lines import Behind, every_lead, reckoned_lines, small_print, tier_lines

_SHORTEST_BAR, _LONGEST_BAR, _BESIDE_BAR = 4, 30, 36


@dataclass(frozen=True)
class Listed:
    """A line of the checklist; opens what it is about."""

    line: CheckLine


@dataclass(frozen=True)
class Step:
    """Another quarter to go to."""

    quarter: Quarter


@dataclass(frozen=True)
class Do:
    """An action of the screen, by its name in the registry."""

    action: str


def title(shown: QuarterSummary, today: date) -> str:
    """``FY2026-Q1 · Oct 1 – Dec 31 · ENDED, NOT CLOSED``."""
    quarter = shown.figures.quarter
    state = {
        QuarterState.RUNNING: "RUNNING",
        QuarterState.ENDED: "ENDED, NOT CLOSED",
        QuarterState.CLOSED: f"CLOSED, REVISION {shown.revision}",
    }[shown.state]
    closing = shown.closing
    if closing is not None and shown.state is not QuarterState.CLOSED:
        why = f", {closing.reason.words.lower()}" if closing.reason else ""
        state += f", reopened after revision {closing.revision}{why}"
    return f"{quarter} · {short_day(quarter.starts_on, today)} – {short_day(quarter.ends_on, today)} · {state}"


def not_yet_closed(shown: QuarterSummary, today: date) -> str:
    """Why the quarter cannot be closed yet, and what would have to be done; nothing where it can."""
    quarter = shown.figures.quarter
    if shown.state is QuarterState.RUNNING:
        return f"{quarter} is still running; it can be closed from {short_day(quarter.next().starts_on, today)}"
    for line in shown.checklist:
        if line.blocks and line.count:
            about = ", ".join(map(printable, line.references[:3]))
            return f"{quarter} cannot be closed yet: {line.check.words}: {about}"
    return ""


def checklist_lines(shown: QuarterSummary) -> list[Line]:
    """What is left to do before closing, what blocks first, then what is done."""
    left = [line for line in shown.checklist if line.count]
    lines = [_check(line) for line in sorted(left, key=lambda line: not line.blocks)]
    done = [line.check for line in shown.checklist if not line.count]
    return [*lines, *(Line(Content.styled(f"✓ {DONE[check]}", "$foreground-muted")) for check in done)]


def left_to_do(shown: QuarterSummary) -> int:
    """How many lines of the checklist are left."""
    return sum(bool(line.count) for line in shown.checklist)


def reading_lines(shown: QuarterSummary, *, assumed: bool) -> list[Line]:
    """What each tier takes; every other reading and what it would pay; what the award is reckoned from, and, unless
    that stands elsewhere, what is ``assumed``.
    """
    figures = shown.figures
    closed = shown.state is QuarterState.CLOSED
    lines = tier_lines(figures, Behind(f"Open, of {figures.quarter}", _of(shown, Figure.OPEN)), closed=closed)
    readings = [reading for reading in shown.readings if says_something(reading, figures)]
    if readings:
        lines += [heading(""), heading("Other readings   = the same")]
        for reading in readings:
            same = (reading.tier, reading.award_cents) == (figures.tier, figures.expected_award_cents)
            words = f"{'=' if same else '≠'} {reading_brief(reading, figures)}"
            lines.append(Line(Content.styled(words, "$foreground-muted" if same else "$text-warning")))
    return [*lines, *(small_print(figures) if assumed else reckoned_lines(figures))]


def outcome_lines(shown: QuarterSummary) -> list[Line]:
    """Outcomes by code, each with its leads."""
    figures, quarter = shown.figures, shown.figures.quarter
    lines = []
    for outcome, number in figures.counts.by_outcome.items():
        query = LeadQuery(quarter=quarter, figure=Figure.ALL, outcome=outcome)
        opens = Behind(f"{outcome.words}, {quarter}", query)
        lines.append(Line(Content(f"{number:>6,} {outcome.words.lower()}"), opens))
    late = Behind(f"Located after {quarter}", _of(shown, Figure.LATE))
    lines.append(Line(Content(f"{figures.counts.late_located or '–':>6} located late, not counted"), late))
    return [*lines, every_lead(quarter)]


def quarters_lines(shown: QuarterSummary, width: int) -> list[Line]:
    """Quarter against quarter, the newest first; each opens that one. A bar of the rate stands in what lines of so many
    cells leave for it, none where that is too little.

    The sign at the end of each has its word below: what ICE's count says of the quarter.
    """
    room = min(_LONGEST_BAR, width - _BESIDE_BAR)
    bar = room if room >= _SHORTEST_BAR else 0
    lines = [_quarter(line, shown.figures.quarter, bar) for line in reversed(shown.quarters)]
    signs = [DOTS[verdict] for verdict in CountVerdict if any(line.ice is verdict for line in shown.quarters)]
    return [*lines, Line(Content.styled(f"ICE {' '.join(signs)}", "$foreground-muted"))] if lines else []


def ice_lines(shown: QuarterSummary, with_keys: Callable[[str], str], width: int, rows: int) -> list[Line]:
    """ICE's count beside ours, what may explain a difference, and what a second person verified: in so many cells, and
    of the last only what so many rows have room for; ``ice_more`` says the rest.
    """
    lines = _ice(shown, with_keys, width)
    return [*lines, _review(shown, with_keys, width)] if len(lines) < rows else lines[: max(rows, 2)]


def ice_more(shown: QuarterSummary, with_keys: Callable[[str], str], rows: int) -> str:
    """What the panel's title says since its rows have no room for it."""
    late = "after the close" if shown.ice_count.after_close else ""
    verified = shown.review is not None and len(_ice(shown, with_keys, 0)) >= rows
    return late or (f"verified only {fraction(shown.review.rate)}" if verified and shown.review else "")


def differs(shown: QuarterSummary) -> bool:
    """Whether ICE's count is another than ours."""
    return bool(shown.ice_count.difference_provided or shown.ice_count.difference_located)


def award_lines(shown: QuarterSummary, today: date, *, wide: bool, assumed: bool) -> list[Line]:
    """The award's fate, each difference with its reason and each paper by its reference: where it is ``wide`` in two
    lines, with the days; and what is ``assumed``.
    """
    award = shown.award
    took = award.steps.items()
    differs_by = [
        f"{one.step.value} {short_dollars(one.cents)}: "
        f"{one.reason.value.replace('_', ' ') if one.reason else 'not explained'}"
        for one in award.differences
    ]
    days = {step: f" on {short_day(amount.on, today)}" for step, amount in took}
    cents = {step: short_dollars(amount.cents) for step, amount in took}
    steps = [f"{step.value} {cents.get(step, '–')}{days.get(step, '') if wide else ''}" for step in AwardStep]
    said = [f"expected {short_dollars(award.expected_cents)} → {steps[0]}", " → ".join(steps[1:])]
    lines = [Line(Content(words), Do("award")) for words in ([" → ".join(said)] if wide else said)]
    if wide:
        papers = [f"{step.value} as {printable(amount.reference)}" for step, amount in took if amount.reference]
        lines += [small(" · ".join(words)) for words in ([*differs_by, *papers],) if words]
    else:
        papers = [f", {printable(amount.reference)}" if amount.reference else "" for _, amount in took]
        steps_on = [f"{step.value}{days[step]}{paper}" for (step, _), paper in zip(took, papers, strict=True)]
        lines += [small(words) for words in (*differs_by, *steps_on)]
    return [*lines, heading(assumptions_brief(shown.figures))] if assumed else lines


def _of(shown: QuarterSummary, figure: Figure) -> LeadQuery:
    return LeadQuery(quarter=shown.figures.quarter, figure=figure)


def _check(line: CheckLine) -> Line:
    text = f"{'!' if line.blocks else '•'} {TO_DO[line.check]:<27}{line.count:>6,}"
    return Line(Content.styled(text, "bold $text-error" if line.blocks else "$text-warning"), Listed(line))


def _ice(shown: QuarterSummary, with_keys: Callable[[str], str], width: int) -> list[Line]:
    count = shown.ice_count
    if count.verdict is CountVerdict.NOT_ENTERED:
        return [Line(Content(with_keys("– not entered: {ice_count} enters it")), Do("ice_count"))]
    theirs, ours = f"{count.located:,}/{count.provided:,}", f"{count.ours_located:,}/{count.ours_provided:,}"
    color = "$text-success" if count.verdict is CountVerdict.AGREES else "$text-error"
    both, verdict = f"ICE {theirs} · ours {ours} ", DOTS[count.verdict]
    verdict = verdict if cell_len(both + verdict) <= width else verdict.partition(" ")[0]
    opens = Do("explain" if differs(shown) else "ice_count")
    lines = [Line(Content.assemble(both, (verdict, f"bold {color}")), opens)]
    if count.verdict is CountVerdict.STALE:
        lines.append(Line(Content(with_keys("ours has changed; {ice_count} enters it anew")), Do("ice_count")))
    if differs(shown):
        lines.append(Line(Content(_in(width, *_difference(shown))), opens))
    return lines


def _difference(shown: QuarterSummary) -> list[str]:
    """How far ICE's count lies from ours and how many leads may explain it, in many words and in few."""
    by = {"located": shown.ice_count.difference_located, "provided": shown.ice_count.difference_provided}
    whole = ", ".join(f"{more:+,} {what}" for what, more in by.items() if more)
    if not shown.explaining:
        return [whole]
    leads = number_of(len(shown.explaining), "lead")
    return [f"{leads} may explain {whole}", f"{whole}: {leads}", whole]


def _review(shown: QuarterSummary, with_keys: Callable[[str], str], width: int) -> Line:
    if shown.review is None:
        return Line(
            Content.styled(with_keys("Review by a second person: off ({review})"), "$foreground-muted"), Do("review")
        )
    rate = shown.review.rate
    brief = f"verified only {fraction(rate)} = {percent(rate)}" if rate else "verified only: not measurable"
    return Line(Content(_in(width, f"verified only {review_words(shown.review)}", brief)), Do("review"))


def _in(width: int, *words: str) -> str:
    """The first of these words that so many cells have room for, or else the last."""
    return next((said for said in words if cell_len(said) <= width), words[-1])


def _quarter(line: QuarterLine, shown: Quarter, bar: int) -> Line:
    state = "amended" if line.state is QuarterState.CLOSED and (line.revision or 0) > 1 else line.state.value
    rate = percent(line.rate) if line.rate else "–"
    award, ice = short_dollars(line.award.expected_cents), DOTS[line.ice].split(" ", maxsplit=1)[0]
    here = "bold" if line.quarter == shown else ""
    parts = [
        (f"{line.quarter!s:<10}{state:<8}{rate:>7}", here),
        (f" {rate_bar(line.rate, bar)}" if bar else "", "$foreground-muted"),
        (f" {award:>7} {ice}", here),
    ]
    return Line(Content.assemble(*parts), Step(line.quarter))
