"""Why a date is that date, in words: the chain of drivers from a task down to its root. Pure."""

from __future__ import annotations

from typing import Any

from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.derivations import Scheduled
from headway.projects.lag import lag_words
from headway.scheduling import DRIVERS, Calendar, last_task, why
from headway.scheduling.moments import to_iso, words
from headway.scheduling.worktime import table, work_between

CONSTRAINT_WORDS = {
    "mso": "Must start on {}",
    "mfo": "Must finish on {}",
    "snet": "Not before {}",
    "snlt": "Start no later than {}",
    "fnet": "Not finished before {}",
    "fnlt": "Finish no later than {}",
    "alap": "As late as possible",
    "asap": "As soon as possible",
}
LINK_WORDS = {
    "FS": "Waits for {} to finish",
    "SS": "Waits for {} to start",
    "FF": "Finishes after {} finishes",
    "SF": "Finishes after {} starts",
}
HIDDEN = "a task outside your view"


def chain(
    records: Records, result: Scheduled, key: int, seen: set[int] | None = None
) -> list[dict[str, Any]]:
    """Return the steps from a task to its root.

    With `seen` (a guest's tasks) the chain ends where it leaves them: the last step says that it
    waits for a task outside the view, which stays unnamed and undated.
    """
    if key not in result.places:
        return []
    found: list[dict[str, Any]] = []
    for reason in why(result.columns_, result.schedule, result.places[key]):
        task_id = result.keys[reason.task]
        if seen is not None and task_id not in seen:
            break
        row = records.rows("tasks")[task_id]
        link_id = result.links[reason.link] if reason.link >= 0 else None
        at = int(result.schedule.start[reason.task])
        done = int(result.schedule.finish[reason.task])
        found.append(
            {
                "task_id": task_id,
                "name": row["name"],
                "kind": reason.kind,
                "text": _text(records, row, reason.kind, link_id, at, result, seen),
                "at": to_iso(at),
                "finish": to_iso(done),
                "duration": int(result.schedule.duration[reason.task]),
                "link_id": link_id,
            }
        )
    return found


def first_step(records: Records, result: Scheduled, key: int) -> tuple[str, int | None, str]:
    """Return (kind, link, text) of what drives a task's start."""
    place = result.places[key]
    kind = DRIVERS[int(result.schedule.driver[place])]
    by = int(result.schedule.driver_id[place])
    link_id = result.links[by] if kind in ("link", "summary") and by >= 0 else None
    at = int(result.schedule.start[place])
    row = records.rows("tasks")[key]
    return kind, link_id, _text(records, row, kind, link_id, at, result, None)


def _text(
    records: Records,
    row: Row,
    kind: str,
    link_id: int | None,
    at: int,
    result: Scheduled,
    seen: set[int] | None,
) -> str:
    if kind in ("link", "summary") and link_id is not None:
        link = records.rows("links")[link_id]
        before = link["predecessor_id"]
        name = (
            HIDDEN
            if seen is not None and before not in seen
            else records.rows("tasks")[before]["name"]
        )
        project = next(iter(records.rows("projects").values()))
        lag = lag_words(link, project)
        text = LINK_WORDS[link["type"]].format(name) + (f", {lag}" if lag else "")
        return f"Its summary: {text[0].lower()}{text[1:]}" if kind == "summary" else text
    match kind:
        case "constraint":
            date = words(row["constraint_date"]) if row["constraint_date"] is not None else ""
            return CONSTRAINT_WORDS[row["constraint"]].format(date)
        case "actual":
            return f"Really started {words(at)}"
        case "manual":
            return "Scheduled by hand: its own dates"
        case "levelling":
            return "Delayed by levelling"
        case "child":
            return "Starts with the first task below it"
        case _:
            return f"Starts with the project, {words(at)}"


def project_why(
    records: Records, result: Scheduled, seen: set[int] | None = None
) -> dict[str, Any]:
    """Return the chain of the project's finish and, against baseline 0, its slip and the cause.

    For a guest it is the finish of what he sees.

    The cause is the step of the chain that adds most of its own: its slip less that of the step
    before it (drag of a driver, as in the delay analysis of AACE 29R-03, observational).
    """
    last = last_task(result.columns_, result.schedule) if seen is None else _last_of(result, seen)
    if last < 0:
        return {"chain": [], "task_id": None, "finish": None, "slip": None}
    key = result.keys[last]
    steps = chain(records, result, key, seen)
    answer: dict[str, Any] = {
        "chain": steps,
        "task_id": key,
        "finish": to_iso(int(result.schedule.finish[last])),
        "slip": None,
    }
    planned = _baseline(records)
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


def _baseline(records: Records) -> dict[int, Row]:
    """Return the rows of baseline 0 by task."""
    first = [k for k, row in records.rows("baselines").items() if row["number"] == 0]
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
