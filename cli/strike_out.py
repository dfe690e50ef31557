"""Striking a text out of the book for good."""

from __future__ import annotations

import click

from cli.parameters import REFERENCE, Typed, reason
from cli.plumbing import Desk, command
from program.refusals import BadInput
from program.strike_out import StrikeReason
from storage.commands.strike_out import StrikeOut
from storage.maintenance.erase import erase, erase_what_is_left
from storage.views.strike_out import STRIKEABLE


def _field(text: str) -> str:
    field = text.strip().lower().replace("-", "_")
    if field not in STRIKEABLE:
        raise ValueError(f"use one of {', '.join(STRIKEABLE)}")
    return field


FIELD = Typed("FIELD", _field, lambda _desk, _typed: ((field, None) for field in STRIKEABLE))


@command("strike-out", example="leadbook strike-out 24-1187 --field evidence --reason personal_detail --yes")
@click.argument("reference", type=REFERENCE, required=False)
@click.option(
    "--entry", metavar="N", type=click.IntRange(1), help="Of the record that this entry of the journal brought."
)
@click.option("--field", type=FIELD, required=True, help="What to strike out, such as reference or evidence.")
@reason(StrikeReason, "Why it has to go", required=True)
@click.option("--yes", is_flag=True, help="Do not ask once more.")
def strike(desk: Desk, reference: str | None, entry: int | None, field: str, reason: StrikeReason, yes: bool) -> None:
    """Take what a field ever held out of the book for good: record, journal, frozen papers, backups. No undo."""
    if (reference is None) == (entry is None):
        raise BadInput("reference", "", "name a lead, or an entry of the journal with --entry, and not both")
    with desk.open() as book:
        try:
            target = book.view.strike_target(field, reference=reference, entry=entry)
        except BadInput:  # it may be struck out already, by a run that did not come to its end
            erase_what_is_left(book, desk.config.backups)
            raise
        action = StrikeOut(target, reason)
        seen = book.rehearse(action)
        if seen.result is not None and not yes:
            desk.narrate(
                f"{seen.said.replace('Struck out', 'To be struck out:', 1)}. Nothing brings it back, undo neither"
            )
            try:
                click.confirm("Strike it out for good?", abort=True, err=True)
            except click.Abort:
                raise BadInput("yes", "", "was not answered, nor --yes given; nothing was changed") from None
        confirmation = book.run(action)
        erased = erase(book, desk.config.backups)
    for note in (*confirmation.notes, *erased.problems):
        desk.narrate(note)
    struck = confirmation.result
    desk.answer(
        lambda: {
            "entry": confirmation.entry,
            "said": confirmation.said,
            "struck": None
            if struck is None
            else {
                "texts": struck.texts,
                "changes": struck.changes,
                "sentences": struck.sentences,
                "statements": struck.statements,
                "claims": struck.claims,
            },
            "backups": [str(copy) for copy in erased.copies],
            "unreached": list(erased.problems),
        },
        lambda: confirmation.said,
    )
