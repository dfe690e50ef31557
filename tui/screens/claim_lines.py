"""The claims screen's lines: a row an officer, the claim's life, what is missing, caps, the year, what is owed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rich.cells import cell_len
from textual.content import Content

from program.amounts import dollars
from program.calendar import Month, months_of
from program.claims.data import Period
from program.claims.gaps import Gap, Missing
from program.claims.life import ClaimStatus, CutReason
from program.claims.overtime_cap import CapUse, CapWarning
from program.quarters.award import AwardStep
from reports.claim import gap_lines
from reports.rules import own_reading
from reports.words import claim_words, days_in_words, short_day
from storage.text import printable
from storage.views.claim import ShownClaim
from storage.views.claim_record import ClaimRecord
from storage.views.claim_screen import ClaimsScreen
from storage.views.money_year import Cash
from tui.lists.columns import fitted
from tui.lists.lines import Line, heading, small

_STEPS = ("draft", "certified", "submitted", "decided", "paid")
_STEP_OF = {
    ClaimStatus.DRAFT: 0,
    ClaimStatus.CERTIFIED: 1,
    ClaimStatus.SUBMITTED: 2,
    ClaimStatus.APPROVED: 3,
    ClaimStatus.SHORT_PAID: 3,
    ClaimStatus.RETURNED: 3,
    ClaimStatus.PAID: 4,
    ClaimStatus.CORRECTED: 4,
}
_NEXT = {
    ClaimStatus.CERTIFIED: "{next_step} notes that it went to ICE",
    ClaimStatus.SUBMITTED: "{next_step} records what ICE decided",
    ClaimStatus.APPROVED: "{next_step} records the money",
    ClaimStatus.SHORT_PAID: "{next_step} records the money; {correct_claim} claims it again",
    ClaimStatus.RETURNED: "{correct_claim} claims it again, once it is corrected",
}


_METER, _OF_CAP = 59, 14
"""Cells of a meter with an officer's badge and name and what is left of the cap, and of what the cap is."""


@dataclass(frozen=True)
class Go:
    """Another period to go to."""

    period: Period


@dataclass(frozen=True)
class Fill:
    """The sheet, of pay or of hours, in which something is missing."""

    badge: str
    month: Month
    pay: bool


def life_line(shown: ShownClaim) -> Content:
    """``draft ──▶ CERTIFIED ──▶ submitted ──▶ decided ──▶ paid``: where the claim stands is in capitals."""
    at = _STEP_OF[shown.status]
    last = {ClaimStatus.RETURNED: "returned", ClaimStatus.SHORT_PAID: "partly approved"}.get(shown.status)
    parts: list[tuple[str, str]] = []
    for step, word in enumerate(_STEPS):
        here = last if step == at and last else word
        parts.append((" ──▶ " if step else "", "$foreground-muted"))
        if step == at:
            bad = shown.status in (ClaimStatus.RETURNED, ClaimStatus.SHORT_PAID)
            parts.append((here.upper(), "bold $text-warning" if bad else "bold $text-success"))
        else:
            parts.append((here, "$foreground-muted" if step > at else ""))
    return Content.assemble(*parts)


def next_words(shown: ShownClaim, with_keys: Callable[[str], str], today: date) -> str:
    """What comes next in the claim's life, and its key."""
    if shown.record is None and shown.claimed_in:
        asked = shown.claimed_in[0]
        return f"asked for in {claim_words(asked.number, asked.period)}"
    if shown.status is ClaimStatus.DRAFT:
        first = shown.period.ends_on + timedelta(days=1)
        ready = today >= first
        when = (
            "{next_step} certifies it" if ready else f"can be certified from {short_day(first, today)} ({{next_step}})"
        )
        return with_keys(when)
    return with_keys(_NEXT.get(shown.status, "nothing comes next; {correct_claim} corrects it"))


def headline_words(shown: ShownClaim, with_keys: Callable[[str], str], today: date, room: int) -> Content:
    """What comes next and the claim's money, in so many cells: once ICE has decided, what it approved of it."""
    totals, record = shown.claim.totals, shown.record
    if record is not None and record.decided_on:
        said = [f"{dollars(record.money.due_cents)} of {dollars(record.money.claimed_cents)} approved"]
    else:
        said = [f"{dollars(totals.claimed_cents)} claimed", f"{dollars(totals.not_claimed_cents)} not claimed"]
    step = next_words(shown, with_keys, today)
    while said and cell_len(" · ".join([step, *said])) > room:
        said.pop()
    return Content.assemble((step, "bold"), "".join(f" · {part}" for part in said))


def history_words(shown: ShownClaim, today: date, room: int) -> str:
    """Who took the claim how far, and when, in so many cells: the oldest steps go first."""
    record = shown.record
    if record is None:
        return ""
    said = [f"certified {short_day(record.certified_on, today)} by {record.certified_by}"]
    if record.submitted_on:
        said.append(f"submitted {short_day(record.submitted_on, today)} as {record.reference}")
    if record.decided_on:
        money = record.money
        decided = f"{dollars(money.due_cents)} of {dollars(money.claimed_cents)}"
        said.append(f"decided {short_day(record.decided_on, today)}: {decided}")
    if record.money.received_cents:
        said.append(f"{dollars(record.money.received_cents)} received")
    said = [printable(step) for step in said]
    while len(said) > 1 and cell_len(" · ".join(said)) > room:
        said.pop(0)
    return " · ".join(said)


def to_be_paid(screen: ClaimsScreen) -> ClaimRecord | None:
    """The claim that is shown where money is open of it, else the oldest of which some is."""
    still_open = [one for one in screen.claims if one.submitted_on and one.money.open_cents]
    here = [one for one in still_open if one.period == screen.shown.period]
    return next(iter([*here, *still_open]), None)


def missing_lines(screen: ClaimsScreen, today: date) -> list[Line]:
    """What is missing, each line to the sheet where it is filled in; what changed since; what ICE cut."""
    shown = screen.shown
    lines = []
    if shown.record is not None and shown.claimed_now_cents != shown.claim.totals.claimed_cents:
        words = f"! changed since it was certified: {dollars(shown.claimed_now_cents)} now"
        lines.append(Line(Content.styled(words, "bold $text-error")))
    lines += [
        Line(Content.styled(f"! {printable(days_in_words(words, today))}", "$text-error"), _where_to_fill(gap))
        for words, gap in gap_lines(shown.gaps, shown.names, shown.period)
    ]
    lines += [small(printable(words)) for words in _cut_words(shown, today)]
    if reading := own_reading(shown.rules):
        lines.append(small(printable(days_in_words(reading, today))))
    return lines or [Line(Content.styled("✓ nothing is missing", "$text-success"))]


def _cut_words(shown: ShownClaim, today: date) -> list[str]:
    """What ICE cut, line by line; a claim that came back whole for one reason says so once."""
    record = shown.record
    if record is None:
        return []
    reasons = {cut.reason for cut in record.cuts}
    if record.decided_on and len(reasons) == 1 and sum(cut.cents for cut in record.cuts) == record.money.claimed_cents:
        return [f"all of it returned {short_day(record.decided_on, today)}: {_plain(*reasons)}"]
    return [f"cut: {cut.badge} {cut.category.value} {dollars(cut.cents)}, {_plain(cut.reason)}" for cut in record.cuts]


def cap_lines(screen: ClaimsScreen, room: int) -> list[Line]:
    """The meters of the overtime cap in so many cells, each to the sheet of hours.

    Those with a warning stand first, where no one has to scroll for them.
    """
    shown = screen.shown
    used = [use for use in shown.claim.overtime_cap if use.used_before_cents or use.used_cents]
    used.sort(key=lambda use: -use.warning.value if use.warning else 0)
    month = months_of(shown.period)[-1]
    lines = [Line(_meter(use, shown.names.get(use.badge, ""), room), Fill(use.badge, month, pay=False)) for use in used]
    return lines or [small("No overtime is claimed this fiscal year.")]


def _where_to_fill(gap: Gap) -> Fill:
    return Fill(gap.badge, gap.month, gap.missing in (Missing.PAY, Missing.OVERTIME_RATE))


_CAP_SIGNS = {
    None: (" ", ""),
    CapWarning.NEAR: ("•", "bold $text-warning"),
    CapWarning.REACHED: ("!", "bold $text-error"),
}
"""The sign and the color of how far a cap is used."""


def _meter(use: CapUse, name: str, room: int) -> Content:
    """How far the cap is used: a bar, the percent, whose it is, and from 80% on a sign and a word, not a color alone.

    Where there is no room for the whole of it, what the cap is goes first, then the name.
    """
    spent = use.used_before_cents + use.used_cents
    percent = 100 * spent // use.cap_cents if use.cap_cents else 100
    filled = min(10, percent // 10)
    bar = "━" * filled + "┄" * (10 - filled)
    only = "only " if use.warning else ""
    left = f"{only}{dollars(use.left_cents)} left" if use.left_cents else "nothing left"
    sign, color = _CAP_SIGNS[use.warning]
    meter = f"{bar} {percent:>3}%{sign} "
    if room >= _METER + _OF_CAP:
        left += f" of {dollars(use.cap_cents)}"
    beside = max(len(use.badge), room - len(meter) - len(left) - 1)
    who = printable(f"{use.badge} {name}").rstrip() if beside > len(use.badge) + 2 else use.badge
    return Content.styled(f"{meter}{fitted(who, beside)} {left}", color)


def year_lines(screen: ClaimsScreen, *, narrow: bool) -> list[Line]:
    """The fiscal year by month, and what is still to come; each opens its month. Without room for four amounts, what
    was approved is left out."""
    shown = (0, 2, 3) if narrow else (0, 1, 2, 3)
    names = ("Claimed", "Approved", "Received", "Open")
    lines = [heading(f"{'Month':<9}" + "".join(f"{names[at]:>12}" for at in shown))]
    for month in screen.year:
        amounts = (month.claimed_cents, month.approved_cents, month.received_cents, month.open_cents)
        lines.append(_money(_month(month.month), [amounts[at] for at in shown], Go(month.month)))
    for quarter, fate in screen.awards.items():
        if fate.steps:
            steps = [fate.cents_of(step) for step in AwardStep]
            fates = (*steps, fate.open_cents)
            lines.append(_money(f"Q{quarter.number} award", [fates[at] for at in shown], Go(quarter)))
    lines += [heading(""), heading(f"{'To come':<9}{'Certain':>12}{'Claimed':>12}{'Expected':>12}   from")]
    for month in screen.year:
        for cash, name in ((month.reimbursement, "claim"), (month.award, "award")):
            if cash != Cash():
                parts = (cash.approved_cents, cash.claimed_cents, cash.expected_cents)
                lines.append(_money(_month(month.month), parts, Go(month.month), f"   {name}"))
    return lines


def owed_lines(screen: ClaimsScreen, today: date) -> list[Line]:
    """What is owed to the agency, by age, and what came."""
    lines = []
    for bucket in screen.receivables:
        owed = bucket.cents
        text = f"{bucket.age.value.replace('_', ' ').replace('-', '–'):<9}{dollars(owed) if owed else '–':>14}"
        lines.append(Line(Content.styled(text, "" if owed else "$foreground-muted")))
    lines += [heading(""), heading("Received")]
    if not screen.receipts:
        lines.append(small("nothing yet"))
    days = max((len(short_day(receipt.on, today)) for receipt in screen.receipts), default=0)
    for receipt in reversed(screen.receipts):
        rest = f", {dollars(receipt.unapplied_cents)} not applied" if receipt.unapplied_cents else ""
        what = ", start-up money" if receipt.start_up else rest
        came = f"{short_day(receipt.on, today):<{days}}{dollars(receipt.cents):>13}"
        text = f"{came} {printable(receipt.reference)}{what}"
        lines.append(Line(Content(text), receipt if rest and not receipt.start_up else None))
    return lines


def start_up_lines(screen: ClaimsScreen, today: date) -> list[Line]:
    """The start-up money: what is left of each envelope, what came, what was bought."""
    lines = []
    for envelope in screen.start_up.envelopes:
        given, left = dollars(envelope.entitled_cents), dollars(envelope.left_cents)
        over = f", ! {dollars(envelope.over_cents)} too much" if envelope.over_cents else ""
        lines.append(Line(Content(f"{envelope.kind.value:<10}{left:>11}"), envelope.kind))
        lines.append(small(f"left of {given}{over}"))
    lines += [
        small(
            f"{short_day(one.on, today):<13}{dollars(one.payment.received_cents):>13} came, "
            f"residual {dollars(one.payment.residual_cents)}"
        )
        for one in screen.start_up.receipts
    ]
    lines += [
        small(f"{short_day(one.on, today):<13}{dollars(one.cents):>13} {one.is_for.value}: {printable(one.what)}")
        for one in reversed(screen.start_up.purchases)
    ]
    return lines


def _month(month: Month) -> str:
    return f"{month.words[:3]} {month.year}"


def _plain(reason: CutReason) -> str:
    return reason.value.replace("_", " ")


def _money(label: str, amounts: Sequence[int], opens: Go, after: str = "") -> Line:
    columns = "".join(f"{dollars(cents) if cents else '–':>12}" for cents in amounts)
    return Line(Content(f"{label:<9}{columns}{after}"), opens)
