"""A table as CSV. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from storage.text import printable

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """UTF-8 with line ends as RFC 4180 has them; a blank cell is nothing."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return made.getvalue().encode()


def harmless(cell: str | int | None) -> str | int:
    """The cell as a spreadsheet may read it: numbers stay, text never is a formula."""
    if cell is None:
        return ""
    if isinstance(cell, int):
        return cell
    text = printable(cell)
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
