"""Parameters of the command line: each is read once, into what a command takes, and completed by the shell.

What cannot be read is refused in the same words everywhere. Completion looks into the book in use; where none can be
opened it is silent: a shell's prompt is no place for an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from cli.plumbing import Desk
from program.amounts import read_dollars, read_hundredths
from program.calendar import Month, Quarter, months_of_year, read_day, read_period
from program.leads.outcome import Outcome
from program.leads.outcome_words import read_outcome
from program.refusals import BadInput, LeadbookError

if TYPE_CHECKING:
    from storage.book import Book
    from storage.views.lead_order import Sort

T = TypeVar("T")
Word = TypeVar("Word", bound=StrEnum)
Words = Iterable[tuple[str, str | None]]
"""What may be typed, each with a line of help or None."""

_MOST_REFERENCES = 40


class Typed(click.ParamType[T]):
    """A parameter that ``reads`` turns into what a command takes; it raises ValueError, in words, where it cannot.

    ``metavar`` stands for it in help, and ``words`` says what may complete it at a desk, given what is typed so far. A
    refusal names ``field``, or the option where none is given.
    """

    def __init__(
        self,
        metavar: str,
        reads: Callable[[str], T],
        words: Callable[[Desk, str], Words] = lambda _desk, _typed: (),
        field: str | None = None,
    ) -> None:
        self.name = metavar
        self.words = words
        self._reads, self._field = reads, field

    def named(self, field: str) -> Typed[T]:
        """The same, refused under another name."""
        return Typed(self.name, self._reads, self.words, field)

    def read(self, text: str, field: str, badge: str | None = None) -> T:
        """What the text says; raises BadInput, which for an amount also names the officer whose it is."""
        try:
            return self._reads(text)
        except _NoAmount as wrong:
            problem = f"officer {badge}: {wrong}" if badge else str(wrong)
        except ValueError as wrong:
            problem = str(wrong)
        raise BadInput(field, text, problem)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> T:
        """What was typed, read; a badge that the command is given eagerly is named with an amount."""
        assert param is not None, "only a prompt has none"
        assert ctx is not None
        field = self._field or param.opts[0].lstrip("-").replace("-", "_")
        return self.read(value, field, ctx.params.get("badge"))

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """How help shows it."""
        return self.name

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """What begins as the typed text does, in any case."""
        typed = incomplete.lower()
        try:
            words = tuple(self.words(Desk(ctx.find_root().params.get("book"), asks=False), incomplete))
        except (LeadbookError, OSError):
            return []
        return [CompletionItem(word, help=line) for word, line in words if word.lower().startswith(typed)]


class Place(click.ParamType[str]):
    """A path as it is typed; the shell completes it as it completes paths: ``kind`` is ``file`` or ``dir``."""

    def __init__(self, metavar: str, kind: str) -> None:
        self.name = metavar
        self._kind = kind

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        """How help shows it."""
        return self.name

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        """Leaves it to the shell."""
        return [CompletionItem(incomplete, type=self._kind)]


def coded(words: type[Word], metavar: str | None = None) -> Typed[Word]:
    """One word of a list of ours, in any case; without a ``metavar`` help shows the words."""

    def reads(text: str) -> Word:
        try:
            return words(text.strip().lower().replace("-", "_").replace(" ", "_"))
        except ValueError:
            raise ValueError(f"use one of {', '.join(words)}") from None

    return Typed(metavar or "|".join(words), reads, lambda _desk, _typed: ((word.value, None) for word in words))


def reason(words: type[StrEnum], why: str, *, required: bool = False) -> Callable[[Any], Any]:
    """``--reason CODE``, whose help lists the words."""
    return click.option("--reason", type=coded(words, "CODE"), required=required, help=f"{why}: {', '.join(words)}.")


class _NoAmount(ValueError):
    """What was typed is no amount, and why; whoever reads it names the officer whose it is."""


def _amount(reads: Callable[[str], int]) -> Callable[[str], int]:
    def amount(text: str) -> int:
        if text.strip().startswith("-"):
            raise _NoAmount("is negative, which no amount here can be")
        try:
            return reads(text)
        except BadInput as wrong:
            raise _NoAmount(wrong.expected) from None

    return amount


def _period(text: str) -> Month | Quarter:
    try:
        return read_period(text)
    except ValueError:
        raise ValueError("is no period; write a month like 2025-11 or a quarter like FY2026-Q1") from None


def _days(desk: Desk, _: str) -> Words:
    today = desk.surroundings.today()
    days = (today - timedelta(days=back) for back in range(7))
    return ((day.isoformat(), "today" if day == today else f"{day:%A}") for day in days)


def _months(desk: Desk, _: str) -> Words:
    running = Month.of(desk.surroundings.today())
    years = (running.fiscal_year - 1, running.fiscal_year)
    months = [month for year in years for month in months_of_year(year) if month <= running]
    return ((str(month), month.words) for month in reversed(months))


def _from_book(ask: Callable[[Book, str], Words]) -> Callable[[Desk, str], Words]:
    def words(desk: Desk, typed: str) -> Words:
        with desk.open(upgrading=False) as book:
            return () if book.view.people() else tuple(ask(book, typed))  # a shell asks for no PIN

    return words


def _quarters(book: Book, _: str) -> Words:
    return ((str(line.quarter), line.state.value) for line in book.view.quarters())


def _badges(book: Book, _: str) -> Words:
    return ((officer.badge, officer.name) for officer in book.view.roster().officers)


def _views(book: Book, _: str) -> Words:
    return ((view.name, view.words or "all leads") for view in book.view.lead_views())


def _order(text: str) -> tuple[Sort, bool]:
    from storage.views.lead_order import read_order

    return read_order(text)


def _orders(_: Desk, __: str) -> Iterator[tuple[str, str | None]]:
    from storage.views.lead_order import Sort

    for sort in Sort:
        yield sort.value, None
        yield f"{sort.value}:desc", "the other way round"


def _references(book: Book, typed: str) -> Words:
    from storage.views.lead import LeadQuery
    from storage.views.lead_order import Sort

    if typed:
        found = book.view.completions(typed, _MOST_REFERENCES)
        return ((lead.reference, f"{lead.outcome.words}, received {lead.received_on}") for lead in found)
    waiting = book.view.leads(LeadQuery(outcome=Outcome.OPEN, sort=Sort.DUE, descending=False), _MOST_REFERENCES)
    return ((lead.reference, f"open, due {lead.due_on or 'on no day'}") for lead in waiting.leads)


def _periods(desk: Desk, typed: str) -> Iterator[tuple[str, str | None]]:
    yield from _from_book(_quarters)(desk, typed)
    yield from _months(desk, typed)


DATE = Typed("DATE", read_day, _days)
QUARTER = Typed("Q", Quarter.parse, _from_book(_quarters), "quarter")
MONTH = Typed("YYYY-MM", Month.parse, _months, "period")
PERIOD = Typed("PERIOD", _period, _periods, "period")
BADGE = Typed("BADGE", str, _from_book(_badges))
REFERENCE = Typed("REF", str, _from_book(_references))
VIEW = Typed("NAME", str, _from_book(_views), "view")
ORDER = Typed("COLUMN[:desc]", _order, _orders, "sort")
OUTCOME = Typed("OUTCOME", read_outcome, lambda _desk, _typed: ((one.value, one.words) for one in Outcome), "outcome")
DOLLARS = Typed("USD", _amount(read_dollars))
HOURS = Typed("H", _amount(read_hundredths))
PERCENT = Typed("P", _amount(read_hundredths))
FILE = Place("FILE", "file")
PATH = Place("PATH", "file")
FOLDER = Place("DIR", "dir")

WITHOUT_OFFICERS = click.option(
    "--without-officers", "nameless", is_flag=True, help="Leave out every officer's badge and name."
)
RECIPIENT = click.option(
    "--recipient", metavar="TEXT", help="Record to whom it is given: an office, an outlet, a request's number."
)
ON = click.option("--on", type=DATE, help="The day of it; today by default.")
