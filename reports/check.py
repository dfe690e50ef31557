"""What a look at the whole book found, in words and as JSON: for the command line and the app alike."""

from __future__ import annotations

from typing import Any

from storage.maintenance.backup import BackupsSeen
from storage.maintenance.check import Checked
from storage.maintenance.findings import Finding
from storage.text import number_of


def check_lines(found: Checked, seen: BackupsSeen) -> list[str]:
    """A line for each thing that is wrong and what to do about it, and one that says whether all is sound, with the
    journal's head.
    """
    findings = [*found.findings, *seen.findings]
    return [
        *(line for finding in findings for line in finding_lines(finding)),
        f"{'Not sound' if findings else 'Sound'}: {number_of(found.entries, 'entry', 'entries')}, head {found.head}",
    ]


def finding_lines(finding: Finding) -> tuple[str, str]:
    """``row_differs: officer 1041 is not what the journal says``, and what to do."""
    return f"{finding.code}: {finding.problem}", f"  {finding.kind.do.replace('`', '')}"


def finding_data(finding: Finding) -> dict[str, Any]:
    """A finding with its code, what it means, and what to do."""
    plain = {"means": finding.kind.means.replace("`", ""), "do": finding.kind.do.replace("`", "")}
    return {"code": finding.code, "problem": finding.problem, **plain}


def backup_line(seen: BackupsSeen, otherwise: str) -> str:
    """The newest backup, or what is said where there is none."""
    if seen.newest is None:
        return otherwise
    return f"Newest backup: {number_of(seen.newest.entries, 'entry', 'entries')}, {seen.newest.path}"
