"""Dates as a coordinator types them: 11/21, 11/21/25, 2025-11-21, 21 Nov, friday, today; and months: Nov 2025."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from dateutil import parser

from program.calendar import MONTH_NAMES, Month, Quarter, held
from storage.importing.values import read_date

HOW = "type it like 11/21, 11/21/25, 2025-11-21 or today"

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}


_HALF_A_YEAR = timedelta(days=182)


def typed_date(text: str, today: date, *, not_before: date | None = None, either_way: bool = False) -> date:
    """The date that was typed; raises ValueError, in words, where it is none. Month stands before day.

    A date without a year, or a weekday, is the last such day up to today, or the first from ``not_before`` on. Where it
    may as well lie ahead, ``either_way``, a date without a year is the one of them that is nearer to today.
    """
    word = " ".join(text.split()).casefold()
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    weekday = [index for index, name in enumerate(_WEEKDAYS) if len(word) >= 3 and name.startswith(word)]
    if weekday:
        return _weekday(weekday[0], today, not_before)
    if either_way:
        not_before = today - _HALF_A_YEAR
    month, _, day = word.replace("-", "/").partition("/")
    if all(part.isascii() and part.isdigit() and len(part) <= 2 for part in (month, day)):
        return _nearest(int(month), int(day), today, not_before)
    try:
        return read_date(text)
    except ValueError as problem:
        if any(character.isalpha() for character in word):
            return held(_with_month_name(word, today, not_before))
        if "lies outside" in str(problem):
            raise
        exists = "does not exist" not in str(problem)
        raise ValueError(f"is no date; {HOW}" if exists else "is a date that does not exist") from None


_MONTH_NAMED = re.compile(r"([a-z]{3,})\.?\s*(\d{4})?")
_MONTH_NUMBERED = re.compile(r"(\d{1,2})/(\d{4})", re.ASCII)
_PERIOD_TYPED = re.compile(r"FY\s*\d{4}\s*-?\s*Q[1-4]|[A-Z]{3,}\.?\s+\d{4}(?![\w-])|[^\s,;]+", re.IGNORECASE | re.ASCII)


def typed_month(text: str, today: date) -> Month:
    """The month that was typed: ``Nov 2025``, ``November``, ``11/2025``, ``2025-11``; raises ValueError, in words.

    A month without a year is the last such month up to today's.
    """
    word = text.strip().casefold()
    if found := _MONTH_NUMBERED.fullmatch(word):
        return _month(f"{found[2]}-{found[1]:0>2}")
    named = _MONTH_NAMED.fullmatch(word)
    number = named and next((at for at, name in enumerate(MONTH_NAMES, 1) if name.casefold().startswith(named[1])), 0)
    if not named or not number:
        return _month(word)
    return _month(f"{named[2]}-{number:02}") if named[2] else Month(today.year - (number > today.month), number)


def _month(iso: str) -> Month:
    try:
        return Month.parse(iso)
    except ValueError:
        raise ValueError("is no month; write it like Nov 2025") from None


def typed_period(text: str, today: date) -> Month | Quarter:
    """The month or the quarter that was typed; raises ValueError, in words."""
    try:
        return Quarter.parse(text)
    except ValueError:
        pass
    try:
        return typed_month(text, today)
    except ValueError:
        raise ValueError("is neither a month like Nov 2025 nor a quarter like FY2026-Q1") from None


def periods_of(text: str) -> list[str]:
    """The parts of a line that has months and quarters with blanks or commas between them."""
    return _PERIOD_TYPED.findall(text)


def in_words(day: date) -> str:
    """``Fri, Nov 21, 2025``."""
    return f"{day:%a, %b} {day.day}, {day.year}"


def _weekday(weekday: int, today: date, not_before: date | None) -> date:
    if not_before is not None:
        return not_before + timedelta(days=(weekday - not_before.weekday()) % 7)
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _nearest(month: int, day: int, today: date, not_before: date | None) -> date:
    begin = (not_before or today).year
    for year in range(begin, begin + 9) if not_before else range(begin, begin - 9, -1):  # leap years are 4 or 8 apart
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= not_before if not_before else found <= today:
            return found
    raise ValueError("is a date that does not exist")


def _with_month_name(word: str, today: date, not_before: date | None) -> date:
    """Reads ``21 nov`` and the like; what is not said takes the default's value, so two defaults tell what was said."""
    try:
        one, other = (
            parser.parse(word, default=default, ignoretz=True)
            for default in (datetime(2000, 1, 1), datetime(2004, 2, 2))  # noqa: DTZ001
        )
    except (ValueError, OverflowError):
        raise ValueError(f"is no date; {HOW}") from None
    if (one.month, one.day) != (other.month, other.day):
        raise ValueError(f"is no date; {HOW}")
    if one.year == other.year:
        return one.date()
    return _nearest(one.month, one.day, today, not_before)
