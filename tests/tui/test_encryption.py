"""An encrypted book in the app: nothing of it is shown before its passphrase was typed, and that is never shown."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from storage.engine.encryption import is_encrypted, salt_of
from storage.engine.unlocking import unlock
from storage.surroundings import Surroundings
from tests.books import staffed
from tests.frozen import Clock
from tests.secrets import PASSPHRASE, WRONG, Keyring, new_encrypted
from tests.tui.conftest import Desk, in_one_line, press, screen_text, settled, typed, until
from tui.screens.first_run import FirstRun
from tui.screens.unlock import Unlock


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.keys.ROUNDS", 1)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """An encrypted book with two officers, whose key the app does not know."""
    with new_encrypted(tmp_path / "secret.leadbook", Clock().surroundings()) as book:
        staffed(book)
    return tmp_path / "secret.leadbook"


async def given(pilot: Pilot[int], text: str) -> str:
    """Types a passphrase, looks that it cannot be seen, and hands it in."""
    await typed(pilot, text)
    assert text not in screen_text(pilot)
    return await press(pilot, "enter")


async def test_the_passphrase_opens_the_desk_and_nothing_of_the_book_is_seen_before(desk: Desk, secret: Path) -> None:
    async with desk(at=secret) as pilot:
        assert isinstance(pilot.app.screen, Unlock)
        assert "This book is encrypted" in screen_text(pilot)
        assert "Example County" not in screen_text(pilot)
        assert pilot.app.keeper is None  # type: ignore[attr-defined]
        await press(pilot, "enter")  # nothing was typed: no try
        refused = await given(pilot, WRONG)
        assert "2 tries left" in refused
        assert pilot.app.screen.query_one("#passphrase", Input).value == ""
        assert "Example County" in await given(pilot, PASSPHRASE)
        assert pilot.app.current_mode == "desk"
        assert "Officer 1041" in await press(pilot, "3")


async def test_a_wrong_passphrase_is_said_until_another_one_is_typed(desk: Desk, secret: Path) -> None:
    async with desk(at=secret) as pilot:
        assert "does not open it" in await given(pilot, WRONG)
        assert "does not open it" not in await press(pilot, "c")


async def test_what_keeps_a_book_from_being_made_is_said_until_that_is_changed(desk: Desk, tmp_path: Path) -> None:
    async with desk(at=tmp_path / "new.leadbook") as pilot:
        screen = pilot.app.screen
        shown = await press(pilot, "E x tab Z Z enter")
        assert "state: 'ZZ'" in shown
        assert screen.query_one("#state", Input).has_class("-refused")
        assert "state: 'ZZ'" in await press(pilot, "shift+tab end y")
        assert "state: 'ZZ'" not in await press(pilot, "tab end backspace")
        assert not screen.query(Input).filter(".-refused")
        await press(pilot, "X backspace backspace T X tab tab tab")
        assert "write the same passphrase" in await press(pilot, "s h o r t enter")
        assert "write the same passphrase" not in await press(pilot, "shift+tab s")


async def test_what_the_keyring_remembers_opens_the_desk_at_once(
    desk: Desk, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Keyring()
    monkeypatch.setattr("keyring.get_keyring", lambda: kept)
    salt = salt_of(secret)
    assert salt is not None
    kept.set_password("leadbook", salt.hex(), PASSPHRASE)
    async with desk(at=secret) as pilot:
        assert pilot.app.current_mode == "desk"


async def test_the_keyring_is_told_of_a_passphrase_that_opened_the_book(
    desk: Desk, secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Keyring()
    monkeypatch.setattr("keyring.get_keyring", lambda: kept)
    async with desk(at=secret) as pilot:
        for passphrase, remembered in ((WRONG, []), (PASSPHRASE, [PASSPHRASE])):
            pilot.app.screen.query_one("#passphrase", Input).value = passphrase
            await press(pilot, "ctrl+r")
            assert list(kept.kept.values()) == remembered
        assert pilot.app.current_mode == "desk"


async def test_where_the_keyring_does_not_remember_it_the_book_is_opened_all_the_same(desk: Desk, secret: Path) -> None:
    async with desk(at=secret) as pilot:
        pilot.app.screen.query_one("#passphrase", Input).value = PASSPHRASE
        await press(pilot, "ctrl+r")
        assert pilot.app.current_mode == "desk"
        assert "none that keeps a secret" in next(note.message for note in pilot.app._notifications)


async def test_the_desk_encrypts_its_book_changes_the_passphrase_and_takes_it_off(
    desk: Desk, place: Path, clock: Clock
) -> None:
    async with desk(140, 40) as pilot:

        async def rekeyed(says: str, **given: str) -> None:
            clock.move(seconds=1)  # each begins with a backup under a name with the moment
            await press(pilot, "B")
            pilot.app.screen.query_one("#what-to-do").value = "rekey"  # type: ignore[attr-defined]
            await press(pilot, "enter")
            for name, value in given.items():
                field = pilot.app.screen.query_one(f"#{name}")
                field.value = value  # type: ignore[attr-defined]
            await press(pilot, "enter")
            await until(pilot, lambda: says in screen_text(pilot))
            await settled(pilot)

        await rekeyed("has 5 characters and wants 15", passphrase="short", again="short")
        await press(pilot, "escape")
        await rekeyed("write the same passphrase as above", passphrase=PASSPHRASE, again=WRONG)
        assert PASSPHRASE not in str(pilot.app.drafts)  # type: ignore[attr-defined]
        await press(pilot, "escape escape")
        await rekeyed("The book is encrypted, and so is 1 copy", passphrase=PASSPHRASE, again=PASSPHRASE)
        assert pilot.app.current_mode == "desk"
        assert is_encrypted(str(place))
        await rekeyed("type the present passphrase", passphrase=WRONG, again=WRONG)
        await press(pilot, "escape escape")
        await rekeyed(
            "! Nothing was changed: that is not its present passphrase", present=WRONG, passphrase=WRONG, again=WRONG
        )
        await rekeyed("is under its new passphrase", present=PASSPHRASE, passphrase=WRONG, again=WRONG)
        await rekeyed("is no longer encrypted", present=WRONG, to="plain")
        assert not is_encrypted(str(place))
        await press(pilot, "o l enter")
        assert "Recorded located" in screen_text(pilot)


async def test_three_wrong_ones_leave_with_exit_code_3(desk: Desk, secret: Path) -> None:
    async with desk(at=secret) as pilot:
        for _ in range(3):
            await given(pilot, WRONG)
    assert pilot.app.return_value == 3


async def test_escape_leaves_it_closed(desk: Desk, secret: Path) -> None:
    async with desk(at=secret) as pilot:
        await press(pilot, "escape")
    assert pilot.app.return_value == 3


async def test_a_book_that_cannot_be_opened_for_another_reason_is_left_with_that(desk: Desk, secret: Path) -> None:
    async with desk(at=secret) as pilot:
        os.truncate(secret, 3000)
        await given(pilot, PASSPHRASE)
    assert pilot.app.return_value == 3


async def test_the_first_run_encrypts_the_book_where_it_is_given_a_passphrase_twice(
    desk: Desk, tmp_path: Path, frozen: Surroundings
) -> None:
    place = tmp_path / "new.leadbook"
    async with desk(at=place) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, FirstRun)

        async def make(passphrase: str, again: str) -> str:
            for name, value in (("agency", "Example"), ("state", "TX"), ("passphrase", passphrase), ("again", again)):
                screen.query_one(f"#{name}", Input).value = value
            screen.query_one("#again", Input).focus()
            return await press(pilot, "enter")

        assert "write the same passphrase" in await make(PASSPHRASE, WRONG)
        assert "has 5 characters and wants 15" in await make("short", "short")
        assert not place.exists()
        shown = await make(PASSPHRASE, PASSPHRASE)
        assert PASSPHRASE not in shown
        await settled(pilot)
        assert pilot.app.current_mode == "desk"
        assert is_encrypted(str(place))
        await press(pilot, "B right right tab")
        await typed(pilot, str(tmp_path / "out.jsonl"))
        assert "is not encrypted, as the book is" in in_one_line(await press(pilot, "enter"))
    unlock(place, PASSPHRASE, Clock().surroundings().keys)
