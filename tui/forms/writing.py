"""What writes to the disk and records nothing: a packet, a list."""

from __future__ import annotations

from textual import work

from program.refusals import LeadbookError
from storage.commands.base import Command
from tui.forms.fields import Given
from tui.forms.form import Asking


class Writing(Asking):
    """Writes in a thread while keys wait, and leaves with a word on what was written."""

    def write(self, given: Given) -> str:
        """Writes what is asked for, and returns a sentence on it; raises BadInput. Called in a thread."""
        raise NotImplementedError

    records: Command | None = None
    """What is recorded once it is written, such as to whom it is given; ``write`` says so."""

    def act(self, given: Given) -> None:
        """Begins to write."""
        self.accept("Writing …")
        self.leadbook.hold_keys()
        self._write(given)

    @work(group="writing", exclusive=True, exit_on_error=False)
    async def _write(self, given: Given) -> None:
        try:
            said = await self.leadbook.work(self.heading, lambda: self.write(given))
        except LeadbookError as problem:
            self.refuse(problem)
        else:
            if self.records is not None:
                self.leadbook.carry_out(self.records, done_before=said)
            else:
                self.leadbook.say(said)
            self.dismiss(True)
        finally:
            self.leadbook.release_keys()
