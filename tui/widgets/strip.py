"""The strip on top of every screen: whose book and the places; the quarter and its money; what has come due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.content import Content
from textual.widgets import Static

from storage.text import number_of, printable
from tui.host import host_of

if TYPE_CHECKING:
    from program.quarters.figures import Figures
    from reports.due import DueLine
    from storage.views.status import Status

PLACES = ("desk", "leads", "officers", "quarter", "claims", "journal")
"""The places, by the action that goes there, in the order of their keys."""

_WATERMARK = " DEMO · SYNTHETIC DATA "
_SHORT_WATERMARK = " DEMO "
_READ_ONLY = " READ-ONLY "
_NAME_LEAST, _NAME_WANTED = 14, 24
_GAP = "   "
_BESIDES = " · "


class Strip(Static):
    """Two lines, and a third where something has come due. A tier shows in words and by a sign, never by color alone.

    A demo book carries its watermark here, and one that cannot be written says so. A click on a place goes there, one
    on what has come due goes to it, or lists all of it where the click is on what there is besides.
    """

    def __init__(self, with_keys: Callable[[str], str]) -> None:
        super().__init__("", markup=False, classes="strip")
        self._with_keys = with_keys
        self._status: Status | None = None
        self._due: Sequence[DueLine] = ()
        self._ranges: list[tuple[range, str]] = []
        self._more = range(0)

    def show(self, status: Status, due: Sequence[DueLine] = ()) -> None:
        """Shows the figures of a status, and what has come due."""
        self._status, self._due = status, due
        self._fit()

    def on_resize(self) -> None:
        """Says as much as there is room for."""
        self._fit()

    async def on_click(self, event: events.Click) -> None:
        """Goes where the click is on."""
        if event.y >= 2 and self._due:
            on_more = len(self._due) > 1 and event.x - 1 in self._more
            await self.app.run_action("due" if on_more else self._due[0].action)
        elif event.y == 0:
            for columns, place in self._ranges:
                if event.x - 1 in columns:
                    await self.app.run_action(place)

    def _fit(self) -> None:
        if self._status is None or not self.size.width:
            return
        width = self.size.width
        lines = [self._who_and_where(self._status, width), figures_line(self._status.figures, width)]
        if self._due:
            lines.append(due_line(self._due, self._with_keys, width))
            self._more = _besides(lines[-1].plain)
        self.update(Content("\n").join(lines), layout=False)
        # Said, not found out: while a screen is made, Textual may go on with the height that it found out before.
        self.styles.height = len(lines)

    def _who_and_where(self, status: Status, width: int) -> Content:
        """The agency's name, who sits here, the watermark, and the places at the right, each with its key."""
        whole = [self._with_keys(f"{{{place}}} {place.capitalize()}") for place in PLACES]
        brief = [
            words if place == self.app.current_mode else words.split(" ", maxsplit=1)[0]
            for place, words in zip(PLACES, whole, strict=True)
        ]
        long, short = (_WATERMARK, _SHORT_WATERMARK) if status.agency.demo else ("", "")
        if host_of(self.app).is_read_only:  # the more pressing of the two
            long = short = _READ_ONLY
        seat = host_of(self.app).seat
        sits = f" · {printable(seat.name)}" if seat else ""
        places, gap, mark = brief, 2, short
        for few, mark_then, least in (
            (2, long, _NAME_WANTED + cell_len(sits)),
            (1, long, _NAME_LEAST + cell_len(sits)),
            (1, short, _NAME_LEAST),  # then the agency's name gives way: it is the same every day
        ):
            if width - sum(cell_len(words) + few for words in whole) - cell_len(mark_then) >= least:
                places, gap, mark = whole, few, mark_then
                break
        room = width - sum(cell_len(words) + gap for words in places)
        name, sits = _together(printable(status.agency.name), sits, max(1, room - cell_len(mark)))
        parts: list[tuple[str, str]] = [(name, "bold"), (sits, ""), (mark, "bold reverse")]
        at = cell_len(name) + cell_len(sits) + cell_len(mark)
        self._ranges = []
        for place, words in zip(PLACES, places, strict=True):
            self._ranges.append((range(at + gap, at + gap + cell_len(words)), place))
            parts += [
                (" " * gap, ""),
                (words, "bold underline" if place == self.app.current_mode else "$foreground-muted"),
            ]
            at += gap + cell_len(words)
        return Content.assemble(*parts)


def _together(name: str, sits: str, width: int) -> tuple[str, str]:
    """The agency's name and who sits here in so many cells; the name keeps a third of them at least."""
    kept = min(cell_len(name), max(width - cell_len(sits), width // 3)) if sits else width
    return _fitted(name, kept), _fitted(sits, width - kept) if sits else ""


def _fitted(text: str, width: int) -> str:
    return set_cell_size(text, width - 1) + "…" if cell_len(text) > width else set_cell_size(text, width)


def figures_line(figures: Figures, width: int) -> Content:
    """The quarter, the days left, rate and tier, the award, and what the next tier takes, in so many cells."""
    from reports.words import fraction, percent, short_dollars, tier_sign, tier_words
    from tui.charts.cells import earned_color

    days = "last day" if figures.days_left == 0 else number_of(figures.days_left, "day left", "days left")
    if figures.rate is None:
        begins = f"{figures.quarter} · {days}{_GAP}"
        said = ("No lead provided yet: not measurable", "No lead provided yet", "no lead yet")
        return Content(begins + next((words for words in said if cell_len(begins + words) <= width), said[-1]))
    tiers = figures.rules.tiers if figures.rules else ()
    sign, color = tier_sign(figures.tier, tiers), earned_color(figures)
    rate = f"{fraction(figures.rate)}  {percent(figures.rate)}"
    whole = f"{sign} {tier_words(figures.tier, tiers)}"
    brief = f"{sign} {figures.tier.from_percent}%" if figures.tier else whole.partition(":")[0]
    award = f"  {short_dollars(figures.expected_award_cents)}" if figures.tier else ""
    longest, shortest = _next_words(figures)
    for when, tier, estimate, following in (
        (f"{figures.quarter} · {days}", whole, " expected (estimate)", longest),
        (f"{figures.quarter} · {days}", whole, " est.", shortest),
        (f"{figures.quarter} · {days}", whole, "", shortest),
        (f"{figures.quarter} · {days}", brief, "", shortest),
        (f"{figures.quarter}", whole, " est.", shortest),
        (f"{figures.quarter}", brief, "", shortest),
        (f"{figures.quarter} · {days}", brief, "", ""),
        (f"{figures.quarter}", brief, "", ""),
        ("", brief, "", ""),
    ):
        beside = f"{award}{estimate if award else ''}{_GAP + following if following else ''}"
        begins = when + _GAP if when else ""
        if cell_len(begins + rate + _GAP + tier + beside) <= width:
            return Content.assemble(
                (begins, "$foreground-muted"), (rate, "bold"), _GAP, (tier, f"bold {color}"), beside
            )
    return Content.styled(f"{rate}{_GAP}{brief}", "bold")


def _next_words(figures: Figures) -> tuple[str, str]:
    """What the next tier takes, in many words and in few."""
    from reports.words import short_dollars

    nearest = figures.next_tier
    if nearest is None:
        top = "top tier" if figures.tier else ""
        return top, top
    more, award = f"{nearest.more_located_needed:,}", short_dollars(nearest.award_cents)
    if not nearest.reachable:
        out = f"{nearest.tier.from_percent}%: out of reach"
        return f"{nearest.tier.from_percent}% takes {more} more of {nearest.open:,} open: out of reach", out
    return f"{more} more located of {nearest.open:,} open → {award}", f"{more} more → {award}"


def due_line(due: Sequence[DueLine], with_keys: Callable[[str], str], width: int) -> Content:
    """The most pressing of what has come due, what or how much there is besides, each with its key, and the key that
    goes to it.
    """
    first = due[0]
    key = with_keys(f"{{{first.action}}} {first.verb}")
    more = with_keys(f"{_BESIDES}{len(due) - 1:,} more ({{due}})") if len(due) > 1 else ""
    text = f"! {printable(first.text)}"
    if len(due) == 2:
        also = f"{_BESIDES}also {printable(due[1].brief)} ({with_keys(f'{{{due[1].action}}}')})"
        more = also if cell_len(text + also + key) + 3 <= width else more
    if cell_len(text + more + key) + 3 > width:
        text = f"! {printable(first.brief)}"
    room = max(1, width - cell_len(more) - cell_len(key) - 3)
    text = _fitted(text, room) if cell_len(text) > room else text
    return Content.styled(f"{set_cell_size(text + more, width - cell_len(key) - 3)}   {key}", "bold $text-warning")


def _besides(line: str) -> range:
    """The cells in which a line of what has come due says what there is besides the first."""
    before, _, besides = line.rpartition(_GAP)[0].rstrip().rpartition(_BESIDES)
    return range(cell_len(before + _BESIDES), cell_len(before + _BESIDES + besides))
