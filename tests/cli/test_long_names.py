"""A name too long for the file system is one line, with the contract's exit code, whatever it is the name of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Leadbook

LONG = "x" * 300


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--book", LONG, "status"], 3),
        (["--book", LONG, "init", "--agency", "A", "--state", "TX"], 3),
        (["backup", "--to", LONG], 3),
        (["backup", "--drill", LONG], 3),
        (["restore", LONG], 3),
        (["export", LONG], 2),
        (["check", "--anchors", LONG], 2),
    ],
)
def test_a_name_that_is_too_long_is_refused_in_one_line(
    desk: Leadbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    before = (tmp_path / "book.leadbook").read_bytes()
    ran = desk(*words)
    assert ran.code == code, ran
    assert len(ran.err.splitlines()) == 1, ran.err
    assert (tmp_path / "book.leadbook").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["book.leadbook"]


def test_a_backup_that_is_a_folder_is_refused_in_one_line(desk: Leadbook, tmp_path: Path) -> None:
    (tmp_path / "folder.leadbook").mkdir()
    ran = desk("restore", str(tmp_path / "folder.leadbook"))
    assert (ran.code, len(ran.err.splitlines())) == (3, 1)
    assert "is a folder, not a book" in ran.err
