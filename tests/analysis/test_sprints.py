"""Sprints over the history: what was committed, burned, added, removed and carried over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.access.models import User
from headway.access.tokens import new_token
from headway.analysis.flow_history import steps
from headway.analysis.sprints import kept
from headway.analysis.sprints.burn import burn
from headway.analysis.sprints.history import Run, remaining, told, total
from headway.analysis.sprints.report import report, velocity
from headway.changes.models import Changeset
from headway.changes.perform import Envelope, parse, perform
from tests.line.world import World, at, build, send

DAY = 1440
MON = 102 * 7 * DAY - 3 * DAY
"""A Monday, at midnight."""
TODO, DOING, DONE = 1, 2, 3
COLUMNS = [
    {"id": TODO, "name": "To do", "category": "todo", "rank": "a0"},
    {"id": DOING, "name": "Doing", "category": "doing", "rank": "a1"},
    {"id": DONE, "name": "Done", "category": "done", "rank": "a2"},
]
SPRINT = {
    "id": 50, "name": "Sprint 1", "goal": "", "start": MON, "finish": MON + 5 * DAY,
    "state": "planned", "completed_at": "",
}  # fmt: skip


def task(key: int, points: int | None, **more: Any) -> dict[str, Any]:
    return {
        "id": key, "name": f"T{key}", "number": key, "parent_id": None, "status_id": None,
        "percent_complete": 0, "actual_start": None, "active": True, "work": None, "duration": 480,
        "story_points": None if points is None else points * 100, **more,
    }  # fmt: skip


def added(**tables: list[dict[str, Any]]) -> dict[str, Any]:
    return {n: {"added": rows, "updated": [], "removed": []} for n, rows in tables.items()}


def put(table: str, key: int, **after: Any) -> dict[str, Any]:
    update = {"id": key, "before": {}, "after": after}
    return {table: {"added": [], "updated": [update], "removed": []}}


def item(key: int, sprint: int = 50) -> dict[str, Any]:
    return {"id": 100 + key, "task_id": key, "sprint_id": sprint}


def gone(key: int) -> dict[str, Any]:
    return {"sprint_items": {"added": [], "updated": [], "removed": [item(key)]}}


def worked(start: int, finish: int) -> int:
    """Monday to Friday, all day."""
    days = range(start // DAY, finish // DAY)
    return sum(DAY for day in days if (day - MON // DAY) % 7 < 5)


BEGUN = [
    (MON - DAY, added(
        statuses=COLUMNS, sprints=[SPRINT],
        tasks=[task(11, 5), task(12, 3), task(13, None), task(14, 8)],
        sprint_items=[item(11), item(12), item(13)],
    )),
    (MON + 60, put("sprints", 50, state="active")),
]  # fmt: skip
STORY = [
    *BEGUN,
    (MON + DAY + 60, put("tasks", 12, status_id=DONE)),
    (MON + 2 * DAY + 60, added(sprint_items=[item(14)])),
    (MON + 2 * DAY + 90, gone(13)),
    (MON + 3 * DAY + 60, put("tasks", 11, story_points=800)),
    (MON + 4 * DAY + 60, put("tasks", 14, status_id=DONE)),
]
OVER = (MON + 5 * DAY - 60, {**put("sprints", 50, state="complete"), **gone(11)})


def by_measure(run: Run, measure: str, now: int) -> list[tuple[float, float]]:
    found = burn(run, SPRINT, measure, now, worked)
    return [(day["remaining"], day["scope"]) for day in found["days"]]


def test_a_burndown_tells_what_remains_and_how_the_scope_moved() -> None:
    (run,) = told(STORY).values()
    assert by_measure(run, "points", MON + 4 * DAY + 120) == [
        (8, 8), (8, 8), (5, 8), (13, 16), (16, 19), (8, 19),
    ]  # fmt: skip
    assert by_measure(run, "items", MON + 4 * DAY + 120) == [
        (3, 3), (3, 3), (2, 3), (2, 3), (2, 3), (1, 3),
    ]  # fmt: skip
    # Nobody is on the items: each is a day of eight hours.
    assert [left for left, _ in by_measure(run, "hours", MON + DAY + 120)] == [24, 24, 16]
    ideal = burn(run, SPRINT, "points", MON + DAY, worked)["ideal"]
    assert [one["value"] for one in ideal] == [8, 6.4, 4.8, 3.2, 1.6, 0]


def test_a_burndown_says_by_day_what_came_left_and_was_estimated_anew() -> None:
    (run,) = told(STORY).values()
    found = burn(run, SPRINT, "points", MON + 5 * DAY, worked)
    # The unestimated item that left on the day on which eight points came is no change in points.
    assert [tuple(one.values())[1:] for one in found["scope"]] == [(8, 0, 0), (0, 0, 3)]
    texts = str(found["charts"]["burndown"]["layer"])
    assert "+8 added" in texts
    assert "+3 estimated anew" in texts
    items = burn(run, SPRINT, "items", MON + 5 * DAY, worked)["scope"]
    assert [(one["added"], one["removed"]) for one in items] == [(1, 1)]
    (calm,) = told(BEGUN).values()
    assert burn(calm, SPRINT, "points", MON + 2 * DAY, worked)["scope"] == []


def test_days_off_are_flat_in_the_ideal_line() -> None:
    long = {**SPRINT, "finish": MON + 12 * DAY}
    run = next(iter(told(BEGUN).values()))
    ideal = [one["value"] for one in burn(run, long, "points", MON + DAY, worked)["ideal"]]
    assert ideal[5:8] == [ideal[5]] * 3
    assert ideal[4] > ideal[5] > ideal[8]
    assert ideal[-1] == 0


def test_the_report_says_what_was_committed_added_removed_done_and_carried_over() -> None:
    runs = told([*STORY, OVER])
    rows = {key: task(key, 1) for key in (11, 12, 13, 14)}
    found = report(runs[50], rows, {50: SPRINT})
    names = {part: [one["name"] for one in found[part]] for part in ("completed", "not_completed")}
    assert names == {"completed": ["T12", "T14"], "not_completed": ["T11"]}
    assert [one["name"] for one in found["removed"]] == ["T13"]
    assert [one["added"] for one in found["completed"]] == [False, True]
    assert (found["not_completed"][0]["points_before"], found["not_completed"][0]["points"]) == (
        5,
        8,
    )
    points = {name: amounts["points"] for name, amounts in found["totals"].items()}
    assert points == {
        "committed": 8, "completed": 11, "not_completed": 8, "added": 8, "removed": 0,
    }  # fmt: skip
    shown = velocity(runs, {50: SPRINT})
    assert (shown["average"]["points"], shown["average"]["items"]) == (11, 2)
    assert shown["charts"]["points"]["data"]["values"][0]["value"] == 8


def test_a_start_and_a_completion_that_were_undone_never_were() -> None:
    back = {**put("sprints", 50, state="active"), **added(sprint_items=[item(11)])}
    runs = told([*STORY, OVER, (OVER[0] + 30, back)])
    assert runs[50].ended is None
    assert sorted(runs[50].last) == [11, 12, 14]
    assert velocity(runs, {50: SPRINT})["sprints"] == []
    assert told([*BEGUN, (MON + 90, put("sprints", 50, state="planned"))]) == {}


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(11, 14), st.sampled_from("idopr"), st.integers(0, 900)), max_size=25
    )
)
def test_scope_is_always_what_remains_and_what_is_done(moves: list[tuple[int, str, int]]) -> None:
    inside = {11, 12, 13}
    steps = list(BEGUN)
    for place, (key, what, minutes) in enumerate(moves):
        when = MON + 120 + place * 200 + minutes // 9
        if what == "i" and key not in inside:
            inside.add(key)
            steps.append((when, added(sprint_items=[item(key)])))
        elif what == "o" and key in inside:
            inside.discard(key)
            steps.append((when, gone(key)))
        elif what in "dr":
            steps.append((when, put("tasks", key, status_id=DONE if what == "d" else TODO)))
        elif what == "p":
            steps.append((when, put("tasks", key, story_points=minutes)))
    (run,) = told(steps).values()
    assert set(run.last) == inside
    for moment, sample in run.samples:
        assert run.at(moment) == sample or moment in [m for m, _ in run.samples if m == moment]
        for measure in ("points", "items", "hours"):
            assert 0 <= remaining(sample, measure) <= total(sample, measure)


@pytest.fixture
def world(db: None) -> World:
    """A workspace with one person a role and a project in which a sprint runs."""
    return build()


def ask(w: World, role: str, path: str, status: int = 200) -> Any:
    _, secret = new_token(User.objects.get(pk=w.users[role]))
    answer = Client(headers={"Authorization": f"Bearer {secret}"}).get(
        f"/api/v1/projects/{w.project}/{path}"
    )
    assert answer.status_code == status, answer.content
    return answer.json()


def say(w: World, moment: datetime, type_: str, **payload: Any) -> None:
    perform(Envelope(parse(type_, payload), w.project, uuid4(), {}, at=moment), w.users["member"])


def plan(w: World, type_: str, **payload: Any) -> dict[str, Any]:
    return send(w.users["member"], w.project, type_, payload)


def test_a_sprint_burns_down_in_the_zone_of_the_plan(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = world.tasks
    # The history of the small world begins now: the sprint begins on a Monday to come.
    today = datetime.now(UTC).date()
    monday = today + timedelta(days=14 - today.weekday())
    first = at(f"{monday.isoformat()}T00:00")
    monkeypatch.setattr("headway.analysis.sprints.live.now_in", lambda *_: first + 20 * DAY)

    def on(day: int, hour: int = 13) -> datetime:
        """Return an instant by days of the sprint: 13:00 in Greenwich is after midnight there."""
        return datetime(monday.year, monday.month, monday.day, hour, tzinfo=UTC) + timedelta(
            days=day
        )

    plan(world, "project.update", fields={"zone": "Pacific/Auckland"})
    for name, points in (("Plan", 300), ("Cable", 500), ("Test", 200)):
        plan(world, "task.update", id=tasks[name], fields={"story_points": points})
    fields = {"name": "Sprint 9", "start": first, "finish": first + 12 * DAY}
    key = plan(world, "sprint.create", fields=fields)["created"]["sprints"][0]
    plan(world, "backlog.move", ids=[tasks["Plan"], tasks["Cable"]], sprint_id=key)
    refused = ask(world, "viewer", f"sprints/{key}", 404)
    assert refused["detail"] == "'Sprint 9' has not been started."
    say(world, on(-1), "sprint.start", id=key)
    # There it is Wednesday already.
    say(world, on(1), "card.move", ids=[tasks["Plan"]], status_id=world.status("Done"))
    say(world, on(3), "backlog.move", ids=[tasks["Test"]], sprint_id=key)
    say(world, on(10, 2), "sprint.complete", id=key)
    found = ask(world, "viewer", f"sprints/{key}?measure=points")
    day_of = {(at(day["at"]) - first) / DAY: day["remaining"] for day in found["days"]}
    assert (day_of[2], day_of[3], day_of[5]) == (8, 5, 7)
    assert found["report"]["totals"]["completed"] == {"points": 3, "items": 1, "hours": 16}
    assert [one["name"] for one in found["report"]["not_completed"]] == ["Cable", "Test"]
    shown = ask(world, "viewer", "sprints")
    assert shown["velocity"]["average"] == {"points": 3, "items": 1, "hours": 16}
    assert {one["name"]: one["state"] for one in shown["items"]}["Sprint 9"] == "complete"
    ask(world, "guest", "sprints", 403)


def test_capacity_is_that_of_the_plan(world: World) -> None:
    """Ana is on Plan alone, Ben on Mount: each has two weeks of forty hours, less what is elsewhere."""
    leave = {"id": world.resources["Ben"], "add": [{"first": at("2026-03-16T00:00") // DAY, "last": at("2026-03-17T00:00") // DAY}], "remove": []}  # fmt: skip
    send(world.users["manager"], world.workspace, "resource.leave", leave)
    found = {one["sprint_id"]: one for one in ask(world, "viewer", "sprints/capacity")["items"]}
    mount = found[world.sprint]
    assert mount["nobody"] == 4800
    (ben,) = mount["people"]
    assert (ben["name"], ben["work"], ben["capacity"]) == ("Ben", 1440, 8 * 480)
    # The sprint under way is over by its days: nothing is left of it.
    assert [one["capacity"] for one in found[world.running]["people"]] == [0]
    # Who is there half of the time has half of it, as in the plan.
    half = {"id": world.resources["Ben"], "fields": {"max_units": 5000}}
    send(world.users["manager"], world.workspace, "resource.update", half)
    again = {one["sprint_id"]: one for one in ask(world, "viewer", "sprints/capacity")["items"]}
    assert [one["capacity"] for one in again[world.sprint]["people"]] == [8 * 240]
    # Another task of the plan on the same days takes from what he has.
    ids = {"id": world.tasks["Test"], "resources": [{"name": "Ben"}]}
    send(world.users["member"], world.project, "task.assign", ids)
    pinned = {"id": world.tasks["Test"], "start": at("2026-03-18T09:00")}
    send(world.users["member"], world.project, "task.reschedule", pinned)
    again = {one["sprint_id"]: one for one in ask(world, "viewer", "sprints/capacity")["items"]}
    assert [one["others"] for one in again[world.sprint]["people"]] == [480]


def test_a_release_counts_its_items_and_what_stands_before_them(world: World) -> None:
    (found,) = ask(world, "viewer", "releases")["items"]
    assert (found["name"], found["items"], found["done"], found["unestimated"]) == ("1.0", 2, 0, 2)
    # Sprint 1 (Plan, Cable), then Sprint 2 (Mount, Aside): Cable stands before Mount.
    assert (found["ahead"], found["unlisted"]) == (1, 0)
    assert (found["throughput"], found["velocity"]) == (None, None)
    now = datetime.now(UTC)
    for name, days in (("Plan", 9), ("Cable", 3)):
        done = {"ids": [world.tasks[name]], "status_id": world.status("Done")}
        command = parse("card.move", done)
        perform(
            Envelope(command, world.project, uuid4(), {}, at=now - timedelta(days=days)),
            world.users["member"],
        )
    (found,) = ask(world, "viewer", "releases")["items"]
    assert (found["done"], found["ahead"]) == (1, 0)
    assert found["throughput"]["p50"] <= found["throughput"]["p85"]


def test_a_second_look_goes_on_where_the_first_one_ended(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []

    def counted(*args: Any, **more: Any) -> Any:
        for step in steps(*args, **more):
            read.append(step[0])
            yield step

    monkeypatch.setattr(kept, "steps", counted)
    for column in ("Doing", "Done", "To do"):
        ids = [world.tasks["Plan"]]
        moved = plan(world, "card.move", ids=ids, status_id=world.status(column))
        version = moved["changesets"][0]["version"]
        read.clear()
        found = kept.runs_of(world.project, version, "UTC")
        assert found == told(steps(world.project, version, "UTC"))
        assert len(read) == (version if column == "Doing" else 1)
        # What is given out is the reader's own.
        found[world.running].samples.clear()
    read.clear()
    assert kept.runs_of(world.project, version, "UTC")[world.running].samples
    assert not read
    # What was kept of another history under the same number is not gone on from.
    Changeset.objects.filter(stream_id=world.project, version=version).update(change_id=uuid4())
    assert kept.runs_of(world.project, version, "UTC") == told(steps(world.project, version, "UTC"))
    assert len(read) == version
