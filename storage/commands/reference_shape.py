"""The shape of an agency's references: what it is, and what new ones are held to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from program.personal.kinds import Kind
from program.personal.shape import MOST_MASKS, Shape
from program.refusals import BadInput, LooksPersonal
from storage.commands.base import Command, Done
from storage.journal.writer import Writer
from storage.schema.agency import setting
from storage.text import lead_reference
from storage.views.reference_shape import SETTING, reference_masks


@dataclass(frozen=True)
class SetReferenceShape(Command):
    """Says which masks new references have to fit, one of them; without one any reference does.

    Leads that the book has stay as they are. Raises BadInput for a mask that can be none.
    """

    masks: Sequence[str]

    def carry_out(self, writer: Writer) -> Done:
        masks = list(dict.fromkeys(mask.strip() for mask in self.masks))
        if len(masks) > MOST_MASKS:
            raise BadInput("shape", "", f"give at most {MOST_MASKS} masks, these are {len(masks)}")
        for mask in masks:
            try:
                Shape((mask,))
            except ValueError as problem:
                raise BadInput("shape", mask, str(problem)) from None
        said = f"New references are written {' or '.join(masks)}" if masks else "New references may have any shape"
        if tuple(masks) == writer.ask(reference_masks):
            return Done(f"{said} already")
        there = writer.row(writer.select(setting).where(setting.c.id == SETTING))
        value = json.dumps(masks)
        if there is None:
            writer.insert(setting, {"id": SETTING, "value": value})
        else:
            writer.update(setting, there, value=value)
        return Done(said)


def new_reference(writer: Writer, text: str) -> str:
    """The reference of a lead that is entered by hand, as the book keeps it.

    Raises BadInput where it is empty, looks like a detail of a person, or has not the agency's shape.
    """
    kept = lead_reference(text, writer.accepted)
    shape = Shape(writer.ask(reference_masks))
    if not shape.fits(kept):
        if writer.accepted is None:
            raise LooksPersonal("reference", Kind.SHAPE, shape.wanted)
        writer.accepted.take("reference", Kind.SHAPE)
    return kept
