"""The app's way to the book: questions and commands run off the screen's loop; commands in turn, none lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from storage.book import Book
    from storage.commands.base import Command, Receipt
    from storage.views.status import Status

T = TypeVar("T")


class Bookkeeper:
    """Holds the open book. Close it after the app has run: it waits for every command that was handed in."""

    def __init__(self, book: Book) -> None:
        from storage.keeping.desks import mark_open  # the database library comes with it, and the screen is there first

        self.book = book
        self._pulse = book.pulse()
        self._leave = mark_open(book.name)
        self._shown: object = None
        self._writes = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writes")

    async def ask(self, question: Callable[[Book], T]) -> T:
        """The answer to a question, from a thread of its own. Raises what the question raises."""
        return await asyncio.to_thread(question, self.book)

    def get_ready(self) -> None:
        """Loads what a command needs, so that the first one is as quick as those after it."""
        self._writes.submit(import_module, "storage.commands.outcomes")

    def hand_in(self, command: Command) -> Future[Receipt]:
        """Queues a command at once, so that it is carried out even if the app is left the next moment."""
        return self._writes.submit(self.book.run, command)

    async def receipt(self, handed_in: Future[Receipt]) -> Receipt:
        """Waits for a command that was handed in; leaving the wait does not stop the command."""
        return await asyncio.shield(asyncio.wrap_future(handed_in))

    async def rehearse(self, command: Command) -> Receipt:
        """What a command would answer, in its turn after those handed in before; nothing is changed."""
        return await asyncio.wrap_future(self._writes.submit(self.book.rehearse, command))

    async def news(self) -> Status | None:
        """The running quarter's figures; None where they are those that were last given out.

        That is so while nobody, here or in another process, has changed the book, and the day is the same. Ask again
        only when the answer is there.
        """
        read = await asyncio.to_thread(self._read_if_new)
        if read is None:
            return None
        self._shown, status = read  # only now: an answer that nobody waited for is given again
        return status

    def _read_if_new(self) -> tuple[object, Status] | None:
        # The beat before the figures: what is changed between the two is news again.
        now = (self._pulse.beat(), self.book.surroundings.today())
        return None if now == self._shown else (now, self.book.view.status())

    def close(self) -> None:
        """Waits for the commands handed in, then closes the book."""
        self._writes.shutdown(wait=True)
        self._pulse.close()
        self.book.close()
        self._leave()
