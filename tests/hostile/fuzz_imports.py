"""A fuzzer of the files that are imported: CSV, XLSX, ODS and JSON Lines, changed at random and read in any manner.

Every file is read, or refused in one sentence, with nothing that stands in it repeated, within memory and time. What a
file is answered with tells whether it is worth changing further: files that make the reader say something new join the
others. ``python -m tests.hostile.fuzz_imports 3600`` goes on for an hour and keeps what fails in the corpus.
"""

from __future__ import annotations

import io
import json
import multiprocessing
import random
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

from program.leads.outcome import Outcome
from program.refusals import BadInput
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.lead_import import ImportLeads
from storage.commands.officer_import import ImportOfficers
from storage.commands.outcome import RecordOutcomes
from storage.commands.time_import import ImportTime
from storage.importing import child, reader
from storage.importing.child import About, Piece, Request
from storage.importing.date_order import DateOrder
from storage.importing.delimiters import Delimiter
from storage.importing.encodings import Encoding
from storage.importing.kinds import KINDS
from storage.importing.lead import DATES, LeadInFile
from storage.importing.limits import Limits
from storage.importing.manner import Manner
from storage.importing.report import ImportReport
from storage.text import LONGEST, printable
from tests.books import new_book, staffed, with_leads
from tests.frozen import TODAY, Clock
from tests.hostile.corpus_seeds import CORPUS, SECRET, SEEDS

_ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp437")
LONGEST_SECONDS = 30.0
"""So long one file may take here: all are small, but the machine may be busy."""

_WORDS = [
    b",", b";", b"\t", b"|", b'"', b'""', b"\r\n", b"\n", b"\r", b"\x00", b"\x1b[31m", b"\xff\xfe", b"\xef\xbb\xbf",
    b"\xed\xa0\x80", b"sep=;\n", b"Reference", b"Received", b"Due Date", b"11/14/2025", b"14/11/2025", b"9" * 40,
    b"1e999", b"-0", b"NaN", b"2025-11-01T24:00Z", b"2025-11-01T02:00:00+99:99", b"9999-12-31T23:59Z", b"0001-01-01",
    b"Total", b"=1+1", b"\xe2\x80\xae", b"A" * 5_000, b"[" * 2_000, b'{"a":', b"Infinity", b"true", b"null",
    b"\\ud800", SECRET.encode(), b" ", b"0",
]  # fmt: skip
_MARKS = [
    b'r="XFD1048576"', b'r="A0"', b'r="1"', b't="s"', b't="b"', b't="e"', b't="d"', b's="1"', b's="99999"',
    b"<v>1e400</v>", b"<v>-1</v>", b"<v>nan</v>", b"<c/>", b"<row/>", b'hidden="1"', b'state="veryHidden"',
    b'date1904="1"', b"<!--", b"]]>", b"&amp;", b"&#0;", b"&x;", b"<f>1</f>", b'<!DOCTYPE x [<!ENTITY x "y">]>',
    b'table:number-columns-repeated="999"', b'table:number-rows-repeated="999999999"', b"xl/worksheets/", b"0000",
    b'table:number-columns-repeated="-1"', b'office:value-type="date"', b'office:value-type="percentage"',
    b'office:date-value="2025-13-45"', b'office:value="1e999"', b"</table:table>",
]  # fmt: skip


@dataclass
class Found:
    """What was found so far: how often each kind of answer came, and the files that failed, each with why."""

    answers: Counter[str] = field(default_factory=Counter)
    failed: list[tuple[str, bytes, str]] = field(default_factory=list)
    peak_megabytes: int = 0
    done: int = 0


@dataclass(frozen=True)
class Subject:
    """A file's bytes, and the end of its name."""

    data: bytes
    ending: str


def corpus() -> list[Subject]:
    """The seeds, and every file that has failed once."""
    kept = sorted(CORPUS.iterdir()) if CORPUS.is_dir() else []
    return [Subject(made(), name.rpartition(".")[2]) for name, made in SEEDS.items()] + [
        Subject(place.read_bytes(), place.suffix[1:]) for place in kept
    ]


def changed(data: bytes, words: list[bytes], chance: random.Random) -> bytes:
    """Bytes with something changed, lost, doubled, moved or put in."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at = chance.randrange(len(made) + 1)
        length = chance.choice((1, 2, 5, 20, 100))
        kind = chance.randrange(7)
        if kind == 0 and at < len(made):
            made[at] = chance.randrange(256)
        elif kind == 1:
            del made[at : at + length]
        elif kind == 2:
            made[at:at] = made[at : at + length] * chance.choice((1, 1, 2, 50))
        elif kind == 3:
            made[at : at + length] = chance.choice(words)
        elif kind == 4:
            lines = bytes(made).split(b"\n")
            chance.shuffle(lines)
            made = bytearray(b"\n".join(lines))
        else:
            made[at:at] = chance.choice(words)
    return bytes(made)


def mutant(pool: list[Subject], chance: random.Random) -> Subject:
    """A file of the pool, changed: a workbook's parts inside a sound zip, or the zip's own bytes."""
    subject = chance.choice(pool)
    data = subject.data
    if data.startswith(b"PK") and chance.random() < 0.9:
        with suppress(zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError, KeyError, RuntimeError):
            return Subject(_inside(data, chance), subject.ending)
    if not data.startswith(b"PK") and chance.random() < 0.2:
        other = chance.choice(pool).data
        data = data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]
    if not data.startswith(b"PK") and chance.random() < 0.1:
        with suppress(UnicodeError):
            data = data.decode("utf-8-sig").encode(
                chance.choice(("utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp437"))
            )
    return Subject(changed(data, _WORDS, chance), subject.ending)


def _inside(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    likely = [name for name in parts if re.search(r"sheet|content|workbook|styles|shared", name, re.IGNORECASE)]
    chosen = chance.choice(likely if likely and chance.random() < 0.9 else list(parts))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, changed(part, _MARKS + _WORDS, chance) if name == chosen else part)
    return made.getvalue()


def any_request(place: Path, chance: random.Random) -> Request:
    """A request to read a file: mostly without a word, else in a manner that may not fit."""
    kind = chance.choices(list(KINDS), (16, 2, 2, 1))[0]
    zones = chance.choice(((), ("America/Chicago",), ("America/Chicago", "America/Denver")))
    if chance.random() < 0.6:
        return Request(kind, place, TODAY, zones=zones, only_look=chance.random() < 0.2)
    manner = Manner(
        mapping=chance.choice(({}, {"reference": "A", "received_on": "B"}, {"officer": "-"}, {"due_on": "Closed"})),
        order=chance.choice((None, *DateOrder)),
        sheet=chance.choice((None, "Leads", "S")) if place.suffix in (".xlsx", ".ods") else None,
        header_row=chance.choice((None, None, 0, 1, 2, 4)),
        delimiter=chance.choice((None, None, None, *Delimiter)),
        encoding=chance.choice((None, None, None, *Encoding)),
        limits=chance.choice(
            (Limits(), Limits(), Limits(rows=2), Limits(columns=3), Limits(cell=30), Limits(ratio=100_000))
        ),
    )
    return Request(kind, place, TODAY, manner, zones=zones, only_look=chance.random() < 0.2)


def said_of(request: Request) -> str:
    """What kind of answer a file gets; raises AssertionError where an answer breaks what is promised."""
    try:
        first, *pieces = child.answers(request)
        said = [type(first).__name__]
        if isinstance(first, About):
            said += sorted(first.columns.positions)
        for piece in pieces:
            assert isinstance(piece, Piece)
            assert len(piece.read) + len(piece.rejects) + piece.repeated == piece.rows
            said += sorted({_plain(f"{reject.field} {reject.problem}") for reject in piece.rejects})
            for reject in piece.rejects:
                assert SECRET not in reject.problem
                assert printable(reject.problem) == reject.problem
            if request.kind == "leads":
                for one in piece.read:
                    _must_be_a_lead(LeadInFile._make(one))  # type: ignore[arg-type]
        return " ".join(said)
    except BadInput as problem:
        return _said_of_refusal(problem)
    except (OSError, MemoryError) as problem:  # which the reading process says in words
        return f"refused: {type(problem).__name__}"


def rehearsed(book: Book, request: Request) -> str:
    """What kind of answer the book gives to the same file; its sums and words are those of the contract."""
    command = {"leads": ImportLeads, "officers": ImportOfficers, "time": ImportTime}[request.kind]
    try:
        confirmation = book.rehearse(command(request.path, **vars(request.manner)))
    except BadInput as problem:
        return _said_of_refusal(problem)
    report: ImportReport = confirmation.result
    assert report.new + report.changed + report.unchanged + report.rejected == report.rows
    said = json.dumps(report.as_data()) + report.as_text({"time": "months of time"}.get(request.kind, request.kind))
    assert SECRET not in said
    assert "\x1b" not in said
    return " ".join(sorted({_plain(f"{reject.field} {reject.problem}") for reject in report.rejects}))


def _said_of_refusal(problem: BadInput) -> str:
    assert SECRET not in str(problem)
    assert "\n" not in str(problem)
    return f"refused: {_plain(f'{problem.field} {problem.expected}')}"


def _must_be_a_lead(lead: LeadInFile) -> None:
    assert lead.reference == " ".join(printable(lead.reference).split())
    assert 0 < len(lead.reference) <= LONGEST["reference"]
    assert lead.key
    for name, value in lead.fields.items():
        assert value == printable(value)
        if name in DATES:
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", value), (name, value)
            assert "2000-01-01" <= value <= "2099-12-31"
            assert name == "due_on" or value <= TODAY.isoformat()


def _plain(text: str) -> str:
    return re.sub(r"'[^']*'|\d[\d,]*", "_", text)


def serve(pipe: Connection) -> None:
    """The process that reads: answers each request with what was said, or with a traceback."""
    child._hold_to_limits()
    reader._answered = reader.answered_here
    with tempfile.TemporaryDirectory() as folder, new_book(Path(folder) / "book", Clock().surroundings()) as book:
        with_leads(staffed(book), 3)
        book.run(AddLead("24-1", date(2025, 11, 1)))
        book.run(RecordOutcomes(["24-1"], Outcome.DEPARTED, date(2025, 11, 5)))
        pipe.send("ready")
        while (request := pipe.recv()) is not None:
            try:
                said = said_of(request)
                if not (request.only_look or said.startswith("refused") or request.kind == "agencies"):
                    said = f"{said} | {rehearsed(book, request)}"
                pipe.send((True, said, _peak_megabytes()))
            except BaseException:  # whatever it is, it is what is looked for
                pipe.send((False, traceback.format_exc(), _peak_megabytes()))


def _peak_megabytes() -> int:
    try:
        import resource
    except ModuleNotFoundError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class Reader:
    """A reading process, started anew when it has ended or hangs."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._start()

    def _start(self) -> None:
        self._pipe, other = self._context.Pipe()
        self._process = self._context.Process(target=serve, args=(other,), daemon=True)
        self._process.start()
        other.close()
        assert self._pipe.recv() == "ready"

    def ask(self, request: Request) -> tuple[bool, str, int]:
        """What the process says of a file: whether all is well, the kind of answer or what failed, megabytes."""
        with suppress(BrokenPipeError):
            self._pipe.send(request)
        if not self._pipe.poll(LONGEST_SECONDS):
            why = "takes too long"
        else:
            with suppress(EOFError, ConnectionResetError):
                answer: tuple[bool, str, int] = self._pipe.recv()
                return answer
            why = "the process ended"
        self.end()
        self._start()
        return False, why, 0

    def end(self) -> None:
        """Ends the process."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def fuzz(seed: int, folder: Path, files: int | None = None, seconds: float = 0) -> Found:
    """Reads so many changed files, or as many as it can in that time; the same ones for the same seed."""
    found, pool, chance = Found(), corpus(), random.Random(seed)
    process = Reader()
    try:
        for subject in _subjects(pool, chance, files, seconds):
            place = folder / f"a.{subject.ending}"
            place.write_bytes(subject.data)
            well, said, peak = process.ask(any_request(place, chance))
            found.done += 1
            found.peak_megabytes = max(found.peak_megabytes, peak)
            if not well:
                found.failed.append((subject.ending, subject.data, said))
            elif said not in found.answers:
                pool.append(subject)
            found.answers[said if well else "failed"] += 1
    finally:
        process.end()
    return found


def _subjects(pool: list[Subject], chance: random.Random, files: int | None, seconds: float) -> Iterator[Subject]:
    """The files of the corpus as they are, then changed ones; the pool grows meanwhile."""
    ends, done = time.monotonic() + seconds, len(pool)
    yield from list(pool)
    while done < files if files is not None else time.monotonic() < ends:
        yield mutant(pool, chance)
        done += 1


if __name__ == "__main__":
    started = time.time_ns()
    with tempfile.TemporaryDirectory() as scratch:
        result = fuzz(int(sys.argv[2]) if len(sys.argv) > 2 else started, Path(scratch), seconds=float(sys.argv[1]))
    first_of_each = {
        _plain(said.strip().splitlines()[-1]): (ending, data, said) for ending, data, said in result.failed
    }
    for at, (ending, data, said) in enumerate(first_of_each.values()):
        CORPUS.mkdir(exist_ok=True)
        (CORPUS / f"failed-{started}-{at}.{ending}").write_bytes(data)
        print(said, file=sys.stderr)
    refused = sum(count for said, count in result.answers.items() if said.startswith("refused"))
    figures = {"files": result.done, "refused": refused, "kinds of answers": len(result.answers)}
    print(json.dumps({**figures, "failed": len(result.failed), "peak MB": result.peak_megabytes}))
    sys.exit(1 if result.failed else 0)
