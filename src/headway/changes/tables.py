"""What a table of a stream holds: the one description from which the rest is derived.

A room describes its tables in `records.py` with `Table` and `Field`. From that description come
the columns of a snapshot, the check of every row that passes the door, the SQL that writes it, and
the TypeScript types of the web app; a test holds it equal to the Django models.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

Row: TypeAlias = dict[str, Any]
Rows: TypeAlias = dict[int, Row]


class Kind(StrEnum):
    """The type of a field's value, in Python, JSON, SQL and TypeScript."""

    KEY = "key"  # an integer id, below 2**53
    INTEGER = "integer"
    MINUTES = "minutes"  # a duration or an amount of work
    MOMENT = "moment"  # local minutes since 1970-01-01T00:00 in the plan's zone
    INSTANT = "instant"  # ISO 8601 in UTC, as text
    TEXT = "text"
    CHOICE = "choice"  # one of `choices`
    FLAG = "flag"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its name, kind, what it starts as, and what it means.

    `references` names the table (of the same or the workspace's stream) whose row a KEY points to.
    `minimum` and `maximum` bound numbers and, for TEXT, the length; `choices` lists a CHOICE.
    A `counter` is kept by the server alone: it is neither undone nor a matter of conflict.
    """

    name: str
    kind: Kind
    doc: str
    default: Any = None
    nullable: bool = False
    choices: tuple[str, ...] = ()
    references: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    required: bool = False
    counter: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one kind of stream.

    `anchor` says to which row of the scope table (tasks) a row belongs, for branch visibility: it
    returns the keys of the tasks a row hangs on, an empty tuple for rows that everyone who may open
    the stream may see. `capability` is what a viewer needs to see the table at all.
    """

    name: str
    stream: str
    doc: str
    fields: tuple[Field, ...]
    capability: str | None = None
    anchor: Callable[[Mapping[str, Any]], tuple[int, ...]] | None = None
    whole: bool = True
    by_name: dict[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_name", {f.name: f for f in self.fields})

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all fields, the key first."""
        return tuple(f.name for f in self.fields)

    def new_row(self, values: Mapping[str, Any]) -> Row:
        """Return a full row: `values` over the defaults."""
        return {f.name: values.get(f.name, f.default) for f in self.fields}


KEY = Field("id", Kind.KEY, "The row's key: from the one sequence, never reused.", required=True)
