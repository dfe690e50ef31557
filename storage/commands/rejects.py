"""Marking the rejected rows of an import as dealt with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.journal.writer import Writer
from storage.schema.import_batch import import_batch, rejects_settled
from storage.schema.journal import journal_change
from storage.text import number_of


@dataclass(frozen=True)
class SettleRejects(Command):
    """Marks the rejected rows of imports, each named by its entry in the journal, as dealt with; all or none."""

    entries: Sequence[int]

    def carry_out(self, writer: Writer) -> Done:
        for entry in self.entries:
            made = writer.row(
                writer.select(journal_change).where(
                    journal_change.c.entry == entry,
                    journal_change.c.table_name == import_batch.name,
                    journal_change.c.after.is_not(None),
                )
            )
            batch_id = None if made is None else made["row_id"]
            there = writer.row(writer.select(import_batch).where(import_batch.c.id == batch_id))
            if there is None or not there["rejected"]:
                raise BadInput("entry", entry, "is no import with rejected rows; leadbook rejects lists them")
            settled = writer.row(writer.select(rejects_settled).where(rejects_settled.c.id == batch_id))
            if settled is None:
                day = writer.surroundings.today().isoformat()
                writer.insert(rejects_settled, {"id": batch_id, "on_date": day})
        imports = number_of(len(self.entries), "import")
        if not writer.changes:
            return Done(f"The rejected rows of {imports} are dealt with already")
        return Done(f"Dealt with the rejected rows of {imports}")
