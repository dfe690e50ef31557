"""What ICE decided on a claim: approved, some lines with less, or all given back."""

from __future__ import annotations

from textual.app import ComposeResult

from program.amounts import dollars
from program.claims.life import CutReason
from storage.commands.claim import ApproveClaim, LineName, ReturnClaim
from storage.errors import BadInput
from storage.views.claim import ShownClaim
from storage.views.claim_record import ClaimRecord
from tui.forms.base import Dialog
from tui.forms.numbers import cents
from tui.lists.sheet import Sheet, SheetColumn, SheetRow
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field

_DECISIONS = [Choice("approved", "approved: all, or less on some lines"), Choice("back", "given back, whole")]


class DecideDialog(Dialog):
    """Asks what ICE decided; what it approved of each line stands in a sheet, and is changed where it is less."""

    hint = "Type what was approved where it is less; Enter keeps it, once more records all · Esc leaves"

    def __init__(self, shown: ShownClaim, record: ClaimRecord) -> None:
        super().__init__()
        self._shown, self._record = shown, record
        self._claimed = {(line.badge, line.category): line.claimed_cents for line in shown.claim.lines}
        self._approved: dict[LineName, int] = {
            (cut.badge, cut.category): self._claimed[cut.badge, cut.category] - cut.cents for cut in record.cuts
        }
        self.heading = f"ICE's decision on {record.name}"

    def fields(self) -> ComposeResult:
        reasons = [Choice(reason.value, reason.value.replace("_", " ")) for reason in CutReason]
        yield TurnField("ICE has", _DECISIONS, "approved", id="decision")
        yield Field("On", "on", "today", echo=self.day_echo)
        yield TurnField("Less, as", reasons, CutReason.NOT_ALLOWABLE.value, id="reason")
        yield Sheet([SheetColumn("approved", "Approved", 14)], "Nothing is claimed.")

    def begin(self) -> None:
        """Shows the lines."""
        self._load()

    def on_sheet_entered(self) -> None:
        """Enter on a line as it is records the decision."""
        self.action_submit()

    def on_sheet_left(self, event: Sheet.Left) -> None:
        """Keeps what was approved of a line, until all is recorded."""
        sheet, name = self.query_one(Sheet), self._names()[int(event.row.key)]
        claimed, typed = self._claimed[name], event.typed["approved"]
        try:
            approved = cents("approved", typed)
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

    def command(self) -> ApproveClaim | ReturnClaim:
        if self.query_one(Sheet).is_typed_in:
            raise BadInput("approved", "", "a line is not kept yet: Enter in it keeps it")
        day = self.day("on") or self.today
        reason = CutReason(self.query_one("#reason", Turn).value)
        if self.query_one("#decision", Turn).value == "back":
            return ReturnClaim(self._shown.period, day, reason)
        before = {(cut.badge, cut.category): cut.cents for cut in self._record.cuts}
        changed = {
            name: approved
            for name, approved in self._approved.items()
            if self._claimed[name] - approved != before.get(name, 0)
        }
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
            rows.append(SheetRow(str(at), f"{badge} {category.value}", (dollars(approved),), less))
        self.query_one(Sheet).load(rows)
