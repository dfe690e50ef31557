"""A period's claim as a paper: from its frozen body, by the same renderers as the quarter's statement."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import Any

from program.amounts import dollars
from program.claims.gaps import Missing
from program.claims.lines import WhyNot
from program.claims.pay import Category
from reports.claim import GAP_WORDS
from reports.packet.document import Cell, Column, Document, Fact, Kind, Table
from reports.packet.folder import made
from reports.packet.pdf import pdf_of
from reports.packet.rows import csv_of
from reports.packet.words import agency_words, moment_day, month_words, span
from reports.packet.xlsx import xlsx_of
from reports.rules import rule_name, source_words
from storage.journal.format import canonical
from storage.text import number_of

Body = dict[str, Any]

LINE_FIELDS = ("badge", "category", "recorded_cents", "claimed_cents", "not_claimed_cents", "not_claimed", "arithmetic")
"""The columns of the CSV."""

_NOTHING = "No pay, hours or overtime is recorded for the period."


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
    sealed, foot = "Draft: nobody has certified it", "draft"
    if certified is not None:
        sealed = f"Claim {body['number']}, certified {moment_day(certified['at'])} by {certified['by']}"
        foot = f"claim {body['number']} · certified {certified['at']}"
    if body["corrects"] is not None:
        sealed += f", in place of claim {body['corrects']}"
    officers = number_of(len({line["badge"] for line in body["lines"]}), "officer")
    return Document(
        title=f"Claim for reimbursement, {month_words(body['period'])}",
        agency=agency["name"],
        subtitle=[agency_words(agency), f"{span(body['starts_on'], body['ends_on'])} · {sealed}"],
        marks=[mark for mark, holds in (("DRAFT", certified is None), ("DEMO", body["demo"])) if holds],
        made_at=None if certified is None else datetime.fromisoformat(certified["at"]),
        year=date.fromisoformat(body["starts_on"]).year,
        facts=[
            Fact(
                "Claimed",
                totals["claimed_cents"],
                Kind.CENTS,
                big=True,
                note=f"{officers}, {number_of(len(body['lines']), 'line')}",
            ),
            Fact("Recorded", totals["recorded_cents"], Kind.CENTS, big=True, note="salary, benefits, overtime"),
            Fact("Not claimed", totals["not_claimed_cents"], Kind.CENTS, big=True, note=_left_out(body)),
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
        foot=f"{body['period']} · {foot} · journal {body['journal']['number']} {body['journal']['hash'][:16]}",
        words=["A person certifies this claim; the program only computes it. Each line is rounded once, to the cent."],
    )


def _left_out(body: Body) -> str:
    """Why money is not claimed, in the order in which it stands on a line: ``backfill, over cap``."""
    why = {part["why"] for line in body["lines"] for part in line["not_claimed"]}
    return ", ".join(_why(one.value) for one in WhyNot if one.value in why) or "nothing is left out"


def _by_category(body: Body) -> Table:
    rows = [
        (one["category"].capitalize(), one["recorded_cents"], one["claimed_cents"], one["not_claimed_cents"])
        for one in body["by_category"]
    ]
    totals = body["totals"]
    total = ("Total", totals["recorded_cents"], totals["claimed_cents"], totals["not_claimed_cents"])
    columns = [Column("Category"), *(Column(name, Kind.CENTS) for name in ("Recorded", "Claimed", "Not claimed"))]
    return Table("Totals by category", columns, [*rows, total], total=True, half=True, on_first_page=True)


def _other_sources(body: Body) -> Table:
    by_source: dict[str, int] = {}
    for one in body["other_sources"]:
        by_source[one["source"]] = by_source.get(one["source"], 0) + one["cents"]
    rows = [("Reimbursement by ICE", body["totals"]["claimed_cents"]), *sorted(by_source.items())]
    columns = [Column("Fund", share=1), Column("Charged", Kind.CENTS)]
    return Table("Totals by fund", columns, rows, "Nothing is claimed twice.", half=True, on_first_page=True)


def _missing(body: Body) -> Table:
    whose: dict[tuple[str, str], list[str]] = {}
    for one in body["missing"]:
        words = GAP_WORDS[Missing(one["missing"])].format(days=number_of(one["days"], "authorized day"))
        whose.setdefault((month_words(one["month"]), words), []).append(one["badge"])
    rows = [(month, f"! {missing}", ", ".join(badges)) for (month, missing), badges in whose.items()]
    columns = [Column("Month"), Column("Missing", share=4), Column("Badges", share=6)]
    note = "What the lines need and the book does not have." if rows else ""
    return Table("Missing", columns, rows, note, "✓ Nothing is missing.", on_first_page=True)


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
    rows: list[tuple[Cell, ...]] = [
        (one["badge"], one["name"], f"{one['days_authorized']}/{one['days']}", *_sums(claimed[one["badge"]]))
        for one in body["officers"]
        if one["badge"] in claimed
    ]
    columns = [
        Column("Badge", share=2),
        Column("Name", share=5),
        Column("Days"),
        *(Column(name, Kind.CENTS) for name in ("Salary", "Benefits", "Overtime", "Claimed", "Not claimed")),
    ]
    if rows:
        rows.append(("All officers", "", "", *_sums(together)))
    note = "Authorized days of the period, and what is claimed for each officer." if rows else ""
    return Table("Officers", columns, rows, note, _NOTHING, total=True)


def _sums(of_officer: Counter[str]) -> tuple[int, ...]:
    by_category = [of_officer[category] for category in Category]
    return (*by_category, sum(by_category), of_officer["recorded"] - sum(by_category))


def _lines(body: Body) -> Table:
    rows = [
        (
            line["badge"],
            line["category"].capitalize(),
            line["recorded_cents"],
            line["claimed_cents"],
            line["recorded_cents"] - line["claimed_cents"],
            _why_not(line),
            line["arithmetic"],
        )
        for line in body["lines"]
    ]
    columns = [
        Column("Badge", share=2),
        Column("Category"),
        Column("Recorded", Kind.CENTS),
        Column("Claimed", Kind.CENTS),
        Column("Not claimed", Kind.CENTS),
        Column("Because", share=4),
        Column("Arithmetic", share=14),
    ]
    return Table("Lines", columns, rows, "Recorded = claimed + not claimed, to the cent." if rows else "", _NOTHING)


def _caps(body: Body) -> Table:
    rows = [
        (use["badge"], use["cap_cents"], use["used_before_cents"], use["used_cents"], use["left_cents"])
        for use in body["overtime_cap"]
    ]
    columns = [
        Column("Badge"),
        *(Column(name, Kind.CENTS) for name in ("Cap of the year", "Used before", "Used here", "Left")),
    ]
    note = "Used before: claimed for earlier months of the fiscal year, and certified by then for later ones."
    return Table("Overtime cap", columns, rows, note if rows else "", "No overtime is claimed this fiscal year.")


def _documents(body: Body) -> Table:
    rows = [(one["file"], one["sha256"]) for one in body["documents"]]
    note = "Named by their SHA-256; they stay where they are kept." if rows else ""
    return Table(
        "Documents", [Column("File", share=2), Column("SHA-256", share=4)], rows, note, "No document is named."
    )


def _assumptions(body: Body) -> Table:
    rows = [
        (rule_name(said["field"]), source_words(said["words"]), source_words(said["source"]))
        for said in body["assumptions"]
    ]
    columns = [Column("Of"), Column("In words", share=2), Column("From", share=1)]
    note = "What may be claimed, with where that is from, and what is assumed where the rules are silent."
    return Table("Rules", columns, rows, note)


def _why_not(line: Body) -> str:
    return ", ".join(f"{_why(part['why'])} {dollars(part['cents'])}" for part in line["not_claimed"])


def _why(code: str) -> str:
    return WhyNot(code).value.replace("_", " ")


def _csv_row(line: Body) -> tuple[str | int, ...]:
    left = line["recorded_cents"] - line["claimed_cents"]
    parts = "; ".join(f"{part['why']} {part['cents']}" for part in line["not_claimed"])
    claimed = (line["recorded_cents"], line["claimed_cents"], left)
    return (line["badge"], line["category"], *claimed, parts, line["arithmetic"])
