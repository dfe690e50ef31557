"""Another passphrase for the book, a first one, or none; the book is closed and opened again for it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from textual.content import Content

from program.refusals import BadInput
from storage.keys import SHORTEST, must_hold
from tui.forms.codes import Turned
from tui.forms.fields import Given, Unseen
from tui.forms.form import Asking


class _To(StrEnum):
    NEW = "new"
    PLAIN = "plain"


_TO = Turned(
    "to",
    "Do",
    _To.NEW.value,
    codes={_To.NEW: "change the passphrase", _To.PLAIN: "take the encryption off"},
)
_PRESENT = Unseen("present", "Present", hint="the present passphrase")
_NEW = Unseen("passphrase", "New", hint=f"{SHORTEST} characters or more; four or five words by chance")
_AGAIN = Unseen("again", "Once more", hint="the new passphrase")
_WORDS = (
    "\nA backup is made first, and the backups go along. Nobody opens an encrypted book without its passphrase:"
    " write it down."
)


class RekeyForm(Asking):
    """Asks for the passphrases. Dismissed with True when ``chosen`` holds what the book is to be put under."""

    def __init__(self, *, is_encrypted: bool) -> None:
        fields = [_TO, _PRESENT, _NEW, _AGAIN] if is_encrypted else [_NEW, _AGAIN]
        heading = "The book's passphrase" if is_encrypted else "Encrypt the book"
        super().__init__(heading, [*fields, Content(_WORDS)], "Enter does it · Esc leaves")
        self._is_encrypted = is_encrypted
        self.chosen: tuple[str | None, str | None] | None = None
        """The present passphrase, None where there is none, and the new one, None to take the encryption off."""

    def stands(self) -> Mapping[str, object]:
        """Nothing that a draft could keep."""
        return {}

    def act(self, given: Given) -> None:
        present = given[_PRESENT] if self._is_encrypted else None
        if present == "":
            raise BadInput("present", "", "type the present passphrase")
        if self._is_encrypted and given[_TO] is _To.PLAIN:
            self.chosen = (present, None)
        else:
            must_hold(given[_NEW])
            if given[_NEW] != given[_AGAIN]:
                raise BadInput("again", "", "write the same passphrase as above")
            self.chosen = (present, given[_NEW])
        self.dismiss(True)
