"""A statement's or a claim's body without anybody's badge or name: neutral marks order the officers, no figure changes.

Whoever knows what an officer is paid still knows whose line it is: pay stands in the lines, since without it a claim
could not be reckoned anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from program.rules.checklist import Check
from storage.views.disclosure import Marks

Body = dict[str, Any]

_WITH_BADGES = ("lines", "overtime_cap", "overtime", "other_sources", "missing")
LEFT_OUT = "left out"


def statement_without_officers(body: Body, marks: Marks) -> Body:
    """The same statement without anybody's badge or name; what each officer has stays, and says no longer whose it is.

    The officers stand in the order of the marks: by name the first would be the first of the roster. The login that
    closed the quarter is left out.
    """
    changes, closed = body["changes"], body["closed"]
    if changes is not None:
        kept = [change for change in changes["leads"] if change["field"] != "officer"]
        changes = {**changes, "leads": kept}
    mark_of = marks.of("officer", (officer["badge"] for officer in body["officers"]))
    officers = sorted(body["officers"], key=lambda officer: mark_of[officer["badge"]])
    return {
        **body,
        "closed": None if closed is None else {**closed, "by": LEFT_OUT},
        "officers": [{**officer, "badge": None, "name": None} for officer in officers],
        "leads": [{**lead, "officer": None} for lead in body["leads"]],
        "checklist": [
            {**line, "references": []} if line["code"] == Check.STANDING_EXPIRES.value else line
            for line in body["checklist"]
        ],
        "changes": changes,
    }


def claim_without_officers(body: Body, marks: Marks) -> Body:
    """The same claim with a mark in each officer's place, its parts in the order of the marks.

    The names of the papers behind it are left out, since they may name somebody; their SHA-256 stays. So is the login
    that entered the certification, and the certifying person's name where it is that of an officer in the claim.
    """
    named = {one["badge"]: one["name"] for one in body["officers"]}
    badges = {one["badge"] for part in (*_WITH_BADGES, "officers") for one in body[part]}
    mark_of = marks.of("officer", badges)
    certified = body["certified"]
    if certified is not None:
        certified = {**certified, "by": _signer(certified["by"], named, mark_of), "entered_by": LEFT_OUT}
    return {
        **body,
        **{part: _marked(body[part], mark_of) for part in _WITH_BADGES},
        "officers": [{**one, "name": one["badge"]} for one in _marked(body["officers"], mark_of)],
        "documents": [{**one, "file": f"document {number}"} for number, one in enumerate(body["documents"], 1)],
        "certified": certified,
    }


def _marked(parts: list[Body], mark_of: Mapping[str, str]) -> list[Body]:
    """Parts in the order of months where they have one, and in each of the marks."""
    marked = [{**one, "badge": mark_of[one["badge"]]} for one in parts]
    return sorted(marked, key=lambda one: (one.get("month", ""), one["badge"]))


def _signer(by: str, named: Mapping[str, str], mark_of: Mapping[str, str]) -> str:
    """Who certified: an officer's mark where all words of the officer's name are in it."""
    words = _words(by)
    found = [badge for badge, name in named.items() if _words(name) and _words(name) <= words]
    return mark_of[found[0]] if found else by


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
