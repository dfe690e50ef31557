"""The web server of ``leadbook serve``: a page, and for each one that is opened the app in a process of its own.

textual-serve carries keys and frames between browser and app. The page is ours, since its own asks a stranger's server
for a font; so is the door, since it has none.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from aiohttp import hdrs, web
from aiohttp.typedefs import Handler
from textual_serve.server import Server

from program.refusals import BadInput
from tui.web.door import Door, host_of

_FILES = Path(__file__).parent
_PAGE = (_FILES / "page.html").read_text(encoding="utf-8")
_ASKS = (_FILES / "token.html").read_text(encoding="utf-8")
_APP = [sys.executable, str(_FILES.parent.parent / "leadbook.py")]

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
    " font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""Nothing comes from elsewhere, nothing is kept, and no other page may show ours inside its own."""


class WindowServer(Server):
    """Serves the app that ``leadbook`` without a command opens; which book it is, the environment says."""

    def __init__(self, door: Door, port: int) -> None:
        command = subprocess.list2cmdline(_APP) if sys.platform == "win32" else shlex.join(_APP)
        super().__init__(command, host=door.address, port=port, title="Leadbook")
        self._door = door
        self._windows: set[asyncio.Task[object]] = set()

    async def run(self, ready: Callable[[str], None]) -> None:
        """Serves until it is interrupted; ``ready`` is told the page's address. Raises BadInput where it cannot."""
        logging.basicConfig(level=logging.WARNING, format="leadbook: %(message)s")
        runner = web.AppRunner(await self._make_app(), access_log=None)
        await runner.setup()
        try:
            ready(await self._begin(runner))
            await _interrupted()
        finally:
            await runner.cleanup()

    async def _begin(self, runner: web.AppRunner) -> str:
        try:
            await web.TCPSite(runner, self.host, self.port).start()
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise BadInput("port", self.port, "another program has it; name another, or 0 for a free one") from None
            raise BadInput("address", self.host, f"cannot be served: {problem.strerror or problem}") from None
        self.port = runner.addresses[0][1]
        return f"http://{host_of(self.host)}:{self.port}/"

    async def _make_app(self) -> web.Application:
        app = web.Application(middlewares=[self._admit])
        app.add_routes(
            [
                web.get("/", self._page),
                web.post("/token", self._take_token),
                web.get("/ws", self.handle_websocket),
                web.get("/download/{key}", self.handle_download),
                web.static("/static", self.statics_path),
                web.static("/ours", _FILES / "files"),
            ]
        )
        app.on_response_prepare.append(_add_headers)
        app.on_shutdown.append(self._close_windows)
        return app

    @web.middleware
    async def _admit(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Lets a request in, or answers 403 with the reason."""
        asks = request.path == "/ws" or request.method != hdrs.METH_GET
        why = self._door.refuses(request.host, request.headers.get(hdrs.ORIGIN), needs_origin=asks)
        if why is not None:
            return web.Response(status=403, text=f"{why}\n")
        if request.path != "/token" and not self._door.lets_in(request.cookies.get(self._cookie)):
            return _token_wanted() if request.path == "/" else web.Response(status=403, text="The token is wanted.\n")
        return await handler(request)

    @property
    def _cookie(self) -> str:
        return f"leadbook-{self.port}"  # browsers tell no ports apart, and two books may be open

    async def _page(self, _request: web.Request) -> web.Response:
        return web.Response(text=_PAGE, content_type="text/html")

    async def _take_token(self, request: web.Request) -> web.Response:
        typed = (await request.post()).get("token")
        if not isinstance(typed, str) or not self._door.knows(typed):
            return _token_wanted("This is not the token.")
        response = web.HTTPSeeOther("/")
        response.set_cookie(self._cookie, self._door.pass_, httponly=True, samesite="Strict", secure=request.secure)
        return response

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Runs the app for a page until the page is left, or the server is."""
        task = asyncio.current_task()
        assert task is not None
        self._windows.add(task)
        try:
            return await super().handle_websocket(request)
        finally:
            self._windows.discard(task)

    async def _close_windows(self, _app: web.Application) -> None:
        """Leaves every app as ``ctrl+q`` would, and waits until what it was handed is written."""
        for window in self._windows:
            window.cancel()
        await asyncio.gather(*self._windows, return_exceptions=True)


def _token_wanted(why: str = "") -> web.Response:
    return web.Response(status=403, text=_ASKS.replace("<!-- why -->", why), content_type="text/html")


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)


async def _interrupted() -> None:
    """Waits for ctrl+c or the end of the session; where signals cannot be waited for, ctrl+c ends the wait itself."""
    came = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            asyncio.get_running_loop().add_signal_handler(number, came.set)
    await came.wait()
