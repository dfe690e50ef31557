"""Pay, time and payroll files; the clocks on standings and the head count: what goes in, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from program.calendar import Month, Quarter
from program.officers.clock import Notice
from program.officers.standing import Standing
from program.refusals import BadInput
from program.rules.rule_set import HeadCount
from storage.book import Book
from storage.commands.base import Command
from storage.commands.notice import RecordNotice
from storage.commands.officer import AddOfficer, SetStanding
from storage.commands.pay import RecordPay, RecordTime
from storage.commands.time_import import ImportTime
from storage.errors import Conflict
from storage.importing.report import ImportReport
from storage.importing.time import read_hours, read_month
from tests.frozen import TODAY
from tests.money_books import BEGAN, NOVEMBER, OCTOBER, paid


def test_pay_stands_from_its_day_and_the_same_day_replaces_it(book: Book) -> None:
    book.run(RecordPay("1041", 72_800_00, BEGAN, None, 1_500_00, 0, 52_50))
    raised = book.run(RecordPay("1041", 80_000_00, date(2025, 11, 1)))
    assert raised.notes == (
        "The pay from 2025-10-01 has benefits and an overtime rate, this has none; record it again with them",
    )
    book.run(RecordPay("1041", 81_000_00, date(2025, 11, 1), date(2026, 3, 31), 0, 31_45, 60_00))
    assert (
        "recorded already"
        in book.run(RecordPay("1041", 81_000_00, date(2025, 11, 1), date(2026, 3, 31), 0, 31_45, 60_00)).said
    )
    (officer,) = book.view.pay("1041")
    assert [(one.from_, one.annual_salary_cents, one.until) for one in officer.pay] == [
        (BEGAN, 72_800_00, None),
        (date(2025, 11, 1), 81_000_00, date(2026, 3, 31)),
    ]
    with pytest.raises(BadInput, match="no officer of this badge"):
        book.view.pay("9999")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (RecordPay("1041", -1, BEGAN), "annual_salary_cents.*-1.*officer 1041 Officer 1041"),
        (RecordPay("1041", 1, BEGAN, date(2025, 9, 1)), "until.*2025-09-01.*officer 1041"),
        (RecordPay("1041", 1, BEGAN, None, 0, 1_000_00), "benefits_percent.*1000.*officer 1041.*at most 100"),
        (RecordPay("1041", 1, BEGAN, None, 1, 1), "benefits_percent.*officer 1041"),
        (RecordPay("9999", 1, BEGAN), "9999.*on the roster"),
        (RecordTime("1041", OCTOBER, 800_00), "hours.*800.*officer 1041.*October 2025 has 744 hours"),
        (RecordTime("1041", OCTOBER, -1), "hours.*-1.*officer 1041"),
        (RecordTime("1041", OCTOBER, 1_00, 2_00), "program_hours.*2.*officer 1041"),
        (RecordTime("1041", OCTOBER, 1_00, 0, 1_00, 2_00), "backfill.*2.*officer 1041"),
        (RecordTime("1041", Month(2025, 12), 1_00), "period.*2025-12.*officer 1041.*has not begun"),
        (RecordTime("1041", NOVEMBER, 600_00), "hours.*600.*officer 1041.*552 hours so far"),
        (SetStanding("1041", Standing.SUSPENDED, TODAY, BEGAN, "x"), "until.*2025-10-01.*officer 1041"),
    ],
)
def test_what_cannot_be_is_refused_by_officer_field_and_value(book: Book, command: Command, words: str) -> None:
    before = book.view.journal_length()
    with pytest.raises(BadInput, match=words):
        book.run(command)
    assert book.view.journal_length() == before


def test_an_officer_with_pay_is_not_taken_back(book: Book) -> None:
    entry = book.run(AddOfficer("1063", "Officer 1063", BEGAN)).entry
    pay = book.run(RecordPay("1063", 60_000_00, BEGAN)).entry
    with pytest.raises(Conflict, match=f"entry {pay}"):
        book.undo(entry)


def payroll(folder: Path, *lines: str) -> Path:
    file = folder / "payroll.csv"
    file.write_text("\n".join(("Badge,Period,Hours,287(g) hours,Overtime,Backfill", *lines)) + "\n")
    return file


def brought_in(book: Book, file: Path) -> ImportReport:
    found: Any = book.run(ImportTime(file)).result
    assert isinstance(found, ImportReport)
    return found


def test_a_payroll_file_brings_hours_and_stays_named(book: Book, tmp_path: Path) -> None:
    paid(book)
    file = payroll(tmp_path, "1041,2025-10,160,,10,2", "1052,10/2025,150.5,75.25,,", "1052,11/15/2025,80,,3,")
    report = brought_in(book, file)
    assert (report.rows, report.new, report.changed, report.unchanged, report.rejected) == (3, 2, 1, 0, 0)
    lines = {(line.badge, str(line.time.month)): line for line in book.view.time()}
    assert lines["1052", "2025-10"].time.programme == 75_25
    assert lines["1041", "2025-10"].file == "payroll.csv"
    assert lines["1041", "2025-11"].file is None
    assert book.view.time(OCTOBER, "1052")[0].time.hours == 150_50
    again = book.run(ImportTime(file))
    assert (again.entry, again.result.unchanged) == (None, 3)
    assert book.view.claim_body(OCTOBER)["documents"] == [{"file": "payroll.csv", "sha256": report.sha256}]


def test_bad_rows_of_a_payroll_file_are_kept_aside(book: Book, tmp_path: Path) -> None:
    file = payroll(
        tmp_path,
        "9999,2025-10,1,,,",
        ",2025-10,1,,,",
        "1041,,1,,,",
        "1041,2026-02,1,,,",
        "1041,2025-10,800,,,",
        "1041,2025-10,-1,,,",
        "1041,2025-13,1,,,",
        "1041,soon,1,,,",
        "1041,2025-11,1,2,,",
        "1052,2025-10,,,1,",
        "1052,2025-11,1,,,,,7",
        "1052,2025-11,1,,,",
        "1052,2025-11,1,,,",
        "1052,2025-11,2,,,",
    )
    report = brought_in(book, file)
    assert (report.new, report.unchanged) == (1, 1)
    assert [(reject.row, reject.field) for reject in report.rejects] == [
        (2, "badge"), (3, "badge"), (4, "period"), (5, "period"), (6, "hours"), (7, "hours"), (8, "period"),
        (9, "period"), (10, "programme_hours"), (11, "hours"), (12, "row"), (15, "period"),
    ]  # fmt: skip


def test_cells_are_read_as_months_and_hours() -> None:
    assert read_month("2025/3") == read_month(date(2025, 3, 9)) == Month(2025, 3)
    assert (read_hours(7.5), read_hours(8), read_hours("7.25")) == (7_50, 8_00, 7_25)
    for cell in (True, 1.005, "1,5"):
        with pytest.raises(ValueError, match=r"number|decimals"):
            read_hours(cell)


def test_clocks_run_on_standings(book: Book) -> None:
    suspended = book.run(SetStanding("1041", Standing.SUSPENDED, date(2025, 11, 3), None, "complaint"))
    assert suspended.notes == ("The 90 days of a suspension end on 2026-02-01",)
    revoked = book.run(SetStanding("1052", Standing.REVOKED, date(2025, 11, 20), None, "letter"))
    assert revoked.notes == ("ICE is to be told by 2025-11-22; then leadbook officer notice 1052 --on DATE",)
    first, second = book.view.clocks()
    assert first.suspension is not None
    assert (first.suspension.days_gone, first.suspension.days_left) == (20, 70)
    assert second.notice is not None
    assert second.notice.notice is Notice.OVERDUE
    late = book.run(RecordNotice("1052", TODAY))
    assert late.notes == ("48 hours were over on 2025-11-22",)
    book.run(RecordNotice("1052", date(2025, 11, 21)))
    assert "recorded already" in book.run(RecordNotice("1052", date(2025, 11, 21))).said
    told = book.view.clocks()[1].notice
    assert told is not None
    assert told.notice is Notice.RECORDED
    with pytest.raises(BadInput, match=r"officer 1041.*not revoked"):
        book.run(RecordNotice("1041", TODAY))
    with pytest.raises(BadInput, match="lies after today"):
        book.run(RecordNotice("1052", date(2025, 11, 24)))
    assert [one.badge for one in book.view.clocks(date(2027, 8, 1))] == ["1041", "1052"]
    assert book.view.clocks(date(2025, 7, 1)) == ()


def test_the_end_of_an_authorization_is_said_in_time(book: Book) -> None:
    found = {one.badge: one.expiry for one in book.view.clocks(date(2027, 8, 20))}
    assert {badge: end.warning for badge, end in found.items() if end} == {"1041": 60, "1052": 60}


def test_a_head_count_names_its_officers(book: Book) -> None:
    book.run(SetStanding("1052", Standing.REVOKED, date(2025, 11, 20), None, "letter"))
    heads = book.view.heads()
    assert (heads.on, heads.quarter, heads.reading) == (TODAY, Quarter(2026, 1), HeadCount.LAST_DAY)
    assert [record.badge for record in heads.authorized] == ["1041"]
    assert {one: len(records) for one, records in heads.readings.items()} == {
        HeadCount.LAST_DAY: 1,
        HeadCount.ANY_DAY: 2,
        HeadCount.EVERY_DAY: 1,
    }
    assert len(book.view.heads(on=date(2025, 11, 19)).authorized) == 2


def test_pay_is_in_force_before_an_officer_has_a_standing(book: Book) -> None:
    book.run(RecordPay("1052", 73_000_00, date(2025, 9, 1)))
    september = book.view.claim(Month(2025, 9)).claim
    assert [(line.badge, line.claimed_cents) for line in september.lines if line.badge == "1052"] == [("1052", 0)]
    assert september.lines[-1].recorded_cents == 6_083_33
