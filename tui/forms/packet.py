"""Writing a packet to a folder: what the forms of the statement, the claim and an open-records answer share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from program.disclosure import LeftOut
from storage.book import Book
from storage.commands.disclosure import AddDisclosure
from storage.text import printable
from tui.forms.codes import Turned
from tui.forms.fields import Field, Given, Place, Text
from tui.forms.writing import Writing

_HINT = "Enter writes PDF, XLSX, CSV, JSON and their manifest · Esc leaves"


class Officers(StrEnum):
    """Whether a packet names the officers."""

    NAMED = "named"
    LEFT_OUT = "left out"


OFFICERS = Turned(
    "officers-named",
    "Officers",
    Officers.NAMED.value,
    codes={Officers.NAMED: "with badge and name", Officers.LEFT_OUT: "left out"},
)


def without(given: Given) -> list[LeftOut]:
    """What the form's choice of officers leaves out."""
    return [LeftOut.OFFICERS] if given[OFFICERS] is Officers.LEFT_OUT else []


class PacketForm(Writing):
    """Asks for a folder that is empty or not there yet, called ``folder`` unless told otherwise, and for whom it is."""

    def __init__(self, heading: str, folder: str, more: Sequence[Field[Any]] = ()) -> None:
        self._out = Place("out", "Folder", str(Path("~") / folder), "empty, or not there yet", asked="name a folder")
        self._recipient = Text("recipient", "Given to", hint="an office, a request's number; blank: nobody yet")
        super().__init__(heading, [self._out, *more, self._recipient], _HINT)

    def files(self, book: Book, given: Given) -> Mapping[str, bytes]:
        """The packet's files by name; called in a thread."""
        raise NotImplementedError

    def disclosed(self, given: Given, recipient: str) -> AddDisclosure:
        """What is recorded where somebody is named to whom it is given."""
        raise NotImplementedError

    def write(self, given: Given) -> str:
        from reports.disclosure import written_for
        from reports.packet.folder import write_packet

        book, out, recipient = self.leadbook.bookkeeper.book, given[self._out], given[self._recipient]
        disclosed = self.disclosed(given, recipient) if recipient else None
        self.records = written_for(book, disclosed, lambda: write_packet(out, self.files(book, given)))
        return f"Wrote the packet to {printable(str(out))}"
