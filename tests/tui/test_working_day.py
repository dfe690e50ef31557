"""What a desk needs eight hours a day: no key without an answer, nothing gathered or typed lost, nothing cut off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlite3
from textual import events
from textual.widgets import Input

from program.leads.outcome import Outcome
from storage.book import Book
from storage.commands.agency import CreateAgency
from storage.commands.outcome import RecordOutcomes
from storage.engine.places import demo_book
from storage.importing.agency_list import ListedAgency
from storage.surroundings import Surroundings
from storage.views.lead import Lead
from tests.books import AGENCY, new_book
from tests.frozen import Clock
from tests.tui.conftest import Desk, in_one_line, press, screen_text, settled, typed
from tests.tui.test_app import until
from tui.app.shell import LeadbookApp
from tui.keys.registry import ACTIONS
from tui.lists.long_list import LongList
from tui.screens import first_run
from tui.widgets.choices import Turn


@pytest.fixture
def empty(tmp_path: Path, frozen: Surroundings) -> Path:
    """A book with an agency and nothing else."""
    new_book(tmp_path / "empty.leadbook", frozen).close()
    return tmp_path / "empty.leadbook"


@pytest.fixture
def located(place: Path, frozen: Surroundings) -> Path:
    """The book, its first lead located two days ago without evidence."""
    with Book.open(place, frozen) as book:
        book.run(RecordOutcomes(["R-001"], Outcome.LOCATED, date(2025, 11, 21)))
    return place


def lead(place: Path, surroundings: Surroundings, reference: str) -> Lead:
    """A lead as another program reads it."""
    with Book.open(place, surroundings) as book:
        return book.view.lead(reference).lead


async def test_selected_leads_stay_selected_while_one_sorts_and_filters(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "2 space")
        assert "1 selected" in await press(pilot, "s d")
        await press(pilot, "slash")
        await typed(pilot, "R-003")
        await until(pilot, "reference with R-003")
        assert "2 selected" in await press(pilot, "enter space")
        assert "Outcome of 2 leads" in await press(pilot, "o")


async def test_one_key_selects_all_and_escape_selects_none_before_it_goes_back(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        assert "All leads of FY2026-Q1" in await press(pilot, "tab tab end enter")
        assert "Esc Back" in screen_text(pilot)
        shown = await press(pilot, "asterisk")
        assert "6 selected" in shown
        assert "Esc Select none" in shown
        assert "Assign 6 leads" in await press(pilot, "a")
        shown = await press(pilot, "escape escape")
        assert "selected" not in shown
        assert "Esc Back" in shown
        assert "All leads of FY2026-Q1" in screen_text(pilot)
        assert "All leads of FY2026-Q1" not in await press(pilot, "escape")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("o", "No lead is here to act on: n enters one, i brings in a file"),
        ("a", "No lead is here to act on"),
        ("3 s", "No officer is here to act on: + adds one, f brings in a roster"),
        ("3 r", "No officer is here to act on"),
        ("4 right_square_bracket", "FY2026-Q1 is the running quarter; none comes after it yet"),
        ("4 v v", "Review is off: t turns it on"),
        ("4 v t b", "No outcome is here to verify"),
    ],
)
async def test_a_key_with_nothing_to_act_on_says_so(desk: Desk, empty: Path, keys: str, said: str) -> None:
    async with desk(at=empty) as pilot:
        assert said in await press(pilot, keys)


async def test_the_empty_desk_says_what_to_do_next_in_the_smallest_terminal(desk: Desk, empty: Path) -> None:
    async with desk(at=empty) as pilot:
        shown = screen_text(pilot)
        for words in ("officers: + adds, f from a file", "bring in leads from a file", "by hand", "?  all keys"):
            assert words in shown


async def test_evidence_that_was_missing_is_filled_in_without_a_reason_and_the_day_stays(
    desk: Desk, located: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        shown = await press(pilot, "2 end o")
        assert "Nov 21, 2025" in shown
        assert "Fri, Nov 21, 2025" in shown
        await press(pilot, "tab tab tab")
        await typed(pilot, "A-7")
        assert "Filled in the evidence of lead R-001, located" in await press(pilot, "enter")
    found = lead(located, frozen, "R-001")
    assert (found.outcome_on, found.evidence, found.reason) == (date(2025, 11, 21), "A-7", None)


async def test_another_outcome_is_of_today_unless_a_day_is_typed(
    desk: Desk, located: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        assert "Sun, Nov 23, 2025" in await press(pilot, "2 end o n")
        assert "Fri, Nov 21, 2025" in await press(pilot, "l")
        await press(pilot, "n enter e enter")
    assert lead(located, frozen, "R-001").outcome_on == date(2025, 11, 23)


async def test_an_outcome_that_somebody_else_recorded_meanwhile_is_named(
    desk: Desk, place: Path, clock: Clock, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "o")
        with Book.open(place, clock.surroundings("deputy@field")) as book:
            book.run(RecordOutcomes(["R-001"], Outcome.DECEASED))
        shown = in_one_line(await press(pilot, "l enter"))
        assert "Meanwhile deputy@field recorded it as deceased. Choose why it is" in shown
        assert "corrected, then Enter" in shown
        await press(pilot, "n enter")
    assert lead(place, frozen, "R-001").outcome is Outcome.LOCATED


async def test_a_lead_that_somebody_took_back_meanwhile_is_told_of(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    async with desk() as pilot:
        await press(pilot, "2 home enter")
        with Book.open(place, frozen) as book:
            book.undo()
        assert "is no longer in the book" in in_one_line(await press(pilot, "o"))


async def test_evidence_is_filled_in_for_many_leads_at_once_and_each_keeps_its_day(
    desk: Desk, place: Path, frozen: Surroundings
) -> None:
    day = date(2025, 11, 20)
    with Book.open(place, frozen) as book:
        book.run(RecordOutcomes(["R-001", "R-002"], Outcome.LOCATED, day))
        book.run(RecordOutcomes(["R-003"], Outcome.WITHDRAWN, day))
    async with desk() as pilot:
        await press(pilot, "2 asterisk")
        shown = in_one_line(await press(pilot, "o w"))
        assert "1 already withdrawn, each keeps its day · 2 with another outcome, to be corrected" in shown
        await press(pilot, "escape escape slash")
        await typed(pilot, "located")
        await press(pilot, "enter asterisk o l tab tab tab")
        await typed(pilot, "A-7")
        shown = in_one_line(screen_text(pilot))
        assert "2 already located, each keeps its day" in shown
        assert "The rate stays" in shown
        assert "Filled in the evidence of 2 leads, located" in await press(pilot, "enter")
    assert [lead(place, frozen, name).outcome_on for name in ("R-001", "R-002")] == [day, day]


async def test_nothing_is_foreseen_of_a_day_on_which_it_cannot_have_been(desk: Desk) -> None:
    async with desk() as pilot:
        assert "Counts as located" in await press(pilot, "o l")
        await press(pilot, "tab ctrl+u")
        await typed(pilot, "1/1/2020")
        assert "Counts as" not in await press(pilot, "tab")
        await press(pilot, "shift+tab ctrl+u")
        await typed(pilot, "tomorrow")
        assert "Counts as" not in await press(pilot, "tab")


async def test_an_error_calls_a_field_what_stands_before_it(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "n")
        await typed(pilot, "R-9")
        await press(pilot, "tab ctrl+u")
        await typed(pilot, "31/31")
        assert "received: '31/31' is a date that does not exist" in await press(pilot, "enter")
        await press(pilot, "escape o l tab ctrl+u")
        await typed(pilot, "tomorrow")
        assert "on: Nov 24, 2025 lies after today, Nov 23" in await press(pilot, "enter")


async def test_what_was_typed_before_escape_is_there_again(desk: Desk, place: Path, frozen: Surroundings) -> None:
    async with desk() as pilot:
        await press(pilot, "n")
        await typed(pilot, "R-77")
        await press(pilot, "tab tab")
        await typed(pilot, "12/24")
        await press(pilot, "escape")
        shown = await press(pilot, "n")
        assert "What was typed before Esc is here again" in shown
        assert "Wed, Dec 24, 2025" in shown
        await press(pilot, "enter escape")
        assert "12/24" not in await press(pilot, "n")
    assert lead(place, frozen, "R-77").due_on == date(2025, 12, 24)


async def test_a_file_without_its_columns_is_told_in_the_dialogs_own_words(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("A,B\n1,2\n")
    async with desk() as pilot:
        await press(pilot, "i")
        await typed(pilot, str(tmp_path / "odd.csv"))
        shown = in_one_line(await press(pilot, "enter"))
        assert "Space on its column names it; the row of the headings goes under Headings" in shown
        assert "--map" not in shown


async def test_rejected_rows_are_listed_before_anything_comes_in(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "two.csv").write_text("Lead,Received\nR-101,2025-11-04\nR-102,never\n")
    async with desk() as pilot:
        await press(pilot, "i")
        await typed(pilot, str(tmp_path / "two.csv"))
        await press(pilot, "tab tab tab")
        await typed(pilot, str(tmp_path / "none" / "r.csv"))
        assert "cannot be written" in in_one_line(await press(pilot, "enter"))
        field = pilot.app.focused
        assert isinstance(field, Input)
        field.value = str(tmp_path / "r.csv")
        assert "1 rejected" in await press(pilot, "enter")
        assert "received_on" in (tmp_path / "r.csv").read_text()
        assert "Imported two.csv: 1 new" in await press(pilot, "enter")


async def test_columns_are_named_by_the_words_that_the_report_uses(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("A,B,C\nR-101,2025-11-04,2025-12-01\n")
    async with desk() as pilot:
        await press(pilot, "3 f")
        assert "badge=No.; authorized=Since" in screen_text(pilot)
        await press(pilot, "escape i")
        await typed(pilot, str(tmp_path / "odd.csv"))
        await press(pilot, "tab")
        field = pilot.app.focused
        assert isinstance(field, Input)
        field.value = "Reference=A; received on=B; due on=C"
        assert "C C due on 2025-12-01" in in_one_line(await press(pilot, "enter"))


async def test_a_letter_turns_to_the_value_that_begins_with_it(desk: Desk) -> None:
    async with desk() as pilot:
        assert "← → choose" in await press(pilot, "3 s")
        await press(pilot, "r")
        assert pilot.app.screen.query_one("#standing", Turn).value == "revoked"
        await press(pilot, "x")
        assert pilot.app.screen.query_one("#standing", Turn).value == "revoked"


async def test_what_cannot_be_taken_back_offers_only_to_leave(desk: Desk, located: Path, frozen: Surroundings) -> None:
    with Book.open(located, frozen) as book:
        first = book.view.journal(lead_reference="R-001")[-1].number
        entries = book.view.journal_length()
    async with desk(140, 40) as pilot:
        await press(pilot, "6 home" + " down" * (entries - first))
        for keys in ("t", "enter"):
            shown = in_one_line(await press(pilot, keys))
            assert "lead R-001 was changed since, by coordinator@desk" in shown
            assert "Enter does it" not in shown


async def test_an_entry_of_the_journal_names_each_record_that_it_changed(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "2 asterisk o d enter")
        shown = await press(pilot, "6 home enter")
        assert "6 records changed" in shown
        for number in range(1, 7):
            assert f"  lead R-00{number}" in shown
        assert "outcome: open → deceased" in shown


async def test_enter_on_half_a_quick_line_says_what_is_missing(desk: Desk) -> None:
    async with desk() as pilot:
        assert "↑ earlier · Esc leaves" in await press(pilot, "colon")
        await typed(pilot, "R-001")
        assert "R-001: its outcome is missing; l located" in await press(pilot, "enter")


async def test_no_line_of_what_is_pasted_is_dropped(desk: Desk) -> None:
    async with desk() as pilot:
        await press(pilot, "colon")
        pilot.app.post_message(events.Paste("R-001\nl\r\n11/21\n"))
        assert "located on Fri, Nov 21, 2025" in await press(pilot, "space")


async def test_the_filter_reads_outcomes_of_several_words(desk: Desk, located: Path) -> None:
    async with desk() as pilot:
        await press(pilot, "2 slash")
        await typed(pilot, "not located")
        assert "No lead fits the filter. Esc shows all" in await until(pilot, "not located · newest first")


@pytest.mark.parametrize("width", [60, 80, 100, 140])
async def test_the_last_line_has_whole_words_and_always_help(desk: Desk, width: int) -> None:
    async with desk(width, 24) as pilot:
        for room in "123456":
            keys = (await press(pilot, room)).splitlines()[-1]
            assert keys.endswith("? Help")
            shown = keys.removesuffix("? Help").rstrip(" ▏")
            assert any(shown.endswith(f" {action.label}") for action in ACTIONS)


async def test_the_footer_offers_no_key_that_is_typed_into_a_field_instead(desk: Desk) -> None:
    async with desk(140, 40) as pilot:
        keys = (await press(pilot, "2 colon")).splitlines()[-1]
        assert keys.split() == ["Esc", "Leave", "f1", "Help"]


async def test_ctrl_d_opens_the_demo_from_a_field(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def make_demo(place: Path, surroundings: Surroundings) -> Book:
        made.append(place)
        return Book.create(str(tmp_path / "demo.leadbook"), CreateAgency(AGENCY.name, "TX", None), surroundings)

    monkeypatch.setattr(first_run, "make_demo", make_demo)
    app = LeadbookApp(str(tmp_path / "none.leadbook"), frozen)
    async with app.run_test() as pilot:
        await settled(pilot)
        await press(pilot, "x ctrl+d")
        await until(pilot, "To begin:")
    assert app.keeper is not None
    app.keeper.close()
    assert made == [demo_book()]


async def test_a_list_leaves_out_a_spare_column_before_it_cuts_one(desk: Desk) -> None:
    async with desk(60, 18) as pilot:
        shown = await press(pilot, "2")
        assert "Received" not in shown
        assert "Outcome" in shown
        assert isinstance(pilot.app.focused, LongList)


async def test_a_listed_agency_brings_its_state_or_says_in_which_states_it_is(
    tmp_path: Path, frozen: Surroundings
) -> None:
    app = LeadbookApp(str(tmp_path / "first.leadbook"), frozen)
    async with app.run_test() as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, first_run.FirstRun)
        name = "Brown County Sheriff's Office"
        screen._listed = tuple(ListedAgency(name, state, ()) for state in ("KS", "TX"))
        await typed(pilot, "brown")
        await press(pilot, "tab")
        assert "The list has it in KS, TX: type its state" in screen_text(pilot)
        await press(pilot, "tab")
        await typed(pilot, "tx")
        await press(pilot, "enter")
        assert name[:20] in await until(pilot, "To begin:")
    assert app.keeper is not None
    app.keeper.close()


@pytest.mark.parametrize(
    ("wanted", "theme", "said"),
    [("textual-light", "textual-light", ""), ("mauve", "textual-dark", "mauve is no theme; there are ansi-dark")],
)
async def test_the_config_file_keeps_a_theme(
    place: Path, frozen: Surroundings, wanted: str, theme: str, said: str
) -> None:
    app = LeadbookApp(str(place), frozen, theme=wanted)
    async with app.run_test(size=(140, 40), notifications=True) as pilot:
        await settled(pilot)
        assert app.theme == theme
        assert said in screen_text(pilot)
    assert app.keeper is not None
    app.keeper.close()


async def test_words_on_the_screen_name_the_keys_that_the_config_file_sets(desk: Desk, empty: Path) -> None:
    async with desk(keys={"outcome": "z", "new_lead": "f5", "undo": "o"}) as pilot:
        assert "z outcome" in screen_text(pilot)
    async with desk(at=empty, keys={"new_lead": "f5"}) as pilot:
        assert "f5  or enter a lead by hand" in screen_text(pilot)
        assert "f5 enters one" in await press(pilot, "2")
    async with desk(keys={"next_step": "f6", "receipt": "f7"}) as pilot:
        claims = await press(pilot, "5")
        assert "can be certified from Dec 1 (f6)" in claims
        assert "f7 adds" in await press(pilot, "tab right right right")


async def test_a_command_that_has_to_wait_says_so_before_the_pulse_tells_who_holds_the_book(
    desk: Desk, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.shell.PULSE_SECONDS", 3600.0)
    async with desk() as pilot:
        holder = sqlite3.connect(place, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        await press(pilot, "o")
        await pilot.press("l", "enter")
        for _ in range(1000):
            if "Writing in the book …" in screen_text(pilot):
                break
            await pilot.pause(0.01)
        else:
            raise AssertionError(screen_text(pilot))
        holder.execute("ROLLBACK")
        holder.close()
        assert "Recorded located for lead R-001" in await until(pilot, "Recorded")


async def test_a_state_is_typed_by_name_and_a_wrong_one_is_answered_by_what_would_be_right(
    tmp_path: Path, frozen: Surroundings
) -> None:
    app = LeadbookApp(str(tmp_path / "new.leadbook"), frozen)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        app.screen.query_one("#agency", Input).value = "Marlow Police"
        app.screen.query_one("#state", Input).value = "Texs"
        shown = await press(pilot, "tab enter")
        assert "it may be Texas (TX)" in " ".join(shown.split())
        app.screen.query_one("#state", Input).value = ""
        assert "Texas" in await press(pilot, "t e x tab")
        await press(pilot, "enter")
        assert app.bookkeeper.book.view.agency().state == "TX"
    app.bookkeeper.close()


async def test_ices_list_is_offered_where_it_was_saved(
    tmp_path: Path, frozen: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / "Downloads").mkdir()
    (tmp_path / "Downloads" / "participatingAgencies05182026am.xlsx").write_text("")
    app = LeadbookApp(str(tmp_path / "new.leadbook"), frozen)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(pilot)
        assert "1 published list of ICE's on this machine: F2 shows which" in screen_text(pilot)
        assert "participatingAgencies05182026am.xlsx · Downloads" in await press(pilot, "f2")
