"""A command that is killed at its n-th step on the disk, as a power cut would.

It runs in a process forked from one that has loaded everything once: loading is most of what a command costs.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.event import listen
from sqlcipher3 import dbapi2

from cli.main import leadbook
from storage import keys

LOADED_LATE = [
    "alembic.autogenerate",
    "alembic.command",
    "alembic.config",
    "cli.book",
    "cli.maintenance",
    "cli.rekey",
    "cli.strike_out",
    "storage.maintenance.backup",
    "storage.maintenance.demo",
    "storage.maintenance.transfer",
]
STEPS = {"os.rename", "os.link", "os.remove", "open", "os.mkdir", "os.chmod"}
RENAMES = {"os.rename", "os.link"}
SOURCES = (".py", ".pyc")
"""To load a module is no step on the disk."""


WRITES = ("INSERT", "UPDATE", "DELETE")


def killed_at(turn: int, *words: str, writing: bool = False, statements: bool = False, renames: bool = False) -> bool:
    """Runs a command that is killed at its n-th step on the disk, or before the n-th statement, or commit, of what it
    is ``writing`` into the book, or before the n-th of all ``statements``, or of the ``renames`` alone; whether
    it came so far.
    """
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload([__name__, *LOADED_LATE])
    process = forks.Process(target=_die_at, args=(turn, words, writing, statements, renames, dict(os.environ)))
    process.start()
    process.join(120)
    assert process.exitcode is not None
    return process.exitcode == -signal.SIGKILL


def _die_at(
    turn: int, words: tuple[str, ...], writing: bool, statements: bool, renames: bool, environment: dict[str, str]
) -> None:
    os.environ.clear()
    os.environ.update(environment)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(nowhere, stream)
    keys.ROUNDS = 1  # of books that a test encrypts in its own process
    seen = 0

    def step() -> None:
        nonlocal seen
        seen += 1
        if seen == turn:
            os.kill(os.getpid(), signal.SIGKILL)

    def hook(event: str, arguments: Any) -> None:
        if event in (RENAMES if renames else STEPS) and not str(arguments[0]).endswith(SOURCES):
            step()

    def statement(_connection: Any, _cursor: Any, written: str, *_: Any) -> None:
        if written.startswith(WRITES):
            step()

    if writing:
        listen(Engine, "before_cursor_execute", statement)
        listen(Engine, "commit", lambda _: step())
    else:
        if not statements:
            sys.addaudithook(hook)
        opened = dbapi2.connect

        def connect(*place: Any, **options: Any) -> Any:  # of which the driver tells no hook
            if not renames:
                step()
            connection = opened(*place, **options)
            if statements:
                connection.set_trace_callback(lambda _: step())
            return connection

        dbapi2.connect = connect
    leadbook(words)
