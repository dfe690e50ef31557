"""Keeping what was given to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from program.disclosure import Given, LeftOut
from program.refusals import BadInput
from storage.commands.base import Command, Done
from storage.commands.lookup import must_not_be_later
from storage.journal.writer import Writer
from storage.schema.disclosure import disclosure
from storage.text import cleaned, required

_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class AddDisclosure(Command):
    """Records what was given to whom: the recipient is an office, an outlet, a request's number, and no private person.

    ``on`` is today unless given; ``sha256`` that of the packet's manifest, or of the file. Raises BadInput.
    """

    given: Given
    about: str
    recipient: str
    on: date | None = None
    left_out: Sequence[LeftOut] = ()
    sha256: str | None = None
    note: str | None = None

    def carry_out(self, writer: Writer) -> Done:
        today = writer.surroundings.today()
        on = self.on or today
        must_not_be_later("on", on, today)
        digest = self.sha256.strip().lower() if self.sha256 is not None else None
        if digest is not None and _SHA256.fullmatch(digest) is None:
            raise BadInput("sha256", self.sha256, "is no SHA-256; it has 64 digits and letters a to f")
        about = required("about", self.about, writer.accepted)
        recipient = required("recipient", self.recipient, writer.accepted)
        writer.insert(
            disclosure,
            {
                "id": writer.new_id(),
                "given": self.given.value,
                "about": about,
                "recipient": recipient,
                "on_date": on.isoformat(),
                "left_out": " ".join(part.value for part in LeftOut if part in self.left_out),
                "sha256": digest,
                "note": cleaned("note", self.note, writer.accepted),
            },
        )
        left = [part.value for part in LeftOut if part in self.left_out]
        without = f", without {' and '.join(left)}" if left else ""
        return Done(f"Recorded as given to {recipient} on {on}: {about}{without}")
