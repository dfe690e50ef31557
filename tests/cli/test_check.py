"""The look at the whole book: silent where all is well, clear where not, and heads that are kept elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3

from storage.maintenance.findings import KINDS
from tests.cli.conftest import Leadbook
from tui.settings.config import config_path


def altered(place: Path, *statements: str) -> None:
    connection = sqlite3.connect(place)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def anchored_to(file: Path, command: str = "[]") -> None:
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text(f'[anchor]\nfile = "{file}"\ncommand = {command}\n', encoding="utf-8")


CLOSE = ("quarter", "close", "FY2025-Q4")


def test_a_sound_book_is_checked_in_silence(desk: Leadbook) -> None:
    for words in (["check"], ["check", "--full"]):
        ran = desk(*words)
        assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert len(desk("check", "--json").data["head"]) == 64


def test_at_a_terminal_the_head_and_the_newest_backup_are_told_besides(
    desk: Leadbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.maintenance._is_watched", lambda: True)
    ran = desk("check")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("Sound: 2 entries, head ")
    assert "No backup of it in" in ran.err


def test_the_digits_in_a_papers_foot_are_enough_of_a_head(desk: Leadbook) -> None:
    entry, digest = (desk("check", "--json").data[name] for name in ("entries", "head"))
    for digits in (16, 17, 64):
        assert desk("check", "--head", f"{entry}:{digest[:digits].upper()}").code == 0
    other = "1" if digest[15] == "0" else "0"
    ran = desk("check", "--head", f"{entry}:{digest[:15]}{other}", "--json")
    assert (ran.code, [found["code"] for found in ran.data["findings"]]) == (1, ["head"])
    assert desk("check", "--head", f"{entry}:{digest[:15]}").code == 2
    assert desk("check", "--head", f"{entry}:{digest}0").code == 2


def test_each_finding_has_its_code_what_it_means_and_what_to_do(desk: Leadbook, tmp_path: Path) -> None:
    altered(tmp_path / "book.leadbook", "UPDATE officer SET name = 'Forged'")
    ran = desk("check")
    assert ran.code == 1
    assert ran.out.splitlines()[0] == "row_differs: officer 1041 is not what the journal says"
    assert "restore it or record the right value anew" in ran.out.splitlines()[1]
    [finding] = desk("check", "--json").data["findings"]
    kind = KINDS["row_differs"]
    assert (finding["code"], finding["means"], finding["do"]) == ("row_differs", kind.means, kind.do.replace("`", ""))


def test_a_closed_quarter_is_anchored_in_a_file_and_sent_by_a_command(desk: Leadbook, tmp_path: Path) -> None:
    heads, sent = tmp_path / "heads.txt", tmp_path / "sent.txt"
    heads.write_text("cut off")
    script = tmp_path / "send head.py"
    script.write_text(f"import sys; open({str(sent)!r}, 'w').write(sys.argv[1] + sys.stdin.read())")
    anchored_to(heads, f'["{sys.executable}", "{script}", "$(id) ; "]')
    assert "not anchored" not in desk(*CLOSE).err
    entry, digest = desk("check", "--json").data["entries"], desk("check", "--json").data["head"]
    lines = heads.read_text().splitlines()
    assert lines[0] == "cut off"
    assert lines[1].startswith(f"{entry}:{digest} ")
    assert lines[1].endswith("Z CloseQuarter")
    assert sent.read_text() == f"$(id) ; {lines[1]}\n"
    ran = desk("check", "--anchors", str(heads), "--json").data
    assert [(found["code"], found["problem"]) for found in ran["findings"]] == [
        ("anchor_line", "heads.txt: line 1 is no anchor")
    ]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["/none/such"], "/none/such cannot be run (No such file or directory)"),
        ([sys.executable, "-c", "raise SystemExit(7)"], f"{sys.executable} ended with 7"),
        ([sys.executable, "-c", "import time; time.sleep(60)"], "did not end within 0.1 seconds"),
        ([sys.executable, "a\0b"], "its arguments cannot be passed"),
    ],
)
def test_an_anchor_that_cannot_be_kept_is_a_line_and_the_quarter_stays_closed(
    desk: Leadbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], said: str
) -> None:
    monkeypatch.setattr("storage.maintenance.anchors.LONGEST_COMMAND_SECONDS", 0.1 if "sleep" in command[-1] else 30.0)
    words = ", ".join('"' + word.replace("\0", "\\u0000") + '"' for word in command)
    anchored_to(tmp_path / "not mounted" / "heads.txt", f"[{words}]")
    ran = desk(*CLOSE)
    assert ran.code == 0
    assert "the journal's head was not anchored: " in ran.err
    assert "heads.txt cannot be written (No such file or directory)" in ran.err
    assert said in ran.err
    assert desk("quarter", "FY2025-Q4", "--json").data["state"] == "closed"
    assert not (tmp_path / "not mounted").exists()


def test_a_journal_that_was_cut_or_rewritten_behind_its_anchors_is_found(desk: Leadbook, tmp_path: Path) -> None:
    heads, place = tmp_path / "heads.txt", tmp_path / "book.leadbook"
    anchored_to(heads)
    before = place.read_bytes()
    desk(*CLOSE)
    assert desk("check", "--anchors", str(heads)).code == 0
    (line,) = heads.read_text().splitlines()
    heads.write_text(f"# of two books\n\n{line}\n9:{'0' * 64} another-book\n2:{'0' * 64}\n")
    place.write_bytes(before)
    ran = desk("check", "--anchors", str(heads), "--json")
    assert ran.code == 1
    assert [(found["code"], found["problem"].split(":")[1]) for found in ran.data["findings"]] == [
        ("anchor", " it was cut"),
        ("anchor", " the journal was rewritten"),
    ]
    heads.write_text("")
    assert desk("check", "--anchors", str(heads), "--json").data["findings"][0]["code"] == "anchor_none"
    assert desk("check", "--anchors", str(tmp_path / "none")).code == 2


@pytest.mark.parametrize(
    "text", ["[anchor]\nfile = 7", '[anchor]\nfile = "heads.txt"', '[anchor]\ncommand = "send"', "[anchor]\nto = 1"]
)
def test_an_anchor_that_cannot_be_taken_from_the_config_file_is_told(desk: Leadbook, text: str) -> None:
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text(text)
    ran = desk("status")
    assert (ran.code, "[anchor]" in ran.err) == (2, True)


def test_a_journal_with_a_hole_is_worked_in_by_no_command_and_can_be_checked_and_replaced(
    desk: Leadbook, tmp_path: Path
) -> None:
    place = tmp_path / "book.leadbook"
    copy = str(tmp_path / "copy.leadbook")
    assert desk("backup", "--to", copy).code == 0
    for reference in ("24-1", "24-2"):
        assert desk("lead", "add", reference, "--received", "2025-11-03").code == 0
    altered(place, "DROP TRIGGER journal_entry_no_delete", "DELETE FROM journal_entry WHERE number = 3")
    before = place.read_bytes()
    for words in (["outcome", "24-1", "located"], ["status"], ["quarter", "show"], ["journal"]):
        ran = desk(*words)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (3, "", 1), words
        assert "entries are missing from its journal" in ran.err
    assert place.read_bytes() == before
    checked = desk("check", "--json")
    assert (checked.code, "journal_gap" in [one["code"] for one in checked.data["findings"]]) == (1, True)
    assert desk("restore", copy, "--yes").code == 0
    assert desk("status").code == 0
