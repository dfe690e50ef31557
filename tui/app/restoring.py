"""Putting a copy in the place of the open book: the book is closed, the copy takes its place, and is opened."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer

from program.refusals import LeadbookError
from tui.app.errands import Errands
from tui.book.bookkeeper import Bookkeeper
from tui.failures import in_words
from tui.screens.loading import Loading

if TYPE_CHECKING:
    from storage.engine.places import AnchorPlaces

_BETWEEN = "between books"
"""What is in front while no book is open."""

_LOOK_AT_THE_BOOK = ("pulse", "due", "first look", "watch")
"""The work that reads the open book for no screen: what it had to tell would be told of another book."""


class Restores(Errands):
    """An app that can close its book and open what took its place."""

    book_name: str
    backups: Path
    anchors: AnchorPlaces

    def __init__(self) -> None:
        super().__init__()
        self.timers_of_book: list[Timer] = []
        """What looks at the open book every now and then."""
        self.to_be_said = ""
        """What is said as soon as the desk is there."""

    def opened(self) -> Bookkeeper:
        """Opens the book; called in a thread, since the database library is imported here."""
        from storage.engine.encryption import needs_passphrase
        from storage.maintenance.opening import open_book

        if (path := needs_passphrase(self.book_name, self.surroundings.keys)) is not None:
            from storage.engine.remembered import unlock_remembered

            unlock_remembered(path, self.surroundings.keys)  # where it does not, opening asks for the passphrase
        book = open_book(self.book_name, self.surroundings, backups=self.backups)
        return Bookkeeper(book, self.backups, self.anchors)

    async def show_book(self, keeper: Bookkeeper) -> None:
        """Puts an open book on the screen."""
        raise NotImplementedError

    def leave_with(self, error: LeadbookError) -> None:
        """Leaves, since there is no book to go on with."""
        raise NotImplementedError

    def put_back(self, copy: Path) -> object:
        """Closes the book, puts a copy in its place, and opens what stands there then; says what came of it."""
        return self._between_books(
            "Putting the copy in the book's place", lambda: self._restored(copy), "Nothing was restored"
        )

    def put_under(self, present: str | None, passphrase: str | None) -> object:
        """Closes the book, puts it under another passphrase, or none, and opens it again; says what came of it.

        Nothing is changed where the present passphrase is another one.
        """
        return self._between_books(
            "Writing the book anew", lambda: self._rekeyed(present, passphrase), "Nothing was changed"
        )

    @work(group="restoring", exit_on_error=False, description="between books")
    async def _between_books(self, heading: str, do: Callable[[], str], nothing: str) -> None:
        await self.until_unlocked()
        if self.seat is not None and not self.seat.is_owner:
            self.say(f"! {nothing}: {self.seat.name} is no owner of the book, and this is for an owner")
            return
        self.may_lock = False  # from here on there is nothing to come back to, until the desk is furnished again
        self.hold_keys()  # that lets them come
        self.backups = self.bookkeeper.safekeeping.folder  # where they have gone since another one was chosen
        problems = await self._close_book()
        try:
            said = await self.work(heading, do)
        except LeadbookError as problem:
            said = f"! {nothing}: {in_words(problem)}"
        self.to_be_said = "\n".join([said, *(f"! {in_words(problem)}" for problem in problems)])
        try:
            keeper = await asyncio.to_thread(self.opened)
        except LeadbookError as problem:
            self.leave_with(problem)
        else:
            await self.show_book(keeper)

    async def _close_book(self) -> list[BaseException]:
        """Takes away all that shows the book, and closes it; why commands failed of which nobody was told."""
        from tui.places import PLACES

        keeper = self.bookkeeper
        for timer in self.timers_of_book:
            timer.stop()
        self.timers_of_book.clear()
        for group in _LOOK_AT_THE_BOOK:
            self.workers.cancel_group(self, group)
        self.add_mode(_BETWEEN, Loading)
        await self.switch_mode(_BETWEEN)
        for name in PLACES:
            await self.remove_mode(name)
        self.keeper, self.status, self.due, self.findings = None, None, (), ()
        return await asyncio.to_thread(keeper.close)

    def book_is_shown(self) -> None:
        """The desk is there: what stood in front meanwhile goes, and what is to be said is said."""
        if _BETWEEN in self._modes:
            self.remove_mode(_BETWEEN)  # not waited for: it is the one that calls this
        if self.to_be_said:
            self.say(self.to_be_said)
            self.to_be_said = ""

    def _restored(self, copy: Path) -> str:
        from storage.maintenance.restored import restore_and_note
        from storage.text import number_of

        copied, kept = restore_and_note(copy, self.book_name, self.surroundings)
        beside = f"; the book that stood there is kept as {kept.name}" if kept is not None else ""
        return f"Restored {number_of(copied.entries, 'entry', 'entries')}{beside}"

    def _rekeyed(self, present: str | None, passphrase: str | None) -> str:
        from reports.rekey import rekeyed_words
        from storage.engine.encryption import salt_of
        from storage.engine.remembered import move
        from storage.engine.unlocking import unlock
        from storage.errors import WrongPassphrase
        from storage.keys import Keys
        from storage.maintenance.backup import file_of
        from storage.maintenance.rekey import rekey

        path = file_of(self.book_name)
        if present is not None:
            try:
                unlock(path, present, Keys())
            except WrongPassphrase:
                raise WrongPassphrase("that is not its present passphrase") from None
        former = salt_of(path)
        done = rekey(self.book_name, passphrase, self.surroundings, self.backups)
        problems = list(done.problems)
        try:
            move(former, path, passphrase)
        except LeadbookError as problem:
            problems.append(str(problem))
        return "\n".join([f"The book {rekeyed_words(done)}", *(f"! {problem}" for problem in problems)])
