"""What runs on officers' standings, and who counts on a day and in its quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from program.officers.clock import EXPIRY_WARNINGS, Notice
from program.refusals import LeadbookError
from reports.clock import READING_WORDS, clock_words
from reports.words import days_in_words, short_day
from storage.book import Book
from storage.text import printable
from storage.views.clock import Heads, OfficerClocks
from storage.views.officer import OfficerRecord
from tui.forms.fields import Day, Given
from tui.forms.form import Asking
from tui.forms.officer import notice_form, standing_form
from tui.lists.lines import Line, Lines, heading
from tui.widgets.hanging import hanging

_DAY = Day("on", "Day", hint="such as 11/21")


class OnADay(Asking):
    """Lines on a day that can be changed; the lines are chosen among with the arrows, and some open something."""

    def __init__(self, heading: str, hint: str) -> None:
        super().__init__(heading, [_DAY], hint)
        self._lines: list[Line] = []

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Lines(id="on-the-day")

    def begin(self) -> None:
        """Begins in the lines."""
        self.query_one(Lines).focus()

    def on_screen_resume(self) -> None:
        """Reads at first, and after something was recorded."""
        self.action_submit()

    def act(self, given: Given) -> None:
        """Reads what there is on the day."""
        self._read(given[_DAY])
        self.query_one(Lines).focus()

    def entered(self, among: OptionList, at: int) -> None:
        """Enter on a line opens what stands behind it."""
        assert isinstance(among, Lines)
        opens = among.line_at(at).opens
        if opens is not None:
            self.open(opens)

    def read(self, book: Book, day: date) -> list[Line]:
        """The lines of a day."""
        raise NotImplementedError

    def open(self, opens: object) -> None:
        """Opens what stands behind a line."""
        raise NotImplementedError

    def shown(self, lines: Lines) -> None:
        """Called when the lines are shown."""

    @work(group="on-a-day", exclusive=True, exit_on_error=False)
    async def _read(self, day: date) -> None:
        try:
            lines = await self.leadbook.bookkeeper.ask(lambda book: self.read(book, day))
        except LeadbookError as problem:
            self.refuse(problem)
            return
        self.accept()
        self._lines = lines
        self._hang()
        self.shown(self.query_one(Lines))

    def on_resize(self) -> None:
        """What does not fit into a line goes on under its own text, however wide the lines are."""
        self.call_after_refresh(self._hang)

    def _hang(self) -> None:
        shown = self.query_one(Lines)
        room = shown.scrollable_content_region.width - 2  # a blank at either side of a line
        shown.show([replace(line, text=hanging(line.text, max(0, room))) for line in self._lines])


class Clocks(OnADay):
    """Authorizations that end soon, suspensions with their 90 days, revocations with their 48 hours."""

    def __init__(self) -> None:
        hint = "Enter sets the standing, or records that ICE was told · Tab to the day · Esc leaves"
        super().__init__("Clocks on officers' standings", hint)

    def read(self, book: Book, day: date) -> list[Line]:
        found = book.view.clocks(day)
        if not found:
            return [heading("No authorization ends within 90 days, nobody is suspended or revoked.")]
        return [
            Line(Content(f"{'!' if _presses(one) else '○'}  {self._said(one, words)}"), one)
            for one in found
            for words in clock_words(one)
        ]

    def _said(self, one: OfficerClocks, words: str) -> str:
        return printable(f"{one.badge} {one.name}: {days_in_words(words, self.today)}")

    def open(self, opens: object) -> None:
        assert isinstance(opens, OfficerClocks)
        if opens.notice is not None:
            self.app.push_screen(notice_form(opens.badge, opens.name))
        else:
            self.app.push_screen(standing_form(opens.badge, opens.name))


class HeadCount(OnADay):
    """How many count on a day, and in its quarter by each reading; each count opens its officers."""

    def __init__(self) -> None:
        super().__init__("Head count", "Enter on a count shows its officers · Tab to the day · Esc leaves")
        self._opened: int | None = 0
        self._chosen = 0

    def read(self, book: Book, day: date) -> list[Line]:
        return [
            line
            for at, (words, officers) in enumerate(_counts(book.view.heads(on=day), self.today))
            for line in self._with_officers(at, words, officers)
        ]

    def open(self, opens: object) -> None:
        assert isinstance(opens, int)
        self._opened = None if opens == self._opened else opens
        self._chosen = opens
        self.action_submit()

    def shown(self, lines: Lines) -> None:
        """The cursor stays on the count that was opened or shut, wherever its line is now."""
        lines.highlighted = next(at for at in range(lines.option_count) if lines.line_at(at).opens == self._chosen)

    def _with_officers(self, at: int, words: str, officers: Sequence[OfficerRecord]) -> list[Line]:
        open_here = at == self._opened
        lines = [Line(Content.styled(f"{'▾' if open_here else '▸'} {len(officers):>5,} {words}", "bold"), at)]
        if open_here:
            lines += [Line(Content(printable(f"        {one.badge} {one.name}"))) for one in officers]
        return lines


def _counts(heads: Heads, today: date) -> list[tuple[str, Sequence[OfficerRecord]]]:
    authorized = f"authorized on {short_day(heads.on, today)}"
    counts: list[tuple[str, Sequence[OfficerRecord]]] = [(authorized, heads.authorized)]
    for reading, records in heads.readings.items():
        as_counted = ", as the rules count" if reading is heads.reading else ""
        counts.append((f"{READING_WORDS[reading]} of {heads.quarter}{as_counted}", records))
    return counts


def _presses(one: OfficerClocks) -> bool:
    """Whether something is due: an end within 30 days, 90 days that are over, a notice that nobody recorded."""
    ends = one.expiry is not None and one.expiry.warning == min(EXPIRY_WARNINGS)
    over = one.suspension is not None and one.suspension.is_over
    return ends or over or (one.notice is not None and one.notice.notice in (Notice.DUE, Notice.OVERDUE))
