"""Who may come in by the browser: requests that name this machine, come from our own page, and know the token.

Three people are kept out. Whoever is on the network, by the token; a web page from elsewhere in the coordinator's own
browser, by the origin that browsers send with what a page asks for; and such a page whose name was pointed at this
machine afterwards, by the host that the request names.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from program.refusals import BadInput

SHORTEST_TOKEN = 16
_LONGEST_FILE = 4096
_HERE = frozenset({"127.0.0.1", "localhost", "[::1]"})


def is_this_machine(address: str) -> bool:
    """Whether only programs of this machine can reach the address."""
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def host_of(address: str) -> str:
    """An address as it stands in a URL."""
    return f"[{address}]" if ":" in address else address


@dataclass(frozen=True)
class Door:
    """What is asked of a request to ``address``; ``token`` is None where none is wanted."""

    address: str
    token: str | None

    def __post_init__(self) -> None:
        """Raises BadInput where another machine could come in without a token."""
        if self.token is None and not is_this_machine(self.address):
            raise BadInput(
                "address",
                self.address,
                "other machines reach it, and whoever opens the page works in the book as you; give --token-file FILE"
                " (made where there is none) and hand its token only to those who may, or leave --address out",
            )

    def refuses(self, host: str, origin: str | None, *, needs_origin: bool) -> str | None:
        """Why a request that names ``host`` is not answered, whoever sends it; None where nothing speaks against it.

        ``needs_origin`` where only a page of ours has a reason to ask: what drives the app.
        """
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if is_this_machine(self.address) and name.lower() not in _HERE | {host_of(self.address)}:
            return "This is not the address that Leadbook serves."
        if origin is None:
            return "Only Leadbook's own page may do this." if needs_origin else None
        if origin.lower() not in {f"http://{host}".lower(), f"https://{host}".lower()}:
            return "A page from elsewhere may not work in the book."
        return None

    def knows(self, typed: str) -> bool:
        """Whether what was typed is the token."""
        return self.token is not None and hmac.compare_digest(typed.strip().encode(), self.token.encode())

    @property
    def pass_(self) -> str:
        """What a browser keeps of the token, so that the token itself is kept nowhere; another token ends it."""
        return hmac.new((self.token or "").encode(), b"leadbook in a window", hashlib.sha256).hexdigest()

    def lets_in(self, shown: str | None) -> bool:
        """Whether a browser that shows this pass, or None, may come in."""
        return self.token is None or hmac.compare_digest((shown or "").encode(), self.pass_.encode())


def token_in(path: Path) -> tuple[str, bool]:
    """The token of a file, and whether the file was made now; raises BadInput where it is none, or not kept to oneself.

    A new file can be read by its owner only, and so must one be that is there already.
    """
    try:
        return _read(path), False
    except FileNotFoundError:
        token = secrets.token_urlsafe(24)
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:  # noqa: PTH123
            file.write(token + "\n")
    except OSError as problem:
        raise BadInput("token_file", path, f"cannot be made: {problem.strerror}") from None
    return token, True


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & 0o077:
                raise BadInput("token_file", path, "others can read it; keep it to yourself with chmod 600")
            text = file.read(_LONGEST_FILE + 1).decode("utf-8").strip()
    except FileNotFoundError:
        raise
    except UnicodeDecodeError:
        raise BadInput("token_file", path, "holds no token; name a new file, and one is made") from None
    except OSError as problem:
        raise BadInput("token_file", path, f"cannot be read: {problem.strerror}") from None
    if not SHORTEST_TOKEN <= len(text) <= _LONGEST_FILE or not text.isprintable():
        raise BadInput("token_file", path, f"wants one line of at least {SHORTEST_TOKEN} letters, digits and signs")
    return text
