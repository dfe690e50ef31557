"""The life of a claim: a person certifies it, it is submitted, ICE approves, cuts or returns it.

What another source was charged with is in ``pay.py``, the money that comes in ``receipts.py``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from program.amounts import dollars
from program.claims.data import Period
from program.claims.life import ClaimState, CutReason
from program.claims.pay import Category
from program.leads.outcome import CorrectionReason
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.commands.lookup import must_not_be_later
from storage.errors import Conflict
from storage.journal.format import Row, canonical
from storage.journal.writer import Writer
from storage.schema.claim import claim, claim_body, claim_cut, claim_document
from storage.snapshots.claim import Certificate
from storage.text import as_typed, compared, file_name, number_of, required
from storage.views.claim_body import claim_body_of
from storage.views.claim_record import ClaimRecord, bodies_of, claims_of
from storage.views.ledger import Ledger, ledger_in
from storage.views.people import prepared_by

LineName = tuple[str, Category]
"""A line of a claim: the officer's badge and the category."""


@dataclass(frozen=True)
class CertifyClaim(Command):
    """Freezes a period's claim under the name of the person who certifies it, which may be left out where the book
    names its people: then it is the person at the desk, who has recorded nothing that the claim rests on.

    A correction names the claim of the same period that it stands in place of, and a coded reason. Raises BadInput for
    a period that has not ended or has nothing to claim, Conflict where one of its months is claimed already.
    ``result`` of the confirmation is the claim's number.
    """

    period: Period
    by: str | None = None
    corrects: int | None = None
    reason: CorrectionReason | None = None

    is_anchored: ClassVar[bool] = True

    def carry_out(self, writer: Writer) -> Done:
        by, period, today = _certifier(writer, self.by), self.period, writer.surroundings.today()
        if today <= period.ends_on:
            first = period.ends_on + timedelta(days=1)
            raise BadInput("period", period, f"runs through {period.ends_on}; it can be certified from {first}")
        if (self.corrects is None) != (self.reason is None):
            raise BadInput("reason", self.reason or "", "a correction names the claim it corrects and why, both")
        must_be_prepared_by_another(writer, period)
        ledger = writer.ask(ledger_in, today)
        old = self._corrected(ledger)
        number = 1 + max((record.number for record in ledger.claims), default=0)
        certificate = Certificate(
            writer.head, number, self.corrects, by, writer.who, writer.at_ms
        )  # fmt: skip
        body = writer.ask(claim_body_of, ledger, period, certificate)
        claimed = body["totals"]["claimed_cents"]
        if not claimed and old is None:
            raise BadInput("period", period, "has nothing to claim")
        text, claim_id = canonical(body), writer.new_id()
        writer.insert(
            claim,
            {
                "id": claim_id,
                "number": number,
                "period": str(period),
                "corrects": old.id if old else None,
                "reason": self.reason.value if self.reason else None,
                "state": ClaimState.CERTIFIED.value,
                "claimed_cents": claimed,
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "certified_by": by,
                "certified_on": today.isoformat(),
                "submitted_on": None,
                "reference": None,
                "decided_on": None,
            },
        )
        writer.insert(claim_body, {"id": claim_id, "body": text})
        notes = []
        if body["missing"]:
            badges = sorted({gap["badge"] for gap in body["missing"]})
            notes.append(
                f"Something is missing for {number_of(len(badges), 'officer')}: see leadbook claim show {period}"
            )
        instead = f" in place of claim {old.number}" if old else ""
        said = f"Certified claim {number} of {period} by {by}: {dollars(claimed)}{instead}"
        return Done(said, result=number, notes=tuple(notes), reason=self.reason.value if self.reason else None)

    def _corrected(self, ledger: Ledger) -> ClaimRecord | None:
        """The claim that this one stands in place of; raises where a month would be claimed twice."""
        if self.corrects is not None and self.corrects not in {record.number for record in ledger.claims}:
            raise BadInput(
                "corrects", self.corrects, "there is no claim of that number; leadbook claim list lists them"
            )
        there = ledger.overlapping(self.period)
        if not there and self.corrects is None:
            return None
        if len(there) == 1 and there[0].number == self.corrects and there[0].period == self.period:
            return there[0]
        if not there:
            raise Conflict(f"claim {self.corrects} is not of {self.period}, which is not claimed. Nothing was changed")
        first = there[0]
        hint = f"leadbook claim certify {first.period} --by NAME --corrects {first.number} --reason CODE"
        raise Conflict(f"{self.period} is claimed already, by {first.name}; to correct it: {hint}")


@dataclass(frozen=True)
class SubmitClaim(Command):
    """Notes that a certified claim went to ICE, under which reference. Raises Conflict where it went already."""

    period: Period
    on: date
    reference: str

    def carry_out(self, writer: Writer) -> Done:
        reference = required("reference", self.reference, writer.accepted)
        record = live_claim(writer, self.period)
        _must_be_possible_on(self.on, self.period, writer)
        if record.money.state is not ClaimState.CERTIFIED:
            raise Conflict(
                f"{record.name} was submitted on {record.submitted_on} already, as {as_typed(record.reference or '')}"
            )
        row = _row_of(writer, record)
        writer.update(
            claim, row, state=ClaimState.SUBMITTED.value, submitted_on=self.on.isoformat(), reference=reference
        )
        amount = dollars(record.money.claimed_cents)
        return Done(f"Submitted {record.name} on {self.on} as {as_typed(reference)}: {amount}", result=record.number)


@dataclass(frozen=True)
class ApproveClaim(Command):
    """Records ICE's approval: all of the claim, but for ``lines`` that are approved with less, in cents.

    ``reason`` says why these were cut. Lines that were cut before stay so unless they are named. Raises Conflict where
    the claim has not been submitted or was returned, BadInput where more is approved than was claimed.
    """

    period: Period
    on: date
    lines: Mapping[LineName, int] = field(default_factory=dict)
    reason: CutReason | None = None

    def carry_out(self, writer: Writer) -> Done:
        record = _submitted(writer, self.period, self.on)
        if record.money.state is ClaimState.RETURNED:
            raise Conflict(f"{record.name} was returned on {record.decided_on}. {_again(record)}. Nothing was changed")
        claimed = _lines_of(writer, record)
        cuts = {}
        for (badge, category), approved in self.lines.items():
            asked = _claimed_of(record, claimed, (badge, category))
            if not 0 <= approved <= asked:
                problem = f"officer {badge}, {category.value}: {dollars(asked)} was claimed"
                raise BadInput("approved", dollars(approved), problem)
            cuts[badge, category] = asked - approved
        if any(cuts.values()) and self.reason is None:
            raise BadInput("reason", "", f"say why less is approved: {', '.join(CutReason)}")
        _write_cuts(writer, record, cuts, self.reason)
        left = record.money.claimed_cents - _cut_of(writer, record)
        nothing = not left and record.money.claimed_cents > 0
        state = ClaimState.RETURNED if nothing else ClaimState.APPROVED
        writer.update(claim, _row_of(writer, record), state=state.value, decided_on=self.on.isoformat())
        said = f"Approved on {self.on} of {record.name}: {dollars(left)} of {dollars(record.money.claimed_cents)}"
        if nothing:
            said = f"Returned on {self.on}: {record.name}, of which nothing was approved"
        return _done(writer, said, self.reason)


@dataclass(frozen=True)
class ReturnClaim(Command):
    """Records that ICE gave a claim back, whole or the ``lines`` named, for a coded reason.

    Raises Conflict where the claim has not been submitted.
    """

    period: Period
    on: date
    reason: CutReason
    lines: tuple[LineName, ...] = ()

    def carry_out(self, writer: Writer) -> Done:
        record = _submitted(writer, self.period, self.on)
        claimed = _lines_of(writer, record)
        cuts = {name: _claimed_of(record, claimed, name) for name in self.lines or claimed}
        _write_cuts(writer, record, cuts, self.reason)
        if not self.lines or _cut_of(writer, record) == record.money.claimed_cents:
            row = _row_of(writer, record)
            writer.update(claim, row, state=ClaimState.RETURNED.value, decided_on=self.on.isoformat())
        what = ", ".join(f"{badge} {category.value}" for badge, category in self.lines)
        why = self.reason.value.replace("_", " ")
        said = f"Returned on {self.on}: {what + ' of ' if what else ''}{record.name}, {why}"
        return _done(writer, said, self.reason, _again(record))


@dataclass(frozen=True)
class NameDocument(Command):
    """Names a paper behind a period's claim by its file name and SHA-256; the file stays where it is."""

    period: Period
    file: Path

    def carry_out(self, writer: Writer) -> Done:
        name = file_name(self.file, "document")
        try:
            with self.file.open("rb") as opened:
                digest = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError as error:
            raise BadInput("file", self.file, f"cannot be read ({error.strerror})") from None
        there = writer.row(
            writer.select(claim_document).where(
                claim_document.c.period == str(self.period), claim_document.c.sha256 == digest
            )
        )
        if there is not None:
            return Done(f"{there['file']} is named for {self.period} already")
        writer.insert(
            claim_document, {"id": writer.new_id(), "period": str(self.period), "file": name, "sha256": digest}
        )
        records = writer.ask(claims_of)
        frozen = next((one for one in records if one.is_live and one.period == self.period), None)
        notes = [f"{frozen.name} is certified; a correction of it will name this file"] if frozen else []
        if name.startswith("document.") and not self.file.name.startswith("document."):
            notes.append("The file's own name looks like a detail of a person and is not kept")
        return Done(f"Named {name} for {self.period}, SHA-256 {digest[:12]}…", notes=tuple(notes))


def _certifier(writer: Writer, by: str | None) -> str:
    """The name that a claim is certified under: where the book names its people, that of the person at the desk."""
    if writer.acting is None:
        return required("by", by, writer.accepted)
    if by is not None and compared(by) != compared(writer.acting.name):
        raise BadInput("by", by, f"{writer.acting.name} is at the desk and certifies under the own name; leave it out")
    return writer.acting.name


def must_be_prepared_by_another(writer: Writer, period: Period) -> None:
    """Raises BadInput where the person at the desk recorded something that a period's claim rests on."""
    if writer.acting is not None and (prepared := writer.ask(prepared_by, period, writer.whoever)) is not None:
        what, whose = prepared
        by, when, other = writer.own_words([whose])
        raise BadInput("period", period, f"{by} recorded {what} of it{when}; {other} certifies it")


def live_claim(writer: Writer, period: Period) -> ClaimRecord:
    """The claim of a period that stands; raises BadInput where nobody has certified one."""
    for record in writer.ask(claims_of):
        if record.is_live and record.period == period:
            return record
    raise BadInput("claim", period, f"is a draft; certify it first: leadbook claim certify {period} --by NAME")


def submitted_claim(writer: Writer, period: Period) -> ClaimRecord:
    """The claim of a period that stands; raises Conflict where it has not been submitted."""
    record = live_claim(writer, period)
    if record.money.state is ClaimState.CERTIFIED:
        hint = f"leadbook claim submit {period} --on DATE --ref TEXT"
        raise Conflict(f"{record.name} has not been submitted: {hint}. Nothing was changed")
    return record


def _submitted(writer: Writer, period: Period, on: date) -> ClaimRecord:
    record = submitted_claim(writer, period)
    _must_be_possible_on(on, period, writer)
    return record


def _must_be_possible_on(day: date, period: Period, writer: Writer) -> None:
    must_not_be_later("on", day, writer.surroundings.today())
    if day <= period.ends_on:
        raise BadInput("on", day, f"lies before {period} was over")


def _again(record: ClaimRecord) -> str:
    """How a claim that came back is claimed anew."""
    hint = f"leadbook claim certify {record.period} --by NAME --corrects {record.number} --reason CODE"
    return f"To claim it again, once it is corrected: {hint}"


def _done(writer: Writer, said: str, reason: CutReason | None, *notes: str) -> Done:
    if not writer.changes:
        return Done(f"{said}, as recorded already")
    return Done(said, notes=notes, reason=reason.value if reason else None)


def _row_of(writer: Writer, record: ClaimRecord) -> Row:
    row = writer.row(writer.select(claim).where(claim.c.id == record.id))
    assert row is not None
    return row


def _lines_of(writer: Writer, record: ClaimRecord) -> dict[LineName, int]:
    """The cents of the frozen lines that claim something."""
    body = writer.ask(bodies_of, [record.id])[record.id]
    return {
        (line["badge"], Category(line["category"])): line["claimed_cents"]
        for line in body["lines"]
        if line["claimed_cents"]
    }


def _claimed_of(record: ClaimRecord, claimed: Mapping[LineName, int], name: LineName) -> int:
    if name not in claimed:
        badge, category = name
        raise BadInput("line", f"{badge}:{category.value}", f"{record.name} claims nothing there for officer {badge}")
    return claimed[name]


def _cut_rows(writer: Writer, record: ClaimRecord) -> list[Row]:
    return writer.rows(writer.select(claim_cut).where(claim_cut.c.claim_id == record.id))


def _cut_of(writer: Writer, record: ClaimRecord) -> int:
    return sum(row["cents"] for row in _cut_rows(writer, record))


def _write_cuts(writer: Writer, record: ClaimRecord, cuts: Mapping[LineName, int], reason: CutReason | None) -> None:
    """Puts cuts in place of those of the same lines; a cut of nothing takes one back."""
    there = {(row["badge"], Category(row["category"])): row for row in _cut_rows(writer, record)}
    for (badge, category), cents in cuts.items():
        before = there.get((badge, category))
        if not cents:
            if before is not None:
                writer.delete(claim_cut, before)
            continue
        values = {"cents": cents, "reason": reason.value if reason else ""}
        if before is not None:
            writer.update(claim_cut, before, **values)
            continue
        line = {"claim_id": record.id, "badge": badge, "category": category.value}
        writer.insert(claim_cut, {"id": writer.new_id(), **line, **values})
