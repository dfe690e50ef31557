"""What a look at a book may find: each kind by its code, what it means, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Code = Literal[
    "file",
    "trigger",
    "other_agency",
    "journal_gap",
    "journal_chain",
    "journal_changes",
    "journal_text",
    "row_missing",
    "row_differs",
    "figures",
    "unreadable",
    "head",
    "anchor",
    "anchor_line",
    "anchor_none",
    "pin",
    "statement",
    "statement_missing",
    "claim",
    "receipt",
    "overtime_cap",
    "backup",
    "backup_ahead",
]


@dataclass(frozen=True)
class Kind:
    """What a code means, and what to do, in sentences."""

    means: str
    do: str


_RESTORE = "Restore the newest backup that `leadbook backup --drill` proves, and keep the file to be looked into."
_COMPARE = (
    "Find out who could write to the file outside of Leadbook. Compare with the newest backup"
    " (`leadbook backup --drill`) and with statements on paper, then restore it or record the right value anew."
)
_CUT = (
    "Find out who put an older or another file in the book's place. Restore a backup that holds the entry, or load an"
    " export that does."
)

KINDS: Mapping[Code, Kind] = {
    "file": Kind("The file is damaged: SQLite's own check, or a page's signature, fails.", _RESTORE),
    "trigger": Kind(
        "What keeps the journal and the statements append-only was taken away.",
        "Treat the book as open to changes since the last head that you hold: check `--head`, then restore a backup.",
    ),
    "other_agency": Kind("The file holds rows of another agency.", _RESTORE),
    "journal_gap": Kind("An entry of the journal is missing in the middle, or the journal is empty.", _RESTORE),
    "journal_chain": Kind("An entry was changed after it was made: it does not fit its hash.", _COMPARE),
    "journal_changes": Kind("What an entry changed was altered, added to or taken away afterwards.", _COMPARE),
    "journal_text": Kind("A text of the journal is gone, and no strike-out says so.", _COMPARE),
    "row_missing": Kind("A record that the journal made is not in the book.", _COMPARE),
    "row_differs": Kind("A record is not what the journal says: it was changed outside of Leadbook.", _COMPARE),
    "figures": Kind(
        "The leads counted one by one give other figures than those that are shown.",
        "Report it with what `leadbook check --json` prints; show no figure of that quarter until it is answered.",
    ),
    "unreadable": Kind("Something holds what it cannot hold, so that part could not be looked at.", _COMPARE),
    "head": Kind("The entry of a paper is not there, or has another hash: the journal was cut or rewritten.", _CUT),
    "anchor": Kind("An entry that was anchored outside is not there, or has another hash: the same.", _CUT),
    "anchor_line": Kind(
        "A line of the anchors' file is none: it was written by hand, or cut off.",
        "Compare the file with its copies; put `#` before a line that is a remark.",
    ),
    "anchor_none": Kind(
        "The anchors' file holds none of this book.",
        "See that it is the right file, and that nobody emptied it.",
    ),
    "pin": Kind("A person's PIN was changed outside of Leadbook.", "An owner of the book sets a new one."),
    "statement": Kind("A frozen statement is not what it was when the quarter was closed.", _COMPARE),
    "statement_missing": Kind("A statement that the journal froze is gone.", _COMPARE),
    "claim": Kind("A claim is not what was certified, or its parts do not add up.", _COMPARE),
    "receipt": Kind("A receipt pays more than came.", _COMPARE),
    "overtime_cap": Kind(
        "Claims of a year ask for more overtime together than the cap allowed.",
        "Certify a correction of the claim that is named.",
    ),
    "backup": Kind(
        "A backup cannot be opened, or is not sound.",
        "Make a new one with `leadbook backup`, prove it with `--drill`, and remove the one that is named.",
    ),
    "backup_ahead": Kind(
        "A backup holds entries that the book lacks: the book was cut, or an older one put there.", _CUT
    ),
}


@dataclass(frozen=True)
class Finding:
    """Something that is wrong: the code of its kind, and a sentence on this one."""

    code: Code
    problem: str

    @property
    def kind(self) -> Kind:
        """What it means, and what to do."""
        return KINDS[self.code]


def findings_table() -> str:
    """The kinds as a table of Markdown; it stands in docs/check.md."""
    lines = ["| code | what it means | what to do |", "|---|---|---|"]
    lines += [f"| `{code}` | {kind.means} | {kind.do} |" for code, kind in KINDS.items()]
    return "\n".join(lines) + "\n"
