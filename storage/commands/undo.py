"""Taking back an entry and putting it back: a compensating entry that restores each row, if nobody changed it since.

Nothing is erased: the entry, its undo and its redo all stay in the journal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.exc import IntegrityError

from program.amounts import dollars
from program.calendar import read_period
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.commands.claim import must_be_prepared_by_another
from storage.commands.review import must_be_of_another
from storage.errors import Conflict
from storage.journal.acting import who_words
from storage.journal.format import Row, row_or_none
from storage.journal.history import (
    BEGINNING,
    NEVER_TAKEN_BACK,
    SAID_STRUCK_OUT,
    Past,
    last_undoable,
    last_undone,
    past_entry,
    undone,
)
from storage.journal.writer import CHUNK, Writer, table_named
from storage.moments import moment_words
from storage.schema.claim import claim, claim_body
from storage.schema.journal import journal_change, journal_entry
from storage.schema.lead import lead
from storage.schema.officer import officer, revocation_notice, standing
from storage.schema.pay import other_source, pay, worked_time
from storage.schema.people import person
from storage.schema.review import review
from storage.views.claim_record import claims_of
from storage.views.overtime_cap import caps_exceeded

_PER_QUERY = 500


@dataclass(frozen=True)
class Undo(Command):
    """Takes back an entry: the one numbered, or the last that is in effect."""

    entry: int | None = None

    def carry_out(self, writer: Writer) -> Done:
        if self.entry is None:
            past = writer.ask(last_undoable)
            if past is None:
                raise BadInput("undo", "", "there is nothing to take back")
        else:
            past = writer.ask(past_entry, self.entry)
            if past is None:
                raise BadInput("entry", self.entry, "there is no entry of that number; leadbook journal lists them")
            if past.command == BEGINNING:
                raise BadInput("entry", self.entry, "the beginning of the book cannot be taken back")
            by = writer.ask(undone).get(past.number)
            if by is not None:
                raise Conflict(f"entry {past.number} was taken back already, by entry {by}")
        if past.command in NEVER_TAKEN_BACK:
            raise Conflict(f"entry {past.number} is not taken back: {past.said}. {NEVER_TAKEN_BACK[past.command]}")
        _restore(writer, past)
        return Done(f"Took back entry {past.number}: {past.said}", result=past.number, undoes=past.number)


@dataclass(frozen=True)
class Redo(Command):
    """Puts back what the last undo took; a new command since then leaves nothing to put back.

    ``entry`` is the number of that undo: where another is the last by now, or none is left, nothing is put back.
    """

    entry: int | None = None

    def carry_out(self, writer: Writer) -> Done:
        undo = writer.ask(last_undone)
        if self.entry is not None and (undo is None or undo.number != self.entry):
            now = "nothing is left to put back" if undo is None else f"the last is entry {undo.number} by now"
            raise Conflict(f"entry {self.entry} is not the undo to put back any more: {now}")
        if undo is None:
            raise BadInput("redo", "", "there is nothing to put back")
        _restore(writer, undo)
        original = writer.ask(past_entry, undo.undoes or 0)
        said = undo.said if original is None else f"entry {original.number}: {original.said}"
        return Done(f"Put back {said}", result=undo.number, undoes=undo.number)


@dataclass(frozen=True)
class _Change:
    table: str
    row_id: str
    before: Row | None
    after: Row | None

    @property
    def kind(self) -> tuple[str, bool, bool]:
        return self.table, self.before is None, self.after is None


def _restore(writer: Writer, past: Past) -> None:
    writer.must_allow(_at_bottom(writer, past).command)
    certified: dict[tuple[str, int], int] | None = None
    try:
        for alike in _runs(_changes_backwards(writer, past.number)):
            if certified is None and alike[0].table in (claim.name, claim_body.name):
                certified = _above_a_cap(writer)
            _restore_alike(writer, past, alike)
    except IntegrityError:
        raise Conflict(
            f"entry {past.number} cannot be taken back: what it would restore no longer fits beside later records"
        ) from None
    if certified is not None:
        _must_fit_the_caps(writer, past, certified)


def _at_bottom(writer: Writer, past: Past) -> Past:
    """The entry that undone, put back and undone again is still about."""
    while past.undoes is not None and (earlier := writer.ask(past_entry, past.undoes)) is not None:
        past = earlier
    return past


def _above_a_cap(writer: Writer) -> dict[tuple[str, int], int]:
    """What is certified above an overtime cap, in cents, by officer and fiscal year."""
    claims = writer.ask(claims_of)
    exceeded = writer.ask(caps_exceeded, claims)
    return {(one.badge, one.fiscal_year): one.certified_cents for one in exceeded}


def _must_fit_the_caps(writer: Writer, past: Past, before: Mapping[tuple[str, int], int]) -> None:
    """Raises Conflict where claims that stand now ask for more of a cap together than is left, and did not before."""
    claims = writer.ask(claims_of)
    for one in writer.ask(caps_exceeded, claims):
        if one.certified_cents > before.get((one.badge, one.fiscal_year), 0):
            raise Conflict(
                f"entry {past.number} cannot be taken back: officer {one.badge}: {dollars(one.certified_cents)} of "
                f"overtime would be certified for FY{one.fiscal_year}, above the cap of {dollars(one.cap_cents)}. "
                "Nothing was changed"
            )


def _restore_alike(writer: Writer, past: Past, changes: Sequence[_Change]) -> None:
    table = table_named(changes[0].table)
    current = {
        row["id"]: row for row in writer.rows(writer.select(table).where(table.c.id.in_([c.row_id for c in changes])))
    }
    for change in changes:
        if current.get(change.row_id) != change.after:
            raise _changed_since(writer, past, change)
    if table is review:
        _must_be_looked_at_by_another(writer, changes)
    if table is claim:
        _must_be_certified_by_another(writer, changes)
    if changes[0].before is None:
        if table is officer:
            _must_not_be_needed(writer, past, [change.row_id for change in changes])
        writer.delete_many(table, [change.after for change in changes if change.after is not None])
    elif changes[0].after is None:
        writer.insert_many(table, [change.before for change in changes if change.before is not None])
    else:
        writer.replace_many(
            table, [(c.after, c.before) for c in changes if c.before is not None and c.after is not None]
        )


def _must_be_looked_at_by_another(writer: Writer, changes: Sequence[_Change]) -> None:
    """To take back what was said of an outcome, or to say it again, is to say something of it too."""
    must_be_of_another(writer, [change.after for change in changes if change.after is not None])
    must_be_of_another(writer, [change.before for change in changes if change.before is not None])


def _must_be_certified_by_another(writer: Writer, changes: Sequence[_Change]) -> None:
    """A claim that is put back is certified by who does it; so is the one whose correction is taken back."""
    for change in changes:
        if change.after is None and change.before is not None:
            must_be_prepared_by_another(writer, read_period(change.before["period"]))
        elif change.before is None and change.after is not None and change.after["corrects"] is not None:
            must_be_prepared_by_another(writer, read_period(change.after["period"]))


def _changes_backwards(writer: Writer, entry: int) -> Iterator[_Change]:
    below: int | None = None
    while True:
        query = writer.select(journal_change).where(journal_change.c.entry == entry)
        if below is not None:
            query = query.where(journal_change.c.position < below)
        page = writer.rows(query.order_by(journal_change.c.position.desc()).limit(CHUNK))
        for found in page:
            yield _Change(
                found["table_name"], found["row_id"], row_or_none(found["before"]), row_or_none(found["after"])
            )
        if len(page) < CHUNK:
            return
        below = page[-1]["position"]


def _runs(changes: Iterator[_Change]) -> Iterator[list[_Change]]:
    """Neighbours of one kind on different rows, in batches that one statement can take."""
    for _, alike in groupby(changes, key=lambda change: change.kind):
        batch: dict[str, _Change] = {}
        for change in alike:
            if change.row_id in batch or len(batch) == _PER_QUERY:
                yield list(batch.values())
                batch = {}
            batch[change.row_id] = change
        yield list(batch.values())


def _changed_since(writer: Writer, past: Past, change: _Change) -> Conflict:
    return _conflict(writer, past, _name_of(change.after or change.before or {}, change.table), [change.row_id])


def _must_not_be_needed(writer: Writer, past: Past, officers: Sequence[str]) -> None:
    for table in (lead, standing, pay, worked_time, other_source, revocation_notice, person):
        needing = writer.row(writer.select(table).where(table.c.officer_id.in_(officers)))
        if needing is not None:
            raise _conflict(writer, past, _name_of(needing, table.name), [needing["id"]])


def _conflict(writer: Writer, past: Past, what: str, row_ids: Sequence[str]) -> Conflict:
    by = writer.row(
        writer.select(journal_entry)
        .add_columns(person.c.name.label("person"))
        .join(
            journal_change,
            (journal_change.c.agency_id == journal_entry.c.agency_id)
            & (journal_change.c.entry == journal_entry.c.number),
        )
        .join(
            person,
            (person.c.agency_id == journal_entry.c.agency_id) & (person.c.id == journal_entry.c.person_id),
            isouter=True,
        )
        .where(
            journal_entry.c.number > past.number,
            journal_change.c.row_id.in_(row_ids),
        )
        .order_by(journal_entry.c.number.desc())
    )
    who = "outside the journal"
    if by is not None:
        when, said = moment_words(by["at_ms"]), by["said"] or SAID_STRUCK_OUT
        who = f"by {who_words(by['person'], by['actor'])} on {when} (entry {by['number']}: {said})"
    return Conflict(f"entry {past.number} cannot be taken back: {what} was changed since, {who}")


def _name_of(row: Row, table: str) -> str:
    if table == "lead":
        return f"lead {row['reference']}"
    if table == "officer":
        return f"officer {row['badge']}"
    return f"a record of {table.replace('_', ' ')}"
