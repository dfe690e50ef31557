"""A file comes in by the app: what was read is shown, each column can be named from a list, each row looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from program.leads.outcome import CorrectionReason
from tests.tui.conftest import Desk, in_one_line, press, screen_text, settled
from tui.forms import import_rows
from tui.forms.file_picker import FilePicker, TableTree
from tui.forms.import_fields import Taken
from tui.forms.import_file import ImportForm
from tui.settings.recent_folders import note_folder, recent_folders

WEEK = """Leads of week 47;;;;

Lead;Came;Suspense;Badge;Subject
R-101;14/11/2025;01/12/2025;1052;X
R-102;15/11/2025;02/12/2025;9999;Y
R-103;never;;;
Total: 3;;;;
"""


@pytest.fixture
def week(tmp_path: Path) -> Path:
    file = tmp_path / "week 47.csv"
    file.write_text(WEEK)
    return file


def form_of(app: object) -> ImportForm:
    form = app.screen  # type: ignore[attr-defined]
    assert isinstance(form, ImportForm)
    return form


async def test_columns_are_named_from_a_list_and_every_row_can_be_looked_at(desk: Desk, week: Path) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(week)
        shown = await press(pilot, "enter")
        assert "headings in row 3 · semicolon" in shown
        assert "no column of the file means it" in shown
        assert "dates?" in shown
        assert "Space on its column names it" in in_one_line(shown)
        assert "Enter shows what would come in · Tab, Space name a column" in shown
        await press(pilot, "space")  # the cursor is on the first column of dates that is left over
        assert "What is column B?" in screen_text(pilot)
        shown = await press(pilot, "enter")  # the list begins at the date that is missing
        assert "received on day first" in shown
        assert "received on=Came" in form_of(pilot.app).query_one("#map", Input).value
        assert "column C holds dates, and due on has none" in shown
        shown = await press(pilot, "enter")
        assert "1 new" in shown
        assert "What is column C?" in await press(pilot, "space")  # the cursor is on what is left to say
        shown = await press(pilot, "escape")
        assert "2 rejected   of 3 rows" in shown
        assert "left out, a row of totals: row 7" in shown
        assert "Enter brings it in · F3 lists the rows" in shown
        shown = await press(pilot, "f3 right")
        assert "no officer of this badge" in shown
        await press(pilot, "escape enter")
        assert "Imported week 47.csv: 1 new" in screen_text(pilot)
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(week)
        assert "1 unchanged" in await press(pilot, "enter")  # the second file of a kind needs no words


async def test_a_conflict_is_taken_in_the_list_of_rows(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "again.csv").write_text("ref,received,outcome,outcome date\nR-006,2025-11-03,located,2025-11-20\n")
    async with desk(80, 40) as pilot:
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(tmp_path / "again.csv")
        await press(pilot, "enter enter")
        (tmp_path / "again.csv").write_text(
            "ref,received,due,outcome,outcome date\nR-006,2025-11-01,2025-12-01,departed,2025-11-20\n"
        )
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(tmp_path / "again.csv")
        assert "1 conflict among them" in in_one_line(await press(pilot, "enter"))
        shown = await press(pilot, "f3")
        assert "outcome located → departed, received on Nov 3 → Nov 1, due on Nov 22 → Dec 1" in in_one_line(shown)
        await press(pilot, "enter")
        assert "Take row 2 because of" in screen_text(pilot)
        await press(pilot, "enter escape")
        assert "1 changed" in screen_text(pilot)
        shown = in_one_line(await press(pilot, "enter"))
        assert (
            "Imported again.csv: 1 changed lead; row 2 taken (entry error): R-006 outcome located → departed, received "
            "on Nov 3 → Nov 1, due on Nov 22 → Dec 1 · "
        ) in shown


async def test_an_order_of_dates_that_nothing_proves_is_told_with_what_says_it(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ref,received\nX-1,10/11/2025\n")
    async with desk(80, 40) as pilot:
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(tmp_path / "a.csv")
        shown = in_one_line(await press(pilot, "enter"))
        assert "no date of received on proves its order: read month first; else turn “11/10/25 is”" in shown


async def test_enter_among_the_rows_never_leads_on_to_the_import(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "a.csv"
    place.write_text("ref,received\nX-1,2025-11-03\nR-001,2025-11-04\nX-2,never\n")
    async with desk(140, 40) as pilot:
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(place)
        await press(pilot, "enter")
        shown = await press(pilot, "f3")
        assert pilot.app.focused is pilot.app.screen.query_one("#rows")
        assert "X-1" in shown
        assert "R-001; received on" in await press(pilot, "right")
        assert "X-1" in await press(pilot, "left")
        assert "1 row: received on: is no date" in await press(pilot, "left enter enter enter")
        await press(pilot, "shift+tab enter enter enter")  # the lists' names
        assert pilot.app.screen.query("#row-lists")
        assert pilot.app.focused is pilot.app.screen.query_one("#rows")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ImportForm)


async def test_rows_and_conflicts_that_a_list_does_not_show_are_counted(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_rows, "_MOST_SHOWN", 2)
    rows = "".join(f"X-{number},2025-11-03,\n" for number in range(11, 16))
    bad = "".join(f"Y-{number},2025-11-03,{'x' * number}\n" for number in (1, 2, 3))
    (tmp_path / "a.csv").write_text(f"ref,received,officer\n{rows}{bad}Y-4,never,\nY-5,,\nY-6,,\n")
    async with desk(80, 40) as pilot:
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(tmp_path / "a.csv")
        await press(pilot, "enter")
        shown = await press(pilot, "f3")
        assert "X-12" in shown
        assert "X-13" not in shown
        assert "and 3 more rows" in shown
        shown = await press(pilot, "right")
        assert "3 rows: officer: no officer of this badge" in in_one_line(shown)
        assert "and 3 more rows" in shown


async def test_a_row_that_looks_personal_and_is_not_is_taken_in_the_list_of_rows(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "a.csv"
    place.write_text("ref,received,evidence\nX-1,2025-11-03,555-201-4477\nX-2,2025-11-03,555-201-4478\n")
    async with desk(140, 40) as pilot:
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(place)
        assert "2 rejected" in await press(pilot, "enter")
        assert "2 rows with what looks personal; F3 takes those that name nobody" in screen_text(pilot)
        await press(pilot, "f3 enter")
        assert "row 2 names nobody" in screen_text(pilot)
        assert "nor does 1 other row" in screen_text(pilot)
        await press(pilot, "down enter")
        assert "2 such rows taken" in screen_text(pilot)
        assert "2 new" in await press(pilot, "escape")
        await press(pilot, "enter")
        assert "accepted although evidence looks like a phone number (2 times)" in screen_text(pilot)
        assert "4477" not in screen_text(pilot)


async def test_a_larger_file_comes_in_when_its_limit_is_raised_in_the_form(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "wide.csv"
    place.write_text("ref,received" + ",x" * 200 + "\nX-1,2025-11-03\n")
    async with desk(140, 40) as pilot:
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(place)
        assert "columns=NUMBER under Limits allows more" in await press(pilot, "enter")
        form_of(pilot.app).query_one("#limits", Input).value = "columns=many"
        assert "write NAME=NUMBER" in await press(pilot, "enter")
        form_of(pilot.app).query_one("#limits", Input).value = "columns=300, rows=5"
        assert "1 new" in await press(pilot, "enter")


async def test_what_a_rehearsal_is_refused_for_goes_on_standing_there(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ref,received\nX-1,2025-11-03\n")
    async with desk(140, 40) as pilot:
        await press(pilot, "i")
        form = form_of(pilot.app)
        form.query_one("#file", Input).value = str(tmp_path / "a.csv")
        await press(pilot, "enter")
        form._taken = Taken({2: CorrectionReason.ENTRY_ERROR})
        shown = await press(pilot, "enter")
        assert "this row is no conflict" in shown
        assert "headings in row 1" in shown


@pytest.mark.parametrize(
    ("key", "text", "shown"),
    [
        ("3 f", "badge,name,authorized\n7,Lee,\n1041,,2025-09-01\n", ("New 1", "Changed 1")),
        ("5 f", "badge,period,hours\n1041,2025-10,160\n", ("New 1", "1041 2025-10")),
    ],
)
async def test_the_rows_of_a_roster_and_of_a_payroll_file_can_be_looked_at_too(
    desk: Desk, tmp_path: Path, key: str, text: str, shown: tuple[str, ...]
) -> None:
    (tmp_path / "a.csv").write_text(text)
    async with desk(140, 40) as pilot:
        await press(pilot, key)
        form_of(pilot.app).query_one("#file", Input).value = str(tmp_path / "a.csv")
        await press(pilot, "enter")
        rows = await press(pilot, "f3")
        assert [words for words in shown if words not in rows] == []


async def test_the_folder_of_the_last_file_is_known_at_the_next_start(desk: Desk, week: Path, tmp_path: Path) -> None:
    personal = tmp_path / "Jane Q Roe 01/02/1990".replace("/", "-")
    personal.mkdir()
    async with desk(140, 40) as pilot:
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(week)
        form_of(pilot.app).query_one("#map", Input).value = "received on=Came"
        await press(pilot, "enter")
    note_folder(personal)
    assert recent_folders() == [week.parent]
    assert FilePicker(None, recent_folders())._folders[0] == week.parent


async def test_a_file_is_picked_from_folders_that_show_tables_only(desk: Desk, week: Path) -> None:
    (week.parent / "photo.png").write_bytes(b"x")
    async with desk(140, 40) as pilot:
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(week)
        await pilot.press("f2")  # the tree loads folders for as long as it is there: its work never ends
        tree = await tree_of(pilot)
        assert [path.name for path in tree.filter_paths(sorted(week.parent.iterdir()))].count("week 47.csv") == 1
        assert list(tree.filter_paths([week.parent / "photo.png", week.parent / ".hidden.csv"])) == []
        tree.post_message(TableTree.FileSelected(tree.root, week))
        while isinstance(pilot.app.screen, FilePicker):
            await pilot.pause()
        await settled(pilot)
        assert "headings in row 3" in screen_text(pilot)


async def test_folders_begin_at_a_folder_that_was_typed(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "from ICE"
    folder.mkdir()
    async with desk(80, 24) as pilot:
        await press(pilot, "i")
        for text, begins in ((str(folder), folder), (str(folder / "a.csv"), folder)):
            form_of(pilot.app).query_one("#file", Input).value = text
            await pilot.press("f2")
            assert Path((await tree_of(pilot)).path) == begins
            await pilot.press("escape")
            while isinstance(pilot.app.screen, FilePicker):
                await pilot.pause()


async def test_a_row_whose_reference_has_another_shape_is_taken_in_the_list_of_rows(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("ref,received\nABCDEF,2025-11-03\nBCDEFG,2025-11-03\n")
    async with desk(80, 40) as pilot:
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(tmp_path / "a.csv")
        shown = in_one_line(await press(pilot, "enter"))
        assert "2 rows with a reference of another shape; F3 takes those that ICE writes so" in shown
        assert "Shape 2" in await press(pilot, "f3")
        shown = in_one_line(await press(pilot, "enter"))
        assert "row 2 has a reference as ICE writes it" in shown
        assert "and so does 1 other row with the same problem" in shown
        await press(pilot, "down enter")
        assert "2 new" in await press(pilot, "escape")


async def test_enter_takes_the_first_file_of_the_folder_that_is_looked_through(desk: Desk, week: Path) -> None:
    async with desk(140, 40) as pilot:
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(week)
        await pilot.press("f2")
        tree = await tree_of(pilot)
        for _ in range(1000):
            if tree.cursor_node is not None and tree.cursor_node is not tree.root:
                break
            await pilot.pause()
        assert tree.cursor_node is tree.root.children[0]


async def tree_of(pilot: Pilot[int]) -> TableTree:
    """The tree, once it is there."""
    while not pilot.app.screen.query(TableTree):
        await pilot.pause()
    return pilot.app.screen.query_one(TableTree)
