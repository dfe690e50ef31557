"""What is said of an error that is no refusal: its kind and where it happened, nothing of anybody's data."""

from __future__ import annotations

import traceback
from pathlib import Path

_HOUSE = Path(__file__).parent.parent
_ROOMS = ("cli", "migrations", "program", "reports", "storage", "tui")


def last_words(error: BaseException) -> str:
    """What the terminal is told when the program cannot go on: no message, no local variable, for both may be data."""
    kinds, shown = [], []
    at: BaseException | None = error
    while at is not None:
        kinds.append(type(at).__name__)
        shown += [f"  {place}" for place in places(at)]
        at = at.__cause__ or at.__context__
    return (
        f"Leadbook made a mistake and had to stop: {', from '.join(kinds)}. What was recorded is kept.\n"
        "Please report these lines; they hold nothing of your data:\n" + "\n".join(shown)
    )


def where(error: BaseException) -> str:
    """The last place of ours in which an error was, as `` at file:line in function``; empty where there is none."""
    ours = [place for place in places(error) if place.startswith(_ROOMS)]
    return f" at {ours[-1]}" if ours else ""


def places(error: BaseException) -> list[str]:
    """Where it happened, outermost first: file, line and function."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{_shown(Path(frame.filename))}:{frame.lineno} in {frame.name}" for frame in frames]


def _shown(file: Path) -> str:
    within = file.relative_to(_HOUSE) if file.is_relative_to(_HOUSE) else None
    if within is not None and within.parts[0] in _ROOMS:
        return within.as_posix()
    return "…/" + "/".join(file.parts[-2:])
