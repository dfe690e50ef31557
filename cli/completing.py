"""What a shell completes: the metavar of an option or argument says what its value is.

A shell asks at every press of Tab: what is wrong with the book is no answer, so it is silent, and nothing is written.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from storage.book import Book

MOST = 200


class Completed(click.types.StringParamType):
    """Text whose values the book in use, or a list of words, can complete."""

    def __init__(self, candidates: Callable[[click.Context, str], Iterator[CompletionItem]]) -> None:
        self._candidates = candidates

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """What begins as typed, any case; nothing where the book cannot be read."""
        with contextlib.suppress(Exception):
            return [
                item
                for item in self._candidates(ctx, incomplete)
                if item.value.lower().startswith(incomplete.lower()) and _typeable(item.value)
            ][:MOST]
        return []


def _typeable(text: str) -> bool:
    return text.isprintable() and not any(sign.isspace() for sign in text)


@contextlib.contextmanager
def _book(ctx: click.Context) -> Iterator[Book | None]:
    """The book in use, or None where an older program made it: opening would raise it."""
    from cli.plumbing import Desk
    from storage import schema
    from storage.engine import connect

    desk = Desk(ctx.find_root().params.get("book"))
    engine = connect(desk.book_name)
    try:
        current = schema.revision_of(engine) == schema.NEWEST
    finally:
        engine.dispose()
    if not current:
        yield None
        return
    with desk.open() as book:
        yield book


def _badges(ctx: click.Context, _: str) -> Iterator[CompletionItem]:
    with _book(ctx) as book:
        for line in sorted(book.view.roster().officers, key=lambda line: line.badge) if book else ():
            yield CompletionItem(line.badge, help=line.name if line.name.isprintable() else None)


def _references(ctx: click.Context, incomplete: str) -> Iterator[CompletionItem]:
    from storage.views.leads import LeadQuery

    with _book(ctx) as book:
        if book is None:
            return
        if incomplete:
            for suggestion in book.view.completions(incomplete, MOST):
                yield CompletionItem(suggestion.reference, help=suggestion.outcome.words)
        else:
            for lead in book.view.leads(LeadQuery(), MOST).leads:
                yield CompletionItem(lead.reference, help=lead.outcome.words)


def _quarters(ctx: click.Context, _: str) -> Iterator[CompletionItem]:
    from program.quarters import Quarter
    from storage.views.leads import LeadQuery

    with _book(ctx) as book:
        if book is None:
            return
        quarter = Quarter.of(book.surroundings.today())
        oldest = book.view.leads(LeadQuery(descending=False), 1).leads
        first = min(quarter, Quarter.of(oldest[0].received_on)) if oldest else quarter
        while quarter >= first:
            yield CompletionItem(str(quarter))
            quarter = quarter.previous()


def _outcomes(_: click.Context, __: str) -> Iterator[CompletionItem]:
    from program.outcomes import Outcome

    for outcome in Outcome:
        yield CompletionItem(outcome.value, help=outcome.words)


_VALUES = {
    "BADGE": Completed(_badges),
    "REF": Completed(_references),
    "Q": Completed(_quarters),
    "PERIOD": Completed(_quarters),
    "OUTCOME": Completed(_outcomes),
    "O": Completed(_outcomes),
}


def completed(command: click.Command) -> None:
    """Lets the values of a command's options and arguments be completed by what their metavars say they are."""
    for parameter in command.params:
        word = (parameter.metavar or parameter.name or "").upper().strip("[].")
        if parameter.type is click.STRING and word in _VALUES:
            parameter.type = _VALUES[word]
