"""What is said when something fails that no rule of the book explains, without a value of anybody's data."""

from __future__ import annotations

import traceback
from pathlib import Path

from textual.dom import DOMNode
from textual.worker import Worker, WorkerState

from program.refusals import LeadbookError

_HOUSE = Path(__file__).parent.parent
_ROOMS = ("cli", "migrations", "program", "reports", "storage", "tui")


class TellsOfFailure(DOMNode):
    """Work in the background that fails is told of, once, and the app goes on."""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Says why a worker failed."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.app.notify(in_words(event.worker.error), severity="error", timeout=10)


def in_words(error: BaseException) -> str:
    """One sentence for the user; of an error that is none of ours only the kind and the place, never the message."""
    if isinstance(error, LeadbookError):
        return str(error)
    return f"Leadbook made a mistake ({type(error).__name__}{_where(error)}). What was recorded is kept."


def last_words(error: BaseException) -> str:
    """What stands on the terminal when the app cannot go on: no message, no local variable, for both may hold data."""
    kinds, places = [], []
    at: BaseException | None = error
    while at is not None:
        kinds.append(type(at).__name__)
        places += [f"  {place}" for place in _places(at)]
        at = at.__cause__ or at.__context__
    return (
        f"Leadbook made a mistake and had to stop: {', from '.join(kinds)}. What was recorded is kept.\n"
        "Please report these lines; they hold nothing of your data:\n" + "\n".join(places)
    )


def _where(error: BaseException) -> str:
    ours = [place for place in _places(error) if place.startswith(_ROOMS)]
    return f" at {ours[-1]}" if ours else ""


def _places(error: BaseException) -> list[str]:
    """Where it happened, outermost first: file, line and function."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{_shown(Path(frame.filename))}:{frame.lineno} in {frame.name}" for frame in frames]


def _shown(file: Path) -> str:
    within = file.relative_to(_HOUSE) if file.is_relative_to(_HOUSE) else None
    if within is not None and within.parts[0] in _ROOMS:
        return within.as_posix()
    return "…/" + "/".join(file.parts[-2:])
