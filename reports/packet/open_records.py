"""What answers an open-records request on a quarter: its leads and counts, with officers and references or without.

It is made from the quarter's statement, so the counts are the statement's. It tells nothing of pay, nor of an officer's
standing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from program.calendar import Quarter
from program.disclosure import LeftOut
from program.leads.outcome import OUTCOME_OF_LETTER, Outcome
from program.rules.rule_set import CountsAs
from reports.packet.document import Cell, Column, Document, Fact, Kind, Table
from reports.packet.folder import made
from reports.packet.nameless import LEFT_OUT
from reports.packet.pdf import pdf_of
from reports.packet.rows import csv_of
from reports.packet.words import agency_words, lead_value, outcomes_on_paper, span
from reports.packet.xlsx import xlsx_of
from storage.book import Book
from storage.errors import Conflict
from storage.snapshots.statement import Body
from storage.views.disclosure import Marks

SCHEMA = "leadbook-open-records/1"
COORDINATED = (
    "What was developed under the agreement is under ICE's control: a release is coordinated with ICE first (MOA, XIII)"
)
"""What whoever answers a request has to know; it does not stand in the answer."""

_FIELDS = (
    *("reference", "category", "origin", "received_on", "due_on", "officer", "officer_name"),
    *("outcome", "outcome_on", "evidence", "reason", "counts_as"),
)
_COUNTED = ("provided", "located", "open", "excluded", "late_located")


def statement_now(book: Book, quarter: Quarter) -> Body:
    """The last statement of a closed quarter, else what it would be now. Raises BadInput where it has not begun."""
    try:
        return book.view.statement(quarter)
    except Conflict:
        return book.view.draft_statement(quarter)


def open_records(body: Body, marks: Marks, left_out: Collection[LeftOut]) -> Body:
    """The answer as data, from a statement's body.

    Without officers a mark stands for each, and no name; without references a mark stands for each lead, numbered by
    the day on which it was received and among those of one day in no order that can be followed, and evidence says no
    more than that there is some.
    """
    leads = body["leads"]
    names = {officer["badge"]: officer["name"] for officer in body["officers"]}
    badges = {*names, *(lead["officer"] for lead in leads if lead["officer"] is not None)}
    called = {badge: badge for badge in badges}
    if LeftOut.OFFICERS in left_out:
        called, names = dict(marks.of("officer", badges)), {}
    if LeftOut.REFERENCES in left_out:
        leads = _without_references(leads, marks)
    return {
        "schema": SCHEMA,
        "agency": body["agency"],
        "demo": body["demo"],
        "quarter": body["quarter"],
        "starts_on": body["starts_on"],
        "ends_on": body["ends_on"],
        "revision": body["revision"],
        "left_out": [part.value for part in LeftOut if part in left_out],
        "counts": {
            **{name: body["figures"]["counts"][name] for name in _COUNTED},
            "by_outcome": body["figures"]["counts"]["by_outcome"],
        },
        "rate": body["figures"]["rate"],
        "officers": sorted(
            (
                {
                    "officer": called[officer["badge"]],
                    "name": names.get(officer["badge"]),
                    "open": officer["open"],
                    "by_outcome": officer["by_outcome"],
                }
                for officer in body["officers"]
            ),
            key=lambda one: (one["name"] or "", one["officer"]),
        ),
        "leads": [
            {
                **{name: lead.get(name) for name in _FIELDS},
                "officer": None if lead["officer"] is None else called[lead["officer"]],
                "officer_name": names.get(lead["officer"]),
            }
            for lead in leads
        ],
        "journal": body["journal"],
    }


def _without_references(leads: Sequence[Body], marks: Marks) -> list[dict[str, Any]]:
    in_no_order = marks.of("lead", (lead["reference"] for lead in leads))
    ordered = sorted(leads, key=lambda lead: (lead["received_on"], in_no_order[lead["reference"]]))
    width = max(4, len(str(len(ordered))))
    return [
        {
            **lead,
            "reference": f"lead {number:0{width}}",
            "evidence": None if lead["evidence"] is None else LEFT_OUT,
        }
        for number, lead in enumerate(ordered, 1)
    ]


def open_records_files(answer: Body) -> dict[str, bytes]:
    """The files by name. The same answer gives the same bytes."""
    document = open_records_document(answer)
    return made(
        {
            "open-records.pdf": lambda: pdf_of(document),
            "open-records.xlsx": lambda: xlsx_of(document),
            "open-records.csv": lambda: csv_of(_FIELDS, ([lead[name] for name in _FIELDS] for lead in answer["leads"])),
            "open-records.json": lambda: json.dumps(answer, ensure_ascii=False, sort_keys=True).encode(),
        }
    )


def open_records_document(answer: Body) -> Document:
    """The answer as a paper."""
    agency, counts, rate = answer["agency"], answer["counts"], answer["rate"]
    state = "as the quarter stands now" if answer["revision"] is None else f"revision {answer['revision']}"
    without = " and ".join(answer["left_out"])
    words = [f"Left out: {without}. A mark stands for each, the same throughout this answer."] if without else []
    return Document(
        title=f"Leads of {answer['quarter']}",
        agency=agency["name"],
        subtitle=[agency_words(agency), f"{span(answer['starts_on'], answer['ends_on'])} · {state}"],
        marks=[mark for mark, holds in (("DRAFT", answer["revision"] is None), ("DEMO", answer["demo"])) if holds],
        made_at=None,
        year=date.fromisoformat(answer["starts_on"]).year,
        facts=[
            Fact("Leads provided", counts["provided"], Kind.COUNT, big=True),
            Fact("Located", counts["located"], Kind.COUNT, big=True),
            Fact("Rate", f"{rate['percent']}%" if rate else "not measurable", big=True),
            Fact("Open", counts["open"], Kind.COUNT),
            Fact("Left out of the rate", counts["excluded"], Kind.COUNT),
            Fact("Located after the quarter, not counted", counts["late_located"], Kind.COUNT),
        ],
        plot=None,
        tables=[_outcomes(answer), _officers(answer), _leads(answer)],
        seal=[Fact("Journal", f"entry {answer['journal']['number']}, hash {answer['journal']['hash']}")],
        signatures=[],
        foot=f"{answer['quarter']} · journal {answer['journal']['number']} {answer['journal']['hash'][:16]}",
        words=words,
    )


def _outcomes(answer: Body) -> Table:
    counted = answer["counts"]["by_outcome"]
    rows = [(outcome.words, counted[outcome.value]) for outcome in Outcome if counted.get(outcome.value)]
    columns = [Column("Outcome"), Column("Leads", Kind.COUNT)]
    return Table("Outcomes", columns, rows, none="No lead was received in the quarter.", on_first_page=True)


def _officers(answer: Body) -> Table:
    occurring: Counter[str] = Counter()
    for officer in answer["officers"]:
        occurring.update(officer["by_outcome"])
    outcomes = [outcome for outcome in OUTCOME_OF_LETTER.values() if outcome.value in occurring]
    named = LeftOut.OFFICERS.value not in answer["left_out"]
    rows: list[Sequence[Cell]] = [
        (
            officer["officer"],
            *([officer["name"]] if named else []),
            officer["open"],
            outcomes_on_paper(officer["by_outcome"]),
            *(officer["by_outcome"].get(outcome.value, 0) for outcome in outcomes),
        )
        for officer in answer["officers"]
    ]
    columns = [
        Column("Badge" if named else "Officer", share=2),
        *([Column("Name", share=5)] if named else []),
        Column("Open", Kind.COUNT),
        Column("Outcomes", share=8, in_sheet=False),
        *(Column(outcome.words, Kind.COUNT, on_paper=False) for outcome in outcomes),
    ]
    return Table("Officers", columns, rows, "Counts, no rate and no rank." + (" By name." if named else ""))


def _leads(answer: Body) -> Table:
    columns = [
        Column("Reference" if LeftOut.REFERENCES.value not in answer["left_out"] else "Lead", share=3),
        Column("Received", Kind.DAY),
        Column("Officer", share=2),
        Column("Outcome"),
        Column("On", Kind.DAY),
        Column("Evidence", share=3),
        Column("Counts as"),
    ]
    year = date.fromisoformat(answer["starts_on"]).year
    rows = [
        (
            lead["reference"],
            _day(lead["received_on"]),
            lead["officer"],
            Outcome(lead["outcome"]).words,
            _day(lead["outcome_on"]),
            lead["evidence"],
            lead_value("counts_as", lead["counts_as"] or CountsAs.EXCLUDED.value, year),
        )
        for lead in answer["leads"]
    ]
    return Table("Leads", columns, rows, "Every lead received in the quarter.")


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
