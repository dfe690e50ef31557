"""What screens with a list of leads share: opening one, and acting on the cursor's lead or on the selected ones."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from storage.text import compared
from storage.views.lead import Lead
from tui.keys.registry import bindings
from tui.lists.long_list import LongList
from tui.screens.base import BookScreen
from tui.widgets.preview import Preview


class LeadListScreen(BookScreen):
    """A screen whose main widget is a list of leads."""

    PLACES: ClassVar[tuple[str, ...]] = ("leads",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("leads")

    @property
    def leads(self) -> LongList[Lead]:
        """The list."""
        return self.query_one(LongList)

    def references(self) -> tuple[str, ...]:
        """The selected leads, or the one under the cursor."""
        return tuple(lead.reference for lead in self.leads.in_hand)

    def why_no_lead(self) -> str:
        if not self.leads.total:
            return super().why_no_lead()
        if self.focused is not self.leads:
            return "The keys are not in the list of leads: Tab goes there"
        return "The lead under the cursor is out of sight: ↑ or ↓ goes back to it"

    def select_none(self) -> None:
        """Selects nothing."""
        self.leads.select_none()

    def lead_added(self, reference: str) -> None:
        """Puts the cursor on it, where the list shows it."""
        self.leads.seek(lambda lead: compared(lead.reference) == compared(reference))

    def on_long_list_moved(self, event: LongList.Moved) -> None:
        """Shows the lead under the cursor beside the list, where there is room for it."""
        from tui.screens.lead import lead_in_full

        row, today = event.row, self.leadbook.surroundings.today()
        if row is None or isinstance(row, Lead):
            in_full = None if row is None else partial(lead_in_full, reference=row.reference, today=today)
            for preview in self.query(Preview):
                preview.show(in_full)

    def on_long_list_opened(self, event: LongList.Opened) -> None:
        """Enter on a row, or a click on the cursor's, opens it."""
        event.stop()
        self.open_row(event.row)

    def open_row(self, row: object) -> None:
        """Opens a lead."""
        from tui.screens.lead import LeadScreen

        if isinstance(row, Lead):
            self.app.push_screen(LeadScreen(row.reference))
