"""``leadbook watched``: which files wait in the folder of the config file, and leaving one out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from storage.maintenance import watched
from tests.cli.conftest import Leadbook
from tui.settings.config import config_path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(watched, "STEADY_SECONDS", 0)
    place = tmp_path / "from ICE"
    place.mkdir()
    config_path().parent.mkdir(parents=True)
    config_path().write_text(f"watch = '{place}'\n")
    return place


def test_files_that_wait_are_listed_and_one_can_be_left_out(leadbook: Leadbook, folder: Path) -> None:
    leadbook("init", "--agency", "Example County", "--state", "TX")
    assert leadbook("watched").out == f"Nothing waits in {folder}\n"
    (folder / "a.csv").write_text("ref,received\nA-1,2025-11-03\n")
    assert "a.csv: 1 new" in leadbook("watched").out
    found = json.loads(leadbook("watched", "--json").out)
    assert (found["folder"], found["files"][0]["report"]["new"]) == (str(folder), 1)
    assert leadbook("watched", "--leave-out", str(folder / "b.csv")).code == 2
    assert leadbook("watched", "--leave-out", str(folder / "a.csv")).out == f"Nothing waits in {folder}\n"
    assert (folder / "a.csv").exists()
    assert str(folder) in leadbook("where").out


def test_no_folder_is_watched_unless_the_config_file_names_one(leadbook: Leadbook, tmp_path: Path) -> None:
    assert 'none is watched; write watch = "' in leadbook("watched").out
    assert leadbook("watched", "--leave-out", "a.csv").code == 2
    config_path().parent.mkdir(parents=True)
    config_path().write_text("watch = 'here'\n")
    refused = leadbook("watched")
    assert (refused.code, "watch must be the whole path of a folder" in refused.err) == (2, True)
