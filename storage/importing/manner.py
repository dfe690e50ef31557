"""In which manner a file is read: what a person says of it, where it is not found by looking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.importing.date_order import DateOrder
from storage.importing.delimiters import Delimiter
from storage.importing.encodings import Encoding
from storage.importing.limits import Limits


@dataclass(frozen=True, kw_only=True)
class Manner:
    """``mapping`` names columns for fields, ``order`` is how dates are written, ``sheet`` the sheet of a workbook.

    ``header_row`` is the number of the row of headings, 0 where there is none. What is None is found by looking.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    order: DateOrder | None = None
    sheet: str | None = None
    header_row: int | None = None
    delimiter: Delimiter | None = None
    encoding: Encoding | None = None
    limits: Limits = field(default_factory=Limits)
