"""A list of leads as a CSV or XLSX file, with the headers that an import understands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from program.refusals import BadInput
from reports.new_file import write_new_file
from reports.packet.document import Cell, Column, Document, Kind, Table
from reports.packet.rows import csv_of
from storage.book import Book
from storage.engine.progress import tell
from storage.text import number_of
from storage.views.lead import Lead, LeadQuery

_COLUMNS = (
    Column("Reference"),
    Column("Received on", Kind.DAY),
    Column("Due on", Kind.DAY),
    Column("Officer"),
    Column("Officer name"),
    Column("Category"),
    Column("Origin"),
    Column("Outcome"),
    Column("Outcome on", Kind.DAY),
    Column("Evidence"),
    Column("Reason"),
)
_AT_A_TIME = 5_000
_MOST_IN_A_SHEET = 1_000_000


def write_leads(book: Book, query: LeadQuery, title: str, place: Path) -> int:
    """Writes the leads of a query to a new file, for its owner alone, and returns how many there are.

    Raises BadInput where the name ends neither in ``.csv`` nor in ``.xlsx``, where something stands there already or
    cannot be written, and where a workbook could not hold them.
    """
    kind = place.suffix.lower()
    if kind not in (".csv", ".xlsx"):
        raise BadInput("out", place, "name a file that ends in .csv or .xlsx")
    rows = [_cells(lead) for lead in _all(book, query)]
    if kind == ".csv":
        content = csv_of([column.label for column in _COLUMNS], [[_plain(cell) for cell in row] for row in rows])
    elif len(rows) > _MOST_IN_A_SHEET:
        raise BadInput("out", place, f"a workbook holds {_MOST_IN_A_SHEET:,} leads, these are {len(rows):,}; use .csv")
    else:
        content = _workbook(book, title, rows)
    write_new_file(place, content)
    return len(rows)


def _all(book: Book, query: LeadQuery) -> Iterator[Lead]:
    register, first = book.view.register(query), 0
    while found := register.rows(first, _AT_A_TIME):
        tell("Reading the list", "leads", first, register.total())
        yield from found
        first += len(found)
    tell("Writing the file")


def _cells(lead: Lead) -> tuple[Cell, ...]:
    return (
        lead.reference,
        lead.received_on,
        lead.due_on,
        lead.badge,
        lead.officer,
        lead.category.value,
        lead.origin.value,
        lead.outcome.value,
        lead.outcome_on,
        lead.evidence,
        lead.reason,
    )


def _plain(cell: Cell) -> str | int | None:
    return cell if isinstance(cell, int) or cell is None else str(cell)


def _workbook(book: Book, title: str, rows: list[tuple[Cell, ...]]) -> bytes:
    from reports.packet.xlsx import xlsx_of

    agency = book.view.agency()
    return xlsx_of(
        Document(
            title=title,
            agency=agency.name,
            subtitle=[f"{number_of(len(rows), 'lead')} on {book.surroundings.today()}"],
            marks=["DEMO · SYNTHETIC DATA"] if agency.demo else [],
            made_at=None,
            year=book.surroundings.today().year,
            facts=[],
            plot=None,
            tables=[Table("Leads", _COLUMNS, rows)],
            seal=[],
            signatures=[],
            foot="",
        )
    )
