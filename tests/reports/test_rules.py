"""Assumptions are said in words: what is stored and hashed keeps its numbers, what somebody reads has none."""

from __future__ import annotations

import re
from pathlib import Path

from program.rules.rule_set import SHIPPED
from reports.figures import status_text
from reports.rules import rules_data, rules_text
from storage.surroundings import Surroundings
from tests.books import new_book, staffed

CODE = re.compile(r"\bU\d+\b|\d %|per cent\b")


def test_no_number_of_an_open_point_stands_where_somebody_reads(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        staffed(book)
        said = status_text(book.view.status())
    assert CODE.findall(said) == []
    assert "  Rounding: none; 89.66% is below 90%" in said.splitlines()
    assert CODE.findall(rules_text(SHIPPED)) == []
    assert "overtime up to 25% of the officer's annual salary (DHS release of September 2, 2025)" in rules_text(SHIPPED)


def test_what_is_stored_and_what_a_program_reads_keep_them() -> None:
    [rules] = rules_data(SHIPPED)["rule_sets"]
    assert rules["sources"]["salary_basis"] == "assumed (U13)"
    assert SHIPPED[0].sources["rounding"] == "assumed (U6): none; 89.66 % is below 90 %"
