"""Outcomes as people and their spreadsheets write them: code, letter, or plain words."""

from __future__ import annotations

from program.leads.outcome import OUTCOME_OF_LETTER, Outcome

_PLAIN_WORDS: dict[str, Outcome] = {
    "pending": Outcome.OPEN,
    "active": Outcome.OPEN,
    "in progress": Outcome.OPEN,
    "assigned": Outcome.OPEN,
    "found": Outcome.LOCATED,
    "located in time": Outcome.LOCATED,
    "successfully located": Outcome.LOCATED,
    "unable to locate": Outcome.NOT_LOCATED,
    "not found": Outcome.NOT_LOCATED,
    "unlocated": Outcome.NOT_LOCATED,
    "utl": Outcome.NOT_LOCATED,
    "out of area": Outcome.OUTSIDE_JURISDICTION,
    "out of jurisdiction": Outcome.OUTSIDE_JURISDICTION,
    "outside of jurisdiction": Outcome.OUTSIDE_JURISDICTION,
    "outside area": Outcome.OUTSIDE_JURISDICTION,
    "dead": Outcome.DECEASED,
    "departed the us": Outcome.DEPARTED,
    "left the country": Outcome.DEPARTED,
    "left country": Outcome.DEPARTED,
    "self departed": Outcome.DEPARTED,
    "withdrawn by ice": Outcome.WITHDRAWN,
    "ice withdrew": Outcome.WITHDRAWN,
    "recalled": Outcome.WITHDRAWN,
    "dup": Outcome.DUPLICATE,
    "duplicate lead": Outcome.DUPLICATE,
    "wrong person": Outcome.MISTAKEN_IDENTITY,
    "misidentified": Outcome.MISTAKEN_IDENTITY,
}


def read_outcome(text: str) -> Outcome:
    """The outcome that a code, letter or plain words mean, any case, punctuation and blanks aside.

    Raises ValueError, naming what would be right, on anything else.
    """
    words = " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())
    for outcome in Outcome:
        if words == outcome.value.replace("_", " "):
            return outcome
    found = OUTCOME_OF_LETTER.get(words) or _PLAIN_WORDS.get(words)
    if found is None:
        listed = ", ".join(f"{outcome} ({outcome.letter})" if outcome.letter else str(outcome) for outcome in Outcome)
        raise ValueError(f"is no outcome; use one of {listed}")
    return found
