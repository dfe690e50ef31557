"""The agency's time zone."""

from __future__ import annotations

import click

from cli.parameters import Typed
from cli.plumbing import Desk, command
from program.time_zones import ZONES, zone_named
from storage.commands.time_zone import SetTimeZone
from storage.views.time_zone import TimeZone

_ZONE = Typed("ZONE", zone_named, lambda _desk, _typed: ((zone, None) for zone in ZONES))


@command("time-zone", example="leadbook time-zone America/Chicago")
@click.argument("zone", type=_ZONE, required=False)
def time_zone(desk: Desk, zone: str | None) -> None:
    """Say in which time zone the agency's days begin, or show it.

    It is the state's where a state has one. It matters for files that give moments, such as 2026-01-01T02:00:00Z, which
    is December 31 in Texas.
    """
    if zone is not None:
        desk.run(SetTimeZone(zone))
        return
    desk.show(
        lambda view: view.time_zone(),
        lambda found: {"zones": list(found.zones), "chosen": found.chosen},
        _words,
    )


def _words(found: TimeZone) -> str:
    if len(found.zones) == 1:
        return f"{found.zones[0]}{'' if found.chosen else ', as the state has it'}"
    return f"{' or '.join(found.zones)}: say which with leadbook time-zone ZONE"
