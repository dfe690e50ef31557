"""What can be given out, as a person reads it."""

from __future__ import annotations

from program.disclosure import Given


def test_each_kind_of_disclosure_is_named_in_words() -> None:
    said = ["Statement", "Claim", "Open records", "Whole book", "Other"]
    assert [given.words for given in Given] == said
