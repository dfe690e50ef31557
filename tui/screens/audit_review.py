"""The weekly audit review: what of a week has to be looked at, kind by kind, and who has signed it off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static

from program.audit_review import AuditKind, is_over, is_overdue, last_of, week_of
from reports.words import short_day
from storage.commands.audit_review import FollowAuditReviews
from storage.text import number_of, printable
from storage.views.audit_review import AuditLine, AuditWeek
from tui.keys.registry import bindings
from tui.lists.columns import Column
from tui.lists.journal import short_moment
from tui.lists.lines import Line, Lines
from tui.lists.long_list import LongList
from tui.lists.sources import Rows
from tui.screens.base import BookScreen
from tui.screens.entry import EntryScreen
from tui.widgets.panel import Panel

_EVERY = "every"
_NOTHING = "Nothing of the week has to be looked at."


class AuditReviewScreen(BookScreen):
    """A week's entries that have to be looked at, of all kinds or of one; a person signs the week off."""

    PLACES: ClassVar[tuple[str, ...]] = ("audit_review",)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("audit_review"), Binding("escape", "app.pop_screen", "Back")]

    def __init__(self, week: date) -> None:
        super().__init__()
        self.week = week_of(week)
        self._found: AuditWeek | None = None
        self._kind: AuditKind | None = None

    def body(self) -> ComposeResult:
        columns: list[Column[AuditLine]] = [
            Column("Entry", 6, lambda line: str(line.entry.number), right=True),
            Column("When", 12, lambda line: short_moment(line.entry.at_ms, self.leadbook.surroundings.today())),
            Column("Who", 14, lambda line: line.entry.who, spare=True, most=24),
            Column("Why", 22, lambda line: ", ".join(kind.words.lower() for kind in line.kinds), spare=True),
            Column("What", 30, lambda line: line.entry.said, flexible=True, least=20),
        ]
        keys = self.leadbook.with_keys
        with Container(id="audit-review"):
            yield Panel(
                "Audit review",
                Static("", id="signed", markup=False),
                Lines(id="kinds"),
                Static("", id="no-kinds", markup=False),
                keys=keys("{earlier_week} {later_week} week  {sign_review} sign off  {write_review} write"),
                id="kinds-panel",
            )
            yield Panel(
                "Entries",
                LongList(columns, lambda line: str(line.entry.number), _NOTHING),
                keys="Enter opens  Esc back",
                id="audit-entries-panel",
            )

    def on_mount(self) -> None:
        """Starts in the kinds, so that the entries of each are one key away."""
        self.query_one(Lines).focus()

    @work(group="audit-review", exclusive=True, exit_on_error=False)
    async def refresh_body(self) -> None:  # type: ignore[override]
        """Reads the week."""
        week = self.week
        self._found = await self.leadbook.bookkeeper.ask(lambda book: book.view.audit_week(week))
        self._show(self._found)

    def action_earlier_week(self) -> None:
        """The week before."""
        self._go_to(self.week - timedelta(days=7))

    def action_later_week(self) -> None:
        """The week after, up to the one that runs."""
        if self.week >= week_of(self.leadbook.surroundings.today()):
            self.say("This week runs; there is none after it")
        else:
            self._go_to(self.week + timedelta(days=7))

    def action_sign_review(self) -> None:
        """Asks for a note, and signs the week off."""
        from tui.forms.audit_review import sign_form

        today = self.leadbook.surroundings.today()
        if not is_over(self.week, today):
            first = short_day(last_of(self.week) + timedelta(days=1), today)
            self.say(f"The week is not over: it can be signed off from {first}")
        elif self._found is not None and self._found.line.signed:
            self.say(f"The week is {_state(self._found, today)} already")
        elif self._found is not None:
            self.app.push_screen(sign_form(self._found, today))

    def action_write_review(self) -> None:
        """Asks for a file, and writes the week for the auditor."""
        from tui.forms.audit_review import WriteReviewForm

        self.app.push_screen(WriteReviewForm(self.week, self.leadbook.surroundings.today()))

    def action_follow_reviews(self) -> None:
        """Has overdue reviews told of on every screen, or not."""
        if self._found is not None:
            self.leadbook.carry_out(FollowAuditReviews(on=not self._found.followed))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Shows the entries of the kind under the cursor."""
        event.stop()
        if isinstance(event.option_list, Lines):
            opens = event.option_list.line_at(event.option_index).opens
            kind = opens if isinstance(opens, AuditKind) else None
            if kind is not self._kind:
                self._kind = kind
                self._list()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter goes to the entries."""
        event.stop()
        self.query_one(LongList).focus()

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """Opens the entry."""
        if isinstance(event.row, AuditLine):
            self.app.push_screen(EntryScreen(event.row.entry.number))

    def _go_to(self, week: date) -> None:
        self.week, self._kind = week, None
        self.query_one(Lines).highlighted = None
        self.refresh_body()

    def _show(self, found: AuditWeek) -> None:
        today = self.leadbook.surroundings.today()
        panel, signed = self.query_one("#kinds-panel", Panel), self.query_one("#signed", Static)
        panel.name_it("Audit review", more=f"{short_day(self.week, today)} to {short_day(last_of(self.week), today)}")
        told = "the desk tells of overdue reviews" if found.followed else "the desk tells of no overdue review"
        turns = self.leadbook.with_keys(f"{told} ({{follow_reviews}})")
        state = Content.styled(f"{_state(found, today)[:1].upper()}{_state(found, today)[1:]}", _color(found, today))
        signed.update(Content.assemble(state, (f" · {turns}", "$foreground-muted")))
        lines = [_line("Every entry to look at", len(found.lines), _EVERY)] if found.lines else []
        lines += [_line(kind.words, len(found.of(kind)), kind) for kind in AuditKind if found.of(kind)]
        self.query_one(Lines).show(lines)
        none = " · ".join(kind.words for kind in AuditKind if not found.of(kind))
        self.query_one("#no-kinds", Static).update(Content(f"None: {none}"))
        self._list()

    def _list(self) -> None:
        if self._found is None:
            return
        lines = self._found.lines if self._kind is None else self._found.of(self._kind)
        self.query_one("#audit-entries-panel", Panel).name_it(
            "Entries" if self._kind is None else self._kind.words, len(lines)
        )
        self.query_one(LongList).load(Rows(lines), anew=True)


def _line(words: str, count: int, opens: object) -> Line:
    return Line(Content(f"{count:>6,}  {words}"), opens)


def _state(found: AuditWeek, today: date) -> str:
    """How far the week is: ``signed off by moss@desk, Nov 24``."""
    line = found.line
    if line.signature is None:
        entries = number_of(line.entries, "entry", "entries")
        return f"{entries}, not signed off{'' if is_over(line.week, today) else ': the week runs'}"
    since = f", {number_of(line.unsigned, 'entry', 'entries')} since" if line.unsigned else ""
    note = f": {line.signature.note}" if line.signature.note else ""
    return printable(f"signed off by {line.signature.by}, {short_day(line.signature.on, today)}{note}{since}")


def _color(found: AuditWeek, today: date) -> str:
    if found.line.signed:
        return "$text-success"
    if found.followed and found.line.entries and is_overdue(found.line.week, today):
        return "bold $text-error"
    return ""
