"""Writing a packet to a folder: what the statement's dialog and the claim's share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from textual import work
from textual.app import ComposeResult

from storage.book import Book
from storage.commands.base import Command
from storage.errors import BadInput, LeadbookError
from storage.text import printable
from tui.forms.base import Dialog
from tui.forms.completers import FileCompleter
from tui.threads import in_a_thread
from tui.widgets.entry import Field


class PacketDialogBase(Dialog):
    """Asks for a folder that is empty or not there yet. ``folder`` is what it is called unless told otherwise."""

    hint = "Enter writes PDF, XLSX, CSV, JSON and their manifest · Esc leaves"
    folder = ""

    def files(self, book: Book) -> Mapping[str, bytes]:
        """The packet's files by name; called in a thread."""
        raise NotImplementedError

    def fields(self) -> ComposeResult:
        place = str(Path("~") / self.folder)
        yield Field("Folder", "out", place, "empty, or not there yet", suggester=FileCompleter())

    def command(self) -> Command:
        raise BadInput("out", "", "is written, not recorded")

    def action_submit(self) -> None:
        """Writes the packet."""
        if not self.typed("out"):
            self.refuse(BadInput("out", "", "name a folder"))
            return
        self.accept("Writing …")
        self.leadbook.hold_keys()
        self._write(Path(self.typed("out")).expanduser())

    @work(group="packet", exclusive=True, exit_on_error=False)
    async def _write(self, out: Path) -> None:
        try:
            await in_a_thread(lambda: self._make(self.leadbook.bookkeeper.book, out), to_its_end=True)
        except LeadbookError as problem:
            self.refuse(problem)
        else:
            self.leadbook.notify(f"Wrote the packet to {printable(str(out))}", timeout=10)
            self.dismiss(True)
        finally:
            self.leadbook.release_keys()

    def _make(self, book: Book, out: Path) -> None:
        from reports.packet.folder import write_packet

        write_packet(out, self.files(book))
