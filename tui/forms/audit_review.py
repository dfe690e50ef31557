"""Signing a week's audit review off, and writing it to a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.content import Content

from program.audit_review import last_of
from reports.words import short_day
from storage.commands.audit_review import SignAuditReview
from storage.text import number_of, printable
from storage.views.audit_review import AuditWeek
from tui.forms.fields import Given, Place, Text
from tui.forms.form import Form
from tui.forms.writing import Writing


def sign_form(found: AuditWeek, today: date) -> Form:
    """Asks for a note, which may be left blank."""
    note = Text("note", "Note", hint="what is to be remembered; may be left blank")
    week = found.line.week
    looked_at = number_of(len(found.lines), "entry", "entries")
    return Form(
        f"Sign off {_days(week, today)}",
        [
            Content(f"You have looked at {looked_at} of {found.line.entries:,} in that week."),
            Content("Your login, the day, and the journal's head are recorded with it."),
            note,
        ],
        lambda given: SignAuditReview(week, given[note] or None),
        "Enter signs off · Esc leaves",
    )


class WriteReviewForm(Writing):
    """Asks for a file."""

    def __init__(self, week: date, today: date) -> None:
        self._week = week
        self._out = Place("out", "File", str(Path("~") / f"audit-review-{week}.pdf"), "a new file: .pdf or .csv")
        super().__init__(
            f"Audit review of {_days(week, today)}", [self._out], "Enter writes it for the auditor · Esc leaves"
        )

    def write(self, given: Given) -> str:
        from reports.audit_review import write_week

        book, out = self.leadbook.bookkeeper.book, given[self._out]
        count = write_week(book, book.view.audit_week(self._week), out)
        return f"Wrote {number_of(count, 'entry', 'entries')} to {printable(str(out))}"


def _days(week: date, today: date) -> str:
    return f"{short_day(week, today)} to {short_day(last_of(week), today)}"
