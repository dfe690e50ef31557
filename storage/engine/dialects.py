"""Text of SQL that SQLite and PostgreSQL want differently: what a schema is made of, and how rows come in quickly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection


@contextmanager
def filling(connection: Connection, table: str) -> Iterator[None]:
    """While rows are added to a table that has none: on SQLite its indexes are made from the rows at the block's end.

    An index that grows row by row costs three times as much, once it no longer fits into the cache. What is unique
    stays so all along. A table with rows, and a server, are left as they are.
    """
    has_rows = f'SELECT 1 FROM "{table}" LIMIT 1'  # noqa: S608 - a table's name
    if connection.dialect.name != "sqlite" or connection.exec_driver_sql(has_rows).first():
        yield
        return
    indexes = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ).all()
    shapes = connection.exec_driver_sql(
        "SELECT tbl, idx, stat FROM sqlite_stat1 WHERE idx IN"
        " (SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL)",
        (table,),
    ).all()
    for name, _ in indexes:
        connection.exec_driver_sql(f'DROP INDEX "{name}"')
    yield
    size = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql("PRAGMA cache_size = -4096")  # so much is sorted at once, by each thread, beside pages
    connection.exec_driver_sql("PRAGMA threads = 1")  # of SQLite's own, which sorts while this one goes on reading
    for _, made_by in indexes:
        connection.exec_driver_sql(made_by)
    connection.exec_driver_sql("PRAGMA threads = 0")  # the connection is used again
    connection.exec_driver_sql(f"PRAGMA cache_size = {size}")
    # An index takes what the planner was told of it along, so that is told again (``planner_ddl``).
    into = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)"
    connection.exec_driver_sql(into, [tuple(shape) for shape in shapes])
    connection.exec_driver_sql("ANALYZE sqlite_schema")


MOST_PARAMETERS = 3_000
"""How many values one statement carries: ten times as many, SQLite's limit, are no faster and take more memory."""


def parameter_mark(connection: Connection) -> str:
    """What stands for a value in a statement that is handed to the driver as text."""
    return "?" if connection.dialect.name == "sqlite" else "%s"


def revision_query(dialect: str) -> str:
    """One plain query for the schema's revision, as text; SQLite's header is asked as well as Alembic's table."""
    if dialect == "sqlite":
        return "SELECT version_num, (SELECT user_version FROM pragma_user_version) FROM alembic_version"
    return "SELECT version_num, 0 FROM alembic_version"


def append_only_ddl(dialect: str, table: str) -> list[str]:
    """The statements that make a table refuse UPDATE and DELETE.

    They do not fire on DROP TABLE, and whoever owns the file can drop them: the hash chain then shows it.
    """
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
            for verb in ("UPDATE", "DELETE")
        ]
    return [
        f"""CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$""",
        f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()""",
    ]


_JSON = {
    "sqlite": ("json_each({})", "{}.type", "text"),
    "postgresql": ("jsonb_each({}::jsonb)", "jsonb_typeof({}.value)", "string"),
}
"""How a text of JSON is taken apart, what the kind of a value is called, and that of a text."""


def only_strikes(dialect: str, same: Sequence[str], emptied: Sequence[str], image: str | None = None) -> str:
    """The condition under which a change of a row strikes out and does nothing else.

    The columns ``same`` stay, ``emptied`` become empty; in an ``image``, which is canonical JSON, texts become objects,
    each of which holds a digest, and everything else stays.
    """
    equal = "IS NOT DISTINCT FROM" if dialect == "postgresql" else "IS"
    conditions = [f"NEW.{name} {equal} OLD.{name}" for name in same] + [f"NEW.{name} = ''" for name in emptied]
    if image is not None:
        values, kind, text = _JSON[dialect]
        new, old = values.format(f"NEW.{image}"), values.format(f"OLD.{image}")
        kinds = kind.format("n"), kind.format("o")
        conditions.append(
            f"NOT EXISTS (SELECT 1 FROM {new} AS n LEFT JOIN {old} AS o ON o.key = n.key WHERE CASE {kinds[0]} "  # noqa: S608 - our names
            f"WHEN 'object' THEN coalesce({kinds[1]}, '') NOT IN ('{text}', 'object') "
            f"ELSE NOT (n.value {equal} o.value) END) "
            f"AND (SELECT count(*) FROM {new}) = (SELECT count(*) FROM {old})"
        )
    return " AND ".join(conditions)


def strike_only_ddl(dialect: str, table: str, allowed: str) -> list[str]:
    """The statements after which an append-only table lets a text be struck out, and still refuses all else."""
    if dialect == "sqlite":
        return strike_condition_ddl(dialect, table, allowed)
    return [
        f"DROP TRIGGER {table}_append_only ON {table}",
        f"""CREATE TRIGGER {table}_append_only BEFORE DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()""",
        *strike_condition_ddl(dialect, table, allowed),
        f"""CREATE TRIGGER {table}_strike_only BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_only_strikes()""",
    ]


def strike_condition_ddl(dialect: str, table: str, allowed: str) -> list[str]:
    """The statements that say anew what may be struck out of an append-only table, as when it gets a column."""
    if dialect == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {table}_no_update",
            f"""CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN NOT coalesce({allowed}, 0)
                BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
        ]
    return [
        f"""CREATE OR REPLACE FUNCTION {table}_only_strikes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF NOT coalesce({allowed}, false) THEN RAISE EXCEPTION 'the journal is append-only'; END IF;
            RETURN NEW; END $$"""
    ]


APPEND_ONLY_TRIGGERS = {
    "sqlite": ("{}_no_update", "{}_no_delete"),
    "postgresql": ("{}_append_only", "{}_strike_only"),
}
"""The names of the triggers that keep a table."""


def header_ddl(dialect: str, revision: int) -> list[str]:
    """The statements that write the schema's revision into the file's header, where there is a file."""
    return [f"PRAGMA user_version = {revision}"] if dialect == "sqlite" else []


_STATISTICS = {
    ("lead", "sqlite_autoindex_lead_1"): "1000000 1000000 1",
    ("lead", "sqlite_autoindex_lead_2"): "1000000 1000000 1",
    ("lead", "ix_lead_quarter"): "1000000 1000000 50000 25000 3000 250 8 2 2",
    ("lead", "ix_lead_received"): "1000000 1000000 500 1",
    ("lead", "ix_lead_due"): "1000000 1000000 500 1",
    ("lead", "ix_lead_officer"): "1000000 1000000 70000 40 1",
    ("lead", "ix_lead_closed"): "1000000 1000000 50000 500 60 50",
    ("lead", "ix_lead_open"): "30000 30000 20 1 1 1 1",
    ("journal_change", "sqlite_autoindex_journal_change_1"): "2000000 2000000 2 1",
    ("journal_change", "ix_journal_change_row"): "2000000 2000000 2 1",
}
"""What ANALYZE says of a million leads in twenty quarters: an index's rows, then the rows alike in 1, 2, … columns."""


def planner_ddl(dialect: str) -> list[str]:
    """The statements that tell SQLite's planner the shape of a large book, once for all books and sizes.

    All indexes begin with the agency, so without this they look alike: a million leads are walked to count the open
    ones, and the whole journal to find one lead's timeline. A migration that rebuilds a table has to run them again.
    PostgreSQL looks for itself.
    """
    if dialect != "sqlite":
        return []
    into = "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES"
    rows = [f"{into} ('{table}', '{index}', '{shape}')" for (table, index), shape in _STATISTICS.items()]
    return ["ANALYZE sqlite_schema", *rows]
