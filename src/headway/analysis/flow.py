"""How work flows over the board: cumulative flow, lead time and cycle time, from the history. Pure.

The history is what was said and when: a card counts from the moment at which it was put into a column
(or at which its typed progress put it there), not from the date that was typed with it. Lead time runs
from when a card came into being to when it was done, cycle time from when it was begun; both in
calendar time, as the Kanban Guide (2020) measures them. What came into being done already (an import)
has neither. A card that is taken up again counts from its last finish.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from headway.analysis import charts
from headway.changes.state import Inputs
from headway.changes.tables import Row
from headway.projects.workflow import in_order, status_of
from headway.scheduling.moments import to_iso
from headway.words import say

DAY = 1440
MOST_AGING = 10
READ = (
    "parent_id", "status_id", "percent_complete", "actual_start", "active", "name",
)  # fmt: skip
"""The fields of a task that say where its card stands."""


@dataclass
class Board:
    """Where the cards stand as the changes of a project go by, and since when."""

    tasks: dict[int, Row] = field(default_factory=dict)
    statuses: dict[int, Row] = field(default_factory=dict)
    children: Counter[int] = field(default_factory=Counter)
    where: dict[int, int] = field(default_factory=dict)
    counts: Counter[int] = field(default_factory=Counter)
    meant: dict[int, str] = field(default_factory=dict)
    """The category of every column that there ever was."""
    born: dict[int, int] = field(default_factory=dict)
    began: dict[int, int] = field(default_factory=dict)
    ended: dict[int, int] = field(default_factory=dict)

    def take(self, at: int, inputs: Inputs) -> None:
        """Let a change go by that was made at a local minute."""
        touched = self._write(inputs)
        columns = in_order(self.statuses.values())
        if "statuses" in inputs:
            touched = set(self.tasks)
            self.meant |= {row["id"]: row["category"] for row in columns}
        for key in touched:
            self._place(at, key, columns)

    def _write(self, inputs: Inputs) -> set[int]:
        """Write a change into the rows; return the tasks whose place it may concern."""
        part = inputs.get("statuses", {})
        for row in part.get("removed", ()):
            self.statuses.pop(row["id"], None)
        for row in part.get("added", ()):
            self.statuses[row["id"]] = dict(row)
        for update in part.get("updated", ()):
            self.statuses[update["id"]] |= update["after"]
        touched: set[int] = set()
        part = inputs.get("tasks", {})
        for row in part.get("removed", ()):
            self._under(self.tasks.pop(row["id"], row)["parent_id"], -1, touched)
            touched.add(row["id"])
        for row in part.get("added", ()):
            self.tasks[row["id"]] = {name: row[name] for name in READ}
            self._under(row["parent_id"], 1, touched)
            touched.add(row["id"])
        for update in part.get("updated", ()):
            after = {name: value for name, value in update["after"].items() if name in READ}
            found = self.tasks.get(update["id"])
            if not after or found is None:
                continue
            if "parent_id" in after:
                self._under(found["parent_id"], -1, touched)
                self._under(after["parent_id"], 1, touched)
            found |= after
            touched.add(update["id"])
        return touched

    def _under(self, parent: int | None, count: int, touched: set[int]) -> None:
        if parent is not None:
            self.children[parent] += count
            touched.add(parent)

    def _place(self, at: int, key: int, columns: list[Row]) -> None:
        row = self.tasks.get(key)
        card = row is not None and row["active"] and not self.children[key]
        status = status_of(columns, row) if card and row is not None else None
        before = self.where.pop(key, None)
        if before is not None:
            self.counts[before] -= 1
        if status is None:
            if row is None:
                for known in (self.born, self.began, self.ended):
                    known.pop(key, None)
            return
        self.where[key] = status["id"]
        self.counts[status["id"]] += 1
        self.born.setdefault(key, at)
        category = status["category"]
        if category == "todo":
            self.began.pop(key, None)
        elif category == "doing":
            self.began.setdefault(key, at)
        if category == "done":
            self.ended.setdefault(key, at)
        else:
            self.ended.pop(key, None)


def flow(steps: Iterable[tuple[int, Inputs]], now: int, days: int) -> dict[str, Any]:
    """Return the flow of the last `days` days, today included.

    `steps` are the changes of a project from its first on: local minute and inputs, in order.
    """
    board = Board()
    today = now // DAY
    first: int | None = None
    sampled: dict[int, dict[int, int]] = {}
    for at, inputs in steps:
        day = at // DAY
        first = day if first is None else first
        _sample(board, sampled, max(first, today - days + 1), min(day, today + 1))
        board.take(at, inputs)
    start = max(first if first is not None else today, today - days + 1)
    _sample(board, sampled, start, today + 1)
    columns = in_order(board.statuses.values())
    shown = [
        {"day": to_iso(day * DAY), "counts": _by_column(counts, columns, board.meant)}
        for day, counts in sorted(sampled.items())
    ]
    recent = [key for key, at in board.ended.items() if at >= start * DAY]
    lead = [board.ended[k] - board.born[k] for k in recent if board.ended[k] > board.born[k]]
    cycle = [board.ended[k] - board.began[k] for k in recent if k in board.began]
    return {
        "from": to_iso(start * DAY),
        "to": to_iso(today * DAY),
        "columns": [{n: row[n] for n in ("id", "name", "category")} for row in columns],
        "days": shown,
        "finished": len(lead),
        "lead": _percentiles(lead),
        "cycle": _percentiles([minutes for minutes in cycle if minutes > 0]),
        "aging": _aging(board, now),
        "charts": {"flow": _chart(shown, columns)} if columns and len(shown) > 1 else {},
    }


def _sample(board: Board, sampled: dict[int, dict[int, int]], start: int, end: int) -> None:
    """Note how many cards stood in which column at the end of each day before `end`."""
    day = end - 1
    while day >= start and day not in sampled:
        sampled[day] = {key: count for key, count in board.counts.items() if count}
        day -= 1


def _by_column(
    counts: Mapping[int, int], columns: Sequence[Row], meant: Mapping[int, str]
) -> list[int]:
    """Return counts in the order of the columns; those of columns that are gone stand in the first
    of what they meant."""
    places = {row["id"]: place for place, row in enumerate(columns)}
    found = [0] * len(columns)
    for key, count in counts.items():
        place = places.get(key)
        if place is None:
            alike = (n for n, row in enumerate(columns) if row["category"] == meant.get(key))
            place = next(alike, 0)
        found[place] += count
    return found


def _percentiles(minutes: list[int]) -> dict[str, Any] | None:
    """Return the median and the 85th percentile, by nearest rank; None where there is nothing."""
    if not minutes:
        return None
    ranked = sorted(minutes)
    return {
        "count": len(ranked),
        **{f"p{p}_minutes": ranked[ceil(len(ranked) * p / 100) - 1] for p in (50, 85)},
    }


def _aging(board: Board, now: int) -> list[dict[str, Any]]:
    """Return the cards that were begun longest ago and are not done."""
    under_way = [
        (at, key)
        for key, at in board.began.items()
        if key in board.where and board.meant.get(board.where[key]) == "doing"
    ]
    return [
        {
            "task_id": key,
            "name": board.tasks[key]["name"],
            "since": to_iso(at),
            "minutes": max(0, now - at),
        }
        for at, key in sorted(under_way)[:MOST_AGING]
    ]


def _chart(shown: list[dict[str, Any]], columns: Sequence[Row]) -> dict[str, Any]:
    done = sum(
        count
        for count, row in zip(shown[-1]["counts"], columns, strict=True)
        if row["category"] == "done"
    )
    return charts.stacked(
        [
            (row["name"], [(day["day"], day["counts"][place]) for day in shown])
            for place, row in enumerate(columns)
        ],
        title=say("Cards"),
        done=[row["name"] for row in columns if row["category"] == "done"],
        description=f"Cards by column, day by day: {done} are done now.",
    )
