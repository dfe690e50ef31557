"""What the command palette finds besides commands: leads by reference, and officers by badge or name."""

from __future__ import annotations

from functools import partial

from textual.command import Hit, Hits, Provider
from textual.content import Content

from storage.text import compared, printable
from tui.host import host_of

_MOST = 8


class Finder(Provider):
    """Leads and officers; choosing one opens it."""

    async def search(self, query: str) -> Hits:
        """The leads whose reference begins so, and the officers whose badge or name holds it."""
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
        for badge, name in host.officers:
            if typed in compared(f"{badge} {name}"):
                text = f"Officer {printable(badge)} {printable(name)}"
                yield Hit(0.8, Content(text), partial(self.app.push_screen, OfficerScreen(badge, name)), text=text)
