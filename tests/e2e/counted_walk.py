"""From the first start to the money, in a real terminal of 80×24, with what was pressed and typed counted.

``python -m tests.e2e.counted_walk`` writes the table of docs/guide.md anew; a test compares it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from tests.conftest import ROOT
from tests.e2e.desk import Program
from tests.terminal import Terminal

GUIDE = ROOT / "docs" / "guide.md"
BEGINS, ENDS = "<!-- counted -->\n", "<!-- /counted -->\n"
EACH_WAY = 15
LEADS = 50
NEW_QUARTER = date(2026, 1, 5)
FIRST_DAY = date(2025, 10, 2)
NAMED = [f"24-11{number:02}" for number in range(1, LEADS + 1)]


@dataclass(frozen=True)
class Step:
    """Something a coordinator does, with the keys that it took and the characters typed into fields."""

    what: str
    keys: int
    characters: int


@dataclass
class Hand:
    """A hand at a terminal that counts."""

    terminal: Terminal
    steps: list[Step]
    keys: int = 0
    characters: int = 0
    wait_for: Callable[..., int] = field(init=False)

    def __post_init__(self) -> None:
        self.wait_for = self.terminal.wait_for

    def press(self, *keys: str) -> None:
        """Presses keys that have a meaning of their own."""
        self.keys += len(keys)
        self.terminal.press(*keys)

    def type(self, text: str) -> None:
        """Types what stands on paper."""
        self.characters += len(text)
        self.terminal.type(text)

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Counts a block as one step."""
        keys, characters = self.keys, self.characters
        yield
        self.steps.append(Step(what, self.keys - keys, self.characters - characters))

    def open(self, key: str, title: str) -> None:
        """Presses a key that opens a form, and waits for it."""
        self.press(key)
        self.wait_for(title)


def walk(program: Program, home: Path) -> list[Step]:
    """Walks from the first start to the money that came; ``home`` is the coordinator's own folder."""
    steps: list[Step] = []
    rows = ["Lead No.,Date Rec'd,Due,Badge"]
    for number, reference in enumerate(NAMED):
        received = FIRST_DAY + timedelta(days=number)
        rows.append(f"{reference},{received:%m/%d/%Y},{received + timedelta(days=30):%m/%d/%Y},1041")
    (home / "leads.csv").write_text("\n".join(rows), encoding="utf-8")
    with program.open() as terminal:
        hand = Hand(terminal, steps)
        _first_day(hand)
        _outcomes(hand)
        _second_thoughts(hand)
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    with replace(program, today=NEW_QUARTER).open() as terminal:
        hand = Hand(terminal, steps)
        _quarter_ends(hand)
        _claim(hand)
        terminal.press("q")
        assert terminal.wait_for_exit() == 0
    return steps


def _first_day(hand: Hand) -> None:
    with hand.step("First start: the agency's book"):
        hand.wait_for("Whose will it be?")
        hand.type("Marlow County Sheriff")
        hand.press("tab")
        hand.type("ok")
        hand.press("enter")
        hand.wait_for("Marlow County Sheriff", "To begin:")
    with hand.step("Two officers"):
        hand.open("3", "No officer yet: + adds one")
        for badge, name in (("1041", "Vega"), ("1052", "Stone")):
            hand.open("+", "New officer")
            for text in (badge, name):
                hand.type(text)
                hand.press("tab")
            hand.type("10/1/2025")
            hand.press("enter")
            hand.wait_for(f"Added officer {badge} {name}")
            hand.terminal.wait_until_gone("New officer")
    with hand.step(f"{LEADS} leads from a file"):
        hand.press("1")
        hand.open("i", "Import leads")
        hand.type("~/leads.csv")
        hand.press("enter")
        hand.wait_for(f"{LEADS} new", "Enter brings it in")
        hand.press("enter")
        hand.terminal.wait_until_gone("Import leads")
        hand.wait_for(f"0/{LEADS} ", NAMED[0])


def _outcomes(hand: Hand) -> None:
    with hand.step(f"{EACH_WAY} outcomes on the form, one by one"):
        for done, reference in enumerate(NAMED[:EACH_WAY], start=1):
            hand.open("o", f"Outcome of {reference}")
            hand.press("l", "enter")
            hand.terminal.wait_until_gone("Outcome of")
            hand.wait_for(f"Recorded located for lead {reference}", f"{done}/{LEADS} ")
    with hand.step(f"{EACH_WAY} outcomes on the quick line"):
        hand.open(":", "Quick")
        for done, reference in enumerate(NAMED[EACH_WAY : 2 * EACH_WAY], start=EACH_WAY + 1):
            hand.type(f"{reference.removeprefix('24-')} l")
            hand.press("enter")
            hand.wait_for(f"Recorded located for lead {reference}", f"{done}/{LEADS} ")
        hand.press("escape")
        hand.terminal.wait_until_gone("The next one")
    with hand.step(f"{EACH_WAY} outcomes at once, selected in the list"):
        hand.open("2", NAMED[-1])
        hand.press(*["space"] * EACH_WAY)
        hand.wait_for(f"{EACH_WAY} selected")
        hand.open("o", f"Outcome of {EACH_WAY} leads")
        hand.press("l", "enter")
        hand.wait_for(f"Recorded located for {EACH_WAY} leads", f"{3 * EACH_WAY}/{LEADS} ", "90.00%")


def _second_thoughts(hand: Hand) -> None:
    all_, fewer = f"{3 * EACH_WAY}/{LEADS} ", f"{2 * EACH_WAY}/{LEADS} "
    with hand.step("Take back the last step"):
        hand.open("u", "Take back")
        hand.press("enter")
        hand.wait_for("Took back", fewer)
    with hand.step("Put it back"):
        hand.open("U", "Put back")
        hand.press("enter")
        hand.wait_for("Put back entry", all_)
    with hand.step("Correct a recorded outcome, with its reason"):
        hand.press("up")
        hand.wait_for(f"▌ {NAMED[-EACH_WAY]}")
        hand.open("o", f"Outcome of {NAMED[-EACH_WAY]}")
        hand.press("n", "enter")
        hand.wait_for("Choose why it is corrected")
        hand.press("e", "enter")
        hand.wait_for(f"{3 * EACH_WAY - 1}/{LEADS} ", "88.00%")


def _quarter_ends(hand: Hand) -> None:
    with hand.step("The new quarter's first start, to the quarter that ended"):
        hand.wait_for("! FY2026-Q1", "not closed", "4 closes it")
        hand.press("4")
        hand.wait_for("ENDED, NOT CLOSED", "44 of 50")
    with hand.step("ICE's own count"):
        hand.open("e", "ICE's count of FY2026-Q1")
        hand.type("50")
        hand.press("tab")
        hand.type("44")
        hand.press("enter")
        hand.wait_for("ICE 44/50 · ours 44/50", "agrees")
    for revision in (1, 2):
        with hand.step("Close the quarter" + (" again" if revision > 1 else "")):
            hand.open("c", "Close FY2026-Q1")
            hand.wait_for(f"Revision {revision}")
            hand.press("enter")
            hand.wait_for(f"Closed FY2026-Q1, revision {revision}", f"CLOSED, REVISION {revision}")
        with hand.step("Its statement: PDF, XLSX, CSV, JSON"):
            hand.open("p", f"Statement, revision {revision}")
            hand.press("enter")
            hand.terminal.wait_until_gone("Enter writes")
            hand.wait_for("Wrote the packet to")
        if revision == 1:
            with hand.step("Reopen it, with a reason"):
                hand.open("c", "Reopen FY2026-Q1")
                hand.press("i", "enter")
                hand.wait_for("Reopened FY2026-Q1", "ENDED, NOT CLOSED")


def _claim(hand: Hand) -> None:
    with hand.step("To the month that ended"):
        hand.open("5", "January 2026")
        hand.open("[", "December 2025")
    with hand.step("Pay of two officers"):
        hand.open("y", "Pay from this day on")
        for pay, kept in (("72800", "Recorded 1052 Stone"), ("65000", "Recorded 1041 Vega")):
            hand.type(pay)
            hand.press("enter")
            hand.wait_for(kept)
        hand.press("escape")
        hand.terminal.wait_until_gone("Pay from this day on")
    with hand.step("Hours of two officers"):
        hand.open("t", "Hours of a month")
        for hours, kept in (("160", "Recorded 1052 Stone"), ("152", "Recorded 1041 Vega")):
            hand.type(hours)
            hand.press("enter")
            hand.wait_for(kept)
        hand.press("escape")
        hand.terminal.wait_until_gone("Hours of a month")
    with hand.step("Certify the claim"):
        hand.open("c", "who certifies")
        hand.type("R. Moss")
        hand.press("enter")
        hand.wait_for("CERTIFIED", "Certified claim 1")
    with hand.step("Note that it went to ICE"):
        hand.open("c", "under which it went")
        hand.type("C-2025-12")
        hand.press("enter")
        hand.wait_for("SUBMITTED")
    with hand.step("ICE's decision: all of it"):
        hand.open("c", "ICE's decision on claim 1")
        hand.press("enter")
        hand.wait_for("DECIDED")
    with hand.step("The money that came"):
        hand.open("c", "Money received")
        hand.type("11,483.34")
        hand.press("tab", "tab")
        hand.type("EFT-1")
        hand.press("enter")
        hand.wait_for("PAID")


def table(steps: list[Step]) -> str:
    """The steps as the docs show them."""
    total = Step("Together", sum(step.keys for step in steps), sum(step.characters for step in steps))
    rows = [f"| {step.what} | {step.keys or '–'} | {step.characters or '–'} |" for step in [*steps, total]]
    return "\n".join(["| step | keys | characters typed |", "|---|---:|---:|", *rows, ""])


def counted_in(page: str) -> str:
    """The table that stands in the docs."""
    return page.partition(BEGINS)[2].partition(ENDS)[0]


def main() -> None:
    """Walks, and writes the table into the guide."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ.update(HOME=folder, XDG_DATA_HOME=f"{folder}/data", XDG_CONFIG_HOME=f"{folder}/config")
        counted = table(walk(Program(home / "book.leadbook"), home))
    page = GUIDE.read_text(encoding="utf-8")
    GUIDE.write_text(page.replace(BEGINS + counted_in(page), BEGINS + counted), encoding="utf-8")


if __name__ == "__main__":
    main()
