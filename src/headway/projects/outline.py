"""The outline of a draft: children in order, branches, ranks for new places. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from headway.changes.errors import Missing
from headway.changes.state import Draft, Records
from headway.changes.tables import Row
from headway.projects.ranking import place_beside, ranks_at
from headway.words import say


def task(draft: Draft, key: int) -> Row:
    """Return the task; raise Missing where there is none."""
    row = draft.get("tasks", key)
    if row is None:
        raise Missing(say("There is no task {key} in this project.", key=key))
    return row


def begins(draft: Draft) -> bool:
    """Whether a draft brings its project, or fork of one, into being, with what stands in it: as that
    came about, not as one may ask for it now."""
    return not draft.base.rows("projects")


def children(draft: Draft, parent: int | None) -> list[Row]:
    """Return the children of a task (None: the top level) in order."""
    return sorted(draft.where("tasks", "parent_id", parent), key=lambda r: (r["rank"], r["id"]))


def below(draft: Draft, keys: Iterable[int]) -> list[Row]:
    """Return the tasks of `keys` and all tasks below them, parents before children."""
    found: list[Row] = []
    seen: set[int] = set()
    queue = [task(draft, key) for key in keys]
    while queue:
        row = queue.pop(0)
        if row["id"] in seen:
            continue
        seen.add(row["id"])
        found.append(row)
        queue.extend(draft.where("tasks", "parent_id", row["id"]))
    return found


def ancestors(draft: Draft, key: int) -> list[int]:
    """Return the keys of the summaries above a task, nearest first."""
    found: list[int] = []
    current = task(draft, key)["parent_id"]
    while current is not None and current not in found:
        found.append(current)
        current = task(draft, current)["parent_id"]
    return found


def in_outline_order(draft: Draft, keys: Iterable[int]) -> list[int]:
    """Return `keys` as they stand in the outline, without those below another of them."""
    wanted = set(keys)
    tops = [k for k in wanted if wanted.isdisjoint(ancestors(draft, k))]

    def place(key: int) -> list[tuple[str, int]]:
        chain = [key, *ancestors(draft, key)]
        return [(task(draft, k)["rank"], k) for k in reversed(chain)]

    return sorted(tops, key=place)


def ranks(
    draft: Draft,
    parent: int | None,
    count: int,
    *,
    after: int | None = None,
    before: int | None = None,
    leaving: frozenset[int] = frozenset(),
) -> list[str]:
    """Return `count` ranks beside a sibling, or last; `leaving` siblings are about to go.

    Raises Invalid where the sibling named is not a child of `parent`.
    """
    siblings = [r for r in children(draft, parent) if r["id"] not in leaving]
    place = place_beside(
        siblings,
        after,
        before,
        lambda key: say("Task {key} is not at that place of the outline.", key=key),
    )
    return ranks_at(draft, "tasks", siblings, place, count)


def numbered(records: Records) -> dict[int, tuple[int, str]]:
    """Return (level, WBS code) of every task by key, in outline order; the top level is 0."""
    rows = records.rows("tasks")
    index = records.index("tasks", "parent_id")
    found: dict[int, tuple[int, str]] = {}

    def below_(parent: int | None) -> list[int]:
        return sorted(index.get(parent, ()), key=lambda k: (rows[k]["rank"], k))

    stack = [(k, 0, str(n)) for n, k in reversed(list(enumerate(below_(None), 1)))]
    while stack:
        key, level, wbs = stack.pop()
        found[key] = (level, wbs)
        inner = list(enumerate(below_(key), 1))
        stack.extend((k, level + 1, f"{wbs}.{n}") for n, k in reversed(inner))
    return found
