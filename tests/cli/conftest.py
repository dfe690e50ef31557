"""The command line as a person calls it, in this process: ``leadbook("status", "--json")``."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli.main import leadbook as group


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The one object on standard output."""
        return json.loads(self.out)


Leadbook = Callable[..., Ran]


@pytest.fixture
def leadbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Leadbook:
    """Calls a command on a book of the test's own; today is 23 November 2025."""
    monkeypatch.setenv("LEADBOOK_TODAY", "2025-11-23")
    monkeypatch.setenv("LEADBOOK_BOOK", str(tmp_path / "book.leadbook"))

    def run(*words: str) -> Ran:
        result = CliRunner().invoke(group, list(words), prog_name="leadbook")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.stderr
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def desk(leadbook: Leadbook) -> Leadbook:
    """The same with a book that has an agency and one authorized officer."""
    assert leadbook("init", "--agency", "Example County", "--state", "tx", "--ori", "TX1").code == 0
    assert leadbook("officer", "add", "1041", "Ames, Pat", "--authorized", "2025-10-01").code == 0
    return leadbook
