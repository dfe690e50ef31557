"""What the import forms ask, and how what stands in their fields becomes the command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from program.leads.outcome import CorrectionReason
from program.refusals import BadInput
from storage.commands.lead_import import ImportLeads
from storage.commands.officer_import import ImportOfficers
from storage.commands.time_import import ImportTime
from storage.importing.date_order import DateOrder
from storage.importing.delimiters import Delimiter
from storage.importing.encodings import Encoding
from storage.importing.limits import Limits, read_limit
from storage.importing.report import check_place_of_rejects
from storage.importing.time import PayPeriod
from tui.forms.codes import MaybeNamed, MaybeTurned, spelled_out
from tui.forms.fields import Field, Given, Place, Text
from tui.forms.import_columns import mapping_of

_ORDERS = {
    DateOrder.MDY: "month/day/year",
    DateOrder.DMY: "day/month/year",
    DateOrder.YMD: "year/month/day",
}


@dataclass(frozen=True)
class LimitsField(Field[Limits]):
    """Limits of a file's size that are raised: ``rows=2000000, disk=200MB``."""

    def read(self, given: Given) -> Limits:
        try:
            return Limits().raised(map(read_limit, given.typed(self).replace(",", " ").replace(";", " ").split()))
        except ValueError as problem:
            raise self.wrong(given, str(problem)) from None


FILE = Place("file", "File", hint="CSV, TSV, XLSX, ODS or JSON Lines", asked="name a file first")
REJECTS = Text("rejects", "Rejects to", hint="optional: a CSV file for the rows kept aside")
_ORDER = MaybeTurned("order", "11/10/25 is", codes=_ORDERS, none="as its dates show")
_PAY_PERIOD = MaybeTurned("pay_period", "Pay periods", codes=spelled_out(PayPeriod), none="as the file says")
_SHEET = Text("sheet", "Sheet", hint="else the one that fits")
_HEADER = Text("header_row", "Headings", hint="their row; 0 for none")
_DELIMITER = MaybeTurned("delimiter", "Delimiter", codes=spelled_out(Delimiter), none="as the rows show")
_ENCODING = MaybeTurned("encoding", "Encoding", codes=spelled_out(Encoding), none="as the bytes show")
_LIMITS = LimitsField("limits", "Limits", hint="such as rows=2000000")

MANNER = frozenset({"map", "order", "sheet", "header_row", "delimiter", "encoding", "limits", "profile"})
"""Fields that say in which manner a file is read."""

Import = ImportLeads | ImportOfficers | ImportTime
_KINDS: dict[str, tuple[Callable[..., Import], str, str]] = {
    "leads": (ImportLeads, "Import leads", "reference=Lead No.; due on=Answer by"),
    "officers": (ImportOfficers, "Import a roster", "badge=No.; authorized=Since"),
    "months of time": (ImportTime, "Import a payroll file", "badge=Emp; overtime hours=OT Hrs"),
}
"""What makes the command, the form's heading, and how columns are named."""


@dataclass(frozen=True)
class Taken:
    """Rows that are taken all the same: conflicts, each with its reason, and rows of which somebody says that what
    looks like a detail of a person is none."""

    conflicts: Mapping[int, CorrectionReason] = field(default_factory=dict)
    harmless: frozenset[int] = frozenset()


class ImportFields:
    """The fields of one kind of file. ``profiles`` are the names of those that the config file has."""

    def __init__(self, kind: str, profiles: Sequence[str], begins: str = "") -> None:
        self._make, self.heading, self._example = _KINDS[kind]
        self._map = Text("map", "Columns", hint=f"only where asked for: {self._example}")
        profile = [MaybeNamed("profile", "Profile", names=tuple(profiles), none="none")] if profiles else []
        time = [_PAY_PERIOD] if kind == "months of time" else []
        self.all: Sequence[Field[Any]] = (
            replace(FILE, begins=begins), self._map, *profile, _ORDER, *time, REJECTS, _SHEET, _HEADER, _DELIMITER,
            _ENCODING, _LIMITS,
        )  # fmt: skip

    def command(self, given: Given, taken: Taken) -> Import:
        """The command that the fields make; raises BadInput."""
        path, place = given[FILE], given[REJECTS]
        if place:
            check_place_of_rejects(path, Path(place).expanduser())
        header_row = given[_HEADER]
        if header_row and not (header_row.isascii() and header_row.isdigit()):
            raise BadInput("header_row", header_row, "give the number of a row, or 0 where there are none")
        made = self._make(
            path,
            mapping=mapping_of(given[self._map], self._example),
            order=given[_ORDER],
            sheet=given[_SHEET] or None,
            header_row=int(header_row) if header_row else None,
            delimiter=given[_DELIMITER],
            encoding=given[_ENCODING],
            limits=given[_LIMITS],
            harmless_rows=taken.harmless,
        )
        if isinstance(made, ImportLeads):
            return replace(made, take=dict(taken.conflicts))
        return replace(made, pay_period=given[_PAY_PERIOD]) if isinstance(made, ImportTime) else made
