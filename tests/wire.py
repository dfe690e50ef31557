"""A wire to a PostgreSQL server that a test can cut, before or after it has carried a commit."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

_PIECE = 65_536


class Wire:
    """Stands between a program and a server's socket, on a socket of its own in a folder with a short path."""

    def __init__(self, url: str, folder: Path) -> None:
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        port = query.get("port", "5432")
        self._server = str(Path(query["host"]) / f".s.PGSQL.{port}")
        self.url = urlunsplit(parts._replace(query=urlencode({**query, "host": str(folder)})))
        self.cut_before_commit = self.cut_after_commit = False
        """Cuts the wire at the next commit, which the server then never sees, or whose answer is lost."""
        self.stays_cut = False
        """Nobody gets through after the wire is cut."""
        self._place = folder / f".s.PGSQL.{port}"
        self._lock = Lock()
        self._ends: list[socket.socket] = []
        self._opened: list[socket.socket] = []
        self._threads: list[Thread] = []
        self._listen()

    def mend(self) -> None:
        """Lets everybody through."""
        self.stays_cut = False
        self._listen()

    def close(self) -> None:
        """Ends all."""
        self._end(self._listens)
        self.cut()
        for thread in self._threads:
            thread.join()
        for end in self._opened:
            end.close()

    def _take(self) -> None:
        listens = self._listens
        with suppress(OSError):
            while True:
                client, _ = listens.accept()
                self._opened.append(client)
                server = self._socket()
                server.connect(self._server)
                with self._lock:
                    self._ends += [client, server]
                self._start(self._carry, client, server)
                self._start(self._carry_back, server, client)

    def _carry(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(_PIECE):
                if self.cut_before_commit and b"COMMIT\0" in data:
                    self.cut_before_commit = False
                    self.cut()
                    return
                server.sendall(data)
        self._end(server)

    def _carry_back(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(_PIECE):
                if self.cut_after_commit and b"COMMIT\0" in data:  # the server's word that it is done
                    self.cut_after_commit = False
                    self.cut()
                    return
                client.sendall(data)
        self._end(client)

    def _listen(self) -> None:
        self._listens = self._socket()
        self._listens.bind(str(self._place))
        self._listens.listen()
        self._start(self._take)

    def cut(self) -> None:
        """Cuts the wire now."""
        if self.stays_cut:
            self._place.unlink(missing_ok=True)
            self._end(self._listens)
        with self._lock:
            for end in self._ends:
                self._end(end)
            self._ends.clear()

    def _start(self, work: Callable[..., None], *ends: socket.socket) -> None:
        thread = Thread(target=work, args=ends, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _socket(self) -> socket.socket:
        made = socket.socket(socket.AF_UNIX)
        self._opened.append(made)
        return made

    @staticmethod
    def _end(end: socket.socket) -> None:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
