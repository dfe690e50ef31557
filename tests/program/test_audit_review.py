"""The weekly audit review: which commands are looked at, when a week is over, and when its review is overdue."""

from __future__ import annotations

from datetime import date

import pytest

from program.audit_review import WHAT_IS_MEANT, AuditKind, corrects, is_over, is_overdue, kind_of_command, week_of

MONDAY = date(2025, 11, 17)


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("ImportLeads", AuditKind.IMPORT),
        ("ImportTime", AuditKind.IMPORT),
        ("Undo", AuditKind.UNDONE),
        ("Redo", AuditKind.UNDONE),
        ("StrikeOut", AuditKind.STRIKE_OUT),
        ("AmendQuarter", AuditKind.UNLOCK),
        ("RecordOutcomes", None),
        ("AssignLeads", None),
        ("ImportantThing", None),
    ],
)
def test_a_command_is_known_by_a_whole_word_of_its_name(command: str, kind: AuditKind | None) -> None:
    assert kind_of_command(command) is kind


def test_a_coded_reason_makes_a_correction_but_for_a_reopened_quarter() -> None:
    assert corrects(None, "entry_error")
    assert corrects(AuditKind.IMPORT, "ice_advised")
    assert not corrects(AuditKind.UNLOCK, "entry_error")
    assert not corrects(None, "personal_detail")
    assert not corrects(None, None)


def test_a_week_runs_from_monday_through_sunday() -> None:
    assert {week_of(date(2025, 11, day)) for day in range(17, 24)} == {MONDAY}
    assert week_of(date(2025, 11, 24)) == date(2025, 11, 24)
    assert not is_over(MONDAY, date(2025, 11, 23))
    assert is_over(MONDAY, date(2025, 11, 24))


def test_a_review_is_overdue_once_seven_days_have_passed_after_its_week() -> None:
    assert not is_overdue(MONDAY, date(2025, 11, 30))
    assert is_overdue(MONDAY, date(2025, 12, 1))


def test_every_kind_is_told_in_words() -> None:
    assert {kind.words for kind in AuditKind if WHAT_IS_MEANT[kind]} == {kind.words for kind in AuditKind}


def test_each_kind_has_words_and_says_what_is_meant() -> None:
    assert [kind.words for kind in AuditKind if kind.words == kind.words.strip() != ""] == [
        kind.words for kind in WHAT_IS_MEANT
    ]
