"""ICE's own count of a quarter, and how far a lead has been talked over with ICE."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult

from program.quarters.ice_count import QueryState
from storage.commands.ice_count import MarkQueries, RecordIceCount
from storage.views.quarter import QuarterSummary
from tui.forms.base import Dialog
from tui.forms.numbers import whole
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field


class IceCountDialog(Dialog):
    """Asks for ICE's figures; those entered before are filled in."""

    entry_of: ClassVar[Mapping[str, str]] = {"received": "on"}
    remembers = True

    def __init__(self, shown: QuarterSummary) -> None:
        super().__init__()
        self._shown = shown
        self.heading = f"ICE's count of {shown.figures.quarter}"

    def fields(self) -> ComposeResult:
        count = self._shown.ice_count
        provided, located = count.provided, count.located
        yield Field("Provided", "provided", "" if provided is None else str(provided), f"ours: {count.ours_provided:,}")
        yield Field("Located", "located", "" if located is None else str(located), f"ours: {count.ours_located:,}")
        yield Field("Received", "on", str(count.received_on or "today"), echo=self.day_echo)
        yield Field("Reference", "reference", count.reference or "", "the letter or message it stands in")

    def command(self) -> RecordIceCount:
        return RecordIceCount(
            self._shown.figures.quarter,
            whole("provided", self.typed("provided")),
            whole("located", self.typed("located")),
            self.day("on") or self.today,
            self.typed("reference"),
        )


class QueryDialog(Dialog):
    """Asks how far leads have been talked over with ICE."""

    def __init__(self, references: Sequence[str]) -> None:
        super().__init__()
        self.references = tuple(references)
        self.heading = f"With ICE: {references[0] if len(references) == 1 else f'{len(references):,} leads'}"

    def fields(self) -> ComposeResult:
        states = [Choice(state.value, state.words) for state in QueryState]
        yield TurnField("It is", states, QueryState.QUERY_SENT.value, id="state")
        yield Field("On", "on", "today", echo=self.day_echo)
        yield Field("Reference", "reference", "", "the letter or message it stands in")

    def command(self) -> MarkQueries:
        state = QueryState(self.query_one("#state", Turn).value)
        return MarkQueries(self.references, state, self.day("on"), self.typed("reference"))
