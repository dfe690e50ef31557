"""Returning recorded outcomes to whoever recorded them."""

from __future__ import annotations

from collections.abc import Sequence

from program.leads.review import ReturnReason
from storage.commands.review import ReturnOutcomes
from storage.text import named_or_counted
from tui.forms.codes import Chosen, spelled_out
from tui.forms.form import Form


def return_form(references: Sequence[str]) -> Form:
    """Asks why."""
    reason = Chosen("reason", "Because of", codes=spelled_out(ReturnReason))
    return Form(
        f"Return {named_or_counted(references, 'outcome')}",
        [reason],
        lambda given: ReturnOutcomes(tuple(references), given[reason]),
    )
