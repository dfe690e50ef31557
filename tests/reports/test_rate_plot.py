"""The chart of the rate on paper: the same story as on the screen, and in words for whoever cannot see it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from program.calendar import Quarter
from program.leads.outcome import Outcome
from reports.packet.document import Plot
from reports.packet.pdf import plot_data
from reports.packet.statement import statement_document, statement_files
from reports.quarter import weeks_lines
from reports.rate_line import line_words
from storage.book import Book
from storage.commands.closing import CloseQuarter
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.surroundings import Surroundings
from storage.views.week import Week
from tests.books import new_book, staffed, with_leads
from tests.frozen import Clock
from tests.rate_lines import GROWING, MIDDLE, Q, line


@pytest.fixture
def book(tmp_path: Path, frozen: Surroundings) -> Iterator[Book]:
    """Ten leads of early November, eight of them located by the middle of it, two open."""
    with new_book(tmp_path / "book.leadbook", frozen) as made:
        references = with_leads(staffed(made), 10)
        made.run(RecordOutcomes(references[:8], Outcome.LOCATED, date(2025, 11, 12), evidence="ACK"))
        yield made


def descriptions(pdf: bytes) -> list[str]:
    """What a reader who cannot see is told of the pictures: the alternative texts of the tags."""
    root: Any = PdfReader(io.BytesIO(pdf)).trailer["/Root"]
    found: list[str] = []

    def look(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                look(one)
        elif isinstance(node, dict):
            if "/Alt" in node:
                found.append(str(node["/Alt"]))
            look(node.get("/K", []))

    look(root["/StructTreeRoot"])
    return found


def first_page(pdf: bytes) -> str:
    """The words of the first page, blanks and breaks aside."""
    return " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())


def test_a_draft_shows_the_tiers_with_their_money_and_where_the_open_leads_would_end(book: Book) -> None:
    pdf = statement_files(book.view.draft_statement(Q))["statement.pdf"]
    said = first_page(pdf)
    assert "The rate, week by week" in said
    assert "Dashed: if none of the 2 open leads is located, the quarter ends at 80.00%; if all are, at 100.00%." in said
    assert "100% 90% 80% 70% 60% 50% Oct Nov Dec $2,000 $1,500 $1,000" in said
    [words] = descriptions(pdf)
    assert words == (
        "The rate by the end of each week: Nov 4 0.00%, Nov 11 0.00%, Nov 18 80.00%, Nov 25 80.00%."
        " The tiers: 90% $2,000, 80% $1,500, 70% $1,000."
        " Still to come: if none of the 2 open leads is located, the quarter ends at 80.00%; if all are, at 100.00%."
    )


def test_a_closed_quarter_has_no_fan_although_leads_are_open(book: Book, clock: Clock) -> None:
    clock.move(days=50)
    drafted = statement_document(book.view.draft_statement(Q)).plot
    book.run(CloseQuarter(Q))
    pdf = statement_files(book.view.statement(Q))["statement.pdf"]
    assert "Dashed" not in first_page(pdf)
    [words] = descriptions(pdf)
    assert words.endswith("Dec 30 80.00%, Dec 31 80.00%. The tiers: 90% $2,000, 80% $1,500, 70% $1,000.")
    assert drafted is not None
    assert drafted.line.fan is None


def test_without_a_lead_there_is_no_chart_and_without_a_program_no_tier(book: Book, clock: Clock) -> None:
    assert statement_document(book.view.draft_statement(Quarter(2025, 4))).plot is None
    book.run(AddLead("OLD-1", date(2025, 5, 1)))
    old = statement_document(book.view.draft_statement(Quarter(2025, 3))).plot
    assert old is not None
    assert (old.line.tiers, old.note) == ((), "Located of provided since the quarter's first day.")


def test_each_place_is_that_of_its_day_and_percent() -> None:
    charted = line(103, 115, MIDDLE, 9, GROWING)
    data = plot_data(Plot("", "", charted, ""))
    assert data["percents"][:2] == [["100%", 0], ["90%", 2000]]
    assert data["percents"][-1] == ["50%", 10_000]
    assert data["months"] == [["Oct", 0], ["Nov", 10_000 * 31 // 91], ["Dec", 10_000 * 61 // 91]]
    assert data["tiers"] == [[2000, "$12,000", False], [4000, "$9,000", True], [6000, "$6,000", False]]
    assert data["points"][0] == [10_000 * 6 // 91, 10_000 * (100 * 12 - 200) // (50 * 12)]
    assert data["points"][-1] == [10_000 * 53 // 91, 10_000 * (100 * 115 - 10_300) // (50 * 115)]
    assert data["fan"] == [data["points"][-1][1], 10_000 * (100 * 115 - 11_200) // (50 * 115)]


def test_one_open_lead_is_spoken_of_as_one() -> None:
    assert line_words(line(2, 3, MIDDLE, 1)).endswith(
        "Still to come: if the 1 open lead is not located, the quarter ends at 66.66%; if it is, at 100.00%."
    )


def test_the_plain_command_line_says_the_rate_of_each_week() -> None:
    weeks = [Week(Q.starts_on, 0, 0), Week(date(2025, 10, 8), 12, 2), Week(date(2025, 10, 15), 30, 20)]
    assert [said.split() for said in weeks_lines(weeks)] == [
        ["2025-10-01", "0", "of", "0", "-"],
        ["2025-10-08", "2", "of", "12", "16.66%", "██░░░░░░░░░░"],
        ["2025-10-15", "20", "of", "30", "66.66%", "████████████████████░░░░░░░░░░"],
    ]
    widest = weeks_lines([Week(Q.starts_on, 1_000_000, 1_000_000)])
    assert max(map(len, widest)) <= 80
