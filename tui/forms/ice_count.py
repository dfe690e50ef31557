"""ICE's own count of a quarter, and how far a lead has been talked over with ICE."""

from __future__ import annotations

from collections.abc import Sequence

from program.quarters.ice_count import QueryState
from storage.commands.ice_count import MarkQueries, RecordIceCount
from storage.text import named_or_counted
from storage.views.quarter import QuarterSummary
from tui.forms.codes import Turned
from tui.forms.fields import Day, MaybeDay, Text, Whole, in_a_field
from tui.forms.form import Form


def ice_count_form(shown: QuarterSummary) -> Form:
    """Asks for ICE's figures; those entered before are filled in."""
    quarter, count = shown.figures.quarter, shown.ice_count
    provided = Whole("provided", "Provided", _figure(count.provided), f"ours: {count.ours_provided:,}")
    located = Whole("located", "Located", _figure(count.located), f"ours: {count.ours_located:,}")
    received = Day("on", "Received", in_a_field(count.received_on) if count.received_on else "today", alias="received")
    reference = Text("reference", "Reference", count.reference or "", "the letter or message it stands in")
    return Form(
        f"ICE's count of {quarter}",
        [provided, located, received, reference],
        lambda given: RecordIceCount(quarter, given[provided], given[located], given[received], given[reference]),
    )


def query_form(references: Sequence[str]) -> Form:
    """Asks how far leads have been talked over with ICE."""
    codes = {state: state.words for state in QueryState}
    state = Turned("state", "It is", QueryState.QUERY_SENT.value, codes=codes)
    on = MaybeDay("on", "On", "today")
    reference = Text("reference", "Reference", hint="the letter or message it stands in")
    return Form(
        f"With ICE: {named_or_counted(references, 'lead')}",
        [state, on, reference],
        lambda given: MarkQueries(tuple(references), given[state], given[on], given[reference]),
    )


def _figure(number: int | None) -> str:
    return "" if number is None else str(number)
