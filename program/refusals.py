"""What can be refused, in words for its user: one sentence, no traceback, and nothing was changed."""

from __future__ import annotations

_LONGEST_SHOWN = 80


class LeadbookError(Exception):
    """Something the user should read. ``exit_code`` is that of the command line."""

    exit_code = 2


class BadInput(LeadbookError):
    """A value that cannot be taken: names the field, the value, and what would be right."""

    def __init__(self, field: str, value: object, expected: str) -> None:
        shown = str(value)
        if len(shown) > _LONGEST_SHOWN:
            shown = shown[: _LONGEST_SHOWN - 3] + "..."
        super().__init__(f"{field}: {shown!r}: {expected}" if shown else f"{field}: {expected}")
        self.field = field
        self.value = value
        self.expected = expected
