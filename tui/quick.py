"""The quick line's grammar: a whole outcome typed from paper, such as ``24-1187 l 11/21 #A-4471 @1041``.

Reference first, then in any order: the outcome (letter, code or one word), a date, ``#evidence``, ``@badge``,
``!reason`` for a correction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from program.outcome_words import read_outcome
from program.outcomes import CorrectionReason, Outcome
from tui.typed_dates import typed_date


@dataclass(frozen=True)
class Typed:
    """What a line says so far; ``problem`` is what is wrong or missing, None when the line can be recorded."""

    reference: str = ""
    outcome: Outcome | None = None
    on: date | None = None
    evidence: str | None = None
    badge: str | None = None
    reason: CorrectionReason | None = None
    problem: str | None = None


def read_line(line: str, today: date) -> Typed:
    """Reads a line; never raises."""
    head, _, evidence = line.partition("#")
    words = head.split()
    if not words:
        return Typed(problem="reference, outcome letter, date, #evidence, @badge, !reason")
    reference, outcome, on, badge, reason = words[0], None, None, None, None
    for word in words[1:]:
        if word.startswith("@"):
            badge = word[1:] or None
        elif word.startswith("!"):
            found = [code for code in CorrectionReason if code.value.startswith(word[1:].casefold()) and word[1:]]
            if len(found) != 1:
                return Typed(reference, problem=f"{word}: no reason; use ! and one of {', '.join(CorrectionReason)}")
            reason = found[0]
        elif any(character.isdigit() for character in word) or word.casefold() in ("today", "yesterday"):
            try:
                on = typed_date(word, today)
            except ValueError as error:
                return Typed(reference, outcome, problem=f"{word}: {error}")
        else:
            try:
                outcome = read_outcome(word)
            except ValueError:
                return Typed(reference, problem=f"{word}: no outcome; l n j d p w u m, or open")
    problem = None if outcome else "outcome? l located, n not, j outside, d deceased, p departed, w u m"
    return Typed(reference, outcome, on, evidence.strip() or None, badge, reason, problem)


def in_words(typed: Typed, today: date) -> str:
    """How the line is read, before Enter: ``24-1187 → located on Fri 21 Nov 2025, evidence A-4471``."""
    if typed.problem is not None or typed.outcome is None:
        return f"{typed.reference}  {typed.problem}" if typed.reference else str(typed.problem)
    day = "" if typed.outcome is Outcome.OPEN else f" on {(typed.on or today):%a %d %b %Y}"
    parts = [f"{typed.reference} → {typed.outcome.words.lower()}{day}"]
    if typed.evidence:
        parts.append(f"evidence {typed.evidence}")
    if typed.badge:
        parts.append(f"officer {typed.badge}")
    if typed.reason:
        parts.append(typed.reason.words.lower())
    return ", ".join(parts)
