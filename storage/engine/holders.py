"""Who holds a book: the login, the program and the moment, for whoever waits for it.

For a book in a file each program that writes keeps a small file beside it, held while it is open: the marker of a desk,
see ``desks``. While one has the write lock, its marker says so; of other programs the system is asked (``lockers``). A
server knows by itself who holds what.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from storage.text import printable

if TYPE_CHECKING:
    from sqlalchemy import Engine

NAME_AND_LOGIN = " for "
"""What stands between a program and a login where a server is told both as one name, which it keeps in ASCII."""

BUSY = "The book is busy: another program is writing to it"
NOBODY_TELLS = "which one the system does not tell"
AWAY = "The book's server does not answer"

_HOLDS_WITH = """
    SELECT a.usename, a.application_name, (extract(epoch FROM a.xact_start) * 1000)::bigint
    FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
    WHERE l.relation = 'agency'::regclass AND l.granted AND a.pid <> pg_backend_pid()
    AND (%s OR l.mode <> 'AccessShareLock')
    ORDER BY a.xact_start LIMIT 1
"""
"""Who has a lock on the agency's table, those of readers aside or not, longest first."""


@dataclass(frozen=True)
class Holder:
    """Whose login, which program, and since when, in UTC milliseconds; empty or None where that is not known.

    Of one that is not ours the program is what its process is called, with its number.
    """

    login: str
    program: str
    since_ms: int | None

    @property
    def words(self) -> str:
        """``ames@desk2, leadbook import, since 10:02`` in this machine's time."""
        parts = [self.login, self.program]
        if self.since_ms is not None:
            since = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=self.since_ms)
            parts.append(f"since {since.astimezone():%H:%M}")
        return printable(", ".join(part for part in parts if part))


NOBODY_ANSWERS = Holder("", "", None)
"""Stands for a holder while it is a server that is waited for, and nobody on it."""

AskWho = Callable[[Exception], Holder | None]
"""Who holds what is waited for, by the error that said that it is held."""


def busy_words(holder: Holder | None) -> str:
    """That the book is busy, and who holds it where that is known, or that its server does not answer."""
    if holder is NOBODY_ANSWERS:
        return AWAY
    return f"{BUSY} ({NOBODY_TELLS if holder is None else holder.words})"


def holder_on_server(engine: Engine, *, reads: bool = False) -> Holder | None:
    """Who writes to a book on a server just now, or ``reads``; None where nobody does, or nobody tells."""
    from sqlalchemy.exc import SQLAlchemyError

    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            found = connection.exec_driver_sql(_HOLDS_WITH, (reads,)).first()
    except SQLAlchemyError:
        return None
    if found is None:
        return None
    login, called, since = found
    program, _, known_as = (called or "").partition(NAME_AND_LOGIN)
    return Holder(known_as or login or "", program, since)
