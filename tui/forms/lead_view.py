"""The saved views of the register: choosing one, saving the list that is shown, the order of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from reports.lead_filter import order_in_words
from reports.lead_view import view_words
from storage.commands.base import Confirmation
from storage.commands.lead_view import SaveView
from storage.text import printable
from storage.views.lead_order import Sort
from storage.views.lead_view import LeadView
from tui.forms.fields import Text
from tui.forms.form import Form
from tui.forms.menu import Menu
from tui.widgets.choices import Choice

_SAVES = "save"
_KEYS = "123456789abcdefghijklmnopqrstuwxyz"
"""Of the views, in their order; v saves."""

LAST_FIRST = frozenset({Sort.RECEIVED})
"""What stands last first unless it is turned round: the newest leads are looked for more often than the oldest."""

_ORDER_KEYS = {
    Sort.REFERENCE: "f",
    Sort.RECEIVED: "r",
    Sort.DUE: "d",
    Sort.OFFICER: "o",
    Sort.OUTCOME: "u",
    Sort.EVIDENCE: "e",
}


class ViewsMenu(Menu):
    """Asks which view is shown. ``picked`` is its id, or nothing where the list that is shown is to be saved;
    ``removed`` the view that Delete was pressed on.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("delete,backspace", "remove", "Remove", show=False)]
    hint = "A key or Enter shows it · Delete removes it · Esc leaves"

    def __init__(self, views: Sequence[LeadView], today: date, at: str) -> None:
        self._views = {view.id: view for view in views}
        widest = max(len(view.name) for view in views)
        choices = [
            Choice(view.id, f"{view.name:<{widest}}  {view_words(view, today)}", key)
            for view, key in zip(views, _KEYS, strict=False)
        ]
        super().__init__("Saved views", [*choices, Choice(_SAVES, "Save the list that is shown", "v")], at)
        self.removed: LeadView | None = None

    @property
    def chosen(self) -> LeadView | None:
        """The view that was picked; None where the list is to be saved."""
        return self._views.get(self.picked or "")

    def action_remove(self) -> None:
        """Leaves with the view under the cursor to be removed; undo brings it back."""
        self.removed = self._views.get(self.current.value)
        if self.removed is not None:
            self.dismiss(True)


class SaveViewForm(Form):
    """Asks for the name of the list that is shown; ``then`` is told of the view."""

    def __init__(
        self,
        words: str,
        order: tuple[Sort, bool],
        shown: str,
        name: str,
        then: Callable[[LeadView], object],
    ) -> None:
        field = Text("view", "Name", name, hint="such as Due this week", asked="give it a name")
        super().__init__(
            "Save this list as a view",
            [Content.styled(printable(shown), "$foreground-muted"), field],
            lambda given: SaveView(given[field], words, *order),
            "Enter saves · a view of that name is replaced · Esc leaves",
        )
        self._then = then

    def done(self, confirmation: Confirmation) -> None:
        super().done(confirmation)
        if isinstance(confirmation.result, LeadView):
            self._then(confirmation.result)


def order_menu(sort: Sort, descending: bool) -> Menu:
    """Asks for the column that a list is sorted by; the one it is sorted by already is turned round."""
    lines = []
    for column, key in _ORDER_KEYS.items():
        now = f"   (now {order_in_words(sort, descending)})" if column is sort else ""
        falling = next_order(column, sort, descending)
        lines.append(
            Choice(column.value, f"{column.value.capitalize():<11}{order_in_words(column, falling)}{now}", key)
        )
    return Menu("Sort by", lines, sort.value)


def next_order(column: Sort, sort: Sort, descending: bool) -> bool:
    """Whether a column that is chosen puts the last first, in a list that is sorted in an order so far."""
    return not descending if column is sort else column in LAST_FIRST
