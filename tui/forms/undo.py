"""Taking back and putting back: says what it will do, then does it."""

from __future__ import annotations

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from storage.commands.undo import Redo, Undo
from storage.errors import LeadbookError
from storage.text import number_of, printable
from tui.forms.form import Form


class UndoForm(Form):
    """Shows what the command would say, from a rehearsal; Enter carries out exactly that."""

    BINDINGS = [Binding("y", "submit", "Do it", show=False)]  # noqa: RUF012

    def __init__(self, asked: Undo | Redo) -> None:
        heading = "Take back" if isinstance(asked, Undo) else "Put back"
        super().__init__(heading, [], lambda _: self._rehearsed or asked, "Enter does it · Esc leaves all as it is")
        self._asked = asked
        self._rehearsed: Undo | Redo | None = None

    def body(self) -> ComposeResult:
        yield Static("…", id="what", markup=False)

    def begin(self) -> None:
        """Rehearses; keys wait until it is known what Enter would do."""
        self.leadbook.hold_keys()
        self._rehearse()

    def action_submit(self) -> None:
        """Carries out what was rehearsed; where that was refused, the reason goes on standing there."""
        if self._rehearsed is not None:
            super().action_submit()

    def refuse(self, problem: LeadbookError | str) -> None:
        """What cannot be done now is not tried again."""
        super().refuse(problem)
        self._rehearsed = None
        self.query_one("#what").display = False
        self.say_keys("Esc leaves all as it is")

    @work(group="rehearsal", exclusive=True, exit_on_error=False)
    async def _rehearse(self) -> None:
        try:
            receipt = await self.leadbook.bookkeeper.rehearse(self._asked)
        except LeadbookError as problem:
            self.refuse(problem)
            return
        finally:
            self.leadbook.release_keys()
        # The entry by its number: should another come in between, Enter still means the one that is shown.
        self._rehearsed = type(self._asked)(receipt.result)
        what = receipt.said.removeprefix("Took back ").removeprefix("Put back ")
        if isinstance(self._asked, Undo):
            changes = number_of(receipt.changes, "record goes back", "records go back") + " to what stood before"
        else:
            changes = number_of(receipt.changes, "record is", "records are") + " again what the entry made of them"
        first = printable(what[:1].upper() + what[1:])
        said = f"{first}\n\n{changes}. The journal keeps both entries."
        self.query_one("#what", Static).update(Content(said))
