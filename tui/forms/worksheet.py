"""Printing officers' worksheets, and what a list can be taken out as."""

from __future__ import annotations

from pathlib import Path

from storage.text import printable
from storage.views.lead import Lead
from tui.forms.fields import Given, Place
from tui.forms.menu import Menu
from tui.forms.writing import Writing
from tui.widgets.choices import Choice

LIST, ONE, ALL = "list", "one", "all"


class WorksheetForm(Writing):
    """Asks for a file. Without an officer, badge and name, the sheets of all are printed."""

    def __init__(self, officer: tuple[str, str] | None) -> None:
        self._badge = officer[0] if officer is not None else None
        whose = f"of {officer[0]} {officer[1]}" if officer is not None else "of all officers, a page each"
        name = f"worksheet-{_plain(officer[0])}.pdf" if officer is not None else "worksheets.pdf"
        self._out = Place("out", "File", str(Path("~") / name), "a new file: .pdf", asked="name a file")
        super().__init__(
            f"Worksheet {whose}" if officer is not None else f"Worksheets {whose}",
            [self._out],
            "Enter writes the open leads as PDF, with boxes to be filled in · Esc leaves",
        )

    def write(self, given: Given) -> str:
        from reports.worksheet import write_worksheets

        out = given[self._out]
        printed = write_worksheets(self.leadbook.bookkeeper.book, self._badge, out)
        return f"Wrote {printed.words} to {printable(str(out))}"


def out_menu(lead: Lead | None) -> Menu:
    """Asks what is taken out: the list, the sheet of the officer who holds the lead under the cursor, or all sheets."""
    choices = [Choice(LIST, "This list as CSV or XLSX", "x")]
    if lead is not None and lead.badge is not None:
        choices.append(Choice(ONE, f"Worksheet of {lead.badge} {lead.officer}: open leads, boxes, PDF", "w"))
    choices.append(Choice(ALL, "Worksheets of all officers, a page each, PDF", "a"))
    return Menu("Take out", choices)


def _plain(badge: str) -> str:
    """A badge as a part of a file's name."""
    return "".join(character if character.isalnum() else "-" for character in badge)
