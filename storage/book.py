"""The book: the only door to storage. ``run`` a command, ask a ``view``, ``undo``."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError

from program.calendar import Quarter
from program.quarters.figures import Figures
from program.refusals import BadInput, LeadbookError
from storage.commands.base import Command, Confirmation, Done
from storage.engine.away import asked_anew, is_lost
from storage.engine.book_file import is_read_only, must_be_free
from storage.engine.book_names import path_of, shown
from storage.engine.connections import TRY_AGAIN, connect, in_turn, reading, writing
from storage.engine.encryption import must_be_a_file, new_salt
from storage.engine.files import part_of, take_name
from storage.engine.pulse import Pulse
from storage.errors import BookUnavailable, NoBook, OldBook, ServerAway
from storage.schema import revision as schema
from storage.schema.agency import agency
from storage.schema.journal import journal_entry
from storage.surroundings import Surroundings
from storage.text import Accepted
from storage.views import Views
from storage.views.status import status_in

if TYPE_CHECKING:
    from storage.commands.agency import CreateAgency
    from storage.journal.writer import Writer
    from storage.views.moved import Moved

_TRIES = 8


class Book:
    """One agency's book. Safe to use from several threads; every call is a transaction of its own."""

    def __init__(self, name: str, engine: Engine, agency_id: str, surroundings: Surroundings) -> None:
        self.name = name
        self.agency_id = agency_id
        self.surroundings = surroundings
        self.view = Views(engine, agency_id, surroundings)
        self.engine = engine
        self.engine.update_execution_options(actor=surroundings.actor, program=surroundings.program)
        self.seated: str | None = None
        """The id of the person at this desk, who acts where a command names nobody; see ``commands/people.py``."""

    @classmethod
    def open(
        cls,
        name: str | Path,
        surroundings: Surroundings,
        *,
        agency_id: str | None = None,
        durable: bool = True,
    ) -> Book:
        """Opens the book at a path or URL. Raises NoBook, OldBook or BookUnavailable; nothing is ever changed by it.

        ``agency_id`` is needed only for a database that holds several agencies.
        """
        engine = connect(str(name), surroundings.keys, durable=durable)
        try:
            if schema.revision_of(engine) < schema.NEWEST:
                raise OldBook(f"{shown(str(name))}: an older version made this book")
            ids = asked_anew(lambda: _agencies(engine))
        except BaseException:
            engine.dispose()
            raise
        chosen = ids[0] if agency_id is None and len(ids) == 1 else agency_id
        if chosen is None or chosen not in ids:
            engine.dispose()
            if not ids:
                raise NoBook(f"{shown(str(name))}: the book holds no agency yet; make one with leadbook init")
            raise BookUnavailable(f"{shown(str(name))}: the book holds {len(ids)} agencies; say which one")
        return cls(str(name), engine, chosen, surroundings)

    @classmethod
    def create(
        cls,
        name: str | Path,
        first: CreateAgency,
        surroundings: Surroundings,
        *,
        passphrase: str | None = None,
        durable: bool = True,
    ) -> Book:
        """Makes a new book with its agency. Raises BadInput where one exists or on the agency's data, BookUnavailable
        where something else stands there.

        A file is made beside and takes its name when it is whole. It is encrypted where it is given a ``passphrase``;
        ``durable=False`` leaves it to the system when it is written: for a book that can be made again.
        """
        first.check()
        if passphrase is not None:
            must_be_a_file(str(name))
        path = path_of(str(name))
        if path is None:
            return cls._create_on_server(str(name), first, surroundings)
        must_be_free(path)
        salt = None if passphrase is None else new_salt(passphrase, surroundings)
        try:
            with part_of(path) as part:
                engine = connect(str(part), surroundings.keys, create=True, salt=salt, durable=durable)
                try:
                    schema.make(engine)
                    cls(str(part), engine, surroundings.new_id(), surroundings).run(first)
                finally:
                    engine.dispose()
                take_name(part, path)
        except FileExistsError:
            raise BadInput("book", path, "already exists; choose another place or open it") from None
        except OSError as error:
            raise BookUnavailable(f"{path}: cannot be made here ({error.strerror})") from None
        return cls.open(name, surroundings, durable=durable)

    @classmethod
    def _create_on_server(cls, name: str, first: CreateAgency, surroundings: Surroundings) -> Book:
        engine = connect(name, create=True)
        try:
            if not schema.has_schema(engine):
                schema.make(engine)
            if schema.revision_of(engine) < schema.NEWEST:
                raise BookUnavailable("the server's books were made by an older version; open one of them first")
            book = cls(name, engine, surroundings.new_id(), surroundings)
            book.run(first)
        except BaseException:
            engine.dispose()
            raise
        return book

    def run(self, command: Command) -> Confirmation:
        """Carries out a command in one durable transaction and returns its confirmation.

        Raises BadInput, Conflict or BookUnavailable; then nothing was changed.
        """
        return self._carry_out(command, keep=True)

    def rehearse(self, command: Command) -> Confirmation:
        """What ``run`` would answer; nothing is changed."""
        return self._carry_out(command, keep=False)

    def foresee(self, command: Command) -> tuple[Confirmation, Figures, tuple[Moved, ...]]:
        """What ``run`` would answer, the running quarter's figures as they would be then, and the earlier quarters
        whose rate would move; nothing is changed.
        """
        from storage.views.moved import moved_in

        seen: list[tuple[Figures, tuple[Moved, ...]]] = []
        today = self.surroundings.today()

        def look(connection: Connection, confirmation: Confirmation) -> None:
            found = status_in(connection, self.agency_id, Quarter.of(today), today).figures
            entry = confirmation.entry
            seen[:] = [(found, () if entry is None else moved_in(connection, self.agency_id, today, entry))]

        confirmation = self._carry_out(command, keep=False, look=look)
        return (confirmation, *seen[0])

    def undo(self, number: int | None = None) -> Confirmation:
        """Takes back an entry by a compensating one: the last that can be, or the one numbered.

        Raises Conflict where a row has changed since, BadInput where there is nothing to take back.
        """
        from storage.commands.undo import Undo

        return self.run(Undo(number))

    def redo(self) -> Confirmation:
        """Puts back what the last undo took."""
        from storage.commands.undo import Redo

        return self.run(Redo())

    @property
    def is_read_only(self) -> bool:
        """Whether the book's file lies where nothing can be written."""
        path = path_of(self.name)
        return path is not None and is_read_only(path)

    def pulse(self) -> Pulse:
        """A cheap way to notice that somebody changed the book; the caller closes it."""
        return Pulse(self.engine, path_of(self.name))

    def close(self) -> None:
        """Closes every connection."""
        self.engine.dispose()

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _carry_out(
        self, command: Command, *, keep: bool, look: Callable[[Connection, Confirmation], None] | None = None
    ) -> Confirmation:
        command_id = command.command_id or self.surroundings.new_id()
        with command.prepared(self.surroundings, self.view) as ready:
            return self._in_a_transaction(ready, command_id, keep, look)

    def _in_a_transaction(
        self, command: Command, command_id: str, keep: bool, look: Callable[[Connection, Confirmation], None] | None
    ) -> Confirmation:
        in_doubt: Confirmation | None = (
            None  # its server was lost under the commit: whether it has it shows in the journal
        )

        def transaction() -> Confirmation:
            nonlocal in_doubt
            handed_over = None
            try:
                with writing(self.engine, begun_anew=True) as connection:
                    writer = self._writer(connection, command)  # which waits for one that commits still
                    confirmation = self._recorded(connection, command_id, in_doubt)
                    in_doubt = None
                    if confirmation is None:
                        confirmation = self._carried_out(connection, writer, command, command_id)
                    if look is not None:
                        look(connection, confirmation)
                    if keep:
                        handed_over = confirmation
                    else:
                        connection.rollback()
                return confirmation
            except DBAPIError as error:
                if is_lost(error) and handed_over is not None and handed_over.entry is not None:
                    in_doubt = handed_over
                raise

        try:
            for attempt in range(1, _TRIES + 1):
                try:
                    return in_turn(self.engine, transaction)
                except DBAPIError:
                    # Only what the server asks to run again arrives here; its id keeps a command from counting twice.
                    time.sleep(random.uniform(0, 0.02 * 2**attempt))
            raise BookUnavailable(TRY_AGAIN)
        except LeadbookError:
            if in_doubt is None:
                raise
            raise ServerAway(
                f"the book's server was lost while it recorded entry {in_doubt.entry} ({in_doubt.said}). Whether it "
                "has it shows when it answers: look with leadbook journal before you do it again"
            ) from None

    def _writer(self, connection: Connection, command: Command) -> Writer:
        from storage.journal.writer import Writer

        return Writer(connection, self.agency_id, self.surroundings, Accepted() if command.harmless else None)

    def _recorded(self, connection: Connection, command_id: str, known: Confirmation | None) -> Confirmation | None:
        """The confirmation of a command that the journal has, whole where it is ``known``; None where it has none."""
        from storage.journal.history import SAID_STRUCK_OUT

        earlier = connection.execute(
            select(journal_entry.c.number, journal_entry.c.said, journal_entry.c.changes).where(
                journal_entry.c.agency_id == self.agency_id, journal_entry.c.command_id == command_id
            )
        ).first()
        if earlier is None:
            return None
        return known or Confirmation(earlier.number, command_id, earlier.said or SAID_STRUCK_OUT, earlier.changes)

    def _carried_out(self, connection: Connection, writer: Writer, command: Command, command_id: str) -> Confirmation:
        from storage.journal.acting import who_acts

        name = type(command).__name__
        writer.acting = who_acts(connection, self.agency_id, command.acting or self.seated, name)
        done: Done = command.carry_out(writer)
        if writer.accepted is not None and writer.accepted.words:
            done = replace(done, said=f"{done.said}; {writer.accepted.words}")
        if not writer.changes:
            return Confirmation(None, command_id, done.said, 0, done.result, done.notes)
        entry = writer.close(
            command_id=command_id,
            command=name,
            said=done.said,
            reason=done.reason,
            undoes=done.undoes,
        )
        return Confirmation(entry.number, command_id, done.said, entry.changes, done.result, done.notes)


def _agencies(engine: Engine) -> Sequence[str]:
    """The ids of the agencies whose books a database holds."""
    with reading(engine) as connection:
        return connection.execute(select(agency.c.agency_id).order_by(agency.c.agency_id)).scalars().all()
