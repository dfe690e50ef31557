"""In which time zone the agency's days begin."""

from __future__ import annotations

from textual.content import Content
from textual.suggester import Suggester, SuggestFromList

from program.time_zones import ZONES
from storage.commands.time_zone import SetTimeZone
from storage.views.time_zone import TimeZone
from tui.forms.fields import Text
from tui.forms.form import Form
from tui.host import Host


class _Zone(Text):
    """A zone's name, completed."""

    def completer(self, host: Host) -> Suggester:  # noqa: ARG002
        return SuggestFromList(ZONES, case_sensitive=False)


def time_zone_form(found: TimeZone) -> Form:
    """Asks for the zone; it begins with the one in effect, and says where that is from."""
    zones = " or ".join(found.zones)
    known = "as said" if found.chosen else "as the state has it" if len(found.zones) == 1 else "say which"
    zone = _Zone("zone", "Zone", found.zones[0], "such as America/Chicago", alias="time_zone", asked="name a zone")
    about = f"Now {zones}, {known}. It decides which day a moment is that a file gives; what is recorded stays."
    return Form("Time zone of the agency", [zone, Content(about)], lambda given: SetTimeZone(given[zone]))
