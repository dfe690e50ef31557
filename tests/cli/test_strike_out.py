"""Striking out on the command line: asked once more, told what went, and never undone."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from cli.main import leadbook as group
from tests.cli.conftest import Leadbook

EVIDENCE = ("strike-out", "24-1187", "--field", "evidence", "--reason", "personal_detail")


def located(desk: Leadbook) -> None:
    assert desk("lead", "add", "24-1187", "--received", "2025-11-03", "--officer", "1041").code == 0
    assert desk("outcome", "24-1187", "located", "--evidence", "ROE-1990").code == 0


def test_what_is_not_said_twice_stays(desk: Leadbook) -> None:
    located(desk)
    for answer in ("", "n\n", "\n"):
        asked = CliRunner().invoke(group, list(EVIDENCE), input=answer)
        assert (asked.exit_code, asked.stdout) == (2, "")
        assert "the evidence of lead 24-1187: 1 change of the journal. Nothing brings it back" in asked.stderr
        assert "ROE" not in asked.stderr
    assert desk("lead", "show", "24-1187", "--json").data["evidence"] == "ROE-1990"
    assert CliRunner().invoke(group, list(EVIDENCE), input="y\n").exit_code == 0
    assert "ROE" not in desk("lead", "show", "24-1187", "--json").out


def test_it_tells_what_went_and_nothing_takes_it_back(desk: Leadbook, tmp_path: Path) -> None:
    located(desk)
    copied = desk("backup", "--json").data["backup"]
    found = desk(*EVIDENCE, "--yes", "--json").data
    assert found["struck"] == {"texts": 1, "changes": 1, "sentences": 0, "statements": 0, "claims": 0}
    assert (found["backups"], found["unreached"]) == ([copied], [])
    assert b"ROE" not in (tmp_path / "book.leadbook").read_bytes() + Path(copied).read_bytes()
    assert desk("check", "--full").code == 0
    assert desk("undo").code == 4
    again = desk(*EVIDENCE, "--yes", "--json").data
    assert (again["entry"], again["struck"]) == (None, None)


def test_the_same_line_ends_what_a_run_left_even_where_the_reference_is_gone(desk: Leadbook, tmp_path: Path) -> None:
    located(desk)
    words = ("strike-out", "24-1187", "--field", "reference", "--reason", "entry_error", "--yes")
    copy = tmp_path / "copy.leadbook"
    assert desk("backup", "--to", str(copy)).code == 0
    assert desk(*words).code == 0
    reached = Path(desk("where", "--json").data["backups"]) / "copy.leadbook"
    reached.parent.mkdir(parents=True, exist_ok=True)
    copy.rename(reached)
    assert desk(*words).code == 2
    assert b"24-1187" not in reached.read_bytes()


def test_the_next_backup_clears_one_that_turned_up(desk: Leadbook, tmp_path: Path) -> None:
    located(desk)
    assert desk("backup", "--to", str(tmp_path / "stick.leadbook")).code == 0
    assert desk(*EVIDENCE, "--yes").code == 0
    reached = Path(desk("where", "--json").data["backups"]) / "stick.leadbook"
    reached.parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "stick.leadbook").rename(reached)
    assert b"ROE-1990" in reached.read_bytes()
    assert desk("backup").code == 0
    assert b"ROE-1990" not in reached.read_bytes()
    assert desk("check", "--full").code == 0


def test_a_record_is_named_in_one_way_and_the_field_is_one_that_people_fill(desk: Leadbook) -> None:
    located(desk)
    for words, wrong in (
        (("--entry", "3", "24-1187", "--field", "evidence"), "not both"),
        (("--field", "evidence"), "name a lead"),
        (("24-1187", "--field", "outcome"), "use one of about, basis, certified_by, evidence"),
        (("24-1187", "--field", "basis"), "none of a lead's"),
        (("--entry", "99", "--field", "basis"), "changed no record"),
    ):
        refused = desk("strike-out", *words, "--reason", "court_order", "--yes")
        assert (refused.code, refused.out) == (2, "")
        assert wrong in refused.err
    assert desk("strike-out", "24-1187", "--field", "evidence", "--yes").code == 2
