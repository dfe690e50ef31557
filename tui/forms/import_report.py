"""What a rehearsed import says in its form: counts, columns, and the first rows kept aside."""

from __future__ import annotations

import re
from datetime import date

from textual.content import Content

from reports.words import days_in_words
from storage.importing.report import ImportReport, Reject
from storage.text import number_of, printable

_REJECTS_SHOWN = 8
_SAID_ABOVE = ("sheet ", "headings ", "no row of headings", "dates of ")
"""How a file was read stands above its columns already."""
_FIELDS_OF_OPTIONS = {
    "with --map ": "under Columns: ",
    "with --date-order mdy, dmy or ymd": "at “11/10/25 is”",
    "with --date-order": "at “11/10/25 is”",
    "say --date-order dmy": "turn “11/10/25 is”",
    "say --date-order": "turn “11/10/25 is”",
    "with --sheet NAME": "under Sheet",
    "with --header-row N": "under Headings",
    "with --pay-period weekly|biweekly|semimonthly|monthly": "at “Pay periods”",
}


def report_content(report: ImportReport, kind: str, today: date) -> Content:
    """What would come in: counts, what was left out or unlike the last such file, and the first rejected rows."""
    counts = (
        f"{report.new:,} new   {report.changed:,} changed   {report.unchanged:,} unchanged   "
        f"{report.rejected:,} rejected   of {number_of(report.rows, 'row')} of {kind}"
    )
    if report.conflicts:
        counts += f", {number_of(len(report.conflicts), 'conflict')} among them"
    lines = [Content.styled(counts, "bold")]
    if report.personal:
        rows = number_of(len(report.personal), "row")
        lines.append(Content(f"{rows} with what looks personal; F3 takes those that name nobody"))
    if report.of_another_shape:
        rows = number_of(len(report.of_another_shape), "row")
        lines.append(Content(f"{rows} with a reference of another shape; F3 takes those that ICE writes so"))
    lines += [
        Content(in_the_forms_words(line)) for line in report.how_it_was_read() if not line.startswith(_SAID_ABOVE)
    ]
    lines += [
        Content(f"Row {reject.row}   {words_of(reject.field)}: {problem_words(reject, today)}")
        for reject in report.rejects[:_REJECTS_SHOWN]
    ]
    if report.rejected > _REJECTS_SHOWN:
        lines.append(
            Content(f"… and {number_of(report.rejected - _REJECTS_SHOWN, 'row')} more; “Rejects to” lists all")
        )
    return Content("\n").join(lines)


def words_of(field: str) -> str:
    """A field's name as it is said."""
    return field.replace("_", " ")


def problem_words(reject: Reject, today: date) -> str:
    """Why a row is kept aside, in the words of the form."""
    return in_the_forms_words(printable(days_in_words(reject.problem, today)))


def in_the_forms_words(text: str) -> str:
    """Words of ours for the command line, with its options called by the fields of the form."""
    text = re.sub(r"take the row with --take \d+=REASON", "F3 takes the row with a reason", text)
    text = re.sub(
        r"Name it with --map \w+=COLUMN, or the row of the headings with --header-row N",
        "Space on its column names it; the row of the headings goes under Headings",
        text,
    )
    text = re.sub(r"--limit (\w+=NUMBER)", r"\1 under Limits", text)
    for option, field in _FIELDS_OF_OPTIONS.items():
        text = text.replace(option, field)
    return text
