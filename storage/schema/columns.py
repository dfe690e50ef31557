"""The kinds of columns that the book's tables are made of, alike on every engine."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, Column, Integer, Text

BookText = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that sorts by code point on every engine, so both print the same reports."""

Moment = BigInteger().with_variant(Integer(), "sqlite")
"""UTC milliseconds since 1970."""

Cents = BigInteger().with_variant(Integer(), "sqlite")
"""An amount of money."""


def free_text(name: str, *, nullable: bool = True) -> Column[str]:
    """A column for what people type. The journal's hash takes its text by a salted digest, so it can be struck out."""
    return Column(name, BookText, nullable=nullable, info={"free_text": True})


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """The constraint that a column holds one of the words."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def file_that_came_in() -> tuple[Column[str] | Column[int], ...]:
    """The columns of a file that was read: its name without folders, its hash, and what became of its rows."""
    text = [free_text("file", nullable=False), Column("sha256", BookText, nullable=False)]
    counts = [Column(name, Integer, nullable=False) for name in ("rows", "new", "changed", "unchanged", "rejected")]
    return (*text, *counts)
