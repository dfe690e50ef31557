"""The words that narrow a list of leads, in any order, such as ``open overdue @ames due<today FY2026-Q1 24-11``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches

from program.calendar import Quarter
from program.leads.outcome import Outcome
from program.leads.outcome_words import read_outcome
from storage.importing.typed_dates import typed_date
from storage.text import printable
from storage.views.lead import Between, DayOf, LeadQuery

HOW = "part of a reference, open, overdue, nobody, @name or badge, #evidence, received>11/1, due<today, FY2026-Q1"

THIS_QUARTER, LAST_QUARTER = "this-quarter", "last-quarter"

_MOST_WORDS = 3
"""An outcome is said in so many words at the most, such as ``out of area``."""

_DAY = re.compile(r"(received|due|outcome|on)(<=|>=|<|>|=)(.*)", re.IGNORECASE)
_LIKE_A_DAY = re.compile(r"(\w*)[<>=].*")
_LIKE_A_QUARTER = re.compile(r"(fy)?\d{0,4}-?q\d+", re.IGNORECASE)
_ONE = timedelta(days=1)

_KNOWN = (
    *(outcome.words.lower() for outcome in Outcome),
    *("overdue", "nobody", "unassigned", THIS_QUARTER, LAST_QUARTER),
)
_LEAST_LETTERS = 3


@dataclass(frozen=True)
class Filter:
    """What typed words ask for. ``wrong`` says which of them cannot be taken and what would be right, and they are left
    out; ``hint`` which one is taken for a part of a reference and may have meant something else.
    """

    query: LeadQuery
    wrong: str = ""
    hint: str = ""


def read_filter(typed: str, today: date) -> Filter:
    """What the words ask for, in the order of a list that nobody has sorted.

    A word that means nothing else is looked for in the reference. Letters of outcomes are not read as outcomes here: a
    single letter is the beginning of a reference.
    """
    query = LeadQuery()
    texts, wrong, hint = [], "", ""
    words = typed.split()
    while words:
        outcome, taken = _outcome(words)
        word, words = words[0], words[max(1, taken) :]
        try:
            if outcome is not None:
                _only_one(query.outcome, outcome, "a lead has one outcome")
                query = replace(query, outcome=outcome)
            elif word.casefold() == "overdue":
                query = replace(query, overdue=True)
            elif word.casefold() in ("nobody", "unassigned"):
                query = replace(query, officer="")
            elif word.startswith("@"):
                query = replace(query, held_by=word[1:])
            elif word.startswith("#"):
                query = replace(query, evidence=word[1:])
            elif (day := _DAY.fullmatch(word)) is not None:
                query = replace(query, days=(*query.days, _between(day, today)))
            elif _LIKE_A_DAY.fullmatch(word) is not None:
                raise ValueError("the days are received, due and outcome, as in received>11/1")
            elif (quarter := _quarter(word, today)) is not None:
                _only_one(query.quarter, quarter, "a lead is of one quarter")
                query = replace(query, quarter=quarter)
            elif _LIKE_A_QUARTER.fullmatch(word) is not None:
                raise ValueError("a quarter is written like FY2026-Q1")
            else:
                texts.append(word)
                hint = hint or _meant(word)
        except ValueError as problem:
            wrong = wrong or f"{printable(word)}: {problem}"
    return Filter(replace(query, text="".join(texts)), wrong, hint)


def _only_one(said: object, now: object, why: str) -> None:
    if said not in (None, now):
        raise ValueError(why)


def _meant(word: str) -> str:
    """What a word of letters alone, that is looked for in references, may have meant."""
    plain = word.casefold()
    if len(plain) < _LEAST_LETTERS or not plain.replace("-", "").isalpha():
        return ""
    begins = [known for known in _KNOWN if known.startswith(plain)]
    close = begins or get_close_matches(plain, _KNOWN, n=1, cutoff=0.75)
    return f"{printable(word)} is looked for in references; or did you mean {close[0]}?" if close else ""


def _between(found: re.Match[str], today: date) -> Between:
    """The days that ``received>11/1`` means; raises ValueError where the day is none."""
    name, sign, typed = found[1].casefold(), found[2], found[3]
    day_of = DayOf.OUTCOME if name == "on" else DayOf(name)
    day = typed_date(typed, today, either_way=day_of is DayOf.DUE)
    first = {">": day + _ONE, ">=": day, "=": day}.get(sign)
    last = {"<": day - _ONE, "<=": day, "=": day}.get(sign)
    return Between(day_of, first, last)


def _quarter(word: str, today: date) -> Quarter | None:
    if word.casefold() in (THIS_QUARTER, LAST_QUARTER):
        running = Quarter.of(today)
        return running if word.casefold() == THIS_QUARTER else running.previous()
    try:
        return Quarter.parse(word)
    except ValueError:
        return None


def _outcome(words: Sequence[str]) -> tuple[Outcome | None, int]:
    """The outcome that the first words say, the most words that say one, and how many these are: ``not located``."""
    for taken in range(min(len(words), _MOST_WORDS), 0, -1):
        said = " ".join(words[:taken])
        with suppress(ValueError):
            if len(said) > 1:
                return read_outcome(said), taken
    return None, 0
