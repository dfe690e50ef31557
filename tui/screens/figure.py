"""The leads behind a figure, each with what it counts as and why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from program.calendar import Quarter
from program.quarters.counting import WORDS_FOR_WHY, verdict
from program.rules.rule_set import RuleSet
from storage.book import Book
from storage.views.lead import Lead, LeadQuery
from tui.lists.columns import Column
from tui.lists.lead_list import holder, lead_columns
from tui.lists.long_list import LongList
from tui.lists.sources import RowSource
from tui.screens.lead_lists import LeadListScreen
from tui.widgets.panel import Panel


class FigureScreen(LeadListScreen):
    """The leads behind a figure; with ``rules``, what each counts as in ``quarter`` and why.

    ``source`` is asked anew whenever the book changes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", "Back")]

    def __init__(
        self,
        title: str,
        source: Callable[[Book], RowSource[Lead]],
        quarter: Quarter | None = None,
        rules: RuleSet | None = None,
    ) -> None:
        super().__init__()
        self.heading = title
        self._source = source
        self._quarter = quarter
        self._rules = rules

    @classmethod
    def of(cls, query: LeadQuery, title: str, rules: RuleSet | None = None) -> FigureScreen:
        """The leads of a query."""
        return cls(title, lambda book: book.view.register(query), query.quarter, rules)

    def body(self) -> ComposeResult:
        today = self.leadbook.surroundings.today
        columns = lead_columns(today)
        if self._rules is not None:
            named = {column.label: column for column in columns}
            columns = [
                named["Reference"],
                replace(named["Due"], spare=True),
                Column("Officer", 16, holder, spare=True, most=30),
                named["Outcome"],
                Column("Counts as", 9, lambda lead: self._judged(lead)[0]),
                Column("Why", 20, lambda lead: self._judged(lead)[1], flexible=True, least=12, enough=44),
            ]
        yield Panel(
            self.heading,
            LongList(columns, lambda lead: lead.id, "No lead stands behind this figure.", selecting=True),
            keys=self.leadbook.with_keys("Enter opens  {outcome} outcome  {assign} assign  Esc back"),
            id="figure-panel",
        )

    def on_mount(self) -> None:
        """Starts in the list."""
        self.leads.focus()

    def refresh_body(self) -> None:
        """Shows the leads as they are now."""
        self.leads.load(self._source(self.leadbook.bookkeeper.book))

    def on_long_list_loaded(self, event: LongList.Loaded) -> None:
        """Says how many there are."""
        self.query_one(Panel).name_it(self.heading, event.total)

    def _judged(self, lead: Lead) -> tuple[str, str]:
        assert self._rules is not None
        judged = verdict(self._rules, self._quarter or lead.quarter, lead.facts, self.leadbook.surroundings.today())
        return (judged.counts_as.value if judged.counts_as else "nothing"), WORDS_FOR_WHY[judged.why]
