"""Who keeps the book: the list, naming somebody, what a person may do, a new PIN, letting in, taking off the list."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from textual.content import Content

from program.people import PIN_RULE, Role, in_order, roles_words
from program.refusals import BadInput
from reports.people import person_words
from storage.commands.base import Confirmation
from storage.commands.people import AddPerson, ChangePerson, RemovePerson, SetPin, UnlockPerson
from storage.views.people import Person
from tui.forms.codes import Turned
from tui.forms.fields import Badge, Given, Text, Unseen
from tui.forms.form import Form
from tui.forms.menu import Menu
from tui.widgets.choices import Choice


class _May(StrEnum):
    RECORD = "record"
    REVIEW = "review"
    CERTIFY = "certify"
    RECORD_REVIEW = "record review"
    RECORD_CERTIFY = "record certify"
    REVIEW_CERTIFY = "review certify"
    ALL = "record review certify"
    READ = "read"

    @property
    def roles(self) -> tuple[Role, ...]:
        return tuple(map(Role, self.value.split()))


class _YesNo(StrEnum):
    NO = "no"
    YES = "yes"


_MAY = {may: roles_words(may.roles) if may is not _May.READ else "read only" for may in _May}
_OWNER = {_YesNo.NO: "no", _YesNo.YES: "yes: names people, gives PINs"}
_NEW = "new"


class PeopleMenu(Menu):
    """The people of the book; one of them, or somebody new, leads on to the forms."""

    def __init__(self, people: Sequence[Person]) -> None:
        lines = [Choice(one.person_id, f"{one.name}: {person_words(one)}") for one in people]
        super().__init__("People of the book", [*lines, Choice(_NEW, "name somebody", "n")])
        self._people = {one.person_id: one for one in people}

    def pick(self, choice: Choice) -> None:
        """Goes on to what is asked for."""
        app = self.app
        super().pick(choice)
        one = self._people.get(choice.value)
        app.push_screen(name_form(first=not self._people) if one is None else PersonMenu(one))


class PersonMenu(Menu):
    """What can be said of a person."""

    def __init__(self, one: Person) -> None:
        choices = [Choice("change", "change the name, or what it may do", "c"), Choice("pin", "give a new PIN", "p")]
        choices += [Choice("unlock", "let in again after wrong PINs", "l")] if one.misses or one.shut_out else []
        choices += [Choice("remove", "take off the list", "x")]
        super().__init__(f"{one.name}: {person_words(one)}", choices)
        self._one = one

    def pick(self, choice: Choice) -> None:
        """Goes on to the form."""
        app = self.app
        super().pick(choice)
        forms = {"change": change_form, "pin": pin_form, "unlock": unlock_form, "remove": remove_form}
        app.push_screen(forms[choice.value](self._one))


class _NameForm(Form):
    """Where the first person was named, the desk asks that one to sit down."""

    def done(self, confirmation: Confirmation) -> None:
        super().done(confirmation)
        if self.leadbook.seat is None:
            self.leadbook.lock()


def name_form(*, first: bool) -> Form:
    """Asks for a new person; the first is the owner."""
    name, may = Text("name", "Name"), Turned("roles", "May", _May.RECORD.value, codes=_MAY)
    owner = Turned("owner", "Owner", (_YesNo.YES if first else _YesNo.NO).value, codes=_OWNER)
    badge = Badge("badge", "Badge", hint="where it is an officer")
    pin, again = _pins()
    words = Content("The first is the owner. From then on the desk asks who sits down, and PINs are needed.")
    return _NameForm(
        "Name the first of the book's people" if first else "Name somebody",
        [*([words] if first else []), name, may, owner, badge, pin, again],
        lambda given: AddPerson(
            given[name],
            given[may].roles,
            given[owner] is _YesNo.YES,
            given[badge] or None,
            pin=_same(given, pin, again),
        ),
    )


def change_form(one: Person) -> Form:
    """Asks what a person is called and may do."""
    name = Text("name", "Name", one.name)
    may = Turned("roles", "May", _May(" ".join(in_order(one.roles))).value, codes=_MAY)
    owner = Turned("owner", "Owner", (_YesNo.YES if one.is_owner else _YesNo.NO).value, codes=_OWNER)
    badge = Badge("badge", "Badge", one.badge or "", hint="where it is an officer")
    return Form(
        f"Change {one.name}",
        [name, may, owner, badge],
        lambda given: ChangePerson(one.name, given[name], given[may].roles, given[owner] is _YesNo.YES, given[badge]),
    )


def pin_form(one: Person) -> Form:
    """Asks for a new PIN."""
    pin, again = _pins()
    return Form(f"New PIN of {one.name}", [pin, again], lambda given: SetPin(one.name, pin=_same(given, pin, again)))


def unlock_form(one: Person) -> Form:
    """Asks whether somebody is let in again."""
    return Form(
        f"Let {one.name} in again",
        [Content("Wrong PINs so far are forgotten.")],
        lambda _: UnlockPerson(one.name),
        "Enter lets in · Esc leaves",
    )


def remove_form(one: Person) -> Form:
    """Asks whether somebody is taken off the list."""
    return Form(
        f"Take {one.name} off the list",
        [Content("What was done stays in the journal under the name.")],
        lambda _: RemovePerson(one.name),
        "Enter takes off · Esc leaves",
    )


def _pins() -> tuple[Unseen, Unseen]:
    return Unseen("pin", "PIN", hint=PIN_RULE), Unseen("again", "Once more")


def _same(given: Given, pin: Unseen, again: Unseen) -> str:
    if given[pin] != given[again]:
        raise BadInput("again", "", "is not the same")
    return given[pin]
