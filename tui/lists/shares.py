"""What each officer holds of a quarter, by outcome. Counts by name: no rate, no rank, on purpose."""

from __future__ import annotations

from collections.abc import Sequence

from program.leads.outcome import OUTCOME_OF_LETTER, Outcome
from storage.views.status import OfficerShare
from tui.lists.columns import Column
from tui.lists.long_list import LongList
from tui.lists.sources import Rows


class Shares(LongList[OfficerShare]):
    """Counts by outcome, under the outcome's letter; ``apart`` stands before outcomes that are counted otherwise."""

    def __init__(self, apart: str = "") -> None:
        columns = [
            Column[OfficerShare]("Officer", 16, lambda share: share.name, flexible=True),
            Column[OfficerShare]("Badge", 6, lambda share: share.badge),
            Column[OfficerShare]("Open", 4, lambda share: _count(share.open, 4)),
            Column[OfficerShare]("Overdue", 7, lambda share: _count(share.overdue, 7)),
            *([Column[OfficerShare](apart, len(apart), lambda _: "")] if apart else []),
            *(_of(outcome) for outcome in OUTCOME_OF_LETTER.values()),
        ]
        super().__init__(columns, lambda share: share.badge, "No officer yet.")

    def show(self, shares: Sequence[OfficerShare]) -> None:
        """Shows the officers."""
        self.load(Rows(shares))


def _of(outcome: Outcome) -> Column[OfficerShare]:
    return Column(f"{outcome.letter:>3}", 3, lambda share: _count(share.by_outcome.get(outcome, 0), 3))


def _count(number: int, width: int) -> str:
    return f"{number or '·':>{width}}"
