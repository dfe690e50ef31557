"""Recording what became of one lead or of many: the outcome's letter, then Enter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from program.calendar import Quarter
from program.leads.outcome import OUTCOME_OF_LETTER, CorrectionReason, Outcome
from program.quarters.counting import late_words
from program.rules.rule_set import RuleSet
from storage.book import Book
from storage.commands.outcome import RecordOutcomes
from storage.errors import BadInput, LeadbookError
from storage.text import printable
from storage.views.lead import Lead
from tui.forms.base import Dialog
from tui.forms.completers import BadgeCompleter
from tui.widgets.choices import Choice, LetterList
from tui.widgets.entry import Answer, Field

_OUTCOMES = [
    *(Choice(outcome.value, outcome.words, letter) for letter, outcome in OUTCOME_OF_LETTER.items()),
    Choice(Outcome.OPEN.value, "Open again"),
]
_REASONS = [Choice(reason.value, reason.words, reason.value[0]) for reason in CorrectionReason]
_CHOOSE_WHY = "Choose why it is corrected, then Enter"
_LOOKED_AT = 200
"""So many leads of a selection are looked at before Enter; the command itself looks at all of them."""


class OutcomeDialog(Dialog):
    """Asks for the outcome of leads. Officer and today are filled in; a recorded outcome is corrected with a reason."""

    hint = "Letter, then Enter records · Tab: date, officer, evidence · Esc leaves"
    entry_of: ClassVar[Mapping[str, str]] = {"outcome_on": "on"}

    def __init__(self, references: Sequence[str]) -> None:
        super().__init__()
        self.references = tuple(references)
        self.heading = f"Outcome of {self.references[0] if len(references) == 1 else f'{len(references):,} leads'}"
        self._lead: Lead | None = None
        self._about = ""
        self._looked_at: tuple[Lead, ...] = ()
        self._rules: Mapping[Quarter, RuleSet] = {}

    def fields(self) -> ComposeResult:
        yield Static("", id="about", markup=False)
        with Horizontal(classes="dialog-columns"):
            yield LetterList(_OUTCOMES, id="outcome")
            with Vertical():
                yield Field("On", "on", "today", echo=self.day_echo)
                keeps = "" if len(self.references) == 1 else "each keeps its own"
                yield Field("Officer", "officer", "", keeps, suggester=BadgeCompleter(self.leadbook))
                yield Field("Evidence", "evidence", "", "ICE's acknowledgement")
                with Vertical(id="why"):
                    yield Static("Why is it corrected?", classes="dialog-question", markup=False)
                    yield LetterList(_REASONS, id="reason")

    def begin(self) -> None:
        """Asks the book about the leads; keys wait until what stands there is filled in."""
        self.query_one("#why").display = False
        self.query_one("#outcome").focus()
        self.leadbook.hold_keys()
        self._look_up()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """An outcome that stands keeps its day, another one is of today, unless a day was typed."""
        recorded = self._recorded_on
        entry = self.query_one("#on", Input)
        if event.option_list.id == "outcome" and recorded and entry.value in ("today", recorded):
            assert self._lead is not None
            entry.value = recorded if event.option_id == self._lead.outcome.value else "today"
        self._tell_late()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another day may come too late for the quarter."""
        if event.input.id == "on":
            self._tell_late()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on an outcome, or on a reason, records."""
        event.stop()
        self.action_submit()

    def on_letter_list_unanswered(self, event: LetterList.Unanswered) -> None:
        """Enter before a letter asks for it."""
        event.stop()
        self.action_submit()

    def command(self) -> RecordOutcomes:
        outcome, reason = self.query_one("#outcome", LetterList).value, self.query_one("#reason", LetterList).value
        if outcome is None:
            self.query_one("#outcome").focus()
            raise BadInput("outcome", "", f"type its letter: {' '.join(OUTCOME_OF_LETTER)}")
        badge, evidence = self.typed("officer"), self.typed("evidence")
        kept = self._lead
        return RecordOutcomes(
            self.references,
            Outcome(outcome),
            self.day("on") if self.typed("on") != "today" else None,
            badge if badge and (kept is None or badge != kept.badge) else None,
            evidence if evidence and (kept is None or evidence != kept.evidence) else None,
            CorrectionReason(reason) if reason else None,
        )

    def refuse(self, problem: LeadbookError | str) -> None:
        """A correction without its reason asks for it; everything else is said."""
        super().refuse(problem)
        if isinstance(problem, BadInput) and problem.field == "reason":
            self._ask_why()
            self.query_one("#reason").focus()
            self.query_one(Answer).refuse(_CHOOSE_WHY)
            if self._lead is not None and self._lead.outcome is Outcome.OPEN:
                self._tell_who()

    def _ask_why(self) -> None:
        self.query_one("#why").display = True

    @work(group="about", exclusive=True, exit_on_error=False)
    async def _look_up(self) -> None:
        references = self.references[:_LOOKED_AT]
        try:
            leads, self._rules = await self.leadbook.bookkeeper.ask(lambda book: _known(book, references))
        except LeadbookError as problem:
            self.refuse(problem)
            return
        finally:
            self.leadbook.release_keys()
        if not leads:
            self.refuse(BadInput("lead", self.references[0], "is no longer in the book; Esc leaves"))
            return
        self._looked_at = leads
        corrected = sum(lead.outcome is not Outcome.OPEN for lead in leads)
        if corrected:
            self._ask_why()
        if len(self.references) == 1:
            self._fill_in(leads[0])
            self._tell_of(leads[0])
        elif corrected:
            some = f"{corrected:,} of them" if len(self.references) <= _LOOKED_AT else "some of them"
            self._about = f"{some} have an outcome already and are corrected"
        self._tell_late()

    @work(group="about", exclusive=True, exit_on_error=False)
    async def _tell_who(self) -> None:
        """Somebody recorded an outcome while this dialog was open: says who, and which."""
        detail = await self.leadbook.bookkeeper.ask(lambda book: book.view.lead(self.references[0]))
        self._lead = detail.lead
        self._tell_of(detail.lead)
        by, outcome = printable(detail.timeline[-1].actor), detail.lead.outcome.words.lower()
        self.query_one(Answer).refuse(f"Meanwhile {by} recorded it as {outcome}. {_CHOOSE_WHY}")

    @property
    def _recorded_on(self) -> str:
        """The day of the one lead's outcome, or nothing."""
        return str(self._lead.outcome_on or "") if self._lead is not None else ""

    def _fill_in(self, lead: Lead) -> None:
        self._lead = lead
        chosen = self.query_one("#outcome", LetterList)
        if lead.outcome is not Outcome.OPEN and chosen.value is None:
            chosen.value = lead.outcome.value
        for name, value in (("officer", lead.badge), ("evidence", lead.evidence)):
            entry = self.query_one(f"#{name}", Input)
            if value and not entry.value:
                entry.value = value

    def _tell_of(self, lead: Lead) -> None:
        parts = [
            printable(lead.officer) if lead.officer else "no officer",
            f"received {lead.received_on}",
            f"due {lead.due_on}" if lead.due_on else "no due date",
            lead.outcome.words.lower() + (f" on {lead.outcome_on}" if lead.outcome_on else ""),
        ]
        if lead.is_overdue(self.today):
            parts.append("overdue")
        self._about = " · ".join(parts)
        self._tell_late()

    def _tell_late(self) -> None:
        """Says what is known of the leads, and where the outcome that stands there comes too late to count."""
        chosen = self.query_one("#outcome", LetterList).value
        lines = dict.fromkeys([self._about])
        on = self.today
        try:
            on = self.day("on") or on
        except BadInput:
            chosen = None
        if chosen is not None and chosen != Outcome.OPEN.value:
            for lead in self._looked_at:
                facts = replace(lead.facts, outcome=Outcome(chosen), outcome_on=on)
                lines[late_words(self._rules[lead.quarter], facts)] = None
        self.query_one("#about", Static).update(Content("\n".join(line for line in lines if line)))


def _known(book: Book, references: Sequence[str]) -> tuple[tuple[Lead, ...], Mapping[Quarter, RuleSet]]:
    """The leads of references, and the rules that count their quarters."""
    leads = book.view.leads_named(references)
    return leads, {quarter: book.view.rules(quarter) for quarter in {lead.quarter for lead in leads}}
