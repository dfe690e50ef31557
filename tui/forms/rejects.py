"""Imports whose rejected rows have not been dealt with."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from program.refusals import BadInput
from storage.commands.rejects import SettleRejects
from storage.text import number_of, printable
from tui.forms.fields import Given
from tui.forms.form import Form


class RejectsForm(Form):
    """Lists the imports; Enter says that the rejected rows of all of them are dealt with."""

    def __init__(self) -> None:
        super().__init__(
            "Rejected rows of imports", [], self._settle, "Enter: all of these are dealt with · Esc leaves"
        )
        self._entries: tuple[int, ...] = ()

    def body(self) -> ComposeResult:
        yield Static("…", id="what", markup=False)

    def begin(self) -> None:
        """Lists them; keys wait until they stand there."""
        self.leadbook.hold_keys()
        self._list()

    def _settle(self, _: Given) -> SettleRejects:
        if not self._entries:
            raise BadInput("rejects", "", "nothing is left to be dealt with; Esc leaves")
        return SettleRejects(self._entries)

    @work(group="rejects", exclusive=True, exit_on_error=False)
    async def _list(self) -> None:
        try:
            lines = await self.leadbook.bookkeeper.ask(lambda book: book.view.rejects())
        finally:
            self.leadbook.release_keys()
        waiting = [line for line in lines if line.settled_on is None]
        self._entries = tuple(line.entry for line in waiting)
        said = [
            f"{printable(line.file)}: {number_of(line.rejected, 'row')} kept aside, entry {line.entry}"
            for line in waiting
        ]
        self.query_one("#what", Static).update(Content("\n".join(said) or "None is left."))
