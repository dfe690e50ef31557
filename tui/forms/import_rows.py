"""The rows of a file that has been rehearsed, list by list: what comes in, what changes, what is kept aside and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from program.leads.outcome import CorrectionReason
from reports.words import iso_in_words
from storage.importing.report import CONFLICT, PERSONAL, Change, ImportReport, Reject
from storage.text import number_of, printable
from tui.forms.codes import spelled
from tui.forms.import_fields import Taken
from tui.forms.import_report import problem_words, words_of
from tui.forms.menu import Menu
from tui.forms.modal import Modal
from tui.lists.lines import Line, Lines
from tui.widgets.choices import Choice
from tui.widgets.panel import TabLine

_MOST_SHOWN = 2_000
_ASIDE = Choice("aside", "keep the row aside")
_THIS, _ALL = "this", "all"


class ImportRows(Modal):
    """Shows the rows, each list behind its tab. ``taken`` is what is said of single rows; dismissed with True where
    that has changed."""

    hint = "← → lists · Tab rows · Enter on a conflict, or on what looks personal, takes the row · Esc goes back"
    heading = "Rows of the file"

    def __init__(self, report: ImportReport, taken: Taken) -> None:
        super().__init__()
        self.taken = taken
        self._personal = report.personal
        self._report = report
        self._lists: list[tuple[str, Sequence[Line]]] = []
        self._changed = False

    def body(self) -> ComposeResult:
        lists = _lists(self._report, self.today)
        self._lists = [(f"{name} {count:,}", lines) for name, count, lines in lists if count]
        yield TabLine([name for name, _ in self._lists] or ["No row"], id="row-lists")
        yield Lines(id="rows")

    def begin(self) -> None:
        """Starts with the first list."""
        self._show(0)
        self.query_one(TabLine).focus()

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        """Shows another list."""
        event.stop()
        self._show(event.at)

    def _show(self, at: int) -> None:
        if self._lists:
            self.query_one(Lines).show(self._lists[at][1])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Asks why a conflict is taken, and whether what looks like a detail of a person is none."""
        event.stop()
        opens = self.query_one("#rows", Lines).line_at(event.option_index).opens
        if not isinstance(opens, Reject):
            return
        if opens.group == CONFLICT:
            reasons = [Choice(reason, spelled(reason)) for reason in CorrectionReason]
            self._ask(opens, Menu(f"Take row {opens.row} because of", [*reasons, _ASIDE]), self._take)
        elif opens.group == PERSONAL:
            kinds = [Choice(_THIS, f"row {opens.row} names nobody; the journal says that it was taken so")]
            if alike := len(self._alike(opens)) - 1:
                kinds.append(Choice(_ALL, f"nor does {number_of(alike, 'other row')} with the same problem"))
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
        return frozenset(one.row for one in self._personal if (one.field, one.problem) == same)

    def _say(self, reject: Reject, what: str, taken: str) -> None:
        self.accept(
            f"Row {reject.row}: {'kept aside' if what == _ASIDE.value else 'taken'}. {taken} taken; Esc goes back"
        )

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss(self._changed)

    def action_submit(self) -> None:
        """Goes back too."""
        self.dismiss(self._changed)


def _lists(report: ImportReport, today: date) -> list[tuple[str, int, Sequence[Line]]]:
    apart = {*report.conflicts, *report.of_closed_quarters, *report.personal}
    others = [reject for reject in report.rejects if reject not in apart]
    changed = [
        Line(_row(one.row, "; ".join([one.reference, *(_change_words(change, today) for change in one.changes)])), one)
        for one in report.changed_rows[:_MOST_SHOWN]
    ]
    return [
        ("New", report.new, [Line(_row(one.row, one.reference), one) for one in report.new_rows[:_MOST_SHOWN]]),
        ("Changed", report.changed, changed),
        (
            "Unchanged",
            report.unchanged,
            [Line(_row(one.row, one.reference), one) for one in report.unchanged_rows[:_MOST_SHOWN]],
        ),
        ("Conflicts", len(report.conflicts), _rejects(report.conflicts, today)),
        ("Closed", len(report.of_closed_quarters), _rejects(report.of_closed_quarters, today)),
        ("Personal", len(report.personal), _rejects(report.personal, today)),
        ("Rejected", len(others), _grouped(others, today)),
        ("Alike", len(report.alike), [Line(Content(printable(one.words)), one) for one in report.alike[:_MOST_SHOWN]]),
    ]


def _grouped(rejects: Sequence[Reject], today: date) -> list[Line]:
    """Rejects of one field and problem stand together under a line that counts them."""
    groups: dict[tuple[str, str], list[Reject]] = {}
    for reject in rejects:
        groups.setdefault((reject.field, reject.problem), []).append(reject)
    lines: list[Line] = []
    for (field, _), them in sorted(groups.items(), key=lambda group: -len(group[1])):
        rows = ", ".join(str(reject.row) for reject in them[:12])
        more = f" and {len(them) - 12:,} more" if len(them) > 12 else ""
        words = f"{number_of(len(them), 'row')}: {words_of(field)}: {problem_words(them[0], today)}"
        lines += [Line(Content.styled(words, "bold"), them[0]), Line(Content(f"    row {rows}{more}"))]
    return lines[:_MOST_SHOWN]


def _rejects(rejects: Sequence[Reject], today: date) -> list[Line]:
    return [
        Line(
            _row(reject.row, f"{words_of(reject.field)}: {problem_words(reject, today).split('; F3 takes')[0]}"), reject
        )
        for reject in rejects[:_MOST_SHOWN]
    ]


def _change_words(change: Change, today: date) -> str:
    """``due on Nov 20 → Nov 25``."""
    before, after = (iso_in_words(value, today) if value else "blank" for value in (change.before, change.after))
    return f"{words_of(change.field)} {before} → {after}" if change.field.endswith("_on") else change.words


def _row(row: int, text: str) -> Content:
    return Content.assemble((f"{row:>6}  ", "$text-muted"), printable(text))
