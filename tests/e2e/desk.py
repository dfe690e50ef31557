"""The real program as a test starts it: in a terminal of some size, or as a command that answers and ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.conftest import ROOT
from tests.frozen import TODAY
from tests.terminal import Terminal

_COMMAND = (sys.executable, "-m", "leadbook")


@dataclass(frozen=True)
class Program:
    """Leadbook over one book, which need not be there yet, on a day: the one on which all tests stand still."""

    book: Path
    today: date = TODAY

    def open(
        self, columns: int = 80, rows: int = 24, environment: Mapping[str, str] = MappingProxyType({})
    ) -> Terminal:
        """The app in a terminal; to be used in a ``with`` block."""
        command = [*_COMMAND, "--book", str(self.book)]
        return Terminal(command, columns=columns, rows=rows, cwd=ROOT, env=self._environment(environment))

    @contextmanager
    def open_unheard(self) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
        """The app in a terminal that sends no signal when it is closed; the other end of it, and the process."""
        screen, there = os.openpty()
        command = [*_COMMAND, "--book", str(self.book)]
        with subprocess.Popen(
            command, cwd=ROOT, env=self._environment(), stdin=there, stdout=there, stderr=there
        ) as desk:
            os.close(there)
            try:
                yield screen, desk
            finally:
                desk.kill()

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """A command, without a terminal, run to its end."""
        return subprocess.run(
            [*_COMMAND, "--book", str(self.book), *words],
            cwd=ROOT,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def told(self, *words: str) -> Any:
        """What a command answers with ``--json``; it must have succeeded."""
        done = self.run(*words, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    @contextmanager
    def served(self, *words: str) -> Iterator[str]:
        """The app served for a browser at a free port, for a block; the page's address."""
        command = [*_COMMAND, "--book", str(self.book), "serve", "--port", "0", *words, "--json"]
        with subprocess.Popen(command, cwd=ROOT, env=self._environment(), stdout=subprocess.PIPE) as serving:
            try:
                assert serving.stdout is not None
                url: str = json.loads(serving.stdout.readline())["url"]
                yield url
            finally:
                serving.send_signal(signal.SIGINT)
        assert serving.returncode == 0

    def _environment(self, more: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LEADBOOK_TODAY": self.today.isoformat()}
        return {**kept, **terminal, **more}
