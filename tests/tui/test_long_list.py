"""The long list by itself, in an app of nothing else: windows of rows, cursor, selection, and what it says of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from threading import Event
from typing import ClassVar

from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from storage.errors import BookUnavailable
from tests.tui.conftest import press, screen_text, settled
from tui.keys.order import KeysInOrder
from tui.lists.columns import Column
from tui.lists.long_list import LongList
from tui.lists.sources import Rows, RowSource
from tui.lists.windows import WINDOW

HEIGHT = 12
"""Rows of the terminal: a heading and eleven rows."""


class Numbered:
    """Rows ``row 0`` and so on, made when they are asked for; remembers what it was asked."""

    def __init__(self, total: int, name: str = "row") -> None:
        self._total = total
        self._name = name
        self.asked: list[int] = []
        self.counts: set[int] = set()
        self.answers = Event()
        self.answers.set()
        self.totals = Event()
        self.totals.set()

    def total(self) -> int:
        self.totals.wait(60)
        return self._total

    def rows(self, first: int, count: int) -> Sequence[str]:
        self.asked.append(first)
        self.counts.add(count)
        self.answers.wait(60)
        return [f"{self._name} {number}" for number in range(first, min(first + count, self._total))]


class Away:
    """A source whose book cannot be read."""

    def total(self) -> int:
        raise BookUnavailable("the book is [away]")

    def rows(self, first: int, count: int) -> Sequence[str]:
        raise BookUnavailable("the book is [away]")


class ListApp(KeysInOrder[None]):
    """A list, and under it a field that can have the focus instead."""

    CSS = "LongList { height: 1fr; scrollbar-size-horizontal: 0; } Input { height: 1; border: none; display: none; }"
    BINDINGS: ClassVar = [("escape", "left", "Leave"), ("a", "act", "Act")]

    def __init__(self, selecting: bool) -> None:
        super().__init__()
        self.list: LongList[str] = LongList(
            [Column("Name", 20, lambda row: row)], lambda row: row, "Nothing here", selecting=selecting
        )
        self.opened: list[object] = []
        self.counts: list[int] = []
        self.totals: list[int] = []
        self.times_left = 0
        self.acted_on = 0

    def compose(self) -> ComposeResult:
        yield self.list
        yield Input()

    def on_long_list_opened(self, message: LongList.Opened) -> None:
        self.opened.append(message.row)

    def on_long_list_selection_changed(self, message: LongList.SelectionChanged) -> None:
        self.counts.append(message.count)

    def on_long_list_loaded(self, message: LongList.Loaded) -> None:
        self.totals.append(message.total)

    def action_left(self) -> None:
        self.times_left += 1

    def action_act(self) -> None:
        self.acted_on = len(self.list.in_hand)


@asynccontextmanager
async def listing(source: RowSource[str], selecting: bool = True) -> AsyncIterator[tuple[ListApp, Pilot[None]]]:
    """The list with a source, focused and at rest."""
    app = ListApp(selecting)
    async with app.run_test(size=(40, HEIGHT), notifications=True) as pilot:
        app.list.focus()
        app.list.load(source)
        await settled(pilot)
        yield app, pilot


async def test_of_a_million_rows_only_those_around_what_is_seen_are_read() -> None:
    source = Numbered(1_000_000)
    async with listing(source) as (app, pilot):
        assert "row 0\n" in shown(pilot)
        assert app.totals == [1_000_000]
        assert source.asked == [0]
        await press(pilot, "end")
        assert source.asked == [0, 1_000_000 - WINDOW]
        assert source.counts == {WINDOW}
        assert "▌ row 999999" in shown(pilot)
        assert app.list.current == "row 999999"


async def test_at_the_edge_of_a_window_the_next_one_is_read_before_it_is_seen_empty() -> None:
    source = Numbered(1000)
    async with listing(source) as (app, pilot):
        app.list.scroll_to(y=WINDOW - 5, animate=False)
        await settled(pilot)
        assert source.asked == [0, WINDOW]
        for number in range(WINDOW - 5, WINDOW + 5):
            assert f"row {number}" in shown(pilot)


async def test_a_few_windows_are_kept_and_what_was_let_go_is_read_again() -> None:
    source = Numbered(100 * WINDOW)
    async with listing(source) as (app, pilot):
        for window in range(1, 20):
            app.list.scroll_to(y=window * WINDOW + 50, animate=False)
            await settled(pilot)
        assert len(app.list._windows._rows) <= 6
        assert source.asked.count(0) == 1
        await press(pilot, "home")
        assert source.asked.count(0) == 2
        assert "▌ row 0\n" in shown(pilot)


async def test_keys_move_the_cursor_by_rows_and_screens_and_never_beyond_the_ends() -> None:
    async with listing(Numbered(100)) as (app, pilot):
        for names, index in [
            ("up", 0), ("down", 1), ("j", 2), ("k", 1), ("up", 0), ("pagedown", HEIGHT - 2), ("pageup", 0),
            ("pageup", 0), ("end", 99), ("down", 99), ("pagedown", 99), ("home", 0), ("G", 99), ("k", 98), ("g", 0),
        ]:  # fmt: skip
            text = await press(pilot, names)
            assert app.list.cursor == index, names
            assert f"▌ row {index}" in text, names


async def test_the_last_row_is_gone_to_as_soon_as_it_is_known_which_that_is() -> None:
    source = Numbered(1000)
    source.totals.clear()
    app = ListApp(False)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.list.focus()
        app.list.load(source)
        while app.list.current is None:
            await pilot.pause()
        await pilot.press("end")
        assert (app.list.total, app.list.cursor) == (None, 0)
        source.totals.set()
        await settled(pilot)
        assert (app.list.total, app.list.cursor, app.list.current) == (1000, 999, "row 999")


async def test_the_cursor_stays_on_its_row_when_rows_come_in_before_it() -> None:
    rows = [f"row {number}" for number in range(50)]
    async with listing(Rows(rows)) as (app, pilot):
        await press(pilot, "down down down")
        app.list.load(Rows(["new 1", "new 2", *rows]))
        await settled(pilot)
        assert (app.list.cursor, app.list.current) == (5, "row 3")
        app.list.load(Rows(rows[:3] + rows[4:]))
        await settled(pilot)
        assert (app.list.cursor, app.list.current) == (5, "row 6")  # its row is gone: the position stays


async def test_a_source_shown_anew_begins_at_the_top() -> None:
    async with listing(Numbered(500)) as (app, pilot):
        await press(pilot, "end")
        app.list.load(Numbered(500), anew=True)
        await settled(pilot)
        assert app.list.cursor == 0
        assert "▌ row 0\n" in shown(pilot)


async def test_where_rows_are_gone_the_cursor_is_on_the_last_that_is_left() -> None:
    async with listing(Numbered(500)) as (app, pilot):
        await press(pilot, "end")
        app.list.load(Numbered(7))
        await settled(pilot)
        assert (app.list.cursor, app.list.current) == (6, "row 6")


async def test_an_answer_that_comes_too_late_is_not_shown() -> None:
    slow = Numbered(20, "old")
    slow.answers.clear()
    app = ListApp(False)
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        app.list.load(slow)
        while not slow.asked:
            await pilot.pause()
        app.list.load(Numbered(20, "new"))
        while "new 0" not in shown(pilot):
            await pilot.pause()
        slow.answers.set()
        await settled(pilot)
        assert "new 0" in shown(pilot)
        assert "old" not in shown(pilot)


async def test_space_selects_a_row_or_leaves_it_out_and_moves_on() -> None:
    async with listing(Numbered(30)) as (app, pilot):
        text = await press(pilot, "space space")
        assert list(app.list.selected) == ["row 0", "row 1"]
        assert app.list.cursor == 2
        assert "2 selected" in text.splitlines()[0]
        assert " *row 0" in text
        await press(pilot, "up space")
        assert list(app.list.selected) == ["row 0"]
        assert app.counts == [1, 2, 1]


async def test_what_is_selected_stays_so_when_a_source_without_it_is_shown() -> None:
    async with listing(Numbered(30)) as (app, pilot):
        await press(pilot, "space")
        app.list.load(Numbered(30, "other"), anew=True)
        await settled(pilot)
        await press(pilot, "space")
        assert list(app.list.selected) == ["row 0", "other 0"]


async def test_all_rows_are_selected_whether_they_were_seen_or_not() -> None:
    async with listing(Numbered(3000)) as (app, pilot):
        text = await press(pilot, "asterisk")
        assert len(app.list.selected) == 3000
        assert "3,000 selected" in text


async def test_a_key_typed_while_all_rows_are_being_selected_acts_on_all_of_them() -> None:
    slow = Numbered(30)
    async with listing(slow) as (app, pilot):
        slow.answers.clear()
        await pilot.press("asterisk", "a")
        slow.answers.set()
        await settled(pilot)
        assert app.acted_on == 30


async def test_more_rows_than_one_command_takes_are_not_selected_and_that_is_said() -> None:
    async with listing(Numbered(10_001)) as (app, pilot):
        await press(pilot, "asterisk")
        assert not app.list.selected
        [said] = app._notifications
        assert "More than 10,000 rows" in said.message


async def test_escape_selects_nothing_first_and_then_is_the_screens() -> None:
    async with listing(Numbered(30)) as (app, pilot):
        await press(pilot, "space escape")
        assert (len(app.list.selected), app.times_left) == (0, 0)
        assert app.counts == [1, 0]
        await press(pilot, "escape")
        assert app.times_left == 1


async def test_a_list_in_which_nothing_is_done_with_many_rows_selects_none() -> None:
    async with listing(Numbered(30), selecting=False) as (app, pilot):
        await press(pilot, "space asterisk")
        assert (app.list.selected, app.list.cursor) == ({}, 0)


async def test_enter_opens_the_cursors_row() -> None:
    async with listing(Numbered(30)) as (app, pilot):
        await press(pilot, "down enter")
        assert app.opened == ["row 1"]


async def test_a_click_moves_the_cursor_and_one_on_its_row_opens_it() -> None:
    async with listing(Numbered(5)) as (app, pilot):
        await pilot.click(LongList, offset=(3, 4))
        await settled(pilot)
        assert (app.list.cursor, app.opened) == (3, [])
        await pilot.click(LongList, offset=(3, 4))
        await settled(pilot)
        assert app.opened == ["row 3"]
        for elsewhere in (0, 8):  # the heading, and below the last row
            await pilot.click(LongList, offset=(3, elsewhere))
            await settled(pilot)
        assert (app.list.cursor, app.opened) == (3, ["row 3"])


async def test_a_click_on_the_heading_is_not_one_on_the_row_that_it_hides() -> None:
    async with listing(Numbered(100)) as (app, pilot):
        await press(pilot, "end")
        await pilot.click(LongList, offset=(3, 0))
        await settled(pilot)
        assert app.list.cursor == 99


async def test_keys_are_let_go_though_the_screen_whose_rows_they_waited_for_went_at_once() -> None:
    async with listing(Numbered(30)) as (app, pilot):
        app.list.action_select_all()
        app.workers.cancel_node(app.screen)
        app.workers.cancel_node(app.list)
        await press(pilot, "a")
        assert app.acted_on == 30


async def test_an_empty_list_says_what_it_was_told_to_and_its_keys_do_nothing() -> None:
    async with listing(Rows([])) as (app, pilot):
        assert shown(pilot).splitlines()[1] == "  Nothing here"
        app.list.say_when_empty("No lead matches")
        text = await press(pilot, "down end enter space pagedown home")
        assert text.splitlines()[1] == "  No lead matches"
        assert (app.list.cursor, app.opened, app.list.selected, app.list.current) == (0, [], {}, None)


async def test_rows_that_cannot_be_read_are_told_of_once_and_the_old_ones_stay() -> None:
    async with listing(Numbered(30)) as (app, pilot):
        app.list.load(Away())
        await settled(pilot)
        assert [said.message for said in app._notifications] == ["the book is [away]"]
        app.list.refresh()
        await settled(pilot)
        assert "▌ row 0\n" in shown(pilot)


async def test_after_a_failed_read_keys_move_and_ask_no_more_until_the_list_is_loaded_anew() -> None:
    class Broken(Away):
        asked = 0

        def rows(self, first: int, count: int) -> Sequence[str]:
            self.asked += 1
            return super().rows(first, count)

    broken = Broken()
    async with listing(Numbered(30)) as (app, pilot):
        app.list.load(broken)
        await settled(pilot)
        text = await press(pilot, "down down pagedown up home")
        assert "row 0" in text
        assert (broken.asked, len(app._notifications)) == (1, 1)
        app.list.load(broken)
        await settled(pilot)
        assert broken.asked == 2
        app.list.load(Numbered(30, "mended"))
        await settled(pilot)
        assert "mended 0" in shown(pilot)


async def test_a_key_acts_on_what_is_selected_else_on_the_cursors_row_while_it_is_in_sight() -> None:
    async with listing(Numbered(300)) as (app, pilot):
        assert in_hand(app) == ["row 0"]
        app.list.scroll_to(y=100, animate=False)
        await settled(pilot)
        assert in_hand(app) == []
        app.list.scroll_to(y=1, animate=False)  # under the heading
        await settled(pilot)
        assert in_hand(app) == []
        await press(pilot, "space space home")
        assert in_hand(app) == ["row 0", "row 1"]
        app.query_one(Input).display = True
        app.query_one(Input).focus()
        await settled(pilot)
        assert in_hand(app) == []


async def test_a_rows_text_is_neither_markup_nor_a_terminals_command() -> None:
    async with listing(Rows(["[red]x[/]", "a\x1b[2Jb\u202ec"])) as (_, pilot):
        text = shown(pilot)
        assert "[red]x[/]" in text
        assert "\x1b" not in text
        assert "\u202e" not in text


def in_hand(app: ListApp) -> list[str]:
    return list(app.list.in_hand)


def shown(pilot: Pilot[None]) -> str:
    return screen_text(pilot) + "\n"


async def test_the_row_under_the_cursor_stays_in_sight_when_the_list_gets_shorter_and_when_a_row_comes_back() -> None:
    async with listing(Numbered(30)) as (app, pilot):
        await press(pilot, "end")
        app.list.load(Numbered(29))
        await settled(pilot)
        await press(pilot, "up down")
        app.list.load(Rows(tuple(f"row {number}" for number in (*range(20), "new", *range(20, 29)))))
        await settled(pilot)
        assert app.list.in_hand == ("row 28",)
        app.query_one(Input).display = True
        await settled(pilot)
        assert app.list.in_hand == ("row 28",)
        app.list.scroll_to(y=0, animate=False)
        await settled(pilot)
        app.query_one(Input).display = False
        await settled(pilot)
        app.query_one(Input).display = True
        await settled(pilot)
        assert not app.list.in_hand
