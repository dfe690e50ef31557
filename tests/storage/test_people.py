"""People of the book: naming them, sitting down, what each may do, four eyes, and where no PIN may ever stand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from program.audit_review import AuditKind
from program.calendar import Month, Quarter
from program.leads.outcome import CorrectionReason, Outcome
from program.leads.review import ReturnReason
from program.people import MISSES_WITHIN_MS, Role
from program.refusals import BadInput, LeadbookError
from storage.book import Book
from storage.commands.base import Command
from storage.commands.claim import CertifyClaim
from storage.commands.closing import CloseQuarter
from storage.commands.lead import AddLead
from storage.commands.outcome import RecordOutcomes
from storage.commands.pay import RecordPay, RecordTime
from storage.commands.people import AddPerson, ChangePerson, LockDesk, RemovePerson, SetPin, SignOn, UnlockPerson
from storage.commands.review import ReturnOutcomes, TurnReview, VerifyOutcomes
from storage.commands.undo import Redo, Undo
from storage.errors import Conflict, NotAllowed, SignOnRefused
from storage.maintenance.check import check
from storage.maintenance.transfer import export, load
from storage.surroundings import Surroundings
from tests.books import with_leads
from tests.frozen import Clock
from tests.people import PINS, name_people, run_as, sit_down

FOUND = RecordOutcomes(["R-001"], Outcome.LOCATED, date(2025, 11, 20), None, "A-1")


def miss(book: Book, name: str) -> str:
    confirmation = book.run(SignOn(name, pin="141421"))
    assert confirmation.result is None
    return confirmation.said


def test_without_people_nothing_is_asked_and_no_entry_has_a_person(book: Book) -> None:
    assert book.view.people() == ()
    book.run(AddLead("R-001", date(2025, 11, 3)))
    assert book.view.journal(limit=1)[0].person is None
    assert book.run(LockDesk()).entry is None


def test_the_first_person_is_the_owner_and_from_then_on_somebody_has_to_sit_at_the_desk(book: Book) -> None:
    book.run(AddPerson("Pat Ames", [Role.RECORD], badge="1041", pin=PINS["Pat Ames"]))
    (pat,) = book.view.people()
    assert (pat.is_owner, pat.roles, pat.badge, pat.has_pin) == (True, (Role.RECORD,), "1041", True)
    with pytest.raises(NotAllowed, match="say who acts"):
        book.run(AddLead("R-001", date(2025, 11, 3)))
    book.seated = sit_down(book, "pat  ames", PINS["Pat Ames"]).person_id
    book.run(AddLead("R-001", date(2025, 11, 3)))
    newest = book.view.journal(limit=1)[0]
    assert newest.person == "Pat Ames"
    assert newest.who == f"Pat Ames ({newest.actor})"
    assert check(book, full=True).ok


def test_the_person_of_an_entry_is_in_its_hash(book: Book) -> None:
    name_people(book, "Pat Ames", "Lee Hart")
    run_as(book, "Pat Ames", AddLead("R-001", date(2025, 11, 3)))
    lee = next(one for one in book.view.people() if one.name == "Lee Hart")
    with book.engine.connect() as connection, connection.begin():
        for trigger in ("DROP TRIGGER journal_entry_no_update", "ALTER TABLE journal_entry DISABLE TRIGGER USER"):
            if trigger.startswith("DROP") == (book.engine.dialect.name == "sqlite"):
                connection.exec_driver_sql(trigger)
        connection.execute(
            text("UPDATE journal_entry SET person_id = :lee WHERE command = 'AddLead'"), {"lee": lee.person_id}
        )
    assert "journal_chain" in {finding.code for finding in check(book).findings}


def test_the_journal_still_refuses_that_the_person_of_an_entry_is_changed_with_a_text_that_is_struck(
    book: Book,
) -> None:
    name_people(book, "Pat Ames")
    with pytest.raises(Exception, match="append-only"), book.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE journal_entry SET said = '', said_salt = '', person_id = 'x'")


@pytest.mark.parametrize(
    ("who", "command"),
    [
        ("Robin Grove", AddLead("R-009", date(2025, 11, 3))),
        ("Lee Hart", FOUND),
        ("Pat Ames", VerifyOutcomes(["R-001"])),
        ("Sam Cole", ReturnOutcomes(["R-001"], ReturnReason.NO_EVIDENCE)),
        ("Robin Grove", CertifyClaim(Month.parse("2025-10"))),
        ("Pat Ames", CloseQuarter(Quarter.parse("FY2025-Q4"))),
        ("Robin Grove", TurnReview(True)),
        ("Robin Grove", AddPerson("Max Moss", [Role.READ], pin="662607")),
        ("Robin Grove", ChangePerson("Pat Ames", roles=[Role.READ])),
        ("Robin Grove", RemovePerson("Lee Hart")),
        ("Robin Grove", UnlockPerson("Lee Hart")),
        ("Robin Grove", SetPin("Lee Hart", pin="662607")),
        ("Lee Hart", Undo()),
        ("Robin Grove", Undo()),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_what_a_role_may_not_do_is_refused_and_changes_nothing(book: Book, who: str, command: Command) -> None:
    name_people(book, "Pat Ames", "Robin Grove", "Sam Cole", "Lee Hart")
    run_as(book, "Pat Ames", AddLead("R-001", date(2025, 11, 3)))
    before = book.view.journal_length()
    with pytest.raises(NotAllowed):
        run_as(book, who, command)
    assert book.view.journal_length() == before


def test_an_undo_needs_what_the_command_needed(book: Book) -> None:
    with_leads(book, 1)
    name_people(book, "Pat Ames", "Robin Grove")
    run_as(book, "Pat Ames", TurnReview(True))
    run_as(book, "Pat Ames", FOUND)
    run_as(book, "Robin Grove", VerifyOutcomes(["R-001"]))
    with pytest.raises(NotAllowed, match="for who may review"):
        run_as(book, "Pat Ames", Undo())
    run_as(book, "Robin Grove", Undo())
    with pytest.raises(NotAllowed, match="for who may review"):
        run_as(book, "Pat Ames", Redo())


def test_nobody_verifies_an_own_outcome_under_another_login_nor_one_of_the_own_login_from_before(book: Book) -> None:
    with_leads(book, 2)
    book.run(replace(FOUND, references=["R-002"]))
    name_people(book, "Pat Ames", "Robin Grove")
    run_as(book, "Pat Ames", ChangePerson("Pat Ames", roles=[Role.RECORD, Role.REVIEW]))
    run_as(book, "Pat Ames", TurnReview(True))
    run_as(book, "Pat Ames", FOUND)
    with pytest.raises(BadInput, match="recorded by Pat Ames"):
        run_as(book, "Pat Ames", VerifyOutcomes(["R-001"]))
    run_as(book, "Robin Grove", VerifyOutcomes(["R-001"]))  # under the same login
    with pytest.raises(BadInput, match="recorded by"):
        run_as(book, "Robin Grove", VerifyOutcomes(["R-002"]))  # recorded under this login, when nobody was named


def test_nobody_takes_back_or_puts_back_what_was_said_of_an_own_outcome(book: Book) -> None:
    with_leads(book, 2)
    name_people(book, "Pat Ames", "Robin Grove", "Sam Cole")
    for name in ("Pat Ames", "Sam Cole"):
        run_as(book, "Pat Ames", ChangePerson(name, roles=[Role.RECORD, Role.REVIEW]))
    run_as(book, "Pat Ames", TurnReview(True))
    run_as(book, "Pat Ames", replace(FOUND, references=["R-001", "R-002"]))
    run_as(book, "Robin Grove", ReturnOutcomes(["R-002"], ReturnReason.UNCLEAR))
    with pytest.raises(BadInput, match=r"R-002.*was recorded by Pat Ames; somebody else looks at it"):
        run_as(book, "Pat Ames", Undo())
    run_as(book, "Sam Cole", Undo())
    run_as(book, "Sam Cole", Redo())
    run_as(book, "Robin Grove", VerifyOutcomes(["R-001", "R-002"]))
    run_as(book, "Robin Grove", Undo())
    before = book.view.journal_length()
    with pytest.raises(BadInput, match=r"R-00[12].*was recorded by Pat Ames; somebody else looks at it") as refused:
        run_as(book, "Pat Ames", Redo())
    assert (refused.value.exit_code, book.view.journal_length()) == (2, before)
    assert book.view.quarter().review is not None
    assert "Put back" in run_as(book, "Sam Cole", Redo()).said
    review = book.view.quarter().review
    assert review is not None
    assert (review.verified, review.returned) == (2, 0)


def test_a_return_that_was_overtaken_by_a_correction_is_not_taken_back_by_who_recorded_what_it_was_about(
    book: Book,
) -> None:
    with_leads(book, 1)
    name_people(book, "Pat Ames", "Robin Grove", "Sam Cole")
    for name in ("Pat Ames", "Sam Cole"):
        run_as(book, "Pat Ames", ChangePerson(name, roles=[Role.RECORD, Role.REVIEW]))
    run_as(book, "Pat Ames", TurnReview(True))
    run_as(book, "Pat Ames", FOUND)
    run_as(book, "Robin Grove", ReturnOutcomes(["R-001"], ReturnReason.UNCLEAR))
    corrected = replace(FOUND, evidence="A-2", reason=CorrectionReason.REVIEW_RETURNED)
    run_as(book, "Sam Cole", corrected)
    verified = run_as(book, "Robin Grove", VerifyOutcomes(["R-001"])).entry
    for name in ("Pat Ames", "Sam Cole"):  # the one would say Pat's again, the other would take Sam's away
        with pytest.raises(BadInput, match=f"recorded by {name}"):
            run_as(book, name, Undo(verified))
    run_as(book, "Robin Grove", Undo(verified))


def test_a_login_of_before_the_people_is_named_as_such(book: Book) -> None:
    october = Month.parse("2025-10")
    with_leads(book, 1)
    book.run(TurnReview(True))
    book.run(FOUND)
    book.run(RecordPay("1041", 72_000_00, date(2025, 10, 1)))
    name_people(book, "Pat Ames", "Robin Grove", "Sam Cole")
    login = f"{book.surroundings.actor} before the book named its people; somebody under another login"
    with pytest.raises(BadInput, match=f"was recorded by {login} looks at it"):
        run_as(book, "Robin Grove", VerifyOutcomes(["R-001"]))
    with pytest.raises(BadInput) as refused:
        run_as(book, "Sam Cole", CertifyClaim(october))
    said = (
        f"{book.surroundings.actor} recorded pay of it before the book named its people; somebody under another login"
    )
    assert f": {said} certifies it" in str(refused.value)


def test_a_claim_is_not_put_back_by_who_prepared_it(book: Book) -> None:
    october = Month.parse("2025-10")
    name_people(book, "Pat Ames", "Sam Cole", "Robin Grove")
    run_as(book, "Pat Ames", ChangePerson("Pat Ames", roles=[Role.RECORD, Role.CERTIFY]))
    run_as(book, "Pat Ames", ChangePerson("Robin Grove", roles=[Role.CERTIFY]))
    run_as(book, "Pat Ames", RecordPay("1041", 72_000_00, date(2025, 10, 1)))
    run_as(book, "Sam Cole", CertifyClaim(october))
    run_as(book, "Sam Cole", Undo())
    with pytest.raises(BadInput, match="Pat Ames recorded pay of it; somebody else certifies it") as refused:
        run_as(book, "Pat Ames", Redo())
    assert refused.value.exit_code == 2
    assert book.view.claims() == ()
    put_back = run_as(book, "Robin Grove", Redo()).entry
    run_as(book, "Sam Cole", CertifyClaim(october, corrects=1, reason=CorrectionReason.ENTRY_ERROR))
    with pytest.raises(BadInput, match="Pat Ames recorded pay of it"):  # claim 1 would be in force again
        run_as(book, "Pat Ames", Undo())
    run_as(book, "Sam Cole", Undo())
    run_as(book, "Pat Ames", Undo(put_back))  # which certifies nothing
    assert book.view.claims() == ()


def test_nobody_certifies_what_rests_on_own_records(book: Book) -> None:
    october = Month.parse("2025-10")
    name_people(book, "Pat Ames", "Sam Cole", "Robin Grove")
    for name in ("Pat Ames", "Robin Grove"):
        run_as(book, "Pat Ames", ChangePerson(name, roles=[Role.RECORD, Role.CERTIFY]))
    run_as(book, "Robin Grove", RecordTime("1041", october, 16000))
    run_as(book, "Pat Ames", RecordPay("1041", 72_000_00, date(2025, 10, 1)))
    with pytest.raises(BadInput, match="Pat Ames recorded pay of it"):
        run_as(book, "Pat Ames", CertifyClaim(october))
    with pytest.raises(BadInput, match="Robin Grove recorded hours of it"):
        run_as(book, "Robin Grove", CertifyClaim(october))
    with pytest.raises(BadInput, match="certifies under the own name"):
        run_as(book, "Sam Cole", CertifyClaim(october, "Chief Nobody"))
    said = run_as(book, "Sam Cole", CertifyClaim(october)).said
    assert "of 2025-10 by Sam Cole" in said


def test_the_book_always_has_an_owner(book: Book) -> None:
    name_people(book, "Pat Ames", "Robin Grove")
    for command in (RemovePerson("Pat Ames"), ChangePerson("Pat Ames", owner=False)):
        with pytest.raises(BadInput, match="only owner"):
            run_as(book, "Pat Ames", command)
    run_as(book, "Pat Ames", ChangePerson("Robin Grove", owner=True, badge="1052", new_name="Robin G. Grove"))
    run_as(book, "Pat Ames", RemovePerson("Pat Ames"))
    (robin,) = book.view.people()
    assert (robin.name, robin.is_owner, robin.badge) == ("Robin G. Grove", True, "1052")


def test_who_has_left_acts_no_more_and_comes_back_under_the_same_name(book: Book) -> None:
    name_people(book, "Pat Ames", "Robin Grove")
    robin = sit_down(book, "Robin Grove").person_id
    run_as(book, "Pat Ames", RemovePerson("Robin Grove"))
    with pytest.raises(NotAllowed, match="not among the people"):
        book.run(LockDesk(acting=robin))
    with pytest.raises(SignOnRefused, match="nobody of that name"):
        sit_down(book, "Robin Grove")
    run_as(book, "Pat Ames", AddPerson("robin grove", [Role.REVIEW], pin="662607"))
    assert sit_down(book, "Robin Grove", "662607").person_id == robin


def test_people_are_told_apart_by_name_and_a_change_to_the_same_is_none(book: Book) -> None:
    name_people(book, "Pat Ames", "Robin Grove")
    with pytest.raises(BadInput, match="already"):
        run_as(book, "Pat Ames", AddPerson("PAT AMES", [Role.READ], pin="662607"))
    with pytest.raises(BadInput, match="another of the people"):
        run_as(book, "Pat Ames", ChangePerson("Pat Ames", new_name="Robin Grove"))
    with pytest.raises(BadInput, match="not among the people"):
        run_as(book, "Pat Ames", ChangePerson("Nobody"))
    assert run_as(book, "Pat Ames", ChangePerson("Robin Grove", roles=[Role.REVIEW])).entry is None
    with pytest.raises(BadInput, match="digits"):
        run_as(book, "Pat Ames", SetPin("Pat Ames", pin="123456"))


def test_five_misses_within_fifteen_minutes_shut_out_until_an_owner_clears_it(book: Book, clock: Clock) -> None:
    name_people(book, "Pat Ames", "Robin Grove")
    for number in range(1, 5):
        assert miss(book, "Robin Grove") == f"A wrong PIN for Robin Grove: {number} of 5"
        clock.move(seconds=1)
    assert book.view.journal(limit=1)[0].command == "SignOn"
    assert miss(book, "Robin Grove").endswith(": shut out until an owner clears it")
    looked_at = {kind for line in book.view.audit_week(clock.today()).lines for kind in line.kinds}
    assert looked_at == {AuditKind.ROLE_CHANGE, AuditKind.UNLOCK}
    clock.move(days=1)
    with pytest.raises(SignOnRefused, match="shut out"):
        sit_down(book, "Robin Grove")
    run_as(book, "Pat Ames", UnlockPerson("Robin Grove"))
    assert run_as(book, "Pat Ames", UnlockPerson("Robin Grove")).entry is None
    sit_down(book, "Robin Grove")


def test_misses_are_forgotten_after_fifteen_minutes_and_when_the_right_pin_comes(book: Book, clock: Clock) -> None:
    name_people(book, "Pat Ames")
    for _ in range(4):
        miss(book, "Pat Ames")
    clock.move(seconds=MISSES_WITHIN_MS // 1000)
    assert miss(book, "Pat Ames").endswith("1 of 5")
    before = book.view.journal_length()
    sit_down(book, "Pat Ames")
    assert book.view.people()[0].misses == ()
    assert book.view.journal_length() == before + 1  # what came before it is answered by an entry
    sit_down(book, "Pat Ames")
    assert book.view.journal_length() == before + 1


def test_an_only_owner_is_let_in_again_after_fifteen_minutes_for_nobody_else_could(book: Book, clock: Clock) -> None:
    name_people(book, "Pat Ames", "Robin Grove")
    said = [miss(book, "Pat Ames") for _ in range(5)]
    assert said[-1] == "A wrong PIN for Pat Ames: shut out until 15 minutes after the last one"
    clock.move(seconds=MISSES_WITHIN_MS // 1000 - 1)
    with pytest.raises(SignOnRefused, match="after 5 wrong PINs, until 15 minutes after the last one"):
        sit_down(book, "Pat Ames")
    clock.move(seconds=1)
    assert miss(book, "Pat Ames").endswith("1 of 5")
    sit_down(book, "Pat Ames")


def test_a_new_pin_lets_in_who_was_shut_out_and_the_old_one_opens_nothing(book: Book) -> None:
    name_people(book, "Pat Ames", "Robin Grove")
    for _ in range(5):
        miss(book, "Robin Grove")
    run_as(book, "Pat Ames", SetPin("Robin Grove", pin="662607"))
    assert "1 of 5" in book.run(SignOn("Robin Grove", pin=PINS["Robin Grove"])).said
    robin = sit_down(book, "Robin Grove", "662607")
    book.run(SetPin("Robin Grove", pin="602214", acting=robin.person_id))
    sit_down(book, "Robin Grove", "602214")


def test_sitting_down_and_locking_are_entries_that_no_undo_looks_at(book: Book) -> None:
    name_people(book, "Pat Ames")
    run_as(book, "Pat Ames", AddLead("R-001", date(2025, 11, 3)))
    book.run(SignOn("Pat Ames", pin=PINS["Pat Ames"]))
    pat = sit_down(book, "Pat Ames").person_id
    locked = book.run(LockDesk(10, acting=pat))
    assert locked.said == "Locked the desk of Pat Ames after 10 minutes without a key"
    assert book.run(LockDesk(1, acting=pat)).said.endswith("after 1 minute without a key")
    with pytest.raises(Conflict, match="leadbook people"):
        run_as(book, "Pat Ames", Undo(locked.entry))
    assert "Entered" in run_as(book, "Pat Ames", Undo()).said
    book.run(LockDesk(acting=pat))
    run_as(book, "Pat Ames", Redo())
    assert check(book, full=True).ok


def test_no_hash_of_a_pin_stands_in_the_journal_or_an_export(book: Book, tmp_path: Path, frozen: Surroundings) -> None:
    name_people(book, "Pat Ames", "Robin Grove")
    export(book, tmp_path / "out.jsonl")
    written = (tmp_path / "out.jsonl").read_text()
    assert "argon2" not in written
    assert {json.loads(line).get("table") for line in written.splitlines()} >= {"person", "journal_change"}
    hashed = book.view.pin_hash("Pat Ames")
    assert hashed is not None
    assert hashed.rsplit("$", 1)[1] not in written
    assert PINS["Pat Ames"] not in repr(SignOn("Pat Ames", pin=PINS["Pat Ames"]))


def test_a_book_from_an_export_has_no_pins_and_lets_an_owner_give_one_first(
    book: Book, tmp_path: Path, frozen: Surroundings
) -> None:
    name_people(book, "Pat Ames", "Robin Grove")
    export(book, tmp_path / "out.jsonl")
    load(tmp_path / "out.jsonl", str(tmp_path / "again"), frozen)
    with Book.open(tmp_path / "again", frozen) as again:
        for name in ("Pat Ames", "Robin Grove"):
            with pytest.raises(SignOnRefused, match="not in this book"):
                again.run(SignOn(name, pin=PINS[name]))
        with pytest.raises(NotAllowed, match="say who acts"):
            again.run(SetPin("Robin Grove", pin="662607"))
        assert "was not in this book" in again.run(SetPin("Pat Ames", pin="662607")).said
        assert sit_down(again, "Pat Ames", "662607").is_owner
        with pytest.raises(NotAllowed, match="say who acts"):
            again.run(SetPin("Pat Ames", pin="602214"))
        assert check(again, full=True).ok


def test_a_pin_that_was_changed_outside_the_book_opens_nothing_and_is_found(book: Book) -> None:
    name_people(book, "Pat Ames", "Robin Grove")
    with book.engine.connect() as connection, connection.begin():
        known = connection.exec_driver_sql("SELECT hash FROM pin ORDER BY id").scalars().all()
        connection.execute(
            text("UPDATE pin SET hash = :other WHERE hash = :hash"), {"other": known[0], "hash": known[1]}
        )
    with pytest.raises(AssertionError):
        sit_down(book, "Robin Grove", PINS["Pat Ames"])
    assert [finding.code for finding in check(book).findings] == ["pin"]


def test_a_pin_is_kept_only_beside_its_digest_and_is_no_hash_no_person_sits_down(book: Book) -> None:
    name_people(book, "Pat Ames")
    with book.engine.connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE pin SET hash = 'not a hash'")
    assert "A wrong PIN" in miss(book, "Pat Ames")
    pat = next(one for one in book.view.people())

    class Smuggle(Command):
        def carry_out(self, writer):  # type: ignore[no-untyped-def]
            writer.keep_pin(pat.person_id, "another")

    with pytest.raises(ValueError, match="digest"):
        book.run(Smuggle(acting=pat.person_id))


def test_an_officer_who_keeps_the_book_stays_on_the_roster(book: Book) -> None:
    from storage.commands.officer import AddOfficer

    added = book.run(AddOfficer("1063", "Cole, Sam")).entry
    book.run(AddPerson("Sam Cole", [Role.RECORD], badge="1063", pin=PINS["Sam Cole"]))
    with pytest.raises(LeadbookError, match="a record of person was changed since"):
        run_as(book, "Sam Cole", Undo(added))


def test_an_export_from_before_people_is_still_read(book: Book, tmp_path: Path, frozen: Surroundings) -> None:
    export(book, tmp_path / "out.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    for line in lines:
        line.get("row", {}).pop("person_id", None)
    (tmp_path / "old.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    assert load(tmp_path / "old.jsonl", str(tmp_path / "again"), frozen).ok
