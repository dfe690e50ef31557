"""How long records are kept: the agency's own schedule, kind by kind. No law is assumed: without one nothing is due.

Of a record that is due the texts can go: what names a lead, an officer, a recipient. Dates, outcomes, hours and amounts
stay, since every figure rests on them, and the journal is kept as long as the book.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from program.calendar import LAST_DAY

MOST_YEARS = 100


class Kept(StrEnum):
    """A kind of record with a period of its own."""

    LEADS = "leads"
    OFFICERS = "officers"
    CLAIMS = "claims"
    DISCLOSURES = "disclosures"

    @property
    def words(self) -> str:
        """The kind as a person reads it."""
        return {Kept.OFFICERS: "Officers who left", Kept.DISCLOSURES: "What was given to whom"}.get(
            self, self.value.capitalize()
        )

    @property
    def begins(self) -> str:
        """From when on the years are counted."""
        return _BEGINS[self]

    @property
    def goes(self) -> str:
        """What is taken out of a record that is due."""
        return _GOES[self]


_BEGINS = {
    Kept.LEADS: "the last day of the quarter in which it was received, once that is closed and the lead is not open",
    Kept.OFFICERS: "the last day of any standing but revoked or expired, once no open lead is left",
    Kept.CLAIMS: "the last day of the claim's period, once it is paid or another claim stands in its place",
    Kept.DISCLOSURES: "the day on which it was given",
}
_GOES = {
    Kept.LEADS: "reference and evidence",
    Kept.OFFICERS: "name, and what each standing rests on",
    Kept.CLAIMS: "who certified it, and the reference it was submitted under",
    Kept.DISCLOSURES: "recipient, what it was about, and the note",
}


def due_from(begins: date, years: int) -> date:
    """The first day on which a record is due: it is kept for whole years after the day on which they begin."""
    after = begins + timedelta(days=1)
    year = min(after.year + years, LAST_DAY.year)
    try:
        return after.replace(year=year)
    except ValueError:  # February 29 in a year that has none
        return date(year, 3, 1)
