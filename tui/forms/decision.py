"""What ICE decided on a claim: approved, some lines with less, or all returned."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from program.amounts import dollars, read_dollars
from program.claims.life import CutReason
from program.refusals import BadInput
from reports.words import claim_words
from storage.commands.claim import ApproveClaim, LineName, ReturnClaim
from storage.views.claim import ShownClaim
from storage.views.claim_record import ClaimRecord
from tui.forms.codes import MaybeTurned, Turned, spelled_out
from tui.forms.fields import Day, Given
from tui.forms.form import Form
from tui.lists.sheet import Sheet
from tui.lists.sheet_rows import SheetColumn, SheetRow


class _Decision(StrEnum):
    APPROVED = "approved"
    BACK = "back"


_DECISIONS = {_Decision.APPROVED: "approved it: all, or less on some lines", _Decision.BACK: "returned all of it"}
_DECISION = Turned("decision", "ICE", _Decision.APPROVED.value, codes=_DECISIONS)
_ON = Day("on", "On")
_REASON = MaybeTurned("reason", "Because of", codes=spelled_out(CutReason), none="nothing to explain")


class DecisionForm(Form):
    """Asks what ICE decided; what it approved of each line stands in a sheet, and is changed where it is less."""

    def __init__(self, shown: ShownClaim, record: ClaimRecord) -> None:
        self._shown, self._record = shown, record
        self._claimed = {(line.badge, line.category): line.claimed_cents for line in shown.claim.lines}
        self._approved: dict[LineName, int] = {
            (cut.badge, cut.category): self._claimed[cut.badge, cut.category] - cut.cents for cut in record.cuts
        }
        super().__init__(
            f"ICE's decision on {claim_words(record.number, record.period)}",
            [_DECISION, _ON, _REASON],
            self._decided,
            "Type what was approved where it is less; Enter keeps it, once more records all · Esc leaves",
        )

    def body(self) -> ComposeResult:
        yield from super().body()
        yield Sheet([SheetColumn("approved", "Approved", 14)], "Nothing is claimed.")
        yield Static("", id="together", markup=False)

    def begin(self) -> None:
        """Shows the lines."""
        self._load()

    def stands(self) -> Mapping[str, object]:
        return {**super().stands(), "approved": dict(self._approved)}

    def bring_back(self, draft: Mapping[str, object]) -> None:
        super().bring_back(draft)
        self._approved = cast("dict[LineName, int]", draft["approved"])
        self._load()

    def on_sheet_entered(self) -> None:
        """Enter on a line as it is records the decision."""
        self.action_submit()

    def on_sheet_left(self, event: Sheet.Left) -> None:
        """Keeps what was approved of a line, until all is recorded."""
        sheet, name = self.query_one(Sheet), self._names()[int(event.row.key)]
        claimed, typed = self._claimed[name], event.typed["approved"]
        try:
            approved = read_dollars(typed, "approved")
            if approved > claimed:
                raise BadInput("approved", typed, f"officer {name[0]}, {name[1].value}: {dollars(claimed)} was claimed")
        except BadInput as problem:
            self.refuse(problem)
            sheet.refuse("approved")
            return
        self.accept()
        self._approved[name] = approved
        sheet.take(event.to)
        self._load()

    def _decided(self, given: Given) -> ApproveClaim | ReturnClaim:
        if self.query_one(Sheet).is_typed_in:
            raise BadInput("approved", "", "a line is not kept yet: Enter in it keeps it")
        day, reason = given[_ON], given[_REASON]
        if given[_DECISION] is _Decision.BACK:
            if reason is None:
                raise BadInput("reason", "", "choose why it was returned, with ← →")
            return ReturnClaim(self._shown.period, day, reason)
        before = {(cut.badge, cut.category): cut.cents for cut in self._record.cuts}
        changed = {
            name: approved
            for name, approved in self._approved.items()
            if self._claimed[name] - approved != before.get(name, 0)
        }
        if changed and reason is None:
            raise BadInput("reason", "", "choose why it is less, with ← →")
        return ApproveClaim(self._shown.period, day, changed, reason if changed else None)

    def action_leave(self) -> None:
        """Leaves; a line that is being typed is first put back."""
        sheet = self.query_one(Sheet)
        if sheet.is_typed_in:
            sheet.give_up()
        else:
            super().action_leave()

    def _names(self) -> list[LineName]:
        return [name for name, claimed in self._claimed.items() if claimed]

    def _load(self) -> None:
        rows = []
        for at, name in enumerate(self._names()):
            badge, category = name
            claimed = self._claimed[name]
            approved = self._approved.get(name, claimed)
            less = f"of {dollars(claimed)}" if approved < claimed else ""
            who = f"{badge} {self._shown.names.get(badge, '')}".rstrip()
            rows.append(SheetRow(str(at), f"{who}: {category.value}", (dollars(approved),), less))
        self.query_one(Sheet).load(rows)
        self.call_after_refresh(self._add_up)  # its columns stand where they stay

    def _add_up(self) -> None:
        claimed = sum(self._claimed.values())
        total = sum(self._approved.get(name, cents) for name, cents in self._claimed.items())
        less = f"of {dollars(claimed)}" if total < claimed else ""
        line = self.query_one(Sheet).line("  Together", [dollars(total)], less)
        self.query_one("#together", Static).update(Content(line))
