"""A quarter's statement as a paper: from its frozen body, and from nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from program.calendar import Quarter
from program.leads.outcome import OUTCOME_OF_LETTER, Outcome
from program.quarters.rate_line import rate_line
from program.rules.checklist import Check
from program.rules.rule_set import Tier
from reports.figures import reading_name
from reports.packet.document import Cell, Column, Document, Fact, Kind, Plot, Table
from reports.packet.folder import made
from reports.packet.pdf import pdf_of
from reports.packet.rows import csv_of
from reports.packet.xlsx import xlsx_of
from reports.rate_line import fan_words, line_words
from reports.words import short_dollars
from storage.snapshots.statement import Body, text_of

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


def without_officers(body: Body) -> Body:
    """The body without anybody's badge or name; what each officer has stays, and says no longer whose it is."""
    changes = body["changes"]
    if changes is not None:
        kept = [change for change in changes["leads"] if change["field"] != "officer"]
        changes = {**changes, "leads": kept}
    return {
        **body,
        "officers": [{**officer, "badge": None, "name": None} for officer in body["officers"]],
        "leads": [{**lead, "officer": None} for lead in body["leads"]],
        "checklist": [
            {**line, "references": []} if line["code"] == Check.STANDING_EXPIRES.value else line
            for line in body["checklist"]
        ],
        "changes": changes,
    }


def statement_document(body: Body) -> Document:
    """The statement as a paper: a page of figures with a plot, officers, leads, assumptions, what changed, the seal."""
    agency, closed = body["agency"], body["closed"]
    whose = ", ".join(part for part in (agency["state"], f"ORI {agency['ori']}" if agency["ori"] else "") if part)
    sealed = "Draft: the quarter is not closed"
    if closed is not None:
        sealed = f"Revision {body['revision']}, closed {closed['at']} by {closed['by']}"
    return Document(
        title=f"Statement of leads, {body['quarter']}",
        agency=agency["name"],
        subtitle=[agency["name"], whose, f"{body['starts_on']} to {body['ends_on']}", sealed],
        marks=[mark for mark, holds in (("DRAFT", closed is None), ("DEMO", body["demo"])) if holds],
        made_at=None if closed is None else datetime.fromisoformat(closed["at"]),
        facts=_facts(body),
        plot=_plot(body),
        tables=[
            _outcomes(body),
            _readings(body),
            *_changes(body),
            _officers(body),
            _checklist(body),
            _leads(body),
            _assumptions(body),
        ],
        seal=_seal(body),
        signatures=["Coordinator, date", "Head of agency, date"],
        foot=f"{body['quarter']} · {sealed} · journal {body['journal']['number']} {body['journal']['hash'][:16]}",
        words=["The award is an estimate: the rules say no more than what stands under Assumptions."],
    )


def _facts(body: Body) -> list[Fact]:
    figures = body["figures"]
    counts, rate, tier = figures["counts"], figures["rate"], figures["tier"]
    facts = [
        Fact("Located of provided", f"{rate['located']:,}/{rate['provided']:,}" if rate else "no lead", big=True),
        Fact("Rate", f"{rate['percent']}%" if rate else "not measurable", big=True),
        Fact("Tier", f"{tier['from_percent']}%" if tier else "none", big=True),
        Fact("Expected award", figures["expected_award_cents"], Kind.MONEY, big=True),
        Fact("Leads provided", counts["provided"], Kind.COUNT),
        Fact("Located", counts["located"], Kind.COUNT),
        Fact("Open", counts["open"], Kind.COUNT),
        Fact("Left out of the rate", counts["excluded"], Kind.COUNT),
        Fact("Located after the quarter, not counted", counts["late_located"], Kind.COUNT),
        Fact("Eligible officers", figures["eligible_officers"], Kind.COUNT),
        Fact("Award per eligible officer", tier["cents_per_officer"] if tier else 0, Kind.MONEY),
    ]
    if rate and counts["open"]:
        for name, words in (
            ("if_none_of_the_open_is_located", "If none of the open leads is located"),
            ("if_all_of_the_open_are_located", "If all of the open leads are located"),
        ):
            bound = figures[name]
            facts.append(Fact(words, f"{bound['percent']}%, {short_dollars(bound['award_cents'])}"))
    return [*facts, Fact("ICE's count", _ice_words(body["ice_count"]))]


def _ice_words(count: Mapping[str, Any] | None) -> str:
    if count is None:
        return "not entered"
    theirs = f"{count['located']:,}/{count['provided']:,}, received {count['received_on']}"
    difference = count["difference"]
    if count["verdict"] == "agrees":
        return f"{theirs}: agrees"
    return f"{theirs}: {difference['provided']:+,} provided, {difference['located']:+,} located against ours"


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
        [_tier(data) for data in body["rule_set"]["body"]["tiers"]] if body["rule_set"] else [],
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


def _tier(data: Mapping[str, Any]) -> Tier:
    return Tier(data["from_percent"], data["cents_per_officer"])


def _outcomes(body: Body) -> Table:
    by_outcome = body["figures"]["counts"]["by_outcome"]
    return Table(
        "Outcomes",
        [Column("Outcome", share=3), Column("Leads", Kind.COUNT)],
        [(Outcome(code).words, number) for code, number in by_outcome.items()],
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
        [Column("If the rules are read otherwise", share=4), Column("Tier"), Column("Award", Kind.MONEY)],
        rows,
        "Readings of the rules that would change the tier.",
        on_first_page=True,
    )


def _officers(body: Body) -> Table:
    occurring = [outcome for outcome in OUTCOME_OF_LETTER.values() if outcome.value in _codes(body)]
    rows: list[list[Cell]] = [
        [
            officer["badge"],
            officer["name"] or f"officer {number}",
            officer["standing"],
            "yes" if officer["eligible"] else "no",
            officer["open"],
            officer["overdue"],
            *(officer["by_outcome"].get(outcome.value, 0) for outcome in occurring),
        ]
        for number, officer in enumerate(body["officers"], 1)
    ]
    columns = [
        Column("Badge", share=2),
        Column("Name", share=5),
        Column("Standing", share=3),
        Column("Eligible", share=2),
        Column("Open", Kind.COUNT, 2),
        Column("Overdue", Kind.COUNT, 2),
        *(Column(outcome.words, Kind.COUNT, 2) for outcome in occurring),
    ]
    left_out = any(officer["name"] is None for officer in body["officers"])
    note = "By name; counts, no rate and no rank. Standing is that of the quarter's last day."
    return Table("Officers", columns, rows, "Badges and names are left out on request." if left_out else note)


def _codes(body: Body) -> set[str]:
    return {code for officer in body["officers"] for code in officer["by_outcome"]}


def _checklist(body: Body) -> Table:
    rows = [
        (Check(line["code"]).words, line["count"], "yes" if line["blocks"] else "no", ", ".join(line["references"]))
        for line in body["checklist"]
    ]
    columns = [
        Column("Line", share=5),
        Column("Found", Kind.COUNT),
        Column("Blocks a closing", share=2),
        Column("About", share=0),
    ]
    return Table("Checklist", columns, rows, "What was looked at before the quarter was closed.")


def _leads(body: Body) -> Table:
    columns = [
        Column("Reference", share=5),
        Column("Category", share=0),
        Column("Origin", share=0),
        Column("Received", Kind.DAY, 3),
        Column("Due", Kind.DAY, 0),
        Column("Officer", share=2),
        Column("Outcome", share=4),
        Column("On", Kind.DAY, 3),
        Column("Evidence", share=4),
        Column("Reason", share=0),
        Column("Counts as", share=3),
        Column("Why", share=8),
    ]
    rows = [[_lead_cell(name, lead[name]) for name in LEAD_FIELDS] for lead in body["leads"]]
    return Table("Leads", columns, rows, "Every lead received in the quarter, by the day it was received.")


def _assumptions(body: Body) -> Table:
    rows = [(said["field"].replace("_", " "), said["words"], said["source"]) for said in body["assumptions"]]
    columns = [Column("Of", share=2), Column("In words", share=5), Column("From", share=3)]
    note = "What the rules say, with where it is from, and what is assumed where they are silent."
    return Table("Assumptions", columns, rows, note)


def _changes(body: Body) -> list[Table]:
    changes = body["changes"]
    if changes is None:
        return []
    award = changes["award_cents"]
    reason = f" ({changes['reason'].replace('_', ' ')})" if changes["reason"] else ""
    note = (
        f"Since revision {changes['since_revision']}{reason}: the award goes from {short_dollars(award['before'])} to "
        f"{short_dollars(award['after'])}, {short_dollars(award['after'] - award['before'])}."
    )
    leads = [(one["reference"], one["field"], _text(one["before"]), _text(one["after"])) for one in changes["leads"]]
    figures = [(one["name"], _text(one["before"]), _text(one["after"])) for one in changes["figures"]]
    ends = [Column("Before", share=3), Column("After", share=3)]
    return [
        Table("Changed figures", [Column("Figure", share=3), *ends], figures, note),
        Table("Changed leads", [Column("Reference", share=3), Column("Field", share=2), *ends], leads),
    ]


def _seal(body: Body) -> list[Fact]:
    rules = body["rule_set"]
    return [
        Fact("Revision", "draft" if body["revision"] is None else str(body["revision"])),
        Fact("Rule set", f"{rules['id']}, SHA-256 {rules['sha256']}" if rules else "none was in force"),
        Fact("Journal", f"entry {body['journal']['number']}, hash {body['journal']['hash']}"),
        Fact("Made by", f"Leadbook {body['program_version']}"),
    ]


def _lead_cell(name: str, value: str | None) -> Cell:
    if value is None:
        return None
    if name == "outcome":
        return Outcome(value).words
    return date.fromisoformat(value) if name.endswith("_on") else value


def _text(value: Cell) -> str:
    return "-" if value is None else str(value)
