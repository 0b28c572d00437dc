"""What people type about the cost of tasks."""

from __future__ import annotations

from typing import Any, ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid
from headway.projects.outline import task
from headway.projects.records import TASK_COSTS
from headway.words import say

SETTABLE = ("fixed_cost", "actual_cost")
EMPTY = {"fixed_cost": 0, "actual_cost": None}


class TaskCostSet(Command):
    """Sets a task's fixed cost, or its typed actual cost: null follows actual work and rates."""

    type: ClassVar[str] = "task.cost"
    capability: ClassVar[str] = "costs.edit"

    id: int
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        wrong = sorted(set(self.fields) - set(SETTABLE))
        if wrong:
            raise Invalid(
                say("A task has no {wrong} to set here.", wrong=wrong[0]),
                field=f"fields.{wrong[0]}",
            )
        task(change.main, self.id)
        there = next(iter(change.main.where("task_costs", "task_id", self.id)), None)
        values = {**EMPTY, **({n: there[n] for n in SETTABLE} if there else {}), **self.fields}
        if there is None:
            if values != EMPTY:
                row = {"id": change.new_id(), "task_id": self.id, **values}
                change.add(change.main, "task_costs", TASK_COSTS.new_row(row))
        elif values == EMPTY:
            change.main.delete("task_costs", there["id"])
        else:
            change.main.update("task_costs", there["id"], values)


COMMANDS = (TaskCostSet,)
