"""`headway scenario`: what-if scenarios of a project here: list, create, compare, rebase, merge, drop."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from headway.cli.main import BadInput
from headway.cli.place import open_place

if TYPE_CHECKING:
    from headway.analysis.asking import Asked

ACTIONS = ("list", "create", "compare", "rebase", "merge", "drop")


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the arguments."""
    parser.add_argument("action", choices=ACTIONS, help="what to do")
    parser.add_argument("project", metavar="PROJECT", help="the project's id, key or name")
    parser.add_argument(
        "scenario", metavar="SCENARIO", nargs="*",
        help="id or name: of the new one (create), of one (rebase, merge, drop), of several (compare)",
    )  # fmt: skip
    parser.add_argument("--notes", default="", help="what a new scenario asks")
    parser.add_argument("--base", action="store_true", help="compare with what each began as, too")
    parser.add_argument(
        "--no-risk", dest="risk", action="store_false",
        help="compare without simulating: at once, also where plans are large",
    )  # fmt: skip
    parser.add_argument(
        "--take", choices=("yours", "theirs"),
        help="where both changed the same: the scenario's (yours) or the project's (theirs)",
    )  # fmt: skip
    parser.add_argument(
        "--preview", action="store_true", help="say what a merge or rebase would do, only"
    )
    parser.add_argument("--as", dest="email", metavar="EMAIL", help="the account that acts")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(given: argparse.Namespace) -> int:
    """Carry out the action and print what came of it."""
    open_place()
    from headway.analysis.asking import asked_by
    from headway.cli.export import project_of
    from headway.cli.files import acting_account

    user = acting_account(given.email)
    who = asked_by(user, project_of(user, given.project))
    if given.action not in ("list", "compare") and len(given.scenario) != 1:
        raise BadInput(f"Name one scenario to {given.action}.")
    answer = ACTS[given.action](who, given)
    if given.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        for line in WORDS[given.action](answer):
            print(line)
    return 0


def _list(who: Asked, given: argparse.Namespace) -> Any:
    from headway.analysis.scenarios.answers import item

    rows = sorted(who.records.rows("scenarios").values(), key=lambda r: -r["id"])
    return {"items": [item(who, row) for row in rows]}


def _create(who: Asked, given: argparse.Namespace) -> Any:
    answer = _send(who, "scenario.create", {"name": given.scenario[0], "notes": given.notes})
    return {"id": answer["created"]["scenarios"][0], "name": given.scenario[0]}


def _compare(who: Asked, given: argparse.Namespace) -> Any:
    from headway.analysis.scenarios.answers import chosen, compared, with_odds

    keys = [_key(who, wanted) for wanted in given.scenario]
    scenarios = chosen(who, ",".join(map(str, keys)))
    if given.risk:
        with_odds(who, scenarios, base=given.base)
    return compared(who, scenarios, base=given.base)


def _merge(who: Asked, given: argparse.Namespace) -> Any:
    from headway.changes.errors import Conflict

    key = _key(who, given.scenario[0])
    payload = {"id": key, **({"rest": given.take} if given.take else {})}
    try:
        answer = _send(who, "scenario.merge", payload, preview=given.preview)
    except Conflict as error:
        raise BadInput(_conflicts(who, key, error.detail)) from None
    dates = answer.get("results", {}).get("schedule", {})
    before = who.scheduled.schedule.project_finish
    return {
        "scenario": key,
        "merged": not given.preview,
        "changeset": answer.get("id"),
        "tasks_with_other_dates": len(dates.get("id", [])),
        "finish_before": _iso(before),
        "finish": _iso(_finish(who, answer)),
    }


def _rebase(who: Asked, given: argparse.Namespace) -> Any:
    """Bring what the project changed since into the scenario."""
    from headway.analysis.asking import asked_by
    from headway.changes.errors import Conflict

    key = _key(who, given.scenario[0])
    assert who.viewer.user_id is not None
    inside = asked_by(who.viewer.user_id, key)
    payload = {"id": key, **({"rest": given.take} if given.take else {})}
    try:
        answer = _send(who, "scenario.rebase", payload, preview=given.preview)
    except Conflict as error:
        raise BadInput(_conflicts(who, key, error.detail)) from None
    sets: list[dict[str, Any]] = answer["changesets"]
    change = next((c for c in sets if c.get("stream") == key), {})
    dates = change.get("results", {}).get("schedule", {})
    return {
        "scenario": key,
        "rebased": not given.preview,
        "changeset": answer.get("id"),
        "tasks_with_other_dates": len(dates.get("id", [])),
        "finish_before": _iso(inside.scheduled.schedule.project_finish),
        "finish": _iso(_finish(inside, change)),
    }


def _drop(who: Asked, given: argparse.Namespace) -> Any:
    key = _key(who, given.scenario[0])
    answer = _send(who, "scenario.drop", {"id": key})
    return {"scenario": key, "changeset": answer["id"]}


def _send(who: Asked, type_: str, payload: dict[str, Any], *, preview: bool = False) -> Any:
    from headway.changes import perform as door
    from headway.changes.reading import outcome_for, preview_for

    user = who.viewer.user_id
    assert user is not None
    envelope = door.Envelope(
        door.parse(type_, payload), who.state.stream, base={who.state.stream: who.state.version}
    )
    if preview:
        return preview_for(user, door.preview(envelope, user))
    return outcome_for(user, door.perform(envelope, user))


def _key(who: Asked, wanted: str) -> int:
    """Return the scenario of that id or name; raise BadInput where it is not one."""
    rows = who.records.rows("scenarios")
    if wanted.isdecimal() and int(wanted) in rows:
        return int(wanted)
    found = [k for k, r in rows.items() if r["name"].casefold() == wanted.casefold()]
    still = [k for k in found if rows[k]["state"] == "open"] or found
    if len(still) == 1:
        return still[0]
    if still:
        keys = ", ".join(map(str, sorted(still)))
        raise BadInput(f"Several scenarios are called '{wanted}': name one by id ({keys}).")
    raise BadInput(f"There is no scenario '{wanted}' in this project.")


def _conflicts(who: Asked, key: int, detail: str) -> str:
    from headway.analysis.scenarios.meeting import meeting
    from headway.analysis.scenarios.states import scenario_of

    found = meeting(who.state, who.home, scenario_of(who.state, key), who.viewer)
    lines = [detail, *_conflict_lines(found["conflicts"])]
    lines.append("Choose in the web, or give --take yours or --take theirs for all of them.")
    return "\n  ".join(lines)


def _conflict_lines(conflicts: list[dict[str, Any]]) -> Iterator[str]:
    for one in conflicts[:20]:
        if one["field"] is None:
            sides = ("deleted" if one[side] is None else "kept" for side in ("yours", "theirs"))
        else:
            sides = (str(one[side]) for side in ("yours", "theirs"))
        yours, theirs = sides
        what = f"{one['field']} of {one['name']}" if one["field"] else one["name"]
        by = f" ({one['by']})" if one["by"] else ""
        yield f"{what}: {yours} in the scenario, {theirs} in the project{by}"


def _finish(who: Asked, answer: Any) -> int | None:
    """Return when the project is done after a change."""
    dates = dict(zip(who.scheduled.keys, who.scheduled.schedule.finish.tolist(), strict=True))
    tasks = dict(who.records.rows("tasks"))
    change = answer.get("inputs", {}).get("tasks", {})
    for row in (*change.get("added", ()), *change.get("removed", ())):
        tasks[row["id"]] = row
    for update in change.get("updated", ()):
        tasks[update["id"]] = {**tasks[update["id"]], **update["after"]}
    for row in change.get("removed", ()):
        dates.pop(row["id"], None)
    schedule = answer.get("results", {}).get("schedule", {})
    dates.update(zip(schedule.get("id", ()), schedule.get("finish", ()), strict=True))
    return max((at for key, at in dates.items() if tasks[key]["active"]), default=None)


def _iso(moment: int | None) -> str | None:
    from headway.scheduling.moments import to_iso

    return to_iso(moment)


def _listed(answer: Any) -> Iterator[str]:
    if not answer["items"]:
        yield "There is no scenario yet."
    for one in answer["items"]:
        made = one["changes"]
        yield (
            f"{one['id']:>6}  {one['name']}  ({one['state']}; {made['tasks_changed']} tasks changed, "
            f"{made['tasks_added']} added, {made['tasks_removed']} removed; "
            f"{one['behind']} changes in the project since)"
        )


def _side_by_side(answer: Any) -> Iterator[str]:
    plans = answer["plans"]
    names = {"now": "now", "base": "began", "scenario": ""}
    heads = [" ".join(filter(None, (names[p["kind"]], p["name"]))) for p in plans]
    rows: list[tuple[str, list[str]]] = [
        ("finish", [_day(p["finish"]) for p in plans]),
        ("start", [_day(p["start"]) for p in plans]),
        ("80% done by", [_day((p["risk"] or {}).get("p80")) for p in plans]),
        ("work, h", [f"{p['work_minutes'] / 60:,.0f}" for p in plans]),
        ("too much, h", [f"{p['over_minutes'] / 60:,.0f}" for p in plans]),
    ]
    if "currency" in answer:
        minor = answer["minor_units"]
        label = f"cost, {answer['currency']}"
        costs = ["–" if p["cost"] is None else f"{p['cost'] / minor:,.2f}" for p in plans]
        rows.append((label, costs))
    rows += [(f"◆ {m['name']}", [_day(at) for at in m["finish"]]) for m in answer["milestones"]]
    rows += [
        (t["name"], [_span(t, place) for place in range(len(plans))])
        for t in answer["tasks"]
        if not t["milestone"]
    ]
    first = max(len(label) for label, _ in rows)
    widths = [max(len(heads[n]), *(len(cells[n]) for _, cells in rows)) for n in range(len(plans))]
    yield f"{'':{first}}  " + "  ".join(f"{h:{w}}" for h, w in zip(heads, widths, strict=True))
    for label, cells in rows:
        shown = "  ".join(f"{c:{w}}" for c, w in zip(cells, widths, strict=True))
        yield f"{label:{first}}  {shown}".rstrip()
    if answer["more_tasks"]:
        yield f"and {answer['more_tasks']} more tasks"


def _day(iso: str | None) -> str:
    return "–" if iso is None else iso[:10]


def _span(task: dict[str, Any], place: int) -> str:
    if not task["there"][place]:
        return "–"
    return f"{_day(task['start'][place])}..{_day(task['finish'][place])}"


def _merged(answer: Any) -> Iterator[str]:
    if "rebased" in answer:
        verb = "Brought up to date" if answer["rebased"] else "Would bring up to date"
    else:
        verb = "Merged" if answer["merged"] else "Would merge"
    yield (
        f"{verb}: {answer['tasks_with_other_dates']} tasks get other dates; "
        f"the finish goes from {_day(answer['finish_before'])} to {_day(answer['finish'])}."
    )


def _created(answer: Any) -> Iterator[str]:
    yield f"Scenario {answer['id']}: {answer['name']}."


def _dropped(answer: Any) -> Iterator[str]:
    yield f"Scenario {answer['scenario']} was dropped."


ACTS = {
    "list": _list,
    "create": _create,
    "compare": _compare,
    "merge": _merge,
    "rebase": _rebase,
    "drop": _drop,
}
WORDS = {
    "list": _listed,
    "create": _created,
    "compare": _side_by_side,
    "merge": _merged,
    "rebase": _merged,
    "drop": _dropped,
}
