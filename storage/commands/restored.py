"""Noting that a copy took the book's place."""

from __future__ import annotations

from dataclasses import dataclass

from storage.commands.base import Command, Done
from storage.journal.format import canonical
from storage.journal.writer import Writer
from storage.schema.agency import setting

RESTORED = "restored"


@dataclass(frozen=True)
class NoteRestore(Command):
    """Says in the copy's own journal that it was put in the book's place; ``replaced`` where another stood there."""

    replaced: bool

    def carry_out(self, writer: Writer) -> Done:
        number, digest = writer.head
        there = writer.row(writer.select(setting).where(setting.c.id == RESTORED))
        value = canonical({"entries": number, "head": digest, "on": writer.surroundings.today().isoformat()})
        if there is None:
            writer.insert(setting, {"id": RESTORED, "value": value})
        else:
            writer.update(setting, there, value=value)
        stood = "; the book that stood there is kept beside it" if self.replaced else ""
        return Done(f"Restored a copy that ends with entry {number}{stood}")
