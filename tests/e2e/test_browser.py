"""The app in a real browser: the desk shows, keys record, and the command line agrees."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.browser import browser, page_of
from tests.e2e.desk import Program

if sys.platform == "win32":
    pytest.skip("ctrl+c reaches a program on Windows by its console only", allow_module_level=True)

FOUND = browser()
if FOUND is None:
    pytest.skip("no Chromium, Chrome or Edge on this machine", allow_module_level=True)


async def test_the_desk_shows_and_three_keys_record(working: Program, tmp_path: Path) -> None:
    assert FOUND is not None
    with working.served() as url:
        async with page_of(FOUND, tmp_path / "profile") as page:
            await page.go(url, 140, 40)
            await page.wait_for("Waiting", "Rate", "R-001", "0/5 ", "0.00%")
            await page.press("o")
            await page.wait_for("Outcome of R-001")
            await page.press("l", "Enter")
            await page.wait_for("Recorded located for lead R-001", "1/5 ", "20.00%")
            assert working.told("lead", "show", "R-001")["outcome"] == "located"
            assert working.told("status")["rate"] == {"located": 1, "provided": 5, "percent": "20.00"}
            await page.press("q")
            await page.wait_in_page("document.body.classList.contains('-closed')")
            assert page.refused == []
