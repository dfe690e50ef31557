"""A quarter's statement as a paper: from its frozen body, and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from program.calendar import Quarter
from program.leads.outcome import OUTCOME_OF_LETTER, Outcome
from program.quarters.ice_count import CountVerdict
from program.quarters.rate_line import rate_line
from program.rules.checklist import Check
from program.rules.rule_set import CountsAs, Tier
from reports.figures import reading_name
from reports.packet.document import Cell, Column, Document, Fact, Kind, Plot, Table
from reports.packet.folder import made
from reports.packet.nameless import LEFT_OUT
from reports.packet.pdf import pdf_of
from reports.packet.rows import csv_of
from reports.packet.words import (
    agency_words,
    day_of,
    figure_name,
    figure_value,
    lead_field,
    lead_value,
    moment_day,
    outcomes_on_paper,
    reason_words,
    span,
)
from reports.packet.xlsx import xlsx_of
from reports.quarter import DONE, TO_DO
from reports.rate_line import fan_words, line_words
from reports.rules import rule_name, source_words
from reports.words import short_dollars, tier_sign
from storage.snapshots.statement import Body, text_of
from storage.text import number_of

_ENDS = ("before", "after")

LEAD_FIELDS = (
    "reference",
    "category",
    "origin",
    "received_on",
    "due_on",
    "officer",
    "outcome",
    "outcome_on",
    "evidence",
    "reason",
    "counts_as",
    "why",
)
"""The columns of the CSV, as they are named in the body."""


def statement_files(body: Body) -> dict[str, bytes]:
    """The packet's files by name. The same body gives the same bytes."""
    document = statement_document(body)
    return made(
        {
            "statement.pdf": lambda: pdf_of(document),
            "statement.xlsx": lambda: xlsx_of(document),
            "statement.csv": lambda: csv_of(
                LEAD_FIELDS, ([lead[name] for name in LEAD_FIELDS] for lead in body["leads"])
            ),
            "statement.json": lambda: text_of(body).encode(),
        }
    )


def statement_document(body: Body) -> Document:
    """The statement as a paper: a page of figures with a plot, then what changed, officers, leads, rules, the seal."""
    agency, closed, year = body["agency"], body["closed"], date.fromisoformat(body["starts_on"]).year
    sealed, foot = "Draft: the quarter is not closed", "draft"
    if closed is not None:
        by = "" if closed["by"] == LEFT_OUT else f" by {closed['by']}"
        sealed = f"Revision {body['revision']}, closed {moment_day(closed['at'])}{by}"
        foot = f"revision {body['revision']} · closed {closed['at']}"
    return Document(
        title=f"Statement of leads, {body['quarter']}",
        agency=agency["name"],
        subtitle=[agency_words(agency), f"{span(body['starts_on'], body['ends_on'])} · {sealed}"],
        marks=[mark for mark, holds in (("DRAFT", closed is None), ("DEMO", body["demo"])) if holds],
        made_at=None if closed is None else datetime.fromisoformat(closed["at"]),
        year=year,
        facts=_facts(body, year),
        plot=_plot(body),
        tables=[
            _outcomes(body),
            _readings(body),
            *_changes(body, year),
            _officers(body),
            _checklist(body),
            _leads(body, year),
            _assumptions(body),
        ],
        seal=_seal(body),
        signatures=["Coordinator, date", "Head of agency, date"],
        foot=f"{body['quarter']} · {foot} · journal {body['journal']['number']} {body['journal']['hash'][:16]}",
        words=["The award is an estimate: ICE decides, and the rules say no more than what stands under Rules."],
    )


def _facts(body: Body, year: int) -> list[Fact]:
    figures = body["figures"]
    counts, rate, tier = figures["counts"], figures["rate"], figures["tier"]
    of = f"{rate['located']:,} of {rate['provided']:,} located" if rate else "no lead was provided"
    officers = number_of(figures["eligible_officers"], "eligible officer")
    award = f"estimate: {officers} × {short_dollars(tier['cents_per_officer'])}" if tier else officers
    reached, beside = _tier_words(body)
    ice, difference = _ice_words(body["ice_count"], year)
    facts = [
        Fact("Rate", f"{rate['percent']}%" if rate else "not measurable", big=True, note=of),
        Fact("Tier", reached, big=True, note=beside),
        Fact("Expected award", figures["expected_award_cents"], Kind.MONEY, big=True, note=award),
        Fact("ICE's count", ice, big=True, note=difference),
        Fact("Leads provided", counts["provided"], Kind.COUNT),
        Fact("Located", counts["located"], Kind.COUNT),
        Fact("Open", counts["open"], Kind.COUNT),
        Fact("Located after the quarter, not counted", counts["late_located"], Kind.COUNT),
        Fact("Left out of the rate", counts["excluded"], Kind.COUNT),
        Fact("Eligible officers", figures["eligible_officers"], Kind.COUNT),
    ]
    if rate and counts["open"] and body["closed"] is None:
        for name, words in (
            ("if_none_of_the_open_is_located", "If none of the open leads is located"),
            ("if_all_of_the_open_are_located", "If all of the open leads are located"),
        ):
            bound = figures[name]
            facts.append(Fact(words, f"{bound['percent']}%, {short_dollars(bound['award_cents'])}"))
    return facts


def _tier_words(body: Body) -> tuple[str, str]:
    """What the rate earns, with the screen's sign, and what stands beside it."""
    if body["rule_set"] is None:
        return "none", "the program did not exist yet"
    tiers, figures = _tiers(body), body["figures"]
    if figures["tier"] is None:
        return "– none", f"below {tiers[-1].from_percent}%: no award" if figures["rate"] else "no rate, no award"
    tier = _tier(figures["tier"])
    return f"{tier_sign(tier, tiers)} {tier.from_percent}%", f"{short_dollars(tier.cents_per_officer)} an officer"


def _ice_words(count: Mapping[str, Any] | None, year: int) -> tuple[str, str]:
    """ICE's count, and how it stands to ours."""
    if count is None:
        return "–", "not entered"
    received = f"received {day_of(date.fromisoformat(count['received_on']), year)}"
    theirs, verdict = f"{count['located']:,}/{count['provided']:,}", CountVerdict(count["verdict"])
    if verdict is CountVerdict.AGREES:
        return theirs, f"✓ agrees, {received}"
    apart = [f"{count['difference'][name]:+,} {name}" for name in ("located", "provided") if count["difference"][name]]
    if not apart:
        return theirs, f"✓ agrees again, {received}"
    since = ", ours has changed since" if verdict is CountVerdict.STALE else ""
    return theirs, f"! differs: {', '.join(apart)}, {received}{since}"


def _plot(body: Body) -> Plot | None:
    """The rate week by week. A body does not say of which day it is, so the line of a draft ends with its last week."""
    quarter, figures = Quarter.parse(body["quarter"]), body["figures"]
    counts, tier = figures["counts"], figures["tier"]
    weeks = [(date.fromisoformat(week["starts_on"]), week["provided"], week["located"]) for week in body["weeks"]]
    line = rate_line(
        quarter,
        weeks[-1][0] + timedelta(days=6) if weeks else quarter.starts_on,
        weeks,
        (counts["provided"], counts["located"], counts["open"]),
        _tiers(body),
        None if tier is None else _tier(tier),
        figures["eligible_officers"],
    )
    if not line.points:
        return None
    note = "Located of provided since the quarter's first day."
    if line.tiers:
        note += " Dotted: the tiers, each with what it would bring all eligible officers together."
    if line.fan is not None:
        note += f" Dashed: {fan_words(line)}"
    return Plot("The rate, week by week", note, line, line_words(line))


def _tiers(body: Body) -> tuple[Tier, ...]:
    return tuple(map(_tier, body["rule_set"]["body"]["tiers"])) if body["rule_set"] else ()


def _tier(data: Mapping[str, Any]) -> Tier:
    return Tier(data["from_percent"], data["cents_per_officer"])


def _outcomes(body: Body) -> Table:
    counts = body["figures"]["counts"]
    late = counts["late_located"]
    note = f"Of those located {late:,} came after the quarter and {'is' if late == 1 else 'are'} not counted as such."
    return Table(
        "Outcomes",
        [Column("Outcome"), Column("Leads", Kind.COUNT)],
        [(outcome.words, number) for outcome in Outcome if (number := counts["by_outcome"].get(outcome.value))],
        note if late else "",
        none="No lead was received in the quarter.",
        half=True,
        on_first_page=True,
    )


def _readings(body: Body) -> Table:
    rows = []
    for reading in body["figures"]["readings"]:
        [(point, value)] = [said for said in reading.items() if said[0] not in ("from_percent", "award_cents")]
        tier = reading["from_percent"]
        rows.append((reading_name(point, value), "none" if tier is None else f"{tier}%", reading["award_cents"]))
    return Table(
        "Other readings",
        [Column("If the rules meant", share=1), Column("Tier"), Column("Award", Kind.MONEY)],
        rows,
        "Readings of the rules that would change the tier." if rows else "",
        none="No other reading of the rules would change the tier.",
        half=True,
        on_first_page=True,
    )


def _officers(body: Body) -> Table:
    """Paper names the outcomes in words, as the screens do; the workbook has a column for each."""
    occurring = [outcome for outcome in OUTCOME_OF_LETTER.values() if outcome.value in _codes(body)]
    rows: list[list[Cell]] = [
        [
            officer["badge"],
            officer["name"] or f"officer {number}",
            officer["standing"],
            "yes" if officer["eligible"] else "no",
            officer["open"],
            officer["overdue"],
            outcomes_on_paper(counted),
            *(counted.get(outcome.value, 0) for outcome in occurring),
        ]
        for number, officer in enumerate(body["officers"], 1)
        if (counted := officer["by_outcome"]) is not None
    ]
    columns = [
        Column("Badge", share=3),
        Column("Name", share=7),
        Column("Standing"),
        Column("Eligible"),
        Column("Open", Kind.COUNT),
        Column("Overdue", Kind.COUNT),
        Column("Outcomes", share=11, in_sheet=False),
        *(Column(outcome.words, Kind.COUNT, on_paper=False) for outcome in occurring),
    ]
    left_out = any(officer["name"] is None for officer in body["officers"])
    note = "By name; counts, no rate and no rank. Standing is that of the quarter's last day."
    return Table(
        "Officers",
        columns,
        rows,
        "Badges and names are left out on request." if left_out else note if rows else "",
        none="No officer is on the roster.",
    )


def _codes(body: Body) -> set[str]:
    return {code for officer in body["officers"] for code in officer["by_outcome"]}


def _checklist(body: Body) -> Table:
    rows = [
        (
            f"{'!' if line['blocks'] else '•'} {TO_DO[check]}" if line["count"] else f"✓ {DONE[check]}",
            line["count"],
            "yes" if line["blocks"] else "no",
            ", ".join(line["references"]),
        )
        for line in body["checklist"]
        if (check := Check(line["code"]))
    ]
    columns = [
        Column("Line"),
        Column("Found", Kind.COUNT),
        Column("Blocks a closing", on_paper=False),
        Column("About", on_paper=False),
    ]
    return Table("Checklist", columns, rows, "What was looked at before the quarter was closed.")


def _leads(body: Body, year: int) -> Table:
    columns = [
        Column("Reference", share=5),
        Column("Category", on_paper=False),
        Column("Origin", on_paper=False),
        Column("Received", Kind.DAY),
        Column("Due", Kind.DAY, on_paper=False),
        Column("Officer", share=2),
        Column("Outcome"),
        Column("On", Kind.DAY),
        Column("Evidence", share=4),
        Column("Reason", on_paper=False),
        Column("Counts as"),
        Column("Why", share=7),
    ]
    rows = [[_lead_cell(name, lead[name], year) for name in LEAD_FIELDS] for lead in body["leads"]]
    note = "Every lead received in the quarter, by the day it was received." if rows else ""
    return Table("Leads", columns, rows, note, none="No lead was received in the quarter.")


def _assumptions(body: Body) -> Table:
    rows = [
        (rule_name(said["field"]), source_words(said["words"]), source_words(said["source"]))
        for said in body["assumptions"]
    ]
    columns = [Column("Of"), Column("In words", share=2), Column("From", share=1)]
    note = "What the rules say, with where it is from, and what is assumed where they are silent." if rows else ""
    none = "No rules were in force: counted by the first ones, without tier or award."
    return Table("Rules", columns, rows, note, none)


def _changes(body: Body, year: int) -> list[Table]:
    changes = body["changes"]
    if changes is None:
        return []
    before, after = changes["award_cents"]["before"], changes["award_cents"]["after"]
    reason = f" ({reason_words(changes['reason'])})" if changes["reason"] else ""
    award = f"the award stays at {short_dollars(after)}."
    if before != after:
        by = f"{short_dollars(abs(after - before))} {'more' if after > before else 'less'}"
        award = f"the award goes from {short_dollars(before)} to {short_dollars(after)}, {by}."
    figures = [
        (figure_name(one["name"]), *(figure_value(one["name"], one[end]) for end in _ENDS))
        for one in changes["figures"]
    ]
    leads = [
        (one["reference"], lead_field(one["field"]), *(lead_value(one["field"], one[end], year) for end in _ENDS))
        for one in changes["leads"]
        if one["field"] != "why"  # follows from the others, and is said with each lead
    ]
    ends = [Column("Before", share=3), Column("After", share=3)]
    note = f"In place of revision {changes['since_revision']}{reason}: {award}"
    return [
        Table("Changed figures", [Column("Figure", share=4), *ends], figures, note, "No figure has changed."),
        Table(
            "Changed leads", [Column("Reference", share=3), Column("Field"), *ends], leads, none="No lead has changed."
        ),
    ]


def _seal(body: Body) -> list[Fact]:
    rules = body["rule_set"]
    return [
        Fact("Revision", "draft" if body["revision"] is None else str(body["revision"])),
        Fact("Rule set", f"{rules['id']}, SHA-256 {rules['sha256']}" if rules else "none was in force"),
        Fact("Journal", f"entry {body['journal']['number']}, hash {body['journal']['hash']}"),
        Fact("Made by", f"Leadbook {body['program_version']}"),
    ]


def _lead_cell(name: str, value: str | None, year: int) -> Cell:
    if name == "counts_as":
        return lead_value(name, value or CountsAs.EXCLUDED.value, year)
    if value is None:
        return None
    if name == "outcome":
        return Outcome(value).words
    return date.fromisoformat(value) if name.endswith("_on") else lead_value(name, value, year)
