"""What stands beside a claim: what another source was charged with, and the papers behind it."""

from __future__ import annotations

from program.calendar import Month
from program.claims.data import Period
from program.claims.lines import Line
from program.claims.pay import Category
from reports.words import period_words
from storage.commands.claim import NameDocument
from storage.commands.pay import ChargeOtherSource
from tui.forms.codes import Turned, spelled_out
from tui.forms.fields import AMonth, Badge, Cents, Place, Text, in_a_field
from tui.forms.form import Form


def other_source_form(line: Line | None, month: Month) -> Form:
    """Asks what of an officer's line somebody else pays; it begins with the line under the cursor."""
    held = line.badge if line else ""
    asked = line.category if line else Category.SALARY
    source = Text("source", "Source", hint="such as State grant")
    amount = Cents("amount", "Amount", hint="dollars of the line; 0 takes it back")
    badge = Badge("badge", "Officer", held, "badge")
    category = Turned("category", "Line", asked.value, codes=spelled_out(Category))
    period = AMonth("period", "Month", in_a_field(month), "such as Nov 2025")
    return Form(
        "Paid by another source",
        [source, amount, badge, category, period],
        lambda given: ChargeOtherSource(given[badge], given[period], given[category], given[amount], given[source]),
    )


def paper_form(period: Period) -> Form:
    """Asks for a file; its name and SHA-256 stand in the claim's packet, the file stays where it is."""
    file = Place("file", "File", hint="such as timesheets.pdf")
    heading = f"A paper behind the claim of {period_words(period)}"
    return Form(heading, [file], lambda given: NameDocument(period, given[file]))
