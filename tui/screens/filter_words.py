"""The register's filter: plain words typed in any order, such as ``open overdue @1041 FY2026-Q1 24-11``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from program.calendar import Quarter
from program.leads.outcome import Outcome
from program.leads.outcome_words import read_outcome
from storage.views.lead import LeadQuery

_MOST_WORDS = 3
"""An outcome is said in so many words at the most, such as ``out of area``."""


def read_filter(typed: str, query: LeadQuery) -> LeadQuery:
    """The query narrowed by the words; a word that means nothing else is looked for in the reference.

    Letters of outcomes are not read as outcomes here: a single letter is the beginning of a reference.
    """
    narrowed = replace(query, quarter=None, outcome=None, officer=None, overdue=False, text="")
    texts = []
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
            narrowed = replace(narrowed, officer=word[1:]) if len(word) > 1 else narrowed
        elif (quarter := _quarter(word)) is not None:
            narrowed = replace(narrowed, quarter=quarter)
        else:
            texts.append(word)
    return replace(narrowed, text="".join(texts))


def filter_in_words(query: LeadQuery) -> str:
    """What the list shows, in words."""
    parts = []
    if query.outcome is not None:
        parts.append(query.outcome.words.lower())
    if query.overdue:
        parts.append("overdue")
    if query.due_within_days is not None:
        parts.append(f"due within {query.due_within_days} days")
    if query.officer is not None:
        parts.append(f"officer {query.officer}" if query.officer else "without officer")
    if query.quarter is not None:
        parts.append(str(query.quarter))
    if query.text:
        parts.append(f"reference with {query.text}")
    return ", ".join(parts) or "all leads"


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
