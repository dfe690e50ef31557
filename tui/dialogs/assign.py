"""Giving leads to an officer."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from program.standing import Standing
from storage.commands.leads import AssignLeads
from storage.text import printable
from tui.dialogs.base import Dialog


class AssignDialog(Dialog):
    """Asks which officer takes the leads; authorized officers stand first, by name."""

    hint = "Arrows and Enter assign · Esc leaves"

    def __init__(self, references: Sequence[str]) -> None:
        super().__init__()
        self.references = tuple(references)
        self.question = f"Assign {self.references[0] if len(references) == 1 else f'{len(references):,} leads'} to"

    def fields(self) -> ComposeResult:
        yield OptionList(id="officers", compact=True)

    def on_mount(self) -> None:
        """Lists the officers."""
        self.query_one(OptionList).focus()
        self._list()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on an officer assigns."""
        event.stop()
        self.action_submit()

    def command(self) -> AssignLeads:
        officers = self.query_one(OptionList)
        if officers.highlighted is None:
            raise ValueError("No officer is on the roster yet; add one on the Officers screen")
        return AssignLeads(self.references, officers.get_option_at_index(officers.highlighted).id)

    @work(group="officers", exclusive=True, exit_on_error=False)
    async def _list(self) -> None:
        roster = await self.leadbook.bookkeeper.ask(lambda book: book.view.roster())
        ordered = sorted(roster.officers, key=lambda officer: officer.standing is not Standing.AUTHORIZED)
        officers = self.query_one(OptionList)
        officers.add_options(
            Option(
                Content(
                    f"{printable(officer.badge):<8} {printable(officer.name):<30} "
                    f"{officer.standing.value if officer.standing else '-':<11} {officer.open} open"
                ),
                id=officer.badge,
            )
            for officer in ordered
        )
        if ordered:
            officers.highlighted = 0
