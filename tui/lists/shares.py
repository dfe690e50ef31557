"""What each officer holds, and the outcomes recorded. Counts by name: no rate, no rank, on purpose."""

from __future__ import annotations

from collections.abc import Sequence

from reports.figures import outcomes_words
from storage.views.status import OfficerShare
from tui.lists.columns import Column, Tone, number
from tui.lists.long_list import LongList
from tui.lists.sources import Rows


class Shares(LongList[OfficerShare]):
    """A row an officer: open and overdue leads, and the quarter's outcomes in words."""

    def __init__(self) -> None:
        columns = [
            Column[OfficerShare]("Officer", 14, lambda share: share.name, most=40),
            Column[OfficerShare]("Badge", 6, lambda share: share.badge, spare=True, most=12, end_tells=True),
            Column[OfficerShare]("Open", 4, lambda share: number(share.open), right=True),
            Column[OfficerShare]("Late", 4, lambda share: number(share.overdue), right=True, tone=_late),
            Column[OfficerShare](" Outcomes", 25, _outcomes, flexible=True, tone=_none, enough=34),
        ]
        super().__init__(columns, lambda share: share.badge, "No officer yet.")

    def show(self, shares: Sequence[OfficerShare]) -> None:
        """Shows the officers."""
        self.load(Rows(shares))


def _late(share: OfficerShare) -> Tone:
    return "bad" if share.overdue else "quiet"


def _outcomes(share: OfficerShare) -> str:
    return f" {outcomes_words(share.by_outcome)}"


def _none(share: OfficerShare) -> Tone:
    return "" if share.by_outcome else "quiet"
