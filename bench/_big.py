"""A project of 10,000 tasks and 15,000 links for the benches, brought into being through the door.

Leaf tasks under summaries of twenty: each of the first 3,000 follows the one before it, so that the
head moves all behind it; the others are nets of shorter runs. One long task sets the project's
finish: moving the head changes the 3,000 and their summaries, lengthening the long one changes the
late dates of all.
"""

from __future__ import annotations

import random
from typing import Any

from fractional_indexing import generate_n_keys_between

TASKS = 10_000
LINKS = 15_000
BEHIND = 3_000
GROUP = 20
LONG = 480 * 5000
MONDAY = 29_540_160 + 540  # 2026-03-02T09:00


def rows(
    tasks: int = TASKS, links: int = LINKS, seed: int = 7, board: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """Return whole rows with local keys, as `project.fill` takes them.

    `board` puts every third task into each of the three columns that a project begins with.
    """
    rng = random.Random(seed)
    made: list[dict[str, Any]] = []
    ranks = generate_n_keys_between(None, None, tasks)
    leaves: list[int] = []
    summary = 0
    for key in range(1, tasks + 1):
        if (key - 1) % (GROUP + 1) == 0:
            summary = key
            made.append({"id": key, "parent_id": None, "rank": ranks[key - 1], "number": key,
                         "name": f"Phase {key}", "duration": 480})  # fmt: skip
            continue
        leaves.append(key)
        made.append({"id": key, "parent_id": summary, "rank": ranks[key - 1], "number": key,
                     "name": f"Task {key}", "duration": rng.choice((240, 480, 480, 960))})  # fmt: skip
    behind = min(BEHIND, len(leaves) // 3)
    made[leaves[-1] - 1]["duration"] = LONG
    if board:
        for place, leaf in enumerate(leaves):
            made[leaf - 1]["percent_complete"] = (0, 40, 100)[place % 3]
    pairs: set[tuple[int, int]] = set()
    for i in range(1, behind + 1):
        pairs.add((leaves[i - 1], leaves[i]))
    rest = leaves[behind + 1 : -1]
    for i in range(1, len(rest)):
        if i % 40:
            pairs.add((rest[i - 1], rest[i]))
    while len(pairs) < links:
        part = leaves[: behind + 1] if rng.random() < 0.3 else rest
        i = rng.randrange(len(part) - 40)
        j = i + rng.randrange(2, 40)
        if part is leaves or i // 40 == j // 40 or part is not rest:
            pairs.add((part[i], part[j]))
    linked = [
        {"id": n, "predecessor_id": a, "successor_id": b, "type": "FS", "lag": 0}
        for n, (a, b) in enumerate(sorted(pairs), 1)
    ]
    resources = [{"id": n, "name": f"Person {n}"} for n in range(1, 31)]
    assignments = [
        {"id": n, "task_id": leaf, "resource_id": n % 30 + 1} for n, leaf in enumerate(leaves, 1)
    ]
    return {"tasks": made, "links": linked, "resources": resources, "assignments": assignments}


def create(user: int, workspace: int, name: str = "Big", **size: Any) -> dict[str, Any]:
    """Bring the project into being; return its key and those of the tasks that the benches edit.

    `head` moves the 3,000 behind it, `tail` nothing but its summary, `long` the project's finish.
    """
    from headway.changes.perform import Envelope, perform
    from headway.projects.commands.project import ProjectFill

    command = ProjectFill(name=name, settings={"start": MONDAY, "key": "BIG"}, rows=rows(**size))
    outcome = perform(Envelope(command, workspace), user, system=True)
    project = outcome.created["projects"][0]
    from headway.projects.models import Link, Task

    keys = list(
        Task.objects.filter(stream_id=project).order_by("number").values_list("id", flat=True)
    )
    busy = set(Link.objects.filter(stream_id=project).values_list("predecessor_id", flat=True))
    inner = [k for n, k in enumerate(keys) if n % (GROUP + 1)]
    tail = next(k for k in inner[-200:] if k not in busy)
    return {
        "project": project,
        "head": keys[1],
        "second": keys[2],
        "tail": tail,
        "long": inner[-1],
        "tasks": keys,
    }
