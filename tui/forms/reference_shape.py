"""How ICE writes the references of this agency."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from storage.commands.reference_shape import SetReferenceShape
from tui.forms.fields import Given, Text
from tui.forms.form import Form

_MEANS = "9 is a digit, @ a letter, * a letter or a digit, and + repeats the sign before it. Put ; between several."


def reference_shape_form(masks: Sequence[str]) -> Form:
    """Asks for the masks that new references have to fit; it begins with those that hold now."""
    shape = Text("shape", "Shape", "; ".join(masks), "99-9999; blank takes any reference")

    def makes(given: Given) -> SetReferenceShape:
        return SetReferenceShape([mask.strip() for mask in given[shape].split(";") if mask.strip()])

    return Form("Shape of references", [shape, Content(_MEANS)], makes)
