"""The one registry of actions: keys, footer, help, command palette and the keys page of the docs all come from here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from textual.binding import Binding, BindingType
from textual.keys import format_key


@dataclass(frozen=True)
class Action:
    """Something a person can do. ``where`` is ``everywhere`` or the kind of place that offers it.

    ``id`` names it in the config file's ``[keys]`` and as ``action_<id>`` of the class that carries it out.
    """

    id: str
    key: str
    label: str
    help: str
    where: str = "everywhere"
    in_footer: bool = True


ACTIONS: tuple[Action, ...] = (
    Action("outcome", "o", "Outcome", "Record what became of the lead, or of all selected leads", "leads"),
    Action("assign", "a", "Assign", "Give the lead, or all selected leads, to an officer", "leads"),
    Action(
        "copy_reference", "y", "Copy", "Copy the lead's reference to the terminal's clipboard", "leads", in_footer=False
    ),
    Action(
        "strike_out",
        "X",
        "Strike out",
        "Take the lead's evidence or reference out of the book for good, journal and backups included",
        "leads",
        in_footer=False,
    ),
    Action(
        "export_list",
        "x",
        "Export",
        "Write the list that is shown to a CSV or XLSX file, or print officers' worksheets",
        "register",
    ),
    Action("first_steps", "D", "Put away", "Put the list of first steps away", "desk", in_footer=False),
    Action("filter", "slash", "Filter", "Narrow the list as you type", "register"),
    Action("views", "v", "Views", "Show a saved view, save the list that is shown, remove a view", "register"),
    Action("sort", "s", "Sort", "Sort by any column, either way; a click on its heading does so too", "register"),
    Action(
        "reference_shape",
        "r",
        "Shape",
        "How ICE writes references: others are refused",
        "register",
        in_footer=False,
    ),
    Action("add_officer", "plus", "Add", "Put an officer on the roster", "officers"),
    Action("standing", "s", "Standing", "Set the officer's standing for a span of days", "officers"),
    Action("reassign", "r", "Reassign", "Give all open leads of the officer to another, in one step", "officers"),
    Action(
        "worksheet",
        "x",
        "Worksheet",
        "Print the officer's open leads with boxes to be filled in by hand, as PDF",
        "officers",
        in_footer=False,
    ),
    Action(
        "clocks", "c", "Clocks", "Authorizations that end soon, suspensions, revocations to tell ICE of", "officers"
    ),
    Action("head_count", "e", "Head count", "Who counts on a day, and in its quarter by each reading", "officers"),
    Action("import_officers", "f", "File", "Bring in a roster from a file", "officers"),
    Action("filter_entries", "slash", "Filter", "Narrow by who, lead, what was done, day", "journal"),
    Action("take_back", "t", "Take back", "Take back the entry under the cursor", "journal"),
    Action("audit_review", "w", "Week", "The weekly audit review: what has to be looked at, and who has", "journal"),
    Action("disclosures", "d", "Given", "What was given to whom: statements, claims, answers to requests", "journal"),
    Action("retention", "r", "Retention", "How long records are kept, what is due, and holds", "journal"),
    Action("set_retention", "s", "Schedule", "Say for how long a kind of record is kept", "retention"),
    Action("place_hold", "p", "Hold", "Stop that anything goes since it is due", "retention"),
    Action("lift_hold", "l", "Lift", "Lift the hold under the cursor, with a reason", "retention"),
    Action("dispose", "X", "Dispose", "Strike out for good what is due of the kind under the cursor", "retention"),
    Action("add_disclosure", "plus", "Record", "Record what was given to somebody", "disclosures"),
    Action("earlier_week", "left_square_bracket", "Earlier", "The week before", "audit_review"),
    Action("later_week", "right_square_bracket", "Later", "The week after", "audit_review"),
    Action("sign_review", "s", "Sign off", "Say that you have looked at the week, once it is over", "audit_review"),
    Action("write_review", "x", "Write", "Write the week to a PDF or CSV file for the auditor", "audit_review"),
    Action("follow_reviews", "t", "Tell", "Whether overdue reviews are told of on every screen", "audit_review"),
    Action("previous_quarter", "left_square_bracket", "Earlier", "The quarter before", "quarter"),
    Action("next_quarter", "right_square_bracket", "Later", "The quarter after", "quarter"),
    Action("close_quarter", "c", "Close", "Close the quarter with its statement; reopen one that is closed", "quarter"),
    Action(
        "packet",
        "p",
        "Packet",
        "Write the statement to a folder, as PDF, XLSX, CSV and JSON",
        "quarter",
    ),
    Action("ice_count", "e", "ICE count", "Enter ICE's own count of the quarter", "quarter"),
    Action("what_if", "w", "What if", "What the award would be if so many open leads were located", "quarter"),
    Action("award", "m", "Award", "What was claimed, approved and received of the award", "quarter"),
    Action("known_on", "d", "As of", "What the book knew of the quarter on a day", "quarter"),
    Action(
        "open_records",
        "r",
        "Open records",
        "Answer an open-records request: the quarter's leads, without officers and references if you like",
        "quarter",
        in_footer=False,
    ),
    Action("review", "v", "Review", "Outcomes that a second person has to look at", "quarter", in_footer=False),
    Action("earlier_period", "left_square_bracket", "Earlier", "The month or quarter before", "claims"),
    Action("later_period", "right_square_bracket", "Later", "The month or quarter after", "claims"),
    Action("month_or_quarter", "x", "Month, quarter", "The claim of the month, or of the quarter", "claims"),
    Action("next_step", "c", "Next step", "Certify, submit, ICE's decision, the money: what comes next", "claims"),
    Action("correct_claim", "a", "Correct", "Certify the claim anew in place of the one that stands", "claims"),
    Action("decision", "e", "Decision", "What ICE decided on the claim, line by line", "claims", in_footer=False),
    Action("pay", "y", "Pay", "A sheet of what everybody is paid from a day on", "claims"),
    Action("time", "t", "Time", "A sheet of everybody's hours of a month", "claims"),
    Action("import_time", "f", "File", "Bring in hours from a payroll file", "claims"),
    Action("receipt", "r", "Receipt", "Money that came, and the claims that it pays", "claims"),
    Action("purchase", "b", "Buy", "Something bought from the start-up money", "claims"),
    Action("other_source", "o", "Other source", "What of a line somebody else pays; it is not claimed", "claims"),
    Action("paper", "d", "Paper", "Name a paper behind the claim by its file name and SHA-256", "claims"),
    Action("rules", "s", "Rules", "How the agency reads what may be claimed: salary by hours, and the like", "claims"),
    Action("claim_packet", "p", "Packet", "Write the claim to a folder, as PDF, XLSX, CSV and JSON", "claims"),
    Action("mark_query", "m", "Mark", "How far the lead has been talked over with ICE", "explaining"),
    Action("verify", "v", "Verify", "The outcome is right as recorded; not for who recorded it", "review"),
    Action("return_outcome", "b", "Return", "Return the outcome to who recorded it, with a reason", "review"),
    Action("turn_review", "t", "Turn on, off", "Whether outcomes need a second person", "review"),
    Action("quick_line", "colon", "Quick", "Type a whole outcome: 24-1187 l 11/21 #A-4471"),
    Action("undo", "u", "Undo", "Take back the last command, whatever it was; says what it will do first"),
    Action("help", "question_mark,f1", "Help", "The keys of this screen and what they do"),
    Action("desk", "1", "Desk", "What to do next, and the figures of the running quarter"),
    Action("leads", "2", "Leads", "The register of leads: filter, sort, select, open"),
    Action("officers", "3", "Officers", "The roster with standing by dates and what each officer holds"),
    Action("quarter", "4", "Quarter", "A quarter's end: what is left to do, its figures, closing, its statement"),
    Action("claims", "5", "Claims", "Pay and time, what may be claimed, what was claimed and came"),
    Action("journal", "6", "Journal", "Every change: who, when and what"),
    Action(
        "due",
        "exclamation_mark",
        "Due",
        "All that has come due, each with the key that deals with it",
        in_footer=False,
    ),
    Action("new_lead", "n", "New lead", "Enter a lead by hand"),
    Action("import_file", "i", "Import", "Bring in leads from a CSV, TSV, XLSX, ODS or JSON Lines file"),
    Action(
        "keep",
        "B",
        "Keep",
        "Back the book up, look whether it is sound, write all of it to a file, or restore a backup",
        in_footer=False,
    ),
    Action("redo", "U", "Redo", "Put back what the last undo took", in_footer=False),
    Action("messages", "M", "Messages", "What was said above the keys, all of it, the newest first", in_footer=False),
    Action("jump", "ctrl+o", "Jump", "Put a letter on everything within reach; the letter goes there", in_footer=False),
    Action("people", "P", "People", "Who keeps the book: what each may do, PINs, who was shut out", in_footer=False),
    Action(
        "lock",
        "ctrl+l",
        "Lock",
        "Show nothing of the book until somebody sits down, you or another; so it is after some time without a key",
        in_footer=False,
    ),
    Action("time_zone", "Z", "Time zone", "In which time zone the agency's days begin", in_footer=False),
    Action("theme", "T", "Colors", "Choose the colors; each is shown while you look, Enter keeps it", in_footer=False),
    Action("change_keys", "K", "Change keys", "Give actions other keys, or take a set of keys", in_footer=False),
    Action("quit", "q", "Quit", "Leave Leadbook; everything recorded is kept", in_footer=False),
)
"""In the footer's order: what can be done here first; what a narrow terminal cuts off last is on the empty desk too."""

PLACE_WORDS = {
    "everywhere": "Everywhere",
    "leads": "On a lead, in every list of leads",
    "desk": "On screen 1, Desk",
    "register": "On screen 2, Leads",
    "officers": "On screen 3, Officers",
    "quarter": "On screen 4, Quarter",
    "explaining": "On the leads that could explain a difference to ICE's count",
    "review": "On the outcomes under review",
    "claims": "On screen 5, Claims",
    "journal": "On screen 6, Journal",
    "retention": "On how long records are kept",
    "disclosures": "On what was given to somebody",
    "audit_review": "On the weekly audit review",
}
"""The places by what a person calls them."""

IN_LISTS = (
    ("↑ ↓", "Move; PgUp, PgDn, Home, End too, and in lists k, j, g, G for up, down, first, last"),
    ("Enter", "Open what is under the cursor; on a figure, the leads behind it"),
    ("Space", "Select a row, for one outcome or assignment on many leads; * selects all"),
    ("← →", "In a form: another of a few values; a letter goes to the next that begins with it"),
    ("Tab", "Next list or field; in a field, takes the completion that is shown"),
    ("Esc", "Select none; back; or leave a form without changing anything"),
    ("Right click", "What can be done with a row, each with its key"),
    ("ctrl+p", "Every command by name, and the choice of colors"),
)
"""Keys of every list and field; they are Textual's or the widgets', and stay as they are."""


def bindings(*where: str) -> list[BindingType]:
    """The key bindings of the actions offered in these places, in the registry's order."""
    return [
        Binding(
            key,
            action.id,
            action.label,
            show=action.in_footer,
            id=action.id,
            tooltip=action.help,
            key_display=key_words(key),
        )
        for action in offered(where)
        for key in action.key.split(",")
    ]


def binding_of(name: str, does: str) -> Binding:
    """A binding of the key of an action, for what offers it without being one of its places."""
    action = next(action for action in ACTIONS if action.id == name)
    return Binding(action.key, does, action.label, show=False, id=name)


def keys_of(name: str, keymap: Mapping[str, str]) -> list[str]:
    """The keys that an action has, by Textual's names."""
    own = next(action.key for action in ACTIONS if action.id == name)
    return [key.strip() for key in keymap.get(name, own).split(",")]


def offered(where: Iterable[str], idle: Collection[str] = ()) -> list[Action]:
    """The actions offered in these places, but for those that are ``idle``: what they act on is not there now."""
    places = set(where)
    return [action for action in ACTIONS if action.where in places and action.id not in idle]


def key_words(keys: str) -> str:
    """Keys as they are written on the keyboard: ``:`` for ``colon``, ``^z`` for ``ctrl+z``."""
    return " ".join(plain_key(key).replace("ctrl+", "^") for key in keys.split(","))


def with_keys(words: str, keymap: Mapping[str, str]) -> str:
    """Words of ours with the keys that actions have: ``{undo} takes it back`` becomes ``u takes it back``."""
    return words.format_map(_KeysByAction(keymap))


class _KeysByAction(dict[str, str]):
    """The first key of an action as it is written; only those that are asked for are looked up."""

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keymap = keymap

    def __missing__(self, name: str) -> str:
        return key_words(keys_of(name, self._keymap)[0])


def plain_key(key: str) -> str:
    """A key as it is written on the keyboard, whatever it is called."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    return "+".join([*modifiers, format_key(last)])
