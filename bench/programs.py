"""Starting programs to be measured: in a pseudo-terminal, or as whole processes with their time and peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.books import TODAY
from tests.terminal import Terminal

ROOT = Path(__file__).parent.parent
COLUMNS, ROWS = 140, 40
LEADBOOK = (sys.executable, "-m", "leadbook")
SQLITE_UTILS = (sys.executable, "-m", "sqlite_utils")

STARTER = """
import resource, subprocess, sys, time
began = time.perf_counter_ns()
code = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL).returncode
print(time.perf_counter_ns() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, code)
"""
"""Starts a program from a small process: Linux counts what the starting process held as its child's peak."""


@dataclass(frozen=True)
class Ran:
    """A process that has ended: how long it took, in milliseconds, and the most memory it held, in MB."""

    milliseconds: float
    peak_mb: float


def environment(home: Path) -> dict[str, str]:
    """An environment that knows nothing of the user: an empty home, a good terminal, the benches' today."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR", "VIRTUAL_ENV") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LEADBOOK_TODAY": TODAY.isoformat(),
    }


def in_terminal(command: Sequence[str], home: Path) -> Terminal:
    """A program in a terminal of 140×40."""
    return Terminal(command, columns=COLUMNS, rows=ROWS, cwd=ROOT, env=environment(home))


def app(book: Path) -> Terminal:
    """The app over a book, in a terminal."""
    return in_terminal([*LEADBOOK, "--book", str(book)], book.parent)


def process(command: Sequence[str], home: Path, exit_codes: Sequence[int] = (0,)) -> Ran:
    """Runs a program to its end; raises RuntimeError where it fails."""
    words = [sys.executable, "-c", STARTER, *command]
    told = subprocess.run(words, cwd=ROOT, env=environment(home), capture_output=True, text=True, check=True)
    nanoseconds, kilobytes, code = map(int, told.stdout.split())
    if code not in exit_codes:
        raise RuntimeError(f"{' '.join(command)} left with {code}")
    return Ran(nanoseconds / 1e6, (kilobytes / 1024 if sys.platform == "darwin" else kilobytes) / 1024)


def resident_mb(pid: int) -> float:
    """The memory that a running process holds now, in MB."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(told.stdout) / 1024
