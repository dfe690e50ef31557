"""A period's claim as a paper: from its frozen body, by the same renderers as the quarter's statement."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from program.amounts import dollars
from program.claims.pay import Category
from reports.packet.document import Column, Document, Fact, Kind, Table
from reports.packet.folder import made
from reports.packet.pdf import pdf_of
from reports.packet.rows import csv_of
from reports.packet.xlsx import xlsx_of
from storage.journal.format import canonical
from storage.text import number_of

Body = dict[str, Any]

LINE_FIELDS = ("badge", "category", "recorded_cents", "claimed_cents", "not_claimed_cents", "not_claimed", "arithmetic")
"""The columns of the CSV."""


def claim_files(body: Body) -> dict[str, bytes]:
    """The packet's files by name. The same body gives the same bytes."""
    document = claim_document(body)
    return made(
        {
            "claim.pdf": lambda: pdf_of(document),
            "claim.xlsx": lambda: xlsx_of(document),
            "claim.csv": lambda: csv_of(LINE_FIELDS, map(_csv_row, body["lines"])),
            "claim.json": lambda: canonical(body).encode(),
        }
    )


def claim_document(body: Body) -> Document:
    """The claim as a paper: a cover with totals, each line with its arithmetic, and what it rests on."""
    agency, certified, totals = body["agency"], body["certified"], body["totals"]
    sealed = "Draft: nobody has certified it"
    if certified is not None:
        sealed = f"Claim {body['number']}, certified {certified['at']} by {certified['by']}"
    if body["corrects"] is not None:
        sealed += f", in place of claim {body['corrects']}"
    whose = ", ".join(part for part in (agency["state"], f"ORI {agency['ori']}" if agency["ori"] else "") if part)
    return Document(
        title=f"Claim for reimbursement, {body['period']}",
        agency=agency["name"],
        subtitle=[agency["name"], whose, f"{body['starts_on']} to {body['ends_on']}", sealed],
        marks=[mark for mark, holds in (("DRAFT", certified is None), ("DEMO", body["demo"])) if holds],
        made_at=None if certified is None else datetime.fromisoformat(certified["at"]),
        facts=[
            Fact("Claimed", totals["claimed_cents"], Kind.CENTS, big=True),
            Fact("Recorded", totals["recorded_cents"], Kind.CENTS, big=True),
            Fact("Not claimed", totals["not_claimed_cents"], Kind.CENTS, big=True),
            Fact("Officers", len({line["badge"] for line in body["lines"]}), Kind.COUNT),
            Fact("Lines", len(body["lines"]), Kind.COUNT),
        ],
        plot=None,
        tables=[
            _by_category(body),
            _other_sources(body),
            _missing(body),
            _officers(body),
            _lines(body),
            _caps(body),
            _documents(body),
            _assumptions(body),
        ],
        seal=[
            Fact("Claim", "draft" if body["number"] is None else str(body["number"])),
            *(Fact("Rule set", f"{rules['id']}, SHA-256 {rules['sha256']}") for rules in body["rule_sets"]),
            Fact("Journal", f"entry {body['journal']['number']}, hash {body['journal']['hash']}"),
            Fact("Made by", f"Leadbook {body['program_version']}"),
        ],
        signatures=["Certified by, date", "Head of agency, date"],
        foot=f"{body['period']} · {sealed} · journal {body['journal']['number']} {body['journal']['hash'][:16]}",
        words=["A person certifies this claim; the program only computes it. Each line is rounded once, to the cent."],
    )


def _by_category(body: Body) -> Table:
    rows = [
        (one["category"], one["recorded_cents"], one["claimed_cents"], one["not_claimed_cents"])
        for one in body["by_category"]
    ]
    totals = body["totals"]
    together = ("together", totals["recorded_cents"], totals["claimed_cents"], totals["not_claimed_cents"])
    columns = [
        Column("Category", share=2),
        *(Column(name, Kind.CENTS, 2) for name in ("Recorded", "Claimed", "Not claimed")),
    ]
    return Table("Totals by category", columns, [*rows, together], on_first_page=True)


def _other_sources(body: Body) -> Table:
    by_source: dict[str, int] = {}
    for one in body["other_sources"]:
        by_source[one["source"]] = by_source.get(one["source"], 0) + one["cents"]
    rows = [("Reimbursement by ICE", body["totals"]["claimed_cents"]), *sorted(by_source.items())]
    note = "What each fund is charged with; nothing is claimed twice."
    return Table(
        "Totals by fund", [Column("Fund", share=3), Column("Charged", Kind.CENTS)], rows, note, on_first_page=True
    )


def _missing(body: Body) -> Table:
    whose: dict[tuple[str, str], list[str]] = {}
    for one in body["missing"]:
        days = f" ({number_of(one['days'], 'day')})" if one["days"] else ""
        whose.setdefault((one["month"], one["missing"].replace("_", " ")), []).append(one["badge"] + days)
    rows = [(month, missing, ", ".join(badges)) for (month, missing), badges in whose.items()]
    columns = [Column("Month", share=2), Column("Missing", share=3), Column("Of", share=10)]
    return Table(
        "Missing", columns, rows, "What the lines would rest on and the book does not have.", on_first_page=True
    )


def _officers(body: Body) -> Table:
    """A line per officer: what is claimed by category, and in all."""
    claimed: dict[str, Counter[str]] = {}
    for line in body["lines"]:
        of_officer = claimed.setdefault(line["badge"], Counter())
        of_officer[line["category"]] += line["claimed_cents"]
        of_officer["recorded"] += line["recorded_cents"]
    together: Counter[str] = Counter()
    for of_officer in claimed.values():
        together += of_officer
    rows = [
        (one["badge"], one["name"], f"{one['days_authorized']}/{one['days']}", *_sums(claimed[one["badge"]]))
        for one in body["officers"]
        if one["badge"] in claimed
    ]
    columns = [
        Column("Badge", share=3),
        Column("Name", share=7),
        Column("Days", share=3),
        *(Column(name, Kind.CENTS, 5) for name in ("Salary", "Benefits", "Overtime", "Claimed", "Not claimed")),
    ]
    note = "Days authorized of the period's, and what is claimed for each officer."
    return Table("Officers", columns, [*rows, ("together", "", "", *_sums(together))], note)


def _sums(of_officer: Counter[str]) -> tuple[int, ...]:
    by_category = [of_officer[category] for category in Category]
    return (*by_category, sum(by_category), of_officer["recorded"] - sum(by_category))


def _lines(body: Body) -> Table:
    rows = [
        (
            line["badge"],
            line["category"],
            line["recorded_cents"],
            line["claimed_cents"],
            line["recorded_cents"] - line["claimed_cents"],
            _why_not(line),
            line["arithmetic"],
        )
        for line in body["lines"]
    ]
    columns = [
        Column("Badge", share=3),
        Column("Category", share=4),
        Column("Recorded", Kind.CENTS, 5),
        Column("Claimed", Kind.CENTS, 5),
        Column("Not claimed", Kind.CENTS, 5),
        Column("Because", share=6),
        Column("Arithmetic", share=17),
    ]
    return Table("Lines", columns, rows, "Recorded = claimed + not claimed, to the cent.")


def _caps(body: Body) -> Table:
    rows = [
        (use["badge"], use["cap_cents"], use["used_before_cents"], use["used_cents"], use["left_cents"])
        for use in body["overtime_cap"]
    ]
    columns = [
        Column("Badge"),
        *(Column(name, Kind.CENTS, 2) for name in ("Cap of the year", "Used before", "Used here", "Left")),
    ]
    note = "Used before: claimed for earlier months of the fiscal year, and certified by then for later ones."
    return Table("Overtime cap", columns, rows, note)


def _documents(body: Body) -> Table:
    rows = [(one["file"], one["sha256"]) for one in body["documents"]]
    note = "Named by their SHA-256; they stay where they are kept."
    return Table("Documents", [Column("File", share=2), Column("SHA-256", share=4)], rows, note)


def _assumptions(body: Body) -> Table:
    rows = [(said["field"].replace("_", " "), said["words"], said["source"]) for said in body["assumptions"]]
    return Table("Assumptions", [Column("Of", share=2), Column("In words", share=5), Column("From", share=3)], rows)


def _why_not(line: Body) -> str:
    return ", ".join(f"{part['why'].replace('_', ' ')} {dollars(part['cents'])}" for part in line["not_claimed"])


def _csv_row(line: Body) -> tuple[str | int, ...]:
    left = line["recorded_cents"] - line["claimed_cents"]
    parts = "; ".join(f"{part['why']} {part['cents']}" for part in line["not_claimed"])
    claimed = (line["recorded_cents"], line["claimed_cents"], left)
    return (line["badge"], line["category"], *claimed, parts, line["arithmetic"])
