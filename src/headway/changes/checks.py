"""Checks of rows by the descriptions of their tables. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from math import isfinite
from typing import Any

from headway.changes.errors import Invalid
from headway.changes.state import Draft, Inputs
from headway.changes.tables import Field, Kind, Table
from headway.words import say

LAST_KEY = 2**53 - 1
FIRST_MOMENT = -36_816_480  # 1900-01-01
LAST_MOMENT = 120_972_960  # 2200-01-01
NUMBERS = frozenset({Kind.KEY, Kind.INTEGER, Kind.MINUTES, Kind.MOMENT})


def problem_with(field: Field, value: Any) -> str | None:
    """Return what is wrong with a value, in words that say what would be right, or None."""
    if value is None:
        if field.nullable or (field.kind is Kind.JSON and field.default is None):
            return None
        return say("{field} cannot be empty.", field=field.name)
    if field.kind in NUMBERS:
        return _number(field, value)
    if field.kind is Kind.FLAG:
        return (
            None
            if isinstance(value, bool)
            else say("{field} must be true or false.", field=field.name)
        )
    if field.kind is Kind.JSON:
        return _structure(field, value)
    if not isinstance(value, str):
        return say("{field} must be text.", field=field.name)
    if field.kind is Kind.CHOICE and value not in field.choices:
        return say(
            "{field} must be one of {choices}.", field=field.name, choices=", ".join(field.choices)
        )
    if not storable(value):
        return say("{field} holds a character that cannot be stored.", field=field.name)
    if field.minimum is not None and len(value.strip()) < field.minimum:
        return say("{field} cannot be empty.", field=field.name)
    if field.maximum is not None and len(value) > field.maximum:
        return say(
            "{field} is too long: at most {maximum} characters.",
            field=field.name,
            maximum=field.maximum,
        )
    return None


INSTANT = re.compile(
    r"(197[1-9]|19[89]\d|20\d\d|21\d\d)-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)"
)


def is_instant(value: Any) -> bool:
    """Whether a value is a moment as changes write it: ISO 8601 in UTC or with its offset."""
    if not isinstance(value, str) or INSTANT.fullmatch(value) is None:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


LONGEST_JSON = 2_000_000
DEEPEST_JSON = 12


def storable(text: str) -> bool:
    """Whether a text can be kept by every database and sent as UTF-8: no NUL, no lone surrogate."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _structure(field: Field, value: Any) -> str | None:
    """Return what is wrong with a JSON value: what another program could not read back the same."""
    size = 0
    queue = [(value, 0)]
    while queue:
        found, depth = queue.pop()
        size += len(found) + 1 if isinstance(found, str | list | dict | tuple) else 1
        if depth > DEEPEST_JSON or size > LONGEST_JSON:
            return say("{field} is too large.", field=field.name)
        if isinstance(found, dict):
            queue += [(v, depth + 1) for pair in found.items() for v in pair]
        elif isinstance(found, list | tuple):
            queue += [(v, depth + 1) for v in found]
        elif isinstance(found, str):
            if not storable(found):
                return say("{field} holds a character that cannot be stored.", field=field.name)
        elif isinstance(found, float):
            if not isfinite(found):
                return say("{field} must be a finite number.", field=field.name)
        elif isinstance(found, int):
            if abs(found) > LAST_KEY:
                return say("{field} is too large.", field=field.name)
        elif found is not None:
            return say("{field} must be text, numbers, flags, lists or objects.", field=field.name)
    return None


def _number(field: Field, value: Any) -> str | None:
    if isinstance(value, bool) or not isinstance(value, int):
        return say("{field} must be a whole number.", field=field.name)
    low, high = field.minimum, field.maximum
    if field.kind is Kind.KEY:
        low, high = 1, LAST_KEY
    elif field.kind is Kind.MOMENT:
        if not FIRST_MOMENT <= value <= LAST_MOMENT:
            return say("{field} must be a date between 1900 and 2200.", field=field.name)
        return None
    if low is not None and value < low:
        return say("{field} must be at least {low}.", field=field.name, low=low)
    if high is not None and value > high:
        return say("{field} must be at most {high}.", field=field.name, high=high)
    if abs(value) > LAST_KEY:
        return say("{field} is too large.", field=field.name)
    return None


def check_inputs(inputs: Inputs, tables: dict[str, Table]) -> None:
    """Raise Invalid, naming every wrong field, unless all that `inputs` writes fits its table."""
    errors: list[dict[str, str]] = []
    for name, change in inputs.items():
        table = tables[name]
        for row in change["added"]:
            if set(row) != set(table.columns):
                unknown = sorted(set(row) ^ set(table.columns))
                errors.append({"field": f"{name}.{unknown[0]}", "message": say("Unknown field.")})
                continue
            errors.extend(_problems(table, row))
        for update in change["updated"]:
            errors.extend(_problems(table, update["after"]))
    if errors:
        raise Invalid(errors[0]["message"], errors=errors[:50])


def _problems(table: Table, values: dict[str, Any]) -> Iterator[dict[str, str]]:
    for key, value in values.items():
        field = table.by_name.get(key)
        if field is None:
            yield {
                "field": f"{table.name}.{key}",
                "message": say("{table} has no field {key}.", table=table.name, key=key),
            }
            continue
        message = problem_with(field, value)
        if message is not None:
            yield {"field": f"{table.name}.{key}", "message": message}


def check_references(
    inputs: Inputs, tables: dict[str, Table], draft: Draft, workspace: Draft
) -> None:
    """Raise Invalid unless every row pointed to is there, and none still points to a removed one."""
    for name, change in inputs.items():
        table = tables[name]
        pointing = [f for f in table.fields if f.references]
        for values in (*change["added"], *(u["after"] for u in change["updated"])):
            for field in pointing:
                key = values.get(field.name)
                if key is None or field.references is None:
                    continue
                target = tables[field.references]
                home = workspace if target.stream == "workspace" else draft
                if home.get(target.name, key) is None:
                    raise Invalid(
                        say(
                            "{field} points to {target} {key}, which is not there.",
                            field=field.name,
                            target=target.name,
                            key=key,
                        ),
                        field=f"{name}.{field.name}",
                    )
        if not change["removed"]:
            continue
        for other in tables.values():
            if other.stream != table.stream:
                continue
            for field in other.fields:
                if field.references != name:
                    continue
                for row in change["removed"]:
                    if draft.where(other.name, field.name, row["id"]):
                        raise Invalid(
                            say(
                                "{name} {id} is still used by {other}.",
                                name=name,
                                id=row["id"],
                                other=other.name,
                            ),
                            field=f"{name}.id",
                        )
