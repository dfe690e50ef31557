"""A sheet of a month or from a day on: what is typed in it is recorded for the time its rows were read for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar, Generic, Protocol, TypeVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from program.calendar import Month
from program.refusals import BadInput, LeadbookError
from storage.book import Book
from storage.commands.base import Command, Confirmation
from tui.forms.fields import Field, in_a_field
from tui.forms.form import Asking
from tui.lists.sheet import Sheet
from tui.lists.sheet_rows import SheetColumn, SheetRow


class OfficersLine(Protocol):
    """What the book has of one officer."""

    @property
    def badge(self) -> str:
        """Whose line it is."""


_ROW = "row"
"""Under what a draft keeps a row that was typed in."""

When = TypeVar("When", Month, date)
Line = TypeVar("Line", bound=OfficersLine)


class SheetForm(Asking, Generic[When, Line]):
    """A sheet under a field that says of when it is. A row is recorded when the cursor leaves it.

    ``badge`` is the officer to begin with, if any. The rows are read anew whenever the field ``when`` is left with
    something else in it, and what is recorded is of the time that they were read for.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Take back", show=False),
        Binding("left_square_bracket", "earlier", "The month before", show=False),
        Binding("right_square_bracket", "later", "The month after", show=False),
    ]
    columns: ClassVar[Sequence[SheetColumn]] = ()
    empty = "No officer is in the program then."

    def __init__(self, heading: str, badge: str, field: Field[When], when: When) -> None:
        super().__init__(heading, [field], "Enter saves the row · u takes back · [ ] month before, after · Esc leaves")
        self._field: Field[When] = field
        self._at: str | None = badge or None
        self._when: When = when
        self._lines: dict[str, Line] = {}
        self._typed_before: Mapping[str, str] | None = None

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Sheet(self.columns, self.empty)
        yield Static("", id="together", markup=False)

    def begin(self) -> None:
        """Begins in the sheet."""
        self.sheet.focus()

    @property
    def sheet(self) -> Sheet:
        """The sheet."""
        return self.query_one(Sheet)

    def lines(self, book: Book, when: When) -> Sequence[Line]:
        """What the book has of each officer then."""
        raise NotImplementedError

    def row(self, line: Line) -> SheetRow:
        """An officer's line as a row, whose key is the badge."""
        raise NotImplementedError

    def row_command(self, when: When, line: Line, who: str, typed: Mapping[str, str]) -> Command:
        """The command that records what was typed over a line of that time; raises BadInput."""
        raise NotImplementedError

    def together(self, sheet: Sheet) -> str:  # noqa: ARG002
        """What stands under the sheet."""
        return ""

    def step(self, when: When, months: int) -> When:
        """The time so many months on."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Shows what is recorded, at first and after something was taken back."""
        self._read(self._when)

    def on_sheet_edited(self) -> None:
        """Adds up anew; a refusal goes when its cell is another."""
        if self._refused is not None and self.sheet.refused is None:
            self.accept()
        self._add_up()

    def on_sheet_entered(self) -> None:
        """Enter on a row as it is goes to the next."""
        self.sheet.go_down()

    def on_sheet_left(self, event: Sheet.Left) -> None:
        """Records the row, and lets the cursor go on; where it cannot be, says why at the cell."""
        row, to = event.row, event.to
        if row is not self.sheet.current:
            self.refuse("The rows were read anew meanwhile: Enter saves the row as it stands now")
            return
        try:
            command = self.row_command(self._when, self._lines[row.key], row.label, event.typed)
        except LeadbookError as problem:
            self.refuse(problem)
            return

        def done(confirmation: Confirmation) -> None:
            said = f"Recorded {row.label}" if confirmation.entry is not None else confirmation.said
            self.accept(". ".join([said, *(f"{note[:1].upper()}{note[1:]}" for note in confirmation.notes)]))
            self.sheet.take(to)
            self._read(self._when)

        self.leadbook.carry_out(
            command,
            then=done,
            refused=self.refuse,
            tell_notes=False,
            aside=lambda: self._step_aside(row.key, event.typed),
        )

    def _step_aside(self, badge: str, typed: Mapping[str, str]) -> Callable[[], object] | None:
        """Goes, since the row waits for another program; what was typed in it is kept, should it be refused."""
        if not self.is_current:
            return None
        drafts, draft = self.leadbook.drafts, self._draft
        drafts[draft] = {self._field.name: in_a_field(self._when), _ROW: (badge, dict(typed))}
        self.dismiss(True)
        return lambda: drafts.pop(draft, None)

    def bring_back(self, draft: Mapping[str, object]) -> None:
        """Fills in the row that was refused after it had waited."""
        super().bring_back(draft)
        if _ROW not in draft:
            return
        self._at, self._typed_before = cast("tuple[str, Mapping[str, str]]", draft[_ROW])
        self._when = self.given()[self._field]
        self._read(self._when)

    def refuse(self, problem: LeadbookError | str) -> None:
        """Says why, at the cell where it can be mended."""
        super().refuse(problem)
        if isinstance(problem, BadInput) and problem.field in {column.name for column in self.columns}:
            self.sheet.refuse(problem.field)
            self.sheet.focus()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Leaving the field shows what is recorded for it, however it is left, so that the two never differ."""
        event.stop()
        if self.is_current and self.app.app_focus:
            self._read_what_is_asked()

    def action_submit(self) -> None:
        """Enter in the field goes to the sheet, which shows what is recorded for it."""
        self.sheet.focus()

    def action_undo(self) -> None:
        """Takes back the last command, as everywhere; not while a row is being typed."""
        if self.sheet.is_typed_in:
            self.refuse("The row is not saved yet: Enter saves it, Esc gives it up")
        else:
            self.leadbook.action_undo()

    def action_earlier(self) -> None:
        """The month before."""
        self._step(-1)

    def action_later(self) -> None:
        """The month after."""
        self._step(1)

    def action_leave(self) -> None:
        """Leaves; a row that is not saved is first put back to what is recorded."""
        if not self.sheet.is_typed_in:
            self.dismiss(True)
            return
        self.sheet.give_up()
        self.accept("The row is as it was recorded; Esc again leaves")
        self._add_up()

    def _step(self, months: int) -> None:
        if self.sheet.is_typed_in:
            self.refuse("The row is not saved yet: Enter saves it, Esc gives it up")
            return
        when = self.step(self._when, months)
        self.query_one(f"#{self._field.name}", Input).value = in_a_field(when)
        self.accept()
        self._read(when)

    def _read_what_is_asked(self) -> None:
        try:
            when = self.given()[self._field]
        except BadInput as problem:
            self.refuse(problem)
            return
        if when != self._when:
            self.accept()
            self._read(when)

    @work(group="sheet", exclusive=True, exit_on_error=False)
    async def _read(self, when: When) -> None:
        self.leadbook.hold_keys()  # what is typed next belongs to the rows that come
        try:
            lines = await self.leadbook.bookkeeper.ask(lambda book: self.lines(book, when))
        finally:
            self.leadbook.release_keys()
        is_other, was_typed_in = when != self._when, self.sheet.is_typed_in
        self._when, self._lines = when, {line.badge: line for line in lines}
        at, self._at = self._at, None
        self.sheet.load([self.row(line) for line in lines], at)
        if self._typed_before and self.sheet.current and self.sheet.current.key == at:
            self.sheet.fill(self._typed_before)
        self._typed_before = None
        self._add_up()
        if is_other and was_typed_in:
            still = f"The row is not saved yet: Enter saves it for {in_a_field(when)}, Esc gives it up"
            gone = "The officer whose row was typed in is not in the program then; the row was not saved"
            self.accept(still if self.sheet.is_typed_in else gone)

    def _add_up(self) -> None:
        self.query_one("#together", Static).update(Content(self.together(self.sheet)))
