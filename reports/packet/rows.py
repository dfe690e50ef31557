"""A table as CSV. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from storage.text import as_cell


def csv_of(header: Sequence[str], rows: Iterable[Sequence[str | int | None]]) -> bytes:
    """UTF-8 with line ends as RFC 4180 has them; a blank cell is nothing."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(header)
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return made.getvalue().encode()


def _plain(cell: str | int | None) -> str | int:
    return "" if cell is None else as_cell(cell) if isinstance(cell, str) else cell
