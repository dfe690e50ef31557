"""Dates as a coordinator types them: 11/21, 11/21/25, 2025-11-21, 21, today, yesterday."""

from __future__ import annotations

from datetime import date, timedelta

from storage.importing.values import read_date


def typed_date(text: str, today: date, *, ahead: bool = False) -> date:
    """The date that was typed; raises ValueError, in words, where it is none.

    A date without a year is the last such day up to today, or, with ``ahead``, the next one from today on.
    """
    word = text.strip().casefold()
    if word == "today":
        return today
    if word == "yesterday":
        return today - timedelta(days=1)
    pieces = word.replace("-", "/").split("/")
    if len(pieces) == 2 and all(piece.isdigit() and len(piece) <= 2 for piece in pieces):
        return _nearest(int(pieces[0]), int(pieces[1]), today, ahead)
    return read_date(text)


def _nearest(month: int, day: int, today: date, ahead: bool) -> date:
    for year in (today.year, today.year + (1 if ahead else -1)):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if (found >= today) if ahead else (found <= today):
            return found
    raise ValueError("is a date that does not exist")
