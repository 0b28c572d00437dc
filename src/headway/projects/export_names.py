"""What a project's tasks have by name: status, type and sprint, for files that other programs read."""

from __future__ import annotations

from headway.changes.state import Records
from headway.exchange.document import TaskDoc
from headway.projects.workflow import in_order, status_of


def name_tasks(tasks: list[TaskDoc], records: Records, *, sprints: bool) -> None:
    """Write the names of its status, type and sprint into each task, the latter where the viewer sees
    `sprints`. A summary stands in no column and no sprint."""
    columns = in_order(records.rows("statuses").values())
    types = records.rows("work_types")
    rows = records.rows("tasks")
    boxes, items = records.rows("sprints"), records.rows("sprint_items")
    box_of = {item["task_id"]: boxes[item["sprint_id"]] for item in items.values()}
    for task in tasks:
        row = rows[task.id]
        kind = types.get(row["type_id"] or 0)
        task.work_type = kind["name"] if kind is not None else ""
        if task.summary:
            continue
        column = status_of(columns, row)
        if column is not None:
            task.status, task.status_category = column["name"], column["category"]
        if sprints and task.id in box_of:
            task.sprint = box_of[task.id]["name"]
