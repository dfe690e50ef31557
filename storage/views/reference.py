"""What a typed reference means: a whole one, or how the reference of the only open lead ends that does so."""

from __future__ import annotations

from sqlalchemy import Connection, and_, select

from program.refusals import BadInput
from storage.schema.lead import IS_OPEN, lead
from storage.text import compared, printable

_NAMED = 4
"""How many are named where a reference may mean several."""


def references_meant(connection: Connection, agency_id: str, typed: str) -> tuple[str, ...]:
    """The reference that is typed in whole, whatever became of its lead; else those of open leads that end so, a few of
    them at most. Nothing where there is none.
    """
    key = compared(typed)
    mine = and_(lead.c.agency_id == agency_id, lead.c.reference_key >= "")  # all are: this names the references' index
    whole = connection.execute(select(lead.c.reference).where(mine, lead.c.reference_key == key)).scalar()
    if whole is not None or not key:
        return () if whole is None else (whole,)
    ends_so = lead.c.reference_key.endswith(key, autoescape=True)
    found = select(lead.c.reference).where(mine, ends_so, IS_OPEN).order_by(lead.c.reference_key).limit(_NAMED)
    return tuple(connection.execute(found).scalars())


def the_one_meant(connection: Connection, agency_id: str, typed: str) -> str:
    """The reference that is meant; raises BadInput where none is, and where it may be one of several."""
    found = references_meant(connection, agency_id, typed)
    if len(found) != 1:
        raise BadInput("reference", typed, why_not_one(found))
    return found[0]


def why_not_one(found: tuple[str, ...]) -> str:
    """Why what was found does not say which lead is meant."""
    if not found:
        return "no lead has this reference, and no open lead's ends in it; one with an outcome is typed whole"
    named = ", ".join(map(printable, found))
    return f"several open leads end in it: {named}{' …' if len(found) == _NAMED else ''}; type more of it"
