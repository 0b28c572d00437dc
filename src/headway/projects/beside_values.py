"""What of tasks, the project and its people's rates the rows beside a document say field by field. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from headway.changes.checks import problem_with
from headway.changes.tables import Row, Table
from headway.projects.accounts import is_key
from headway.projects.ranking import is_rank
from headway.projects.records import PROJECTS, TASKS
from headway.resources.records import RATES

OF_TASKS = ("status_id", "type_id", "board_rank", "archived")
OF_PROJECT = ("updates_wait", "backlog_id")
"""Fields of tasks and of the project that the document's own parts do not have."""
OF_SUMMARIES = ("duration", "percent_complete")
"""What a task that became a summary was typed with: in the document stands what its tasks make of it."""
MOST_NUMBER = 100_000_000
MOST_RATES = 10_000


def task_values(rows: Mapping[str, list[Row]], keys: Mapping[str, set[int]]) -> dict[int, Row]:
    """Return by task what the rows say of it that the document does not."""
    found: dict[int, Row] = {}
    for row in rows.get("tasks", ()):
        if is_key(row.get("task_id")):
            found[row["task_id"]] = _values(TASKS, OF_TASKS, row, keys)
    return found


def settings(rows: Mapping[str, list[Row]], keys: Mapping[str, set[int]]) -> Row:
    """Return what the rows say of the project."""
    return next((_values(PROJECTS, OF_PROJECT, row, keys) for row in rows.get("projects", ())), {})


def summary_values(rows: Mapping[str, list[Row]]) -> dict[int, Row]:
    """Return by task what it was typed with before it became a summary."""
    return {
        row["task_id"]: _values(TASKS, OF_SUMMARIES, row, {})
        for row in rows.get("summaries", ())
        if is_key(row.get("task_id"))
    }


def next_number(rows: Mapping[str, list[Row]]) -> int:
    """Return from where further tasks are numbered, so that no number is given again; 1 if it is not said."""
    found = next((row.get("next_number") for row in rows.get("projects", ())), None)
    return found if type(found) is int and 0 < found <= MOST_NUMBER else 1


def rates_of(rows: Mapping[str, list[Row]]) -> dict[int, list[Row]]:
    """Return by resource of the document what it costs from which day on."""
    found: dict[int, dict[int | None, Row]] = {}
    for row in rows.get("rates", [])[:MOST_RATES]:
        values = {f.name: row.get(f.name, f.default) for f in RATES.fields if f.name != "id"}
        fits = all(problem_with(RATES.by_name[n], v) is None for n, v in values.items())
        if fits:
            found.setdefault(values["resource_id"], {})[values["valid_from"]] = values
    return {key: list(by_day.values()) for key, by_day in found.items()}


def _values(table: Table, names: tuple[str, ...], row: Row, keys: Mapping[str, set[int]]) -> Row:
    found: Row = {}
    for name in names:
        column, value = table.by_name[name], row.get(name)
        if value is None or problem_with(column, value) is not None:
            continue
        if name == "board_rank" and not is_rank(value):
            continue
        if not column.references or value in keys.get(column.references, ()):
            found[name] = value
    return found
