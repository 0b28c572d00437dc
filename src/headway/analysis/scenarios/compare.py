"""Several plans of one project beside each other: what they come to, and which tasks differ. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headway.analysis.scenarios.figures import Figures, Plan
from headway.analysis.scenarios.loads import Week
from headway.changes.merging import differing
from headway.changes.state import Records
from headway.changes.tables import Row, Table
from headway.projects.outline import numbered
from headway.scheduling.moments import to_iso

MOST_TASKS = 500
MOST_PEOPLE = 200


@dataclass(frozen=True, slots=True)
class Changes:
    """How many tasks came, went and changed, and how many other rows did."""

    added: int = 0
    removed: int = 0
    changed: int = 0
    other: int = 0


PARTS = frozenset({"tasks", "baseline_tasks", "baseline_costs"})
"""Tables that are not counted as other rows: what they are part of is."""


def changes(before: Records, after: Records, tables: Iterable[Table]) -> Changes:
    """Return what differs between two versions of a plan's rows; a task has changed where its row,
    a link into it or a row of another table that names it as its task did."""
    was, now = before.rows("tasks"), after.rows("tasks")
    changed = {key for key in was.keys() & now.keys() if was[key] != now[key]}
    other = 0
    for table in tables:
        name = table.name
        if name in PARTS:
            continue
        old, new = before.rows(name), after.rows(name)
        for key in old.keys() | new.keys():
            one, two = old.get(key), new.get(key)
            both = one is not None and two is not None
            if one == two or (both and not differing(table, one or {}, two or {})):
                continue
            task = "successor_id" if name == "links" else "task_id"
            parts = {row[task] for row in (one, two) if row and row.get(task) is not None}
            changed |= parts
            other += not parts
    kept = was.keys() & now.keys()
    return Changes(len(now.keys() - was), len(was.keys() - now), len(changed & kept), other)


def described(figures: Figures, resources: Mapping[int, Row], *, costs: bool) -> dict[str, Any]:
    """Return a plan's figures as programs read them; cost only where it may be seen."""
    peak = figures.peak
    return {
        "start": to_iso(figures.start),
        "finish": to_iso(figures.finish),
        "tasks": len(figures.dates),
        "work_minutes": figures.work,
        "over_minutes": figures.over,
        "over_people": sum(
            any(week.over for week in weeks.values()) for weeks in figures.weeks.values()
        ),
        "peak": None
        if peak is None
        else {
            "resource_id": peak.resource,
            "name": resources.get(peak.resource, {}).get("name", ""),
            "units": peak.units,
            "capacity": peak.capacity,
        },
        **({"cost": figures.cost} if costs else {}),
    }


def task_lines(plans: Sequence[Plan]) -> tuple[list[dict[str, Any]], int]:
    """Return the tasks whose dates differ between plans, in the outline's order, and how many there
    are in all. Of each: start, finish and duration a plan, null where it is not in it."""
    keys: set[int] = set()
    for plan in plans[1:]:
        mine, first = plan.figures.dates, plans[0].figures.dates
        keys |= {key for key in mine.keys() | first.keys() if mine.get(key) != first.get(key)}
    order: dict[int, int] = {}
    for plan in plans if keys else ():
        if keys <= order.keys():
            break
        for key in numbered(plan.records):
            order.setdefault(key, len(order))
    found = sorted(keys, key=lambda k: order[k])
    return [_line(key, plans) for key in found[:MOST_TASKS]], len(found)


def milestones(plans: Sequence[Plan]) -> list[dict[str, Any]]:
    """Return the milestones of all plans with their dates, the earliest first."""
    keys = {
        key
        for plan in plans
        for key, row in plan.records.rows("tasks").items()
        if row["milestone"] and key in plan.figures.dates
    }

    def first(key: int) -> tuple[int, int]:
        dates = [p.figures.dates[key][1] for p in plans if key in p.figures.dates]
        return min(dates), key

    return [_line(key, plans) for key in sorted(keys, key=first)[:MOST_TASKS]]


def _line(key: int, plans: Sequence[Plan]) -> dict[str, Any]:
    rows = [plan.records.rows("tasks").get(key) for plan in plans]
    row = next(row for row in rows if row is not None)
    dates = [plan.figures.dates.get(key) for plan in plans]
    return {
        "id": key,
        "name": row["name"],
        "milestone": row["milestone"],
        "summary": any(plan.records.index("tasks", "parent_id").get(key) for plan in plans),
        "there": [one is not None for one in rows],
        "start": [to_iso(d[0]) if d else None for d in dates],
        "finish": [to_iso(d[1]) if d else None for d in dates],
        "duration_minutes": [d[2] if d else None for d in dates],
    }


NO_WEEK = Week(0, 0)


def people_lines(plans: Sequence[Plan], resources: Mapping[int, Row]) -> list[dict[str, Any]]:
    """Return the load of people a week in each plan, those with most too much first."""
    keys = {key for plan in plans for key in plan.figures.weeks}
    found = []
    for key in keys:
        by_plan = [plan.figures.weeks.get(key, {}) for plan in plans]
        weeks = sorted({week for one in by_plan for week in one})
        found.append(
            {
                "resource_id": key,
                "name": resources.get(key, {}).get("name", ""),
                "load_minutes": [sum(w.load for w in one.values()) for one in by_plan],
                "over_minutes": [sum(w.over for w in one.values()) for one in by_plan],
                "weeks": [
                    {
                        "week": str(to_iso(week))[:10],
                        "load_minutes": [one.get(week, NO_WEEK).load for one in by_plan],
                        "over_minutes": [one.get(week, NO_WEEK).over for one in by_plan],
                    }
                    for week in weeks
                ],
            }
        )
    found.sort(key=lambda line: (-max(line["over_minutes"]), line["name"], line["resource_id"]))
    return found[:MOST_PEOPLE]
