"""Whatever dress a table of leads comes in, the same leads come out of it: none wrong, none lost.

``LEADBOOK_EXAMPLES=10000`` in the environment draws so many of them, as ``make soak`` does.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from program.refusals import BadInput
from storage.importing.child import About, Piece, Request, answers
from storage.importing.lead import LeadInFile
from storage.importing.manner import Manner
from tests.frozen import TODAY
from tests.storage.disguises import Disguise, Fields, as_read, disguised, leads

pytestmark = pytest.mark.no_cover  # hundreds of tables, in code that other tests cover

EXAMPLES = int(os.environ.get("LEADBOOK_EXAMPLES", "60"))

TOLD = ("say which with --date-order",)
"""What a file may be refused for: it cannot be told by looking."""


def read_from(disguise: Disguise) -> list[Fields]:
    """The leads of a file, all of which have to be read."""
    with TemporaryDirectory() as folder:
        place = disguise.write(Path(folder))
        request = Request("leads", place, TODAY, Manner(order=disguise.order), zones=("America/Chicago",))
        about, *pieces = answers(request)
    assert isinstance(about, About)
    found: list[Fields] = []
    for piece in pieces:
        assert isinstance(piece, Piece)
        assert piece.rejects == ()
        assert piece.repeated == 0
        found += [as_read(one.fields, one.reference) for one in map(LeadInFile._make, piece.read)]  # type: ignore[arg-type]
    return found


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow, HealthCheck.large_base_example])
@given(st.data())
def test_a_table_in_any_dress_says_the_same_leads_or_is_refused_for_what_cannot_be_told(data: st.DataObject) -> None:
    table = data.draw(leads())
    disguise = data.draw(disguised(table))
    try:
        found = read_from(disguise)
    except BadInput as refused:
        event("refused")
        if not any(words in refused.expected for words in TOLD):
            raise
        return
    event(disguise.kind)
    assert sorted(found, key=lambda lead: lead["reference"]) == sorted(table, key=lambda lead: lead["reference"])


def test_the_proof_sees_a_lead_that_is_lost_and_one_that_is_changed() -> None:
    rows = [["Reference", "Received"], ["A-1", "2025-11-01"], ["A-2", "11/02/2025"]]
    found = read_from(Disguise("csv", rows, 0, "utf-8", ",", False, None))
    assert found == [
        {"reference": "A-1", "received_on": "2025-11-01"},
        {"reference": "A-2", "received_on": "2025-11-02"},
    ]
    with pytest.raises(AssertionError):
        read_from(Disguise("csv", [*rows, ["A-3", "never"]], 0, "utf-8", ",", False, None))
