"""``statement verify`` and ``claim verify``: one command for every kind of packet."""

from __future__ import annotations

from pathlib import Path

import click

from cli.parameters import FOLDER
from cli.plumbing import Desk, command
from storage.engine.book_names import shown
from storage.text import number_of

EXAMPLES = {"statement": "statement-2026-q1", "claim": "claim-2025-10"}


def add_verify(group: click.Group) -> None:
    """Adds ``verify DIR`` to the group that is named like its kind of packet."""
    name = str(group.name)

    @command("verify", of=group, example=f"leadbook {name} verify {EXAMPLES[name]}")
    @click.argument("folder", type=FOLDER)
    @click.option("--book", metavar="PATH|URL", help=f"The book that the {name} has to stand in.")
    def verify(desk: Desk, folder: str, book: str | None) -> int:
        """Check a packet's manifest and arithmetic, with --book its place in that book; 1 where something is wrong."""
        from reports.packet.verify import CLAIM, STATEMENT, packet_notes, packet_problems

        [kind] = [one for one in (STATEMENT, CLAIM) if one.name == name]
        where = book or desk.book_given
        named = shown(where) if where else None
        if where is None:
            problems = packet_problems(kind, Path(folder))
        else:
            with desk.open(where) as opened:
                problems = packet_problems(kind, Path(folder), opened)
        beside = f", against the book {named}" if named else ""
        notes = packet_notes(kind, Path(folder))
        desk.answer(
            lambda: {"folder": folder, "book": named, "findings": problems, "notes": notes},
            lambda: "\n".join(problems) or f"{folder}: manifest and arithmetic hold{beside}",
        )
        for note in notes:
            desk.narrate(note)
        if problems:
            desk.narrate(f"{number_of(len(problems), 'finding')} in {folder}{beside}")
        return 1 if problems else 0
