"""Taking back and putting back: says what it will do, then does it."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Static

from program.quarters.figures import Figures
from program.refusals import LeadbookError
from reports.words import days_in_words, percent, rates
from storage.commands.undo import Redo, Undo
from storage.text import printable
from storage.views.moved import Moved
from tui.forms.form import Form
from tui.lists.journal import taken_back_lines


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
            confirmation, figures, earlier = await self.leadbook.bookkeeper.foresee(self._asked)
            entry = await self.leadbook.bookkeeper.ask(lambda book: book.view.entry(confirmation.result))
        except LeadbookError as problem:
            self.refuse(problem)
            return
        finally:
            self.leadbook.release_keys()
        # The entry by its number: should another come in between, Enter still means the one that is shown.
        self._rehearsed = type(self._asked)(confirmation.result)
        what = confirmation.said.removeprefix("Took back ").removeprefix("Put back ")
        said = [Content.styled(printable(days_in_words(what[:1].upper() + what[1:], self.today)), "bold"), Content("")]
        said += [Content(line) for line in taken_back_lines(entry, self.today)]
        said += [Content(""), Content(f"{self._moves(figures, earlier)} The journal keeps both entries.".lstrip())]
        self.query_one("#what", Static).update(Content("\n").join(said))

    def _moves(self, after: Figures, earlier: Sequence[Moved]) -> str:
        status = self.leadbook.status
        before = status.figures.rate if status is not None else None
        named = [f"Rate of {one.quarter} {rates(one.before, one.after)}." for one in earlier]
        if named:
            running = [] if before == after.rate else [f"Rate of {after.quarter} {rates(before, after.rate)}."]
            return " ".join([*named, *running])
        if before is None and after.rate is None:
            return ""
        if before == after.rate:
            return f"The rate stays {percent(after.rate)}."
        return f"Rate {rates(before, after.rate)}."
