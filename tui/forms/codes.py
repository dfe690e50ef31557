"""The fields in which one of a few codes or names is chosen: turned through in a line, or by its letter in a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from textual.widget import Widget

from program.refusals import BadInput
from tui.forms.fields import Asks, Field, Given
from tui.widgets.choices import Choice, LetterList, TurnRow

Code = TypeVar("Code", bound=StrEnum)


def spelled(code: StrEnum) -> str:
    """A code as words: ``new_information`` is new information."""
    return code.value.replace("_", " ")


def spelled_out(kind: type[Code]) -> dict[Code, str]:
    """All codes of a kind, each with its words."""
    return {code: spelled(code) for code in kind}


@dataclass(frozen=True)
class Turned(Field[Code]):
    """One of a few codes, turned through in a line."""

    codes: Mapping[Code, str] = field(default_factory=dict)

    def row(self, form: Asks) -> Widget:  # noqa: ARG002
        return TurnRow(self.label, _choices(self.codes), self.begins, id=self.name)

    def read(self, given: Given) -> Code:
        return next(code for code in self.codes if code == given.stands[self.name])


@dataclass(frozen=True)
class MaybeTurned(Field[Code | None]):
    """One of a few codes, or none of them, which ``none`` says in words and which stands there at first."""

    codes: Mapping[Code, str] = field(default_factory=dict)
    none: str = ""

    def row(self, form: Asks) -> Widget:  # noqa: ARG002
        return TurnRow(self.label, [Choice("", self.none), *_choices(self.codes)], self.begins, id=self.name)

    def read(self, given: Given) -> Code | None:
        return next((code for code in self.codes if code == given.stands[self.name]), None)


@dataclass(frozen=True)
class MaybeNamed(Field[str]):
    """One of a few names that the user gave, or none of them, which ``none`` says in words; then it is empty."""

    names: tuple[str, ...] = ()
    none: str = ""

    def row(self, form: Asks) -> Widget:  # noqa: ARG002
        choices = [Choice("", self.none), *(Choice(name, name) for name in self.names)]
        return TurnRow(self.label, choices, self.begins, id=self.name)

    def read(self, given: Given) -> str:
        return str(given.stands[self.name])


@dataclass(frozen=True)
class Chosen(Field[Code]):
    """One of a few codes, none of which is chosen beforehand."""

    codes: Mapping[Code, str] = field(default_factory=dict)

    def row(self, form: Asks) -> Widget:  # noqa: ARG002
        return TurnRow(self.label, [Choice("", "choose one"), *_choices(self.codes)], "", id=self.name)

    def read(self, given: Given) -> Code:
        for code in self.codes:
            if code == given.stands[self.name]:
                return code
        raise BadInput(self.name, "", "turn to the one that fits, with ← →")


@dataclass(frozen=True)
class Lettered(Field[Code]):
    """One of a few codes in a list, each chosen by its letter; none is chosen beforehand."""

    codes: Mapping[Code, str] = field(default_factory=dict)
    letters: Mapping[Code, str] = field(default_factory=dict)

    def row(self, form: Asks) -> Widget:  # noqa: ARG002
        return LetterList(_choices(self.codes, self.letters), id=self.name)

    def read(self, given: Given) -> Code:
        for code in self.codes:
            if code == given.stands[self.name]:
                return code
        raise BadInput(self.name, "", f"type its letter: {' '.join(self.letters.values())}")


def _choices(codes: Mapping[Code, str], letters: Mapping[Code, str] | None = None) -> list[Choice]:
    return [Choice(code, words, (letters or {}).get(code, "")) for code, words in codes.items()]
