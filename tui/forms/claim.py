"""A claim's life by dialogs: certify, submit, correct; its arithmetic; its packet. ICE's decision has its own room."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from program.amounts import dollars
from program.claims.life import ClaimStatus
from program.claims.lines import Line
from program.leads.outcome import CorrectionReason
from reports.claim import gap_lines
from storage.book import Book
from storage.commands.base import Command
from storage.commands.claim import CertifyClaim, SubmitClaim
from storage.errors import BadInput
from storage.text import printable
from storage.views.claim import ShownClaim
from tui.forms.base import Dialog
from tui.forms.packet_base import PacketDialogBase
from tui.widgets.choices import Choice, Turn, TurnField
from tui.widgets.entry import Field

_MISSING_SHOWN = 6
_CHOOSE = Choice("", "choose why")


class ArithmeticDialog(Dialog):
    """How a line was computed, in words."""

    hint = "Esc leaves"

    def __init__(self, line: Line, who: str) -> None:
        super().__init__()
        self._line = line
        self.heading = f"{who}, {line.category.value}"

    def fields(self) -> ComposeResult:
        line = self._line
        left = [(part.cents, part.why.value.replace("_", " ")) for part in line.not_claimed]
        said = [
            f"{dollars(line.recorded_cents):>14} recorded",
            f"{dollars(line.claimed_cents):>14} claimed",
            *(f"{dollars(cents):>14} not claimed: {why}" for cents, why in left),
            "",
            printable(line.arithmetic),
        ]
        yield Static(Content("\n".join(said)))

    def command(self) -> Command:
        raise BadInput("claim", "", "nothing is asked here; Esc leaves")

    def action_submit(self) -> None:
        """Enter leaves too."""
        self.dismiss(False)


class CertifyDialog(Dialog):
    """Asks who certifies a claim. The program never does. A correction asks why, and names the claim it replaces."""

    def __init__(self, shown: ShownClaim) -> None:
        super().__init__()
        self._shown = shown
        self._corrects = shown.record.number if shown.record is not None else None
        verb = f"Correct claim {self._corrects}: certify" if self._corrects else "Certify"
        self.heading = f"{verb} {shown.period}, {dollars(shown.claimed_now_cents)}"

    def fields(self) -> ComposeResult:
        yield Field("By", "by", "", "name of the person who certifies")
        if self._corrects:
            yield TurnField("Because of", [_CHOOSE, *_words(CorrectionReason)], "", id="reason")
        missing = [f"Missing: {printable(words)}" for words, _ in gap_lines(self._shown.gaps)]
        if len(missing) > _MISSING_SHOWN:
            missing[_MISSING_SHOWN:] = [f"and {len(missing) - _MISSING_SHOWN:,} more; the claim lists all"]
        if missing:
            yield Static(Content("\n".join(["", *missing])))

    def command(self) -> CertifyClaim:
        chosen = self.query_one("#reason", Turn).value if self._corrects else ""
        if self._corrects and not chosen:
            raise BadInput("reason", "", "turn to why the claim is corrected, with ← →")
        reason = CorrectionReason(chosen) if chosen else None
        return CertifyClaim(self._shown.period, self.typed("by"), self._corrects, reason)


class SubmitDialog(Dialog):
    """Asks when a claim went to ICE, and under which reference."""

    def __init__(self, shown: ShownClaim) -> None:
        super().__init__()
        self._shown = shown
        self.heading = f"Submit the claim of {shown.period}"

    def fields(self) -> ComposeResult:
        yield Field("Reference", "reference", "", "under which it went")
        yield Field("On", "on", "today", echo=self.day_echo)

    def command(self) -> SubmitClaim:
        return SubmitClaim(self._shown.period, self.day("on") or self.today, self.typed("reference"))


class ClaimPacketDialog(PacketDialogBase):
    """Asks for a folder. A claim that nobody has certified gives a draft."""

    def __init__(self, shown: ShownClaim) -> None:
        super().__init__()
        self._shown = shown
        number = shown.record.number if shown.record is not None else None
        self.folder = f"{shown.period}-{f'claim-{number}' if number else 'draft'}"
        self.heading = f"{f'Claim {number}' if number else 'Draft of the claim'} of {shown.period}"

    def files(self, book: Book) -> Mapping[str, bytes]:
        from reports.packet.claim import claim_files

        return claim_files(book.view.claim_body(self._shown.period))


def next_step(shown: ShownClaim) -> Dialog:
    """The dialog of the next step in a claim's life, which is never a correction.

    Raises BadInput where a month is asked for in another claim, and where nothing comes next.
    """
    if shown.record is None:
        if shown.claimed_in:
            raise BadInput("period", shown.period, f"is asked for in {shown.claimed_in[0].name}; go there")
        return CertifyDialog(shown)
    if shown.status is ClaimStatus.CERTIFIED:
        return SubmitDialog(shown)
    if shown.status is ClaimStatus.SUBMITTED:
        return decision(shown)
    if shown.status in (ClaimStatus.APPROVED, ClaimStatus.SHORT_PAID):
        from tui.forms.receipt import ReceiptDialog

        return ReceiptDialog(shown.period)
    problem = "was given back: {correct_claim} claims it anew once it is mended"
    if shown.status is ClaimStatus.PAID:
        problem = "is paid, and nothing comes next; {correct_claim} corrects it"
    raise BadInput("claim", shown.record.number, problem)


def correction(shown: ShownClaim) -> Dialog:
    """The dialog that certifies a claim anew, in place of the one that stands; raises BadInput where none does."""
    if shown.record is None:
        raise BadInput("claim", shown.period, "is a draft, and there is nothing to correct; {next_step} certifies it")
    return CertifyDialog(shown)


def decision(shown: ShownClaim) -> Dialog:
    """The dialog of ICE's decision; raises BadInput where nothing was submitted that it could be on."""
    from tui.forms.decision import DecideDialog

    record = shown.record
    if shown.status is ClaimStatus.RETURNED:
        raise BadInput("claim", shown.period, "was given back: {correct_claim} claims it anew once it is mended")
    if record is None or record.submitted_on is None:
        raise BadInput("claim", shown.period, "was not submitted, so that ICE could decide on it")
    return DecideDialog(shown, record)


def _words(reasons: type[CorrectionReason]) -> list[Choice]:
    return [Choice(reason.value, reason.value.replace("_", " ")) for reason in reasons]
