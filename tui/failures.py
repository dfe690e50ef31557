"""What is said when something fails that no rule of the book explains, without a value of anybody's data."""

from __future__ import annotations

from textual.dom import DOMNode
from textual.worker import Worker, WorkerState

from program.refusals import LeadbookError
from reports.failure import where


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
    return f"Leadbook made a mistake ({type(error).__name__}{where(error)}). What was recorded is kept."
