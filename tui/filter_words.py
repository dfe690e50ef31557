"""The register's filter: plain words typed in any order, such as ``open overdue @1041 FY2026-Q1 24-11``."""

from __future__ import annotations

from dataclasses import replace

from program.outcome_words import read_outcome
from program.quarters import Quarter
from storage.views.leads import LeadQuery


def read_filter(typed: str, query: LeadQuery) -> LeadQuery:
    """The query narrowed by the words; a word that means nothing else is looked for in the reference.

    Letters of outcomes are not read as outcomes here: a single letter is the beginning of a reference.
    """
    narrowed = replace(query, quarter=None, outcome=None, officer=None, overdue=False, text="")
    texts = []
    for word in typed.split():
        if word.casefold() == "overdue":
            narrowed = replace(narrowed, overdue=True)
        elif word.casefold() in ("nobody", "unassigned"):
            narrowed = replace(narrowed, officer="")
        elif word.startswith("@"):
            narrowed = replace(narrowed, officer=word[1:]) if len(word) > 1 else narrowed
        elif (quarter := _quarter(word)) is not None:
            narrowed = replace(narrowed, quarter=quarter)
        elif len(word) > 1 and _is_outcome(word):
            narrowed = replace(narrowed, outcome=read_outcome(word))
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


def _is_outcome(word: str) -> bool:
    try:
        read_outcome(word)
    except ValueError:
        return False
    return True
