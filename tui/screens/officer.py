"""The roster: standing by dates, what each officer holds. By name; no rate, no rank."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from program.leads.outcome import Outcome
from program.officers.standing import Standing
from reports.clock import clock_words, clocks_summary
from reports.figures import outcomes_words
from reports.words import days_in_words, short_day
from storage.text import compared, printable
from storage.views.lead import LeadQuery
from storage.views.lead_order import Sort
from storage.views.officer import OfficerLine
from tui.charts.standing_strip import standing_strip
from tui.forms.fields import in_a_field
from tui.keys.registry import bindings
from tui.lists.columns import Column, Tone, number
from tui.lists.lead_list import lead_list
from tui.lists.long_list import LongList
from tui.lists.sources import ReadOnce
from tui.screens.base import BookScreen
from tui.screens.lead_lists import LeadListScreen
from tui.widgets.panel import Panel

_BEGIN = "{add_officer} adds one, {import_officers} brings in a roster"
_ALL_OPEN = 100_000
"""So many open leads of one officer are reassigned in one step at the most."""


class _OfficerActions(BookScreen):
    """What can be done with an officer, on the roster and on the officer's own screen."""

    PLACES: ClassVar[tuple[str, ...]] = ("officers",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("officers")

    def officer(self) -> tuple[str, str] | None:
        """Badge and name of the officer in question."""
        raise NotImplementedError

    def _asked_of(self) -> tuple[str, str] | None:
        """The officer in question; says so where there is none."""
        found = self.officer()
        if found is None:
            self.say(self.leadbook.with_keys(f"No officer is here to act on: {_BEGIN}"))
        return found

    def action_add_officer(self) -> None:
        """Asks for a new officer."""
        from tui.forms.officer import NewOfficerForm

        form = NewOfficerForm()
        self.app.push_screen(form, lambda done: self.officer_added(form.added) if done else None)

    def officer_added(self, badge: str) -> None:
        """Called when an officer was added."""

    def action_import_officers(self) -> None:
        """Asks for a file of officers."""
        from tui.forms.import_file import ImportForm

        self.app.push_screen(ImportForm("officers", self.leadbook.profiles))

    def action_standing(self) -> None:
        """Asks for the officer's standing."""
        from tui.forms.officer import standing_form

        found = self._asked_of()
        if found is not None:
            self.app.push_screen(standing_form(*found))

    def action_worksheet(self) -> None:
        """Asks for the file that the officer's worksheet is written to."""
        from tui.forms.worksheet import WorksheetForm

        found = self._asked_of()
        if found is not None:
            self.app.push_screen(WorksheetForm(found))

    def action_clocks(self) -> None:
        """Shows what runs on officers' standings."""
        from tui.forms.standing import Clocks

        self.app.push_screen(Clocks())

    def action_head_count(self) -> None:
        """Shows who counts on a day, and in its quarter."""
        from tui.forms.standing import HeadCount

        self.app.push_screen(HeadCount())

    @work(group="reassign", exclusive=True, exit_on_error=False)
    async def action_reassign(self) -> None:
        """Asks who takes all open leads of the officer."""
        from tui.forms.assign import AssignForm

        found = self._asked_of()
        if found is None:
            return
        query = LeadQuery(officer=found[0], outcome=Outcome.OPEN)
        page = await self.leadbook.bookkeeper.ask(lambda book: book.view.leads(query, _ALL_OPEN))
        if page.leads:
            self.app.push_screen(AssignForm([lead.reference for lead in page.leads], found[0]))
        else:
            self.say(f"{printable(found[0])} holds no open lead")


class Officers(_OfficerActions):
    """The roster."""

    day_label = "Until"

    def body(self) -> ComposeResult:
        columns: list[Column[OfficerLine]] = [
            Column("Badge", 7, lambda officer: officer.badge, most=12, end_tells=True),
            Column("Name", 18, lambda officer: officer.name, most=40),
            Column("Standing", 10, lambda officer: officer.standing.value if officer.standing else "–", tone=_standing),
            Column(self.day_label, 12, self._until, spare=True),
            Column("Open", 4, lambda officer: number(officer.open), right=True),
            Column("Overdue", 7, lambda officer: number(officer.overdue), right=True, tone=_overdue),
            Column(
                " Outcomes",
                12,
                lambda officer: f" {outcomes_words(officer.by_outcome)}",
                flexible=True,
                spare=True,
                tone=_none,
            ),
        ]
        empty = self.leadbook.with_keys(f"No officer yet: {_BEGIN}.")
        yield Static("", id="clocks", classes="heading", markup=False)
        yield Panel(
            "Officers",
            LongList(columns, lambda officer: officer.badge, empty),
            keys=self.leadbook.with_keys("Enter opens  {standing} standing  {add_officer} add"),
            id="officers-panel",
        )

    def on_mount(self) -> None:
        """Starts in the list."""
        self.query_one(LongList).focus()
        self.begin()

    def begin(self) -> None:
        """Called once when all is there."""

    def title_words(self) -> str:
        """What its list is called."""
        return "Officers"

    def refresh_body(self) -> None:
        """Shows the roster as it is now, and what runs on standings."""
        book = self.leadbook.bookkeeper.book
        self.query_one(LongList).load(ReadOnce(lambda: book.view.roster().officers))
        self._read_clocks()

    @work(group="clocks", exclusive=True, exit_on_error=False)
    async def _read_clocks(self) -> None:
        said = clocks_summary(await self.leadbook.bookkeeper.ask(lambda book: book.view.clocks()))
        line = self.query_one("#clocks", Static)
        line.display = bool(said)
        line.update(Content(f"! {said}: {self.leadbook.with_keys('{clocks}')}"))

    def on_long_list_loaded(self, event: LongList.Loaded) -> None:
        """Says how many there are."""
        self.query_one(Panel).name_it(self.title_words(), event.total)

    def _until(self, officer: OfficerLine) -> str:
        return in_a_field(officer.until) if officer.until else "–"

    def officer(self) -> tuple[str, str] | None:
        """The officer under the cursor."""
        current = next(iter(self.query_one(LongList).in_hand), None)
        return (current.badge, current.name) if isinstance(current, OfficerLine) else None

    def officer_added(self, badge: str) -> None:
        """Puts the cursor on the officer."""
        self.query_one(LongList).seek(lambda officer: compared(officer.badge) == compared(badge))

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """Opens the officer."""
        if isinstance(event.row, OfficerLine):
            self.app.push_screen(OfficerScreen(event.row.badge, event.row.name))


class OfficerScreen(_OfficerActions, LeadListScreen):
    """One officer: periods of standing with what they rest on, and the open leads held."""

    PLACES: ClassVar[tuple[str, ...]] = ("officers", "leads")
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.pop_screen", "Back")]

    def __init__(self, badge: str, name: str) -> None:
        super().__init__()
        self.badge = badge
        self.officer_name = name

    def body(self) -> ComposeResult:
        keys = self.leadbook.with_keys
        yield Panel(
            "Standing", Static("", id="standings", markup=False), keys=keys("{standing} sets it"), id="standing"
        )
        yield Panel(
            "Open leads",
            lead_list(self.leadbook.surroundings.today, "No open lead.", of_one_officer=True),
            keys=keys("{outcome} outcome  {reassign} gives all of them to another  Esc back"),
            id="held",
        )

    def on_mount(self) -> None:
        """Starts in the list."""
        self.leads.focus()

    def officer(self) -> tuple[str, str] | None:
        """This officer."""
        return self.badge, self.officer_name

    def refresh_body(self) -> None:
        """Shows the officer as things are now."""
        query = LeadQuery(officer=self.badge, outcome=Outcome.OPEN, sort=Sort.DUE, descending=False)
        self.leads.load(self.leadbook.bookkeeper.book.view.register(query))
        self._read_standings()

    @work(group="standings", exclusive=True, exit_on_error=False)
    async def _read_standings(self) -> None:
        record, running = await self.leadbook.bookkeeper.ask(
            lambda book: (book.view.officer(self.badge), book.view.clocks())
        )
        clocks = [one for one in running if one.badge == record.badge]
        today = self.leadbook.surroundings.today()
        standing = record.standing_on(today)
        said = f"{printable(record.badge)} {printable(record.name)}: {standing.value if standing else 'no standing'}"
        self.query_one("#standing", Panel).name_it(said)
        lines = standing_strip(record.periods, today, self.size.width - 6)
        for period, basis in zip(record.periods, record.bases, strict=True):
            until = f"through {short_day(period.until, today)}" if period.until else "until changed"
            begins = short_day(period.from_, today)
            lines.append(Content(f"{period.standing.value:<11} from {begins} {until}  {printable(basis)}"))
        lines += (
            [Content.styled(f"! {days_in_words(words, today)}", "$text-warning") for words in clock_words(clocks[0])]
            if clocks
            else []
        )
        self.query_one("#standings", Static).update(Content("\n").join(lines))

    def on_long_list_loaded(self, event: LongList.Loaded) -> None:
        """Says how many leads are open."""
        self.query_one("#held", Panel).name_it("Open leads, by due date", event.total)


def _standing(officer: OfficerLine) -> Tone:
    if officer.standing is Standing.AUTHORIZED:
        return "good"
    return "bad" if officer.standing in (Standing.REVOKED, Standing.EXPIRED) else "look"


def _none(officer: OfficerLine) -> Tone:
    return "" if officer.by_outcome else "quiet"


def _overdue(officer: OfficerLine) -> Tone:
    return "bad" if officer.overdue else "quiet"
