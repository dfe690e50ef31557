"""Many rows at once: what is quick about them changes nothing of what comes out."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, event

from program.leads.outcome import Outcome
from program.refusals import BadInput
from storage.book import Book
from storage.commands.lead_import import ImportLeads
from storage.commands.lookup import lead_row
from storage.engine.connections import connect, reading, triggers_of, writing
from storage.engine.dialects import MOST_PARAMETERS, filling
from storage.errors import Conflict
from storage.importing import lead as reading_of_leads
from storage.importing.date_order import DateOrder
from storage.importing.headers import LEAD_FIELDS, match_columns
from storage.importing.lead import DATES, LeadInFile, RowReader
from storage.importing.report import ImportReport, Reject
from storage.importing.values import Cell
from storage.journal.writer import CHUNK, Writer
from storage.maintenance.check import check
from storage.schema.lead import lead
from storage.surroundings import Surroundings, uuid7_from
from storage.text import LONGEST, cleaned, is_clean, is_plain, printable
from storage.views.lead import LeadQuery
from tests.books import new_book, staffed
from tests.frozen import TODAY

ANY_TEXT = st.text(st.characters(), max_size=40)  # surrogates, controls and quotes too
VALUE = st.one_of(st.none(), st.integers(), st.booleans(), ANY_TEXT, st.sampled_from(list(Outcome)))
HEADER = ["reference", "received", "due", "officer", "category", "origin", "outcome", "closed", "evidence", "reason"]
CELLS: list[Cell] = [
    "", " ", "24-1", "2 4-1", "1041", " 1041", "9999", "2025-11-01", "11/01/2025", "2025-11-24", "Located", "l", "ice",
    "standard", "Welfare-check", "entry error", "\x00nested", "\u200b", "A" * 70, "\u00e9", "e\u0301", "\t",
    None, True, False, 1, 1.0, 1041, 1041.0, 0.5, 45_962, 45_962.0, 10**16, date(2025, 11, 1),
    datetime(2025, 11, 1, 8, 30),  # noqa: DTZ001 - as a workbook gives it
]  # fmt: skip
CELL = st.sampled_from(CELLS) | ANY_TEXT


def reader() -> RowReader:
    columns = match_columns(HEADER, LEAD_FIELDS, ("reference", "received_on"), {})
    return RowReader(columns, dict.fromkeys(DATES, DateOrder.MDY), TODAY, len(HEADER))


def file_of(tmp_path: Path, rows: Sequence[str]) -> Path:
    file = tmp_path / "leads.csv"
    file.write_text("\n".join(["ref,received,evidence", *rows]) + "\n", encoding="utf-8")
    return file


def report_of(book: Book, file: Path) -> ImportReport:
    report: ImportReport = book.run(ImportLeads(file)).result
    return report


def shape_of(place: Path) -> tuple[object, ...]:
    """Every table, index and trigger of a file as it was made, and what the planner was told of them."""
    engine = connect(str(place))
    with reading(engine) as connection:
        made = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name").all()
        told = connection.exec_driver_sql("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx").all()
        assert triggers_of(connection)
    engine.dispose()
    return made, told


@given(st.one_of(ANY_TEXT, st.text(st.characters(max_codepoint=0x7F))))
def test_text_that_needs_no_cleaning_is_what_cleaning_leaves(text: str) -> None:
    assert is_plain(text) == (re.fullmatch("[ -~]*", text) is not None)
    assert cleaned("name", text) == (re.sub(r"\s+", " ", printable(text)).strip() or None)
    if is_clean(text) and text:
        assert cleaned("name", text) == text


@given(st.lists(st.lists(CELL, max_size=len(HEADER) + 1), max_size=12), st.integers(1, 4))
def test_a_cell_means_the_same_wherever_it_stands_in_a_file(rows: list[list[Cell]], most_known: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading_of_leads, "_MOST_KNOWN", most_known)
        used = reader()
        assert [used.read(2, cells) for cells in rows] == [reader().read(2, cells) for cells in rows]


@given(st.text(st.characters(), min_size=1, max_size=80))
def test_a_reference_is_read_as_it_is_cleaned(text: str) -> None:
    said = reader().read(2, [text, "2025-11-01", *[""] * 8])
    kept = printable(text).split()
    if isinstance(said, LeadInFile):
        assert said.reference == " ".join(kept)
    else:
        assert isinstance(said, Reject)
        assert not kept or len(" ".join(kept)) > LONGEST["reference"] or text.startswith("\x00nested")


@given(st.integers(0, 2**48 - 1), st.integers(0, 2**80 - 1))
def test_an_id_is_a_uuid_of_version_7_that_holds_its_moment(milliseconds: int, random: int) -> None:
    made = uuid.UUID(uuid7_from(milliseconds, random))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == milliseconds
    assert (made.int >> 64 & 0xFFF, made.int & (1 << 62) - 1) == (random >> 64 & 0xFFF, random & (1 << 62) - 1)


def test_more_rows_than_one_statement_carries_come_in_whole_by_several(book: Book) -> None:
    many = 2 * MOST_PARAMETERS // len(lead.c) + 1
    carried: list[int] = []

    @event.listens_for(book.engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, _sql: str, values: Sequence[object], *_: object) -> None:
        carried.append(len(values))

    with writing(book.engine) as connection:
        writer = Writer(connection, book.agency_id, book.surroundings)
        rows = [lead_row(writer, f"24-{number}", date(2025, 11, 1), None) for number in range(many)]
        writer.insert_many(lead, rows)
        writer.close(command_id="many", command="Test", said="Entered many", reason=None, undoes=None)
    assert max(carried) <= MOST_PARAMETERS
    assert len(book.view.leads(LeadQuery(), many + 1).leads) == many
    assert check(book, full=True).findings == ()


def test_a_second_row_of_a_lead_is_found_however_far_below_the_first(book: Book, tmp_path: Path) -> None:
    rows = [f"24-{number},2025-11-01,A-{number}" for number in range(2 * CHUNK)]
    report = report_of(book, file_of(tmp_path, [*rows, "24-7,11/01/2025,A-7", "24- 8,2025-11-01,B-8"]))
    assert (report.new, report.unchanged) == (2 * CHUNK, 1)
    assert [(reject.row, reject.problem) for reject in report.rejects] == [
        (2 * CHUNK + 3, "the same reference stands in row 10 with other values")
    ]


def test_a_file_that_fills_an_empty_book_leaves_it_made_as_it_was(tmp_path: Path, frozen: Surroundings) -> None:
    place = tmp_path / "book"
    file = file_of(tmp_path, [f"24-{number},2025-11-01," for number in range(CHUNK)])
    with new_book(place, frozen) as book:
        staffed(book)
        before = shape_of(place)
        assert report_of(book, file).new == CHUNK
        assert shape_of(place) == before
        assert check(book, full=True).findings == ()
        assert report_of(book, file).unchanged == CHUNK
        book.undo()
        assert book.view.leads(LeadQuery(), 1).leads == ()


@pytest.mark.parametrize("ending", ["dry run", "unreadable"])
def test_an_import_that_does_not_end_leaves_an_empty_book_byte_for_byte(
    tmp_path: Path, frozen: Surroundings, ending: str
) -> None:
    place = tmp_path / "book"
    rows = [f"24-{number},2025-11-01," for number in range(2 * CHUNK)]
    with new_book(place, frozen) as book:
        staffed(book)
        before = place.read_bytes()
        if ending == "dry run":
            assert book.rehearse(ImportLeads(file_of(tmp_path, rows))).result.new == 2 * CHUNK
        else:
            with pytest.raises(BadInput, match="cannot be read as a table"):
                book.run(ImportLeads(file_of(tmp_path, [*rows, "A" * 200_000])))
        assert place.read_bytes() == before


def test_a_connection_that_has_sorted_indexes_is_given_back_as_it_was(tmp_path: Path, frozen: Surroundings) -> None:
    def settings(connection: Connection) -> list[int]:
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("cache_size", "threads")]

    with new_book(tmp_path / "book", frozen) as book, writing(book.engine) as connection:
        before = settings(connection)
        with filling(connection, lead.name):
            pass
        assert settings(connection) == before


def test_what_is_unique_stays_so_while_a_book_is_filled(tmp_path: Path, frozen: Surroundings) -> None:
    def fill(book: Book) -> None:
        with writing(book.engine) as connection:
            writer = Writer(connection, book.agency_id, book.surroundings)
            with writer.filling(lead):
                rows = [lead_row(writer, reference, date(2025, 11, 1), None) for reference in ("24-1", "24- 1")]
                writer.insert_many(lead, rows)

    with new_book(tmp_path / "book", frozen) as book:
        with pytest.raises(Conflict, match=r"already \(lead\)"):
            fill(book)
        assert book.view.leads(LeadQuery(), 1).leads == ()
