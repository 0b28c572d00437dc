"""The longest paths to a task of a live project, as they go out. Pure."""

from __future__ import annotations

from typing import Any

from headway.changes.state import Records
from headway.projects.derivations import Scheduled
from headway.projects.why import names_of, reasons
from headway.scheduling import longest_paths
from headway.scheduling.moments import to_iso
from headway.scheduling.telling import told


def paths_to(records: Records, result: Scheduled, task: int, most: int) -> dict[str, Any]:
    """Return up to `most` paths to a task with their tasks, links and floats, the driving first."""
    rows = records.rows("tasks")
    schedule, names = result.schedule, names_of(records, result)
    items = []
    for number, path in enumerate(
        longest_paths(result.columns_, schedule, result.places[task], most)
    ):
        root = reasons(records, result, result.keys[path.tasks[0]], "start")[0]
        items.append(
            {
                "number": number + 1,
                "float_minutes": path.slack,
                "tasks": [
                    {
                        "task_id": result.keys[i],
                        "name": rows[result.keys[i]]["name"],
                        "start": to_iso(int(schedule.start[i])),
                        "finish": to_iso(int(schedule.finish[i])),
                    }
                    for i in path.tasks
                ],
                "links": [result.links[k] for k in path.links],
                "root": path.root,
                "root_text": told(result.columns_, names, root, schedule),
                "joins": result.keys[path.joins] if path.joins >= 0 else None,
                "joining_link": result.links[path.into] if path.into >= 0 else None,
                "forks": result.keys[path.forks] if path.forks >= 0 else None,
            }
        )
    return {
        "task_id": task,
        "name": rows[task]["name"],
        "finish": to_iso(int(schedule.finish[result.places[task]])),
        "items": items,
    }
