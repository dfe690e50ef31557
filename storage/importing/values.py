"""From a cell to a value: dates, words and references as people and spreadsheets write them. Nothing is guessed."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from program.calendar import held
from program.leads.outcome import Category, CorrectionReason, Origin
from program.refusals import BadInput
from storage.importing.date_order import DateOrder
from storage.text import of_cell, tidied

Cell = str | int | float | bool | time | date | datetime | timedelta | None
"""What a cell of a file may hold. ``None`` and blank text are no value."""

_TIME = (
    r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?\s*"
    r"(?:[AaPp][Mm]|(?P<zone>[Zz]|(?:UTC|GMT)|[+-]\d{2}:?(?:\d{2})?))?)?"
)
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_WITH_MONTH_NAME = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d %b %y", "%b %d %y")
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050  # 1 Jan 2000 to 31 Dec 2099 as days since 30 Dec 1899
_TO_1904 = 1_462


class Serial1904(float):
    """A number in a workbook that counts its days from 1 January 1904, as spreadsheets once did on the Macintosh."""


class ZeroPadded(float):
    """A number that the workbook shows with zeros before it: as text it would be another than the one that is seen."""


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def kind_of(cell: Cell) -> str:
    """What kind of value a cell holds: ``blank``, ``text``, ``number``, ``date`` or ``boolean``; never the value."""
    if is_blank(cell):
        return "blank"
    if isinstance(cell, bool):
        return "boolean"
    if isinstance(cell, int | float):
        return "number"
    return "text" if isinstance(cell, str) else "date"


def read_date(cell: Cell, order: DateOrder = DateOrder.MDY, zones: tuple[str, ...] = ()) -> date:
    """The date of a cell; a time of day is dropped, one with an offset is a moment, and its day that of the ``zones``.

    Raises ValueError, in words, on anything else, and where the moment is of two days in the zones.
    """
    if isinstance(cell, datetime):
        return held(cell.date())
    if isinstance(cell, date):
        return held(cell)
    if isinstance(cell, str):
        return held(_date_of_text(" ".join(cell.split()), order, zones))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        days = cell + _TO_1904 if isinstance(cell, Serial1904) else cell
        if _FIRST_SERIAL <= days <= _LAST_SERIAL:
            return date(1899, 12, 30) + timedelta(days=int(days))
    raise ValueError("is no date; write it like 2025-11-23")


def read_text(field: str, cell: Cell) -> str:
    """The text of a cell as the book keeps it; whole numbers lose the point a spreadsheet gave them.

    Nothing is guarded: whether it may come in is decided where the row meets the book. Raises ValueError where
    digits were lost before the file reached us.
    """
    try:
        kept = tidied(field, of_cell(cell) if isinstance(cell, str) else _text_of(cell))
    except BadInput as error:
        raise ValueError(error.expected) from None
    if kept is None:
        raise ValueError("has no character that can be shown")
    return kept


def category_of(text: str) -> Category:
    """``standard`` or ``welfare_check``; raises ValueError."""
    words = text.strip().casefold().replace("_", " ").replace("-", " ")
    if words in ("welfare", "welfare check", "wellness check"):
        return Category.WELFARE_CHECK
    if words == "standard":
        return Category.STANDARD
    raise ValueError(f"is no category; use one of {', '.join(Category)}")


def origin_of(text: str) -> Origin:
    """``ice`` or ``agency``; raises ValueError."""
    try:
        return Origin(text.strip().casefold())
    except ValueError:
        raise ValueError(f"is no origin; use one of {', '.join(Origin)}") from None


def reason_of(text: str) -> CorrectionReason:
    """A coded reason; raises ValueError."""
    try:
        return CorrectionReason(text.strip().casefold().replace(" ", "_"))
    except ValueError:
        raise ValueError(f"is no coded reason; use one of {', '.join(CorrectionReason)}") from None


def _text_of(cell: Cell) -> str:
    if isinstance(cell, bool):
        raise ValueError("is true or false, where text was expected")  # noqa: TRY004 - every reader of cells says ValueError
    if isinstance(cell, ZeroPadded):
        raise ValueError("is a number that is shown with zeros before it, and they are not kept; make the column text")  # noqa: TRY004
    if isinstance(cell, float):
        if not cell.is_integer() or abs(cell) >= 1e15:
            raise ValueError("is a number that the spreadsheet has cut or rounded; make the column text")
        cell = int(cell)
    elif isinstance(cell, int) and abs(cell) >= 10**15:
        raise ValueError("is a number of more than 15 digits, which spreadsheets round; make the column text")
    elif isinstance(cell, date | time | timedelta):
        raise ValueError("is a date, where text was expected; make the column text")
    return str(cell)


@lru_cache(maxsize=4096)
def _date_of_text(text: str, order: DateOrder, zones: tuple[str, ...]) -> date:
    match = _YEAR_FIRST.fullmatch(text) or _YEAR_LAST.fullmatch(text)
    if match is not None and match["zone"]:
        return _day_of_moment(_day_written(text, order), match, zones)
    return _day_written(text, order)


def _day_of_moment(day: date, match: re.Match[str], zones: tuple[str, ...]) -> date:
    """The day of a moment for an agency in one of the zones."""
    digits = match["zone"].replace(":", "")[1:] if match["zone"][0] in "+-" else ""
    ahead = timedelta(hours=int(digits[:2] or 0), minutes=int(digits[2:] or 0))
    try:
        offset = timezone(-ahead if match["zone"][0] == "-" else ahead)
        moment = datetime.combine(day, time(int(match["hour"]), int(match["minute"])), offset)
        days = {moment.astimezone(ZoneInfo(zone)).date() for zone in zones}
    except (ValueError, OverflowError):
        raise ValueError("has a time that does not exist; write the date like 2025-11-23") from None
    if len(days) != 1:
        raise ValueError(
            "is a moment, and which day that is depends on the agency's time zone; say it with leadbook time-zone ZONE"
        )
    return days.pop()


def _day_written(text: str, order: DateOrder) -> date:
    match = _YEAR_FIRST.fullmatch(text)
    if match is not None:
        return _existing(int(match[1]), int(match[2]), int(match[3]))
    match = _YEAR_LAST.fullmatch(text)
    if match is not None:
        first, second, third = int(match[1]), int(match[2]), int(match[3])
        if order is DateOrder.YMD and len(match[3]) == 2:
            return _existing(2000 + first, second, third)
        year = third if len(match[3]) == 4 else 2000 + third
        month, day = (second, first) if order is DateOrder.DMY else (first, second)
        return _existing(year, month, day)
    if re.fullmatch(r"20\d{6}", text, re.ASCII):
        return _existing(int(text[:4]), int(text[4:6]), int(text[6:]))
    spaced = " ".join(re.sub(r"[,./-]", " ", text).split())
    for form in _WITH_MONTH_NAME:
        try:
            return datetime.strptime(spaced, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise ValueError("is no date; write it like 2025-11-23 or 11/23/2025")


def _existing(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("is a date that does not exist; if day and month are swapped, say --date-order") from None
