"""The plan check of a live project: its rows as facts, and the checks as they go out. Pure."""

from __future__ import annotations

from typing import Any

from headway.changes.state import Records
from headway.projects.derivations import Scheduled
from headway.projects.why import names_of
from headway.resources.capacity import steps
from headway.scheduling.load import Span, overloads
from headway.scheduling.plan_check import Check, Facts, Overload, check_plan, counted, plain


def facts_of(
    records: Records, result: Scheduled, status: int, *, costs: bool = False, number: int = 0
) -> Facts:
    """Return what the plan check is told of a project; typed costs count as load only with
    `costs`. `number` is that of the baseline compared with."""
    rows = [records.rows("tasks")[key] for key in result.keys]
    workspace = result.workspace
    names = names_of(records, result)
    resources = workspace.rows("resources")
    owners = dict.fromkeys(result.keys, 0)
    loaded = {row["id"]: bool(row["work"]) for row in rows}
    for row in records.rows("assignments").values():
        loaded[row["task_id"]] = True
        resource = resources.get(row["resource_id"])
        if resource is not None and resource["kind"] == "work":
            owners[row["task_id"]] += 1
    if costs:
        for row in records.rows("task_costs").values():
            loaded[row["task_id"]] = loaded[row["task_id"]] or bool(row["fixed_cost"])
    saved = _baseline(records, number)
    return Facts(
        plan=result.columns_,
        result=result.schedule,
        names=[row["name"] for row in rows],
        status=status,
        milestone=[row["milestone"] for row in rows],
        estimated=[row["estimated"] for row in rows],
        loaded=[loaded[key] for key in result.keys],
        owners=[owners[key] for key in result.keys],
        baseline_start=[saved.get(key, {}).get("start") for key in result.keys],
        baseline_finish=[saved.get(key, {}).get("finish") for key in result.keys],
        baseline_duration=[saved.get(key, {}).get("duration") for key in result.keys],
        lags=[names.lag(place) for place in range(len(result.links))],
        overloads=_overloads(records, result, status),
        minutes_per_day=names.minutes_per_day,
    )


def _baseline(records: Records, number: int) -> dict[int, dict[str, Any]]:
    keys = [k for k, row in records.rows("baselines").items() if row["number"] == number]
    if not keys:
        return {}
    rows = records.rows("baseline_tasks")
    at = records.index("baseline_tasks", "baseline_id").get(keys[0], ())
    return {rows[k]["task_id"]: rows[k] for k in at}


def _overloads(records: Records, result: Scheduled, status: int) -> list[Overload]:
    """Return who is asked for more than he has from the status date on."""
    spans: dict[int, list[Span]] = {}
    order, schedule = result.columns_.topology, result.schedule
    for row in records.rows("assignments").values():
        place = result.places.get(row["task_id"])
        if place is None or order.summary[place] or not result.columns_.tasks.active[place]:
            continue
        start, finish = max(int(schedule.start[place]), status), int(schedule.finish[place])
        if finish > start and schedule.percent_complete[place] < 100:
            spans.setdefault(row["resource_id"], []).append((start, finish, row["units"], place))
    found: list[Overload] = []
    for key, asked in sorted(spans.items()):
        resource = result.workspace.rows("resources").get(key)
        if resource is None or resource["kind"] != "work":
            continue
        (_, usual), *changes = steps(resource)
        found += overloads(resource["name"], asked, usual, changes)
    return found


def described(checks: list[Check], result: Scheduled, records: Records) -> dict[str, Any]:
    """Return checks as programs read them, tasks by key."""
    rows = records.rows("tasks")
    items = []
    for check in checks:
        findings = []
        for finding in check.findings:
            key = result.keys[finding.task]
            findings.append({"task_id": key, "name": rows[key]["name"], "text": finding.text})
        items.append({**plain(check), "findings": findings})
    return {"items": items, **counted(checks)}


def plan_check(
    records: Records, result: Scheduled, status: int, *, costs: bool, number: int = 0
) -> dict[str, Any]:
    """Return the plan check of a project at a status date."""
    facts = facts_of(records, result, status, costs=costs, number=number)
    return described(check_plan(facts), result, records)
