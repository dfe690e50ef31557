"""Recording what became of one lead or of many: the outcome's letter, then Enter."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from program.leads.outcome import OUTCOME_OF_LETTER, CorrectionReason, Outcome
from program.refusals import BadInput, LeadbookError
from reports.foresight import Outlook, foreseen_lines, outlook
from reports.words import days_in_words, short_day
from storage.commands.outcome import RecordOutcomes
from storage.text import named_or_counted, printable
from storage.views.lead import Lead
from tui.forms.codes import Lettered
from tui.forms.fields import Badge, Given, MaybeDay, Text, in_a_field
from tui.forms.form import Form
from tui.forms.typed_outcome import wrong_day
from tui.widgets.choices import LetterList

_OUTCOME = Lettered(
    "outcome",
    "Outcome",
    codes={**{outcome: outcome.words for outcome in OUTCOME_OF_LETTER.values()}, Outcome.OPEN: "Open again"},
    letters={outcome: letter for letter, outcome in OUTCOME_OF_LETTER.items()},
)
_ON = MaybeDay("on", "On", "today", alias="outcome_on")
_EVIDENCE = Text("evidence", "Evidence", hint="ICE's acknowledgment")
_REASON = Lettered(
    "reason",
    "Reason",
    codes={reason: reason.words for reason in CorrectionReason},
    letters={reason: reason.value[0] for reason in CorrectionReason},
)
_CHOOSE_WHY = "Choose why it is corrected, then Enter"
_LOOKED_AT = 200
"""So many leads of a selection are looked at before Enter; the command itself looks at all of them."""

_ANSWER_ROWS = 2
"""What Enter refuses takes a line, with a blank one before it."""

_NAMED = 3
"""So many leads of a selection are named."""


class OutcomeForm(Form):
    """Asks for the outcome of leads. Officer and today are filled in; a recorded outcome is corrected with a reason.

    Before Enter it says what the record would mean for the lead, the rate and the tier.
    """

    def __init__(self, references: Sequence[str]) -> None:
        self._references = tuple(references)
        self._officer = Badge("officer", "Officer", hint="" if len(references) == 1 else "each keeps its own")
        self._known = Outlook((), {}, {})
        self._about = ""
        super().__init__(
            f"Outcome of {named_or_counted(references, 'lead')}",
            [_OUTCOME, _ON, self._officer, _EVIDENCE, _REASON],
            self._record,
            "Letter, then Enter records · Tab: date, officer, evidence · Esc leaves",
        )

    def body(self) -> ComposeResult:
        yield Static("", id="about", markup=False)
        with Horizontal(classes="dialog-columns"):
            yield _OUTCOME.row(self)
            with Vertical():
                for field in (_ON, self._officer, _EVIDENCE):
                    yield field.row(self)
                with Vertical(id="why"):
                    yield Static("Why is it corrected?", classes="dialog-question", markup=False)
                    yield _REASON.row(self)

    def said_below(self) -> ComposeResult:
        with Vertical(id="meaning"):
            yield Static("", id="foreseen", markup=False)
            yield from super().said_below()

    def begin(self) -> None:
        """Asks the book about the leads; keys wait until what stands there is filled in."""
        self.query_one("#why").display = False
        self.query_one("#outcome").focus()
        self.leadbook.hold_keys()
        self._look_up()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """An outcome that stands keeps its day, another one is of today, unless a day was typed."""
        lead = self._lead
        recorded = in_a_field(lead.outcome_on) if lead is not None and lead.outcome_on is not None else ""
        entry = self.query_one("#on", Input)
        if lead is not None and event.option_list.id == "outcome" and recorded and entry.value in ("today", recorded):
            entry.value = recorded if event.option_id == lead.outcome.value else "today"
        self._foresee()

    def on_resize(self) -> None:
        self.call_after_refresh(self._keep_room)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another day, or evidence, may mean something else."""
        if event.input.id in ("on", "evidence"):
            self._foresee()

    def refuse(self, problem: LeadbookError | str) -> None:
        """A correction without its reason asks for it; everything else is said."""
        super().refuse(problem)
        if isinstance(problem, BadInput) and problem.field == "reason":
            self.query_one("#why").display = True
            self.query_one("#reason").focus()
            self.answer.refuse(_CHOOSE_WHY)
            if self._lead is not None and self._lead.outcome is Outcome.OPEN:
                self._tell_who()

    def _record(self, given: Given) -> RecordOutcomes:
        badge, evidence, stands = given[self._officer], given[_EVIDENCE], self._lead
        return RecordOutcomes(
            self._references,
            given[_OUTCOME],
            given[_ON] if given.typed(_ON) != "today" else None,
            badge if badge and (stands is None or badge != stands.badge) else None,
            evidence if evidence and (stands is None or evidence != stands.evidence) else None,
            given[_REASON] if given.typed(_REASON) else None,
        )

    @work(group="about", exclusive=True, exit_on_error=False)
    async def _look_up(self) -> None:
        references = self._references[:_LOOKED_AT]
        try:
            self._known = await self.leadbook.bookkeeper.ask(lambda book: outlook(book, references))
        except LeadbookError as problem:
            self.refuse(problem)
            return
        finally:
            self.leadbook.release_keys()
        leads = self._known.leads
        if not leads:
            self.refuse(BadInput("lead", self._references[0], "is no longer in the book; Esc leaves"))
            return
        self.query_one("#why").display = any(lead.outcome is not Outcome.OPEN for lead in leads)
        if len(leads) == len(self._references) and all(lead.outcome is Outcome.OPEN for lead in leads):
            self.query_one(LetterList).withhold(Outcome.OPEN, "Open already" if len(leads) == 1 else "All open already")
        if self._lead is not None:
            self._fill_in(self._lead)
            self._about = self._words_of(self._lead)
        self._foresee()
        self.call_after_refresh(self._keep_room)

    @work(group="about", exclusive=True, exit_on_error=False)
    async def _tell_who(self) -> None:
        """Somebody recorded an outcome while this was open: says who, and which."""
        reference = self._references[0]
        detail = await self.leadbook.bookkeeper.ask(lambda book: book.view.lead(reference))
        self._known = await self.leadbook.bookkeeper.ask(lambda book: outlook(book, [reference]))
        self._about = self._words_of(detail.lead)
        self.query_one(LetterList).withhold(Outcome.OPEN, "")
        self._foresee()
        by, outcome = printable(detail.timeline[-1].who), detail.lead.outcome.words.lower()
        self.answer.refuse(f"Meanwhile {by} recorded it as {outcome}. {_CHOOSE_WHY}")

    @property
    def _lead(self) -> Lead | None:
        """The lead, where it is about one that the book has."""
        return self._known.leads[0] if len(self._references) == 1 and self._known.leads else None

    def _fill_in(self, lead: Lead) -> None:
        chosen = self.query_one("#outcome", LetterList)
        if lead.outcome is not Outcome.OPEN and chosen.value is None:
            chosen.value = lead.outcome.value
        for name, value in (("officer", lead.badge), ("evidence", lead.evidence)):
            entry = self.query_one(f"#{name}", Input)
            if value and not entry.value:
                entry.value = value

    def _words_of(self, lead: Lead) -> str:
        parts = [
            printable(lead.officer) if lead.officer else "no officer",
            f"received {short_day(lead.received_on, self.today)}",
            f"due {short_day(lead.due_on, self.today)}" if lead.due_on else "no due date",
            lead.outcome.words.lower() + (f" on {short_day(lead.outcome_on, self.today)}" if lead.outcome_on else ""),
        ]
        return " · ".join([*parts[:-1], "overdue"] if lead.is_overdue(self.today) else parts)

    def _words_of_many(self, chosen: Outcome | None, keeps_days: bool) -> str:
        """Which leads they are, what of them is recorded already, and what becomes of that: nothing where the same is
        recorded anew.
        """
        recorded = [lead for lead in self._known.leads if lead.outcome is not Outcome.OPEN]
        kept = [lead for lead in recorded if keeps_days and lead.outcome is chosen]
        rest = len(self._references) - _NAMED
        parts = [", ".join(map(printable, self._references[:_NAMED])) + (f" and {rest:,} more" if rest > 0 else "")]
        if kept and chosen is not None:
            parts.append(f"{self._so_many(len(kept))} already {chosen.words.lower()}, each keeps its day")
        if len(recorded) > len(kept):
            other = "another outcome" if kept else "an outcome already"
            parts.append(f"{self._so_many(len(recorded) - len(kept))} with {other}, to be corrected")
        return " · ".join(parts)

    def _so_many(self, count: int) -> str:
        return "some" if len(self._references) > _LOOKED_AT else f"{count:,}"

    def _foresee(self) -> None:
        """Says what is known of the leads, and what the outcome that stands there would mean, or why it cannot have
        been on the day that stands there.
        """
        given = self.given()
        try:
            chosen: Outcome | None = given[_OUTCOME]
        except BadInput:
            chosen = None
        about, meaning = self._words_with(chosen, given)
        self.query_one("#about", Static).update(Content(about))
        self.query_one("#foreseen", Static).update(Content(meaning))

    def _words_with(self, chosen: Outcome | None, given: Given) -> tuple[str, str]:
        """What is said above the fields and below them with an outcome, or none, and what else is given."""
        keeps_days, lines = given.typed(_ON) == "today", []
        try:
            on = given[_ON] or self.today
            wrong = filter(None, (wrong_day(on, lead, self.today) for lead in self._known.leads))
            if chosen is not Outcome.OPEN and (refused := next(wrong, None)):
                lines = [f"! {refused}"]
            elif chosen is not None:
                lines = foreseen_lines(self._known, chosen, on, given[_EVIDENCE], keeps_days=keeps_days)
        except BadInput:
            chosen = None
        about = self._about if len(self._references) == 1 else self._words_of_many(chosen, keeps_days)
        return about, days_in_words("\n".join(lines), self.today)

    def _keep_room(self) -> None:
        """Keeps the dialog as high as its longest words need, and what Enter refuses, where there is room: so it stays
        where it is while one turns through the outcomes.
        """
        if not self.is_running or not self._known.leads:
            return
        frame, about = self.query_one(".dialog"), self.query_one("#about", Static)
        meaning, given, width = self.query_one("#meaning"), self.given(), about.content_size.width
        said = [self._words_with(outcome, given) for outcome in _OUTCOME.codes]
        above, below = (max(Content(words).get_height({}, width) for words in part) for part in zip(*said, strict=True))
        about.styles.min_height = above
        others = frame.virtual_size.height - meaning.outer_size.height + above - about.content_size.height
        room = self.size.height - frame.styles.margin.height - frame.gutter.height - others
        meaning.styles.min_height = max(1, min(below + _ANSWER_ROWS, room))
