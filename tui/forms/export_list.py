"""Writing the list of leads that is shown to a file."""

from __future__ import annotations

from pathlib import Path

from storage.text import number_of, printable
from storage.views.lead import LeadQuery
from tui.forms.fields import Given, Place
from tui.forms.writing import Writing

_OUT = Place("out", "File", str(Path("~") / "leads.csv"), "a new file: .csv or .xlsx", asked="name a file")


class ExportList(Writing):
    """Asks for a file. ``what`` is the list in words."""

    def __init__(self, query: LeadQuery, what: str) -> None:
        super().__init__(f"Export: {what}", [_OUT], "Enter writes the list as CSV or XLSX · Esc leaves")
        self._query = query
        self._what = what

    def write(self, given: Given) -> str:
        from reports.lead_file import write_leads

        out = given[_OUT]
        count = write_leads(self.leadbook.bookkeeper.book, self._query, f"Leads: {self._what}", out)
        return f"Wrote {number_of(count, 'lead')} to {printable(str(out))}"
