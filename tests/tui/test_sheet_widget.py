"""The sheet by itself, in an app of nothing else: typing, moving, and when a row is handed over."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.conftest import press, screen_text, settled
from tui.lists.sheet import Sheet
from tui.lists.sheet_rows import SheetColumn, SheetRow

COLUMNS = [SheetColumn("hours", "Hours", 8), SheetColumn("overtime", "Overtime", 9)]
ROWS = [SheetRow(f"10{n}", f"Officer {n}", (f"{n}60", f"{n}"), "kept") for n in range(1, 6)]


class SheetApp(App[None]):
    """A sheet; what it hands over is taken, unless the app refuses or is to keep silent."""

    CSS = "Sheet { height: 1fr; scrollbar-size-horizontal: 0; }"
    BINDINGS: ClassVar = [("x", "pressed", "A letter")]

    def __init__(self, rows: list[SheetRow]) -> None:
        super().__init__()
        self.sheet = Sheet(COLUMNS, "Nobody here")
        self._rows = rows
        self.takes = True
        self.left: list[Sheet.Left] = []
        self.entered = self.edited = self.letters = 0

    def compose(self) -> ComposeResult:
        yield self.sheet

    def on_mount(self) -> None:
        self.sheet.load(self._rows)
        self.sheet.focus()

    def on_sheet_left(self, message: Sheet.Left) -> None:
        self.left.append(message)
        if self.takes:
            self.sheet.take(message.to)

    def on_sheet_entered(self, message: Sheet.Entered) -> None:
        self.entered += 1

    def on_sheet_edited(self, message: Sheet.Edited) -> None:
        self.edited += 1

    def action_pressed(self) -> None:
        self.letters += 1

    @property
    def at(self) -> tuple[str, str]:
        """The key of the cursor's row and the name of its column."""
        assert self.sheet.current is not None
        return self.sheet.current.key, COLUMNS[self.sheet._column].name


@asynccontextmanager
async def sheet(rows: list[SheetRow] = ROWS, height: int = 8) -> AsyncIterator[tuple[SheetApp, Pilot[None]]]:
    """The sheet, focused and at rest."""
    app = SheetApp(rows)
    async with app.run_test(size=(70, height)) as pilot:
        await settled(pilot)
        yield app, pilot


async def test_the_first_digit_takes_the_place_of_what_was_there_and_the_next_follow() -> None:
    async with sheet() as (app, pilot):
        text = await press(pilot, "7 full_stop 5")
        assert app.sheet.texts(0) == ["7.5", "260", "360", "460", "560"]
        assert app.sheet.texts(1) == ["1", "2", "3", "4", "5"]
        assert (app.sheet.is_typed_in, app.edited) == (True, 3)
        first, second = text.splitlines()[1:3]
        assert first.endswith("not saved")
        assert second.endswith("kept")
        assert "not" not in second


async def test_coming_to_a_cell_begins_it_afresh_and_backspace_does_not() -> None:
    async with sheet() as (app, pilot):
        await press(pilot, "8 right 9 left 7")
        assert (app.sheet.texts(0)[0], app.sheet.texts(1)[0]) == ("7", "9")
        await press(pilot, "right right backspace 4 5")
        assert app.sheet.texts(1)[0] == "45"
        await press(pilot, "backspace backspace backspace")
        assert app.sheet.texts(1)[0] == ""


async def test_delete_empties_a_cell() -> None:
    async with sheet() as (app, pilot):
        await press(pilot, "delete")
        assert app.sheet.texts(0)[0] == ""
        assert app.sheet.is_typed_in


async def test_letters_are_not_typed_and_stay_the_screens() -> None:
    async with sheet() as (app, pilot):
        await press(pilot, "x q")
        assert (app.letters, app.sheet.is_typed_in, app.edited) == (1, False, 0)


async def test_what_is_recorded_typed_once_more_is_nothing_typed() -> None:
    async with sheet() as (app, pilot):
        await press(pilot, "1 6")
        assert app.sheet.is_typed_in
        await press(pilot, "0 down")
        assert (app.sheet.is_typed_in, app.left, app.at) == (False, [], ("102", "hours"))


async def test_enter_hands_a_row_over_whole_and_the_cursor_goes_on_when_it_is_taken() -> None:
    async with sheet() as (app, pilot):
        await press(pilot, "right 7 enter")
        [left] = app.left
        assert left.row == ROWS[0]
        assert left.typed == {"hours": "160", "overtime": "7"}
        assert left.to == (1, 0)
        assert (app.at, app.sheet.is_typed_in, app.entered) == (("102", "hours"), False, 0)


async def test_enter_on_a_row_that_was_not_typed_in_says_so() -> None:
    async with sheet() as (app, pilot):
        await press(pilot, "enter")
        assert (app.entered, app.left, app.at) == (1, [], ("101", "hours"))


async def test_a_row_that_is_not_taken_stays_as_typed_and_the_cursor_in_it() -> None:
    async with sheet() as (app, pilot):
        app.takes = False
        for names, to in [("7 down", (1, 0)), ("up", (-1, 0)), ("end tab", (1, 0)), ("enter", (1, 0))]:
            await press(pilot, names)
            assert app.left[-1].to == to
            assert app.left[-1].typed == {"hours": "7", "overtime": "1"}
        await press(pilot, "home shift+tab")
        assert app.left[-1].to == (-1, 1)
        assert len(app.left) == 5
        assert (app.at, app.sheet.texts(0)[0]) == (("101", "hours"), "7")


async def test_giving_up_puts_the_row_back_to_what_is_recorded() -> None:
    async with sheet() as (app, pilot):
        await press(pilot, "7 right 8")
        app.sheet.refuse("hours")
        app.sheet.give_up()
        text = await press(pilot, "")
        assert (app.sheet.texts(0), app.sheet.texts(1)[0]) == (["160", "260", "360", "460", "560"], "1")
        assert not app.sheet.is_typed_in
        assert "!" not in text


async def test_a_refused_cell_is_marked_and_gone_to_until_it_is_typed_in() -> None:
    async with sheet() as (app, pilot):
        await press(pilot, "9 9 9 right")
        app.sheet.refuse("hours")
        text = await press(pilot, "")
        assert "!    999" in text
        assert app.at == ("101", "hours")
        assert "!" in await press(pilot, "right 4")  # another cell's mending does not mend it
        text = await press(pilot, "left 8")
        assert "!" not in text
        assert app.sheet.texts(0)[0] == "8"


async def test_arrows_home_and_end_move_and_stop_at_the_edges() -> None:
    async with sheet() as (app, pilot):
        for names, at in [
            ("up", ("101", "hours")), ("left", ("101", "hours")), ("down", ("102", "hours")),
            ("right", ("102", "overtime")), ("right", ("102", "overtime")), ("home", ("102", "hours")),
            ("end", ("102", "overtime")), ("down down down down", ("105", "overtime")), ("up", ("104", "overtime")),
        ]:  # fmt: skip
            text = await press(pilot, names)
            assert app.at == at, names
            assert f"▌ Officer {at[0][-1]}" in text
        assert app.left == []


async def test_tab_goes_through_the_cells_row_by_row_and_back() -> None:
    async with sheet() as (app, pilot):
        seen = [app.at]
        for _ in range(3):
            await press(pilot, "tab")
            seen.append(app.at)
        assert seen == [("101", "hours"), ("101", "overtime"), ("102", "hours"), ("102", "overtime")]
        for at in reversed(seen[:-1]):
            await press(pilot, "shift+tab")
            assert app.at == at


async def test_moving_within_a_row_hands_nothing_over() -> None:
    async with sheet() as (app, pilot):
        await press(pilot, "7 right left end home tab shift+tab")
        assert (app.left, app.sheet.texts(0)[0], app.at) == ([], "7", ("101", "hours"))


async def test_pages_are_screens_of_rows() -> None:
    rows = [SheetRow(str(n), f"Officer {n}", ("", "")) for n in range(50)]
    async with sheet(rows, height=12) as (app, pilot):
        assert "▌ Officer 10" in await press(pilot, "pagedown")
        assert "▌ Officer 20" in await press(pilot, "pagedown")
        await press(pilot, "pageup pageup pageup")
        assert app.at == ("0", "hours")


async def test_rows_loaded_anew_keep_the_cursor_and_what_is_typed_in_its_row() -> None:
    async with sheet() as (app, pilot):
        await press(pilot, "down 7")
        changed = SheetRow("102", "Officer 2", ("250", "20"))
        app.sheet.load([ROWS[4], ROWS[0], changed])
        await press(pilot, "")
        assert app.at == ("102", "hours")
        assert (app.sheet.texts(0), app.sheet.texts(1)) == (["560", "160", "7"], ["5", "1", "20"])


async def test_what_was_typed_in_a_row_that_is_gone_is_no_other_rows() -> None:
    async with sheet() as (app, pilot):
        await press(pilot, "down 7")
        app.sheet.load([ROWS[0], ROWS[2]])
        await press(pilot, "")
        assert (app.sheet.texts(0), app.sheet.is_typed_in) == (["160", "360"], False)
        assert app.at == ("103", "hours")  # its place


async def test_rows_are_loaded_with_the_cursor_on_the_row_that_was_asked_for() -> None:
    async with sheet() as (app, pilot):
        app.sheet.load(ROWS, "104")
        await press(pilot, "")
        assert app.at == ("104", "hours")
        app.sheet.go_down()
        assert app.at == ("105", "hours")


async def test_a_number_that_is_pasted_takes_the_cells_place_in_one_line() -> None:
    async with sheet() as (app, pilot):
        app.sheet.post_message(events.Paste(" 1,2\n\x1b50 "))
        await settled(pilot)
        assert app.sheet.texts(0)[0].replace("\ufffd", "") == "1,2 50"
        assert "\x1b" not in app.sheet.texts(0)[0]


async def test_a_click_goes_to_its_cell_and_hands_over_what_was_typed() -> None:
    async with sheet() as (app, pilot):
        label = app.sheet._label_width
        await pilot.click(Sheet, offset=(label + 9, 3))
        await settled(pilot)
        assert app.at == ("103", "overtime")
        for elsewhere in (0, 7):  # the heading, and below the last row
            await pilot.click(Sheet, offset=(label + 2, elsewhere))
        assert app.at == ("103", "overtime")
        app.takes = False
        await press(pilot, "9")
        await pilot.click(Sheet, offset=(label + 2, 1))
        await settled(pilot)
        assert (app.left[-1].to, app.at) == ((0, 0), ("103", "overtime"))


async def test_an_empty_sheet_says_so_and_its_keys_do_nothing() -> None:
    async with sheet([]) as (app, pilot):
        text = await press(pilot, "7 backspace delete down tab pagedown end")
        assert text.splitlines()[1] == "  Nobody here"
        assert (app.sheet.current, app.sheet.is_typed_in, app.edited, app.left) == (None, False, 0, [])


async def test_a_text_too_long_for_its_cell_shows_its_end() -> None:
    async with sheet() as (app, pilot):
        text = await press(pilot, "1 2 3 4 5 6 7 8 9")
        assert "…456789 " in text
        assert app.sheet.texts(0)[0] == "123456789"


async def test_a_rows_label_is_neither_markup_nor_a_terminals_command() -> None:
    async with sheet([SheetRow("1", "[red]A[/]\x1b[2J", ("", ""))]) as (_, pilot):
        text = screen_text(pilot)
        assert "[red]A[/]" in text
        assert "\x1b" not in text


async def test_tab_leaves_at_the_last_cell_and_shift_tab_at_the_first() -> None:
    class BetweenFields(SheetApp):
        def compose(self) -> ComposeResult:
            yield Input(id="before")
            yield self.sheet
            yield Input(id="after")

    app = BetweenFields(ROWS[:1])
    async with app.run_test(size=(70, 8)) as pilot:
        await settled(pilot)
        await press(pilot, "tab tab")
        assert (app.focused and app.focused.id) == "after"
        await press(pilot, "shift+tab shift+tab shift+tab")
        assert (app.focused and app.focused.id) == "before"


async def test_a_row_that_was_typed_in_is_handed_over_before_tab_leaves() -> None:
    async with sheet(ROWS[:1]) as (app, pilot):
        await press(pilot, "7 tab tab")
        assert [message.typed["hours"] for message in app.left] == ["7"]
        assert app.focused is app.sheet
