"""Ends a server's connection just before it carries a statement, as its keeper or a restart does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, event


def end(server: str, connection: Connection) -> None:
    """Ends a connection to a server, by a URL of it."""
    raw: Any = connection.connection.driver_connection
    with psycopg.connect(server, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 10000)", (raw.info.backend_pid,))


@contextmanager
def ended_at(server: str, turn: int) -> Iterator[list[str]]:
    """Ends the connection that is about to carry the statement of a turn, counted from 0; the statements so far."""
    seen: list[str] = []

    def before(connection: Connection, cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)
        if len(seen) == turn + 1:
            end(server, connection)

    event.listen(Engine, "before_cursor_execute", before)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", before)


def ended_at_every_statement(server: str, ask: Callable[[], object], step: int = 1) -> tuple[list[object], int]:
    """What is answered when the connection ends at the first statement, at the next by so many, and so on, the last
    time not at all; how often it ended.
    """
    answers: list[object] = []
    while True:
        turn = step * len(answers)
        with ended_at(server, turn) as seen:
            answers.append(ask())
        if len(seen) <= turn:
            return answers, len(answers) - 1
