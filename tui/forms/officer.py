"""Adding an officer, setting a standing, and the notice of a revocation to ICE."""

from __future__ import annotations

from program.officers.standing import Standing
from storage.commands.notice import RecordNotice
from storage.commands.officer import AddOfficer, SetStanding
from tui.forms.codes import Turned, spelled_out
from tui.forms.fields import Day, MaybeDay, Text
from tui.forms.form import Form


def new_officer_form() -> Form:
    """Asks for a new officer."""
    badge, name = Text("badge", "Badge"), Text("name", "Name")
    authorized = MaybeDay(
        "authorized",
        "Authorized",
        hint="first day; blank: in training from today",
        alias="authorized_from",
        either_way=True,
    )
    return Form(
        "New officer",
        [badge, name, authorized],
        lambda given: AddOfficer(given[badge], given[name], given[authorized]),
    )


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
