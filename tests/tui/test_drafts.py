"""A dialog that was left by Escape has everything again when it is opened: what was typed and what was turned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.widget import Widget
from textual.widgets import Input

import tui.forms
from program.calendar import Month, Quarter
from program.claims.envelope import EnvelopeKind
from program.officers.standing import Standing
from program.people import Role
from program.retention import Kept
from program.rules.pay_rules import DEFAULT_PAY_RULES
from storage.book import Book
from storage.importing.date_order import DateOrder
from storage.surroundings import Surroundings
from storage.views.lead import LeadQuery
from storage.views.lead_order import Sort
from storage.views.people import Person
from storage.views.receipt import ReceiptLine
from storage.views.retention import Hold
from tests.tui.conftest import Desk, press, screen_text, settled
from tui.forms.audit_review import WriteReviewForm, sign_form
from tui.forms.award import award_form
from tui.forms.book import BookForm
from tui.forms.claim import certify_form, submit_form
from tui.forms.claim_papers import other_source_form, paper_form
from tui.forms.closing import amend_form
from tui.forms.disclosure import OpenRecordsForm, disclosure_form
from tui.forms.export_list import ExportList
from tui.forms.form import Asking
from tui.forms.ice_count import ice_count_form, query_form
from tui.forms.import_file import ImportForm
from tui.forms.known_on import KnownOn
from tui.forms.lead import NewLeadForm
from tui.forms.lead_view import SaveViewForm
from tui.forms.officer import NewOfficerForm, notice_form, standing_form
from tui.forms.outcome import OutcomeForm
from tui.forms.people import change_form
from tui.forms.receipt import apply_form, purchase_form, receipt_form
from tui.forms.reference_shape import reference_shape_form
from tui.forms.retention import hold_form, lift_form, schedule_form
from tui.forms.review import return_form
from tui.forms.rules import rules_form
from tui.forms.statement import StatementForm
from tui.forms.strike_out import StrikeOutForm
from tui.forms.time_zone import time_zone_form
from tui.forms.what_if import WhatIf
from tui.forms.worksheet import WorksheetForm
from tui.settings.config import Profile
from tui.widgets.choices import LetterList, Turn

Q1 = Quarter(2026, 1)
PROFILES = {"county": Profile({"reference": "Lead No."}, DateOrder.DMY), "state": Profile({}, None)}
OPENED: dict[str, Callable[[Book], Asking]] = {
    "amend_form": lambda book: amend_form(book.view.quarter(Q1)),
    "apply_form": lambda _: apply_form(ReceiptLine(1, date(2025, 11, 3), 500, "EFT 1", False, ()), Month(2025, 11)),
    "award_form": lambda book: award_form(book.view.quarter(Q1)),
    "change_form": lambda _: change_form(Person("1", "Pat Ames", (Role.RECORD,), True, "1041", True, (), False)),
    "certify_form": lambda book: certify_form(book.view.claim(Month(2025, 10)), date(2025, 11, 23)),
    "ExportList": lambda _: ExportList(LeadQuery(), "all leads"),
    "WorksheetForm": lambda _: WorksheetForm(("1041", "Officer 1041")),
    "SaveViewForm": lambda _: SaveViewForm("open", (Sort.DUE, False), "open", "", lambda _: None),
    "ice_count_form": lambda book: ice_count_form(book.view.quarter(Q1)),
    "ImportForm": lambda _: ImportForm("months of time", PROFILES),
    "BookForm": lambda _: BookForm(),
    "KnownOn": lambda book: KnownOn(book.view.quarter(Q1)),
    "NewOfficerForm": lambda _: NewOfficerForm(),
    "NewLeadForm": lambda _: NewLeadForm(),
    "notice_form": lambda _: notice_form("1041", "Ames, Pat"),
    "other_source_form": lambda _: other_source_form(None, Month(2025, 10)),
    "OutcomeForm": lambda _: OutcomeForm(["R-001"]),
    "paper_form": lambda _: paper_form(Month(2025, 10)),
    "purchase_form": lambda _: purchase_form(EnvelopeKind.EQUIPMENT),
    "query_form": lambda _: query_form(["R-001"]),
    "receipt_form": lambda _: receipt_form(None),
    "return_form": lambda _: return_form(["R-001"]),
    "reference_shape_form": lambda _: reference_shape_form(["99-9999"]),
    "rules_form": lambda _: rules_form(DEFAULT_PAY_RULES, Month(2025, 10)),
    "disclosure_form": lambda _: disclosure_form(),
    "OpenRecordsForm": lambda _: OpenRecordsForm(Q1),
    "schedule_form": lambda book: schedule_form(book.view.retention().kinds[0]),
    "hold_form": lambda _: hold_form(Kept.LEADS),
    "lift_form": lambda _: lift_form(Hold(1, None, "Audit", date(2025, 11, 3), None, None)),
    "sign_form": lambda book: sign_form(book.view.audit_week(date(2025, 11, 16)), date(2025, 11, 23)),
    "WriteReviewForm": lambda _: WriteReviewForm(date(2025, 11, 10), date(2025, 11, 23)),
    "time_zone_form": lambda book: time_zone_form(book.view.time_zone()),
    "standing_form": lambda _: standing_form("1041", "Ames, Pat"),
    "StatementForm": lambda book: StatementForm(book.view.quarter(Q1)),
    "StrikeOutForm": lambda _: StrikeOutForm("R-001", lambda _: None),
    "submit_form": lambda book: submit_form(book.view.claim(Month(2025, 10))),
    "WhatIf": lambda book: WhatIf(book.view.quarter(Q1)),
}
"""How each form is opened, with all the fields it can have."""
PARTS = 3
"""Each opens a third of the forms over one desk, one after another."""
BASES = {"Asking", "Form", "PacketForm", "Writing", "OnADay", "SheetForm"}
SHOWING = {
    "AssignForm",
    "Clocks",
    "CloseForm",
    "HeadCount",
    "HoursSheet",
    "PaySheet",
    "RejectsForm",
    "UndoForm",
}
"""Those that have no field, or whose field only chooses what is shown."""
OF_ITS_OWN = {"DecisionForm", "ClaimPacketForm", "next_step", "correction", "decision"}
"""Tried below, like another one, or ways to one of those above."""
UNSEEN = {"RekeyForm", "_NameForm", "name_form", "pin_form", "unlock_form", "remove_form"}
"""Those of a passphrase or a PIN, which no draft keeps, and their like."""


def asking() -> set[str]:
    """Every form of ours: the classes, and the functions that make one."""
    found = set()
    for module in walk_packages(tui.forms.__path__, "tui.forms."):
        for name, one in vars(import_module(module.name)).items():
            is_class = isinstance(one, type) and issubclass(one, Asking)
            if is_class or (isfunction(one) and one.__annotations__.get("return") == "Form"):
                found.add(name)
    return found


def entries(dialog: Widget) -> list[Widget]:
    """What a person can type in or turn: whatever takes the focus, but for a list of what a file holds."""
    return [one for one in dialog.query("*").results(Widget) if one.can_focus and one.id != "columns"]


def stands(dialog: Widget) -> dict[str | None, object]:
    return {one.id: one.value for one in entries(dialog)}  # type: ignore[attr-defined]


def test_every_form_is_walked_over() -> None:
    assert asking() == set(OPENED) | BASES | SHOWING | OF_ITS_OWN | UNSEEN


@pytest.mark.parametrize("part", range(PARTS))
async def test_a_draft_has_every_field_again(desk: Desk, place: Path, frozen: Surroundings, part: int) -> None:
    async with desk(140, 50) as pilot:
        for name in list(OPENED)[part::PARTS]:
            with Book.open(place, frozen) as book:
                first, again = (OPENED[name](book) for _ in range(2))
            await pilot.app.push_screen(first)
            await settled(pilot)
            before = stands(first)
            for at, entry in enumerate(entries(first)):
                entry.focus()
                if isinstance(entry, Input):
                    await pilot.press("end", str(at % 10))
                else:
                    await pilot.press("down" if isinstance(entry, LetterList) else "right")
            await settled(pilot)
            left = stands(first)
            assert None not in left, name
            assert [field for field in left if left[field] == before[field]] == [], name
            await press(pilot, "escape")
            assert pilot.app.screen is not first, name
            await pilot.app.push_screen(again)
            await settled(pilot)
            assert stands(again) == left, name
            if name != "WhatIf":  # which answers what was typed at once
                assert "What was typed before Esc is here again" in screen_text(pilot), name
            await press(pilot, "escape")


async def test_a_draft_is_of_the_month_that_it_was_begun_for(desk: Desk) -> None:
    async with desk() as pilot:
        await pilot.app.push_screen(receipt_form(Month(2025, 10)))
        await press(pilot, "7 escape")
        await pilot.app.push_screen(receipt_form(Month(2025, 11)))
        await settled(pilot)
        assert pilot.app.screen.query_one("#amount", Input).value == ""
        assert pilot.app.screen.query_one("#claims", Input).value == "Nov 2025"


async def test_a_standing_that_was_turned_is_the_one_that_is_recorded_after_escape(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "3 s")
        pilot.app.screen.query_one("#standing", Turn).focus()
        await press(pilot, "s tab tab tab o r d e r escape s")
        assert "suspended" in screen_text(pilot)
        await press(pilot, "enter")
    with Book.open(place, frozen) as book:
        assert book.view.officer("1041").standing_on(date(2025, 11, 23)) is Standing.SUSPENDED


async def test_what_was_only_turned_is_kept_too(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "n")
        pilot.app.screen.query_one("#origin", Turn).focus()
        await press(pilot, "right escape n")
        assert "begun by the agency" in screen_text(pilot)
        pilot.app.screen.query_one("#origin", Turn).focus()
        await press(pilot, "right escape n")
        assert "is here again" not in screen_text(pilot)
