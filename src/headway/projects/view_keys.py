"""Shared views in a project's file: the tasks and people that their filters name by key. Pure.

A file knows both by their places. So beside the views stands which key of theirs is which; whoever reads
it writes the keys that those have there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from headway.changes.tables import Row
from headway.projects.saved_templates.views import CUSTOM, KEY

TABLE = "view_keys"
"""How the rows that tell are called beside a document: {`task_id` or `resource_id`, `as`: the key}."""
PEOPLE = frozenset({"assignee", "assignees", "waiting"})
TASKS = frozenset(
    {"under", "phase", "parent", "predecessors", "successors", "related", "waitingTask"}
)
OUTSIDE = frozenset({"watcher", "calendar", "riskGroup"})
"""Conditions that speak of accounts, or of rows that a file names otherwise: such a view stays behind."""
NEWCOMER = "\ue000resource "
"""What stands before the key of a person who is new with the project, until he has one."""

IsPerson = Callable[[int], bool]
"""Whether a custom field, by its key, holds people."""


def names(view: Row, is_person: IsPerson) -> Iterator[tuple[str, int]]:
    """Yield what a view names: (`task_id` or `resource_id`, key)."""
    for condition in _conditions(view.get("filter")):
        kind = _kind(condition["field"], is_person)
        if kind is not None:
            yield from ((kind, int(v)) for v in condition["values"] if KEY.fullmatch(str(v)))


def stays(view: Row) -> bool:
    """Whether a view speaks of what does not go along."""
    return any(condition["field"] in OUTSIDE for condition in _conditions(view.get("filter")))


def told(rows: list[Row], resource: Callable[[int], int | None]) -> dict[tuple[str, int], str]:
    """Return by what `names` yields how it is written here; `resource` as `beside.given` has it."""
    found: dict[tuple[str, int], str] = {}
    for row in rows:
        key, task, who = row.get("as"), row.get("task_id"), row.get("resource_id")
        if type(key) is not int:
            continue
        if type(task) is int:
            found[("task_id", key)] = str(task)
        elif type(who) is int and (there := resource(who)) is not None:
            found[("resource_id", key)] = str(-there) if there < 0 else f"{NEWCOMER}{there}"
    return found


def placed(view: Row, keys: Mapping[tuple[str, int], str], is_person: IsPerson) -> Row | None:
    """Return a view with the keys that hold here, None where it names what is not here."""
    if stays(view) or any(name not in keys for name in names(view, is_person)):
        return None
    return {**view, "filter": _placed(view.get("filter"), keys, is_person)}


def _placed(value: Any, keys: Mapping[tuple[str, int], str], is_person: IsPerson) -> Any:
    if isinstance(value, list):
        return [_placed(one, keys, is_person) for one in value]
    if not isinstance(value, dict):
        return value
    found = {name: _placed(one, keys, is_person) for name, one in value.items()}
    kind = _kind(value.get("field"), is_person)
    if kind is not None and isinstance(value.get("values"), list):
        found["values"] = [
            keys.get((kind, int(v)), v) if KEY.fullmatch(str(v)) else v for v in value["values"]
        ]
    return found


def settled(value: Any, local: Mapping[tuple[str, int], int]) -> Any:
    """Return a filter in which people who are new with the project have the keys that they got."""
    if isinstance(value, str) and value.startswith(NEWCOMER):
        text = value.removeprefix(NEWCOMER)
        return str(local.get(("resources", int(text)), 0)) if KEY.fullmatch(text) else text
    if isinstance(value, list):
        return [settled(one, local) for one in value]
    if isinstance(value, dict):
        return {name: settled(one, local) for name, one in value.items()}
    return value


def _kind(field: Any, is_person: IsPerson) -> str | None:
    if not isinstance(field, str):
        return None
    if field in TASKS:
        return "task_id"
    own = CUSTOM.fullmatch(field)
    people = field in PEOPLE if own is None else is_person(int(own[1]))
    return "resource_id" if people else None


def _conditions(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _conditions(one)
    elif isinstance(value, dict):
        if isinstance(value.get("field"), str) and isinstance(value.get("values"), list):
            yield value
        yield from _conditions(value.get("items"))
