"""A file comes in by the app: what was read is shown, each column can be named from a list, each row looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.conftest import Desk, press, screen_text, settled
from tui.forms.file_picker import FilePicker, TableTree
from tui.forms.import_file import ImportForm

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
        assert "Enter shows what would come in · Space names a column" in shown
        await press(pilot, "home down space")
        assert "What is column B?" in screen_text(pilot)
        shown = await press(pilot, "enter")  # the list begins at the date that is missing
        assert "received on day first" in shown
        assert "received on=Came" in form_of(pilot.app).query_one("#map", Input).value
        assert "column C holds dates, and due on has none" in shown
        shown = await press(pilot, "enter")
        assert "1 new" in shown
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
    async with desk(140, 40) as pilot:
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(tmp_path / "again.csv")
        await press(pilot, "enter enter")
        (tmp_path / "again.csv").write_text("ref,received,outcome,outcome date\nR-006,2025-11-03,departed,2025-11-20\n")
        await press(pilot, "i")
        form_of(pilot.app).query_one("#file", Input).value = str(tmp_path / "again.csv")
        assert "1 conflict among them" in await press(pilot, "enter")
        await press(pilot, "f3 tab enter")
        assert "Take row 2 because of" in screen_text(pilot)
        await press(pilot, "enter escape")
        assert "1 changed" in screen_text(pilot)
        assert "Imported again.csv: 0 new and 1 changed" in await press(pilot, "enter")


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


async def tree_of(pilot: Pilot[int]) -> TableTree:
    """The tree, once it is there."""
    while not pilot.app.screen.query(TableTree):
        await pilot.pause()
    return pilot.app.screen.query_one(TableTree)
