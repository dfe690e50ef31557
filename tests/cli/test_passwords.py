"""A server's password is printed by no command, wherever the book's name comes from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Leadbook
from tui.settings.config import config_path

SECRET = "geheim"
IN_A_QUERY = f"PostgreSQL://127.0.0.1:1/book?user=u&password={SECRET}&connect_timeout=1"
NO_SCHEME = f"postgresql:u:{SECRET}@127.0.0.1/book"

COMMANDS = [
    ("where",),
    ("where", "--json"),
    ("status",),
    ("init", "--agency", "Example County", "--state", "TX"),
    ("backup",),
    ("restore", "copy"),
    ("load", "file"),
    ("export", "file"),
    ("check", "--full"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("name", [IN_A_QUERY, NO_SCHEME], ids=["in a query", "no scheme"])
@pytest.mark.parametrize("given", ["option", "environment", "config"])
def test_no_command_prints_the_password_of_a_url(
    leadbook: Leadbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], name: str, given: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("storage.engine.locks.LONGEST_WAIT_SECONDS", 0.0)
    words = list(command)
    monkeypatch.delenv("LEADBOOK_BOOK")
    if given == "option":
        words = ["--book", name, *words]
    elif given == "environment":
        monkeypatch.setenv("LEADBOOK_BOOK", name)
    else:
        config_path().parent.mkdir(parents=True, exist_ok=True)
        config_path().write_text(f'book = "{name}"\n', encoding="utf-8")
    ran = leadbook(*words)
    assert SECRET not in ran.out + ran.err
    assert ran.code in ({0} if (command[0], name) == ("where", IN_A_QUERY) else {2, 3})
    assert not any(SECRET in place.name for place in tmp_path.rglob("*"))
