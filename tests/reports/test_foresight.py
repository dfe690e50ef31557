"""What stands before Enter: what an outcome would count as, how rate and tier would move, whether evidence is due."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from program.leads.outcome import Origin, Outcome
from reports.foresight import foreseen_lines, outlook
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from tests.books import new_book, staffed
from tests.frozen import TODAY, Clock

EVIDENCE = "Evidence is wanted; the quarter's checklist will ask for it"


@pytest.mark.parametrize(
    ("outcome", "lines"),
    [
        (
            Outcome.LOCATED,
            ["Counts as located in FY2026-Q1. Rate 60.00% → 80.00%, below 70%: no award → tier 80%, $1,500", EVIDENCE],
        ),
        (Outcome.NOT_LOCATED, ["Counts as provided, not located, in FY2026-Q1. The rate stays 60.00%"]),
        (
            Outcome.WITHDRAWN,
            ["Leaves the rate of FY2026-Q1. Rate 60.00% → 75.00%, below 70%: no award → tier 70%, $1,000", EVIDENCE],
        ),
        (Outcome.DECEASED, ["Counts as provided, not located, in FY2026-Q1. The rate stays 60.00%"]),
    ],
)
def test_an_outcome_says_what_it_would_mean(
    tmp_path: Path, frozen: Surroundings, outcome: Outcome, lines: list[str]
) -> None:
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        staffed(book)
        for number in range(5):
            book.run(AddLead(f"R-{number}", date(2025, 11, 1)))
        book.run(RecordOutcomes(["R-0", "R-1", "R-2"], Outcome.LOCATED))
        known = outlook(book, ["R-4"])
        assert foreseen_lines(known, outcome, TODAY, "") == lines
        assert EVIDENCE not in foreseen_lines(known, outcome, TODAY, "A-1")
        before = book.view.status().figures.rate
        book.run(RecordOutcomes(["R-4"], outcome))
        after = book.view.status().figures.rate
    assert before is not None
    assert after is not None
    assert (f"Rate {before.percent}% → {after.percent}%" in lines[0]) == (before != after)


def test_leads_of_two_quarters_have_a_line_each_and_the_agencys_own_never_count(
    tmp_path: Path, frozen: Surroundings, clock: Clock
) -> None:
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        staffed(book)
        book.run(AddLead("R-1", date(2025, 9, 1)))
        book.run(AddLead("R-2", date(2025, 11, 1)))
        book.run(AddLead("A-1", date(2025, 11, 1), origin=Origin.AGENCY))
        old, new = foreseen_lines(outlook(book, ["R-1", "R-2"]), Outcome.NOT_LOCATED, TODAY, "")
        assert old.startswith("Counts as provided, not located, in FY2025-Q4")
        assert new.startswith("Counts as provided, not located, in FY2026-Q1")
        own = foreseen_lines(outlook(book, ["A-1"]), Outcome.LOCATED, TODAY, "")
        assert own == ["Begun by the agency: never in the rate. The rate stays 0.00%"]
        clock.move(days=50)
        late = foreseen_lines(outlook(book, ["R-2"]), Outcome.LOCATED, date(2026, 1, 5), "A-1")
        assert late == ["Dated after 2025-12-31: does not count for FY2026-Q1, shown as late. The rate stays 0.00%"]


def test_evidence_that_is_filled_in_for_many_leads_moves_neither_day_nor_rate(
    tmp_path: Path, frozen: Surroundings, clock: Clock
) -> None:
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        staffed(book)
        for name in ("R-1", "R-2"):
            book.run(AddLead(name, date(2025, 11, 1)))
        book.run(RecordOutcomes(["R-1", "R-2"], Outcome.LOCATED))
        clock.move(days=50)
        known, january = outlook(book, ["R-1", "R-2"]), date(2026, 1, 12)
        assert foreseen_lines(known, Outcome.LOCATED, january, "A-1", keeps_days=True) == [
            "Counts as located in FY2026-Q1. The rate stays 100.00%"
        ]
        [moved] = foreseen_lines(known, Outcome.NOT_LOCATED, january, "A-1", keeps_days=True)
        assert "Rate 100.00% → 0.00%" in moved
        book.run(RecordOutcomes(["R-1", "R-2"], Outcome.LOCATED, evidence="A-1"))
        found = book.view.leads_named(["R-1", "R-2"])
    assert [(lead.outcome_on, lead.evidence) for lead in found] == [(TODAY, "A-1")] * 2


def test_where_no_rate_is_measurable_before_or_after_none_is_said(tmp_path: Path, frozen: Surroundings) -> None:
    with new_book(tmp_path / "book.leadbook", frozen) as book:
        staffed(book)
        book.run(AddLead("A-1", date(2025, 11, 1), origin=Origin.AGENCY))
        lines = foreseen_lines(outlook(book, ["A-1"]), Outcome.NOT_LOCATED, TODAY, "")
    assert lines == ["Begun by the agency: never in the rate"]
