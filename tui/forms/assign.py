"""Giving leads to an officer."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import set_cell_size
from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from program.officers.standing import Standing
from storage.commands.lead import AssignLeads
from storage.errors import BadInput
from storage.text import compared, printable
from storage.views.officer import OfficerLine
from tui.forms.base import Dialog
from tui.widgets.entry import Field


class AssignDialog(Dialog):
    """Asks which officer takes the leads: typing badge or name narrows the list; authorized officers stand first.

    ``leaving`` is the badge of the officer who gives them all away, and is not offered.
    """

    hint = "Type badge or name · arrows choose · Enter assigns · Esc leaves"

    def __init__(self, references: Sequence[str], leaving: str | None = None) -> None:
        super().__init__()
        self.references = tuple(references)
        self.leaving = leaving
        what = self.references[0] if len(references) == 1 else f"{len(references):,} leads"
        self.heading = f"Assign {what}{f' of {leaving}' if leaving else ''}"
        self._officers: list[OfficerLine] = []
        self._shown: list[str] = []

    def fields(self) -> ComposeResult:
        yield Field("Officer", "officer", "", "badge or name")
        yield OptionList(id="officers", compact=True)

    def begin(self) -> None:
        """Lists the officers; keys wait until they stand there."""
        self.leadbook.hold_keys()
        self._list()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrows the list."""
        event.stop()
        self._show()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on an officer assigns."""
        event.stop()
        self.action_submit()

    def key_down(self) -> None:
        """Arrows choose in the list while the line is typed in."""
        self.query_one(OptionList).action_cursor_down()

    def key_up(self) -> None:
        """Arrows choose in the list while the line is typed in."""
        self.query_one(OptionList).action_cursor_up()

    def command(self) -> AssignLeads:
        chosen = self.query_one(OptionList).highlighted
        if not self._officers:
            nobody = "nobody else" if self.leaving else "nobody"
            how = self.leadbook.with_keys("{officers}, then {add_officer} adds an officer")
            raise BadInput("officer", "", f"{nobody} is on the roster yet; {how}")
        if chosen is None:
            raise BadInput("officer", self.typed("officer"), "no officer on the roster is called so")
        return AssignLeads(self.references, self._shown[chosen])

    @work(group="officers", exclusive=True, exit_on_error=False)
    async def _list(self) -> None:
        try:
            roster = await self.leadbook.bookkeeper.ask(lambda book: book.view.roster())
        finally:
            self.leadbook.release_keys()
        others = [officer for officer in roster.officers if officer.badge != self.leaving]
        self._officers = sorted(others, key=lambda officer: officer.standing is not Standing.AUTHORIZED)
        self._show()

    def _show(self) -> None:
        typed = compared(self.query_one("#officer", Input).value)
        found = [officer for officer in self._officers if typed in compared(f"{officer.badge} {officer.name}")]
        self._shown = [officer.badge for officer in found]
        options = self.query_one(OptionList)
        options.set_options(Option(Content(_line(officer))) for officer in found)
        options.highlighted = 0 if found else None


def _line(officer: OfficerLine) -> str:
    standing = officer.standing.value if officer.standing else "no standing"
    badge, name = set_cell_size(printable(officer.badge), 8), set_cell_size(printable(officer.name), 28)
    return f"{badge} {name} {standing:<12} {officer.open:>4,} open"
