"""What a preview of levelling promises holds once it is applied, whatever the plan."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headway.analysis.levelling.load import Over, overallocations, uses
from headway.analysis.levelling.preview import described
from headway.analysis.levelling.problem import Project, Wishes, problem_of
from headway.analysis.levelling.search import searched
from headway.changes.state import Draft, Records
from headway.projects.derivations import Scheduled, ScheduleDerivation
from headway.projects.records import ASSIGNMENTS, LINKS, PROJECTS, TASKS
from headway.resources.records import CALENDARS, RESOURCES
from headway.scheduling.moments import from_iso, to_iso

START = from_iso("2026-03-02T09:00")[0]
DAY = 1440
WEEKDAYS = [[[540, 1020]]] * 5 + [[], []]
FOUR_DAYS = [[[540, 720], [780, 1080]]] * 4 + [[], [], []]


def _table(table: Any, *rows: dict[str, Any]) -> dict[int, dict[str, Any]]:
    return {row["id"]: table.new_row(row) for row in rows}


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Project], Records, Wishes]:
    """Draw one or two small projects that share up to three people."""
    leave = draw(st.integers(0, 15)) + START // DAY
    holiday = {"name": "Leave", "first": leave, "last": leave + 1, "intervals": []}
    calendars = _table(
        CALENDARS,
        {"id": 1, "name": "Week", "week": WEEKDAYS},
        {"id": 2, "name": "Four", "week": FOUR_DAYS},
        {"id": 3, "name": "Leave", "base_id": 1, "week": [None] * 7, "exceptions": [holiday]},
    )
    people = []
    for key in range(11, 11 + draw(st.integers(1, 3))):
        some = draw(
            st.sampled_from([None, [{"first": leave + 3, "last": leave + 6, "units": 5000}]])
        )
        people.append(
            {
                "id": key, "name": f"P{key}", "availability": some,
                "calendar_id": draw(st.sampled_from([None, 1, 2, 3])),
                "max_units": draw(st.sampled_from([5_000, 10_000, 20_000])),
            }
        )  # fmt: skip
    workspace = Records({"calendars": calendars, "resources": _table(RESOURCES, *people)})
    keys = [p["id"] for p in people]
    projects = [
        _project(draw, number, workspace, keys) for number in range(draw(st.integers(1, 2)))
    ]
    wishes = Wishes(
        START + draw(st.sampled_from([0, 2 * DAY])),
        within_float=draw(st.booleans()),
        splitting=draw(st.booleans()),
        priorities=draw(st.booleans()),
        alone=frozenset(draw(st.sets(st.integers(100, 108), max_size=1))),
    )
    return projects, workspace, wishes


def _project(draw: st.DrawFn, number: int, workspace: Records, people: list[int]) -> Project:
    first = 100 + 100 * number
    count = draw(st.integers(2, 7))
    tasks, links, assignments = [{"id": first, "number": 1, "name": "All", "rank": "a0"}], [], []
    for key in range(first + 1, first + 1 + count):
        held = draw(st.sampled_from([None, None, START + 3 * DAY]))
        tasks.append(
            {
                "id": key, "number": key, "name": f"T{key}", "rank": f"a{key}",
                "parent_id": draw(st.sampled_from([None, first])),
                "duration": draw(st.sampled_from([0, 240, 480, 960, 1500])),
                "priority": draw(st.sampled_from([500, 500, 100, 900, 1000])),
                "constraint": "asap" if held is None else "snet", "constraint_date": held,
                "levelling_delay": draw(st.sampled_from([0, 0, 0, DAY])),
                "splits": draw(st.sampled_from([None, None, [[120, 240]]])),
                "calendar_id": draw(st.sampled_from([None, None, 1])),
            }
        )  # fmt: skip
        for _ in range(draw(st.integers(0, 2))):
            assignments.append(
                {
                    "id": 1000 * (number + 1) + len(assignments), "task_id": key,
                    "resource_id": draw(st.sampled_from(people)),
                    "units": draw(st.sampled_from([5_000, 10_000])),
                }
            )  # fmt: skip
        if key > first + 1 and draw(st.booleans()):
            links.append(
                {
                    "id": 5000 * (number + 1) + len(links), "successor_id": key,
                    "predecessor_id": draw(st.integers(first + 1, key - 1)),
                    "type": draw(st.sampled_from(["FS", "SS", "FF", "SF"])),
                    "lag": draw(st.sampled_from([0, 240, -120])),
                }
            )  # fmt: skip
    row = {"id": 10 + number, "workspace_id": 1, "name": f"N{number}", "start": START,
           "calendar_id": 1}  # fmt: skip
    records = Records(
        {
            "projects": _table(PROJECTS, row),
            "tasks": _table(TASKS, *tasks),
            "links": _table(LINKS, *links),
            "assignments": _table(ASSIGNMENTS, *assignments),
        }
    )
    return Project(10 + number, records, _scheduled(records, workspace))


def _scheduled(records: Records, workspace: Records) -> Scheduled:
    return ScheduleDerivation().compute(records, workspace)


def _applied(project: Project, part: dict[str, Any] | None, workspace: Records) -> Project:
    """Write what `levelling.apply` writes."""
    if part is None:
        return project
    draft = Draft(project.records)
    for given_ in part["tasks"]:
        values = {"levelling_delay": given_["levelling_delay"]}
        if "splits" in given_:
            values["splits"] = given_["splits"] or None
        draft.update("tasks", given_["id"], values)
    records = project.records.applied(draft.inputs())
    return Project(project.key, records, _scheduled(records, workspace))


def _overs(projects: list[Project], workspace: Records, since: int) -> list[Over]:
    people = dict(workspace.rows("resources"))
    load = [u for p in projects for u in uses(p.key, p.records, p.scheduled, people)]
    return overallocations(load, people, since)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds(), st.booleans())
def test_an_applied_preview_is_what_it_said(
    world: tuple[list[Project], Records, Wishes], together: bool
) -> None:
    projects, workspace, wishes = world
    levelled, aside = (projects, []) if together else (projects[:1], projects[1:])
    people = dict(workspace.rows("resources"))
    problem = problem_of(levelled, aside, people, wishes)
    preview = searched(problem, wishes.since, 0.0)
    told = described(problem, preview, aside, people, wishes.since)
    parts = {part["project_id"]: part for part in told["checked"]}
    after = [_applied(p, parts.get(p.key), workspace) for p in levelled]
    moves = {m["task_id"]: m for m in told["moves"]}
    for before, now in zip(levelled, after, strict=True):
        for key, place in now.scheduled.places.items():
            dates = [
                int(now.scheduled.schedule.start[place]),
                int(now.scheduled.schedule.finish[place]),
            ]
            if key in moves:
                assert [to_iso(d) for d in dates] == [moves[key]["start"], moves[key]["finish"]]
            else:
                was = before.scheduled.schedule
                assert dates == [int(was.start[place]), int(was.finish[place])]
            for wanted in parts.get(now.key, {}).get("dates", []):
                if wanted["id"] == key:
                    assert dates == [wanted["start"], wanted["finish"]]
    overs = _overs([*after, *aside], workspace, wishes.since)
    mine = {p.key for p in levelled}
    left = [o for o in overs if any(project in mine for project, _ in o.tasks)]
    assert [(o["resource_id"], o["start"], o["units"]) for o in told["left"]] == [
        (o.resource, to_iso(o.start), o.units) for o in left
    ]
    for gone in told["removed"]:
        for over in left:
            assert (
                over.resource != gone["resource_id"]
                or (to_iso(over.finish) or "") <= gone["start"]
                or (to_iso(over.start) or "") >= gone["finish"]
            )
    if wishes.within_float:
        assert told["finish"] <= told["finish_before"]
    # Nothing that lies ahead goes into the past; what was chosen is delayed no further.
    since = to_iso(wishes.since)
    for move in told["moves"]:
        if move["summary"]:
            continue
        if move["task_id"] in wishes.alone or move["start_before"] < since:
            assert move["start"] <= move["start_before"]
        if move["start_before"] >= since:
            assert move["start"] >= since
