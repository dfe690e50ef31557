"""What each officer holds, and the outcomes recorded. Counts by name: no rate, no rank, on purpose."""

from __future__ import annotations

from collections.abc import Sequence

from reports.figures import outcomes_words
from storage.text import number_of
from storage.views.status import OfficerShare
from tui.lists.columns import Column, Tone, number
from tui.lists.long_list import LongList
from tui.lists.sources import Rows


class Shares(LongList[OfficerShare]):
    """A row an officer: open and overdue leads, and the quarter's outcomes in words."""

    def __init__(self) -> None:
        columns = [
            Column[OfficerShare](
                "Officer",
                14,
                lambda share: share.name,
                least=10,
                most=40,
                brief=_surname,
                brief_below=13,
                snug=True,
                tag=lambda share: share.badge,
                tagged_by="Badge",
            ),
            Column[OfficerShare]("Badge", 6, lambda share: share.badge, spare=True, most=12, end_tells=True),
            Column[OfficerShare]("Open", 4, lambda share: number(share.open), right=True),
            Column[OfficerShare](
                "Overdue", 7, lambda share: number(share.overdue), right=True, tone=_overdue, least=3, sign="!"
            ),
            Column[OfficerShare](
                " Outcomes", 26, _outcomes, flexible=True, tone=_none, least=11, enough=34, brief=_outcomes_in_brief
            ),
        ]
        super().__init__(columns, lambda share: share.badge, "No officer yet.")

    def show(self, shares: Sequence[OfficerShare]) -> None:
        """Shows the officers."""
        self.load(Rows(shares))


def _surname(share: OfficerShare) -> str:
    """What stands before the comma of a name such as ``Ames, Pat``."""
    return share.name.partition(",")[0]


def _overdue(share: OfficerShare) -> Tone:
    return "bad" if share.overdue else "quiet"


def _outcomes(share: OfficerShare) -> str:
    return f" {outcomes_words(share.by_outcome)}"


def _outcomes_in_brief(share: OfficerShare) -> str:
    """The first of them in words, and how many others: ``12 located, 2 others``."""
    first, *others = share.by_outcome.items()
    rest = sum(count for _, count in others)
    beside = f", {number_of(rest, 'other', 'others')}" if rest else ""
    return f" {outcomes_words(dict([first]))}{beside}"


def _none(share: OfficerShare) -> Tone:
    return "" if share.by_outcome else "quiet"
