"""The register's filter: plain words typed in any order, such as ``open overdue @ames due<today FY2026-Q1 24-11``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from program.calendar import Quarter
from program.leads.outcome import Outcome
from program.leads.outcome_words import read_outcome
from reports.words import short_day
from storage.text import printable
from storage.views.lead import Between, DayOf, LeadQuery
from tui.forms.typed_dates import typed_date

HOW = "part of a reference, open, overdue, nobody, @name or badge, #evidence, received>11/1, due<today, FY2026-Q1"

_MOST_WORDS = 3
"""An outcome is said in so many words at the most, such as ``out of area``."""

_DAY = re.compile(r"(received|due|outcome|on)(<=|>=|<|>|=)(.*)", re.IGNORECASE)
_ONE = timedelta(days=1)


def read_filter(typed: str, query: LeadQuery, today: date) -> tuple[LeadQuery, str]:
    """The query narrowed by the words, and what is wrong with one that was not understood, if any.

    A word that means nothing else is looked for in the reference. Letters of outcomes are not read as outcomes here: a
    single letter is the beginning of a reference.
    """
    narrowed = LeadQuery(sort=query.sort, descending=query.descending)
    texts, wrong = [], ""
    words = typed.split()
    while words:
        outcome, taken = _outcome(words)
        word, words = words[0], words[max(1, taken) :]
        if outcome is not None:
            narrowed = replace(narrowed, outcome=outcome)
        elif word.casefold() == "overdue":
            narrowed = replace(narrowed, overdue=True)
        elif word.casefold() in ("nobody", "unassigned"):
            narrowed = replace(narrowed, officer="")
        elif word.startswith("@"):
            narrowed = replace(narrowed, held_by=word[1:])
        elif word.startswith("#"):
            narrowed = replace(narrowed, evidence=word[1:])
        elif (day := _DAY.fullmatch(word)) is not None:
            try:
                narrowed = replace(narrowed, days=(*narrowed.days, _between(day, today)))
            except ValueError as problem:
                wrong = f"{printable(word)}: {problem}"
        elif (quarter := _quarter(word)) is not None:
            narrowed = replace(narrowed, quarter=quarter)
        else:
            texts.append(word)
    return replace(narrowed, text="".join(texts)), wrong


def filter_in_words(query: LeadQuery, today: date) -> str:
    """What the list shows, in words."""
    parts = []
    if query.outcome is not None:
        parts.append(query.outcome.words.lower())
    if query.overdue:
        parts.append("overdue")
    if query.due_within_days is not None:
        parts.append(f"due within {query.due_within_days} days")
    if query.officer is not None:
        parts.append(f"officer {query.officer}" if query.officer else "without an officer")
    if query.held_by:
        parts.append(f"officer like {query.held_by}")
    if query.evidence:
        parts.append(f"evidence with {query.evidence}")
    parts += [_between_words(between, today) for between in query.days]
    if query.quarter is not None:
        parts.append(str(query.quarter))
    if query.text:
        parts.append(f"reference with {query.text}")
    return ", ".join(parts) or "all leads"


def _between(found: re.Match[str], today: date) -> Between:
    """The days that ``received>11/1`` means; raises ValueError where the day is none."""
    name, sign, typed = found[1].casefold(), found[2], found[3]
    day_of = DayOf.OUTCOME if name == "on" else DayOf(name)
    day = typed_date(typed, today)
    first = {">": day + _ONE, ">=": day, "=": day}.get(sign)
    last = {"<": day - _ONE, "<=": day, "=": day}.get(sign)
    return Between(day_of, first, last)


def _between_words(between: Between, today: date) -> str:
    first, last = between.first, between.last
    if first is not None and first == last:
        return f"{between.day_of.value} on {short_day(first, today)}"
    begins = f" from {short_day(first, today)}" if first is not None else ""
    return f"{between.day_of.value}{begins}{f' through {short_day(last, today)}' if last is not None else ''}"


def _quarter(word: str) -> Quarter | None:
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
