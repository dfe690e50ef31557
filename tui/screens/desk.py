"""The desk: what to do next, the figures of the running quarter with the ladder of tiers, the leads that wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from program.figures import Figures, located_needed
from program.outcomes import Outcome
from reports.figures import assumption_lines, bound_words, outcomes_words, reading_words
from reports.words import dollars, fraction, per_cent, tier_words
from storage.text import printable
from storage.views.leads import Figure, Lead, LeadQuery, Sort
from storage.views.status import DUE_SOON_DAYS, Status, Work
from tui.screens.figure import FigureScreen
from tui.screens.lead_lists import LeadListScreen
from tui.widgets.long_list import Column, LongList

_WAITING = LeadQuery(outcome=Outcome.OPEN, sort=Sort.DUE, descending=False)


@dataclass(frozen=True)
class Line:
    """A line of the figures; one with a query opens the leads behind it."""

    text: Content
    title: str = ""
    query: LeadQuery | None = None


class Desk(LeadListScreen):
    """Where the coordinator works."""

    PLACES: ClassVar[tuple[str, ...]] = ("leads",)

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def body(self) -> ComposeResult:
        with Horizontal(id="desk"):
            yield OptionList(id="figures", compact=True)
            with Vertical(id="right"):
                yield Static("", id="next", markup=False)
                yield LongList(
                    self._columns(), lambda lead: lead.id, "Nothing waits. n enters a lead, i brings in a file."
                )
                yield OptionList(id="per-officer", compact=True)

    def on_mount(self) -> None:
        """Starts in the list of what waits."""
        self.leads.focus()

    def refresh_body(self) -> None:
        """Shows figures and leads as they are now."""
        snapshot = self.leadbook.snapshot
        if snapshot is None:
            return
        self._show_lines([*work_lines(snapshot.work), *figure_lines(snapshot.status.figures)])
        self._show_officers(snapshot.status)
        self.query_one("#next", Static).update(Content(what_next(snapshot.work)))
        self.leads.load(self.leadbook.bookkeeper.book.view.register(_WAITING))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a figure opens the leads behind it."""
        event.stop()
        if event.option_list.id == "per-officer":
            badge = event.option.id
            self.app.push_screen(FigureScreen(LeadQuery(officer=badge), f"Leads of {printable(badge or '')}"))
            return
        line = self._lines[event.option_index]
        snapshot = self.leadbook.snapshot
        if line.query is not None and snapshot is not None:
            rules = snapshot.status.figures.rules
            self.app.push_screen(FigureScreen(line.query, line.title, rules if line.query.quarter else None))

    def _columns(self) -> list[Column[Lead]]:
        today = self.leadbook.surroundings.today()
        return [
            Column("Reference", 12, lambda lead: lead.reference, flexible=True),
            Column("Due", 10, lambda lead: lead.due_on.isoformat() if lead.due_on else "no date"),
            Column("", 7, lambda lead: "overdue" if lead.is_overdue(today) else ""),
            Column("Badge", 6, lambda lead: lead.badge or "nobody"),
        ]

    def _show_lines(self, lines: list[Line]) -> None:
        if lines == self._lines:
            return
        figures = self.query_one("#figures", OptionList)
        at, self._lines = figures.highlighted, lines
        figures.set_options(Option(line.text, disabled=line.query is None) for line in lines)
        figures.highlighted = at

    def _show_officers(self, status: Status) -> None:
        per_officer = self.query_one("#per-officer", OptionList)
        at = per_officer.highlighted
        per_officer.set_options(
            Option(
                Content(
                    f"{printable(officer.name)[:13]:<13} {officer.open:>2} open, {outcomes_words(officer.by_outcome)}"
                ),
                id=officer.badge,
            )
            for officer in status.officers
        )
        per_officer.highlighted = at


def what_next(work: Work) -> str:
    """One sentence on what to do next."""
    if not work.leads:
        return "The book is empty: n enters a lead, i brings in a file, 3 adds officers"
    if work.overdue:
        return "Overdue first: o records what became of the lead"
    if work.unassigned:
        return "Some leads have no officer: a assigns"
    if work.open:
        return "Next by due date: o records what became of the lead"
    return "Every lead has its outcome"


def work_lines(work: Work) -> list[Line]:
    """What waits, each count with the list behind it."""
    soon = LeadQuery(due_within_days=DUE_SOON_DAYS, sort=Sort.DUE, descending=False)
    overdue = LeadQuery(overdue=True, sort=Sort.DUE, descending=False)
    nobody = LeadQuery(outcome=Outcome.OPEN, officer="", sort=Sort.DUE, descending=False)
    return [
        Line(Content.styled("To do", "bold")),
        _counted(work.overdue, "overdue", overdue, "Overdue"),
        _counted(work.due_soon, f"due within {DUE_SOON_DAYS} days", soon, "Due soon"),
        _counted(work.unassigned, "open without officer", nobody, "Open, without officer"),
        _counted(work.open, "open in all", _WAITING, "Open"),
    ]


def figure_lines(figures: Figures) -> list[Line]:
    """The quarter's figures, the ladder, the bounds, other readings, and what is assumed."""
    quarter, counts = figures.quarter, figures.counts
    rate = f"{fraction(figures.rate)} = {per_cent(figures.rate)}" if figures.rate else "not measurable: no lead yet"
    tiers = figures.rules.tiers if figures.rules else ()

    def behind(figure: Figure) -> LeadQuery:
        return LeadQuery(quarter=quarter, figure=figure)

    lines = [
        Line(Content("")),
        Line(Content.styled(f"{quarter}", "bold")),
        Line(Content.styled(rate, "bold"), f"All leads of {quarter}", behind(Figure.ALL)),
        Line(Content(f"{tier_words(figures.tier, tiers)}: {dollars(figures.expected_award_cents)} expected")),
        Line(Content(f"  estimate, {figures.eligible_officers} eligible officers")),
        _counted(counts.located, "located", behind(Figure.LOCATED), "Located in the quarter"),
        _counted(counts.provided, "provided", behind(Figure.PROVIDED), "Provided by ICE"),
        _counted(counts.open, "open", behind(Figure.OPEN), "Open of this quarter"),
        _counted(counts.excluded, "excluded", behind(Figure.EXCLUDED), "Left out of the rate"),
        _counted(counts.late_located, "located late", behind(Figure.LATE), "Located after the quarter's end"),
    ]
    if figures.rate is not None and figures.rules is not None:
        lines += [Line(Content("")), Line(Content.styled("Tiers", "bold")), *ladder(figures)]
        lines += [
            Line(Content("If of the open ones are located")),
            Line(Content(f" none {bound_words(figures.if_none, figures)}")),
            Line(Content(f" all  {bound_words(figures.if_all, figures)}")),
        ]
        lines += [Line(Content(f"If {reading_words(reading, figures)}")) for reading in figures.readings]
    return [*lines, Line(Content("")), *(Line(Content.styled(text, "dim")) for text in assumption_lines(figures))]


def ladder(figures: Figures) -> list[Line]:
    """Each tier: what it takes, and whether it is reached, in reach, or out of reach."""
    assert figures.rules is not None
    lines = []
    for tier in figures.rules.tiers:
        needed = located_needed(figures.rules.rounding, figures.counts.provided, tier.from_percent)
        more = needed - figures.counts.located
        state = "reached" if more <= 0 else f"{more:,} more" if more <= figures.counts.open else "out of reach"
        here = ">" if tier == figures.tier else " "
        award = dollars(tier.cents_per_officer * figures.eligible_officers)
        lines.append(Line(Content(f"{here}{tier.from_percent:>3} %{needed:>5,} {state:<12}{award:>9}")))
    return lines


def _counted(count: int, words: str, query: LeadQuery, title: str) -> Line:
    return Line(Content(f"{count:>5,} {words}"), title, query)
