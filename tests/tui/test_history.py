"""What was typed to narrow a list is there again in the next session, on this machine alone."""

from __future__ import annotations

import stat
import sys

from textual.widgets import Input

from tests.tui.conftest import Desk, leadbook_of, press
from tui.settings.history import MOST_KEPT, history_path, keep_history, read_history


def test_the_last_filters_of_each_list_are_kept_for_their_owners_eyes_and_nothing_personal() -> None:
    assert read_history() == {}
    many = [f"open {number}" for number in range(MOST_KEPT + 5)]
    keep_history({"leads": [*many, "born 4/12/1987"], "journal": ["@ames"]})
    assert read_history() == {"leads": many[5:], "journal": ["@ames"]}
    if sys.platform != "win32":
        assert stat.S_IMODE(history_path().stat().st_mode) == 0o600


def test_a_file_that_is_no_history_is_none() -> None:
    history_path().parent.mkdir(parents=True)
    for text in ("[", "[1]", '{"leads": 3, "journal": [1, "import"]}'):
        history_path().write_text(text)
        assert read_history().get("leads") is None
    assert read_history() == {"journal": ["import"]}


async def test_up_in_the_journals_filter_brings_back_earlier_ones(desk: Desk) -> None:
    async with desk() as pilot:
        leadbook_of(pilot).filters["journal"] = ["assign"]
        await press(pilot, "6 slash")
        line = pilot.app.screen.query_one("#filter", Input)
        await press(pilot, "i m p o r t escape slash up")
        assert line.value == "import"
        await press(pilot, "up")
        assert line.value == "assign"
        assert leadbook_of(pilot).filters["journal"] == ["assign", "import"]
