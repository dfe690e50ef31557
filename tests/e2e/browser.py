"""A real browser without a window, spoken to by its own DevTools protocol: a page, what it gets and is typed into."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import aiohttp
import pyte

from tests.terminal import DEADLINE_SECONDS, as_pyte_reads

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_QUIET = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
)
_CODES = {"Enter": ("\r", 13), "Escape": ("", 27)}


def browser() -> str | None:
    """The program of a Chromium, Chrome or Edge on this machine, None where there is none."""
    known = [found for name in _NAMES if (found := shutil.which(name))]
    return next(iter(known), None) or next((place for place in _PLACES if Path(place).exists()), None)


class Page:
    """A page with the app in it: keys go in as a person types them, and the frames that come are painted by pyte."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._came = asyncio.Condition()
        self._screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self._screen)
        self.refused: list[str] = []
        """What the page's own policy, or the server, kept it from loading."""

    async def listen(self) -> None:
        """Takes what the browser says until it says no more."""
        async for message in self._socket:
            told: dict[str, Any] = message.json()
            if "id" in told:
                self._answers.pop(told["id"]).set_result(told)
                continue
            facts = told["params"]
            if told["method"] == "Network.webSocketFrameReceived" and facts["response"]["opcode"] == 2:
                self._stream.feed(as_pyte_reads(base64.b64decode(facts["response"]["payloadData"])))
            elif told["method"] == "Log.entryAdded" and facts["entry"]["level"] == "error":
                self.refused.append(facts["entry"]["text"])
            async with self._came:
                self._came.notify_all()

    async def ask(self, method: str, **facts: Any) -> dict[str, Any]:
        """Sends a command of the protocol; returns its result."""
        number = next(self._numbers)
        self._answers[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": facts})
        told = await asyncio.wait_for(self._answers[number], DEADLINE_SECONDS)
        assert "error" not in told, told["error"]
        result: dict[str, Any] = told["result"]
        return result

    async def wait_in_page(self, script: str) -> None:
        """Waits until a line of script comes true in the page."""
        came = "new Promise(done => { const look = () => (%s) ? done(true) : setTimeout(look, 20); look(); })"
        await self.ask("Runtime.evaluate", expression=came % script, awaitPromise=True)

    async def go(self, url: str, columns: int, rows: int) -> None:
        """Opens a page; the screen is as large as the page asks for, which is about ``columns`` by ``rows``."""
        for domain in ("Network", "Log", "Page", "Runtime"):
            await self.ask(f"{domain}.enable")
        size = {"width": 10 * columns, "height": 20 * rows, "deviceScaleFactor": 1, "mobile": False}
        await self.ask("Emulation.setDeviceMetricsOverride", **size)
        self._screen.resize(lines=rows * 2, columns=columns * 2)
        await self.ask("Page.navigate", url=url)

    async def press(self, *keys: str) -> None:
        """Presses keys, single characters or ``Enter`` and ``Escape``, wherever the page has its focus."""
        for key in keys:
            text, code = _CODES.get(key, (key, ord(key[0].upper())))
            facts = {"key": key, "text": text, "windowsVirtualKeyCode": code}
            await self.ask("Input.dispatchKeyEvent", type="keyDown", **facts)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    async def wait_for(self, *texts: str) -> None:
        """Waits until all the texts stand on the screen."""
        await self.wait_until(lambda screen: all(text in screen for text in texts), f"shows {texts}")

    async def wait_until(self, holds: Callable[[str], bool], what: str) -> None:
        """Waits until something holds of the screen; raises AssertionError with the screen where it does not."""
        try:
            async with self._came:
                await asyncio.wait_for(self._came.wait_for(lambda: holds(self.screen())), DEADLINE_SECONDS)
        except TimeoutError:
            raise AssertionError(f"the page never {what}. It shows:\n{self.screen()}\n{self.refused}") from None

    def screen(self) -> str:
        """What the frames that came have painted."""
        return "\n".join(line.rstrip() for line in self._screen.display).rstrip()


@contextlib.asynccontextmanager
async def page_of(program: str, folder: Path) -> AsyncIterator[Page]:
    """An empty page in a browser of its own, whose profile lies in ``folder``."""
    unboxed = ["--no-sandbox"] if sys.platform != "win32" and os.geteuid() == 0 else []
    command = [program, *_QUIET, *unboxed, f"--user-data-dir={folder}", "about:blank"]
    null, pipe = asyncio.subprocess.DEVNULL, asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec(*command, stdin=null, stdout=null, stderr=pipe)
    assert running.stderr is not None
    tasks = []
    try:
        address = await asyncio.wait_for(_address(running.stderr), DEADLINE_SECONDS)
        tasks.append(asyncio.create_task(_drain(running.stderr)))
        async with aiohttp.ClientSession(address) as session:
            async with session.get("/json/list") as answer:
                [target] = [one for one in await answer.json() if one["type"] == "page"]
            async with session.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                page = Page(socket)
                tasks.append(asyncio.create_task(page.listen()))
                yield page
    finally:
        running.kill()
        await running.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _address(says: asyncio.StreamReader) -> str:
    """Where the browser listens, as soon as it says so."""
    said = b""
    async for line in says:
        if found := re.match(rb"DevTools listening on ws:(//[^/]+)/", line):
            return f"http:{found[1].decode()}"
        said += line
    raise AssertionError(f"the browser ended: {said.decode(errors='replace')}")


async def _drain(says: asyncio.StreamReader) -> None:
    """Reads what nobody wants to know, so that the browser does not wait for a reader."""
    while await says.read(1 << 16):
        pass
