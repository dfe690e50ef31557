"""Writing a packet to a folder: what the statement's form and the claim's share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from storage.book import Book
from storage.text import printable
from tui.forms.fields import Field, Given, Place
from tui.forms.writing import Writing

_HINT = "Enter writes PDF, XLSX, CSV, JSON and their manifest · Esc leaves"


class PacketForm(Writing):
    """Asks for a folder that is empty or not there yet, called ``folder`` unless told otherwise."""

    def __init__(self, heading: str, folder: str, more: Sequence[Field[Any]] = ()) -> None:
        self._out = Place("out", "Folder", str(Path("~") / folder), "empty, or not there yet", asked="name a folder")
        super().__init__(heading, [self._out, *more], _HINT)

    def files(self, book: Book, given: Given) -> Mapping[str, bytes]:
        """The packet's files by name; called in a thread."""
        raise NotImplementedError

    def write(self, given: Given) -> str:
        from reports.packet.folder import write_packet

        out = given[self._out]
        write_packet(out, self.files(self.leadbook.bookkeeper.book, given))
        return f"Wrote the packet to {printable(str(out))}"
