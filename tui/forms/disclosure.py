"""Recording what was given to whom, and answering an open-records request."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from textual.content import Content

from program.calendar import Quarter
from program.disclosure import Given as Disclosed
from program.disclosure import LeftOut
from storage.book import Book
from storage.commands.disclosure import AddDisclosure
from tui.forms.codes import Turned
from tui.forms.fields import Day, Given, Text
from tui.forms.form import Form
from tui.forms.packet import OFFICERS, PacketForm, without


class _References(StrEnum):
    SHOWN = "shown"
    LEFT_OUT = "left out"


_REFERENCES = Turned(
    "references-shown",
    "References",
    _References.SHOWN.value,
    codes={_References.SHOWN: "as ICE wrote them", _References.LEFT_OUT: "left out, and what evidence says"},
)


def disclosure_form() -> Form:
    """Asks what was given to whom, where no form of a packet has recorded it."""
    given_kind = Turned("given", "What", Disclosed.OTHER.value, codes={kind: kind.words.lower() for kind in Disclosed})
    about = Text("about", "About", hint="such as Roster of December")
    recipient = Text("recipient", "To", hint="an office, an outlet, a request's number; no private person")
    on = Day("on", "On")
    note = Text("note", "Note", hint="may be left blank")
    return Form(
        "Given to somebody",
        [given_kind, about, recipient, on, note],
        lambda given: AddDisclosure(
            given[given_kind], given[about], given[recipient], given[on], note=given[note] or None
        ),
    )


class OpenRecordsForm(PacketForm):
    """Asks for a folder, and what is left out of a quarter's leads."""

    def __init__(self, quarter: Quarter) -> None:
        self._quarter = quarter
        super().__init__(f"Open records: leads of {quarter}", f"{quarter}-open-records", [OFFICERS, _REFERENCES])
        self.parts = (
            Content(
                "A release is coordinated with ICE first: what was developed under the agreement is under its control "
                "(MOA, section XIII). Marks stand for what is left out; the counts stay."
            ),
            *self.parts,
        )

    def files(self, book: Book, given: Given) -> Mapping[str, bytes]:
        from reports.packet.open_records import open_records, open_records_files, statement_now

        return open_records_files(open_records(statement_now(book, self._quarter), book.view.marks(), _left_out(given)))

    def disclosed(self, given: Given, recipient: str) -> AddDisclosure:
        about = f"Leads of {self._quarter}"
        return AddDisclosure(Disclosed.OPEN_RECORDS, about, recipient, left_out=_left_out(given))


def _left_out(given: Given) -> list[LeftOut]:
    return [*without(given), *([LeftOut.REFERENCES] if given[_REFERENCES] is _References.LEFT_OUT else [])]
