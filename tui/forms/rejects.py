"""Imports whose rejected rows have not been dealt with."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from program.refusals import BadInput
from storage.commands.rejects import SettleRejects
from storage.text import number_of, printable
from storage.views.rejects import RejectsLine
from tui.book.threads import in_a_thread
from tui.forms.fields import Given
from tui.forms.form import Form
from tui.forms.import_file import ImportForm
from tui.lists.lines import Line, Lines
from tui.settings.recent_folders import recent_folders

_HINT = "F2 reads rows and reasons again · Enter: all are dealt with · Esc leaves"


class RejectsForm(Form):
    """Lists the imports. The book keeps how many rows were left aside; which, and why, the file says when it is read
    again. Enter says that the rejected rows of all of them are dealt with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f2", "read_again", "Read again", show=False)]

    def __init__(self) -> None:
        super().__init__("Rejected rows of imports", [], self._settle, _HINT)
        self._entries: tuple[int, ...] = ()

    def body(self) -> ComposeResult:
        yield Lines(id="imports")

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
        shown = self.query_one(Lines)
        shown.show([Line(Content(_said(line)), line) for line in waiting] or [Line(Content("None is left."))])
        shown.focus()

    @work(group="read-again", exclusive=True, exit_on_error=False)
    async def action_read_again(self) -> None:
        """Reads the file under the cursor again, where the last files lay; else asks where it is."""
        lines = self.query_one(Lines)
        if lines.highlighted is None:
            return
        line = lines.line_at(lines.highlighted).opens
        assert isinstance(line, RejectsLine)
        path = await in_a_thread(lambda: _where(line.file))
        form = ImportForm("leads", self.leadbook.profiles)
        await self.app.push_screen(form)
        if path is None:
            form.accept(f"{printable(line.file)} is not where the last files were: F2 looks through folders")
        else:
            form.query_one("#file", Input).value = str(path)
            form.action_submit()


def _said(line: RejectsLine) -> str:
    return f"{printable(line.file)}: {number_of(line.rejected, 'row')} kept aside, entry {line.entry:,}"


def _where(name: str) -> Path | None:
    """The file of that name in the folders that the last files came from."""
    found = (folder / name for folder in recent_folders())
    return next((path for path in found if path.is_file()), None)
