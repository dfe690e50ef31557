"""Files changed at random, some hundreds in the gate and an hour of them in ``make soak``: none gets through the reader
but as what it promises."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copy

import pytest

from storage.importing.child import Request
from storage.importing.kinds import KINDS
from tests.frozen import TODAY
from tests.hostile.corpus_seeds import CORPUS
from tests.hostile.fuzz_imports import Reader, fuzz, said_of

FILES = 600


def test_every_changed_file_is_read_or_refused_in_one_sentence(tmp_path: Path) -> None:
    found = fuzz(1, tmp_path, FILES)
    assert [said for _, _, said in found.failed] == []
    assert found.done == FILES
    assert found.peak_megabytes < 400
    refused = sum(count for said, count in found.answers.items() if said.startswith("refused"))
    assert FILES // 4 < refused < FILES * 3 // 4 + FILES // 10
    assert len(found.answers) > 60


@pytest.mark.parametrize("place", sorted(CORPUS.iterdir()), ids=lambda place: place.name)
def test_what_failed_once_is_read_or_refused_as_it_is(place: Path, tmp_path: Path) -> None:
    there = Path(copy(place, tmp_path / f"a{place.suffix}"))
    for kind in KINDS:
        for only_look in (False, True):
            said_of(Request(kind, there, TODAY, only_look=only_look))


def test_the_fuzzer_sees_what_breaks_and_what_ends_the_process(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"ref,received\nA-1,2025-11-01\n")
    good = Request("leads", tmp_path / "a.csv", TODAY)
    reader = Reader()
    try:
        assert reader.ask(good)[:2] == (True, "About received_on reference | ")
        well, said, _ = reader.ask(replace(good, kind="no such kind"))
        assert (well, said.strip().splitlines()[-1]) == (False, "KeyError: 'no such kind'")
        reader._process.kill()
        reader._process.join()
        assert reader.ask(good)[:2] == (False, "the process ended")
        assert reader.ask(good)[0]
    finally:
        reader.end()
