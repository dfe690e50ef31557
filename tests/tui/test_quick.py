"""The quick line's grammar, without a screen."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from program.calendar import Quarter
from program.leads.outcome import OUTCOME_OF_LETTER, Category, CorrectionReason, Origin, Outcome
from program.quarters.figures import figures
from program.rules.rule_set import SHIPPED
from reports.foresight import Outlook, foreseen_lines
from storage.views.lead import Lead
from tests.frozen import TODAY
from tui.forms.typed_outcome import Typed, read_line, what_is_missing, what_is_wrong, what_it_says

LEAD = Lead(
    id="1",
    reference="24-1187",
    category=Category.STANDARD,
    origin=Origin.ICE,
    received_on=date(2025, 11, 3),
    due_on=None,
    quarter=Quarter(2026, 1),
    badge="1041",
    officer="Ames, Pat",
    outcome=Outcome.OPEN,
    outcome_on=None,
    evidence=None,
    reason=None,
)
OFFICERS = [("1041", "Ames, Pat"), ("1052", "Birch, Alex")]
WORDS = st.text(st.characters(categories=("L", "N"), max_codepoint=0x24F), min_size=1, max_size=8)


def test_a_line_from_paper_is_a_whole_outcome() -> None:
    assert read_line("24-1187 l 11/21 #A-4471 @1041", TODAY) == Typed(
        "24-1187", Outcome.LOCATED, date(2025, 11, 21), "A-4471", "1041"
    )


def test_outcome_reference_and_nothing_else_is_enough() -> None:
    assert read_line("24-1187 n", TODAY) == Typed("24-1187", Outcome.NOT_LOCATED)
    assert read_line("24-1187 n", TODAY).is_whole


def test_evidence_of_several_words_stands_in_quotes() -> None:
    assert read_line('24-1187 #"letter of 11/20" w', TODAY).evidence == "letter of 11/20"


@pytest.mark.parametrize("reason", CorrectionReason)
def test_a_correction_names_its_reason_by_letter_or_code(reason: CorrectionReason) -> None:
    for written in (f"!{reason.value[0]}", f"!{reason.value}", reason.value):
        assert read_line(f"24-1187 l {written}", TODAY).reason is reason


@given(
    st.sampled_from(sorted(OUTCOME_OF_LETTER)),
    st.dates(date(2020, 1, 1), TODAY),
    WORDS,
    WORDS,
    st.sampled_from(list(CorrectionReason)),
    st.randoms(),
)
def test_after_the_reference_the_order_does_not_matter(
    letter: str, day: date, evidence: str, badge: str, reason: CorrectionReason, chance: object
) -> None:
    parts = [letter, day.isoformat(), f"#{evidence}", f"@{badge}", f"!{reason.value}"]
    chance.shuffle(parts)  # type: ignore[attr-defined]
    assert read_line(" ".join(["24-1187", *parts]), TODAY) == Typed(
        "24-1187", OUTCOME_OF_LETTER[letter], day, evidence, badge, reason
    )


def test_who_leaves_the_quotes_out_is_told_of_them() -> None:
    said = what_it_says(read_line("24-1187 l #ACK 12", TODAY), LEAD, TODAY)
    assert said.endswith('; evidence of several words stands in quotes: #"two words"')
    assert "quotes" not in what_it_says(read_line('24-1187 l #"ACK 12" 99', TODAY), LEAD, TODAY)
    assert "quotes" not in what_it_says(read_line("24-1187 l 99 #ACK", TODAY), LEAD, TODAY)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("24-1187 x", "x: is neither outcome"),
        ("24-1187 l n", "n: the line has its outcome already"),
        ("24-1187 l 11/20 11/21", "11/21: the line has its date already"),
        ("24-1187 l 2/30", "2/30: is a date that does not exist"),
        ("24-1187 l #", "#: evidence follows the #"),
        ("24-1187 l @", "@: a badge follows the @"),
        ("24-1187 l !z", "!z: is no reason"),
        ("24-1187 l !", "!: one of !e Entry error"),
    ],
)
def test_what_cannot_be_understood_is_named_with_what_would_be_right(line: str, wrong: str) -> None:
    typed = read_line(line, TODAY)
    assert not typed.is_whole
    assert typed.wrong is not None
    assert typed.wrong.startswith(wrong)


@given(st.text(max_size=60))
def test_no_line_ends_the_program(line: str) -> None:
    typed = read_line(line, TODAY)
    assert what_it_says(typed, None, TODAY)
    assert what_it_says(typed, LEAD, TODAY, [("1041", "Ames, Pat")])


def test_the_line_is_read_aloud_with_the_officer_who_holds_the_lead() -> None:
    typed = read_line("24-1187 l 11/21 #A-4471", TODAY)
    assert what_it_says(typed, LEAD, TODAY) == (
        "lead 24-1187 (Ames, Pat) → located on Fri, Nov 21, 2025, evidence A-4471"
    )


def test_the_line_says_where_an_outcome_comes_too_late_to_count() -> None:
    late = date(2026, 1, 5)
    rules, quarter = SHIPPED[0], LEAD.quarter
    known = Outlook((LEAD,), {quarter: rules}, {quarter: figures([rules], quarter, late, [(LEAD.facts, 1)], [])})
    says = [
        foreseen_lines(known, outcome, late, "A-1")
        for outcome in (Outcome.LOCATED, Outcome.WITHDRAWN, Outcome.NOT_LOCATED)
    ]
    assert says[0][0].startswith("Dated after 2025-12-31: does not count for FY2026-Q1, shown as late")
    assert not any("late" in line for one in says[1:] for line in one)


def test_an_officer_on_the_line_is_read_aloud_by_name() -> None:
    typed = read_line("24-1187 l @1052 !e", TODAY)
    assert what_it_says(typed, LEAD, TODAY, [("1052", "Birch, Alex")]).endswith("officer 1052 Birch, Alex, entry error")


def test_without_an_outcome_the_letters_are_shown() -> None:
    assert "l located  n not located" in what_it_says(read_line("24-1187", TODAY), LEAD, TODAY)


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("24-1187 l 12/1/2025", "Dec 1 lies after today"),
        ("24-1187 l 11/2", "the lead was received on Nov 3, after Nov 2"),
        ("24-1187 l @77", "no officer 77 is on the roster"),
    ],
)
def test_what_the_book_would_refuse_is_said_before_enter(line: str, wrong: str) -> None:
    assert what_is_wrong(read_line(line, TODAY), LEAD, TODAY, OFFICERS) == wrong


def test_a_lead_that_has_its_outcome_asks_for_a_reason() -> None:
    recorded = Lead(**{**vars(LEAD), "outcome": Outcome.LOCATED, "outcome_on": date(2025, 11, 20)})
    wrong = what_is_wrong(read_line("24-1187 n", TODAY), recorded, TODAY, OFFICERS)
    assert wrong is not None
    assert wrong.startswith("it is recorded as located on Nov 20; to correct it add !e Entry error")
    assert what_is_wrong(read_line("24-1187 n !e", TODAY), recorded, TODAY, OFFICERS) is None


def test_evidence_that_was_missing_needs_no_reason_and_keeps_the_day() -> None:
    recorded = Lead(**{**vars(LEAD), "outcome": Outcome.LOCATED, "outcome_on": date(2025, 11, 20)})
    typed = read_line("24-1187 l #A-4471", TODAY)
    assert what_is_wrong(typed, recorded, TODAY, OFFICERS) is None
    assert "located on Thu, Nov 20, 2025, evidence A-4471" in what_it_says(typed, recorded, TODAY)
    asked = Lead(**{**vars(recorded), "evidence": "A-1"})
    assert "to correct it add" in str(what_is_wrong(typed, asked, TODAY, OFFICERS))


@pytest.mark.parametrize(
    ("line", "missing"),
    [("", "Type a reference first"), ("24-1187", "24-1187: its outcome is missing; l located")],
)
def test_enter_on_half_a_line_says_what_is_missing(line: str, missing: str) -> None:
    assert str(what_is_missing(read_line(line, TODAY))).startswith(missing)
