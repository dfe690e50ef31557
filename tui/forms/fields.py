"""The fields that a form declares: what each is called, how it begins, what may stand in it, and what it says then.

A field is data. ``row`` makes the widget that shows it, ``read`` turns what stands there into the value that a command
takes, and raises BadInput under the field's name.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar, Generic, Protocol, TypeVar

from textual.suggester import Suggester
from textual.widget import Widget

from program.amounts import read_dollars
from program.calendar import Month, Quarter
from program.claims.data import Period
from program.refusals import BadInput
from reports.words import period_words
from storage.importing.typed_dates import in_words, periods_of, typed_date, typed_month, typed_period
from tui.forms.completers import BadgeCompleter, FileCompleter
from tui.host import Host
from tui.widgets.text_line import TextLineRow

T = TypeVar("T")


@dataclass(frozen=True)
class Given:
    """What stands in the fields, by their names, and the day on which it is read."""

    stands: Mapping[str, object]
    today: date

    def __getitem__(self, field: Field[T]) -> T:
        """What a field says; raises BadInput."""
        return field.read(self)

    def typed(self, field: Field[T]) -> str:
        """The text that stands in a field, without the blanks around it."""
        return str(self.stands.get(field.name) or "").strip()


class Asks(Protocol):
    """The form that a field stands in."""

    @property
    def leadbook(self) -> Host:
        """The app."""

    def given(self) -> Given:
        """What stands in all of its fields."""


@dataclass(frozen=True)
class Field(ABC, Generic[T]):
    """``name`` is its widget's, and what the command calls it, unless that calls it by the ``alias``."""

    name: str
    label: str
    begins: str = ""
    hint: str = ""
    alias: str = ""
    echoes: ClassVar[bool] = False
    is_kept: ClassVar[bool] = True
    """Whether a draft keeps it."""

    def row(self, form: Asks) -> Widget:
        """Its line in the form."""
        echo = (lambda typed: self.echo(typed, form.given())) if self.echoes else None
        completes = self.completer(form.leadbook)
        return TextLineRow(self.label, self.name, self.begins, self.hint, suggester=completes, echo=echo)

    def completer(self, host: Host) -> Suggester | None:  # noqa: ARG002
        """What completes the typed text, if anything does."""
        return None

    @abstractmethod
    def read(self, given: Given) -> T:
        """The value; raises BadInput."""

    def echo(self, typed: str, given: Given) -> str:
        """How the text is read, in a word or two beside it: nothing for nothing, ``?`` for what cannot be read."""
        if not typed.strip():
            return ""
        try:
            return self.words(self.read(Given({**given.stands, self.name: typed}, given.today)))
        except BadInput:
            return "?"

    def words(self, value: T) -> str:
        """A value as it is echoed."""
        return str(value)

    def wrong(self, given: Given, problem: str) -> BadInput:
        """What stands in the field cannot be taken."""
        return BadInput(self.name, given.typed(self), problem)


@dataclass(frozen=True)
class Text(Field[str]):
    """A line of text. Where it may not be empty, ``asked`` asks for it."""

    asked: str = ""

    def read(self, given: Given) -> str:
        typed = given.typed(self)
        if self.asked and not typed:
            raise self.wrong(given, self.asked)
        return typed


@dataclass(frozen=True)
class Unseen(Text):
    """A line of which dots are shown; no draft keeps it."""

    is_kept = False

    def row(self, form: Asks) -> Widget:  # noqa: ARG002
        return TextLineRow(self.label, self.name, "", self.hint, unseen=True)


class Badge(Text):
    """An officer's badge, completed from the roster."""

    def completer(self, host: Host) -> Suggester:
        return BadgeCompleter(host)


@dataclass(frozen=True)
class Place(Field[Path]):
    """The path of a file or a folder, completed from the disk."""

    asked: str = "name a file"

    def completer(self, host: Host) -> Suggester:  # noqa: ARG002
        return FileCompleter()

    def read(self, given: Given) -> Path:
        typed = given.typed(self)
        if not typed:
            raise self.wrong(given, self.asked)
        return Path(typed).expanduser()


@dataclass(frozen=True)
class MaybePlace(Field[Path | None]):
    """The same, or none where it is blank."""

    def completer(self, host: Host) -> Suggester:  # noqa: ARG002
        return FileCompleter()

    def read(self, given: Given) -> Path | None:
        return Path(typed).expanduser() if (typed := given.typed(self)) else None


@dataclass(frozen=True)
class MaybeDay(Field[date | None]):
    """A day, or none where it is blank. One without a year is the last such day, or the first from ``after`` on, or
    ``either_way`` the nearest.
    """

    after: Field[date] | None = None
    either_way: bool = False
    echoes = True

    def read(self, given: Given) -> date | None:
        typed = given.typed(self)
        if not typed:
            return None
        first = given[self.after] if self.after is not None else None
        try:
            return typed_date(typed, given.today, not_before=first, either_way=self.either_way)
        except ValueError as problem:
            raise self.wrong(given, str(problem)) from None

    def words(self, value: date | None) -> str:
        return in_words(value) if value is not None else ""


@dataclass(frozen=True)
class Day(Field[date]):
    """A day; today where it is blank, unless ``asked`` asks for one. ``either_way`` as of a ``MaybeDay``."""

    begins: str = "today"
    asked: str = ""
    either_way: bool = False
    echoes = True

    def read(self, given: Given) -> date:
        typed = given.typed(self)
        if self.asked and not typed:
            raise self.wrong(given, self.asked)
        try:
            return typed_date(typed or "today", given.today, either_way=self.either_way)
        except ValueError as problem:
            raise self.wrong(given, str(problem)) from None

    def words(self, value: date) -> str:
        return in_words(value)


@dataclass(frozen=True)
class Cents(Field[int]):
    """Dollars such as 12,000 or 12,000.50, read as cents."""

    def read(self, given: Given) -> int:
        return read_dollars(given.typed(self), self.name)


@dataclass(frozen=True)
class Whole(Field[int]):
    """A whole number, 0 or more; ``blank`` is what a blank field means, if it means anything."""

    blank: int | None = None

    def read(self, given: Given) -> int:
        typed = given.typed(self)
        if self.blank is not None and not typed:
            return self.blank
        plain = typed.replace(",", "")
        if not (plain.isascii() and plain.isdigit()):
            raise self.wrong(given, "is no whole number; write it like 41")
        return int(plain)


def refusal_words(problem: BadInput, called: str) -> str:
    """A refusal of a field that is ``called`` so, with the day that it has as a person types one."""
    said = str(problem).removeprefix(f"{problem.field}: ")
    if isinstance(problem.value, date | Month | Quarter):  # nobody typed it so
        said = said.replace(repr(str(problem.value)), in_a_field(problem.value), 1)
    return f"{called}: {said}"


def in_a_field(when: date | Period) -> str:
    """A day, a month or a quarter as a person types it: what a field begins with that reads one."""
    if isinstance(when, date):
        return f"{when:%b} {when.day}, {when.year}"
    return f"{when.words[:3]} {when.year}" if isinstance(when, Month) else str(when)


@dataclass(frozen=True)
class AMonth(Field[Month]):
    """A calendar month."""

    echoes = True

    def read(self, given: Given) -> Month:
        try:
            return typed_month(given.typed(self), given.today)
        except ValueError as problem:
            raise self.wrong(given, str(problem)) from None

    def words(self, value: Month) -> str:
        return value.words


@dataclass(frozen=True)
class Periods(Field[list[Period]]):
    """Months and quarters of claims with blanks between; none where it is blank."""

    echoes = True

    def words(self, value: list[Period]) -> str:
        return ", ".join(map(period_words, value))

    def read(self, given: Given) -> list[Period]:
        found: list[Period] = []
        for name in periods_of(given.typed(self)):
            try:
                found.append(typed_period(name, given.today))
            except ValueError as problem:
                raise BadInput(self.name, name, str(problem)) from None
        return found
