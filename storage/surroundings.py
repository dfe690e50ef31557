"""What the book is told of the world: clock, today, new ids, who acts. Handed in, so that tests can hold it still."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.metadata import PackageNotFoundError, version
from threading import Lock

from storage.keys import Keys
from storage.text import printable


@dataclass(frozen=True)
class Surroundings:
    """``now`` gives UTC milliseconds since 1970, ``today`` the desk's date, ``new_id`` a UUIDv7 as text,
    ``actor`` the login and host as the operating system knows them, ``random_bytes`` as many bytes as nobody can guess;
    ``keys`` are those of the encrypted books that were unlocked; ``program`` is what whoever waits for us is told."""

    now: Callable[[], int]
    today: Callable[[], date]
    new_id: Callable[[], str]
    actor: str
    random_bytes: Callable[[int], bytes] = os.urandom
    keys: Keys = field(default_factory=Keys)
    program: str = "leadbook"


def of_this_machine(today: date | None = None) -> Surroundings:
    """The real clock, ids and login; where ``today`` is given, the clock runs on that day, so a rehearsal's journal
    has the rehearsed days."""
    return Surroundings(
        now=_clock if today is None else lambda: _clock_on(today),
        today=(lambda: today) if today is not None else (lambda: datetime.now().astimezone().date()),
        new_id=_NewIds(),
        actor=_login(),
    )


def _clock() -> int:
    return time.time_ns() // 1_000_000


def _clock_on(today: date) -> int:
    """The present time of day, on another day."""
    return int(datetime.combine(today, datetime.now().astimezone().timetz()).timestamp() * 1000)


class _NewIds:
    """Gives UUIDs of version 7 (RFC 9562) as text, each greater than the last, so rows of one file keep their order."""

    def __init__(self) -> None:
        self._milliseconds = 0
        self._random = 0
        self._turn = Lock()

    def __call__(self) -> str:
        with self._turn:
            now = time.time_ns() // 1_000_000
            if now > self._milliseconds:
                self._milliseconds, self._random = now, int.from_bytes(os.urandom(7), "big")
            else:
                self._random += 1
            return uuid7_from(self._milliseconds, self._random)


def uuid7_from(milliseconds: int, random: int) -> str:
    """The UUIDv7 of a time and 80 bits, of which 74 are used."""
    high, middle = random >> 64 & 0xFFF, random >> 48 & 0x3FFF | 0x8000
    return (
        f"{milliseconds >> 16:08x}-{milliseconds & 0xFFFF:04x}-7{high:03x}-{middle:04x}-{random & (1 << 48) - 1:012x}"
    )


def _login() -> str:
    return printable(f"{_login_of_the_system() or 'unknown'}@{platform.node() or 'unknown'}")[:120]


def _login_of_the_system() -> str:
    """Whose login this process runs under, as the system knows it: an environment (LOGNAME, USER) says what one likes.

    On Unix its number where the system has no name for it, as in some containers.
    """
    if sys.platform == "win32":
        import ctypes

        name, size = ctypes.create_unicode_buffer(257), ctypes.c_ulong(257)
        return name.value if ctypes.windll.advapi32.GetUserNameW(name, ctypes.byref(size)) else ""
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid{os.getuid()}"


def program_version() -> str:
    """The version of the installed program; ``uninstalled`` where it runs from its sources."""
    try:
        return version("leadbook")
    except PackageNotFoundError:
        return "uninstalled"
