"""What a look at the whole book found, in words: for the command line and the app alike."""

from __future__ import annotations

from storage.maintenance.backup import BackupsSeen
from storage.maintenance.check import Checked
from storage.text import number_of


def check_lines(found: Checked, seen: BackupsSeen) -> list[str]:
    """A line for each thing that is wrong, and one that says whether all is sound, with the journal's head."""
    findings = [*found.findings, *seen.findings]
    return [
        *(f"{finding.code}: {finding.problem}" for finding in findings),
        f"{'Not sound' if findings else 'Sound'}: {number_of(found.entries, 'entry', 'entries')}, head {found.head}",
    ]


def backup_line(seen: BackupsSeen, otherwise: str) -> str:
    """The newest backup, or what is said where there is none."""
    if seen.newest is None:
        return otherwise
    return f"Newest backup: {number_of(seen.newest.entries, 'entry', 'entries')}, {seen.newest.path}"
