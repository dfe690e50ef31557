"""From a row of a roster to what it says of an officer. What the book makes of it is in ``commands/``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from program.officers.standing import Period, Standing, period_of_standing
from program.personal.kinds import Kind
from storage.importing.date_order import DateOrder
from storage.importing.headers import Columns
from storage.importing.report import Reject
from storage.importing.values import Cell, is_blank, kind_of, read_date, read_text
from storage.text import compared, looks_like

_FROM_A_FILE = "imported roster"


@dataclass(frozen=True)
class OfficerInFile:
    """What one row says of an officer; ``period`` is the standing it brings, if it brings one."""

    row: int
    badge: str
    name: str | None
    period: Period | None
    gives_the_end: bool
    basis: str
    doubts: tuple[tuple[str, Kind], ...] = ()
    """The texts that look like a detail of a person."""


@dataclass(frozen=True)
class OfficerReader:
    """Reads rows of a roster. ``orders`` has the order of each column of dates."""

    columns: Columns
    orders: Mapping[str, DateOrder]
    zones: tuple[str, ...] = ()

    def read(self, number: int, cells: Sequence[Cell]) -> OfficerInFile | Reject:
        """What a row says, or why it is kept aside."""
        texts: dict[str, str] = {}
        days: dict[str, date] = {}
        for name, at in self.columns.positions.items():
            cell = cells[at] if at < len(cells) else None
            if is_blank(cell):
                continue
            try:
                if name in ("authorized", "from", "until"):
                    days[name] = read_date(cell, self.orders[name], self.zones)
                elif name == "standing":
                    texts[name] = Standing(str(cell).strip().casefold()).value
                else:
                    texts[name] = read_text(name, cell)
            except ValueError as problem:
                words = f"is no standing; use one of {', '.join(Standing)}" if name == "standing" else str(problem)
                return Reject(number, name, kind_of(cell), words)
        if "badge" not in texts or not compared(texts["badge"]):
            return Reject(number, "badge", "blank", "is blank; officers are matched by badge")
        period: Period | None = None
        begins = (days.get("from") or days.get("authorized")) if "standing" in texts else days.get("authorized")
        if "standing" in texts and begins is None:
            return Reject(number, "from", "blank", f"is blank; {texts['standing']} needs its first day")
        if begins is not None:
            if "until" in days and days["until"] < begins:
                return Reject(number, "until", "date", f"lies before the standing begins, {begins}")
            standing = Standing(texts.get("standing", Standing.AUTHORIZED))
            period = period_of_standing(standing, begins, days.get("until"))
        found = ((field, looks_like(field, texts[field])) for field in ("badge", "basis") if field in texts)
        doubts = tuple((field, kind) for field, kind in found if kind is not None)
        basis = texts.get("basis", _FROM_A_FILE)
        return OfficerInFile(number, texts["badge"], texts.get("name"), period, "until" in days, basis, doubts)
