"""From the first start to the money: it can be walked, in as many keys as the guide says, and the book agrees."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.e2e.desk import Program

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal is a thing of POSIX", allow_module_level=True)

from tests.e2e.counted_walk import GUIDE, NEW_QUARTER, counted_in, table, walk


def test_a_quarter_from_the_first_start_to_the_money_takes_the_keys_that_the_guide_says(
    program: Program, home: Path
) -> None:
    steps = walk(program, home)
    assert counted_in(GUIDE.read_text(encoding="utf-8")) == table(steps), "make docs writes it anew"

    program = replace(program, today=NEW_QUARTER)
    quarter = program.told("quarter", "FY2026-Q1")
    assert (quarter["state"], quarter["revision"], quarter["ice_count"]["verdict"]) == ("closed", 2, "agrees")
    assert quarter["rate"] == {"located": 44, "provided": 50, "percent": "88.00"}
    for revision in (1, 2):
        assert program.run("statement", "verify", str(home / f"FY2026-Q1-revision-{revision}")).returncode == 0
    assert program.told("claim", "show", "2025-12")["status"] == "paid"
    assert [receipt["amount_cents"] for receipt in program.told("receipt", "list")["receipts"]] == [1_148_334]
    assert program.run("check", "--full").returncode == 0
