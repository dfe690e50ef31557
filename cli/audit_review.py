"""The weekly audit review: shown, signed off, written for the auditor."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import click

from cli.parameters import DATE, PATH
from cli.plumbing import Desk, GroupWithDefault, command
from reports.audit_review import week_data, week_line_data, week_text, weeks_lines, write_week
from storage.commands.audit_review import FollowAuditReviews, SignAuditReview
from storage.text import number_of

_WEEK = click.argument("week", type=DATE)


@click.group("audit-review", cls=GroupWithDefault, default="show")
def audit_review() -> None:
    """What of a week's entries has to be looked at, and who has.

    audit-review [DATE] shows the week that holds the day, as audit-review show [DATE] does.
    """


@command("show", of=audit_review, example="leadbook audit-review 2025-11-17")
@click.argument("week", type=DATE, required=False)
@click.option("--out", type=PATH, help="Write it to a new file instead, for the auditor: .pdf or .csv.")
def show(desk: Desk, week: date | None, out: str | None) -> None:
    """Corrections, late changes, imports, and the like of the week that holds a day, by default the last whole one."""
    day = week or desk.surroundings.today() - timedelta(days=7)
    if out is None:
        desk.show(lambda view: view.audit_week(day), week_data, week_text)
        return
    with desk.open() as book:
        found = book.view.audit_week(day)
        count = desk.work(lambda: write_week(book, found, Path(out)))
    desk.answer(
        lambda: {**week_line_data(found.line), "out": out, "listed": count},
        lambda: f"Wrote {number_of(count, 'entry', 'entries')} to {out}",
    )


@command("list", of=audit_review, example="leadbook audit-review list")
def list_(desk: Desk) -> None:
    """Every week that holds entries, newest first, and who signed it off."""
    desk.show(
        lambda view: view.audit_weeks(),
        lambda weeks: {"weeks": [week_line_data(line) for line in weeks]},
        lambda weeks: "\n".join(weeks_lines(weeks)),
    )


@command("sign", of=audit_review, example="leadbook audit-review sign 2025-11-17", takes_text=True)
@_WEEK
@click.option("--note", metavar="TEXT", help="What is to be remembered of it.")
def sign(desk: Desk, week: date, note: str | None) -> None:
    """Say that you have looked at the week that holds a day, once it is over."""
    desk.run(SignAuditReview(week, note))


@command("on", of=audit_review, example="leadbook audit-review on")
def on_(desk: Desk) -> None:
    """Have the desk tell of weeks that nobody signed off within 7 days, from this week on."""
    desk.run(FollowAuditReviews(on=True))


@command("off", of=audit_review, example="leadbook audit-review off")
def off(desk: Desk) -> None:
    """Have the desk tell of none, as in a new book; what was signed off stays."""
    desk.run(FollowAuditReviews(on=False))
