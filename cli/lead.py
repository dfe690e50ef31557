"""Leads: entered, assigned, shown, listed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from cli.lead_view import views
from cli.parameters import BADGE, DATE, ORDER, OUTCOME, PATH, QUARTER, REFERENCE, VIEW, coded
from cli.plumbing import Desk, command
from program.calendar import Quarter
from program.leads.outcome import Category, Origin, Outcome
from program.refusals import BadInput
from reports.lead import detail_data, detail_text, lead_data, lead_line
from reports.lead_file import write_leads
from storage.book import Book
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.reference_shape import SetReferenceShape
from storage.text import number_of
from storage.views.lead import LeadQuery
from storage.views.lead_filter import read_filter
from storage.views.lead_order import Sort
from storage.views.lead_view import view_named

_ANY_SHAPE = "any shape: at most 40 characters, one digit or more, no words in a row"


@click.group("lead")
def lead() -> None:
    """Enter, assign, show and list leads."""


@command(
    "add",
    of=lead,
    example="leadbook lead add 24-1190 --received 2025-11-10 --due 2025-11-24 --officer 1041",
    takes_text=True,
)
@click.argument("reference", type=REFERENCE)
@click.option("--received", type=DATE.named("received_on"), required=True, help="The day ICE provided it.")
@click.option("--due", type=DATE.named("due_on"), help="The day an answer is due.")
@click.option("--officer", type=BADGE, help="The officer who holds it.")
@click.option(
    "--category", type=coded(Category), default="standard", show_default=True, help="What kind of lead it is."
)
@click.option(
    "--origin",
    type=coded(Origin),
    default="ice",
    show_default=True,
    help="Who it came from; agency for its own encounters.",
)
def add(
    desk: Desk,
    reference: str,
    received: date,
    due: date | None,
    officer: str | None,
    category: Category,
    origin: Origin,
) -> None:
    """Enter one lead."""
    desk.run(AddLead(reference, received, due, officer, category, origin))


@command("assign", of=lead, example="leadbook lead assign 24-1187 24-1189 --officer 1052")
@click.argument("references", type=REFERENCE, nargs=-1, required=True)
@click.option("--officer", type=BADGE, required=True, help="The officer who takes them.")
def assign(desk: Desk, references: tuple[str, ...], officer: str) -> None:
    """Give leads to an officer: all of them, or none where one is refused."""
    desk.run(AssignLeads(references, officer))


@command("shape", of=lead, example="leadbook lead shape 99-9999 ICE-9+")
@click.argument("masks", metavar="[MASK]...", nargs=-1)
@click.option("--any", "any_shape", is_flag=True, help="Take references of any shape again.")
def shape(desk: Desk, masks: tuple[str, ...], any_shape: bool) -> None:
    """Say how ICE writes the references of this agency, or see what was said.

    In a MASK, 9 is a digit, @ a letter, * a letter or a digit, and + after one of them repeats it; every other sign
    stands for itself. A new lead whose reference fits none of the masks is refused; leads of the book stay as they are.
    """
    if masks and any_shape:
        raise BadInput("shape", "", "give masks, or --any")
    if masks or any_shape:
        desk.run(SetReferenceShape(masks))
        return
    desk.show(
        lambda view: view.reference_shape(),
        lambda found: {"shape": list(found)},
        lambda found: " or ".join(found) or _ANY_SHAPE,
    )


@command("show", of=lead, example="leadbook lead show 24-1187")
@click.argument("reference", type=REFERENCE)
def show(desk: Desk, reference: str) -> None:
    """One lead with what it counts as and its timeline."""
    desk.show(lambda view: view.lead(reference), detail_data, detail_text)


@command("list", of=lead, example="leadbook lead list --filter 'open due<today' --sort due")
@click.option("--view", type=VIEW, help="The saved view of this name, which the other options narrow further.")
@click.option("--filter", "words", metavar="WORDS", help="Words as the app's filter takes them, in one argument.")
@click.option("--quarter", type=QUARTER, help="Received in this federal fiscal quarter.")
@click.option("--outcome", type=OUTCOME, help="With this outcome.")
@click.option("--officer", type=BADGE, help="Held by this officer.")
@click.option("--overdue", is_flag=True, help="Open and past due.")
@click.option("--sort", type=ORDER, help=f"By {', '.join(Sort)}; newest first unless given.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="At most so many.")
@click.option("--after", metavar="CURSOR", help="Go on after the cursor that the page before gave.")
@click.option("--out", type=PATH, help="Write all of them to a new file, .csv or .xlsx, instead of printing a page.")
def list_(
    desk: Desk,
    view: str | None,
    words: str | None,
    limit: int,
    after: str | None,
    out: str | None,
    **asked: Any,
) -> None:
    """Leads, newest first, page by page; or all of them to a file."""
    with desk.open() as book:
        query = _query(book, view, words, **asked)
        if out is not None:
            count = desk.work(lambda: write_leads(book, query, "Leads", Path(out).expanduser()))
            desk.answer(lambda: {"out": out, "leads": count}, lambda: f"Wrote {number_of(count, 'lead')} to {out}")
            return
        page = book.view.leads(query, limit, after)
    if page.after and not desk.as_json:
        desk.narrate(f"There are more; go on with --after '{page.after}'")
    desk.answer(
        lambda: {"leads": [lead_data(found) for found in page.leads], "after": page.after},
        lambda: "\n".join(map(lead_line, page.leads)) or "No lead fits.",
    )


def _query(
    book: Book,
    view: str | None,
    words: str | None,
    *,
    quarter: Quarter | None,
    outcome: Outcome | None,
    officer: str | None,
    overdue: bool,
    sort: tuple[Sort, bool] | None,
) -> LeadQuery:
    """What is asked for: a saved view's words and order where one is named, narrowed by all else that is given.

    Raises BadInput where words are not understood, or ask for two outcomes or quarters.
    """
    saved = view_named(book.view.lead_views(), view) if view is not None else None
    typed = [saved.words if saved else "", words or "", outcome.value if outcome else "", str(quarter or "")]
    typed.append("overdue" if overdue else "")
    found = read_filter(" ".join(typed), book.surroundings.today())
    if found.wrong:
        raise BadInput("filter", words or "", found.wrong)
    order = sort or ((saved.sort, saved.descending) if saved else (Sort.RECEIVED, True))
    query = replace(found.query, sort=order[0], descending=order[1])
    return query if officer is None else replace(query, officer=officer)


@command("worksheet", of=lead, example="leadbook lead worksheet --officer 1041 --out worksheet.pdf")
@click.option("--officer", type=BADGE, help="Only of this officer; otherwise a page for each who holds an open lead.")
@click.option("--out", type=PATH, required=True, help="A new file that ends in .pdf.")
def worksheet(desk: Desk, officer: str | None, out: str) -> None:
    """Print open leads with boxes for outcome, date and evidence, to be filled in by hand and typed in."""
    from reports.worksheet import write_worksheets

    with desk.open() as book:
        printed = desk.work(lambda: write_worksheets(book, officer, Path(out).expanduser()))
    desk.answer(
        lambda: {"out": out, "sheets": printed.sheets, "leads": printed.leads},
        lambda: f"Wrote {printed.words} to {out}",
    )


lead.add_command(views)
