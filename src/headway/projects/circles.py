"""Circular links, found before they are written. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from headway.changes.state import Draft

Node: TypeAlias = tuple[int, bool]
"""A task's start side (False), which holds back those of its children, or its finish side (True),
which waits for theirs."""


def find_circle(draft: Draft, starts: Iterable[int]) -> list[int]:
    """Return a circle of tasks that wait for each other, the first repeated at the end, or [].

    Only what can be reached from `starts` is looked at. A link into a summary is one into each of
    its tasks, and one out of a summary waits for all of them; so the search walks from a task to
    its successors and to the summary above it, and from a summary that is reached down to its
    tasks. Depth first, without recursion.
    """

    def following(node: Node) -> list[Node]:
        key, done = node
        if not done:
            inner = [(row["id"], False) for row in draft.where("tasks", "parent_id", key)]
            return inner or [(key, True)]
        found = [(k["successor_id"], False) for k in draft.where("links", "predecessor_id", key)]
        row = draft.get("tasks", key)
        if row is not None and row["parent_id"] is not None:
            found.append((row["parent_id"], True))
        return found

    state: dict[Node, int] = {}
    for start in starts:
        trail: list[Node] = []
        stack: list[tuple[Node, bool]] = [((start, False), False)]
        while stack:
            node, leaving = stack.pop()
            if leaving:
                state[node] = 2
                trail.pop()
                continue
            seen = state.get(node, 0)
            if seen == 1:
                return _named([*trail[trail.index(node) :], node])
            if seen == 2:
                continue
            state[node] = 1
            trail.append(node)
            stack.append((node, True))
            stack.extend((n, False) for n in following(node) if state.get(n, 0) != 2)
    return []


def _named(nodes: list[Node]) -> list[int]:
    """Return the tasks at which the circle is linked, so that people can follow it."""
    path = [key for i, (key, done) in enumerate(nodes[:-1]) if done and not nodes[i + 1][1]]
    return [*path, path[0]] if path else [nodes[0][0]]
