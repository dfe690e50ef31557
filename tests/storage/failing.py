"""A command whose disk fails under it: no file may grow over a size, or its n-th step ends in an error.

It runs in a forked process, as in ``dying``, but ends by itself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from dataclasses import dataclass
from typing import Any

from cli.main import leadbook
from tests.storage.dying import LOADED_LATE, SOURCES, STEPS

if sys.platform != "win32":
    import resource

_MARK = b"\x00"


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code, what it said on standard error, and whether its n-th step came at all."""

    code: int
    err: str
    came: bool


def with_no_room_above(size: int, *words: str) -> Ended:
    """Runs a command while no file may grow over so many bytes: a write that would is an error of the disk."""
    return _ended(words, size, 0, 0)


def with_an_error_at(turn: int, number: int, *words: str) -> Ended:
    """Runs a command whose n-th step on the disk outside of SQLite, waits for the disk among them, ends in an error."""
    return _ended(words, 0, turn, number)


def _ended(words: tuple[str, ...], *how: int) -> Ended:
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload([__name__, *LOADED_LATE])
    reading, writing = forks.Pipe(duplex=False)
    process = forks.Process(target=_run, args=(words, dict(os.environ), writing, *how))
    process.start()
    writing.close()
    said = b""
    while part := os.read(reading.fileno(), 65536):
        said += part
    process.join(120)
    assert process.exitcode is not None, f"{words} does not end"
    return Ended(process.exitcode, said.replace(_MARK, b"").decode(), _MARK in said)


def _run(words: tuple[str, ...], environment: dict[str, str], says: Any, size: int, turn: int, number: int) -> None:
    os.environ.clear()
    os.environ.update(environment)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    os.dup2(says.fileno(), 2)
    says.close()
    sys.dont_write_bytecode = True  # what Python keeps of a module would be cut off too, and break every later start
    if turn:
        _fail_at(turn, number)
    else:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    leadbook(words)


def _fail_at(turn: int, number: int) -> None:
    seen = 0
    to_the_disk = os.fsync

    def step(*names: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == turn:
            os.write(2, _MARK)
            raise OSError(number, os.strerror(number), *names)

    def hook(event: str, arguments: Any) -> None:
        if event in STEPS and not str(arguments[0]).endswith(SOURCES):
            step(arguments[0])

    def sync(fd: Any) -> None:
        step()
        to_the_disk(fd)

    os.fsync = sync
    sys.addaudithook(hook)
