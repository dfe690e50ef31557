"""The rows of a file that has been rehearsed, list by list: what comes in, what changes, what is kept aside and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from program.leads.outcome import CorrectionReason
from reports.words import iso_in_words
from storage.importing.report import CONFLICT, PERSONAL, SHAPE, Change, ImportReport, Likeness, Listed, Reject
from storage.text import number_of, printable
from tui.forms.codes import spelled
from tui.forms.import_fields import Taken
from tui.forms.import_report import problem_words, words_of
from tui.forms.menu import Menu
from tui.forms.modal import Modal
from tui.lists.lines import Line, Lines
from tui.widgets.choices import Choice
from tui.widgets.hanging import hanging
from tui.widgets.panel import TabLine

_MOST_SHOWN = 2_000
_ASIDE = Choice("aside", "keep the row aside")
_THIS, _ALL = "this", "all"


class Rows(Lines):
    """The rows of a list, of which none is cut: what does not fit goes on below, under its own text."""

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._whole: Sequence[Line] = ()
        self._width = 0

    def show(self, lines: Sequence[Line]) -> None:
        """Shows the lines, laid out anew where their width changes."""
        self._whole = lines
        super().show([replace(line, text=hanging(line.text, self._width)) for line in lines])

    def on_resize(self) -> None:
        if self.scrollable_content_region.width != self._width:
            self._width = self.scrollable_content_region.width
            self.show(self._whole)


class ImportRows(Modal):
    """Shows the rows, each list behind its tab. ``taken`` is what is said of single rows; dismissed with True where
    that has changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "List before", show=False),
        Binding("right", "turn(1)", "Next list", show=False),
    ]
    hint = "← → lists · Enter on a conflict, on what looks personal or has another shape takes the row · Esc goes back"
    heading = "Rows of the file"

    def __init__(self, report: ImportReport, taken: Taken) -> None:
        super().__init__()
        self.taken = taken
        self._doubtful = (*report.personal, *report.of_another_shape)
        self._report = report
        self._lists: list[tuple[str, Callable[[], Sequence[Line]]]] = []
        self._changed = False

    def body(self) -> ComposeResult:
        lists = _lists(self._report, self.today)
        self._lists = [(f"{name} {count:,}", lines_of) for name, count, lines_of in lists if count]
        yield TabLine([name for name, _ in self._lists] or ["No row"], id="row-lists")
        yield Rows(id="rows")

    def begin(self) -> None:
        """Starts in the first list."""
        self._show(0)
        self.query_one("#rows").focus()

    def action_turn(self, by: int) -> None:
        """The next list, or the one before, from the rows too."""
        self.query_one(TabLine).action_turn(by)

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        """Shows another list."""
        event.stop()
        self._show(event.at)

    def _show(self, at: int) -> None:
        if self._lists:
            rows = self.query_one(Lines)
            rows.highlighted = None
            rows.show(self._lists[at][1]())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Asks why a conflict is taken, and whether what is no usual reference, or looks personal, may come in."""
        event.stop()
        opens = self.query_one("#rows", Lines).line_at(event.option_index).opens
        if not isinstance(opens, Reject):
            return
        if opens.group == CONFLICT:
            reasons = [Choice(reason, spelled(reason)) for reason in CorrectionReason]
            self._ask(opens, Menu(f"Take row {opens.row} because of", [*reasons, _ASIDE]), self._take)
        elif opens.group in (PERSONAL, SHAPE):
            of_shape = opens.group == SHAPE
            why = "has a reference as ICE writes it" if of_shape else "names nobody"
            kinds = [Choice(_THIS, f"row {opens.row} {why}; the journal says that it was taken so")]
            if alike := len(self._alike(opens)) - 1:
                more = "and so" if of_shape else "nor"
                kinds.append(Choice(_ALL, f"{more} does {number_of(alike, 'other row')} with the same problem"))
            self._ask(opens, Menu(f"Take row {opens.row} all the same", [*kinds, _ASIDE]), self._hold_harmless)

    def _ask(self, reject: Reject, menu: Menu, then: Callable[[Reject, str], None]) -> None:
        def chosen(done: bool | None) -> None:
            if done and menu.picked is not None:
                self._changed = True
                then(reject, menu.picked)

        self.app.push_screen(menu, chosen)

    def _take(self, conflict: Reject, why: str) -> None:
        conflicts = {row: reason for row, reason in self.taken.conflicts.items() if row != conflict.row}
        if why != _ASIDE.value:
            conflicts[conflict.row] = CorrectionReason(why)
        self.taken = replace(self.taken, conflicts=conflicts)
        self._say(conflict, why, number_of(len(conflicts), "conflict"))

    def _hold_harmless(self, reject: Reject, which: str) -> None:
        rows = self._alike(reject) if which == _ALL else frozenset({reject.row})
        harmless = self.taken.harmless - rows if which == _ASIDE.value else self.taken.harmless | rows
        self.taken = replace(self.taken, harmless=harmless)
        self._say(reject, which, number_of(len(harmless), "such row"))

    def _alike(self, reject: Reject) -> frozenset[int]:
        """The rows that are kept aside for the same thing."""
        same = (reject.field, reject.problem)
        return frozenset(one.row for one in self._doubtful if (one.field, one.problem) == same)

    def _say(self, reject: Reject, what: str, taken: str) -> None:
        self.accept(
            f"Row {reject.row}: {'kept aside' if what == _ASIDE.value else 'taken'}. {taken} taken; Esc goes back"
        )

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss(self._changed)

    def action_submit(self) -> None:
        """From the lists' names Enter goes into the rows, and not back, where a second one would bring the file in."""
        self.query_one("#rows").focus()


def _lists(report: ImportReport, today: date) -> list[tuple[str, int, Callable[[], Sequence[Line]]]]:
    """Each list's name, how many rows it has, and what makes its lines once it is looked at."""
    conflicts, closed, personal = report.conflicts, report.of_closed_quarters, report.personal
    shape = report.of_another_shape
    apart = {*conflicts, *closed, *personal, *shape}
    others = [reject for reject in report.rejects if reject not in apart]
    return [
        ("New", report.new, lambda: _listed(report.new_rows, report.new, today)),
        ("Changed", report.changed, lambda: _listed(report.changed_rows, report.changed, today)),
        ("Unchanged", report.unchanged, lambda: _listed(report.unchanged_rows, report.unchanged, today)),
        ("Conflicts", len(conflicts), lambda: _rejects(conflicts, today)),
        ("Closed", len(closed), lambda: _rejects(closed, today)),
        ("Personal", len(personal), lambda: _rejects(personal, today)),
        ("Shape", len(shape), lambda: _rejects(shape, today)),
        ("Rejected", len(others), lambda: _grouped(others, today)),
        ("Alike", len(report.alike), lambda: _alike(report.alike)),
    ]


def _alike(likenesses: Sequence[Likeness]) -> list[Line]:
    lines = [Line(Content(printable(one.words)), one) for one in likenesses[:_MOST_SHOWN]]
    return [*lines, *_and_more(len(likenesses) - len(lines))]


def _listed(rows: Sequence[Listed], count: int, today: date) -> list[Line]:
    """Rows that come in; ``count`` says how many there are in all."""
    lines = [
        Line(_row(one.row, "; ".join([one.reference, *(_change_words(change, today) for change in one.changes)])), one)
        for one in rows[:_MOST_SHOWN]
    ]
    return [*lines, *_and_more(count - len(lines))]


def _and_more(rows: int) -> list[Line]:
    """What is not listed is counted."""
    return [Line(Content.styled(f"and {number_of(rows, 'more row')}", "$text-muted"))] if rows else []


def _grouped(rejects: Sequence[Reject], today: date) -> list[Line]:
    """Rejects of one field and problem stand together under a line that counts them."""
    groups: dict[tuple[str, str], list[Reject]] = {}
    for reject in rejects:
        groups.setdefault((reject.field, reject.problem), []).append(reject)
    lines: list[Line] = []
    listed = 0
    for (field, _), them in sorted(groups.items(), key=lambda group: -len(group[1]))[: _MOST_SHOWN // 2]:
        rows = ", ".join(str(reject.row) for reject in them[:12])
        more = f" and {len(them) - 12:,} more" if len(them) > 12 else ""
        words = f"{number_of(len(them), 'row')}: {words_of(field)}: {problem_words(them[0], today)}"
        lines += [Line(Content.styled(words, "bold"), them[0]), Line(Content(f"    row {rows}{more}"))]
        listed += len(them)
    return [*lines, *_and_more(len(rejects) - listed)]


def _rejects(rejects: Sequence[Reject], today: date) -> list[Line]:
    lines = [
        Line(
            _row(reject.row, f"{words_of(reject.field)}: {problem_words(reject, today).split('; F3 takes')[0]}"), reject
        )
        for reject in rejects[:_MOST_SHOWN]
    ]
    return [*lines, *_and_more(len(rejects) - len(lines))]


def _change_words(change: Change, today: date) -> str:
    """``due on Nov 20 → Nov 25``."""
    before, after = (iso_in_words(value, today) if value else "blank" for value in (change.before, change.after))
    return f"{words_of(change.field)} {before} → {after}" if change.field.endswith("_on") else change.words


def _row(row: int, text: str) -> Content:
    return Content.assemble((f"{row:>6}  ", "$text-muted"), printable(text))
