"""What every import is: the file is looked at before the book is locked; one transaction brings in what it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from program.personal.kinds import Kind
from program.refusals import BadInput, personal
from storage.commands.base import Command, Done
from storage.engine.locks import check_broken_off, ended_by
from storage.engine.progress import tell
from storage.importing.child import Piece, Request
from storage.importing.look import Look
from storage.importing.manner import Manner
from storage.importing.profile import KeptProfile, digests_of, kept_names
from storage.importing.reader import ReadFile, looked_at, reading, stop_reading
from storage.importing.report import (
    MOST_LISTED,
    PERSONAL,
    SHAPE,
    Change,
    Correction,
    ImportReport,
    Likeness,
    Listed,
    Reject,
)
from storage.journal.writer import Writer
from storage.schema.agency import setting
from storage.schema.import_batch import import_batch
from storage.surroundings import Surroundings
from storage.text import Accepted, sheet_as_said
from storage.views.import_profile import PROFILE

if TYPE_CHECKING:
    from storage.views import Views

NO_OFFICER = "no officer of this badge is on the roster; add the officer, then import again"


@dataclass
class Tally:
    """What has become of the file's rows so far."""

    found: ReadFile
    rows: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejects: list[Reject] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    new_rows: list[Listed] = field(default_factory=list)
    changed_rows: list[Listed] = field(default_factory=list)
    unchanged_rows: list[Listed] = field(default_factory=list)
    alike: tuple[Likeness, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def list_new(self, row: int, name: str, key: str) -> None:
        """Keeps a row that is new, to be shown."""
        if len(self.new_rows) < MOST_LISTED:
            self.new_rows.append(Listed(row, name, key))

    def list_changed(self, row: int, name: str, changes: tuple[Change, ...]) -> None:
        """Keeps a row that changes something, to be shown."""
        if len(self.changed_rows) < MOST_LISTED:
            self.changed_rows.append(Listed(row, name, "", changes))

    def list_unchanged(self, row: int, name: str, key: str) -> None:
        """Keeps a row that changes nothing, to be shown."""
        if len(self.unchanged_rows) < MOST_LISTED:
            self.unchanged_rows.append(Listed(row, name, key))

    def add_piece(self, piece: Piece) -> None:
        """Counts the rows that were read, and those of them that need no look into the book; tells how far they are."""
        tell("Entering what it says", "rows", self.rows, self.found.most_rows)
        self.rows += piece.rows
        self.unchanged += piece.repeated
        self.rejects += piece.rejects
        self.left_out += piece.left_out


@dataclass(frozen=True)
class ImportFile(Command, Manner):
    """Brings in a file, read in the manner that the command says; what it leaves at None is found by looking.

    Good rows come in, bad ones are kept aside. ``harmless_rows`` are the numbers of rows of which somebody says
    that what looks like a detail of a person is none; the entry tells how many were taken so. The confirmation's
    ``result`` is the ImportReport. Raises BadInput where the file is no table of the kind.
    """

    kind: ClassVar[str]

    file: Path
    harmless_rows: frozenset[int] = frozenset()
    read: ReadFile | None = field(default=None, repr=False, compare=False)

    def request(self, today: date) -> Request:
        """What is to be read."""
        return Request(self.kind, self.file, today, self.manner)

    @property
    def manner(self) -> Manner:
        """In which manner the file is read."""
        return Manner(**{one.name: getattr(self, one.name) for one in fields(Manner)})

    @contextmanager
    def prepared(self, surroundings: Surroundings, view: Views) -> Iterator[Self]:
        """The command with its file looked at, which may take long and needs no lock; its rows are then read while the
        book takes them in, which takes longer than to read them."""
        tell("Reading the file")
        try:
            with (
                ended_by(stop_reading),  # the one file that is being read is this one: commands take turns
                reading(self._with_settings(surroundings, view)) as found,
            ):
                yield replace(self, read=found)
        except BadInput:
            check_broken_off()
            raise

    def look(self, surroundings: Surroundings, view: Views) -> Look:
        """What the file looks like; raises BadInput where it cannot be read at all."""
        return looked_at(self._with_settings(surroundings, view))

    def _with_settings(self, surroundings: Surroundings, view: Views) -> Request:
        return replace(
            self.request(surroundings.today()),
            zones=view.time_zone().zones,
            profiles=view.import_profiles(self.kind),
            in_memory=view.is_of_encrypted_book,
        )

    @property
    def found(self) -> ReadFile:
        """The file that is read."""
        assert self.read is not None
        return self.read

    def tally(self) -> Tally:
        """Nothing has become of the file's rows yet."""
        return Tally(self.found)


@dataclass(frozen=True)
class Gate:
    """Holds back rows with a text that looks like a detail of a person, but for those said to be harmless."""

    harmless_rows: frozenset[int]
    accepted: Accepted

    def refusal(self, row: int, doubts: Sequence[tuple[str, Kind]], wanted: str = "") -> Reject | None:
        """Why a row is kept aside; what of it is taken all the same is noted."""
        if not doubts:
            return None
        field, kind = doubts[0]
        if row not in self.harmless_rows:
            return Reject(row, field, "text", personal(kind, wanted), group=SHAPE if kind is Kind.SHAPE else PERSONAL)
        for field, kind in doubts:
            self.accepted.take(field, kind)
        return None


def report_of(found: ReadFile, tally: Tally) -> ImportReport:
    """What came of an import."""
    about = found.about
    return ImportReport(
        file=found.name,
        sha256=about.sha256,
        rows=tally.rows,
        new=tally.new,
        changed=tally.changed,
        unchanged=tally.unchanged,
        columns_used=about.columns.used,
        columns_dropped=about.columns.dropped,
        rejects=tuple(sorted(tally.rejects, key=lambda reject: reject.row)),
        sheet=about.sheet and sheet_as_said(about.sheet),
        sheets_not_read=tuple(map(sheet_as_said, about.unread)),
        hidden_sheets=tuple(map(sheet_as_said, about.hidden)),
        hidden_rows=about.hidden_rows,
        linked=about.linked,
        drift=about.drift,
        header_row=about.header_row,
        left_out=tuple(tally.left_out),
        new_rows=tuple(tally.new_rows),
        changed_rows=tuple(tally.changed_rows),
        unchanged_rows=tuple(tally.unchanged_rows),
        alike=tally.alike,
        corrections=tally.corrections,
        date_orders={name: order.value for name, order in about.orders.items()},
        date_orders_guessed=about.guessed,
    )


def finished(writer: Writer, kind: str, command: ImportFile, tally: Tally, accepted: Accepted) -> Done:
    """Enters the batch where anything changed, and reports."""
    tell("Closing the journal's entry")
    report = report_of(command.found, tally)
    if writer.changes:
        keep_profile(writer, command)
    if writer.changes:
        writer.insert(
            import_batch,
            {
                "id": writer.new_id(),
                "kind": kind,
                "file": report.file,
                "sha256": report.sha256,
                "rows": report.rows,
                "new": report.new,
                "changed": report.changed,
                "unchanged": report.unchanged,
                "rejected": report.rejected,
            },
        )
    taken = f"; {accepted.words}" if accepted.words else ""
    return Done(f"Imported {report.said(kind)}{taken}", result=report)


def keep_profile(writer: Writer, command: ImportFile) -> None:
    """Keeps how the file was read where somebody had to say it, so that the next of its kind needs no words."""
    about = command.found.about
    if about.header_row == 0 or not (command.mapping or command.order):
        return
    mapping = kept_names(about.chosen, about.header)
    profile = KeptProfile(command.kind, digests_of(about.header), mapping, command.order or about.order_before)
    name = PROFILE + profile.fingerprint
    there = writer.row(writer.select(setting).where(setting.c.id == name))
    if there is None:
        writer.insert(setting, {"id": name, "value": profile.as_value()})
    elif there["value"] != profile.as_value():
        writer.update(setting, there, value=profile.as_value())
