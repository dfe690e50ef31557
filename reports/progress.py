"""How far long work has come, in words and as a bar: for the app's window and the command line alike."""

from __future__ import annotations

from storage.engine.locks import Step

BEGINNING = Step("Beginning")


def progress_words(step: Step) -> str:
    """``Entering what it says: 12,000 of 100,000 rows``."""
    if step.unit == "bytes":
        of = "" if step.of is None else f" of {_megabytes(step.of)}"
        return f"{step.doing}: {_megabytes(step.done)}{of} MB"
    if not step.unit:
        return f"{step.doing} …"
    of = "" if step.of is None else f" of {step.of:,}"
    return f"{step.doing}: {step.done:,}{of} {step.unit}"


def progress_bar(step: Step, width: int) -> str:
    """So many cells, filled as far as the work has come; empty where nobody knows how much it will be."""
    filled = min(width, width * step.done // step.of) if step.of else 0
    return "█" * filled + "░" * (width - filled)


def _megabytes(count: int) -> str:
    tenths = count // 100_000
    return f"{tenths // 10:,}.{tenths % 10}"
