"""Officers' worksheets: the open leads of each on a page of its own, with boxes that are filled in by hand.

A sheet goes out and comes back, and each of its lines is typed as one quick line: reference, letter, date, evidence.
It tells nothing of an officer but badge, name and open leads, by name; nothing of a lead but reference and days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from program.leads.outcome import OUTCOME_OF_LETTER, Outcome
from program.refusals import BadInput
from reports.new_file import write_new_file
from reports.words import short_day
from storage.book import Book
from storage.text import number_of, printable
from storage.views.lead import Lead, LeadQuery
from storage.views.lead_order import Sort

MOST = 5_000
"""So many leads are printed at once: some two hundred pages."""

_HOW = (
    "When you know the outcome of a lead, mark its box and write the day it happened and the evidence, such as ICE's "
    "acknowledgment number. Write nothing else about the lead on this sheet. Then hand it back."
)
_NOBODY = "No officer yet"
_PAST_DUE = "!"


@dataclass(frozen=True)
class Printed:
    """What was printed: how many sheets, with how many leads together."""

    sheets: int
    leads: int

    @property
    def words(self) -> str:
        """``2 sheets with 6 open leads``."""
        return f"{number_of(self.sheets, 'sheet')} with {number_of(self.leads, 'open lead')}"


def write_worksheets(book: Book, badge: str | None, place: Path) -> Printed:
    """Writes the sheet of one officer, or of each who holds an open lead and of nobody's, to a new PDF.

    Raises BadInput for a badge that is not on the roster, where there is no open lead or more than ``MOST``, and where
    the file does not end in ``.pdf``, is there already or cannot be written.
    """
    if place.suffix.lower() != ".pdf":
        raise BadInput("out", place, "name a file that ends in .pdf")
    query = LeadQuery(outcome=Outcome.OPEN, officer=badge, sort=Sort.DUE, descending=False)
    page = book.view.leads(query, MOST)
    if page.after is not None:
        raise BadInput("officer", badge or "", f"more than {MOST:,} leads are open; print them officer by officer")
    if not page.leads:
        raise BadInput("officer", badge or "", "holds no open lead" if badge else "no lead is open")
    sheets = _by_officer(page.leads)
    write_new_file(place, _pdf(book, sheets))
    return Printed(len(sheets), len(page.leads))


def _by_officer(leads: Sequence[Lead]) -> Mapping[str, Sequence[Lead]]:
    """The leads by the heading of their sheet, officers by name, nobody's last."""
    found: dict[tuple[bool, str, str], list[Lead]] = {}
    for lead in leads:
        name = lead.officer or ""
        found.setdefault((lead.badge is None, name.casefold(), lead.badge or ""), []).append(lead)
    return {_officer(found[key][0]): found[key] for key in sorted(found)}


def _officer(lead: Lead) -> str:
    return f"{lead.officer}, badge {lead.badge}" if lead.badge is not None else _NOBODY


def _pdf(book: Book, sheets: Mapping[str, Sequence[Lead]]) -> bytes:
    from reports.packet.pdf import set_by

    return set_by("worksheet.typ", partial(_data, book, sheets), book.surroundings.now() // 1000)


def _data(book: Book, sheets: Mapping[str, Sequence[Lead]], said: Callable[[str], str]) -> dict[str, Any]:
    agency, today = book.view.agency(), book.surroundings.today()
    return {
        "title": f"Open leads on {today:%B} {today.day}, {today.year}",
        "agency": printable(agency.name),
        "mark": "DEMO · SYNTHETIC DATA" if agency.demo else "",
        "foot": "Typed at the desk as: reference, letter, date, #evidence",
        "how": _HOW,
        "outcomes": [[letter.upper(), outcome.words.lower()] for letter, outcome in OUTCOME_OF_LETTER.items()],
        "sheets": [
            {
                "officer": printable(officer),
                "count": number_of(len(leads), "open lead"),
                "rows": [_row(lead, today, said) for lead in leads],
                "signs": [[_PAST_DUE, "past due"]] if any(lead.is_overdue(today) for lead in leads) else [],
            }
            for officer, leads in sheets.items()
        ],
    }


def _row(lead: Lead, today: date, said: Callable[[str], str]) -> list[str | list[str]]:
    from reports.packet.pdf import fitting

    due = "" if lead.due_on is None else short_day(lead.due_on, today)
    late = f" {_PAST_DUE}" if lead.is_overdue(today) else ""
    return [fitting(lead.reference, said), short_day(lead.received_on, today), f"{due}{late}"]
