"""Why a date is that date, in words: the chain of drivers from a task down to its root. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.derivations import Scheduled
from headway.projects.lag import lag_words
from headway.scheduling import DRIVERS, Calendar, Reason, last_task, why
from headway.scheduling.moments import to_iso
from headway.scheduling.telling import Names, notes, told
from headway.scheduling.worktime import table, work_between
from headway.words import mark, say

HIDDEN = mark("a task outside your view")


def needs_of(records: Records, workspace: Records) -> dict[int, list[int]]:
    """Return the working resources of each task, by the tasks' and resources' keys."""
    resources = workspace.rows("resources")
    found: dict[int, list[int]] = {}
    for row in records.rows("assignments").values():
        resource = resources.get(row["resource_id"])
        if resource is not None and resource["kind"] == "work":
            found.setdefault(row["task_id"], []).append(row["resource_id"])
    return found


def names_of(
    records: Records, result: Scheduled, seen: set[int] | None = None, *, people: bool = True
) -> Names:
    """Return how a plan is spoken of to somebody who sees the tasks `seen` (None: all), and
    people only if he may."""
    tasks, links = records.rows("tasks"), records.rows("links")
    resources = result.workspace.rows("resources")
    project = next(iter(records.rows("projects").values()))
    assigned, assignments = records.index("assignments", "task_id"), records.rows("assignments")

    def task(place: int) -> str:
        key = result.keys[place]
        return say(HIDDEN) if seen is not None and key not in seen else str(tasks[key]["name"])

    def resource(key: Hashable) -> str | None:
        row = resources.get(key) if people and isinstance(key, int) else None
        return None if row is None else str(row["name"])

    def calendars(place: int) -> Sequence[tuple[str | None, int]]:
        rows = [assignments[a] for a in assigned.get(result.keys[place], ())]
        by = result.space.by_resource
        return [
            (resource(r["resource_id"]), by[r["resource_id"]])
            for r in rows
            if r["resource_id"] in by
        ]

    return Names(
        task,
        lambda place: lag_words(links[result.links[place]], project),
        resource,
        calendars,
        project["minutes_per_day"],
    )


def chain(
    records: Records,
    result: Scheduled,
    key: int,
    seen: set[int] | None = None,
    side: str = "start",
    *,
    people: bool = True,
) -> list[dict[str, Any]]:
    """Return the steps from a task's start or finish to its root.

    With `seen` (a guest's tasks) the chain ends where it leaves them: the last step says that it
    waits for a task outside the view, which stays unnamed and undated.
    """
    if key not in result.places:
        return []
    names = names_of(records, result, seen, people=people)
    found: list[dict[str, Any]] = []
    for reason in reasons(records, result, key, side):
        task_id = result.keys[reason.task]
        if seen is not None and task_id not in seen:
            break
        found.append(
            {
                "task_id": task_id,
                "name": records.rows("tasks")[task_id]["name"],
                "kind": reason.kind,
                "side": reason.side,
                "text": told(result.columns_, names, reason, result.schedule),
                "notes": notes(result.columns_, result.schedule, names, reason),
                "at": to_iso(int(result.schedule.start[reason.task])),
                "finish": to_iso(int(result.schedule.finish[reason.task])),
                "duration": int(result.schedule.duration[reason.task]),
                "link_id": result.links[reason.link] if reason.link >= 0 else None,
            }
        )
    return found


def reasons(records: Records, result: Scheduled, key: int, side: str) -> list[Reason]:
    """Return the engine's reasons; who works on what is looked up where levelling delays tasks."""
    needs: dict[int, list[int]] = {}
    if result.columns_.tasks.levelling_delay.any():
        by_key = needs_of(records, result.workspace)
        needs = {result.places[k]: v for k, v in by_key.items() if k in result.places}
    return why(result.columns_, result.schedule, result.places[key], side, needs)


def first_step(records: Records, result: Scheduled, key: int) -> tuple[str, int | None, str]:
    """Return (kind, link, text) of what drives a task's start, without following it."""
    place = result.places[key]
    kind = DRIVERS[int(result.schedule.driver[place])]
    by = int(result.schedule.driver_id[place])
    link = by if kind in ("link", "summary") and by >= 0 else -1
    reason = Reason(place, kind, link, at=int(result.schedule.start[place]))
    text = told(result.columns_, names_of(records, result), reason, result.schedule)
    return kind, result.links[link] if link >= 0 else None, text


def task_why(
    records: Records,
    result: Scheduled,
    key: int,
    seen: set[int] | None = None,
    *,
    people: bool = True,
    baseline: int = 0,
) -> dict[str, Any]:
    """Return the chains of a task's start and finish and, against a baseline, its slip and cause."""
    begin = chain(records, result, key, seen, people=people)
    end = chain(records, result, key, seen, "finish", people=people)
    planned = _baseline(records, baseline)
    known = key in planned and key in result.places
    return {
        "chain": begin,
        "finish_chain": end,
        "slip": _slip(records, result, end, planned, key) if known else None,
    }


def project_why(
    records: Records,
    result: Scheduled,
    seen: set[int] | None = None,
    *,
    people: bool = True,
    baseline: int = 0,
) -> dict[str, Any]:
    """Return the chain of the project's finish and, against a baseline, its slip and the cause.

    For a guest it is the finish of what he sees.

    The cause is the step of the chain that adds most of its own: its slip less that of the step
    before it (drag of a driver, as in the delay analysis of AACE 29R-03, observational).
    """
    last = last_task(result.columns_, result.schedule) if seen is None else _last_of(result, seen)
    if last < 0:
        return {"chain": [], "task_id": None, "finish": None, "slip": None}
    key = result.keys[last]
    steps = chain(records, result, key, seen, "finish", people=people)
    # The task that finishes last stands once: with what drives its start.
    if len(steps) > 1 and steps[0]["kind"] == "duration":
        del steps[0]
    answer: dict[str, Any] = {
        "chain": steps,
        "task_id": key,
        "finish": to_iso(int(result.schedule.finish[last])),
        "slip": None,
    }
    planned = _baseline(records, baseline)
    if key in planned:
        answer["slip"] = _slip(records, result, steps, planned, key)
    return answer


def _last_of(result: Scheduled, seen: set[int]) -> int:
    """Return the place of the task of a branch that finishes last, -1 for none."""
    topology, schedule = result.columns_.topology, result.schedule
    places = [
        p
        for p in (result.places[k] for k in seen if k in result.places)
        if not topology.summary[p] and result.columns_.tasks.active[p]
    ]
    return max(places, key=lambda p: (schedule.finish[p], schedule.critical[p]), default=-1)


def _baseline(records: Records, number: int) -> dict[int, Row]:
    """Return the rows of the baseline of a number by task."""
    first = [k for k, row in records.rows("baselines").items() if row["number"] == number]
    if not first:
        return {}
    rows = records.rows("baseline_tasks")
    keys = records.index("baseline_tasks", "baseline_id").get(first[0], ())
    return {rows[k]["task_id"]: rows[k] for k in keys if rows[k]["finish"] is not None}


def working_minutes(calendars: tuple[Calendar, ...], calendar: int, start: int, finish: int) -> int:
    """Return the working minutes of a calendar from one moment to another, negative backward."""
    low, high = min(start, finish), max(start, finish)
    days = table(calendars, ((calendar,),), low // 1440 - 1, high // 1440 + 2)
    minutes = work_between(days, 0, low, high)
    return minutes if finish >= start else -minutes


def _slip(
    records: Records,
    result: Scheduled,
    steps: list[dict[str, Any]],
    planned: dict[int, Row],
    last: int,
) -> dict[str, Any]:
    calendars = result.columns_.calendars
    project = result.columns_.calendar

    def between(start: int, finish: int) -> int:
        return working_minutes(calendars, project, start, finish)

    def finish_of(key: int) -> int:
        return int(result.schedule.finish[result.places[key]])

    slips = [
        (s["task_id"], between(planned[s["task_id"]]["finish"], finish_of(s["task_id"])))
        for s in steps
        if s["task_id"] in planned
    ]
    minutes = between(planned[last]["finish"], finish_of(last))
    own = [
        (key, slip - (slips[i + 1][1] if i + 1 < len(slips) else 0))
        for i, (key, slip) in enumerate(slips)
    ]
    cause = max(own, key=lambda o: o[1], default=(None, 0)) if minutes > 0 else (None, 0)
    row = next(iter(records.rows("projects").values()))
    return {
        "minutes": minutes,
        "days": round(minutes / row["minutes_per_day"], 1),
        "baseline_finish": to_iso(planned[last]["finish"]),
        "name": records.rows("tasks")[last]["name"],
        "cause": {
            "task_id": cause[0],
            "name": records.rows("tasks")[cause[0]]["name"],
            "minutes": cause[1],
            "days": round(cause[1] / row["minutes_per_day"], 1),
        }
        if cause[0] is not None and cause[1] > 0
        else None,
    }
