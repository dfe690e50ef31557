"""Bringing in a file: first what would come in, then, on a second Enter, the import itself."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static

from program.refusals import BadInput, LeadbookError
from storage.commands.base import Confirmation
from storage.engine.locks import BreakOff
from storage.importing.look import Look
from storage.importing.report import ImportReport, write_rejects
from storage.text import number_of
from tui.forms.fields import Given
from tui.forms.file_picker import FilePicker
from tui.forms.form import Form
from tui.forms.import_columns import (
    ColumnList,
    field_choices,
    how_it_was_read,
    likely_field,
    mapping_text,
    offers,
)
from tui.forms.import_fields import FILE, MANNER, REJECTS, Import, ImportFields, Taken
from tui.forms.import_report import in_the_forms_words, report_content
from tui.forms.import_rows import ImportRows
from tui.forms.menu import Menu
from tui.forms.modal import Modal
from tui.settings.config import Profile
from tui.settings.recent_folders import note_folder, recent_folders
from tui.widgets.choices import Turn

if TYPE_CHECKING:
    from storage.maintenance.watched import Announced

_REST_SECONDS = 0.3
_WHOLE_LINES = 2
"""Fields that need the whole line: the file and its columns."""

_HINT = "Enter shows what would come in, Enter again brings it in · F2 looks through folders · Esc leaves"
_HINT_LAID = "Enter shows what would come in, Enter again brings it in · F4 leaves this file out · Esc not now"
_HINT_LOOKED = "Enter shows what would come in · Tab, Space name a column · F2 folders · Esc leaves"
_HINT_REHEARSED = "Enter brings it in · F3 lists the rows · Tab, Space name a column · Esc leaves"


class ImportForm(Form):
    """Asks for a file of leads, of officers or of hours. Nothing is changed before its report has been seen.

    ``profiles`` are ways of reading a file, by name; ``laid`` is a file that waits in the watched folder.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "browse", "Folders", show=False),
        Binding("f3", "rows", "Rows", show=False),
        Binding("f4", "leave_out", "Leave out", show=False),
    ]

    def __init__(
        self, kind: str = "leads", profiles: Mapping[str, Profile] | None = None, laid: Announced | None = None
    ) -> None:
        self.kind = kind
        self._laid = laid
        self._profiles = profiles or {}
        self._fields = ImportFields(kind, tuple(self._profiles), str(laid.path) if laid is not None else "")
        self.as_work = self._fields.heading
        super().__init__(self._fields.heading, self._fields.all, self._import, _HINT if laid is None else _HINT_LAID)
        self._seen: tuple[Import, str] | None = None
        self._look: Look | None = None
        self._report: ImportReport | None = None
        self._taken = Taken()

    def body(self) -> ComposeResult:
        with Container(id="import-fields"):
            for at, row in enumerate(super().body()):
                yield row.set_class(at < _WHOLE_LINES, "-whole")
        yield Static("", id="read", markup=False)
        yield ColumnList()
        yield Static("", id="report", markup=False)

    def begin(self) -> None:
        """Begins without a file."""
        self._show_look(None)

    def action_leave_out(self) -> None:
        """Leaves the file of the watched folder out, so that it is not announced again; the file stays where it is."""
        if self._laid is None or self.given().typed(FILE) != str(self._laid.path):
            return
        from storage.maintenance.watched import leave_out

        try:
            leave_out(self._laid.sha256)
        except LeadbookError as problem:
            self.refuse(problem)
            return
        self.leadbook.notify(f"{self._laid.name} is left out; it stays in its folder and is not announced again")
        self.leadbook.look_at_folder()
        self.dismiss(True)

    def action_browse(self) -> None:
        """Picks a file from the folders."""
        text = self.given().typed(FILE)
        typed = Path(text).expanduser()
        begins = typed if _is_folder(typed) else typed.parent
        picker = FilePicker(begins if text else None, recent_folders())

        def chosen(done: bool | None) -> None:
            if done and picker.picked is not None:
                self.query_one("#file", Input).value = str(picker.picked)
                self._look_again()

        self.app.push_screen(picker, chosen)

    def action_rows(self) -> None:
        """Shows the rows list by list, once the file has been rehearsed."""
        if self._report is None:
            self.accept("Enter shows what would come in; then F3 lists the rows")
            return
        rows = ImportRows(self._report, self._taken)

        def back(changed: bool | None) -> None:
            if changed:
                self._taken = rows.taken
                self.action_submit()

        self.app.push_screen(rows, back)

    def on_column_list_asked(self, event: ColumnList.Asked) -> None:
        """Asks which field a column is, and writes it into the line for columns, where it can be seen and changed."""
        look, column = self._look, event.column
        assert look is not None
        menu = Menu(f"What is column {column.letters}?", field_choices(look, column), likely_field(look, column))

        def chosen(done: bool | None) -> None:
            if not done or menu.picked is None:
                return
            self.query_one("#map", Input).value = mapping_text(look, column, menu.picked)
            self._look_again()

        self.app.push_screen(menu, chosen)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is said of the manner shows at once what it changes, when typing rests."""
        if event.input.id == "file":
            self._taken = Taken()
        if self._look is not None and event.input.id in MANNER and event.input.has_focus:
            self._look_again(_REST_SECONDS)

    def on_turn_turned(self, event: Turn.Turned) -> None:
        """So does what is turned; a profile is filled in, there to be seen and changed."""
        if self._look is not None and event.turn.id in MANNER:
            self._look_again()
        if event.turn.id != "profile" or not event.turn.value:
            return
        profile = self._profiles[event.turn.value]
        self.query_one("#map", Input).value = "; ".join(f"{name}={column}" for name, column in profile.columns.items())
        if profile.date_order is not None:
            self.query_one("#order", Turn).value = profile.date_order.value

    def _import(self, given: Given) -> Import:
        return self._fields.command(given, self._taken)

    def act(self, given: Given) -> None:
        """Rehearses a file that has not been looked at, and brings in one that has."""
        command, place = self._import(given), given[REJECTS]
        if (command, place) == self._seen:
            super().act(given)
            return
        self.accept("Looking at the file …")
        self.leadbook.hold_keys()
        self._rehearse(command, place)

    def done(self, confirmation: Confirmation) -> None:
        """Leaves; says where the rejected rows are listed."""
        place = self.given()[REJECTS]
        if place and confirmation.result.rejected:
            self.leadbook.say(
                f"{confirmation.said}\n{number_of(confirmation.result.rejected, 'row')} kept aside in {place}"
            )
        self.leadbook.look_at_folder()
        self.dismiss(True)

    def in_words(self, problem: LeadbookError | str) -> str:
        """A problem, with the options of the command line called by the fields of this form."""
        return in_the_forms_words(super().in_words(problem))

    def refuse(self, problem: LeadbookError | str) -> None:
        """A field whose column is not found is named in the line for columns."""
        if isinstance(problem, BadInput) and problem.field not in {field.name for field in self.fields}:
            self.query_one("#map", Input).focus()
        super().refuse(problem)
        self.query_one("#report").display = False

    @work(group="look", exclusive=True, exit_on_error=False)
    async def _look_again(self, wait: float = 0, refused: LeadbookError | None = None) -> None:
        """Shows the columns of the file as they are read now; beside a refusal, which goes on standing there."""
        await asyncio.sleep(wait)
        self._taken = Taken()
        try:
            command = self._import(self.given())
            look = await self.leadbook.bookkeeper.ask(lambda book: command.look(book.surroundings, book.view))
        except LeadbookError as problem:
            self._show_look(None)
            self.refuse(refused or problem)
            return
        self._show_look(look)
        if not wait and not (isinstance(refused, BadInput) and self._named(refused.field)):
            self.query_one(ColumnList).focus()
        if refused is not None or look.problem:
            Modal.refuse(self, refused or look.problem)
        else:
            self.accept(offers(look) or "Enter shows what would come in")

    def _show_look(self, look: Look | None) -> None:
        """Shows what was read; what was rehearsed before holds no more."""
        self._look, self._report, self._seen = look, None, None
        self.query_one("#report").display = False
        self.set_class(look is not None, "-looked")
        read = self.query_one("#read", Static)
        read.display = self.query_one(ColumnList).display = look is not None
        if look is not None:
            read.update(Content(how_it_was_read(look)))
            self.query_one(ColumnList).show_look(look)
            self.say_keys(_HINT_LOOKED)

    @work(group="rehearsal", exclusive=True, exit_on_error=False)
    async def _rehearse(self, command: Import, place: str) -> None:
        """Looks at the file; the rejected rows are listed before anything comes in, so that none can be missed."""
        try:
            by = BreakOff()
            rehearsed = self.leadbook.bookkeeper.rehearse(command, by)
            heading = f"{self.heading}: looking at the file"
            confirmation = await self.leadbook.see_through(heading, by, rehearsed, only_looks=True)
            if place and confirmation.result.rejected:
                await asyncio.to_thread(_keep_aside, confirmation.result, command.file, place)
            look = await self.leadbook.bookkeeper.ask(lambda book: command.look(book.surroundings, book.view))
        except LeadbookError as problem:
            self.refuse(problem)
            if isinstance(problem, BadInput) and problem.field != "file":
                self._look_again(refused=problem)
            return
        finally:
            self.leadbook.release_keys()
        self._show_look(look)
        self._seen, self._report = (command, place), confirmation.result
        note_folder(command.file.absolute().parent)
        if look.offers:
            self.query_one(ColumnList).focus()  # else Tab would go there through every field
        self.say_keys(_HINT_REHEARSED)
        report = self.query_one("#report", Static)
        report.update(report_content(confirmation.result, self.kind, self.today))
        report.display = True
        something = confirmation.result.new or confirmation.result.changed
        self.accept(offers(look) if something else "Nothing in this file is new; Esc leaves")


def _is_folder(place: Path) -> bool:
    try:
        return place.is_dir()
    except (OSError, ValueError):  # too long, or no name that a file can have
        return False


def _keep_aside(report: ImportReport, imported: Path, place: str) -> None:
    write_rejects(report, imported, Path(place).expanduser())
