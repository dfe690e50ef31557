"""Adding an officer, setting a standing, and the notice of a revocation to ICE."""

from __future__ import annotations

from program.officers.standing import Standing
from storage.commands.base import Confirmation
from storage.commands.notice import RecordNotice
from storage.commands.officer import AddOfficer, SetStanding
from tui.forms.codes import Turned, spelled_out
from tui.forms.fields import Day, Given, MaybeDay, Text
from tui.forms.form import Form

_BADGE, _NAME = Text("badge", "Badge"), Text("name", "Name")
_AUTHORIZED = MaybeDay(
    "authorized",
    "Authorized",
    hint="first day; blank: in training from today",
    alias="authorized_from",
    either_way=True,
)


class NewOfficerForm(Form):
    """Asks for a new officer; ``added`` is the badge of the one who was added."""

    added = ""

    def __init__(self) -> None:
        super().__init__("New officer", [_BADGE, _NAME, _AUTHORIZED], _add_officer)

    def done(self, confirmation: Confirmation) -> None:
        self.added = self.given()[_BADGE]
        super().done(confirmation)


def _add_officer(given: Given) -> AddOfficer:
    return AddOfficer(given[_BADGE], given[_NAME], given[_AUTHORIZED])


def standing_form(badge: str, name: str = "") -> Form:
    """Asks for a standing of one officer over a span of days; those days are taken from what held before."""
    standing = Turned("standing", "Standing", Standing.AUTHORIZED.value, codes=spelled_out(Standing))
    begins = Day("from", "From", either_way=True)
    until = MaybeDay("until", "Until", hint="blank: open; authorization: 2 years", after=begins)
    basis = Text("basis", "Basis", hint="the letter, notice or order it rests on")
    return Form(
        f"Standing of {badge} {name}".rstrip(),
        [standing, begins, until, basis],
        lambda given: SetStanding(badge, given[standing], given[begins], given[until], given[basis]),
    )


def notice_form(badge: str, name: str) -> Form:
    """Asks when ICE was told that an officer's authorization was revoked."""
    on = Day("on", "On")
    return Form(
        f"ICE was told of the revocation of {badge} {name}".rstrip(),
        [on],
        lambda given: RecordNotice(badge, given[on]),
    )
