"""What the rows of the book are called, and how each of their columns reads: the one room for a field's words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from program.amounts import decimal, dollars
from program.disclosure import Given
from program.people import Role, roles_words
from program.retention import Kept
from program.rules.rule_set import RuleSet
from reports.lead_filter import order_in_words
from reports.rules import own_reading, source_words
from reports.words import code_words, days_in_words, iso_in_words, short_day
from storage.text import printable
from storage.views.journal import FieldChange
from storage.views.lead_order import read_order
from storage.views.lead_view import VIEW

_INNER = frozenset(
    {"id", "agency_id", "sha256", "pin_sha256", "reference_key", "badge_key", "due_sort", "head", "head_hash"}
    | {"event", "at_ms", "misses", "shut_out"}  # what the desk saw of a person is what the entry says
    | {"receipt_id", "claim_id", "corrects", "row_id", "record"}  # these are in the record's name
)

_BESIDE = {"claim_body": "claim", "struck_statement": "strike_out"}
"""The tables whose rows are a part of another record, and where that is told too, nothing more."""

_PLAIN = {"category": "standard", "origin": "ice", "outcome": "open"}
"""What every new lead has, so that nobody needs to be told."""

_NAMED_BY = {
    "lead": ("reference", "quarter"),
    "officer": ("badge", "name"),
    "standing": ("officer_id",),
    "revocation_notice": ("officer_id",),
    "pay": ("officer_id",),
    "worked_time": ("officer_id", "month"),
    "other_source": ("officer_id", "month"),
    "payroll_file": ("file",),
    "import_batch": ("file", "kind"),
    "claim": ("number", "period"),
    "claim_cut": ("badge", "category"),
    "claim_document": ("file",),
    "agency": ("name",),
    "rule_set": ("effective_from",),
    "setting": ("name",),
    "ice_count": ("quarter",),
    "closing": ("quarter",),
    "award": ("quarter", "step"),
    "receipt": ("number",),
    "purchase": ("what",),
    "retention": ("kind",),
    "hold": ("number",),
    "disclosure": ("recipient",),
    "audit_review": ("week_on",),
    "person": ("name",),
    "strike_out": ("field",),
}
"""What a new record's name says already."""

_LABELS = {
    "after_close": "after closing",
    "annual_salary_cents": "annual salary",
    "backfill": "backfill hours",
    "benefits_monthly_cents": "benefits a month",
    "benefits_percent": "benefits",
    "body": "text",
    "by_actor": "by",
    "cents": "amount",
    "demo": "made-up data",
    "effective_from": "in force from",
    "from_percent": "tier",
    "given_on": "told ICE on",
    "head_number": "up to entry",
    "is_for": "for",
    "kind": "of",
    "ori": "ORI",
    "on_date": "date",
    "ours_located": "located by our count",
    "ours_provided": "provided by our count",
    "outcome_on": "outcome date",
    "overtime": "overtime hours",
    "overtime_rate_cents": "overtime an hour",
    "payroll_id": "payroll file",
    "programme": "program hours",
    "roles": "may",
    "week_on": "week from",
}

_PREPOSED = ("due on", "from on", "received on", "until on")
"""Days that are said without ``on``."""

_SETTINGS = {
    "audit_review": "telling of overdue audit reviews",
    "first_steps": "list of first steps",
    "reference_shape": "shape of references",
    "restored": "note of a restored backup",
    "review": "review of outcomes",
    "time_zone": "time zone",
}

Called = Mapping[str, str]


@dataclass(frozen=True)
class _Row:
    """A row as its name needs it: days and months in words, and the records whose ids it holds by their names."""

    change: FieldChange
    called: Called
    today: date

    def __getitem__(self, column: str) -> str:
        said = str(self.change.row.get(column) or "")
        return iso_in_words(said, self.today) if column in ("month", "period", "week_on", "effective_from") else said

    def of(self, column: str = "officer_id") -> str:
        """The record whose id stands in a column."""
        return _called(self.called, self[column], self.today)

    def its(self, otherwise: str) -> str:
        """The record whose id the row has."""
        return _called(self.called, self.change.row_id, self.today, otherwise)


def record_words(change: FieldChange, called: Called, today: date) -> str:
    """What the row of a change is called: ``ICE's count of FY2026-Q1``, ``claim 3 of November 2025``.

    ``called`` are the names of the records whose ids it holds.
    """
    words = _RECORDS.get(change.table)
    return printable(words(_Row(change, called, today)) if words else change.table.replace("_", " "))


def is_told(change: FieldChange) -> bool:
    """Whether a column means something to a person, and is not said by its record's name."""
    if change.field in _INNER or (change.field == "body" and change.table != "rule_set"):
        return False
    if change.before is not None:
        return True
    if not change.after or (change.table == "lead" and _PLAIN.get(change.field) == change.after):
        return change.field in ("award_cents", "located", "provided", "eligible_officers")  # where none is news
    return change.field not in _NAMED_BY.get(change.table, ())


def is_beside(change: FieldChange) -> bool:
    """Whether its row is a part of another record of the same entry."""
    return change.table in _BESIDE


def there_words(change: FieldChange, *, there: bool) -> str:
    """That the row of a change is there, or no longer: ``is no longer there``; of what is chosen ``is set again``."""
    word = "set" if change.table == "setting" and not change.row_id.startswith(VIEW) else "there"
    return f"is {word} again" if there else f"is no longer {word}"


def field_words(change: FieldChange) -> str:
    """What the column is called: ``annual salary``, ``outcome date``."""
    if change.table == "rule_set" and change.field == "body":
        return "rules"
    if change.table == "setting" and change.field in ("value", "on"):
        return "set to" if change.field == "value" else "on"
    plain = change.field.removesuffix("_id").removesuffix("_cents").strip("_").replace("_", " ")
    return _LABELS.get(change.field) or (plain.removesuffix(" on") if plain in _PREPOSED else plain)


def value_words(change: FieldChange, value: str | int | None, called: Called, today: date) -> str:
    """A value of the column as a person reads it: ``$76,700.00``, ``Oct 1``, ``not located``, ``none``."""
    if value is None:
        return "none"
    text, column = str(value), change.field
    if column == "rules" or (change.table == "rule_set" and column == "body"):
        return _rules_words(text, today)
    if change.table == "setting":
        return printable(_setting_words(change.row_id, column, text, today))
    if column.endswith("_id"):
        return printable(_called(called, text, today))
    if column in _KINDS:
        return printable(_KINDS[column](text))
    if column.endswith("cents"):
        return dollars(int(text))
    if column.endswith(("_on", "_date", "_from")) or column in ("month", "period"):
        return printable(iso_in_words(text, today))
    return f"{value:,}" if isinstance(value, int) and column != "number" else printable(text)


def _hours(text: str) -> str:
    return decimal(int(text))


def _yes_or_no(text: str) -> str:
    return "yes" if text == "1" else "no"


def _roles(text: str) -> str:
    return roles_words([Role(role) for role in text.split()])


def _rules_words(text: str, today: date) -> str:
    """A rule set by its day and source; what is no rule set any more by nothing of what it says."""
    try:
        rules = RuleSet.from_data(json.loads(text))
    except (KeyError, TypeError, ValueError):
        return "no longer readable"
    source = source_words(rules.sources.get("tiers", "")).partition(":")[0]
    own = own_reading(rules.pay).replace("_", " ")
    parts = [f"from {short_day(rules.effective_from, today)}", source, own]
    return printable(", ".join(part for part in parts if part))


def _setting_words(which: str, column: str, text: str, today: date) -> str:
    if column == "sort":
        return order_in_words(*read_order(text))
    if which == "reference_shape":
        return ", ".join(json.loads(text))
    return {"away": "put away"}.get(text) or iso_in_words(text, today)


_KINDS: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("hours", "programme", "overtime", "backfill"), _hours),
    **dict.fromkeys(("after_close", "demo", "owner"), _yes_or_no),
    **dict.fromkeys(
        ("outcome", "category", "origin", "reason", "standing", "state", "step", "kind", "is_for"), code_words
    ),
    "benefits_percent": lambda text: f"{decimal(int(text))}%",
    "from_percent": lambda text: f"{text}%",
    "given": lambda text: Given(text).words.lower(),
    "left_out": lambda text: text.replace(" ", " and "),
    "roles": _roles,
}


def _called(called: Called, row_id: str, today: date, otherwise: str = "one that is gone") -> str:
    said = called.get(row_id, otherwise)
    return days_in_words(said, today) if said.startswith("claim ") else said


def _struck(row: _Row) -> str:
    table, column, row_id = row["record"], row["field"], row["row_id"]
    if table == "journal_entry":
        return f"strike-out of the sentence of entry {row_id}"
    what = "text" if column == "body" else column.removesuffix("_key").replace("_", " ")
    return f"strike-out of the {what} of {_called(row.called, row_id, row.today, table.replace('_', ' '))}"


def _setting(row: _Row) -> str:
    which = row.change.row_id
    if which.startswith(VIEW):
        return f"view {row['name']}".rstrip()
    return _SETTINGS.get(which, which.replace("_", " "))


_RECORDS: Mapping[str, Callable[[_Row], str]] = {
    "lead": lambda row: f"lead {row['reference']}",
    "officer": lambda row: f"officer {row['badge']} {row['name']}",
    "standing": lambda row: f"standing of {row.of()}",
    "revocation_notice": lambda row: f"notice to ICE about {row.of()}",
    "pay": lambda row: f"pay of {row.of()}",
    "worked_time": lambda row: f"time of {row.of()}, {row['month']}",
    "other_source": lambda row: f"money from another source for {row.of()}, {row['month']}",
    "payroll_file": lambda row: f"payroll file {row['file']}",
    "import_batch": lambda row: f"import of {row['kind']} from {row['file']}",
    "rejects_settled": lambda row: f"settling of the rejected rows of {row.its('an import')}",
    "claim": lambda row: f"claim {row['number']} of {row['period']}",
    "claim_body": lambda row: f"text of {row.its('a claim')}",
    "claim_cut": lambda row: f"cut of the {row['category']} of {row['badge']}",
    "claim_document": lambda row: f"document {row['file']}",
    "agency": lambda row: f"agency {row['name']}",
    "rule_set": lambda row: f"rule set in force from {row['effective_from']}",
    "setting": _setting,
    "review": lambda row: f"review of {row.its('a lead')}",
    "lead_query": lambda row: f"query to ICE about {row.its('a lead')}",
    "ice_count": lambda row: f"ICE's count of {row['quarter']}",
    "closing": lambda row: f"closing of {row['quarter']}",
    "award": lambda row: f"award of {row['quarter']}, {row['step']}",
    "receipt": lambda row: f"receipt {row['number']}",
    "receipt_share": lambda row: f"share of {row.of('claim_id')} in {row.of('receipt_id')}",
    "purchase": lambda row: f"purchase of {row['what']}",
    "retention": lambda row: f"years of keeping: {Kept(row['kind']).words.lower()}",
    "hold": lambda row: f"hold {row['number']}",
    "disclosure": lambda row: f"note of what was given to {row['recipient']}",
    "audit_review": lambda row: f"audit review of the week from {row['week_on']}",
    "person": lambda row: f"person {row['name']}",
    "sign_on": lambda row: f"sign-on of {row.its('a person')}",
    "strike_out": _struck,
    "struck_statement": lambda row: f"rest of {row.its('a statement')}",
}
