"""The first steps in a new book, each with the key and the command that does it; what is done is not among them."""

from __future__ import annotations

from dataclasses import dataclass

from storage.views.first_steps import AWAY, FirstSteps


@dataclass(frozen=True)
class Step:
    """Something to do: the action whose key it is, how a screen says it, and the command that does it."""

    code: str
    action: str
    words: str
    command: str


_OFFICERS = Step(
    "officers",
    "officers",
    "officers: {add_officer} adds, {import_officers} from a file",
    "leadbook officer add BADGE NAME --authorized DATE, or leadbook officer import FILE",
)
_FILE = Step("first_file", "import_file", "bring in leads from a file", "leadbook import FILE")
_BY_HAND = Step("first_lead", "new_lead", "or enter a lead by hand", "leadbook lead add REF --received DATE")
_OUTCOME = Step("first_outcome", "outcome", "record the first outcome", "leadbook outcome REF OUTCOME")
_BACKUPS = Step(
    "backup_folder",
    "keep",
    "name a folder for backups",
    'backups = "FOLDER" in the config file; leadbook where says which file that is',
)


def steps_left(found: FirstSteps, *, backups_named: bool) -> tuple[Step, ...]:
    """What is left to do, in the order in which it is done. ``backups_named`` is whether there is nothing to say of
    where backups go."""
    steps: tuple[Step, ...] = () if found.officers else (_OFFICERS,)
    steps += () if found.leads else (_FILE, _BY_HAND)
    steps += () if found.outcome else (_OUTCOME,)
    return steps if backups_named else (*steps, _BACKUPS)


def is_shown(found: FirstSteps) -> bool:
    """Whether the desk shows the list: in a book that was made in the app, and in one without a lead, until somebody
    puts it away."""
    return found.said != AWAY and (found.said is not None or not found.leads)
