"""What can be refused, in words for its user: one sentence, no traceback, and nothing was changed."""

from __future__ import annotations

from program.personal.kinds import LONGEST_REFERENCE, Kind, Where

_LONGEST_SHOWN = 80
_SAYS_OF_IT = (
    *("is", "was", "must", "has", "holds", "lies", "stands", "begins", "ends", "ended", "runs", "takes"),
    *("looks", "needs", "names", "wants", "unpacks", "cannot"),
)
"""How a sentence begins that goes on from the value: ``'5' is more than ICE has provided``."""

_OPEN = ("agency", "name")
"""Fields whose values may be said: the agency's name and an officer's own."""


class LeadbookError(Exception):
    """Something the user should read. ``exit_code`` is that of the command line."""

    exit_code = 2


class BadInput(LeadbookError):
    """A value that cannot be taken: names the field, the value, and what would be right.

    A value that looks like a detail of a person is dropped at once: nothing that is said, shown or kept of the error
    has it.
    """

    def __init__(self, field: str, value: object, expected: str) -> None:
        if field not in _OPEN and _names_somebody(value):
            value = ""
        shown = str(value)
        if len(shown) > _LONGEST_SHOWN:
            shown = shown[: _LONGEST_SHOWN - 3] + "..."
        goes_on = expected.partition(" ")[0] in _SAYS_OF_IT
        said = f"{shown!r}{'' if goes_on else ':'} {expected}" if shown else expected
        super().__init__(f"{field}: {said}")
        self.field = field
        self.value = value
        self.expected = expected


class LooksPersonal(BadInput):
    """A text that is refused since it looks like a detail of a person; who knows better may take it all the same."""

    def __init__(self, field: str, kind: Kind, wanted: str = "") -> None:
        super().__init__(field, "", personal(kind, wanted))


def personal(kind: Kind, wanted: str = "") -> str:
    """Why a text is refused; ``wanted`` says how a reference is written that has not the agency's shape."""
    if kind is Kind.SHAPE:
        wanted = wanted or f"at most {LONGEST_REFERENCE} characters, one digit or more, no words in a row"
        return f"{kind.said}: {wanted}"
    return f"{kind.said}; no detail of a person enters the book"


def _names_somebody(value: object) -> bool:
    """Whether a text, or the name of a file that a path leads to, looks like a detail of a person."""
    name = getattr(value, "stem", None)  # a path has one
    text = name if isinstance(name, str) else value
    if not isinstance(text, str) or not text:
        return False
    from program.personal.guard import kind_of  # its lists and patterns take 20 ms: only where something is refused

    return kind_of(text, Where.PROSE if text is value else Where.FILE) is not None
