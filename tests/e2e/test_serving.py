"""The app behind a web server: who is let in, and that what comes is the app. A real browser has a file of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from tests.e2e.desk import Program

TOKEN = "a token of some length"
HOME_PAGE = "Leadbook is opening"

if sys.platform == "win32":
    pytest.skip("ctrl+c reaches a program on Windows by its console only", allow_module_level=True)


@pytest.fixture
async def client() -> AsyncIterator[aiohttp.ClientSession]:
    """A client that keeps cookies for an address of numbers, as browsers do."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield session


def kept(folder: Path) -> str:
    """A file with the token that its owner alone can read."""
    place = folder / "token"
    place.write_text(f"{TOKEN}\n", encoding="ascii")
    place.chmod(0o600)
    return str(place)


def origin(url: str) -> dict[str, str]:
    """What a browser sends of the page at this address."""
    return {"Origin": url.rstrip("/")}


async def test_the_page_comes_with_nothing_from_elsewhere(working: Program, client: aiohttp.ClientSession) -> None:
    with working.served() as url:
        async with client.get(url) as page:
            assert page.status == 200
            text = await page.text()
            policy = page.headers["Content-Security-Policy"]
        assert HOME_PAGE in text
        assert "://" not in text
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy
        for part in ("static/js/textual.js", "static/css/xterm.css", "ours/window.js", "ours/window.css"):
            async with client.get(url + part) as found:
                assert found.status == 200, part


async def test_our_own_page_gets_the_desk_and_records(working: Program, client: aiohttp.ClientSession) -> None:
    with working.served() as url:
        async with client.ws_connect(f"{url}ws?width=80&height=24", headers=origin(url)) as window:
            await until(window, "R-001")
            await window.send_json(["stdin", "o"])
            await until(window, "Outcome of R-001")
            await window.send_json(["stdin", "l\r"])
            await until(window, "Recorded located for lead")
    assert working.told("lead", "show", "R-001")["outcome"] == "located"


async def until(window: aiohttp.ClientWebSocketResponse, text: str) -> None:
    """Takes frames until one holds the text."""
    while text.encode() not in await window.receive_bytes(timeout=60):
        pass


@pytest.mark.parametrize("headers", [{"Origin": "http://elsewhere.example"}, {"Origin": "null"}, {}])
async def test_a_page_from_elsewhere_does_not_drive_the_book(
    working: Program, client: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    with working.served() as url:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await client.ws_connect(f"{url}ws", headers=headers)
        assert refused.value.status == 403


async def test_a_name_that_was_pointed_at_this_machine_is_not_answered(
    working: Program, client: aiohttp.ClientSession
) -> None:
    with working.served() as url:
        host = "rebound.example:" + url.rstrip("/").rpartition(":")[2]
        async with client.get(url, headers={"Host": host, "Origin": f"http://{host}"}) as answer:
            assert answer.status == 403
            assert HOME_PAGE not in await answer.text()


async def test_without_the_token_nothing_is_answered_but_a_field_for_it(
    working: Program, client: aiohttp.ClientSession, tmp_path: Path
) -> None:
    with working.served("--token-file", kept(tmp_path)) as url:
        for part in ("", "static/js/textual.js", "ours/window.js", "download/any"):
            async with client.get(url + part) as answer:
                assert (part, answer.status) == (part, 403)
                assert HOME_PAGE not in await answer.text()
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await client.ws_connect(f"{url}ws", headers=origin(url))
        async with client.post(f"{url}token", data={"token": "another"}, headers=origin(url)) as answer:
            assert answer.status == 403
            assert "not the token" in await answer.text()
        async with client.post(f"{url}token", data={"token": TOKEN}, headers={"Origin": "null"}) as answer:
            assert answer.status == 403


async def test_the_token_opens_the_book_and_is_kept_by_no_browser(
    working: Program, client: aiohttp.ClientSession, tmp_path: Path
) -> None:
    with working.served("--token-file", kept(tmp_path)) as url:
        async with client.post(f"{url}token", data={"token": TOKEN}, headers=origin(url)) as page:
            assert page.status == 200
            assert HOME_PAGE in await page.text()
        assert TOKEN not in str(client.cookie_jar.filter_cookies(page.url))
        async with client.ws_connect(f"{url}ws", headers=origin(url)) as window:
            await until(window, "R-001")


def test_a_token_file_that_is_not_there_is_made_for_its_owner_only(working: Program, tmp_path: Path) -> None:
    place = tmp_path / "token"
    with working.served("--token-file", str(place)):
        assert len(place.read_text()) > 30
        assert place.stat().st_mode & 0o777 == 0o600


def test_another_address_is_refused_without_a_token(working: Program) -> None:
    done = working.run("serve", "--address", "0.0.0.0", "--port", "0")
    assert (done.returncode, done.stdout) == (2, "")
    assert "address: '0.0.0.0': other machines reach it" in done.stderr
    assert "--token-file" in done.stderr


async def test_another_address_with_a_token_is_served_by_any_name(
    working: Program, client: aiohttp.ClientSession, tmp_path: Path
) -> None:
    with working.served("--address", "0.0.0.0", "--token-file", kept(tmp_path)) as url:
        here = url.replace("0.0.0.0", "127.0.0.1")
        for headers in ({}, {"Host": "desk.example"}):
            async with client.get(here, headers=headers) as answer:
                assert answer.status == 403
                assert "The token" in await answer.text()


@pytest.mark.parametrize(
    ("contents", "mode", "says"),
    [
        (TOKEN, 0o644, "others can read it"),
        ("short", 0o600, "at least 16"),
        ("two lines of\na token that is long", 0o600, "one line"),
        (b"\xff\xfe" * 20, 0o600, "holds no token"),
    ],
)
def test_a_token_file_that_keeps_nobody_out_is_refused(
    working: Program, tmp_path: Path, contents: str | bytes, mode: int, says: str
) -> None:
    place = tmp_path / "token"
    place.write_bytes(contents.encode() if isinstance(contents, str) else contents)
    place.chmod(mode)
    done = working.run("serve", "--port", "0", "--token-file", str(place))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("leadbook: token_file: ")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


async def test_a_port_that_another_program_has_is_refused_in_a_line(working: Program) -> None:
    with working.served() as url:
        port = url.rstrip("/").rpartition(":")[2]
        done = working.run("serve", "--port", port)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert f"port: '{port}': another program has it" in done.stderr


def test_without_the_extra_a_line_says_what_to_install(working: Program, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys\nsys.modules['textual_serve'] = None\n")
    path = os.pathsep.join([str(tmp_path), *filter(None, [os.environ.get("PYTHONPATH")])])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", path)
        done = working.run("serve")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "leadbook: A browser's window needs one more package: install leadbook[web]\n"
