"""The weekly audit review on the command line: shown, signed off, listed, and written for the auditor."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Leadbook


@pytest.fixture
def later(desk: Leadbook, monkeypatch: pytest.MonkeyPatch) -> Leadbook:
    """A week in which something was corrected, seen from the day after it."""
    assert desk("lead", "add", "24-1", "--received", "2025-11-03").code == 0
    assert desk("outcome", "24-1", "l").code == 0
    assert desk("outcome", "24-1", "n", "--reason", "entry_error").code == 0
    monkeypatch.setenv("LEADBOOK_TODAY", "2025-11-24")
    return desk


def test_a_week_is_shown_kind_by_kind_with_its_entries(later: Leadbook) -> None:
    found = later("audit-review", "--json").data
    assert (found["starts_on"], found["ends_on"], found["entries"]) == ("2025-11-17", "2025-11-23", 5)
    assert [kind for kind in found["kinds"] if kind["count"]] == [{"kind": "correction", "count": 1, "entries": [5]}]
    assert found["lines"][0]["kinds"] == ["correction"]
    assert (found["signed"], found["overdue_is_told"]) == (None, False)
    text = later("audit-review", "2025-11-20").out
    assert "5 entries, not signed off" in text
    assert "     1  Corrections: " in text
    assert "Corrected lead 24-1 to not located  (entry error)" in text


def test_a_week_is_signed_off_and_listed_so(later: Leadbook) -> None:
    running = later("audit-review", "sign", "2025-11-24")
    assert (running.code, "can be signed off from 2025-12-01" in running.err) == (2, True)
    named = later("audit-review", "sign", "2025-11-23", "--note", "ask John Smith, 512-555-0147")
    assert (named.code, "512" in named.err) == (2, False)
    assert later("audit-review", "sign", "2025-11-23", "--note", "as it should be").code == 0
    week = later("audit-review", "list", "--json").data["weeks"][1]
    assert (week["unsigned"], week["signed"]["head"]["number"], week["signed"]["note"]) == (0, 5, "as it should be")
    assert "up to entry 5: as it should be" in later("audit-review", "list").out
    assert later("audit-review", "on").code == later("audit-review", "off").code == 0


def test_a_week_is_written_for_the_auditor_as_pdf_and_csv(later: Leadbook, tmp_path: Path) -> None:
    assert later("audit-review", "--out", str(tmp_path / "week.csv")).out.startswith("Wrote 1 entry to ")
    [row] = csv.DictReader(io.StringIO((tmp_path / "week.csv").read_text()))
    assert (row["entry"], row["kinds"], row["reason"]) == ("5", "correction", "entry_error")
    assert later("audit-review", "--out", str(tmp_path / "week.pdf"), "--json").data["listed"] == 1
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "week.pdf").pages)
    assert "Corrected lead 24-1 to not located" in " ".join(text.split())
    assert "Reviewed by" in text
    wrong = later("audit-review", "--out", str(tmp_path / "week.txt"))
    assert (wrong.code, ".pdf or .csv" in wrong.err) == (2, True)


def test_a_restore_stands_in_the_journal_of_the_copy_and_is_looked_at(later: Leadbook, tmp_path: Path) -> None:
    copy = str(tmp_path / "copy.leadbook")
    assert later("backup", "--to", copy).code == 0
    assert later("restore", copy, "--yes").code == 0
    found = later("audit-review", "2025-11-24", "--json").data
    assert [line["said"] for line in found["lines"] if "restore" in line["kinds"]] == [
        "Restored a copy that ends with entry 5; the book that stood there is kept beside it"
    ]
    assert later("restore", copy, "--yes").code == 0
    assert later("undo").out.startswith("Took back entry 5: Corrected lead 24-1")
    assert later("check", "--full").code == 0
