"""What must always hold of a plan. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from headway.changes.errors import Invalid
from headway.changes.state import Draft, Inputs

DEEPEST = 100


def plan_holds(draft: Draft, inputs: Inputs, drafts: Mapping[int, Draft]) -> None:
    """Raise Invalid where the outline, the links or the dates of a plan do not hold."""
    _outline_holds(draft, inputs)
    _links_hold(draft, inputs)
    _dates_hold(draft, inputs)


def _written(inputs: Inputs, table: str, *fields: str) -> list[int]:
    """Return the keys of rows that are new or in which one of `fields` changed."""
    change = inputs.get(table)
    if change is None:
        return []
    found = [r["id"] for r in change["added"]]
    found += [u["id"] for u in change["updated"] if not u["after"].keys().isdisjoint(fields)]
    return found


def _outline_holds(draft: Draft, inputs: Inputs) -> None:
    checked: set[int] = set()
    for key in _written(inputs, "tasks", "parent_id"):
        row = draft.get("tasks", key)
        chain: list[int] = []
        while row is not None and row["id"] not in checked:
            if row["id"] in chain:
                raise Invalid("A task would be its own summary.", field="parent_id")
            chain.append(row["id"])
            if len(chain) > DEEPEST:
                raise Invalid(f"An outline has at most {DEEPEST} levels.", field="parent_id")
            row = draft.get("tasks", row["parent_id"])
        if len(chain) < DEEPEST // 2:
            checked.update(chain)


def _dates_hold(draft: Draft, inputs: Inputs) -> None:
    for key in _written(inputs, "tasks", "manual_start", "manual_finish", "mode"):
        row = draft.get("tasks", key)
        if row is None or row["mode"] != "manual":
            continue
        start, finish = row["manual_start"], row["manual_finish"]
        if start is not None and finish is not None and finish < start:
            raise Invalid(f"'{row['name']}' would finish before it starts.", field="manual_finish")
    for key in _written(inputs, "projects", "day_start", "day_finish"):
        row = draft.get("projects", key)
        if row is not None and row["day_start"] >= row["day_finish"]:
            raise Invalid("The day must end after it starts.", field="day_finish")


def _links_hold(draft: Draft, inputs: Inputs) -> None:
    """Links go between two tasks that are not within each other, once a pair, in no circle."""
    fresh = _written(inputs, "links", "predecessor_id", "successor_id")
    moved = _written(inputs, "tasks", "parent_id")
    for update in inputs.get("links", {}).get("updated", []):
        if not update["after"].keys().isdisjoint(("predecessor_id", "successor_id")):
            raise Invalid("A link keeps its ends: remove it and make another.", field="links")
    if not fresh and not moved:
        return
    for key in fresh:
        row = draft.get("links", key)
        if row is None:
            continue
        _check_ends(draft, row["predecessor_id"], row["successor_id"])
    # Only a circle through something new can be new; a large insertion is searched once.
    starts = {draft.get("links", key)["successor_id"] for key in fresh if draft.get("links", key)}  # type: ignore[index]
    circle = find_circle(draft, starts | set(moved))
    if circle:
        names = " → ".join(f"'{_name(draft, key)}'" for key in circle)
        raise Invalid(f"These tasks would wait for each other: {names}.", field="links")


def _name(draft: Draft, key: int) -> str:
    row = draft.get("tasks", key)
    return row["name"] if row is not None else str(key)


def _check_ends(draft: Draft, before: int, after: int) -> None:
    for inner, outer in ((before, after), (after, before)):
        row = draft.get("tasks", inner)
        while row is not None:
            if row["parent_id"] == outer:
                raise Invalid(
                    f"'{_name(draft, inner)}' lies within '{_name(draft, outer)}': "
                    "a task cannot be linked with its own summary.",
                    field="links",
                )
            row = draft.get("tasks", row["parent_id"])


def find_circle(draft: Draft, starts: Iterable[int]) -> list[int]:
    """Return a circle of tasks that wait for each other, first task repeated at the end, or [].

    A link into a summary is one into each of its tasks, and one out of a summary waits for all of
    them; so the search walks from a task to the successors of itself and of the summaries above
    it, and from a summary that is reached down to its tasks. Depth first, without recursion.
    """
    links: dict[int, list[int]] = {}
    for link in draft.rows("links"):
        links.setdefault(link["predecessor_id"], []).append(link["successor_id"])
    if not links:
        return []
    children: dict[int | None, list[int]] = {}
    parent: dict[int, int | None] = {}
    for row in draft.rows("tasks"):
        children.setdefault(row["parent_id"], []).append(row["id"])
        parent[row["id"]] = row["parent_id"]

    # Two nodes a task: (key, False) its start side, which holds back its children's start sides,
    # and (key, True) its finish side, which waits for its children's finish sides.
    def following(node: tuple[int, bool]) -> list[tuple[int, bool]]:
        key, done = node
        if not done:
            inner = [(c, False) for c in children.get(key, ())]
            return inner or [(key, True)]
        found = [(s, False) for s in links.get(key, ())]
        above = parent.get(key)
        if above is not None:
            found.append((above, True))
        return found

    state: dict[tuple[int, bool], int] = {}
    for start in starts:
        if state.get((start, False)):
            continue
        trail: list[tuple[int, bool]] = []
        stack: list[tuple[tuple[int, bool], bool]] = [((start, False), False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                state[node] = 2
                trail.pop()
                continue
            seen = state.get(node, 0)
            if seen == 1:
                return _named_circle(trail[trail.index(node) :] + [node], links)
            if seen == 2:
                continue
            state[node] = 1
            trail.append(node)
            stack.append((node, True))
            stack.extend((n, False) for n in following(node) if state.get(n, 0) != 2)
    return []


def _named_circle(nodes: list[tuple[int, bool]], links: dict[int, list[int]]) -> list[int]:
    """Return the tasks at which the circle is linked, so that people can follow it."""
    path = [key for i, (key, done) in enumerate(nodes[:-1]) if done and not nodes[i + 1][1]]
    return [*path, path[0]] if path else [nodes[0][0]]
