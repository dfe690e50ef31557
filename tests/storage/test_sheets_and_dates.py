"""What a file is read as: which sheet, which order of dates, which day; and what it may not change."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from program.leads.outcome import CorrectionReason, Outcome
from program.refusals import BadInput
from program.states import NAMES
from program.time_zones import ZONES, ZONES_OF_STATES
from storage.book import Book
from storage.commands.lead_import import ImportLeads
from storage.commands.officer_import import ImportOfficers
from storage.commands.outcome import RecordOutcomes
from storage.commands.time_zone import SetTimeZone
from storage.importing.date_order import DateOrder
from storage.importing.report import ImportReport
from tests.storage.test_imports import brought_in, references, written
from tests.storage.test_workbooks import spreadsheet

HEADER = ["Ref", "Received"]


def workbook_of(place: Path, sheets: dict[str, list[list[object]]], hidden: tuple[str, ...] = ()) -> Path:
    with xlsxwriter.Workbook(str(place)) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            if name in hidden:
                sheet.hide()
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    return place


def ods_sheet(rows: list[list[str]]) -> str:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    return "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)


LEADS: list[list[object]] = [HEADER, ["24-1", "2025-11-01"]]  # type: ignore[list-item]
NOTES: list[list[object]] = [["About this file"], ["Call the office"]]


def test_the_sheet_that_fits_is_read_and_the_others_are_named(book: Book, tmp_path: Path) -> None:
    report = brought_in(book, workbook_of(tmp_path / "a.xlsx", {"Read me": NOTES, "Leads": LEADS, "More": NOTES}))
    assert (report.new, report.sheet, report.sheets_not_read) == (1, "Leads", ("Read me", "More"))
    assert "sheets not read: Read me, More" in report.as_text("leads")
    assert report.as_data()["sheet"] == "Leads"


def test_two_sheets_that_fit_are_asked_for(book: Book, tmp_path: Path) -> None:
    other: list[list[object]] = [HEADER, ["24-2", "2025-11-02"]]  # type: ignore[list-item]
    file = workbook_of(tmp_path / "a.xlsx", {"October": LEADS, "November": other})
    with pytest.raises(BadInput, match="'October' and 'November' fit; name one with --sheet NAME"):
        brought_in(book, file)
    assert references(book) == []
    assert brought_in(book, file, sheet="november").new == 1
    assert references(book) == ["24-2"]
    with pytest.raises(BadInput, match="no such sheet; there are 'October', 'November'"):
        brought_in(book, file, sheet="December")


def test_a_hidden_sheet_is_read_by_its_name_only(book: Book, tmp_path: Path) -> None:
    file = workbook_of(tmp_path / "a.xlsx", {"Shown": NOTES, "Old": LEADS}, hidden=("Old",))
    with pytest.raises(BadInput, match="reference: no column"):
        brought_in(book, file)
    assert brought_in(book, file, sheet="Old").new == 1


def test_the_sheets_of_an_ods_are_told_apart_too(book: Book, tmp_path: Path) -> None:
    first = ods_sheet([["About"], ["x"]])
    leads = ods_sheet([HEADER, ["24-1", "2025-11-01"]])
    off = '<style:table-properties table:display="false"/>'
    hide = f'<style:style style:name="off" style:family="table">{off}</style:style>'

    def ods(name: str, style: str) -> Path:
        rows = f'{first}</table:table><table:table table:name="T"{style}>{leads}'
        return spreadsheet(tmp_path / name, rows, styles=hide)

    report = brought_in(book, ods("shown.ods", ""))
    assert (report.sheet, report.sheets_not_read, report.new) == ("T", ("S",), 1)
    with pytest.raises(BadInput, match="reference: no column"):
        brought_in(book, ods("hidden.ods", ' table:style-name="off"'))


def test_a_text_file_has_no_sheets(book: Book, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="sheet: 'Leads': the file is no workbook"):
        brought_in(book, written(tmp_path, "ref,received\nL1,2025-11-01\n"), sheet="Leads")


@pytest.mark.parametrize("shown", ["0000", "00000", "000-00", '"L"000'])
def test_a_number_shown_with_leading_zeros_is_no_shorter_reference(book: Book, tmp_path: Path, shown: str) -> None:
    place = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(place)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        sheet.write_row(1, 0, [11, "2025-11-01"])
        sheet.write_number(2, 0, 12, workbook.add_format({"num_format": shown}))
        sheet.write_string(2, 1, "2025-11-01")
        sheet.write_number(3, 0, 13, workbook.add_format({"num_format": "0.00"}))
        sheet.write_string(3, 1, "2025-11-01")
    report = brought_in(book, place)
    assert references(book) == ["11", "13"]
    assert [(reject.row, reject.field) for reject in report.rejects] == [(3, "reference")]
    assert "make the column text" in report.rejects[0].problem


def test_an_ods_number_shown_with_leading_zeros_is_no_shorter_reference(book: Book, tmp_path: Path) -> None:
    def number(value: int, shown: str) -> str:
        text = f"<text:p>{shown}</text:p>"
        return f'<table:table-cell office:value-type="float" office:value="{value}">{text}</table:table-cell>'

    day = '<table:table-cell office:value-type="string"><text:p>2025-11-01</text:p></table:table-cell>'
    rows = f"<table:table-row>{number(12, '0012')}{day}</table:table-row>"
    rows += f"<table:table-row>{number(13, '13')}{day}</table:table-row>"
    report = brought_in(book, spreadsheet(tmp_path / "a.ods", ods_sheet([HEADER]) + rows))
    assert (references(book), [reject.row for reject in report.rejects]) == (["13"], [2])


def days_of(book: Book) -> list[date]:
    return sorted(book.view.lead(reference).lead.received_on for reference in references(book))


def test_a_column_is_read_in_the_order_that_its_own_dates_prove(book: Book, tmp_path: Path) -> None:
    report = brought_in(book, written(tmp_path, "ref,received\nL1,03/11/2025\nL2,14/11/2025\nL3,02/11/2025\n"))
    assert days_of(book) == [date(2025, 11, 2), date(2025, 11, 3), date(2025, 11, 14)]
    assert report.as_data()["date_orders"] == {"received_on": "dmy"}
    assert "dates of received on read day first" in report.as_text("leads")


def test_a_column_that_proves_nothing_follows_the_one_that_does(book: Book, tmp_path: Path) -> None:
    brought_in(book, written(tmp_path, "ref,received,due\nL1,03/11/2025,05/11/2025\nL2,14/11/2025,06/11/2025\n"))
    assert book.view.lead("L1").lead.due_on == date(2025, 11, 5)


def test_a_column_written_with_another_sign_proves_nothing_and_is_asked_for_where_it_casts_a_doubt(
    book: Book, tmp_path: Path
) -> None:
    header = "ref,received,outcome,outcome on\n"
    file = written(tmp_path, header + "24-1,08/01/2025,located,13.08.2025\n")
    with pytest.raises(BadInput, match="received_on: its dates may be month first or day first"):
        brought_in(book, file)
    report = brought_in(book, written(tmp_path, header + "24-1,08.01.2025,located,08/13/2025\n"))
    assert report.date_orders == {"received_on": "mdy", "outcome_on": "mdy"}


def test_without_any_proof_the_month_comes_first(book: Book, tmp_path: Path) -> None:
    brought_in(book, written(tmp_path, "ref,received\nL1,03/11/2025\n"))
    assert days_of(book) == [date(2025, 3, 11)]


@pytest.mark.parametrize(
    ("rows", "how", "guessed"),
    [
        ("L1,03/11/2025,05/11/2025\nL2,04/11/2025,\n", {}, ["received_on", "due_on"]),
        ("L1,03/03/2025,05/11/2025\n", {}, ["due_on"]),
        ("L1,03/11/2025,05/13/2025\n", {}, []),
        ("L1,03/11/2025,\nL2,03/13/2025,\n", {}, []),
        ("L1,2025-03-11,Nov 5 2025\n", {}, []),
        ("L1,03/11/2025,05/11/2025\n", {"order": DateOrder.MDY}, []),
    ],
)
def test_dates_that_are_read_month_first_though_nothing_proves_it_are_named(
    book: Book, tmp_path: Path, rows: str, how: dict[str, DateOrder], guessed: list[str]
) -> None:
    report = brought_in(book, written(tmp_path, f"ref,received,due\n{rows}"), **how)
    assert report.as_data()["date_orders_guessed"] == guessed
    fields = ", ".join(name.replace("_", " ") for name in guessed)
    said = f"no date of {fields} proves its order: read month first; else say --date-order dmy"
    assert (said in report.as_text("leads")) == bool(guessed)
    assert ("proves its order" in report.as_text("leads")) == bool(guessed)


def test_dates_that_contradict_each_other_refuse_the_file(book: Book, tmp_path: Path) -> None:
    file = written(tmp_path, "ref,received\nL1,11/25/2025\nL2,25/11/2025\nL3,03/11/2025\n")
    with pytest.raises(BadInput, match=r"received_on.*'received'.*row 2 contradicts row 3.*--date-order"):
        brought_in(book, file)
    assert references(book) == []
    report = brought_in(book, file, order=DateOrder.DMY)
    assert [(reject.row, reject.field) for reject in report.rejects] == [(2, "received_on"), (3, "received_on")]
    assert days_of(book) == [date(2025, 11, 3)]


def test_two_digit_years_that_may_stand_first_or_last_are_asked_for(book: Book, tmp_path: Path) -> None:
    file = written(tmp_path, "ref,received\nL1,25/11/10\nL2,25/11/12\n")
    with pytest.raises(BadInput, match="may be day first or year first; say which with --date-order"):
        brought_in(book, file)
    brought_in(book, file, order=DateOrder.YMD)
    assert days_of(book) == [date(2025, 11, 10), date(2025, 11, 12)]


def test_a_roster_is_read_in_one_order_too(book: Book, tmp_path: Path) -> None:
    file = written(tmp_path, "badge,name,authorized\n7,A,03/11/2025\n8,B,14/11/2025\n", "roster.csv")
    report: ImportReport = book.run(ImportOfficers(file)).result
    assert report.new == 2
    assert book.view.officer("7").periods[0].from_ == date(2025, 11, 3)


def test_a_time_with_an_offset_is_a_moment_of_a_day_of_the_agencys(book: Book, tmp_path: Path) -> None:
    rows = "L1,2025-10-01T02:00:00Z\nL2,2025-11-02T02:00:00\nL3,11/01/2025 2:00 -0500\nL4,2025-11-01 23:30+14:00\n"
    brought_in(book, written(tmp_path, "ref,received\n" + rows))  # the agency is in Texas
    days = [book.view.lead(reference).lead.received_on for reference in ("L1", "L2", "L3", "L4")]
    assert days == [date(2025, 9, 30), date(2025, 11, 2), date(2025, 11, 1), date(2025, 11, 1)]
    assert str(book.view.lead("L1").lead.quarter) == "FY2025-Q4"


def test_a_moment_of_two_days_is_asked_for_until_the_time_zone_is_said(book: Book, tmp_path: Path) -> None:
    file = written(tmp_path, "ref,received\nL1,2025-11-01T05:30:00Z\nL2,2025-11-01T25:30:00Z\n")  # El Paso: Oct 31
    assert not book.view.time_zone().chosen
    first, second = brought_in(book, file).rejects
    assert "leadbook time-zone ZONE" in first.problem
    assert "a time that does not exist" in second.problem
    with pytest.raises(BadInput, match="use one of America/Adak"):
        book.run(SetTimeZone("Mars"))
    book.run(SetTimeZone("denver"))
    assert book.view.time_zone().zones == ("America/Denver",)
    assert book.run(SetTimeZone("America/Denver")).changes == 0
    assert brought_in(book, file).new == 1
    assert days_of(book) == [date(2025, 10, 31)]
    book.undo()
    book.run(SetTimeZone("America/Chicago"))
    brought_in(book, file)
    assert days_of(book) == [date(2025, 11, 1)]


def test_every_state_has_its_time_zones_and_the_system_knows_them() -> None:
    assert set(ZONES_OF_STATES) == set(NAMES)
    assert all(ZoneInfo(zone) for zone in ZONES)


RECORDED = "ref,received,due,badge,origin,evidence\n"


@pytest.mark.parametrize(
    ("row", "field", "both"),
    [
        ("L1,2025-11-03,,1052,,", "officer", ("1041", "1052")),
        ("L1,2025-11-04,,,,", "received_on", ("2025-11-03", "2025-11-04")),
        ("L1,2025-11-03,2025-12-01,,,", "due_on", ("2025-11-17", "2025-12-01")),
        ("L1,2025-11-03,,,agency,", "origin", ("ice", "agency")),
        ("L1,2025-11-03,,,,B-9", "evidence", ("evidence replaced",)),
    ],
)
def test_a_file_corrects_nothing_that_is_recorded(
    book: Book, tmp_path: Path, row: str, field: str, both: tuple[str, str]
) -> None:
    brought_in(book, written(tmp_path, RECORDED + "L1,2025-11-03,2025-11-17,1041,,\n"))
    book.run(RecordOutcomes(("L1",), Outcome.LOCATED, date(2025, 11, 5), evidence="A-1"))
    before = book.view.lead("L1").lead
    report = brought_in(book, written(tmp_path, RECORDED + row + "\n", "again.csv"))
    assert (report.changed, [reject.field for reject in report.rejects]) == (0, [field])
    assert all(value in report.rejects[0].problem for value in both)
    assert "correct it by hand" in report.rejects[0].problem
    assert book.view.lead("L1").lead == before


def test_a_file_fills_in_evidence_that_was_missing(book: Book, tmp_path: Path) -> None:
    brought_in(book, written(tmp_path, RECORDED + "L1,2025-11-03,,1041,,\n"))
    book.run(RecordOutcomes(("L1",), Outcome.LOCATED, date(2025, 11, 5)))
    assert brought_in(book, written(tmp_path, RECORDED + "L1,2025-11-03,,,,B-9\n")).changed == 1
    assert book.view.lead("L1").lead.evidence == "B-9"


def test_an_open_lead_is_still_changed_by_a_file(book: Book, tmp_path: Path) -> None:
    brought_in(book, written(tmp_path, RECORDED + "L1,2025-11-03,,1041,,\n"))
    assert brought_in(book, written(tmp_path, RECORDED + "L1,2025-11-04,2025-12-01,1052,,\n")).changed == 1


def test_a_file_is_read_anew_for_every_run(book: Book, tmp_path: Path) -> None:
    file = written(tmp_path, "ref,received\nL1,2025-11-01\n")
    command = ImportLeads(file)
    assert book.rehearse(command).result.new == 1
    written(tmp_path, "ref,received\nL1,2025-11-01\nL2,2025-11-01\n")
    assert book.run(command).result.new == 2


def test_a_conflict_is_taken_by_its_row_with_a_reason(book: Book, tmp_path: Path) -> None:
    brought_in(book, written(tmp_path, RECORDED + "L1,2025-11-03,,1041,,\nL2,2025-11-03,,1041,,\n"))
    book.run(RecordOutcomes(("L1", "L2"), Outcome.LOCATED, date(2025, 11, 5), evidence="A-1"))
    file = written(tmp_path, RECORDED + "L1,2025-11-03,,1052,,B-9\nL2,2025-11-03,,1052,,\nL3,2025-11-03,,,,\n")
    report = brought_in(book, file)
    assert [reject.row for reject in report.conflicts] == [2, 3]
    assert "2 conflicts among them" in report.as_text("leads")
    assert "--take 2=REASON" in report.conflicts[0].problem
    assert "B-9" not in report.as_text("leads")
    with pytest.raises(BadInput, match="take: '4': this row is no conflict"):
        brought_in(book, file, take={2: CorrectionReason.ICE_ADVISED, 4: CorrectionReason.ENTRY_ERROR})
    report = brought_in(book, file, take={2: CorrectionReason.ICE_ADVISED})
    assert (report.changed, report.rejected) == (1, 1)
    lead = book.view.lead("L1").lead
    assert (lead.badge, lead.evidence, lead.reason) == ("1052", "B-9", CorrectionReason.ICE_ADVISED)
    assert book.view.lead("L2").lead.badge == "1041"
    assert [change.words for change in report.changed_rows[0].changes] == [
        "evidence A-1 → B-9",
        "officer 1041 → 1052",
        "reason blank → ice advised",
    ]
    book.undo()
    assert book.view.lead("L1").lead.badge == "1041"


def test_a_conflict_names_every_field_that_differs_and_so_does_the_row_once_it_is_taken(
    book: Book, tmp_path: Path
) -> None:
    brought_in(book, written(tmp_path, RECORDED + "L1,2025-11-03,,1041,,\nL2,2025-11-03,,1041,,\n"))
    book.run(RecordOutcomes(("L1", "L2"), Outcome.LOCATED, date(2025, 11, 5), evidence="A-1"))
    file = written(tmp_path, RECORDED + "L1,2025-11-01,2025-12-01,1052,agency,B-9\nL2,2025-11-03,,,,B-9\n")
    corrected = (
        "officer 1041 → 1052, evidence replaced, received on 2025-11-03 → 2025-11-01, due on blank → 2025-12-01, "
        "origin ice → agency"
    )
    (first, _) = brought_in(book, file).conflicts
    assert first.problem.startswith(
        f"the lead is recorded as located on 2025-11-05; the row would change it: {corrected};"
    )
    done = book.run(ImportLeads(file, take={2: CorrectionReason.ICE_ADVISED}))
    taken = f"row 2 taken (ICE advised): L1 {corrected}"
    assert done.said == f"Imported leads.csv: 1 changed lead, 1 rejected, 1 conflict among them; {taken}"
    assert f"\n  {taken}\n" in done.result.as_text("leads")
    fields = ["officer", "evidence", "received_on", "due_on", "origin"]
    assert done.result.as_data()["taken"] == [{"row": 2, "reference": "L1", "reason": "ice_advised", "fields": fields}]
    (entry,) = book.view.journal(limit=1)
    assert (entry.said, entry.reason) == (done.said, "ice_advised")
    assert "B-9" not in done.said


def test_of_many_rows_that_are_taken_the_journals_sentence_tells_five(book: Book, tmp_path: Path) -> None:
    names = [f"L{number}" for number in range(1, 8)]
    brought_in(book, written(tmp_path, RECORDED + "".join(f"{name},2025-11-03,,1041,,\n" for name in names)))
    book.run(RecordOutcomes(names, Outcome.LOCATED, date(2025, 11, 5)))
    file = written(tmp_path, RECORDED + "".join(f"{name},2025-11-03,,1052,,\n" for name in names))
    take = dict.fromkeys(range(2, 8), CorrectionReason.ENTRY_ERROR) | {8: CorrectionReason.OTHER_RECORD}
    done = book.run(ImportLeads(file, take=take))
    assert done.said.endswith("; row 6 taken (entry error): L5 officer 1041 → 1052; 2 more rows taken")
    assert book.view.journal(limit=1)[0].reason is None


def test_a_row_that_is_taken_and_refused_all_the_same_is_told_as_no_correction(book: Book, tmp_path: Path) -> None:
    brought_in(book, written(tmp_path, RECORDED + "L1,2025-11-03,,1041,,\nL2,2025-11-03,,,,\n"))
    book.run(RecordOutcomes(("L1",), Outcome.LOCATED, date(2025, 11, 5)))
    file = written(tmp_path, RECORDED + "L1,2025-11-06,,,,\nL2,2025-11-04,,,,\n")
    done = book.run(ImportLeads(file, take={2: CorrectionReason.ENTRY_ERROR}))
    assert (done.said, done.result.corrections) == ("Imported leads.csv: 1 changed lead, 1 rejected", ())
    assert book.view.journal(limit=1)[0].reason is None


def test_a_file_that_reopens_a_lead_is_a_conflict_and_can_be_taken(book: Book, tmp_path: Path) -> None:
    brought_in(book, written(tmp_path, RECORDED + "L1,2025-11-03,,1041,,\n"))
    book.run(RecordOutcomes(("L1",), Outcome.LOCATED, date(2025, 11, 5)))
    file = written(tmp_path, "ref,received,outcome\nL1,2025-11-03,Pending\n")
    problem = brought_in(book, file).conflicts[0].problem
    assert "would change it: outcome located → open, outcome on 2025-11-05 → blank; take" in problem
    brought_in(book, file, take={2: CorrectionReason.ENTRY_ERROR})
    assert (book.view.lead("L1").lead.outcome, book.view.lead("L1").lead.outcome_on) == (Outcome.OPEN, None)


def test_references_that_look_alike_are_shown_side_by_side_and_never_merged(book: Book, tmp_path: Path) -> None:
    brought_in(book, written(tmp_path, "ref,received\nA-007,2025-11-03\n24-1178,2025-11-03\n"))
    rows = "A-7,2025-11-03\n\u0410-007,2025-11-03\na\u2013007,\n24-1718,2025-11-03\nX-1O,2025-11-03\nX-10,2025-11-03\n"
    report = brought_in(book, written(tmp_path, "ref,received\n" + rows))
    assert (report.new, report.unchanged) == (5, 1)
    assert [(one.row, one.other, one.other_row) for one in report.alike] == [
        (2, "A-007", None),
        (3, "A-007", None),
        (5, "24-1178", None),
        (7, "X-1O", 6),
    ]
    assert "row 7: X-10 is nearly X-1O of row 6; is it the same lead?" in report.as_text("leads")


def test_the_second_file_of_a_kind_needs_no_words(book: Book, tmp_path: Path) -> None:
    file = written(tmp_path, "Our sign,Kam an,Answer by,Name\nL1,03/11/2025,,X\n")
    mapping = {"reference": "Our sign", "received_on": "B"}
    brought_in(book, file, mapping=mapping, order=DateOrder.DMY)
    [profile] = book.view.import_profiles("leads")
    assert (dict(profile.mapping), profile.order) == (
        {"reference": "Our sign", "received_on": "Kam an"},
        DateOrder.DMY,
    )
    again = "Leads of the week\n\nOur sign,Kam an,Answer by,Name\nL2,04/11/2025,,X\n"
    assert brought_in(book, written(tmp_path, again, "again.csv")).new == 1
    assert days_of(book) == [date(2025, 11, 3), date(2025, 11, 4)]
    assert b"Answer by" not in repr(profile).encode()
    moved = "Name,Our sign,Kam an,Desk,Answer by\nX,L3,05/11/2025,,\n"
    report = brought_in(book, written(tmp_path, moved, "moved.csv"))
    assert report.drift == (
        "column D is new",
        "column A, B, C, E stood elsewhere in the last such file",
    )
    gone = written(tmp_path, "Our sign,Came,Answer by,Name\nL4,06/11/2025,,X\n", "gone.csv")
    with pytest.raises(BadInput, match="received on was read from column Kam an; name its column anew"):
        brought_in(book, gone)
    assert references(book) == ["L1", "L2", "L3"]


def test_a_file_that_needs_no_words_leaves_no_profile(book: Book, tmp_path: Path) -> None:
    brought_in(book, written(tmp_path, "ref,received\nL1,2025-11-03\n"))
    assert book.view.import_profiles("leads") == ()
