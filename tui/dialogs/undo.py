"""Taking back and putting back: says what it will do, then does it."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from storage.commands.undo import Redo, Undo
from storage.errors import LeadbookError
from tui.dialogs.base import Dialog


class UndoDialog(Dialog):
    """Shows what the command would say, from a rehearsal; Enter carries it out."""

    BINDINGS = [Binding("enter,y", "submit", "Do it", show=False)]  # noqa: RUF012
    hint = "Enter does it · Esc leaves everything as it is"

    def __init__(self, asked: Undo | Redo) -> None:
        super().__init__()
        self.asked = asked
        self.question = "Take back" if isinstance(asked, Undo) else "Put back"

    def fields(self) -> ComposeResult:
        yield Static("…", id="what", markup=False)

    def on_mount(self) -> None:
        """Rehearses."""
        self._rehearse()

    def command(self) -> Undo | Redo:
        return self.asked

    @work(group="rehearsal", exclusive=True, exit_on_error=False)
    async def _rehearse(self) -> None:
        what = self.query_one("#what", Static)
        try:
            receipt = await self.leadbook.bookkeeper.rehearse(self.asked)
        except LeadbookError as error:
            what.update(Content(""))
            self.refuse(str(error))
            return
        rows = "1 record changes" if receipt.changes == 1 else f"{receipt.changes:,} records change"
        what.update(Content(f"{receipt.said}\n{rows}; the journal keeps both."))
