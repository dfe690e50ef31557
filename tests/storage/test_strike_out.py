"""Striking out: the text is gone from the book for good, and the chain, the check and the papers hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from program.calendar import Quarter
from program.claims.envelope import EnvelopeKind
from program.leads.outcome import CorrectionReason, Outcome
from program.officers.standing import Standing
from program.refusals import BadInput
from program.strike_out import StrikeReason
from storage.book import Book
from storage.commands.closing import AmendQuarter, CloseQuarter
from storage.commands.lead import AddLead, AssignLeads
from storage.commands.lead_view import SaveView
from storage.commands.officer import SetStanding
from storage.commands.outcome import RecordOutcomes
from storage.commands.receipt import AddPurchase
from storage.commands.strike_out import StrikeOut
from storage.commands.undo import Undo
from storage.errors import Conflict
from storage.journal.striking import names
from storage.maintenance.check import check
from tests.books import with_leads
from tests.frozen import Clock

Q1 = Quarter(2026, 1)
RECEIVED = date(2025, 11, 3)
SECRET = "ROE-7719"


def struck(book: Book, field: str, *, why: StrikeReason = StrikeReason.PERSONAL_DETAIL, **which: object) -> StrikeOut:
    return StrikeOut(book.view.strike_target(field, **which), why)  # type: ignore[arg-type]


def everything_in(book: Book) -> str:
    """Every value of every table, one after the other."""
    from storage.schema.tables import metadata

    with book.engine.connect() as connection:
        return "\n".join(
            str(value).replace('\\"', '"')
            for table in metadata.sorted_tables
            for row in connection.execute(table.select())
            for value in row
        )


def sound(book: Book) -> bool:
    found = check(book, full=True)
    assert found.findings == ()
    return True


def test_a_reference_is_gone_from_row_journal_and_sentences_and_the_lead_goes_on(book: Book) -> None:
    with_leads(book, 3)
    book.run(AddLead(SECRET, RECEIVED, officer="1041"))
    book.run(RecordOutcomes((SECRET,), Outcome.LOCATED, evidence="A-1"))
    book.run(AssignLeads([SECRET], "1052"))
    before = book.view.status()
    confirmation = book.run(struck(book, "reference", reference=SECRET))
    assert "ROE-" not in everything_in(book)
    assert (confirmation.result.changes, confirmation.result.sentences) == (3, 3)
    assert sound(book)
    assert book.view.status() == before
    name = confirmation.said.split(" of lead ")[1].split(":")[0]
    assert name.startswith("struck-")
    assert book.view.lead(name).lead.evidence == "A-1"
    assert [entry.said for entry in book.view.journal(lead_reference=name)][1:] == ["(struck out)"] * 3
    book.run(RecordOutcomes((name,), Outcome.NOT_LOCATED, reason=CorrectionReason.ENTRY_ERROR))
    assert sound(book)


def test_evidence_goes_with_all_that_it_ever_was_and_can_be_recorded_anew(book: Book) -> None:
    book.run(AddLead("24-1", RECEIVED, officer="1041"))
    for evidence in (SECRET, 'ROE-"7"'):
        book.run(RecordOutcomes(("24-1",), Outcome.LOCATED, evidence=evidence, reason=CorrectionReason.ENTRY_ERROR))
    confirmation = book.run(struck(book, "evidence", reference="24-1"))
    assert confirmation.result.texts == 2
    assert "ROE-" not in everything_in(book)
    assert "24-1" in confirmation.said
    book.run(RecordOutcomes(("24-1",), Outcome.LOCATED, evidence="A-2", reason=CorrectionReason.ENTRY_ERROR))
    assert book.view.lead("24-1").lead.evidence == "A-2"
    assert sound(book)
    assert book.run(struck(book, "evidence", reference="24-1")).result.texts == 1
    again = book.run(struck(book, "evidence", reference="24-1"))
    assert (again.entry, again.result) == (None, None)
    assert again.said == "The evidence of lead 24-1 is struck out already"


def test_of_a_field_that_never_held_anything_it_is_said_that_it_is_empty(book: Book) -> None:
    for reference in ("24-1", "24-2"):
        book.run(AddLead(reference, RECEIVED))
    book.run(RecordOutcomes(("24-2",), Outcome.LOCATED, evidence=SECRET))
    book.run(struck(book, "evidence", reference="24-2"))
    done = book.run(struck(book, "evidence", reference="24-1"))
    assert (done.entry, done.result) == (None, None)
    assert done.said == "The evidence of lead 24-1 is empty: nothing was ever written there"


def test_no_undo_brings_it_back(book: Book) -> None:
    added = book.run(AddLead(SECRET, RECEIVED)).entry
    confirmation = book.run(struck(book, "reference", reference=SECRET))
    for asked in (Undo(), Undo(confirmation.entry)):
        with pytest.raises(Conflict, match="gone for good"):
            book.run(asked)
    book.run(Undo(added))  # the lead itself may still go, and come again without its text
    assert sound(book)
    book.redo()
    assert sound(book)
    assert "ROE-" not in everything_in(book)
    assert book.view.work().open == 1


def test_a_lead_that_was_taken_back_is_struck_out_by_its_entry(book: Book) -> None:
    added = book.run(AddLead(SECRET, RECEIVED)).entry
    book.undo()
    with pytest.raises(BadInput, match="--entry"):
        book.view.strike_target("reference", reference=SECRET)
    book.run(struck(book, "reference", entry=added))
    assert "ROE-" not in everything_in(book)
    assert sound(book)


def test_a_closed_quarter_keeps_figures_hash_and_statement_without_the_text(book: Book, clock: Clock) -> None:
    book.run(AddLead("24-9", date(2025, 9, 1)))
    book.run(CloseQuarter(Quarter(2025, 4)))
    without_it = book.view.statement(Quarter(2025, 4))
    with_leads(book, 2)
    book.run(AddLead(SECRET, RECEIVED, officer="1041"))
    book.run(RecordOutcomes((SECRET,), Outcome.LOCATED, evidence="E 77"))
    clock.move(days=60)
    book.run(CloseQuarter(Q1))
    book.run(AmendQuarter(Q1, CorrectionReason.ENTRY_ERROR))
    book.run(RecordOutcomes((SECRET,), Outcome.LOCATED, evidence="E 78", reason=CorrectionReason.ENTRY_ERROR))
    book.run(CloseQuarter(Q1))
    before = [book.view.statement(Q1, revision) for revision in (1, 2)]
    confirmation = book.run(struck(book, "reference", reference=SECRET))
    assert confirmation.result.statements == 2
    assert "ROE-" not in everything_in(book)
    assert sound(book)
    name = confirmation.said.split(" of lead ")[1].split(":")[0]
    after = [book.view.statement(Q1, revision) for revision in (1, 2)]
    assert [json.loads(json.dumps(was).replace(json.dumps(SECRET), f'"{name}"')) for was in before] == after
    assert book.view.statement(Quarter(2025, 4)) == without_it
    book.run(struck(book, "evidence", reference=name))  # out of papers that something was struck out of before
    assert "E 7" not in everything_in(book)
    assert sound(book)


def test_other_records_are_named_by_an_entry(book: Book) -> None:
    standing = book.run(SetStanding("1041", Standing.SUSPENDED, RECEIVED, None, SECRET)).entry
    book.run(struck(book, "basis", entry=standing))
    assert "ROE-" not in everything_in(book)
    assert sound(book)
    bought = book.run(AddPurchase(RECEIVED, 5_00, EnvelopeKind.EQUIPMENT, SECRET)).entry
    book.run(struck(book, "what", entry=bought))
    assert "ROE-" not in everything_in(book)
    assert sound(book)
    with pytest.raises(BadInput, match="no record"):
        book.view.strike_target("what", entry=standing)


def test_a_saved_view_goes_with_its_words(book: Book) -> None:
    saved = book.run(SaveView("Mine", SECRET.lower())).entry
    book.run(struck(book, "value", entry=saved))
    assert book.view.lead_views() == ()
    assert SECRET.lower() not in everything_in(book)
    assert sound(book)
    with book.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM setting")).scalar() == 0


def test_an_officers_name_goes_after_its_time(book: Book) -> None:
    name = book.view.roster().officers[0].name
    entry = next(one.number for one in book.view.journal(limit=50) if name in one.said)
    book.run(struck(book, "name", entry=entry, why=StrikeReason.RETENTION))
    assert name not in everything_in(book)
    assert sound(book)


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE lead SET evidence = 'A-9' WHERE reference = '24-1'", "row_differs"),
        (
            "UPDATE journal_change SET after = replace(after, 'A-1', 'A-9') WHERE position = 1 AND entry = {n}",
            "journal",
        ),
        ("UPDATE journal_change SET salts = '' WHERE entry = {n}", "journal"),
        ("UPDATE journal_entry SET said = 'Nothing' WHERE number = {n}", "journal_chain"),
        ("UPDATE journal_entry SET said = '', said_salt = '' WHERE number = {n}", "journal_text"),
    ],
)
def test_what_is_altered_in_a_text_or_goes_without_a_strike_out_is_found(
    book: Book, statement: str, problem: str
) -> None:
    book.run(AddLead("24-1", RECEIVED))
    number = book.run(RecordOutcomes(("24-1",), Outcome.LOCATED, evidence="A-1")).entry
    with book.engine.connect() as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            for table in ("journal_entry", "journal_change"):
                connection.execute(text(f"DROP TRIGGER {table}_no_update"))
        else:
            connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text(statement.format(n=number)))
        if connection.dialect.name != "sqlite":
            connection.execute(text("SET session_replication_role = DEFAULT"))
    assert problem in " ".join(finding.code for finding in check(book).findings)


def struck_behind_the_books_back(book: Book, change: Callable[[dict[str, object]], object]) -> None:
    """Changes the newest change of the journal in the way that a strike-out does, or another."""
    with book.engine.connect() as connection, connection.begin():
        row = connection.execute(text("SELECT * FROM journal_change ORDER BY entry DESC, position DESC")).first()
        assert row is not None
        image = json.loads(row.after)
        change(image)
        after = json.dumps(image, sort_keys=True, separators=(",", ":"))
        where = " WHERE entry = :entry AND position = :position"
        asked = {"after": after, "entry": row.entry, "position": row.position}
        connection.execute(text("UPDATE journal_change SET salts = '', after = :after" + where), asked)


def test_the_journal_lets_texts_become_digests_and_nothing_else(book: Book) -> None:
    book.run(AddLead("24-1", RECEIVED))
    for wrong in (
        lambda image: image.update(reference="24-9"),
        lambda image: image.update(received_on="2025-11-04"),
        lambda image: image.pop("reference"),
        lambda image: image.update(evidence={"sha256": "0"}),
    ):
        with pytest.raises(DBAPIError, match="append-only"):
            struck_behind_the_books_back(book, wrong)
    digest = {"sha256": "0" * 64}
    struck_behind_the_books_back(book, lambda image: image.update(reference=digest, reference_key=digest))
    codes = {finding.code for finding in check(book).findings}
    assert {"journal_changes", "journal_text"} <= codes


def test_the_same_text_in_another_record_is_told(book: Book) -> None:
    for reference in ("24-1", "24-2"):
        book.run(AddLead(reference, RECEIVED))
        book.run(RecordOutcomes((reference,), Outcome.LOCATED, evidence=SECRET))
    assert book.run(struck(book, "evidence", reference="24-1")).notes == (
        "The same text still stands in 1 other record",
    )
    assert book.run(struck(book, "evidence", reference="24-2")).notes == ()
    assert "ROE-" not in everything_in(book)


@pytest.mark.parametrize(
    ("sentence", "text", "its_own", "named"),
    [
        ("Entered lead 24-1187", "24-1187", False, True),
        ("Entered lead 24-1187", "24-11", False, False),
        ("Entered lead 24-1187", "24-11", True, True),
        ("Entered lead 24-1187", "24-12", True, False),
        ("Entered lead R-22", "R-22", False, True),
        ("Entered lead R-2", "R-2", False, False),
        ("Entered lead R-2", "R-2", True, True),
    ],
)
def test_a_sentence_of_another_record_names_a_text_by_whole_words_of_four_signs_or_more(
    sentence: str, text: str, its_own: bool, named: bool
) -> None:
    assert names(sentence, text, its_own=its_own) == named
