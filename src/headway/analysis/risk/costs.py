"""What a live plan costs, and by the minute of each task's duration. Pure.

The cost of work follows the duration: people are paid as long as a task takes. Material, uses,
fixed and typed costs do not, nor does typed work of tasks of fixed work.
"""

from __future__ import annotations

from headway.changes.state import Records
from headway.projects.costing import costs_by_task, costs_of, minor_units, rates_by_resource
from headway.projects.derivations import Scheduled
from headway.scheduling import Plan
from headway.scheduling.columns import remaining
from headway.scheduling.risk import Costs


def risk_costs(
    records: Records, workspace: Records, scheduled: Scheduled, plan: Plan
) -> tuple[Costs, int] | None:
    """Return the costs that a simulation takes and what the plan as it stands costs, both in minor
    units; None where nothing costs anything."""
    whole = costs_of(records, workspace, scheduled.row)
    planned = sum(cost.total for cost in whole.by_task.values())
    if not planned:
        return None
    project = next(iter(records.rows("projects").values()))
    tasks = records.rows("tasks")
    kinds = {key: row["kind"] for key, row in workspace.rows("resources").items()}
    summaries = records.index("tasks", "parent_id")
    rates = {
        key: [rate._replace(per_use=0) for rate in known]
        for key, known in rates_by_resource(
            workspace.rows("rates").values(), project["currency"]
        ).items()
    }
    lasting = [
        row
        for row in records.rows("assignments").values()
        if kinds.get(row["resource_id"], "work") == "work"
        and row["task_id"] not in summaries
        and not (tasks[row["task_id"]]["task_type"] == "fixed_work" and row["work"] is not None)
    ]
    timed = costs_by_task(
        tasks, lasting, kinds, rates, (), scheduled.row,
        lambda _, start, finish: finish - start, minor_units(project["currency"]),
    )  # fmt: skip
    by_minute: dict[int, float] = {}
    fixed = float(planned)
    for key, cost in timed.by_task.items():
        place = scheduled.places[key]
        left = remaining(plan.tasks[place])
        if left > 0 and cost.remaining:
            by_minute[place] = cost.remaining / left
            fixed -= by_minute[place] * plan.tasks[place].duration
    return Costs(fixed, by_minute), planned
