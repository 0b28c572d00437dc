"""What a saved view may hold, shared or private. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway.changes.errors import Invalid
from headway.words import say

VERSION = 1
OPS = frozenset(
    [
        "is",
        "isnt",
        "has",
        "hasnt",
        "lt",
        "le",
        "eq",
        "ne",
        "ge",
        "gt",
        "in",
        "out",
        "before",
        "after",
        "none",
        "some",
    ]
)
"""Operators of a condition, as the web app knows them."""
MOST_DEPTH = 5
MOST_CONDITIONS = 200
MOST_VALUES = 500
MOST_TEXT = 500
MOST_COLUMNS = 200
WIDEST = 2_000


def view_holds(row: Mapping[str, Any]) -> None:
    """Raise Invalid, naming the field, where filter or columns are none that a view can have."""
    _filter_holds(row["filter"])
    _columns_hold(row["columns"])


def _filter_holds(value: Any) -> None:
    if value is None:
        return
    if not isinstance(value, dict) or value.get("version") != VERSION:
        raise Invalid(
            say("A filter is an object of version {version}.", version=VERSION), field="filter"
        )
    if not set(value) <= {"version", "join", "items"}:
        raise Invalid(say("A filter has a version, a join and items."), field="filter")
    _group_holds(value.get("join"), value.get("items"), 1, [MOST_CONDITIONS])


def _group_holds(join: Any, items: Any, depth: int, left: list[int]) -> None:
    if join not in ("all", "any") or not isinstance(items, list):
        raise Invalid(say("A group joins all or any of a list of items."), field="filter")
    if depth > MOST_DEPTH:
        raise Invalid(
            say("Groups stand at most {most_depth} deep.", most_depth=MOST_DEPTH), field="filter"
        )
    for item in items:
        left[0] -= 1
        if left[0] < 0:
            raise Invalid(
                say(
                    "A filter has at most {most_conditions} parts.", most_conditions=MOST_CONDITIONS
                ),
                field="filter",
            )
        if not isinstance(item, dict):
            raise Invalid(say("An item of a filter is a condition or a group."), field="filter")
        if "join" in item:
            if set(item) != {"join", "items"}:
                raise Invalid(say("A group has a join and items."), field="filter")
            _group_holds(item["join"], item["items"], depth + 1, left)
        else:
            _condition_holds(item)


def _condition_holds(item: dict[str, Any]) -> None:
    if set(item) != {"field", "op", "values"}:
        raise Invalid(say("A condition has a field, an op and values."), field="filter")
    name, op, values = item["field"], item["op"], item["values"]
    if not _short(name) or not name:
        raise Invalid(say("The field of a condition is its key."), field="filter")
    if not isinstance(op, str) or op not in OPS:
        raise Invalid(
            say("There is no operator {operator!r}.", operator=str(op)[:40]), field="filter"
        )
    if not isinstance(values, list) or len(values) > MOST_VALUES or not all(map(_short, values)):
        raise Invalid(
            say(
                "The values of a condition are at most {most_values} texts of at most "
                "{most_text} letters.",
                most_values=MOST_VALUES,
                most_text=MOST_TEXT,
            ),
            field="filter",
        )


def _short(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= MOST_TEXT


def _columns_hold(value: Any) -> None:
    if value is None:
        return
    if not isinstance(value, list) or len(value) > MOST_COLUMNS:
        raise Invalid(
            say("Columns are a list of at most {most_columns}.", most_columns=MOST_COLUMNS),
            field="columns",
        )
    seen = set()
    for one in value:
        if not isinstance(one, dict) or set(one) | {"frozen"} != {"key", "width", "frozen"}:
            raise Invalid(
                say("A column has a key and a width, and may be frozen or not."), field="columns"
            )
        if not isinstance(one.get("frozen", False), bool):
            raise Invalid(say("A column is frozen or not: true or false."), field="columns")
        key, width = one["key"], one["width"]
        fits = isinstance(width, int) and not isinstance(width, bool) and 1 <= width <= WIDEST
        if not _short(key) or not key or key in seen or not fits:
            raise Invalid(
                say("A column is named once, and is 1 to {widest} pixels wide.", widest=WIDEST),
                field="columns",
            )
        seen.add(key)
