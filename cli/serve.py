"""``leadbook serve``: the app in a window of a browser."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.parameters import FILE
from cli.plumbing import Desk, command
from program.refusals import LeadbookError

if TYPE_CHECKING:
    from tui.web.door import Door

ONLY_HERE = "127.0.0.1"
PORT = 8000


@command("serve", example="leadbook serve --port 8080")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=PORT,
    metavar="N",
    help=f"The port, {PORT} by default; 0 takes a free one.",
)
@click.option(
    "--address", default=ONLY_HERE, metavar="ADDRESS", help=f"{ONLY_HERE}, which only this machine reaches, by default."
)
@click.option("--token-file", type=FILE, help="Ask for the token in this file; it is made where there is none.")
def serve(desk: Desk, port: int, address: str, token_file: str | None) -> None:
    """Open the app in a window of a browser instead of the terminal.

    Serves it on this machine until ctrl+c. Another address is refused without a token: whoever opens the page works in
    the book as you. The token stands in a file, never on the command line, where others could read it.
    """
    from tui.web.door import Door, is_this_machine, token_in

    token, made = token_in(Path(token_file)) if token_file else (None, False)
    door = Door(address, token)
    os.environ["LEADBOOK_BOOK"] = desk.place()  # not on a command line: a URL may hold a password
    if desk.anywhere:
        os.environ["LEADBOOK_I_KNOW"] = "1"
    _ = desk.config, desk.surroundings  # what is wrong with them is said here, not in the browser

    def ready(url: str) -> None:
        if made:
            desk.narrate(f"Made a token in {token_file}: the page asks for it.")
        if not is_this_machine(address):
            desk.narrate(
                "What you see and type crosses the network unencrypted: put a TLS proxy or a tunnel before it."
            )
        desk.answer(
            lambda: {"url": url, "book": desk.book_shown, "token": token is not None},
            lambda: f"Leadbook is at {url} until ctrl+c. Each window that opens it is an app of its own.",
        )
        sys.stdout.flush()

    wait_for_visitors(door, port, ready)


def wait_for_visitors(door: Door, port: int, ready: Callable[[str], None]) -> None:
    """Serves until ctrl+c; raises LeadbookError where the extra is not installed or the address cannot be had."""
    try:
        from tui.web.server import WindowServer
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("aiohttp", "textual_serve"):
            raise
        raise LeadbookError("A browser's window needs one more package: install leadbook[web]") from None
    try:
        asyncio.run(WindowServer(door, port).run(ready))
    except KeyboardInterrupt:
        return
