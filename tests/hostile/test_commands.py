"""Hostile text through the command line: in options, in files, in names of files; out again as text and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Leadbook
from tests.hostile.texts import HOSTILE, RAW


@pytest.mark.parametrize("text", HOSTILE)
def test_it_never_reaches_the_terminal_raw(leadbook: Leadbook, text: str) -> None:
    said = [
        leadbook("init", "--agency", f"A{text}", "--state", "TX"),
        leadbook("init", "--agency", "Example County", "--state", "TX"),
        leadbook("officer", "add", f"B{text}", f"N{text}", "--harmless"),
        leadbook("lead", "add", f"R{text}", "--received", "2025-11-01", "--officer", f"B{text}", "--harmless"),
        leadbook("outcome", f"R{text}", text, "--evidence", text, "--harmless"),
        leadbook("outcome", f"R{text}", "l", "--evidence", text, "--harmless"),
        *(leadbook(*words.split()) for words in ("lead list", "officer list", "journal", "status")),
        *(leadbook(*words.split(), "--json") for words in ("lead list", "officer list", "journal", "status")),
        leadbook("lead", "show", f"R{text}"),
        leadbook("status", "--quarter", text),
        leadbook("import", text),
    ]
    assert not RAW & set("".join(ran.out + ran.err for ran in said))
    assert {ran.code for ran in said} <= {0, 2, 3, 4}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_file_that_is_full_of_it_comes_in_or_is_refused_row_by_row(
    leadbook: Leadbook, tmp_path: Path, text: str
) -> None:
    leadbook("init", "--agency", "Example County", "--state", "TX")
    file = tmp_path / "leads.csv"
    quoted = text.replace('"', '""')
    lines = ["reference,received,officer,evidence,outcome," + f'"{quoted}"']
    lines += [f'"R{quoted}",2025-11-01,,"{quoted}",,x', f'"{quoted}","{quoted}","{quoted}",,"{quoted}",x']
    file.write_text("\n".join(lines), encoding="utf-8")
    ran = leadbook("import", str(file), "--rejects", str(tmp_path / "rejects.csv"))
    assert ran.code in (2, 5)
    assert not RAW & set(ran.out + ran.err)
    assert leadbook("check", "--full").code == 0
