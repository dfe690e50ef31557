"""Payroll by pay period and by day: summed by month, whole months only, and never an hour dropped without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from program.calendar import Month
from program.refusals import BadInput
from storage.book import Book
from storage.commands.time_import import ImportTime
from storage.importing.report import ImportReport
from storage.importing.time import PayPeriod
from tests.frozen import Clock
from tests.storage.test_imports import written

OCTOBER = Month(2025, 10)


def payroll(folder: Path, header: str, *lines: str) -> Path:
    return written(folder, "\n".join((header, *lines)) + "\n", "payroll.csv")


def brought_in(book: Book, file: Path, **options: object) -> ImportReport:
    report: ImportReport = book.run(ImportTime(file, **options)).result  # type: ignore[arg-type]
    assert report.new + report.changed + report.unchanged + report.rejected == report.rows
    return report


def hours(book: Book, month: Month = OCTOBER, badge: str = "1041") -> tuple[int, int] | None:
    lines = book.view.time(month, badge)
    return (lines[0].time.hours, lines[0].time.overtime) if lines else None


ENDS = "badge,pay period ending,hours,overtime"


def test_pay_periods_of_a_month_are_summed(book: Book, tmp_path: Path) -> None:
    file = payroll(tmp_path, ENDS, "1041,10/15/2025,80,5", "1041,10/31/2025,80,2.5")
    report = brought_in(book, file, pay_period=PayPeriod.SEMIMONTHLY)
    assert (report.new, report.unchanged, hours(book)) == (2, 0, (160_00, 7_50))
    assert brought_in(book, file, pay_period=PayPeriod.SEMIMONTHLY).unchanged == 2


def test_without_their_length_or_their_starts_pay_periods_are_asked_about(book: Book, tmp_path: Path) -> None:
    file = payroll(tmp_path, ENDS, "1041,10/14/2025,80,0", "1041,10/28/2025,80,0")
    with pytest.raises(BadInput, match=r"period_start: .*--pay-period weekly\|biweekly\|semimonthly\|monthly"):
        brought_in(book, file)
    assert hours(book) is None


STARTS = "badge,period start,period end,hours"


def test_pay_periods_with_both_their_days_need_no_length(book: Book, tmp_path: Path) -> None:
    file = payroll(tmp_path, STARTS, "1041,10/01/2025,10/15/2025,88", "1041,10/16/2025,10/31/2025,96")
    brought_in(book, file)
    assert hours(book) == (184_00, 0)


def test_a_pay_period_across_two_months_is_kept_aside_and_so_are_both_months(book: Book, tmp_path: Path) -> None:
    file = payroll(
        tmp_path, ENDS, "1041,10/04/2025,80,0", "1041,10/18/2025,80,0", "1041,11/01/2025,80,0", "1052,10/18/2025,80,0"
    )
    report = brought_in(book, file, pay_period=PayPeriod.BIWEEKLY)
    assert (report.new, [reject.row for reject in report.rejects]) == (0, [2, 3, 4, 5])
    assert (
        "runs from 2025-09-21 to 2025-10-04, across two months; its hours are needed by day"
        in report.rejects[0].problem
    )
    assert "row 2 of officer 1041 Officer 1041 is kept aside, so 2025-10 is not whole" in report.rejects[1].problem
    assert "the file has no pay period of 2025-10-01, and 2025-10 is recorded whole" in report.rejects[3].problem


def days(*numbers: int, badge: str = "1041", each: str = "8") -> list[str]:
    return [f"{badge},10/{number:02}/2025,{each}" for number in numbers]


DAYS = "badge,work date,hours"
WEEKDAYS = [number for number in range(1, 32) if number % 7 not in (4, 5)]


def test_days_are_summed_by_month_across_the_months_end(book: Book, tmp_path: Path) -> None:
    file = payroll(tmp_path, DAYS, *days(*WEEKDAYS), "1041,11/03/2025,8", "1041,11/01/2025,4")
    report = brought_in(book, file)
    assert (report.rejected, hours(book)) == (0, (8_00 * len(WEEKDAYS), 0))
    assert hours(book, Month(2025, 11)) == (12_00, 0)


def test_two_shifts_of_a_day_are_summed_and_a_row_twice_is_kept_aside(book: Book, tmp_path: Path) -> None:
    file = payroll(tmp_path, DAYS, *days(*WEEKDAYS), "1041,10/31/2025,2", "1041,10/31/2025,2")
    report = brought_in(book, file)
    assert [reject.row for reject in report.rejects] == [len(WEEKDAYS) + 3]
    assert "repeats row" in report.rejects[0].problem
    assert hours(book) == (8_00 * len(WEEKDAYS) + 2_00, 0)


def test_half_a_months_days_are_not_the_month(book: Book, tmp_path: Path) -> None:
    first, second = WEEKDAYS[:11], WEEKDAYS[11:]
    for half in (first, second):
        report = brought_in(book, payroll(tmp_path, DAYS, *days(*half)))
        assert (report.new, report.unchanged, report.rejected) == (0, 0, len(half))
        assert "2025-10 is recorded whole" in report.rejects[0].problem
    assert hours(book) is None


def test_an_officer_with_a_bad_row_is_kept_aside_whole_and_the_others_come_in(book: Book, tmp_path: Path) -> None:
    lines = [*days(*WEEKDAYS), *days(*WEEKDAYS[:-1], badge="1052"), "1052,10/31/2025,many"]
    report = brought_in(book, payroll(tmp_path, DAYS, *lines))
    assert (report.new, report.rejected) == (len(WEEKDAYS), len(WEEKDAYS))
    assert hours(book, badge="1052") is None


def test_pay_periods_that_overlap_are_kept_aside(book: Book, tmp_path: Path) -> None:
    file = payroll(
        tmp_path,
        STARTS,
        "1041,10/01/2025,10/15/2025,88",
        "1041,10/16/2025,10/31/2025,96",
        "1041,10/15/2025,10/31/2025,96",
    )
    report = brought_in(book, file)
    assert len(report.rejects) == 1
    assert "stand in row" in report.rejects[0].problem


def test_dates_in_a_column_of_months_are_no_second_statement(book: Book, tmp_path: Path) -> None:
    file = payroll(tmp_path, "badge,period,hours", "1041,10/14/2025,80", "1041,10/28/2025,80")
    report = brought_in(book, file)
    assert (report.new, report.unchanged, [reject.row for reject in report.rejects]) == (1, 0, [3])
    assert "where these are pay periods, name --map period_end=COLUMN" in report.rejects[0].problem


@pytest.mark.parametrize(
    ("kind", "end", "start"),
    [
        (PayPeriod.WEEKLY, 11, 5), (PayPeriod.BIWEEKLY, 18, 5), (PayPeriod.SEMIMONTHLY, 15, 1),
        (PayPeriod.SEMIMONTHLY, 31, 16), (PayPeriod.MONTHLY, 31, 1),
    ],
)  # fmt: skip
def test_a_pay_period_starts_where_its_kind_says(kind: PayPeriod, end: int, start: int) -> None:
    assert kind.start(OCTOBER.starts_on.replace(day=end)).day == start


@pytest.mark.parametrize("kind", [PayPeriod.SEMIMONTHLY, PayPeriod.MONTHLY])
def test_a_day_on_which_no_pay_period_ends_is_kept_aside(book: Book, tmp_path: Path, kind: PayPeriod) -> None:
    report = brought_in(book, payroll(tmp_path, ENDS, "1041,10/14/2025,80,0"), pay_period=kind)
    assert [reject.field for reject in report.rejects] == ["period_end"]
    assert f"no {kind} pay period ends on 2025-10-14" in report.rejects[0].problem


@pytest.mark.parametrize(
    ("header", "row", "field"),
    [
        (STARTS, "1041,,10/15/2025,8", "period_start"),
        (STARTS, "1041,10/20/2025,10/15/2025,8", "period_start"),
        (STARTS, "1041,10/01/2025,,8", "period_end"),
        (STARTS, "1041,12/01/2025,12/15/2025,8", "period_end"),
        (DAYS, "1041,,8", "date"),
        (DAYS, "1041,11/30/2025,8", "date"),
    ],
)
def test_a_row_whose_days_cannot_be_is_kept_aside(
    book: Book, tmp_path: Path, header: str, row: str, field: str
) -> None:
    report = brought_in(book, payroll(tmp_path, header, row))
    assert [reject.field for reject in report.rejects] == [field]


def test_a_running_month_is_whole_through_its_last_pay_period(book: Book, tmp_path: Path, clock: Clock) -> None:
    file = payroll(tmp_path, STARTS, "1041,11/01/2025,11/15/2025,80")
    assert brought_in(book, file).new == 1
    clock.move(days=20)
    report = brought_in(book, file)
    assert (report.new, report.rejected) == (0, 1)


def test_a_file_that_does_not_say_of_which_days_its_hours_are_is_refused(book: Book, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no column says of which days the hours are"):
        brought_in(book, payroll(tmp_path, "badge,hours", "1041,8"))
