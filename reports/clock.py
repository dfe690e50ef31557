"""The clocks that run on officers' standings, and the officers behind a head count, as JSON and as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from program.officers.clock import EXPIRY_WARNINGS, Notice
from program.rules.rule_set import HeadCount
from storage.text import number_of
from storage.views.clock import Heads, OfficerClocks
from storage.views.officer import OfficerRecord

READING_WORDS = {
    HeadCount.LAST_DAY: "authorized on the last day",
    HeadCount.ANY_DAY: "authorized on any day",
    HeadCount.EVERY_DAY: "authorized on every day",
}
NOTICE_WORDS = {
    Notice.DUE: "ICE is to be told by {due}",
    Notice.OVERDUE: "ICE was to be told by {due}",
    Notice.RECORDED: "ICE was told in time",
    Notice.RECORDED_LATE: "ICE was told, after {due}",
}


def clocks_data(found: Sequence[OfficerClocks]) -> dict[str, Any]:
    """The officers on whose standing a clock runs."""
    return {
        "officers": [
            {
                "badge": one.badge,
                "name": one.name,
                "standing": one.standing.value if one.standing else None,
                "expiry": one.expiry
                and {
                    "ends_on": one.expiry.ends_on.isoformat(),
                    "days_left": one.expiry.days_left,
                    "warning": one.expiry.warning,
                },
                "suspension": one.suspension
                and {
                    "since": one.suspension.since.isoformat(),
                    "ends_on": one.suspension.ends_on.isoformat(),
                    "days_gone": one.suspension.days_gone,
                    "days_left": one.suspension.days_left,
                    "over": one.suspension.is_over,
                },
                "revocation_notice": one.notice
                and {
                    "revoked_on": one.notice.revoked_on.isoformat(),
                    "due_on": one.notice.due_on.isoformat(),
                    "notice": one.notice.notice.value,
                },
            }
            for one in found
        ]
    }


def clocks_text(found: Sequence[OfficerClocks]) -> str:
    """One line for each clock that runs."""
    lines = [f"{one.badge} {one.name}: {words}" for one in found for words in clock_words(one)]
    return "\n".join(lines) or "No clock runs: no authorization ends within 90 days, nobody is suspended or revoked"


def clock_words(one: OfficerClocks) -> list[str]:
    """What runs on an officer's standing, a sentence each."""
    said = []
    if one.expiry:
        said.append(f"authorization ends on {one.expiry.ends_on}, in {number_of(one.expiry.days_left, 'day')}")
    if one.suspension:
        clock = one.suspension
        over = "90 days are over since" if clock.is_over else f"day {clock.days_gone} of 90, through"
        said.append(f"suspended since {clock.since}, {over} {clock.ends_on}")
    if one.notice:
        words = NOTICE_WORDS[one.notice.notice].format(due=one.notice.due_on)
        said.append(f"revoked on {one.notice.revoked_on}, {words}")
    return said


def clocks_summary(found: Sequence[OfficerClocks]) -> str:
    """All that runs in one line, for the head of the roster; empty where nothing does."""
    said = []
    for days in EXPIRY_WARNINGS:
        ending = sum(1 for one in found if one.expiry is not None and one.expiry.warning == days)
        if ending:
            verb = "ends" if ending == 1 else "end"
            said.append(f"{number_of(ending, 'authorization')} {verb} within {days} days")
    suspended = sum(1 for one in found if one.suspension is not None)
    if suspended:
        said.append(f"{suspended:,} suspended")
    due = sum(1 for one in found if one.notice is not None and one.notice.notice in (Notice.DUE, Notice.OVERDUE))
    if due:
        said.append(f"{number_of(due, 'notice')} to ICE due")
    return ", ".join(said)


def heads_data(heads: Heads) -> dict[str, Any]:
    """The officers behind a head count."""
    return {
        "on": heads.on.isoformat(),
        "authorized": _officers(heads.authorized),
        "quarter": str(heads.quarter),
        "reading": heads.reading.value,
        "readings": [
            {"head_count": reading.value, "count": len(records), "officers": _officers(records)}
            for reading, records in heads.readings.items()
        ],
    }


def heads_text(heads: Heads) -> str:
    """The head counts, each with its officers."""
    lines = [f"On {heads.on}: {len(heads.authorized):,} authorized", *_names(heads.authorized)]
    for reading, records in heads.readings.items():
        rules = ", as the rules count" if reading is heads.reading else ""
        lines += [f"{heads.quarter}, {READING_WORDS[reading]}{rules}: {len(records):,}", *_names(records)]
    return "\n".join(lines)


def _officers(records: Sequence[OfficerRecord]) -> list[dict[str, str]]:
    return [{"badge": record.badge, "name": record.name} for record in records]


def _names(records: Sequence[OfficerRecord]) -> list[str]:
    return [f"  {record.badge} {record.name}" for record in records]
