"""A claim's life: certify, submit, correct; its arithmetic; its packet. ICE's decision has its own room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from program.amounts import dollars
from program.claims.life import ClaimStatus
from program.claims.lines import Line
from program.disclosure import Given as Disclosed
from program.leads.outcome import CorrectionReason
from program.refusals import BadInput
from reports.claim import gap_lines
from reports.words import claim_words, days_in_words, period_words
from storage.book import Book
from storage.commands.claim import CertifyClaim, SubmitClaim
from storage.commands.disclosure import AddDisclosure
from storage.text import printable
from storage.views.claim import ShownClaim
from tui.forms.codes import Chosen, spelled_out
from tui.forms.fields import Day, Given, Text
from tui.forms.form import Form
from tui.forms.modal import Modal
from tui.forms.packet import OFFICERS, PacketForm, without

_MISSING_SHOWN = 6


class Arithmetic(Modal):
    """How an officer's lines were reckoned, in words."""

    def __init__(self, lines: Sequence[Line], who: str) -> None:
        super().__init__()
        self._lines = lines
        self.heading = who

    def body(self) -> ComposeResult:
        for line in self._lines:
            left = [(part.cents, part.why.value.replace("_", " ")) for part in line.not_claimed]
            said = [
                f"{dollars(line.recorded_cents):>14} {line.category.value} recorded",
                f"{dollars(line.claimed_cents):>14} claimed",
                *(f"{dollars(cents):>14} not claimed: {why}" for cents, why in left),
                printable(line.arithmetic),
                "",
            ]
            yield Static(Content("\n".join(said)))


def certify_form(shown: ShownClaim, today: date) -> Form:
    """Asks who certifies a claim. The program never does. A correction asks why, and names the claim it replaces."""
    corrects = shown.record.number if shown.record is not None else None
    by = Text("by", "By", hint="who certifies; where the book names its people that is you")
    reason = Chosen("reason", "Because of", codes=spelled_out(CorrectionReason))
    missing = [
        f"Missing: {printable(days_in_words(words, today))}"
        for words, _ in gap_lines(shown.gaps, shown.names, shown.period)
    ]
    if len(missing) > _MISSING_SHOWN:
        missing[_MISSING_SHOWN:] = [f"and {len(missing) - _MISSING_SHOWN:,} more; the claim lists all"]

    def makes(given: Given) -> CertifyClaim:
        return CertifyClaim(shown.period, given[by] or None, corrects, given[reason] if corrects else None)

    verb = f"Correct claim {corrects}: certify" if corrects else "Certify"
    return Form(
        f"{verb} {period_words(shown.period)}, {dollars(shown.claimed_now_cents)}",
        [by, *([reason] if corrects else []), *([Content("\n".join(["", *missing]))] if missing else [])],
        makes,
    )


def submit_form(shown: ShownClaim) -> Form:
    """Asks when a claim went to ICE, and under which reference."""
    reference = Text("reference", "Reference", hint="under which it went")
    on = Day("on", "On")
    return Form(
        f"Submit the claim of {period_words(shown.period)}",
        [reference, on],
        lambda given: SubmitClaim(shown.period, given[on], given[reference]),
    )


class ClaimPacketForm(PacketForm):
    """Asks for a folder. A claim that nobody has certified gives a draft."""

    def __init__(self, shown: ShownClaim) -> None:
        self._shown = shown
        number = shown.record.number if shown.record is not None else None
        heading = f"{f'Claim {number}' if number else 'Draft of the claim'} of {period_words(shown.period)}"
        super().__init__(heading, f"{shown.period}-{f'claim-{number}' if number else 'draft'}", [OFFICERS])

    def files(self, book: Book, given: Given) -> Mapping[str, bytes]:
        from reports.packet.claim import claim_files
        from reports.packet.nameless import claim_without_officers

        body = book.view.claim_body(self._shown.period)
        return claim_files(claim_without_officers(body, book.view.marks()) if without(given) else body)

    def disclosed(self, given: Given, recipient: str) -> AddDisclosure:
        record = self._shown.record
        about = f"{f'Claim {record.number}' if record is not None else 'Draft'} of {period_words(self._shown.period)}"
        return AddDisclosure(Disclosed.CLAIM, about, recipient, left_out=without(given))


def next_step(shown: ShownClaim, today: date) -> Form:
    """The form of the next step in a claim's life, which is never a correction.

    Raises BadInput where a month is asked for in another claim, and where nothing comes next.
    """
    if shown.record is None:
        if shown.claimed_in:
            asked = shown.claimed_in[0]
            raise BadInput(
                "claim", shown.period, f"is asked for in {claim_words(asked.number, asked.period)}; go there"
            )
        return certify_form(shown, today)
    if shown.status is ClaimStatus.CERTIFIED:
        return submit_form(shown)
    if shown.status is ClaimStatus.SUBMITTED:
        return decision(shown, today)
    if shown.status in (ClaimStatus.APPROVED, ClaimStatus.SHORT_PAID):
        from tui.forms.receipt import receipt_form

        return receipt_form(shown.period, shown.record.money.open_cents)
    problem = "was returned: {correct_claim} claims it again, once it is corrected"
    if shown.status is ClaimStatus.PAID:
        problem = "is paid, and nothing comes next; {correct_claim} corrects it"
    raise BadInput("claim", shown.record.number, problem)


def correction(shown: ShownClaim, today: date) -> Form:
    """The form that certifies a claim anew, in place of the one that stands; raises BadInput where none does."""
    if shown.record is None:
        raise BadInput("claim", shown.period, "is a draft: nothing to correct; {next_step} certifies it")
    return certify_form(shown, today)


def decision(shown: ShownClaim, today: date) -> Form:  # noqa: ARG001
    """The form of ICE's decision; raises BadInput where nothing was submitted that it could be on."""
    from tui.forms.decision import DecisionForm

    record = shown.record
    if shown.status is ClaimStatus.RETURNED:
        raise BadInput("claim", shown.period, "was returned: {correct_claim} claims it again, once it is corrected")
    if record is None or record.submitted_on is None:
        raise BadInput("claim", shown.period, "was not submitted, so that ICE could decide on it")
    return DecisionForm(shown, record)
