"""The command line as a person calls it, in this process: ``leadbook("status", "--json")``."""

from __future__ import annotations

import json
import shutil
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


@pytest.fixture(scope="session")
def made_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first test that asks for a desk leaves a copy of its book."""
    return tmp_path_factory.mktemp("desk") / "book.leadbook"


@pytest.fixture
def desk(leadbook: Leadbook, tmp_path: Path, made_before: Path) -> Leadbook:
    """The same with a book that has an agency and one authorized officer, made by the commands once in a worker."""
    place = tmp_path / "book.leadbook"
    if made_before.exists():
        shutil.copy(made_before, place)
        return leadbook
    assert leadbook("init", "--agency", "Example County", "--state", "tx", "--ori", "TX1").code == 0
    assert leadbook("officer", "add", "1041", "Ames, Pat", "--authorized", "2025-10-01").code == 0
    shutil.copy(place, made_before)
    return leadbook
