"""New references, of a file or entered by hand, that are nearly those of others: told, never taken for one."""

from __future__ import annotations

import unicodedata

from sqlalchemy import ColumnElement

from program.leads.near_duplicates import beside, certain_signs, letters_that_look_latin, nearly_alike
from storage.importing.report import Likeness, Listed
from storage.journal.writer import Writer
from storage.schema.lead import lead
from storage.text import compared

_MOST_NEW = 20_000
_MOST_IN_BOOK = 300_000
"""Larger ones are not compared: the quarter's checklist does so, a quarter at a time."""

_MOST_TOLD = 3
_BOTH = 2


def likenesses(writer: Writer, new: list[Listed]) -> tuple[Likeness, ...]:
    """The new leads whose reference is nearly another's, of the file or of the book, by row."""
    if not new or len(new) > _MOST_NEW:
        return ()
    rows = {one.key: one for one in new}
    columns = writer.select(lead).with_only_columns(lead.c.reference_key, lead.c.reference).limit(_MOST_IN_BOOK + 1)
    book = {row["reference_key"]: row["reference"] for row in writer.rows(columns)}
    if len(book) > _MOST_IN_BOOK:
        return ()
    found = []
    for pair in nearly_alike([*(key for key in book if key not in rows), *rows]):
        mine = sorted((rows[key] for key in pair if key in rows), key=lambda one: one.row)
        if not mine:
            continue
        last = mine[-1]
        other = mine[0] if len(mine) == _BOTH else None
        reference = other.reference if other else book[next(key for key in pair if key != last.key)]
        found.append(Likeness(last.row, last.reference, reference, other.row if other else None))
    return tuple(sorted(found, key=lambda one: one.row))


def likeness_notes(writer: Writer, reference: str) -> tuple[str, ...]:
    """What is to be seen of a reference that is about to be entered: letters of another script that look like ours, and
    the references of the book that it is nearly like."""
    notes = []
    if letters := letters_that_look_latin(reference):
        scripts = " and ".join(dict.fromkeys(unicodedata.name(sign).split()[0].capitalize() for sign in letters))
        what = (
            f"is a {scripts} letter that only looks" if len(letters) == 1 else f"are {scripts} letters that only look"
        )
        notes.append(f"{reference}: {', '.join(letters)} {what} Latin")
    if others := _nearly_like(writer, compared(reference)):
        more = f" and {len(others) - _MOST_TOLD} more" if len(others) > _MOST_TOLD else ""
        notes.append(f"{reference} is nearly {', '.join(others[:_MOST_TOLD])}{more} in the book; is it the same lead?")
    return tuple(notes)


def _nearly_like(writer: Writer, key: str) -> list[str]:
    """The references of the book that are nearly one; the database narrows down which ones may be.

    In a book that is too large for that, those with two digits swapped.
    """
    columns = writer.select(lead).with_only_columns(lead.c.reference_key, lead.c.reference)
    may_be: ColumnElement[bool] = lead.c.reference_key.in_(sorted(beside(key)))
    if writer.row(columns.offset(_MOST_IN_BOOK).limit(1)) is None:
        signs = (f"\\{sign}" if sign == "%" else sign for sign in certain_signs(key))
        may_be = may_be | lead.c.reference_key.like("%".join(["", *signs, ""]), escape="\\")
    rows = writer.rows(columns.where(may_be, lead.c.reference_key != key).limit(_MOST_NEW))
    book = {row["reference_key"]: row["reference"] for row in rows}
    pairs = [pair for pair in nearly_alike([key, *book]) if key in pair]
    return sorted(book[other] for pair in pairs for other in pair if other != key)
