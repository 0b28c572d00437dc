"""What makes a plan uncertain, as JSON beside a project file or as fields in it. Hostile until checked.

{"spread": [0.9, 1, 1.3] | null,
 "estimates": [{"uid", "optimistic", "likely", "pessimistic", "shape": "pert"|"triangular"}],
 "risks": [{"name", "probability", "cost", "impacts": [{"uid", "minutes", "percent"}]}],
 "groups": [{"uids": [...], "correlation"}],
 "costs": {"fixed", "by_task": [{"uid", "per_minute"}]}}

Durations are minutes; tasks are named by the file's own `uid`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import orjson

from headway.exchange.document import BadFile, Document
from headway.scheduling.risk import (
    CONFIDENCE,
    DEFAULT_SPREAD,
    Correlated,
    Costs,
    Estimate,
    Impact,
    Risk,
)
from headway.words import say

WHOLE = 10_000
"""Hundredths of a percent in one."""
FIELDS = ("optimistic", "likely", "pessimistic")
_NAMES = {
    "optimistic": "optimistic", "optimistic duration": "optimistic",
    "most likely": "likely", "likely": "likely", "most likely duration": "likely",
    "pessimistic": "pessimistic", "pessimistic duration": "pessimistic",
}  # fmt: skip


@dataclass(frozen=True)
class Uncertainty:
    """What a simulation takes beside the plan, by the place of each task."""

    estimates: Mapping[int, Estimate] = field(default_factory=dict)
    spread: tuple[float, float, float] | None = DEFAULT_SPREAD
    risks: Sequence[Risk] = ()
    groups: Sequence[Correlated] = ()
    costs: Costs | None = None


def stored_estimates(document: Document) -> dict[int, Estimate]:
    """Return the three-point durations of a document's fields "Optimistic duration", "Most likely
    duration" (else the planned one) and "Pessimistic duration", where they make sense.

    A duration field holds minutes; a plain number counts as days.
    """
    found: dict[int, dict[str, float]] = {}
    for entry in document.fields:
        which = _NAMES.get(entry.name.strip().lower())
        if which is None or entry.type not in ("duration", "number"):
            continue
        unit = 1.0 if entry.type == "duration" else float(document.minutes_per_day)
        for task_id, value in entry.values.items():
            if isinstance(value, int | float) and not isinstance(value, bool):
                found.setdefault(task_id, {})[which] = value * unit
    estimates: dict[int, Estimate] = {}
    for place, task in enumerate(document.tasks):
        row = found.get(task.id, {})
        if {"optimistic", "pessimistic"} <= row.keys():
            likely = row.get("likely", float(task.duration))
            try:
                estimates[place] = Estimate(row["optimistic"], likely, row["pessimistic"])
            except ValueError:
                document.note(
                    say("the three estimates of '{task}' do not rise: left out", task=task.name)
                )
    return estimates


def own_uncertainty(document: Document) -> Uncertainty:
    """Return what a document itself says: three points, classes of confidence, risks and groups."""
    estimates = stored_estimates(document)
    members: dict[int, list[int]] = {}
    for place, task in enumerate(document.tasks):
        likely = task.duration
        low, high = task.optimistic, task.pessimistic
        if low is not None or high is not None:
            low = likely if low is None else min(low, likely)
            high = likely if high is None else max(high, likely)
            estimates.setdefault(place, Estimate(low, likely, high))
        elif task.confidence in CONFIDENCE and likely > 0:
            best, usual, worst = (factor * likely for factor in CONFIDENCE[task.confidence])
            estimates.setdefault(place, Estimate(best, usual, worst))
        if task.risk_group is not None:
            members.setdefault(task.risk_group, []).append(place)
    places = {task.id: place for place, task in enumerate(document.tasks)}
    risks = [
        Risk(
            risk.probability / WHOLE,
            tuple(
                Impact(places[key], delay, share / WHOLE)
                for key, delay, share in risk.impacts
                if key in places
            ),
            name=risk.name,
        )
        for risk in document.risks
        if risk.active
    ]
    groups = [
        Correlated(tuple(tasks), document.risk_groups[which].correlation / WHOLE)
        for which, tasks in sorted(members.items())
        if which < len(document.risk_groups)
    ]
    return Uncertainty(estimates, risks=risks, groups=groups)


def read_uncertainty(data: bytes, document: Document) -> Uncertainty:
    """Return what a JSON file says, over what the document itself says: estimates task by task,
    `risks` and `groups` as a whole.

    Raises BadFile, which names the entry that is wrong.
    """
    try:
        given = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise BadFile(say("this is not JSON: {error}", error=error)) from None
    if not isinstance(given, dict):
        raise BadFile(say("a JSON object is wanted"))
    unknown = given.keys() - {"spread", "estimates", "risks", "groups", "costs"}
    if unknown:
        raise BadFile(
            say(
                "'{unknown}' is not known: spread, estimates, risks, groups, costs are",
                unknown=min(unknown),
            )
        )
    places = {
        task.id if task.file_uid is None else task.file_uid: place
        for place, task in enumerate(document.tasks)
    }
    reader = _Reader(places)
    try:
        own = own_uncertainty(document)
        return Uncertainty(
            {**own.estimates, **reader.estimates(given)},
            reader.spread(given),
            reader.risks(given) if "risks" in given else own.risks,
            reader.groups(given) if "groups" in given else own.groups,
            reader.costs(given),
        )
    except ValueError as error:
        raise BadFile(str(error)) from None


class _Reader:
    def __init__(self, places: Mapping[int, int]) -> None:
        self.places = places

    def estimates(self, given: dict[str, Any]) -> dict[int, Estimate]:
        found = {}
        for row, where in _rows(given, "estimates"):
            low, likely, high = (_number(row, name, where) for name in FIELDS)
            shape = row.get("shape", "pert")
            if not isinstance(shape, str):
                raise ValueError(f"{where}: 'shape' must be text")
            found[self.place(row, where)] = Estimate(low, likely, high, shape)
        return found

    def spread(self, given: dict[str, Any]) -> tuple[float, float, float] | None:
        value = given.get("spread", list(DEFAULT_SPREAD))
        if value is None:
            return None
        if not isinstance(value, list) or len(value) != 3:
            raise ValueError("'spread' must be three factors, or null for none")
        low, likely, high = (_number({"spread": v}, "spread", "spread") for v in value)
        if not 0 <= low <= likely <= high <= 1000:
            raise ValueError("'spread' must rise, from at least 0 to at most 1000")
        return low, likely, high

    def risks(self, given: dict[str, Any]) -> list[Risk]:
        found = []
        for row, where in _rows(given, "risks"):
            impacts = tuple(
                Impact(
                    self.place(hit, at),
                    _number(hit, "minutes", at, 0.0),
                    _number(hit, "percent", at, 0.0) / 100,
                )
                for hit, at in _rows(row, "impacts", where)
            )
            name = str(row.get("name", where))[:200]
            chance = _number(row, "probability", where)
            found.append(Risk(chance, impacts, _number(row, "cost", where, 0.0), name))
        return found

    def groups(self, given: dict[str, Any]) -> list[Correlated]:
        found = []
        for row, where in _rows(given, "groups"):
            uids = row.get("uids")
            if not isinstance(uids, list):
                raise ValueError(f"{where}: 'uids' must be a list")
            tasks = tuple(self.place({"uid": uid}, where) for uid in uids)
            found.append(Correlated(tasks, _number(row, "correlation", where)))
        return found

    def costs(self, given: dict[str, Any]) -> Costs | None:
        value = given.get("costs")
        if value is None:
            return None
        if not isinstance(value, dict):
            raise ValueError("'costs' must be an object")
        rates = {
            self.place(row, where): _number(row, "per_minute", where)
            for row, where in _rows(value, "by_task", "costs")
        }
        return Costs(_number(value, "fixed", "costs", 0.0), rates)

    def place(self, row: dict[str, Any], where: str) -> int:
        uid = row.get("uid")
        if not isinstance(uid, int) or uid not in self.places:
            raise ValueError(f"{where}: there is no task with the uid {str(uid)[:40]}")
        return self.places[uid]


def _rows(given: dict[str, Any], name: str, within: str = "") -> list[tuple[dict[str, Any], str]]:
    """Return the objects of a list with what to call each in a message."""
    value = given.get(name, [])
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ValueError(f"{within + ': ' if within else ''}'{name}' must be a list of objects")
    return [
        (row, f"{within + ', ' if within else ''}{name} {i + 1}") for i, row in enumerate(value)
    ]


def _number(row: dict[str, Any], name: str, where: str, default: float | None = None) -> float:
    value = row.get(name, default)
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = float(value)
        if isfinite(number) and abs(number) <= 1e15:
            return number
    raise ValueError(f"{where}: '{name}' must be a number")
