"""New references of a file that are nearly those of others: shown side by side, never taken for one."""

from __future__ import annotations

from program.leads.near_duplicates import nearly_alike
from storage.importing.report import Likeness, Listed
from storage.journal.writer import Writer
from storage.schema.lead import lead

_MOST_NEW = 20_000
_MOST_IN_BOOK = 300_000
"""Larger ones are not compared: the quarter's checklist does so, a quarter at a time."""

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
