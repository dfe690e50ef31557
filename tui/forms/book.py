"""Keeping the book safe: a verified copy, a look whether all is sound, all of it as lines in a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from program.disclosure import Given as Disclosed
from program.refusals import BadInput, LeadbookError
from reports.check import backup_line, check_lines
from reports.disclosure import export_for
from storage.book import Book
from storage.commands.disclosure import AddDisclosure
from storage.engine.book_names import path_of
from storage.engine.encryption import is_of_encrypted, must_be_a_file
from storage.maintenance.backup import back_up, look_at_backups
from storage.maintenance.check import check
from storage.maintenance.erase import erase_from_copies
from storage.maintenance.transfer import plain_words
from storage.text import number_of, printable_lines
from tui.forms.codes import Turned
from tui.forms.fields import Given, MaybePlace, Text
from tui.forms.form import Asking
from tui.forms.rekey import RekeyForm
from tui.forms.restore import CopiesForm, is_owner
from tui.widgets.choices import Turn


class _What(StrEnum):
    BACKUP = "backup"
    CHECK = "check"
    EXPORT = "export"
    RESTORE = "restore"
    REKEY = "rekey"
    FOLDER = "folder"


_WHAT = Turned(
    "what-to-do",
    "Do",
    _What.BACKUP.value,
    codes={
        _What.BACKUP: "back it up: a verified copy",
        _What.CHECK: "look whether book, journal and backups are sound",
        _What.EXPORT: "write all of it to a file of JSON Lines",
        _What.REKEY: "encrypt it, or change or take off its passphrase",
        _What.FOLDER: "keep its backups in another folder from now on",
        _What.RESTORE: "list the backups: prove one, put one in the book's place",
    },
)
_TO = MaybePlace("to", "To", hint="a new file, or a folder; blank: the backups folder")
_RECIPIENT = Text("recipient", "Given to", hint="an office, a request's number; blank: nobody yet")


class BookForm(Asking):
    """Backs up, checks or writes out the whole book, and says what came of it."""

    def __init__(self) -> None:
        super().__init__("Keep the book", [_WHAT, _TO, _RECIPIENT], "Enter does it · Esc leaves")

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Static("", id="report", markup=False)

    def begin(self) -> None:
        """Begins without a report."""
        self.query_one("#report").display = False
        self._ask_to_whom()

    def on_turn_turned(self, event: Turn.Turned) -> None:
        """Only what is written out for somebody else has a recipient."""
        event.stop()
        self._ask_to_whom()

    def _ask_to_whom(self) -> None:
        row = self.query_one("#recipient").parent
        assert row is not None
        row.display = self.given()[_WHAT] is _What.EXPORT

    def act(self, given: Given) -> None:
        """Does what is chosen."""
        if given[_WHAT] is _What.RESTORE:
            self.nothing_is_lost()
            copies = CopiesForm()
            self.app.push_screen(copies, lambda _: self._put_back(copies.picked))
            return
        if given[_WHAT] is _What.REKEY:
            self.nothing_is_lost()
            self._ask_passphrase()
            return
        to = given[_TO]
        if given[_WHAT] is _What.FOLDER:
            self._keep_in(to)
            return
        if given[_WHAT] is _What.EXPORT:
            self._export(to, given[_RECIPIENT])
            return
        heading, do = _WORK[given[_WHAT]]
        self._begin()
        safekeeping = self.leadbook.bookkeeper.safekeeping

        def done(_: str) -> None:
            if given[_WHAT] is _What.BACKUP and safekeeping.trouble:
                safekeeping.trouble = ""
                self.leadbook.say("A backup was made")
                self.leadbook.read_due()

        self._do(heading, lambda: do(self.leadbook.bookkeeper.book, to, safekeeping.folder), done)

    def _export(self, to: Path | None, recipient: str) -> None:
        """Writes all of it out, and records to whom it is given, where that is said."""
        if to is None:
            raise BadInput("to", "", "name a new file")
        book = self.leadbook.bookkeeper.book
        disclosed = AddDisclosure(Disclosed.EXPORT, "The whole book", recipient) if recipient else None
        records: list[AddDisclosure] = []

        def write() -> str:
            rows, written = export_for(book, disclosed, to)
            records.extend([] if written is None else [written])
            return "\n".join([f"Wrote {number_of(rows, 'row')} to {to}", plain_words(book, to)]).rstrip()

        def record(said: str) -> None:
            for written in records:
                self.leadbook.carry_out(
                    written,
                    then=lambda confirmation: self._report(f"{said}\n{confirmation.said}"),
                    refused=self.refuse,
                )

        self._begin()
        self._do("Writing out the whole book", write, record)

    def _begin(self) -> None:
        self.accept()
        self.query_one("#report").display = False
        self.leadbook.hold_keys()

    def _keep_in(self, folder: Path | None) -> None:
        """Names the folder of the backups in the config file; it holds at once."""
        from tui.settings.config_file import keep_backups_in

        if folder is None:
            raise BadInput("to", "", "name a folder")
        if not folder.absolute().is_dir():
            raise BadInput("to", folder, "is no folder yet; make it first")
        keep_backups_in(folder.absolute())
        self.leadbook.bookkeeper.safekeeping.keep_in(folder.absolute())
        self.leadbook.keep_safe()
        self.nothing_is_lost()
        self.dismiss(True)
        self.leadbook.say(f"Backups go to {folder.absolute()} from now on; those made before stay where they are")

    def _put_back(self, picked: Path | None) -> None:
        if picked is not None:
            self.dismiss(True)
            self.leadbook.put_back(picked)

    @work(group="keeping", exclusive=True, exit_on_error=False)
    async def _ask_passphrase(self) -> None:
        keeper = self.leadbook.bookkeeper
        try:
            must_be_a_file(keeper.book.name)
            if not await keeper.ask(is_owner):
                raise BadInput("do", "", "the passphrase is changed by an owner of the book")
        except LeadbookError as problem:
            self.refuse(problem)
            return
        form = RekeyForm(is_encrypted=is_of_encrypted(keeper.book.engine))
        self.app.push_screen(form, lambda _: self._put_under(form))

    def _put_under(self, form: RekeyForm) -> None:
        if form.chosen is not None:
            self.dismiss(True)
            self.leadbook.put_under(*form.chosen)

    @work(group="keeping", exclusive=True, exit_on_error=False)
    async def _do(self, heading: str, do: Callable[[], str], then: Callable[[str], None] | None = None) -> None:
        try:
            said = await self.leadbook.work(heading, do)
        except LeadbookError as problem:
            self.refuse(problem)
        else:
            self._report(said)
            self.nothing_is_lost()
            if then is not None:
                then(said)
        finally:
            self.leadbook.release_keys()

    def _report(self, said: str) -> None:
        report = self.query_one("#report", Static)
        report.update(Content(printable_lines(said)))
        report.display = True


def _back_up(book: Book, to: Path | None, folder: Path) -> str:
    copied = back_up(book, to, folder)
    left = erase_from_copies(book, folder).problems  # what was struck out since the last one was made
    return "\n".join([f"Backed up {number_of(copied.entries, 'entry', 'entries')} to {copied.path}", *left])


def _check(book: Book, to: Path | None, folder: Path) -> str:  # noqa: ARG001
    found = check(book, full=True)
    backups = look_at_backups(book, folder, every=True)
    lines = check_lines(found, backups)
    if path_of(book.name) is not None:
        lines.append(backup_line(backups, f"No backup of it in {folder}"))
    return "\n".join(lines)


_WORK: Mapping[_What, tuple[str, Callable[[Book, Path | None, Path], str]]] = {
    _What.BACKUP: ("Backing up the book", _back_up),
    _What.CHECK: ("Looking whether the book is sound", _check),
}
