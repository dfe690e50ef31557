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
from program.refusals import BadInput
from storage.commands.lead import AssignLeads
from storage.text import compared, named_or_counted, printable
from storage.views.officer import OfficerLine
from tui.forms.fields import Given, Text
from tui.forms.form import Form


class AssignForm(Form):
    """Asks which officer takes the leads: typing badge or name narrows the list; authorized officers stand first.

    ``leaving`` is the badge of the officer who gives them all away, and is not offered.
    """

    def __init__(self, references: Sequence[str], leaving: str | None = None) -> None:
        self._references = tuple(references)
        self._leaving = leaving
        self._officer = Text("officer", "Officer", hint="badge or name")
        self._officers: list[OfficerLine] = []
        self._shown: list[str] = []
        super().__init__(
            f"Assign {named_or_counted(references, 'lead')}{f' of {leaving}' if leaving else ''}",
            [self._officer],
            self._assign,
            "Type badge or name · arrows choose · Enter assigns · Esc leaves",
        )

    def body(self) -> ComposeResult:
        yield from super().body()
        yield OptionList(id="officers", compact=True)

    def begin(self) -> None:
        """Lists the officers; keys wait until they stand there."""
        self.leadbook.hold_keys()
        self._list()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrows the list."""
        event.stop()
        self._show()

    def key_down(self) -> None:
        """Arrows choose in the list while the line is typed in."""
        self.query_one(OptionList).action_cursor_down()

    def key_up(self) -> None:
        """Arrows choose in the list while the line is typed in."""
        self.query_one(OptionList).action_cursor_up()

    def _assign(self, given: Given) -> AssignLeads:
        chosen = self.query_one(OptionList).highlighted
        if not self._officers:
            nobody = "nobody else" if self._leaving else "nobody"
            how = self.leadbook.with_keys("{officers}, then {add_officer} adds an officer")
            raise BadInput("officer", "", f"{nobody} is on the roster yet; {how}")
        if chosen is None:
            raise self._officer.wrong(given, "no officer on the roster is called so")
        return AssignLeads(self._references, self._shown[chosen])

    @work(group="officers", exclusive=True, exit_on_error=False)
    async def _list(self) -> None:
        try:
            roster = await self.leadbook.bookkeeper.ask(lambda book: book.view.roster())
        finally:
            self.leadbook.release_keys()
        others = [officer for officer in roster.officers if officer.badge != self._leaving]
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
