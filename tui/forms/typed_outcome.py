"""The quick line's grammar: a whole outcome typed from paper, such as ``24-1187 l 11/21 #A-4471 @1041``.

The reference first, or how it ends, then in any order: the outcome (letter, code or word), a date, ``#evidence``
(``#"two words"``), ``@badge``, and for a correction ``!`` with the reason's first letter. Pure: what the book knows is
asked elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from program.leads.outcome import OUTCOME_OF_LETTER, CorrectionReason, Outcome
from program.leads.outcome_words import read_outcome
from reports.words import short_day
from storage.importing.typed_dates import in_words, typed_date
from storage.text import compared, harmless_or, looks_like, printable
from storage.views.lead import Lead

HINT = "reference or end  outcome  date  #evidence  @badge · ↑ earlier · Esc leaves"
LETTERS = "  ".join(f"{letter} {outcome.words.lower()}" for letter, outcome in OUTCOME_OF_LETTER.items())
REASONS = "  ".join(f"!{reason.value[0]} {reason.words}" for reason in CorrectionReason)

_WORD = re.compile(r'#"[^"]*"?|\S+')


@dataclass(frozen=True)
class Typed:
    """What a line says. ``wrong`` is what cannot be understood; a line without it may still lack its outcome."""

    reference: str = ""
    outcome: Outcome | None = None
    on: date | None = None
    evidence: str | None = None
    badge: str | None = None
    reason: CorrectionReason | None = None
    wrong: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it can be recorded."""
        return bool(self.reference) and self.outcome is not None and self.wrong is None


def read_line(line: str, today: date) -> Typed:
    """Reads a line; never raises."""
    reference, *words = _WORD.findall(line) or [""]
    typed, before = Typed(reference), ""
    for word in words:
        read = _read_word(word, today)
        if isinstance(read, str):
            goes_on = before.startswith("#") and not before.startswith('#"')
            quoted = '; evidence of several words stands in quotes: #"two words"' if goes_on else ""
            return replace(typed, wrong=f"{printable(word)}: {read}{quoted}")
        before = word
        said = next(iter(read))
        if getattr(typed, said) is not None:
            return replace(typed, wrong=f"{printable(word)}: the line has its {_NAMES[said]} already")
        typed = replace(typed, **read)  # type: ignore[arg-type]
    return typed


_NAMES = {"outcome": "outcome", "on": "date", "evidence": "evidence", "badge": "officer", "reason": "reason"}


def _read_word(word: str, today: date) -> dict[str, object] | str:
    """The field that a word fills, or what is wrong with it."""
    mark, rest = word[0], word[1:].strip('"').strip()
    if mark in "#@!" and not rest:
        return {"#": "evidence follows the #", "@": "a badge follows the @", "!": f"one of {REASONS}"}[mark]
    if mark == "#":
        return {"evidence": rest}
    if mark == "@":
        return {"badge": rest}
    if mark == "!":
        reason = _reason(rest)
        return {"reason": reason} if reason else f"is no reason; {REASONS}"
    reason = _reason(word) if "_" in word else None
    if reason:
        return {"reason": reason}
    try:
        return {"outcome": read_outcome(word)}
    except ValueError:
        pass
    try:
        return {"on": typed_date(word, today)}
    except ValueError as problem:
        if any(character.isdigit() for character in word):
            return str(problem)
        return f"is neither outcome ({' '.join(OUTCOME_OF_LETTER)}) nor date; evidence begins with #, a badge with @"


def _reason(text: str) -> CorrectionReason | None:
    found = [reason for reason in CorrectionReason if reason.value.startswith(text.casefold())]
    return found[0] if len(found) == 1 else None


def what_it_says(
    typed: Typed,
    lead: Lead | None,
    today: date,
    officers: Iterable[tuple[str, str]] = (),
) -> str:
    """How the line is read, before Enter; ``lead`` is the lead of its reference, ``officers`` are badges and names.

    ``lead 24-1187 (Ames, Pat) → located on Fri, Nov 21, 2025, evidence A-4471``
    """
    subject = f"lead {harmless_or(printable(typed.reference), '…')}"
    if lead is not None:
        subject = f"lead {printable(lead.reference)} ({printable(lead.officer) if lead.officer else 'no officer'})"
    if typed.wrong is not None:
        return f"{subject}: {typed.wrong}"
    if typed.outcome is None:
        return f"{subject} → {LETTERS}"
    parts = [f"{subject} → {typed.outcome.words.lower()}"]
    if typed.outcome is not Outcome.OPEN:
        parts[0] += f" on {in_words(day_of(typed, lead, today))}"
    if typed.evidence:
        kind = looks_like("evidence", typed.evidence)
        parts.append(f"evidence {printable(typed.evidence)}" if kind is None else f"evidence that {kind.said}")
    if typed.badge:
        name = next((name for badge, name in officers if compared(badge) == compared(typed.badge)), None)
        parts.append(
            f"officer {printable(typed.badge)} {printable(name)}" if name else f"officer {printable(typed.badge)}"
        )
    if typed.reason:
        parts.append(typed.reason.words_within)
    return ", ".join(parts)


def what_is_missing(typed: Typed) -> str | None:
    """What a line lacks that Enter was pressed on."""
    if not typed.reference:
        return f"Type a reference first: {HINT}"
    return None if typed.outcome else f"{printable(typed.reference)}: its outcome is missing; {LETTERS}"


def what_is_wrong(typed: Typed, lead: Lead, today: date, officers: Iterable[tuple[str, str]]) -> str | None:
    """What would keep a whole line from being recorded, as far as it can be known before it is."""
    if not typed.is_whole:
        return None
    if typed.badge and all(compared(badge) != compared(typed.badge) for badge, _ in officers):
        return f"no officer {printable(typed.badge)} is on the roster"
    if typed.outcome is Outcome.OPEN and (typed.on or typed.evidence):
        return f"an open lead has no {'day of an outcome' if typed.on else 'evidence'}; leave it out"
    on = day_of(typed, lead, today)
    if typed.outcome is not Outcome.OPEN and (wrong := wrong_day(on, lead, today)):
        return wrong
    if _corrects(typed, lead) and typed.reason is None:
        on_day = short_day(lead.outcome_on, today) if lead.outcome_on else "no day"
        return f"it is recorded as {lead.outcome.words.lower()} on {on_day}; to correct it add {REASONS}"
    return None


def wrong_day(on: date, lead: Lead, today: date) -> str | None:
    """Why an outcome of a lead cannot have been on a day; None where it can."""
    if on > today:
        return f"{short_day(on, today)} lies after today"
    if on < lead.received_on:
        return f"the lead was received on {short_day(lead.received_on, today)}, after {short_day(on, today)}"
    return None


def day_of(typed: Typed, lead: Lead | None, today: date) -> date:
    """The day that is recorded: the one typed, that of the same outcome where it stands already, or today."""
    stands = lead.outcome_on if lead is not None and lead.outcome is typed.outcome else None
    return typed.on or stands or today


def _corrects(typed: Typed, lead: Lead) -> bool:
    """Whether the line changes what is recorded; evidence that was missing is only filled in."""
    if lead.outcome is Outcome.OPEN:
        return False
    kept = typed.outcome is lead.outcome and typed.on in (None, lead.outcome_on)
    return not (kept and typed.badge in (None, lead.badge) and lead.evidence in (None, typed.evidence or lead.evidence))
