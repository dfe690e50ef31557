"""What came of an import: counts, columns, and the rows kept aside, for the screen and as the contract's JSON."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from program.leads.outcome import CorrectionReason
from program.refusals import BadInput
from storage.engine.files import private_file
from storage.importing.date_order import DateOrder
from storage.text import as_cell, number_of, printable

_COLUMNS = ("row", "field", "value_kind", "problem")
_MOST_SAID = 20
_HEADER = ",".join(_COLUMNS).encode()


@dataclass(frozen=True)
class Reject:
    """A row kept aside: its number in the file's own program, the field, what kind of value stands there, and why.

    The value itself is not repeated: it may be anything that a spreadsheet holds.
    """

    row: int
    field: str
    value_kind: str
    problem: str
    about: str = ""
    """The compared badge of the officer whose hours the row has, where it could be read."""
    group: str = ""
    """``conflict`` or ``closed_quarter`` where the row is kept aside for what the book has, ``personal`` where a text
    of it looks like a detail of a person, ``shape`` where its reference has not the shape of one."""


_CODED = frozenset({"outcome", "category", "origin", "reason"})

CONFLICT = "conflict"
CLOSED = "closed_quarter"
PERSONAL = "personal"
SHAPE = "shape"

MOST_LISTED = 20_000
"""So many rows of a kind are kept to be shown one by one."""


@dataclass(frozen=True)
class Change:
    """What becomes of a field of a record, as the book keeps it; None where it is blank."""

    field: str
    before: str | None
    after: str | None

    @property
    def words(self) -> str:
        """``due on 2025-11-20 → 2025-11-25``."""
        before, after = self.before or "blank", self.after or "blank"
        if self.field in _CODED:
            before, after = before.replace("_", " "), after.replace("_", " ")
        return f"{self.field.replace('_', ' ')} {before} → {after}"

    @property
    def words_without_texts(self) -> str:
        """The same where a cell's text is not repeated: ``evidence replaced``."""
        if self.field != "evidence":
            return self.words
        return "evidence removed" if self.after is None else "evidence replaced" if self.before else "evidence added"


@dataclass(frozen=True)
class Listed:
    """A row of the file that came in, or would: its number, the record's name, and what it changes."""

    row: int
    reference: str
    key: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Correction:
    """A row that corrected what was recorded: its number, the lead, the coded reason, and all that it changed."""

    row: int
    reference: str
    reason: str
    changes: tuple[Change, ...]

    @property
    def words(self) -> str:
        """``row 17 taken (ICE advised): 24-1187 officer 1041 → 1052, evidence replaced``."""
        why = CorrectionReason(self.reason).words_within
        changed = ", ".join(change.words_without_texts for change in self.changes)
        return f"row {self.row} taken ({why}): {self.reference} {changed}"


@dataclass(frozen=True)
class Likeness:
    """A new reference that is nearly another: of the file, where ``other_row`` says in which row, or of the book."""

    row: int
    reference: str
    other: str
    other_row: int | None

    @property
    def words(self) -> str:
        """``row 17: 24-0O1 is nearly 24-001 of row 5``."""
        where = "in the book" if self.other_row is None else f"of row {self.other_row}"
        return f"row {self.row}: {self.reference} is nearly {self.other} {where}; is it the same lead?"


_ONE_OF = {"leads": "lead", "officers": "officer", "months of time": "month of time"}


@dataclass(frozen=True)
class ImportReport:
    """The outcome of an import; new + changed + unchanged + rejected = rows, blank rows being none."""

    file: str
    sha256: str
    rows: int
    new: int
    changed: int
    unchanged: int
    columns_used: Mapping[str, str]
    columns_dropped: tuple[str, ...]
    rejects: tuple[Reject, ...]
    sheet: str | None = None
    sheets_not_read: tuple[str, ...] = ()
    date_orders: Mapping[str, str] = field(default_factory=dict)
    date_orders_guessed: tuple[str, ...] = ()
    header_row: int = 1
    left_out: tuple[tuple[int, str], ...] = ()
    hidden_sheets: tuple[str, ...] = ()
    hidden_rows: int = 0
    linked: bool = False
    new_rows: tuple[Listed, ...] = ()
    changed_rows: tuple[Listed, ...] = ()
    unchanged_rows: tuple[Listed, ...] = ()
    alike: tuple[Likeness, ...] = ()
    drift: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def says_something(self) -> bool:
        """Whether anything of the file would change the book, or was kept aside."""
        return bool(self.new or self.changed or self.rejects)

    @property
    def conflicts(self) -> tuple[Reject, ...]:
        """The rows kept aside that would correct what is recorded."""
        return tuple(reject for reject in self.rejects if reject.group == CONFLICT)

    @property
    def of_closed_quarters(self) -> tuple[Reject, ...]:
        """The rows kept aside that would change a closed quarter."""
        return tuple(reject for reject in self.rejects if reject.group == CLOSED)

    @property
    def personal(self) -> tuple[Reject, ...]:
        """The rows kept aside since a text of theirs looks like a detail of a person."""
        return tuple(reject for reject in self.rejects if reject.group == PERSONAL)

    @property
    def of_another_shape(self) -> tuple[Reject, ...]:
        """The rows kept aside since their reference has not the shape of one, or not the agency's."""
        return tuple(reject for reject in self.rejects if reject.group == SHAPE)

    @property
    def rejected(self) -> int:
        """How many rows were kept aside."""
        return len(self.rejects)

    def said(self, thing: str) -> str:
        """``leads.csv: 100 new leads, 5 changed, 10 unchanged, 5 rejected``; what there is none of is not said."""
        numbers = {"new": self.new, "changed": self.changed, "unchanged": self.unchanged, "rejected": self.rejected}
        (first, number), *rest = [(word, number) for word, number in numbers.items() if number] or [("new", 0)]
        said = [number_of(number, f"{first} {_ONE_OF[thing]}", f"{first} {thing}")]
        said += [f"{number:,} {word}" for word, number in rest]
        if self.conflicts:
            said.append(f"{number_of(len(self.conflicts), 'conflict')} among them")
        return f"{self.file}: {', '.join(said)}"

    def how_it_was_read(self) -> list[str]:
        """Which sheet was read and which were not, which dates were read otherwise than month first, and which were
        read so though nothing proves it."""
        lines = [f"sheet {printable(self.sheet)}"] if self.sheet is not None else []
        if self.header_row > 1:
            lines.append(f"headings found in row {self.header_row}")
        elif not self.header_row:
            lines.append("no row of headings")
        lines += map(printable, self.drift)
        if self.sheets_not_read:
            lines.append(f"sheets not read: {', '.join(map(printable, self.sheets_not_read))}")
        if self.hidden_sheets:
            lines.append(f"hidden sheets, not read: {', '.join(map(printable, self.hidden_sheets))}")
        if self.hidden_rows:
            lines.append(f"{number_of(self.hidden_rows, 'hidden row')} of the sheet, read like the others")
        if self.linked:
            lines.append("the workbook refers to other files; they were not opened, what it shows of them was read")
        for why in dict.fromkeys(why for _, why in self.left_out):
            rows = [str(row) for row, other in self.left_out if other == why]
            more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
            lines.append(f"left out, {why}: row {', '.join(rows[:5])}{more}")
        for name, order in self.date_orders.items():
            if order != DateOrder.MDY:
                lines.append(f"dates of {name.replace('_', ' ')} read {DateOrder(order).words}")
        if self.date_orders_guessed:
            fields = ", ".join(name.replace("_", " ") for name in self.date_orders_guessed)
            lines.append(f"no date of {fields} proves its order: read month first; else say --date-order dmy")
        return lines

    def as_data(self) -> dict[str, Any]:
        """The contract's object."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "rows": self.rows,
            "new": self.new,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "columns_used": dict(self.columns_used),
            "columns_dropped": list(self.columns_dropped),
            "sheet": self.sheet,
            "sheets_not_read": list(self.sheets_not_read),
            "date_orders": dict(self.date_orders),
            "date_orders_guessed": list(self.date_orders_guessed),
            "header_row": self.header_row,
            "left_out": [{"row": row, "why": why} for row, why in self.left_out],
            "hidden_sheets": list(self.hidden_sheets),
            "hidden_rows": self.hidden_rows,
            "conflicts": len(self.conflicts),
            "closed_quarter": len(self.of_closed_quarters),
            "taken": [
                {
                    "row": one.row,
                    "reference": one.reference,
                    "reason": one.reason,
                    "fields": [change.field for change in one.changes],
                }
                for one in self.corrections
            ],
            "alike": [
                {"row": one.row, "reference": one.reference, "other": one.other, "other_row": one.other_row}
                for one in self.alike
            ],
            "rejects": [
                {
                    "row": reject.row,
                    "field": reject.field,
                    "value_kind": reject.value_kind,
                    "problem": reject.problem,
                    **({"group": reject.group} if reject.group else {}),
                }
                for reject in self.rejects
            ],
        }

    def as_text(self, thing: str) -> str:
        """The report as lines; the first twenty rejects in full."""
        lines = [self.said(thing)]
        lines += [f"  {field:<12} from column {column}" for field, column in self.columns_used.items()]
        lines += [f"  {line}" for line in self.how_it_was_read()]
        if self.columns_dropped:
            lines.append(f"  dropped, never stored: {', '.join(self.columns_dropped)}")
        lines += [f"  {printable(one.words)}" for one in self.corrections[:_MOST_SAID]]
        if len(self.corrections) > _MOST_SAID:
            lines.append(f"  and {number_of(len(self.corrections) - _MOST_SAID, 'more row')} taken")
        lines += [f"  {printable(one.words)}" for one in self.alike[:_MOST_SAID]]
        if len(self.alike) > _MOST_SAID:
            lines.append(f"  and {len(self.alike) - _MOST_SAID:,} more that look alike")
        apart = {
            CONFLICT: "would correct what is recorded",
            CLOSED: "of a closed quarter",
            PERSONAL: "with what looks like a detail of a person; --harmless ROWS takes those that name nobody",
            SHAPE: "with a reference of another shape; --harmless ROWS takes those that ICE writes so",
        }
        for group, words in {"": "", **apart}.items():
            of_it = [reject for reject in self.rejects if reject.group == group]
            if of_it and group:
                lines.append(f"  {number_of(len(of_it), 'row')} {words}:")
            lines += [f"  row {reject.row}: {reject.field}: {reject.problem}" for reject in of_it[:_MOST_SAID]]
            if len(of_it) > _MOST_SAID:
                lines.append(f"  and {number_of(len(of_it) - _MOST_SAID, 'more row')}; --rejects FILE lists all")
        return "\n".join(lines)


def check_place_of_rejects(imported: Path, place: Path) -> None:
    """Raises BadInput where rejects cannot be written to a place; for asking before anything is brought in.

    A list of rejects that stands there from before is replaced, and no other file ever: it may be the imported one, or
    the book.
    """
    try:
        there = place.exists()
        if there:
            if imported.exists() and place.samefile(imported):
                raise BadInput("rejects", place, "is the file that is imported; choose another")
            with place.open("rb") as file:
                begins = file.read(len(_HEADER) + 2)
            if begins.strip() not in (b"", _HEADER):
                raise BadInput("rejects", place, "is a file that is no list of rejects; choose another")
        place.open("a").close()
        if not there:
            place.unlink()
    except OSError as error:
        raise BadInput("rejects", place, f"cannot be written ({error.strerror})") from None


def write_rejects(report: ImportReport, imported: Path, place: Path) -> None:
    """Writes the rejected rows as CSV: row, field, kind of value, problem. Raises BadInput where that cannot be."""
    check_place_of_rejects(imported, place)
    try:
        with open(place, "w", encoding="utf-8", newline="", opener=private_file) as file:
            writer = csv.writer(file)
            writer.writerow(_COLUMNS)
            for reject in report.rejects:
                writer.writerow([reject.row, *map(as_cell, (reject.field, reject.value_kind, reject.problem))])
    except OSError as error:
        raise BadInput("rejects", place, f"cannot be written ({error.strerror})") from None
