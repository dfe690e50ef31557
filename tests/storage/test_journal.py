"""The journal: its form, its chain, its triggers, and that it tells the whole story."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from program.calendar import Quarter
from program.leads.outcome import Outcome
from program.officers.standing import Standing
from program.refusals import BadInput, LeadbookError
from storage.book import Book
from storage.commands.closing import CloseQuarter
from storage.commands.lead import AddLead
from storage.commands.lead_import import ImportLeads
from storage.commands.officer import SetStanding
from storage.commands.outcome import RecordOutcomes
from storage.commands.undo import Undo
from storage.errors import Conflict
from storage.journal.format import (
    Cells,
    ChangesHash,
    canonical,
    change_line,
    entry_hash,
    image_and_hashed,
    is_struck,
    row_from,
    salts_from,
    salts_in,
    struck_words,
)
from storage.maintenance.check import check
from storage.surroundings import Surroundings, of_this_machine
from storage.views.journal_filter import JournalQuery
from storage.views.lead import LeadQuery
from tests.books import new_book, staffed, with_leads, worked_at_random
from tests.frozen import Clock


def test_the_canonical_form_and_its_hashes_never_change() -> None:
    row = {"b": None, "a": "é–漢", "c": 7}
    assert canonical(row) == '{"a":"é–漢","b":null,"c":7}'
    digest = ChangesHash()
    digest.take(change_line("lead", "1", None, canonical(row)))
    assert digest.hexadecimal() == "ff7210497f872d3385f1030fbb254dbe830faf384f488297c4ea20b999173bc6"
    entry = {"number": 1, "said_sha256": "x", "hash": "left out", "said": "left out", "said_salt": "left out"}
    assert entry_hash(entry) == "7ce99b909d47eecab0c59f5534f9414166996d7dd4e3919b137a3b23c6ffe0f2"
    assert list(salts_in("0123456789abcdefghij" * 2)) == ["0123456789abcdefghij"] * 2
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical({"number": float("nan")})


def test_a_free_text_is_hashed_by_its_digest_and_one_that_is_struck_out_is_hashed_alike() -> None:
    free, digest = ("a", "b", "c"), '{"sha256":"2d899bdfba9c1056b230a31d1e1528f7ff2bb421c0ca48e736d3130ba4260373"}'
    row = {"id": "1", "a": "24-1", "b": "24-1", "c": None, "d": "open"}
    cells = Cells(salts_in("0123456789abcdefghij"))
    image, hashed = image_and_hashed(row, free, cells)
    assert image == '{"a":"24-1","b":"24-1","c":null,"d":"open","id":"1"}'
    assert hashed == f'{{"a":{digest},"b":{digest},"c":null,"d":"open","id":"1"}}'
    assert cells.salts == ["0123456789abcdefghij"]  # one for both, for they are one text
    assert image_and_hashed(json.loads(hashed), free, Cells(iter(()))) == (hashed, hashed)
    assert row_from(image) == row
    assert row_from(hashed) == {**row, "a": "struck-1", "b": "struck-1"}


def test_what_was_struck_out_is_called_by_the_end_of_its_records_id() -> None:
    words = struck_words("01890a5d-ac96-774b-bcce-b302099a8057")
    assert words == "struck-b302099a8057"
    assert [is_struck(one) for one in (words, "24-1187")] == [True, False]


def test_salts_are_new_without_end_and_each_has_its_whole_length() -> None:
    salts = list(islice(salts_from(os.urandom), 500))
    assert len(set(salts)) == 500
    assert {len(salt) for salt in salts} == {20}


def test_every_command_stands_in_the_journal_with_what_it_changed(book: Book) -> None:
    book.run(AddLead("24-1", date(2025, 11, 3), officer="1041"))
    newest = book.view.journal(limit=1)[0]
    assert (newest.command, newest.said, newest.actor, newest.changes) == (
        "AddLead",
        "Entered lead 24-1",
        "coordinator@desk",
        1,
    )
    fields = {change.field: change.after for change in book.view.entry(newest.number).fields}
    assert fields["reference"] == "24-1"
    assert book.view.journal_length() == newest.number
    with pytest.raises(BadInput):
        book.view.entry(999)


def test_entries_of_a_lead_and_since_a_day(book: Book) -> None:
    with_leads(book, 3)
    assert [entry.said for entry in book.view.journal(lead_reference="r-002")] == ["Entered lead R-002"]
    assert book.view.journal(query=JournalQuery(first=date(2025, 11, 24))) == ()
    assert len(book.view.journal(query=JournalQuery(first=date(2025, 11, 23)), limit=2)) == 2
    assert [entry.number for entry in book.view.journal(before=3)] == [2, 1]
    with pytest.raises(BadInput):
        book.view.journal(lead_reference="none")


@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = 'x'", "DELETE FROM {table}"])
@pytest.mark.parametrize(("table", "column"), [("journal_entry", "said"), ("journal_change", "after")])
def test_the_journal_is_append_only(book: Book, statement: str, table: str, column: str) -> None:
    with (
        book.engine.connect() as connection,
        pytest.raises(DBAPIError, match="append-only"),
        connection.begin(),
    ):
        connection.execute(text(statement.format(table=table, column=column)))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_the_journal_replays_to_the_rows(book: Book, seed: int) -> None:
    worked_at_random(book, seed, 60)
    found = check(book, full=True)
    assert found.findings == ()
    assert found.entries == book.view.journal_length()


def test_both_engines_print_the_same_book(
    tmp_path: Path, postgresql_url: str, frozen: Surroundings, clock: object
) -> None:
    printed = []
    for place in (str(tmp_path / "book"), postgresql_url):
        with new_book(place, Clock().surroundings()) as book:
            worked_at_random(staffed(book), 11, 80)
            page = book.view.leads(LeadQuery(descending=False), 500)
            printed.append(
                (page, book.view.status(), book.view.work(), book.view.roster(), book.view.journal(limit=500))
            )
    assert printed[0] == printed[1]


def test_a_changed_row_a_changed_entry_and_a_lost_row_are_found(tmp_path: Path, frozen: Surroundings) -> None:
    def tampered(name: str, *statements: str) -> set[str]:
        with new_book(tmp_path / name, frozen) as book:
            with_leads(staffed(book), 3)
            with book.engine.connect() as connection, connection.begin():
                for statement in statements:
                    connection.execute(text(statement))
            return {finding.code for finding in check(book, full=True).findings}

    drop_entry = "DROP TRIGGER journal_entry_no_update"
    drop_change = "DROP TRIGGER journal_change_no_update"
    assert tampered("a", "UPDATE lead SET evidence = 'forged' WHERE reference = 'R-002'") == {"row_differs"}
    assert tampered("b", "DELETE FROM lead WHERE reference = 'R-002'") == {"row_missing"}
    assert tampered("c", drop_entry, "UPDATE journal_entry SET actor = 'somebody' WHERE number = 4") == {
        "journal_chain",
        "trigger",
    }
    assert "journal_changes" in tampered(
        "d", drop_change, "UPDATE journal_change SET after = replace(after, 'R-002', 'R-222') WHERE entry = 5"
    )
    assert "journal_gap" in tampered(
        "e", "DROP TRIGGER journal_entry_no_delete", "DROP TRIGGER journal_change_no_delete",
        "DELETE FROM journal_change WHERE entry = 4", "DELETE FROM journal_entry WHERE number = 4",
    )  # fmt: skip


def test_an_undo_of_an_undo_by_number_is_in_effect(book: Book) -> None:
    book.run(AddLead("24-1", date(2025, 11, 3)))
    number = book.undo().entry
    book.run(Undo(number))
    assert book.view.work().open == 1
    assert book.view.journal(limit=2)[1].taken_back_by == book.view.journal_length()


def test_who_acts_is_the_login_that_the_system_knows_whatever_the_environment_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    login = of_this_machine().actor
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "sheriff")
    assert of_this_machine().actor == login
    assert not login.startswith("sheriff@")


@pytest.mark.skipif(sys.platform == "win32", reason="there a login always has a name")
def test_a_login_without_a_name_acts_under_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 987_654_321)
    assert of_this_machine().actor.startswith("uid987654321@")


def test_ids_sort_by_age_and_the_machine_has_a_login() -> None:
    surroundings = of_this_machine()
    assert "@" in surroundings.actor
    assert surroundings.today() == of_this_machine(surroundings.today()).today()
    assert surroundings.now() > 1_700_000_000_000
    ids = [surroundings.new_id() for _ in range(2_000)]
    assert ids == sorted(set(ids))
    assert all(len(each) == 36 and each[14] == "7" for each in ids)


def test_a_closed_quarter_is_guarded_by_the_rules_it_was_closed_with_and_in_all_that_its_statement_says(
    book: Book, clock: Clock, tmp_path: Path
) -> None:
    with_leads(book, 2)
    clock.move(days=43)
    with book.engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE rule_set SET body = replace(body, '\"not_counted\"', '\"counted\"')"))
    book.run(CloseQuarter(Quarter(2026, 1)))
    with pytest.raises(Conflict, match="lead R-001: FY2026-Q1 is closed"):  # by the rules as shipped it would be beside
        book.run(RecordOutcomes(["R-001"], Outcome.LOCATED, date(2026, 1, 3)))
    file = tmp_path / "leads.csv"
    file.write_text("reference,received on,due on\nR-002,2025-11-03,2025-12-24\n")
    report = book.run(ImportLeads(file)).result
    assert (report.changed, report.rejected) == (0, 1)
    with pytest.raises(Conflict, match="officer 1041: would change the head count of FY2026-Q1"):
        book.run(SetStanding("1041", Standing.SUSPENDED, date(2025, 12, 31), None, "Letter 12"))


def test_a_closed_quarter_from_before_all_rules_is_guarded_too(book: Book) -> None:
    with_leads(book, 1, date(2025, 9, 1))
    book.run(CloseQuarter(Quarter(2025, 4)))
    with pytest.raises(Conflict, match="lead R-001: FY2025-Q4 is closed"):
        book.run(RecordOutcomes(["R-001"], Outcome.LOCATED, date(2025, 9, 20)))
    book.run(RecordOutcomes(["R-001"], Outcome.LOCATED, date(2025, 10, 2)))


def test_an_undo_looks_past_a_hundred_entries_that_were_taken_back_and_says_when_there_is_none_left(
    tmp_path: Path, frozen: Surroundings
) -> None:
    with new_book(tmp_path / "book", frozen) as book:
        book.run(AddLead("24-1", date(2025, 11, 3)))
        for _ in range(102):
            book.run(AddLead("24-2", date(2025, 11, 3)))
            book.undo()
        assert "24-1" in book.undo().said
        with pytest.raises(LeadbookError, match="nothing"):
            book.undo()
