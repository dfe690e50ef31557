"""Claims, what became of them, and the year's money, as JSON and as text. Amounts in JSON are cents."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from program.amounts import dollars
from program.calendar import Month
from program.claims.data import Period, claim_data
from program.claims.gaps import Gap, Missing
from program.claims.overtime_cap import CapUse
from program.quarters.award import AwardStep
from reports.rules import own_reading
from storage.text import number_of
from storage.views.claim import ShownClaim
from storage.views.claim_record import ClaimRecord
from storage.views.claim_screen import ClaimsScreen
from storage.views.money_year import Cash, MonthMoney

GAP_WORDS = {
    Missing.PAY: "no pay on {days}",
    Missing.HOURS: "no hours, on which its salary depends",
    Missing.OVERTIME_RATE: "overtime, and no overtime rate",
    Missing.PAYROLL_FILE: "hours typed, no payroll file",
}


def shown_data(shown: ShownClaim) -> dict[str, Any]:
    """The contract's ``claim show`` object."""
    period, starts_on, ends_on, *rest = claim_data(shown.period, shown.claim).items()
    return dict([period, starts_on, ends_on, ("status", shown.status.value), *rest])


def record_data(record: ClaimRecord) -> dict[str, Any]:
    """One claim and what became of it."""
    money = record.money
    return {
        "number": record.number,
        "period": str(record.period),
        "status": record.status.value,
        "claimed_cents": money.claimed_cents,
        "cut_cents": money.cut_cents,
        "approved_cents": money.approved_cents,
        "received_cents": money.received_cents,
        "open_cents": money.open_cents,
        "over_cents": money.over_cents,
        "certified_by": record.certified_by,
        "certified_on": record.certified_on.isoformat(),
        "submitted_on": record.submitted_on.isoformat() if record.submitted_on else None,
        "reference": record.reference,
        "decided_on": record.decided_on.isoformat() if record.decided_on else None,
        "corrects": record.corrects,
        "corrected_by": record.corrected_by,
        "reason": record.reason.value if record.reason else None,
        "cuts": [
            {"badge": cut.badge, "category": cut.category.value, "cents": cut.cents, "reason": cut.reason.value}
            for cut in record.cuts
        ],
        "sha256": record.sha256,
    }


def month_data(line: MonthMoney) -> dict[str, Any]:
    """One month of the year's money."""
    return {
        "month": str(line.month),
        "period": str(line.period) if line.period else None,
        "claimed_cents": line.claimed_cents,
        "approved_cents": line.approved_cents,
        "received_cents": line.received_cents,
        "open_cents": line.open_cents,
        "to_come": {"reimbursement": _cash_data(line.reimbursement), "award": _cash_data(line.award)},
    }


def year_data(screen: ClaimsScreen) -> dict[str, Any]:
    """The fiscal year: reimbursements by month, and beside them the awards by quarter."""
    return {
        "months": [month_data(line) for line in screen.year],
        "awards": [
            {
                "quarter": str(quarter),
                "expected_cents": fate.expected_cents,
                **{f"{step.value}_cents": fate.cents_of(step) for step in AwardStep},
                "open_cents": fate.open_cents,
            }
            for quarter, fate in screen.awards.items()
        ],
    }


def shown_text(shown: ShownClaim) -> str:
    """A claim line by line with its arithmetic, then the caps and what is missing."""
    lines = [f"{shown.period}, {shown.period.starts_on} through {shown.period.ends_on}: {shown.status.words}"]
    if reading := own_reading(shown.rules):
        lines.append(f"Read by the agency's own rules: {reading}")
    if shown.record is not None:
        lines.append(life_words(shown.record))
    for line in shown.claim.lines:
        who = f"{line.badge} {shown.names.get(line.badge, '')}"[:32]
        lines.append(
            f"  {who:<32} {line.category.value:<8} {dollars(line.recorded_cents):>14} recorded "
            f"{dollars(line.claimed_cents):>14} claimed"
        )
        if line.not_claimed:
            parts = ", ".join(f"{part.why.value} {dollars(part.cents)}" for part in line.not_claimed)
            lines.append(f"      not claimed: {parts}")
        lines.append(f"      {line.arithmetic}")
    totals = shown.claim.totals
    lines.append(
        f"Together {dollars(totals.recorded_cents)} recorded, {dollars(totals.claimed_cents)} claimed, "
        f"{dollars(totals.not_claimed_cents)} not claimed"
    )
    lines += [f"Overtime cap, {use.badge} {shown.names.get(use.badge, '')}: {cap_words(use)}" for use in _caps(shown)]
    lines += [f"Missing, {words}" for words, _ in gap_lines(shown.gaps, shown.names)]
    if shown.record is not None and shown.claimed_now_cents != totals.claimed_cents:
        hint = f"leadbook claim certify {shown.period} --by NAME --corrects {shown.record.number} --reason CODE"
        lines.append(f"The book has changed since: it would claim {dollars(shown.claimed_now_cents)} now. {hint}")
    lines += [f"Claimed in {record.name}" for record in shown.claimed_in if record is not shown.record]
    return "\n".join(lines)


def life_words(record: ClaimRecord) -> str:
    """What became of a claim, in one sentence."""
    return ", ".join(life_lines(record))


def life_lines(record: ClaimRecord) -> list[str]:
    """What became of a claim, step by step."""
    money = record.money
    instead = f", in place of claim {record.corrects}" if record.corrects else ""
    said = [f"Claim {record.number}, certified on {record.certified_on} by {record.certified_by}{instead}"]
    if record.submitted_on:
        said.append(f"submitted on {record.submitted_on} as {record.reference}")
    if record.decided_on:
        said.append(f"decided on {record.decided_on}: {dollars(money.due_cents)} of {dollars(money.claimed_cents)}")
    if record.corrected_by:
        said.append(f"corrected by claim {record.corrected_by}")
    if money.received_cents:
        said.append(f"{dollars(money.received_cents)} received")
    if money.over_cents:
        said.append(f"{dollars(money.over_cents)} more than is due")
    return said


def records_text(records: Sequence[ClaimRecord]) -> str:
    """The claims as a table."""
    if not records:
        return "No claim is certified yet; leadbook claim show PERIOD shows a draft"
    rows = ["  No  Period     Status             Claimed          Cut     Received         Open  Reference"]
    for record in records:
        money = record.money
        rows.append(
            f"{record.number:>4}  {record.period!s:<10} {record.status.words:<11}{dollars(money.claimed_cents):>15}"
            f"{dollars(money.cut_cents):>13}{dollars(money.received_cents):>13}{dollars(money.open_cents):>13}"
            f"  {record.reference or '-'}"
        )
        rows += [
            f"        cut: {cut.badge} {cut.category.value} {dollars(cut.cents)}, {cut.reason.value}"
            for cut in record.cuts
        ]
    return "\n".join(rows)


def year_text(screen: ClaimsScreen) -> str:
    """The year by month and the awards by quarter: what was claimed and came; and what may still come, both in turn."""
    rows = [
        "                 Claimed     Approved     Received         Open | still to come: approved, claimed, expected",
        *(_month_words(line) for line in screen.year),
    ]
    for quarter, fate in screen.awards.items():
        amounts = (*(fate.cents_of(step) for step in AwardStep), fate.open_cents)
        said = "".join(f"{dollars(cents) if cents else '-':>13}" for cents in amounts)
        rows.append(f"Q{quarter.number} award {said[2:]} | {dollars(fate.expected_cents)} expected")
    return "\n".join(rows)


def cap_words(use: CapUse) -> str:
    """``$238.00 of $16,006.02 used, $15,768.02 left``, with the warning that the use has reached."""
    used = use.used_before_cents + use.used_cents
    warning = f"; {use.warning.value}% reached" if use.warning else ""
    return f"{dollars(used)} of {dollars(use.cap_cents)} used, {dollars(use.left_cents)} left{warning}"


def gap_words(gap: Gap) -> str:
    """What is missing, in words."""
    return GAP_WORDS[gap.missing].format(days=number_of(gap.days, "authorized day"))


def gap_lines(gaps: Sequence[Gap], names: Mapping[str, str], within: Period | None = None) -> list[tuple[str, Gap]]:
    """A line for each thing that is missing; typed hours of a month share one. Each with its first gap.

    ``names`` are the officers', by badge; what is missing ``within`` a month that is named already does not name it.
    """
    typed: dict[Month, list[Gap]] = {}
    for gap in gaps:
        if gap.missing is Missing.PAYROLL_FILE:
            typed.setdefault(gap.month, []).append(gap)
    found = []
    for gap in gaps:
        alike = typed.get(gap.month, []) if gap.missing is Missing.PAYROLL_FILE else [gap]
        who = number_of(len(alike), "officer")
        if len(alike) == 1:
            who = f"{gap.badge} {names.get(gap.badge, '')}".rstrip()
        if gap is alike[0]:
            when = "" if gap.month == within else f" in {gap.month}"
            found.append((f"{who}{when}: {gap_words(gap)}", gap))
    return found


def _caps(shown: ShownClaim) -> list[CapUse]:
    return [use for use in shown.claim.overtime_cap if use.used_before_cents or use.used_cents]


def _cash_data(cash: Cash) -> dict[str, int]:
    return {
        "approved_cents": cash.approved_cents,
        "claimed_cents": cash.claimed_cents,
        "expected_cents": cash.expected_cents,
    }


def _month_words(line: MonthMoney) -> str:
    amounts = (line.claimed_cents, line.approved_cents, line.received_cents, line.open_cents)
    said = f"{line.month}    " + "".join(f"{dollars(cents) if cents else '-':>13}" for cents in amounts)
    said += " |" + "".join(f"{part:>13}" for part in _cash_words(line.reimbursement))
    if line.award != Cash():
        said += "  award " + " ".join(_cash_words(line.award))
    return said


def _cash_words(cash: Cash) -> list[str]:
    amounts = (cash.approved_cents, cash.claimed_cents, cash.expected_cents)
    return [dollars(cents) if cents else "-" for cents in amounts]
