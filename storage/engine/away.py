"""A server that is away: it is restarted, or it has ended the connection. What it was asked is worth asking again."""

from __future__ import annotations

import functools
from collections.abc import Callable
from contextlib import suppress
from types import FunctionType
from typing import TYPE_CHECKING, TypeVar

from storage.errors import ServerLost

if TYPE_CHECKING:
    from sqlalchemy import Engine

T = TypeVar("T")
Asks = TypeVar("Asks")

_TRIES = 8
"""So often a question is asked under which the server ends the connection: it may be what the server dies of."""


def is_lost(error: Exception) -> bool:
    """Whether the server ended the connection under a statement."""
    return bool(getattr(error, "connection_invalidated", False))


def is_away(error: Exception, engine: Engine) -> bool:
    """Whether a server ended the connection, or answers nobody just now; not where it refuses this user or database.

    The words of a server and of the system are in their languages, so a server that gave no connection is asked,
    without a login, whether it takes any: it says so while it starts and stops as well.
    """
    if is_lost(error):
        return True
    orig = getattr(error, "orig", None)
    if engine.dialect.name == "sqlite" or orig is None or getattr(error, "statement", None) is not None:
        return False
    from psycopg import Error, OperationalError, connect, pq
    from psycopg.conninfo import make_conninfo

    if not isinstance(orig, OperationalError):
        return False
    parameters = {"connect_timeout": "2", **engine.dialect.create_connect_args(engine.url)[1]}
    parameters.pop("context", None)  # the driver's own
    try:
        login = make_conninfo(**parameters)
        if pq.PGconn.ping(login.encode()) in (pq.Ping.REJECT, pq.Ping.NO_RESPONSE):
            return True
        connect(login).close()  # it may have come back in between
    except Error:
        return False
    return True


def asked_anew(question: Callable[[], T]) -> T:
    """The answer to a question that changes nothing, asked anew where a server ended the connection in its middle.

    Each time it sees one moment of the book, a later one. A server that does not answer meanwhile is waited for where
    the question begins. Raises ServerLost where that happens again and again.
    """
    for _ in range(_TRIES - 1):
        with suppress(ServerLost):
            return question()
    return question()


def asks_anew(questions: type[Asks]) -> type[Asks]:
    """A class each of whose public methods is a question, ``asked_anew``."""

    def made(question: Callable[..., T]) -> Callable[..., T]:
        @functools.wraps(question)
        def ask(*arguments: object, **options: object) -> T:
            return asked_anew(lambda: question(*arguments, **options))

        return ask

    for name, question in list(vars(questions).items()):
        if isinstance(question, FunctionType) and not name.startswith("_"):
            setattr(questions, name, made(question))
    return questions
