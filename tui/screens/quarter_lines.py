"""The quarter screen's lines: the checklist, ICE's count, review, the award, outcomes, readings, all quarters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.content import Content

from program.calendar import Quarter
from program.quarters.award import AwardStep
from program.quarters.ice_count import CountVerdict
from program.rules.checklist import Check
from reports.figures import assumption_lines, officers_words, reading_words
from reports.ice_count import DOTS
from reports.quarter import review_words
from reports.words import dollars, fraction, percent
from storage.text import printable
from storage.views.checklist import CheckLine
from storage.views.lead import Figure, LeadQuery
from storage.views.quarter import QuarterLine, QuarterSummary
from tui.lists.lines import Line, check_words, heading, small
from tui.screens.desk_lines import Behind, every_lead

_SHORT = {
    Check.OPEN_PAST_DUE: "open past due",
    Check.NO_EVIDENCE: "without evidence",
    Check.UNASSIGNED: "without an officer",
    Check.IMPORT_REJECTS: "imports with rejects",
    Check.NEAR_DUPLICATES: "nearly alike",
    Check.STANDING_EXPIRES: "authorizations end",
    Check.RECORDED_LATE: "recorded in 3 days",
    Check.ICE_COUNT_MISSING: "ICE's count missing",
    Check.EARLIER_QUARTER_OPEN: "earlier not closed",
}


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


def end_lines(shown: QuarterSummary, with_keys: Callable[[str], str]) -> list[Line]:
    """What stands between now and closing; ICE's count, review and the award below."""
    lines = [heading("Before closing   ! blocks   • look")]
    lines += [_check(line) for line in shown.checklist]
    lines += [heading("ICE's count"), *_ice(shown, with_keys)]
    lines += [heading("Review by a second person"), _review(shown, with_keys)]
    return [*lines, heading("The award"), *_award(shown)]


def summary_lines(shown: QuarterSummary) -> list[Line]:
    """Outcomes by code, each with its leads; what each tier takes; every other reading and what it would pay."""
    figures, quarter = shown.figures, shown.figures.quarter
    lines = [heading("Outcomes")]
    for outcome, number in figures.counts.by_outcome.items():
        query = LeadQuery(quarter=quarter, figure=Figure.ALL, outcome=outcome)
        opens = Behind(f"{outcome.words}, {quarter}", query)
        lines.append(Line(Content(f"{number:>7,} {outcome.words.lower()}"), opens))
    late = LeadQuery(quarter=quarter, figure=Figure.LATE)
    opens = Behind(f"Located after {quarter}", late)
    lines.append(Line(Content(f"{figures.counts.late_located:>7,} located late, not counted"), opens))
    lines.append(every_lead(quarter))
    if shown.needs:
        lines.append(heading("Tier  located                award"))
        for need in shown.needs:
            can = "reached" if not need.more_located_needed else "in reach" if need.reachable else "out of reach"
            more = f"{need.more_located_needed:,} more" if need.more_located_needed else ""
            text = f"{need.tier.from_percent:>3}% {more:<8} {can:<12}{dollars(need.award_cents):>8}"
            lines.append(Line(Content(text)))
    if shown.readings:
        lines.append(heading("Rules read otherwise   = the same"))
        for reading in shown.readings:
            same = (reading.tier, reading.award_cents) == (figures.tier, figures.expected_award_cents)
            words = f"{'=' if same else '≠'} {reading_words(reading, figures)}"
            lines.append(Line(Content.styled(words, "$text-muted" if same else "")))
    lines += [heading("Estimate"), small(officers_words(figures))]
    return [*lines, *(small(text.strip()) for text in assumption_lines(figures))]


def quarters_lines(shown: QuarterSummary) -> list[Line]:
    """Quarter against quarter, the newest first; each opens that quarter."""
    lines = [heading(f"{'Quarter':<11}{'State':<9}{'Rate':>8}{'Award':>10}  ICE's count")]
    return [*lines, *(_quarter(line, shown.figures.quarter) for line in reversed(shown.quarters))]


def _check(line: CheckLine) -> Line:
    if not line.count:
        return Line(Content.styled(f"      ✓ {_SHORT[line.check]}", "$text-muted"))
    return Line(check_words(line, _SHORT[line.check]), Listed(line))


def _ice(shown: QuarterSummary, with_keys: Callable[[str], str]) -> list[Line]:
    count = shown.ice_count
    if count.verdict is CountVerdict.NOT_ENTERED:
        return [Line(Content(with_keys(f"  {DOTS[count.verdict]}: {{ice_count}} enters it")), Do("ice_count"))]
    theirs, ours = f"{count.located:,}/{count.provided:,}", f"{count.ours_located:,}/{count.ours_provided:,}"
    lines = [Line(Content(f"  {DOTS[count.verdict]}: ICE {theirs}, ours {ours}"), Do("ice_count"))]
    if count.after_close:
        lines.append(small("came after the close"))
    if shown.explaining:
        differs = f"{count.difference_provided:+,} provided, {count.difference_located:+,} located"
        lines.append(Line(Content(f"  {differs}: {len(shown.explaining):,} could explain it"), Do("explain")))
    return lines


def _review(shown: QuarterSummary, with_keys: Callable[[str], str]) -> Line:
    if shown.review is None:
        return Line(Content.styled(with_keys("  off: {review} opens it"), "$text-muted"), Do("review"))
    return Line(Content(f"  verified only {review_words(shown.review)}"), Do("review"))


def _award(shown: QuarterSummary) -> list[Line]:
    award = shown.award
    lines = [Line(Content(f"  expected {dollars(award.expected_cents):>11}"), Do("award"))]
    differences = {difference.step: difference for difference in award.differences}
    for step in AwardStep:
        amount = award.steps.get(step)
        if amount is None:
            continue
        text = f"  {step.value:<9}{dollars(amount.cents):>11} on {amount.on}"
        lines.append(Line(Content(text), Do("award")))
        difference = differences.get(step)
        if difference is not None:
            why = difference.reason.value.replace("_", " ") if difference.reason else "not explained"
            lines.append(small(f"{'':<9}{dollars(difference.cents):>11}: {why}"))
    return lines


def _quarter(line: QuarterLine, shown: Quarter) -> Line:
    state = f"{line.state.value}{f' {line.revision}' if line.revision else ''}"
    rate = percent(line.rate) if line.rate else "-"
    text = f"{line.quarter!s:<11}{state:<9}{rate:>8}{dollars(line.award.expected_cents):>10}  {DOTS[line.ice]}"
    return Line(Content.styled(text, "bold" if line.quarter == shown else ""), Step(line.quarter))


def beside_lines(shown: QuarterSummary) -> str:
    """What stands beside the big rate: fraction, tier, award; the office's name is on the strip."""
    figures = shown.figures
    if figures.rate is None:
        return "no lead provided\nnot measurable"
    tier = f"tier {figures.tier.from_percent}%" if figures.tier else "no tier"
    return f"{printable(fraction(figures.rate))} located\n{tier}\n{dollars(figures.expected_award_cents)} est."
