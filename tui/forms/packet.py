"""Writing a packet to a folder: what the statement's form and the claim's share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from textual import work

from program.refusals import LeadbookError
from storage.book import Book
from storage.text import printable
from tui.forms.fields import Field, Given, Place
from tui.forms.form import Asking
from tui.threads import in_a_thread

_HINT = "Enter writes PDF, XLSX, CSV, JSON and their manifest · Esc leaves"


class PacketForm(Asking):
    """Asks for a folder that is empty or not there yet, called ``folder`` unless told otherwise."""

    def __init__(self, heading: str, folder: str, more: Sequence[Field[Any]] = ()) -> None:
        self._out = Place("out", "Folder", str(Path("~") / folder), "empty, or not there yet", asked="name a folder")
        super().__init__(heading, [self._out, *more], _HINT)

    def files(self, book: Book, given: Given) -> Mapping[str, bytes]:
        """The packet's files by name; called in a thread."""
        raise NotImplementedError

    def act(self, given: Given) -> None:
        """Writes the packet."""
        out = given[self._out]
        self.accept("Writing …")
        self.leadbook.hold_keys()
        self._write(out, given)

    @work(group="packet", exclusive=True, exit_on_error=False)
    async def _write(self, out: Path, given: Given) -> None:
        try:
            await in_a_thread(lambda: self._make(self.leadbook.bookkeeper.book, out, given), to_its_end=True)
        except LeadbookError as problem:
            self.refuse(problem)
        else:
            self.leadbook.notify(f"Wrote the packet to {printable(str(out))}", timeout=10)
            self.dismiss(True)
        finally:
            self.leadbook.release_keys()

    def _make(self, book: Book, out: Path, given: Given) -> None:
        from reports.packet.folder import write_packet

        write_packet(out, self.files(book, given))
