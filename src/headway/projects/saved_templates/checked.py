"""Whether what was given as a template's body is one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from headway.changes.checks import problem_with
from headway.changes.errors import Invalid
from headway.changes.tables import Kind, Row, Table
from headway.projects.saved_templates.shape import LEFT, TABLES, VERSION
from headway.words import say

MOST_ROWS = 50_000
MOST_DAYS = 100_000
KEY = re.compile("[0-9]{1,16}")


def checked(body: Any) -> Mapping[str, Any]:
    """Return the body; raise Invalid, naming the field, where it does not hold together.

    What rows point to outside of the body is checked where they are written.
    """
    shape = {"settings": dict, "resources": list, "calendars": dict, "tables": dict}
    if not isinstance(body, dict) or body.get("version") != VERSION:
        raise Invalid(
            say("A template's body is an object of version {version}.", version=VERSION),
            field="body.version",
        )
    for name, kind in shape.items():
        if not isinstance(body.get(name), kind):
            raise Invalid(say("A part of the body is missing."), field=f"body.{name}")
    keys = {"resources": set(_roles(body["resources"]))}
    calendars = body["calendars"].items()
    if not all(KEY.fullmatch(k) and isinstance(v, str) for k, v in calendars):
        raise Invalid(say("Calendars are names by key."), field="body.calendars")
    for table in TABLES:
        rows = body["tables"].get(table.name, [])
        if not isinstance(rows, list) or len(rows) > MOST_ROWS:
            raise Invalid(
                say("It is a list of at most {most_rows} rows.", most_rows=MOST_ROWS),
                field=_at(table),
            )
        keys[table.name] = set()
        for row in rows:
            key = row.get("id") if isinstance(row, dict) else None
            if type(key) is not int or key in keys[table.name]:
                raise Invalid(say("Each row has a key of its own."), field=f"{_at(table)}.id")
            keys[table.name].add(key)
    for table in TABLES:
        for row in body["tables"].get(table.name, []):
            _row(table, row, keys)
    return body


def _roles(roles: list[Any]) -> Iterator[int]:
    seen = set()
    for role in roles:
        if not isinstance(role, dict) or type(role.get("id")) is not int or role["id"] in seen:
            raise Invalid(say("Each role has a key of its own."), field="body.resources.id")
        if not set(role) <= {"id", "name", "kind", "category", "material_unit"}:
            raise Invalid(say("A role has a name, a kind and a category."), field="body.resources")
        for name in ("name", "kind", "category"):
            if not isinstance(role.get(name), str) or not role[name].strip():
                raise Invalid(say("It is a text."), field=f"body.resources.{name}")
        seen.add(role["id"])
        yield role["id"]


def _row(table: Table, row: Row, keys: Mapping[str, set[int]]) -> None:
    for column in table.fields:
        place = f"{_at(table)}.{column.name}"
        value = row.get(column.name)
        if column.name in row and column.name in LEFT.get(table.name, ()):
            raise Invalid(say("A template holds no progress."), field=place)
        if value is None:
            if column.required:
                raise Invalid(say("It is missing."), field=place)
        elif column.kind is Kind.MOMENT:
            _offset(value, place)
        elif column.references and not _is_one_of(value, keys.get(column.references)):
            raise Invalid(
                say("It is the key of none of its {references}.", references=column.references),
                field=place,
            )
        elif not column.references:
            problem = problem_with(column, value)
            if problem is not None:
                raise Invalid(problem, field=place)
    value = row.get("value")
    if isinstance(value, dict):
        _offset(value.get("offset"), f"{_at(table)}.value")


def _is_one_of(value: Any, keys: set[int] | None) -> bool:
    return type(value) is int and (keys is None or value in keys)


def _offset(value: Any, place: str) -> None:
    fits = (
        isinstance(value, list | tuple) and len(value) == 2 and all(type(n) is int for n in value)
    )
    if not fits or abs(value[0]) > MOST_DAYS or not 0 <= value[1] < 1440:
        raise Invalid(
            say("A date is [working days after the start, minute of the day]."), field=place
        )


def _at(table: Table) -> str:
    return f"body.tables.{table.name}"
