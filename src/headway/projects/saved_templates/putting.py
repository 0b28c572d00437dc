"""A template to rows of a project: local keys, offsets as moments of the calendar there. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from headway.changes.tables import Kind, Row
from headway.projects.saved_templates.shape import SETTINGS, TABLES
from headway.projects.saved_templates.workdays import WorkDays


def rows_from(body: Mapping[str, Any], days: WorkDays) -> dict[str, list[Row]]:
    """Return the rows of a template by table, with local keys, full but for the defaults."""
    found: dict[str, list[Row]] = {}
    for table in TABLES:
        moments = {f.name for f in table.fields if f.kind is Kind.MOMENT}
        rows = []
        for kept in body["tables"].get(table.name, ()):
            row = {
                name: days.moment(value) if name in moments and value is not None else value
                for name, value in kept.items()
                # What a later version took away is passed over.
                if name in table.by_name
            }
            value = row.get("value")
            if table.name == "custom_values" and isinstance(value, dict) and "offset" in value:
                row["value"] = days.moment(value["offset"])
            rows.append(row)
        found[table.name] = rows
    return found


def settings_from(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return the project's settings that a template brings."""
    return {name: value for name, value in body["settings"].items() if name in SETTINGS}


def matched(
    body: Mapping[str, Any], resources: Iterable[Row]
) -> tuple[dict[int, int], list[dict[str, Any]]]:
    """Return the resource that is here for each role by its local key, and the roles that are not.

    By name among the active ones of its kind, where exactly one has it.
    """
    here: dict[tuple[str, str], list[int]] = {}
    for row in resources:
        if row["active"]:
            here.setdefault((row["kind"], row["name"].strip().casefold()), []).append(row["id"])
    known, missing = {}, []
    for role in body["resources"]:
        found = here.get((role["kind"], role["name"].casefold()), [])
        if len(found) == 1:
            known[role["id"]] = found[0]
        else:
            missing.append(role)
    return known, missing


def calendars_by_name(body: Mapping[str, Any], calendars: Iterable[Row]) -> dict[int, int]:
    """Return the calendar that is here for each of the template's by local key, those that there are."""
    here = {row["name"]: row["id"] for row in calendars if row["project_id"] is None}
    return {int(k): here[name] for k, name in body["calendars"].items() if name in here}
