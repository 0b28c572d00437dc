"""What is uncertain in a live project: its plan, estimates, risks and groups for the engine. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from headway.changes.state import Records
from headway.changes.tables import Row
from headway.projects.derivations import Scheduled
from headway.projects.plan import frame_of, link_of, task_reader
from headway.scheduling import Plan
from headway.scheduling.risk import CONFIDENCE, Correlated, Estimate, Impact, Risk

WHOLE = 10_000
"""Hundredths of a percent in one."""


@dataclass(frozen=True)
class Uncertain:
    """A project as a simulation takes it. Tasks stand in the plan in the order of `keys`."""

    plan: Plan
    keys: list[int]
    estimates: Mapping[int, Estimate]
    """By place: tasks with three points or a class of confidence."""
    risks: Sequence[Risk]
    risk_keys: Sequence[int]
    """The keys of `risks`, the active ones, in their order."""
    groups: Sequence[Correlated]
    outgrown: Sequence[int] = ()
    """Tasks whose planned duration is no longer between their optimistic and pessimistic one."""
    unhit: Sequence[int] = field(default=())
    """Tasks that a risk hits in vain: summaries, inactive or finished ones."""


def plan_of(records: Records, scheduled: Scheduled) -> tuple[Plan, list[int]]:
    """Return a project's plan and the keys of its tasks by place."""
    project = next(iter(records.rows("projects").values()))
    keys = scheduled.keys
    place = scheduled.places.__getitem__
    frame = frame_of(project, scheduled.space)
    read = task_reader(records, scheduled.space, frame.calendar, place)
    links = records.rows("links")
    return replace(
        frame,
        tasks=tuple(read(key) for key in keys),
        links=tuple(link_of(links[key], place) for key in scheduled.links),
    ), keys


def uncertain(records: Records, scheduled: Scheduled) -> Uncertain:
    """Return what is uncertain in a project."""
    plan, keys = plan_of(records, scheduled)
    tasks = records.rows("tasks")
    summaries = records.index("tasks", "parent_id")
    estimates: dict[int, Estimate] = {}
    outgrown = []
    vain = set()
    members: dict[int, list[int]] = {}
    for place, key in enumerate(keys):
        row = tasks[key]
        if key in summaries or not row["active"] or row["actual_finish"] is not None:
            vain.add(key)
            continue
        if row["risk_group_id"] is not None:
            members.setdefault(row["risk_group_id"], []).append(place)
        estimate = estimate_of(row)
        if estimate is not None:
            estimates[place] = estimate
            if not _low(row) <= row["duration"] <= _high(row):
                outgrown.append(key)
    risks, risk_keys, unhit = _risks(records, scheduled.places, vain)
    rows = records.rows("risk_groups")
    groups = [
        Correlated(tuple(places), rows[key]["correlation"] / WHOLE)
        for key, places in sorted(members.items())
        if key in rows
    ]
    return Uncertain(plan, keys, estimates, risks, risk_keys, groups, outgrown, unhit)


def estimate_of(row: Row) -> Estimate | None:
    """Return a task's estimate: three points, of which a missing one is the most likely duration,
    or the spread of its class of confidence; None where it has neither."""
    if row["optimistic"] is not None or row["pessimistic"] is not None:
        likely = row["duration"]
        return Estimate(min(_low(row), likely), likely, max(_high(row), likely))
    spread = CONFIDENCE.get(row["confidence"])
    if spread is None or row["duration"] <= 0:
        return None
    low, likely, high = (row["duration"] * factor for factor in spread)
    return Estimate(low, likely, high)


def _low(row: Row) -> int:
    low = row["optimistic"]
    return int(row["duration"] if low is None else low)


def _high(row: Row) -> int:
    high = row["pessimistic"]
    return int(row["duration"] if high is None else high)


def _risks(
    records: Records, places: Mapping[int, int], vain: set[int]
) -> tuple[list[Risk], list[int], list[int]]:
    impacts = records.rows("risk_impacts")
    by_risk = records.index("risk_impacts", "risk_id")
    found, keys, unhit = [], [], []
    rows = records.rows("risks").values()
    for row in sorted(rows, key=lambda r: (r["rank"], r["id"])):
        if not row["active"]:
            continue
        hits = []
        for key in by_risk.get(row["id"], ()):
            hit = impacts[key]
            if hit["task_id"] in vain:
                unhit.append(hit["task_id"])
            elif hit["task_id"] in places:
                hits.append(Impact(places[hit["task_id"]], hit["delay"], hit["share"] / WHOLE))
        found.append(Risk(row["probability"] / WHOLE, tuple(hits), name=row["name"]))
        keys.append(row["id"])
    return found, keys, unhit
