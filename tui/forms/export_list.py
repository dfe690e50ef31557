"""Writing the list of leads that is shown to a file."""

from __future__ import annotations

from pathlib import Path

from textual import work

from program.refusals import LeadbookError
from storage.text import number_of, printable
from storage.views.lead import LeadQuery
from tui.forms.fields import Given, Place
from tui.forms.form import Asking
from tui.threads import in_a_thread

_OUT = Place("out", "File", str(Path("~") / "leads.csv"), "a new file: .csv or .xlsx", asked="name a file")


class ExportList(Asking):
    """Asks for a file. ``what`` is the list in words."""

    def __init__(self, query: LeadQuery, what: str) -> None:
        super().__init__(f"Export: {what}", [_OUT], "Enter writes the list as CSV or XLSX · Esc leaves")
        self._query = query
        self._what = what

    def act(self, given: Given) -> None:
        """Writes the file."""
        out = given[_OUT]
        self.accept("Writing …")
        self.leadbook.hold_keys()
        self._write(out)

    @work(group="export", exclusive=True, exit_on_error=False)
    async def _write(self, out: Path) -> None:
        from reports.lead_file import write_leads

        book = self.leadbook.bookkeeper.book
        title = f"Leads: {self._what}"
        try:
            count = await in_a_thread(lambda: write_leads(book, self._query, title, out), to_its_end=True)
        except LeadbookError as problem:
            self.refuse(problem)
        else:
            self.leadbook.notify(f"Wrote {number_of(count, 'lead')} to {printable(str(out))}", timeout=10)
            self.dismiss(True)
        finally:
            self.leadbook.release_keys()
