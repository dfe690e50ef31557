"""Bringing in a file of leads: one file, one transaction, one entry of the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any, cast

from program.leads.outcome import CorrectionReason, Outcome
from program.personal.kinds import Kind
from program.personal.shape import Shape
from storage.commands.base import Done
from storage.commands.file_import import NO_OFFICER, Gate, ImportFile, Tally, finished
from storage.commands.lead_conflict import Conflicts
from storage.commands.lead_likeness import likenesses
from storage.commands.lookup import NEW_LEAD, NO_DUE_DATE, quarter_of, rows_with
from storage.importing.lead import LeadInFile
from storage.importing.report import CLOSED, Change, Reject
from storage.journal.format import Row
from storage.journal.writer import CHUNK, Writer
from storage.schema.lead import lead
from storage.schema.officer import officer
from storage.text import Accepted
from storage.views.reference_shape import reference_masks

_MANY = CHUNK // 2
"""So many leads in a file's first piece are worth making an empty book's indexes at the end."""


@dataclass(frozen=True)
class ImportLeads(ImportFile):
    """Brings in the leads of a file. A blank cell changes nothing.

    A lead whose outcome is recorded stays as it was recorded: a row that would correct it is kept aside, unless
    ``take`` has a reason for it, by the row's number. Raises BadInput where a row is to be taken that is no conflict.
    """

    kind = "leads"

    take: Mapping[int, CorrectionReason] = field(default_factory=dict)

    def carry_out(self, writer: Writer) -> Done:
        tally = self.tally()
        officers = {row["badge_key"]: row for row in writer.rows(writer.select(officer))}
        conflicts = Conflicts(self.take, {row["id"]: row["badge"] for row in officers.values()})
        book_is_empty = writer.row(writer.select(lead)) is None
        gate, shape = Gate(self.harmless_rows, Accepted()), Shape(writer.ask(reference_masks))
        with ExitStack() as block:
            for piece in self.found.pieces():
                said = [LeadInFile._make(cast("tuple[Any, ...]", one)) for one in piece.read]
                if book_is_empty and not tally.new and len(said) > _MANY:
                    block.enter_context(writer.filling(lead))
                tally.add_piece(piece)
                there = {} if book_is_empty else _there(writer, said)
                allowed, held_back = _let_in(said, there, gate, shape)
                tally.rejects += held_back
                _enter(writer, allowed, there, officers, conflicts, tally)
        conflicts.must_be_taken()
        tally.alike = likenesses(writer, tally.new_rows) if tally.new == len(tally.new_rows) else ()
        tally.corrections = tuple(conflicts.corrections)
        done = finished(writer, "leads", self, tally, gate.accepted)
        return replace(done, said=f"{done.said}{conflicts.words}", reason=conflicts.reason)


def _there(writer: Writer, read: Sequence[LeadInFile]) -> dict[str, Row]:
    """The leads of a piece that the book has, by the compared reference."""
    return {row["reference_key"]: row for row in rows_with(writer, lead, "reference_key", [said.key for said in read])}


def _let_in(
    read: Sequence[LeadInFile], before: Mapping[str, Row], gate: Gate, shape: Shape
) -> tuple[Sequence[LeadInFile], list[Reject]]:
    """The rows of which every text that is new to the book is harmless, and why the others are kept aside."""
    if not shape.masks and not any(said.doubts for said in read):
        return read, []
    allowed, held_back = [], []
    for said in read:
        problem = gate.refusal(said.row, _new_doubts(said, before.get(said.key), shape), shape.wanted)
        if problem is None:
            allowed.append(said)
        else:
            held_back.append(problem)
    return allowed, held_back


def _new_doubts(said: LeadInFile, there: Row | None, shape: Shape) -> Sequence[tuple[str, Kind]]:
    """What a row would bring into the book that looks like a detail of a person, or has not the agency's shape."""
    if there is not None:
        evidence = said.fields.get("evidence")
        return [doubt for doubt in said.doubts if doubt[0] == "evidence" and evidence != there["evidence"]]
    if said.doubts or shape.fits(said.reference):
        return said.doubts
    return (("reference", Kind.SHAPE),)


def _enter(
    writer: Writer,
    read: Sequence[LeadInFile],
    before: Mapping[str, Row],
    officers: Mapping[str, Row],
    conflicts: Conflicts,
    tally: Tally,
) -> None:
    new: list[Row] = []
    changed: list[tuple[Row, Row]] = []
    for said in read:
        there = before.get(said.key)
        made = _made(writer, said, there, officers, conflicts)
        if writer.guard.closed and not isinstance(made, Reject) and made != there:
            problem = writer.guard.refusal(there, made)
            made = made if problem is None else Reject(said.row, "received_on", "date", problem, group=CLOSED)
        if isinstance(made, Reject):
            tally.rejects.append(made)
        elif there is None:
            new.append(made)
            tally.list_new(said.row, said.reference, said.key)
        elif made == there:
            tally.unchanged += 1
            tally.list_unchanged(said.row, said.reference, said.key)
        else:
            changed.append((there, made))
            conflicts.came_in(there, made, said)
            tally.list_changed(said.row, said.reference, _changes(there, made, conflicts.badges))
    writer.insert_many(lead, new)
    writer.replace_many(lead, changed)
    tally.new += len(new)
    tally.changed += len(changed)


def _made(
    writer: Writer, said: LeadInFile, there: Row | None, officers: Mapping[str, Row], conflicts: Conflicts
) -> Row | Reject:
    """The row as the file has it, or why it is kept aside."""
    fields = said.fields
    if "officer" in fields:
        holder = officers.get(fields["officer"])
        if holder is None:
            return Reject(said.row, "officer", said.badge_kind, NO_OFFICER)
        fields = {name: value for name, value in fields.items() if name != "officer"}
        fields["officer_id"] = holder["id"]
    if there is None:
        return _new_row(writer, said, fields)
    settled = conflicts.settle(there, {**there, **fields}, said)
    return settled if isinstance(settled, Reject) else _fitting(settled, said)


def _new_row(writer: Writer, said: LeadInFile, fields: Mapping[str, str]) -> Row | Reject:
    if "received_on" not in fields:
        return Reject(said.row, "received_on", "blank", "is blank; a new lead needs the day it was received")
    keys = {"id": writer.new_id(), "reference": said.reference, "reference_key": said.key}
    return _fitting({**NEW_LEAD, **keys, **fields}, said)


def _changes(there: Row, made: Row, badges: Mapping[str, str]) -> tuple[Change, ...]:
    """What becomes of each field of a lead that a row changes."""
    found = []
    for name in sorted(set(made) - {"quarter", "due_sort"}):
        if made[name] != there[name]:
            before, after = (badges.get(row[name], row[name]) for row in (there, made))
            found.append(Change(name.removesuffix("_id"), before, after))
    return tuple(found)


def _fitting(after: Row, said: LeadInFile) -> Row | Reject:
    """The row with what follows from what the file says, if that fits together."""
    received, due, ended = after["received_on"], after["due_on"], after["outcome_on"]
    after["quarter"] = quarter_of(received)
    after["due_sort"] = due or NO_DUE_DATE
    if due is not None and due < received:
        return Reject(said.row, "due_on", "date", f"lies before the day the lead was received, {received}")
    if after["outcome"] == Outcome.OPEN:
        if ended is not None:
            return Reject(said.row, "outcome_on", "date", "is given without an outcome")
    elif ended is None:
        return Reject(
            said.row,
            "outcome_on",
            "blank",
            f"is blank; {Outcome(after['outcome']).words.lower()} needs the day it happened",
        )
    elif ended < received:
        return Reject(said.row, "outcome_on", "date", f"lies before the day the lead was received, {received}")
    return after
