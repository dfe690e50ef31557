"""Words that the command line takes and the shell completes: quarters, badges, references, outcomes, coded words.

Completion looks into the book in use. Where none can be opened it is silent: a shell's prompt is no place for an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from cli.plumbing import Desk
from program.leads.outcome import Outcome
from storage.errors import LeadbookError

if TYPE_CHECKING:
    from storage.book import Book

Words = Iterable[tuple[str, str | None]]
"""What may be typed, each with a line of help or None."""

_MOST_REFERENCES = 40


class Completed(click.ParamType[str]):
    """Text as it is typed; ``words`` says what may complete it, given the command's context and what stands so far."""

    def __init__(self, name: str, words: Callable[[click.Context, str], Words]) -> None:
        self.name = name
        self._words = words

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """What begins as the typed text does, in any case."""
        typed = incomplete.lower()
        return [
            CompletionItem(word, help=line)
            for word, line in self._words(ctx, incomplete)
            if word.lower().startswith(typed)
        ]


def _from_book(ask: Callable[[Book, str], Words]) -> Callable[[click.Context, str], Words]:
    def words(ctx: click.Context, incomplete: str) -> Words:
        desk = Desk(ctx.find_root().params.get("book"))
        try:
            with desk.open(raise_old=False) as book:
                return tuple(ask(book, incomplete))
        except (LeadbookError, OSError):
            return ()

    return words


def _quarters(book: Book, _: str) -> Words:
    return ((str(line.quarter), line.state.value) for line in book.view.quarters())


def _badges(book: Book, _: str) -> Words:
    return ((officer.badge, officer.name) for officer in book.view.roster().officers)


def _references(book: Book, incomplete: str) -> Words:
    from storage.views.lead import LeadQuery, Sort

    if incomplete:
        found = book.view.completions(incomplete, _MOST_REFERENCES)
        return ((lead.reference, f"{lead.outcome.words}, received {lead.received_on}") for lead in found)
    waiting = book.view.leads(LeadQuery(outcome=Outcome.OPEN, sort=Sort.DUE, descending=False), _MOST_REFERENCES)
    return ((lead.reference, f"open, due {lead.due_on or 'on no day'}") for lead in waiting.leads)


def coded(words: type[StrEnum]) -> Completed:
    """One word of a list of ours."""
    return Completed("code", lambda _ctx, _incomplete: ((word.value, None) for word in words))


PERIOD = Completed("period", _from_book(_quarters))
QUARTER = Completed("quarter", _from_book(_quarters))
BADGE = Completed("badge", _from_book(_badges))
REFERENCE = Completed("reference", _from_book(_references))
OUTCOME = Completed("outcome", lambda _ctx, _incomplete: ((one.value, one.words) for one in Outcome))
