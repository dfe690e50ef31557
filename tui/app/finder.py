"""What the command palette finds besides commands: leads by reference, officers by badge or name, saved views."""

from __future__ import annotations

from functools import partial

from textual.command import Hit, Hits, Provider
from textual.content import Content

from storage.text import compared, printable
from storage.views.lead_view import LeadView
from tui.host import host_of

_MOST = 8


class Finder(Provider):
    """Leads, officers and views; choosing one opens it."""

    async def search(self, query: str) -> Hits:
        """The leads whose reference begins so, the officers whose badge or name holds it, the views whose name does."""
        host = host_of(self.app)
        if host.status is None or not query.strip():
            return
        from tui.screens.lead import LeadScreen
        from tui.screens.officer import OfficerScreen

        leads = await host.bookkeeper.ask(lambda book: book.view.completions(query.strip(), _MOST))
        for lead in leads:
            text = f"Lead {printable(lead.reference)}"
            opens = partial(self.app.push_screen, LeadScreen(lead.reference))
            yield Hit(0.9, Content(text), opens, text=text, help=lead.outcome.words)
        typed = compared(query)
        for view in await host.bookkeeper.ask(lambda book: book.view.lead_views()):
            if typed in compared(view.name):
                text = f"View {printable(view.name)}"
                yield Hit(0.85, Content(text), partial(self._show, view), text=text, help=printable(view.words))
        for badge, name in host.officers:
            if typed in compared(f"{badge} {name}"):
                text = f"Officer {printable(badge)} {printable(name)}"
                yield Hit(0.8, Content(text), partial(self.app.push_screen, OfficerScreen(badge, name)), text=text)

    async def _show(self, view: LeadView) -> None:
        from tui.screens.leads import Leads

        await host_of(self.app).action_leads()
        if isinstance(self.app.screen, Leads):
            self.app.screen.show_view(view)
