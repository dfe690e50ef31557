"""An encrypted book on the command line: its passphrase is asked for, and stands nowhere where others could read it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

from cli.plumbing import Desk
from storage.engine.encryption import is_encrypted
from tests.cli.conftest import Leadbook, Ran
from tests.secrets import PASSPHRASE, WRONG, Keyring, passphrase_file

INIT = ("init", "--agency", "Example County", "--state", "TX", "--encrypt")


@pytest.fixture(autouse=True)
def _cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.keys.ROUNDS", 1)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is typed at the terminal, in turn."""
    answers: list[str] = []
    monkeypatch.setattr("cli.passphrase.typed_unseen", lambda prompt: answers.pop(0))
    return answers


@pytest.fixture
def secret(leadbook: Leadbook, tmp_path: Path) -> Leadbook:
    """A desk with an encrypted book, its passphrase in a file."""
    file = passphrase_file(tmp_path / "passphrase")

    def run(*words: str) -> Ran:
        return leadbook("--passphrase-file", file, *words)

    assert leadbook("--passphrase-file", file, *INIT, "--json").data["encrypted"] is True
    return run


def one_line(err: str) -> bool:
    return err.count("\n") == 1 and "Traceback" not in err


def test_every_command_opens_it_with_the_passphrase(secret: Leadbook, tmp_path: Path) -> None:
    assert is_encrypted(str(tmp_path / "book.leadbook"))
    assert secret("officer", "add", "1041", "Ames, Pat", "--authorized", "2025-10-01").code == 0
    assert secret("lead", "add", "24-1187", "--received", "2025-11-01", "--officer", "1041").code == 0
    assert secret("status", "--json").data["counts"]["open"] == 1
    copy = secret("backup", "--json").data["backup"]
    assert is_encrypted(copy)
    assert secret("check", "--full", "--json").data["backup"]["path"] == copy
    where = secret("where")
    assert "book.leadbook (encrypted)" in where.out
    assert secret("where", "--json").data["encrypted"] is True


def test_a_wrong_passphrase_and_none_are_exit_3_and_one_line_and_change_nothing(
    secret: Leadbook, leadbook: Leadbook, tmp_path: Path, typed: list[str]
) -> None:
    book = tmp_path / "book.leadbook"
    before = book.read_bytes()
    for command in (("status",), ("lead", "add", "24-1", "--received", "2025-11-01"), ("check",), ("undo",)):
        typed[:] = [WRONG]
        ran = leadbook(*command, "--json")
        assert (ran.code, ran.out, one_line(ran.err)) == (3, "", True)
        assert "passphrase does not open it" in ran.err
        assert WRONG not in ran.err
    wrong = passphrase_file(tmp_path / "wrong", WRONG)
    assert leadbook("--passphrase-file", wrong, "status").code == 3
    assert book.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.leadbook", "passphrase", "wrong"]


def test_without_a_terminal_nobody_is_asked(leadbook: Leadbook, secret: Leadbook, tmp_path: Path) -> None:
    ran = leadbook("status")
    assert (ran.code, one_line(ran.err)) == (3, True)
    assert "--passphrase-file" in ran.err
    made = leadbook("--book", str(tmp_path / "other"), *INIT)
    assert (made.code, one_line(made.err)) == (2, True)
    assert not (tmp_path / "other").exists()


def test_a_new_passphrase_is_asked_for_twice_and_a_short_one_refused_at_once(
    leadbook: Leadbook, tmp_path: Path, typed: list[str]
) -> None:
    for answers, said in (
        (["short"], "has 5 characters and wants 15: whoever copies the file can guess without end"),
        ([PASSPHRASE, WRONG], "typed differently"),
    ):
        typed[:] = answers
        ran = leadbook(*INIT)
        assert (ran.code, one_line(ran.err), typed) == (2, True, [])
        assert said in ran.err
        assert not any(answer in ran.err for answer in answers)
        assert list(tmp_path.iterdir()) == []
    assert leadbook(*INIT[:2], " ", *INIT[3:]).code == 2  # an agency that is refused, before anything is asked
    typed[:] = [PASSPHRASE, PASSPHRASE, PASSPHRASE]
    assert leadbook(*INIT).code == 0
    assert leadbook("status").code == 0


@pytest.mark.parametrize(
    ("text", "mode", "said"),
    [
        (PASSPHRASE.encode(), 0o644, "others can read it"),
        (b"", 0o600, "wants one line"),
        (f"{PASSPHRASE}\n{WRONG}\n".encode(), 0o600, "wants one line"),
        (b"\xff\xfe\x00", 0o600, "no text in UTF-8"),
        (b"x" * 5000, 0o600, "wants one line"),
        (None, 0o600, "cannot be read"),
    ],
)
def test_a_file_that_holds_no_passphrase_or_that_others_can_read_is_refused(
    secret: Leadbook, leadbook: Leadbook, tmp_path: Path, text: bytes | None, mode: int, said: str
) -> None:
    file = tmp_path / "given"
    if text is not None:
        file.write_bytes(text)
        file.chmod(mode)
    ran = leadbook("--passphrase-file", str(file), "status")
    assert (ran.code, one_line(ran.err)) == (2, True)
    assert said in ran.err
    assert PASSPHRASE not in ran.err


def test_what_leaves_the_encryption_is_said(secret: Leadbook, leadbook: Leadbook, tmp_path: Path) -> None:
    exported = str(tmp_path / "book.jsonl")
    ran = secret("export", exported)
    assert (ran.code, one_line(ran.err)) == (0, True)
    assert "is not encrypted" in ran.err
    again = str(tmp_path / "again.leadbook")
    assert secret("--book", again, "load", exported, "--encrypt").code == 0
    assert is_encrypted(again)
    plain = str(tmp_path / "plain.leadbook")
    assert leadbook("--book", plain, "load", exported).code == 0
    assert leadbook("--book", plain, "export", str(tmp_path / "plain.jsonl")).err == ""
    restored = secret("restore", plain)
    assert (restored.code, "no longer is" in restored.err) == (0, True)
    assert leadbook("status").code == 0
    assert "no longer" not in secret("restore", again).err
    assert leadbook("status").code == 3


def test_a_book_on_a_server_is_refused(leadbook: Leadbook, postgresql_url: str, typed: list[str]) -> None:
    ran = leadbook("--book", postgresql_url, *INIT)
    assert (ran.code, one_line(ran.err)) == (2, True)
    assert "encrypt: is for a book in a file" in ran.err


def test_another_passphrase_a_first_one_and_none(
    leadbook: Leadbook, tmp_path: Path, typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert leadbook(*INIT[:-1]).code == 0
    head = leadbook("check", "--json").data["head"]
    assert leadbook("rekey", "--plain").code == 2
    typed[:] = [PASSPHRASE, PASSPHRASE]
    first = leadbook("rekey", "--json")
    assert (first.data["encrypted"], first.data["head"], first.data["copies"]) == (True, head, [first.data["backup"]])
    typed[:] = [WRONG]
    assert (leadbook("rekey").code, typed) == (3, [])
    typed[:] = [PASSPHRASE, WRONG, WRONG]
    second = leadbook("rekey")
    assert "book.leadbook is under its new passphrase, and so are 2 copies: 1 entry, head " in second.out
    assert is_encrypted(first.data["backup"])
    both = leadbook("rekey", "--plain", "--new-passphrase-file", passphrase_file(tmp_path / "new"))
    assert (both.code, one_line(both.err)) == (2, True)
    typed[:] = [WRONG]
    assert "is no longer encrypted" in leadbook("rekey", "--plain").out
    assert leadbook("check", "--json").data["head"] == head
    left = Path(first.data["backup"])
    left.write_bytes(left.read_bytes()[:9000])
    typed[:] = [PASSPHRASE, PASSPHRASE]
    unreached = leadbook("rekey", "--json")
    assert (unreached.code, len(unreached.data["unreached"])) == (0, 1)
    assert unreached.err == f"{unreached.data['unreached'][0]}\n"


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    kept = Keyring()
    monkeypatch.setattr("keyring.get_keyring", lambda: kept)
    return kept


def test_the_keyring_remembers_and_forgets(
    leadbook: Leadbook, secret: Leadbook, tmp_path: Path, typed: list[str], keyring: Keyring
) -> None:
    typed[:] = [WRONG]
    assert (leadbook("keyring", "remember").code, keyring.kept) == (3, {})
    typed[:] = [PASSPHRASE]
    said = leadbook("keyring", "remember", "--json")
    assert (said.code, said.data["remembered"], list(keyring.kept.values())) == (0, True, [PASSPHRASE])
    assert leadbook("status").code == 0
    moved = tmp_path / "moved.leadbook"
    (tmp_path / "book.leadbook").rename(moved)
    book = ("--book", str(moved))
    assert leadbook(*book, "status").code == 0
    [salt] = keyring.kept
    keyring.kept[salt] = WRONG  # then it is asked for
    typed[:] = [PASSPHRASE]
    assert leadbook(*book, "status").code == 0
    keyring.kept[salt] = PASSPHRASE
    new = passphrase_file(tmp_path / "new", WRONG)
    assert leadbook(*book, "rekey", "--new-passphrase-file", new).code == 0
    assert (list(keyring.kept.values()), salt in keyring.kept) == ([WRONG], False)
    assert leadbook(*book, "status").code == 0
    keyring.broken = {"delete"}
    refused = leadbook(*book, "keyring", "forget")
    assert (refused.code, refused.err) == (2, "leadbook: keyring: Example Keyring did not forget it\n")
    rekeyed = secret(*book, "rekey", "--new-passphrase-file", new)
    assert rekeyed.code == 3  # a passphrase that is given is the one that counts
    keyring.broken = set()
    assert "has forgotten" in leadbook(*book, "keyring", "forget").out
    assert "did not have" in leadbook(*book, "keyring", "forget").out
    keyring.broken = {"set"}
    typed[:] = [WRONG]
    refused = leadbook(*book, "keyring", "remember")
    assert (refused.code, WRONG in refused.err, keyring.kept) == (2, False, {})


def test_there_is_nothing_to_remember_of_a_book_that_is_not_encrypted(
    leadbook: Leadbook, tmp_path: Path, keyring: Keyring
) -> None:
    assert leadbook(*INIT[:-1]).code == 0
    ran = leadbook("keyring", "remember")
    assert (ran.code, "is not encrypted" in ran.err, keyring.kept) == (2, True, {})


def test_a_shell_that_completes_a_word_asks_nobody(secret: Leadbook, tmp_path: Path, typed: list[str]) -> None:
    from cli.parameters import BADGE

    desk = Desk(str(tmp_path / "book.leadbook"), asks=False)
    with pytest.raises(Exception, match="is encrypted"):
        list(BADGE.words(desk, ""))


@pytest.mark.skipif(os.name == "nt", reason="there is no pseudo-terminal")
def test_a_terminal_shows_nothing_of_what_is_typed(tmp_path: Path) -> None:
    book = tmp_path / "book.leadbook"
    environment = {**os.environ, "TERM": "xterm"}

    def talk(*words: str, answers: list[str]) -> tuple[str, int | None]:
        child = pexpect.spawn(
            sys.executable, ["-m", "leadbook", "--book", str(book), *words],
            cwd=Path(__file__).parents[2], env=environment, encoding="utf-8", timeout=60,
        )  # fmt: skip
        shown: list[str] = []
        for answer in answers:
            child.expect(": ")
            shown += [str(child.before), str(child.after)]
            child.waitnoecho()
            child.sendline(answer)
        child.expect(pexpect.EOF)
        shown.append(str(child.before))
        child.close()
        return "".join(shown), child.exitstatus

    made, code = talk(*INIT, answers=[PASSPHRASE, PASSPHRASE])
    assert (code, "Made the book" in made, PASSPHRASE in made) == (0, True, False)
    opened, code = talk("status", "--json", answers=[PASSPHRASE])
    assert (code, "Passphrase of book.leadbook: " in opened, '"agency": "Example County"' in opened) == (0, True, True)
    refused, code = talk("status", answers=[WRONG])
    assert (code, "does not open it" in refused, WRONG in refused) == (3, True, False)
