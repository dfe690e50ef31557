"""Striking a text out of the book for good: out of the record, the journal, and the papers that were frozen."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass

from program.refusals import BadInput
from program.strike_out import StrikeReason
from storage.commands.base import Command, Done
from storage.errors import Conflict
from storage.journal.format import canonical, struck_words
from storage.journal.striking import paper_without
from storage.journal.writer import Writer
from storage.schema.agency import setting
from storage.schema.claim import claim_body
from storage.schema.journal import journal_entry
from storage.schema.journaled import FREE_TEXT, JOURNALED
from storage.schema.quarter import statement
from storage.schema.strike_out import strike_out, struck_statement
from storage.text import compared, number_of
from storage.views.retention import holds_on
from storage.views.strike_out import (
    Target,
    claims_in_journal,
    elsewhere,
    places_of,
    sentences_naming,
    statements_in,
    texts_of,
)


@dataclass(frozen=True)
class Struck:
    """How much went: texts of the field, changes of the journal that held one, sentences, frozen papers."""

    texts: int = 0
    changes: int = 0
    sentences: int = 0
    statements: int = 0
    claims: int = 0

    def __add__(self, other: Struck) -> Struck:
        return Struck(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    @property
    def words(self) -> str:
        """What went, as a person reads it."""
        parts = [
            number_of(self.changes, "change of the journal", "changes of the journal"),
            number_of(self.sentences, "sentence of the journal", "sentences of the journal"),
            number_of(self.statements, "frozen statement"),
            number_of(self.claims, "certified claim"),
        ]
        counts = (self.changes, self.sentences, self.statements, self.claims)
        return ", ".join(part for part, count in zip(parts, counts, strict=True) if count)


@dataclass(frozen=True)
class StrikeOut(Command):
    """Takes all that a field of a record ever held out of the book. Nothing brings it back.

    The digests stay, so the chain holds; the record then reads ``struck-…``. ``result`` of the confirmation says how
    much went, None where nothing was left to strike out, or nothing ever stood there.
    """

    target: Target
    reason: StrikeReason

    def carry_out(self, writer: Writer) -> Done:
        to = self.target
        if to.field not in FREE_TEXT.get(to.record, ()):
            raise BadInput("field", to.field, "is not free text, so nothing of it can be struck out")
        holds = writer.ask(holds_on, to.record) if self.reason is StrikeReason.RETENTION else ()
        if holds:
            raise Conflict(f"hold {holds[0].number} ({holds[0].what}) stops that records go by the retention schedule")
        what = f"the {to.field.replace('_', ' ')} of {to.called}"
        struck, texts = Struck(), []
        for row_id in to.row_ids:
            held = writer.ask(texts_of, to.record, row_id, to.field)
            if held:
                struck += self._strike(writer, row_id, held)
                texts += held
        if not texts:
            was_struck = any(self._was_struck(writer, row_id) for row_id in to.row_ids)
            state = "is struck out already" if was_struck else "is empty: nothing was ever written there"
            return Done(f"{what[:1].upper()}{what[1:]} {state}")
        others = writer.ask(elsewhere, texts)
        notes = [f"The same text still stands in {number_of(others, 'other record')}"] * bool(others)
        return Done(f"Struck out {what}: {struck.words}", struck, tuple(notes), self.reason.value)

    def _strike(self, writer: Writer, row_id: str, texts: list[str]) -> Struck:
        record, field = self.target.record, self.target.field
        sentences = writer.ask(sentences_naming, row_id, texts)
        self._note(writer, record, row_id, field)
        self._out_of_rows(writer, row_id, texts)
        words = struck_words(row_id)
        statements = self._out_of_statements(writer, words, texts)
        claims = self._out_of_claims(writer, words, texts)
        changes = self._out_of_journal(writer, row_id, texts)
        for other in sorted({*changes} - {record}):
            self._note(writer, other, row_id, field)
        for number in sentences:
            writer.strike_sentence(number)
            self._note(writer, journal_entry.name, str(number), "said")
        return Struck(len({*map(compared, texts)}), len(changes), len(sentences), statements, claims)

    def _was_struck(self, writer: Writer, row_id: str) -> bool:
        noted = writer.select(strike_out).where(
            strike_out.c.record == self.target.record, strike_out.c.row_id == row_id
        )
        return writer.row(noted.where(strike_out.c.field == self.target.field).limit(1)) is not None

    def _note(self, writer: Writer, record: str, row_id: str, field: str) -> None:
        writer.insert(
            strike_out,
            {
                "id": writer.new_id(),
                "record": record,
                "row_id": row_id,
                "field": field,
                "reason": self.reason.value,
                "on_date": writer.surroundings.today().isoformat(),
            },
        )

    def _out_of_rows(self, writer: Writer, row_id: str, texts: list[str]) -> None:
        """The record's row, and those that share its id, as a lead's review does."""
        for name, columns in FREE_TEXT.items():
            table = JOURNALED[name]
            row = writer.row(writer.select(table).where(table.c.id == row_id)) if columns else None
            held = [column for column in columns if row is not None and row[column] in texts]
            if row is not None and held:
                left = {**row, **dict.fromkeys(held, struck_words(row_id))}
                writer.put_struck(table, row, None if table is setting else left)  # no words stand for a choice

    def _out_of_journal(self, writer: Writer, row_id: str, texts: list[str]) -> list[str]:
        """The tables of the earlier changes that held one of the texts, a change at a time."""
        struck_from = []
        for place in writer.ask(places_of, row_id):
            struck = place.images.without(texts)
            if struck is not None:
                writer.strike_change(place.entry, place.position, struck)
                if place.entry <= writer.head[0]:
                    struck_from.append(struck.table)
        return struck_from

    def _out_of_statements(self, writer: Writer, words: str, texts: list[str]) -> int:
        """A statement's text goes; what is left of it stands beside, and its hash stays what its packet names."""
        count = 0
        for row_id, body, struck_before in writer.ask(statements_in):
            left = _without(body, texts, words)
            if left == body:
                continue
            count += 1
            row = {"id": row_id, "body": left}
            if struck_before:
                writer.put_struck(struck_statement, {"id": row_id, "body": body}, row)
                self._out_of_journal(writer, row_id, [body])
                self._note(writer, struck_statement.name, row_id, "body")
            else:
                writer.strike_statement(row_id)
                writer.insert(struck_statement, row)
                self._note(writer, statement.name, row_id, "body")
        return count

    def _out_of_claims(self, writer: Writer, words: str, texts: list[str]) -> int:
        count = 0
        for row_id, bodies in writer.ask(claims_in_journal).items():
            held = [body for body in bodies if _without(body, texts, words) != body]
            if not held:
                continue
            count += 1
            row = writer.row(writer.select(claim_body).where(claim_body.c.id == row_id))
            if row is not None and row["body"] in held:
                writer.put_struck(claim_body, row, {**row, "body": _without(row["body"], texts, words)})
            self._out_of_journal(writer, row_id, held)
            self._note(writer, claim_body.name, row_id, "body")
        return count


def _without(body: str, texts: list[str], words: str) -> str:
    return canonical(paper_without(json.loads(body), texts, words))
