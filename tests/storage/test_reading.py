"""Reading a file: what cannot be read ends in one sentence, and the book is as it was."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import zipfile
from pathlib import Path
from threading import Timer

import pytest
import xlsxwriter

from program.refusals import BadInput
from storage.book import Book
from storage.commands.lead import AddLead
from storage.commands.lead_import import ImportLeads
from storage.importing import child, reader
from storage.importing.child import PIECE, About, Piece, Refused, Request
from storage.importing.manner import Manner
from storage.importing.reader import ReadFile
from tests.frozen import TODAY
from tests.storage.test_imports import brought_in, references, workbook, written
from tests.storage.test_workbooks import spreadsheet

pytestmark = pytest.mark.apart

GOOD = "ref,received\nFILE-1,2025-11-03\n"


def test_an_unfinished_table_ends_at_the_time_limit_in_one_sentence(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "LONGEST_SILENCE_SECONDS", 1.0)
    place = tmp_path / "hangs.ods"
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", '<table:table table:name="S">')
    with pytest.raises(BadInput, match="takes too long to read"):
        book.rehearse(ImportLeads(place))


STOPS_AFTER_A_PIECE = """
import os, signal
from storage.importing import child
hand_over, handed = child._hand_over, []
def then_stop(answer, out):
    hand_over(answer, out)
    handed.append(answer)
    if len(handed) == 2:
        os.kill(os.getpid(), signal.SIGSTOP)
child._hand_over = then_stop
child.main()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="this system stops no processes")
def test_a_reading_process_that_stops_in_the_middle_does_not_hold_the_book_as_long_as_one_that_begins(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_START", reader._START.partition("from ")[0] + STOPS_AFTER_A_PIECE)
    monkeypatch.setattr(reader, "LONGEST_SILENCE_SECONDS", 3600.0)
    monkeypatch.setattr(reader, "LONGEST_PAUSE_SECONDS", 0.5)
    rows = "".join(f"FILE-{number},2025-11-03\n" for number in range(PIECE + 1))
    before = book.view.journal_length()
    ends = Timer(20, reader.stop_reading)  # which is told in other words
    ends.start()
    with pytest.raises(BadInput, match="takes too long to read"):
        book.run(ImportLeads(written(tmp_path, "ref,received\n" + rows)))
    ends.cancel()
    assert book.view.journal_length() == before
    book.run(AddLead("BESIDE-1", book.surroundings.today()))
    assert references(book) == ["BESIDE-1"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_and_a_device_are_refused_unread(book: Book, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for place in (tmp_path / "pipe.csv", Path("/dev/zero")):
        with pytest.raises(BadInput, match="is a pipe or a device"):
            book.rehearse(ImportLeads(place))


@pytest.mark.parametrize("keep", [True, False])
def test_the_book_takes_a_lead_while_a_file_is_read(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep: bool
) -> None:
    place = written(tmp_path, GOOD)
    really = reader.reading

    def slowly(request: Request) -> object:
        book.run(AddLead("BESIDE-1", book.surroundings.today()))
        return really(request)

    monkeypatch.setattr("storage.commands.file_import.reading", slowly)
    (book.run if keep else book.rehearse)(ImportLeads(place))
    assert references(book) == (["BESIDE-1", "FILE-1"] if keep else ["BESIDE-1"])


@pytest.mark.parametrize("name", ["long.csv", "long.jsonl"])
def test_a_line_without_an_end_is_refused_by_its_number(book: Book, tmp_path: Path, name: str) -> None:
    begins = {"long.csv": "ref,received\n", "long.jsonl": '{"reference": "X"}\n{"'}
    place = written(tmp_path, begins[name] + "x" * 5_000_000, name)
    with pytest.raises(BadInput, match="line 2 is longer than 4,000,000 characters"):
        brought_in(book, place)
    assert references(book) == []


def test_a_file_that_needs_more_memory_than_a_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = reader._START.replace("from storage.importing.child import main", "from storage.importing import child")
    code = code.replace("; main()", "; child.answers = lambda request: iter([bytearray(3 << 30)]); child.main()")
    monkeypatch.setattr(reader, "_START", code)
    with pytest.raises(BadInput, match=r"file: '.*' needs more memory"), reader.reading(request(tmp_path)):
        pass


def test_a_reader_that_ends_by_a_signal_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_START", "import os; os.abort()")
    with pytest.raises(BadInput, match="the process that read it ended"), reader.reading(request(tmp_path)):
        pass


def test_whoever_leaves_need_not_wait_for_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = reader.Answers.start

    def stopped(answers: reader.Answers) -> None:
        reader.stop_reading()
        really(answers)

    monkeypatch.setattr(reader, "_START", "import time; time.sleep(600)")
    monkeypatch.setattr(reader.Answers, "start", stopped)
    with pytest.raises(BadInput, match="ended"), reader.reading(request(tmp_path)):
        pass


def test_nothing_of_a_file_stays_in_the_folder_for_scratch_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(reader, "_IN_MEMORY", 10)
    with reader.reading(request(tmp_path)) as found:
        assert sum(piece.rows for piece in found.pieces()) == 1
        assert list(scratch.iterdir()) == []  # it has no name, so a crash leaves nothing either
    assert list(scratch.iterdir()) == []


def test_cells_that_begin_away_from_the_corner_keep_their_row_and_zeros(book: Book, tmp_path: Path) -> None:
    rows: list[list[object]] = [[], [], ["", "Ref", "Received"], ["", 12, "2025-11-03"], ["", "13", "never"]]
    made = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet, style = made.add_worksheet(), made.add_format({"num_format": "0000"})
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                sheet.write(at, column, cell, style)
    made.close()
    report = brought_in(book, tmp_path / "a.xlsx")
    assert [(reject.row, reject.field) for reject in report.rejects] == [(4, "reference"), (5, "received_on")]


def test_the_zeros_of_repeated_cells_are_seen(book: Book, tmp_path: Path) -> None:
    number = '<table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="2">'
    text = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    header = "".join(map(text.format, ("Ref", "Ack", "Received")))
    row = f"{number}<text:p>007</text:p></table:table-cell>{text.format('2025-11-03')}"
    rows = f"<table:table-row>{header}</table:table-row><table:table-row>{row}</table:table-row>"
    report = brought_in(book, spreadsheet(tmp_path / "a.ods", rows))
    assert [reject.field for reject in report.rejects] == ["reference"]


def request(folder: Path, **others: object) -> Request:
    return Request("leads", written(folder, GOOD), TODAY, Manner(**others))  # type: ignore[arg-type]


def served(asked: Request, monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the reading process answers, asked in this one."""
    answers = io.BytesIO()
    monkeypatch.setattr(child, "_hold_to_limits", lambda: None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pickle.dumps(asked))))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(answers))
    child.main()
    answers.seek(0)
    said = []
    while head := answers.read(8):
        said.append(pickle.loads(answers.read(int.from_bytes(head, "big"))))
    return said


def test_the_reading_process_says_what_a_file_is_then_what_its_rows_say_then_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, piece, end = served(request(tmp_path), monkeypatch)
    assert isinstance(first, About)
    assert isinstance(piece, Piece)
    assert (first.columns.positions, piece.rows, end) == ({"reference": 0, "received_on": 1}, 1, None)


def test_the_reading_process_says_why_a_file_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [refused] = served(request(tmp_path, sheet="S"), monkeypatch)
    assert refused == Refused("sheet", "S", "the file is no workbook and has no sheets; leave it out")
    place = workbook(tmp_path / "a.xlsx", [["Ref", "Received"], ["X", "2025-11-01"]])
    place.write_bytes(place.read_bytes()[:-30])
    [refused] = served(Request("leads", place, TODAY), monkeypatch)
    assert isinstance(refused, Refused)
    assert "is damaged" in refused.expected


def test_the_reading_process_knows_neither_the_book_nor_the_database(tmp_path: Path) -> None:
    code = reader._START.replace("main()", "print(sorted({name.partition('.')[0] for name in sys.modules}))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "storage" in done.stdout
    assert not {"sqlalchemy", "textual", "alembic"} & set(eval(done.stdout))


def test_what_was_read_can_be_asked_for_again(tmp_path: Path) -> None:
    with reader.reading(request(tmp_path)) as found:
        assert isinstance(found, ReadFile)
        assert list(found.pieces()) == list(found.pieces()) != []


_STEPS = """
from storage.importing import child
def stepping(request, really=child.answers):
    for number, answer in enumerate(really(request)):
        yield answer
        if number == 1:
            {then}
child.PIECE, child.answers = 1, stepping
child.main()
"""


def _after_the_first_rows(monkeypatch: pytest.MonkeyPatch, then: str) -> None:
    """The reading process hands over a row at a time and does something after the first one."""
    path = reader._START.partition(" from storage")[0]
    monkeypatch.setattr(reader, "_START", path + _STEPS.replace("{then}", then))


def test_rows_are_taken_in_while_those_behind_them_are_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_in = tmp_path / "taken in"
    wait = f"import os, time\n            while not os.path.exists({str(taken_in)!r}): time.sleep(0.01)"
    _after_the_first_rows(monkeypatch, wait)
    place = written(tmp_path, GOOD + "FILE-2,2025-11-03\n")
    with reader.reading(Request("leads", place, TODAY)) as found:
        pieces = found.pieces()
        first = next(pieces)
        assert (first.rows, found.most_rows) == (1, None)
        taken_in.touch()
        assert [piece.rows for piece in pieces] == [1]
        assert found.most_rows is not None


@pytest.mark.parametrize(
    ("then", "told"),
    [
        ("import os; os.abort()", "the process that read it ended"),
        ("import pathlib; pathlib.Path(request.path).write_text('another')", "was changed while it was read"),
    ],
)
def test_a_file_that_cannot_be_read_to_its_end_leaves_nothing_in_the_book_and_the_book_free(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, then: str, told: str
) -> None:
    _after_the_first_rows(monkeypatch, then)
    place = written(tmp_path, GOOD + "FILE-2,2025-11-03\n")
    length = book.view.journal_length()
    with pytest.raises(BadInput, match=told):
        book.run(ImportLeads(place))
    assert references(book) == []
    assert book.view.journal_length() == length
    book.run(AddLead("AFTER-1", book.surroundings.today()))
    assert references(book) == ["AFTER-1"]
