"""Retention on the command line: a schedule of one's own, what is due, holds, and disposal that is asked once more."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Leadbook


@pytest.fixture
def given(desk: Leadbook, monkeypatch: pytest.MonkeyPatch) -> Leadbook:
    """Something that was given more than a year ago."""
    assert desk("disclosures", "add", "other", "--about", "Roster", "--recipient", "County attorney").code == 0
    monkeypatch.setenv("LEADBOOK_TODAY", "2026-11-24")
    return desk


def test_what_is_due_by_the_agencys_own_schedule_is_shown_and_goes_when_it_is_told_so(given: Leadbook) -> None:
    assert "What was given to whom: no schedule, so nothing is due" in given("retention").out
    assert given("retention", "set", "disclosures", "--years", "1", "--source", "County schedule").code == 0
    kind = given("retention", "--json").data["kinds"][-1]
    assert (kind["years"], kind["source"], kind["held_by"]) == (1, "County schedule", [])
    assert kind["due"] == [{"record": "other given on 2025-11-23", "since": "2026-11-24"}]
    assert "1 year (County schedule), 1 due" in given("retention").out
    asked = given("retention", "dispose", "disclosures")
    assert (asked.code, "Recipient, what it was about, and the note will be gone" in asked.err) == (2, True)
    assert given("retention", "--json").data["kinds"][-1]["due"] != []
    assert given("retention", "dispose", "disclosures", "--yes", "--json").data["records"] == 1
    assert given("retention", "dispose", "disclosures", "--yes").out == "Nothing is due of what was given to whom\n"
    assert "County attorney" not in given("disclosures", "list").out + given("journal").out
    assert given("check", "--full").code == 0
    assert given("undo").code == 4
    assert given("retention", "off", "disclosures").code == 0


def test_a_hold_is_a_conflict_until_it_is_lifted(given: Leadbook) -> None:
    given("retention", "set", "disclosures", "--years", "1", "--source", "County schedule")
    assert given("retention", "hold", "--reason", "Litigation").out.startswith("Placed hold 1 on all records: Lit")
    held = given("retention", "dispose", "disclosures", "--yes")
    assert (held.code, "Hold 1 (Litigation) stops" in held.err) == (4, True)
    assert "1 due, held by 1" in given("retention").out
    assert given("retention", "lift", "1", "--reason", "Settled").code == 0
    [hold] = given("retention", "--json").data["holds"]
    assert (hold["lifted_on"], hold["note"], hold["kind"]) == ("2026-11-24", "Settled", None)
    assert "lifted on 2026-11-24: Settled" in given("retention").out
    assert given("retention", "dispose", "disclosures", "--yes").code == 0
