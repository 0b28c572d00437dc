"""Tracking through HTTP: baselines, variances, lists, moved work, scope; worked by hand.

1 December 2026 is a Tuesday; a day has eight hours from 9 to 17 (or as the calendar says).
"""

from __future__ import annotations

from typing import Any

import pytest

from headway.analysis.tracking_told import told
from headway.changes import cache
from tests.projects_api.helpers import Person, Place

DAY = 480


def send(person: Person, project: int, type_: str, /, **payload: Any) -> Any:
    body = {"type": type_, "stream": project, "payload": payload}
    return person.post("/commands", body)


def done(person: Person, project: int, type_: str, /, **payload: Any) -> dict[str, Any]:
    answer = send(person, project, type_, **payload)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def track(person: Person, project: int, **query: Any) -> dict[str, Any]:
    answer = person.get(f"/projects/{project}/tracking", **{"every": True, **query})
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def one(found: dict[str, Any], key: int) -> dict[str, Any]:
    return next(task for task in found["tasks"] if task["id"] == key)


def scope(person: Person, project: int) -> dict[str, Any]:
    answer = person.get(f"/projects/{project}/scope")
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


@pytest.fixture
def plan(place: Place) -> dict[str, int]:
    """Dig (2d, Ann) and Pour (3d) one after the other, with a baseline of both."""
    project = place.project(start="2026-12-01")
    dig = place.task(project, "Dig", duration="2d", assignees=["Ann"])
    pour = place.task(project, "Pour", duration="3d", predecessors=[{"task_id": dig}])
    done(place.owner, project, "baseline.set", number=0, name="Signed")
    return {"project": project, "dig": dig, "pour": pour}


def status(place: Place, project: int, date: str) -> None:
    answer = place.owner.patch(f"/projects/{project}", {"status_date": date})
    assert answer.status_code == 200, answer.content


def test_a_slip_is_told_in_working_minutes(place: Place, plan: dict[str, int]) -> None:
    project = plan["project"]
    place.owner.patch(f"/tasks/{plan['dig']}", {"duration": "4d"})
    found = track(place.viewer, project)
    dig, pour = one(found, plan["dig"]), one(found, plan["pour"])
    assert dig["variance"] == {
        "start_minutes": 0, "finish_minutes": 2 * DAY, "duration_minutes": 2 * DAY,
        "work_minutes": 2 * DAY, "cost": None,
    }  # fmt: skip
    assert (pour["variance"]["start_minutes"], pour["variance"]["duration_minutes"]) == (2 * DAY, 0)
    assert pour["baseline"]["finish"] == "2026-12-07T17:00:00"
    assert found["slipping"] == [plan["dig"], plan["pour"]]
    assert found["totals"]["finish_minutes"] == 2 * DAY
    assert found["baseline"]["name"] == "Signed"


def test_without_a_baseline_there_is_nothing_to_differ_from(place: Place) -> None:
    project = place.project()
    place.task(project, "Dig", duration="2d")
    found = track(place.viewer, project)
    assert found["baseline"] is None
    assert found["tasks"][0]["variance"] is None
    assert found["slipping"] == found["missing"] == []


def test_what_is_as_planned_is_told_of_when_asked(place: Place, plan: dict[str, int]) -> None:
    place.owner.patch(f"/tasks/{plan['pour']}", {"duration": "4d"})
    found = track(place.viewer, plan["project"], every=False)
    assert [task["id"] for task in found["tasks"]] == [plan["pour"]]
    assert len(track(place.viewer, plan["project"])["tasks"]) == 2


def test_a_large_plan_is_told_in_parts(place: Place, plan: dict[str, int]) -> None:
    project = plan["project"]
    lines = [{"name": f"T{n}", "level": 0, "duration": 480} for n in range(230)]
    done(place.owner, project, "outline.insert", tasks=lines)
    done(place.owner, project, "baseline.set", number=0)
    place.owner.patch(f"/tasks/{plan['dig']}", {"duration": "4d"})
    status(place, project, "2027-06-01")
    found = track(place.viewer, project)
    assert (len(found["tasks"]), found["count"]) == (200, 232)
    rest = track(place.viewer, project, offset=200, limit=1000)
    assert len(rest["tasks"]) == 32
    keys = [task["id"] for task in found["tasks"] + rest["tasks"]]
    assert len(set(keys)) == 232
    assert rest["totals"] == found["totals"]
    # Every list names all of its tasks; those that come first are told of.
    assert len(found["late"]) > 200
    told_of = {task["id"] for task in found["listed"]}
    assert told_of >= {one["id"] for one in found["late"][:100]}
    assert len(told_of) <= 6 * 100
    differing = track(place.viewer, project, every=False)
    assert {task["id"] for task in differing["tasks"]} == {plan["dig"], plan["pour"]}
    assert differing["count"] == 2
    for name, bad in (("offset", -1), ("limit", 1001)):
        answer = place.viewer.get(f"/projects/{project}/tracking", **{name: bad})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == name


def test_late_follows_the_status_date(place: Place, plan: dict[str, int]) -> None:
    project = plan["project"]
    status(place, project, "2026-12-03T09:00")
    found = track(place.viewer, project)
    assert found["late"] == [
        {"id": plan["dig"], "end": "finish", "minutes": found["late"][0]["minutes"]}
    ]
    assert found["left_behind"] == [plan["dig"]]
    assert not found["follows_today"]
    place.owner.patch(f"/tasks/{plan['dig']}", {"percent_complete": 100})
    found = track(place.viewer, project)
    assert found["late"] == found["left_behind"] == []


def test_a_project_that_follows_today_says_so(place: Place, plan: dict[str, int]) -> None:
    found = track(place.viewer, plan["project"])
    assert found["follows_today"]
    assert found["status_date"] > "2026-01-01"


def test_nearly_critical_has_a_limit_to_choose(place: Place, plan: dict[str, int]) -> None:
    project = plan["project"]
    aside = place.task(project, "Aside", duration="3d")
    assert track(place.viewer, project)["nearly_critical"] == [aside]
    assert track(place.viewer, project, float_limit=DAY)["nearly_critical"] == []
    assert track(place.viewer, project)["missing"] == [aside]
    answer = place.viewer.get(f"/projects/{project}/tracking", float_limit=-1)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "float_limit"


def test_finished_before_its_baseline(place: Place, plan: dict[str, int]) -> None:
    place.owner.patch(
        f"/tasks/{plan['dig']}",
        {"actual_start": "2026-12-01T09:00", "actual_finish": "2026-12-01T17:00"},
    )
    assert track(place.viewer, plan["project"])["finished_early"] == [plan["dig"]]


def test_unfinished_work_moves_as_previewed_and_back(place: Place, plan: dict[str, int]) -> None:
    project = plan["project"]
    status(place, project, "2026-12-07T09:00")
    place.owner.patch(f"/tasks/{plan['dig']}", {"percent_complete": 50})
    before = place.tasks(project)
    command = {"type": "progress.move_unfinished", "payload": {"at": _moment("2026-12-07T09:00")}}
    preview = place.member.post(f"/projects/{project}/preview", {"commands": [command]}).json()
    assert place.tasks(project) == before
    answer = done(place.member, project, command["type"], **command["payload"])  # type: ignore[arg-type]
    assert answer["results"] == preview["results"]
    after = place.tasks(project)
    assert after["Dig"]["start"] == "2026-12-01T09:00:00"
    assert after["Dig"]["finish"] == "2026-12-07T17:00:00"
    assert after["Pour"]["start"] == "2026-12-08T09:00:00"
    assert after["Pour"]["constraint"] == "asap", "what it waits for carries it there"
    assert [n["code"] for n in answer["notes"]] == ["rests"]
    assert track(place.viewer, project)["left_behind"] == []
    again = send(place.member, project, command["type"], **command["payload"])  # type: ignore[arg-type]
    assert again.status_code == 422
    assert place.member.post(f"/changesets/{answer['id']}/undo").status_code == 200
    assert place.tasks(project) == before


def test_what_has_not_started_is_pinned_and_said(place: Place, plan: dict[str, int]) -> None:
    project = plan["project"]
    answer = done(place.member, project, "progress.move_unfinished", at=_moment("2026-12-07T09:00"))
    assert place.tasks(project)["Dig"]["constraint"] == "snet"
    assert [(n["code"], n["id"]) for n in answer["notes"]] == [("constraint_set", plan["dig"])]
    assert "7 Dec 2026" in answer["notes"][0]["text"]


def test_the_status_date_is_where_work_moves_to(place: Place, plan: dict[str, int]) -> None:
    status(place, plan["project"], "2026-12-04T17:00")
    done(place.member, plan["project"], "progress.move_unfinished")
    assert place.tasks(plan["project"])["Dig"]["start"] == "2026-12-07T09:00:00"


def test_chosen_tasks_are_saved_and_summaries_rolled_up(place: Place) -> None:
    project = place.project(start="2026-12-01")
    top = place.task(project, "Build")
    dig = place.task(project, "Dig", duration="2d", parent_id=top)
    pour = place.task(project, "Pour", duration="2d", parent_id=top)
    done(place.owner, project, "baseline.set", number=1)
    place.owner.patch(f"/tasks/{dig}", {"duration": "5d"})
    place.owner.patch(f"/tasks/{pour}", {"duration": "4d"})
    done(place.owner, project, "baseline.set", number=1, ids=[dig], roll_up=False)
    found = track(place.viewer, project, baseline=1)
    assert one(found, dig)["variance"]["finish_minutes"] == 0
    assert one(found, pour)["variance"]["finish_minutes"] == 2 * DAY
    assert one(found, top)["variance"]["finish_minutes"] == 3 * DAY
    done(place.owner, project, "baseline.set", number=1, ids=[dig])
    assert one(track(place.viewer, project, baseline=1), top)["variance"]["finish_minutes"] == 0


def test_why_tells_the_slip_against_the_chosen_baseline(place: Place, plan: dict[str, int]) -> None:
    project = plan["project"]
    place.owner.patch(f"/tasks/{plan['dig']}", {"duration": "4d"})
    done(place.owner, project, "baseline.set", number=1)

    def slip(path: str, baseline: int) -> int:
        return int(place.viewer.get(path, baseline=baseline).json()["slip"]["minutes"])

    for path in (f"/projects/{project}/why", f"/tasks/{plan['pour']}/why"):
        assert slip(path, 0) == 2 * DAY
        assert slip(path, 1) == 0
        assert place.viewer.get(path, baseline=7).json()["slip"] is None


def test_eleven_baselines_with_names(place: Place, plan: dict[str, int]) -> None:
    project = plan["project"]
    for number in range(1, 11):
        done(place.member, project, "baseline.set", number=number, name=f"No. {number}")
    done(place.member, project, "baseline.rename", number=10, name="Last")
    assert [b["name"] for b in track(place.viewer, project)["baselines"]][-2:] == ["No. 9", "Last"]
    assert send(place.member, project, "baseline.set", number=11).status_code == 422
    done(place.member, project, "baseline.set", number=10)
    assert track(place.viewer, project)["baselines"][10]["name"] == "Last", "the name stays"


def _priced(place: Place, project: int) -> None:
    people = place.owner.get(f"/workspaces/{place.workspace}/snapshot").json()["tables"][
        "resources"
    ]
    rate = {"resource_id": people["id"][0], "standard": 100_000_000}
    answer = place.owner.post(
        "/commands", {"type": "rate.set", "stream": place.workspace, "payload": {"fields": rate}}
    )
    assert answer.status_code == 200, answer.content


def test_costs_are_saved_by_anyone_and_seen_by_few(place: Place, plan: dict[str, int]) -> None:
    project = plan["project"]
    _priced(place, project)
    answer = done(place.member, project, "baseline.set", number=0)
    assert "baseline_costs" not in answer["inputs"]
    place.owner.patch(f"/tasks/{plan['dig']}", {"duration": "3d"})
    dig = one(track(place.owner, project), plan["dig"])
    assert (dig["cost"], dig["baseline"]["cost"], dig["variance"]["cost"]) == (
        240_000,
        160_000,
        80_000,
    )
    assert track(place.owner, project)["currency"] == "EUR"
    for person in (place.member, place.viewer):
        found = track(person, project)
        assert found["currency"] is None
        assert one(found, plan["dig"])["cost"] is None
        assert one(found, plan["dig"])["variance"]["cost"] is None
        assert one(found, plan["dig"])["baseline"]["cost"] is None
    assert place.member.post(f"/changesets/{answer['id']}/undo").status_code == 200
    # A few tasks alone are saved by a member, too, with what they cost.
    done(place.member, project, "baseline.set", number=0, ids=[plan["dig"]])
    assert one(track(place.owner, project), plan["dig"])["variance"]["cost"] == 0


def test_work_done_is_spread_and_moves_nothing(place: Place, plan: dict[str, int]) -> None:
    project = plan["project"]
    done(
        place.member,
        project,
        "task.assign",
        id=plan["dig"],
        resources=[{"name": "Ann"}, {"name": "Ben"}],
    )
    before = place.tasks(project)["Dig"]["finish"]
    done(place.member, project, "task.work_done", id=plan["dig"], actual_work=301)
    found = one(track(place.viewer, project), plan["dig"])
    assert found["actual_work_minutes"] == 301
    assert found["remaining_work_minutes"] == found["work_minutes"] - 301
    assert place.tasks(project)["Dig"]["finish"] == before
    done(place.member, project, "task.work_done", id=plan["dig"], remaining_work=99)
    assert one(track(place.viewer, project), plan["dig"])["work_minutes"] == 400
    done(place.member, project, "task.work_done", id=plan["dig"], actual_work=None)
    assert one(track(place.viewer, project), plan["dig"])["actual_work_minutes"] == 0
    nobody = send(place.member, project, "task.work_done", id=plan["pour"], actual_work=5)
    assert nobody.status_code == 422
    assert nobody.json()["errors"][0]["field"] == "actual_work"


def test_actual_and_remaining_duration_are_the_length(place: Place, plan: dict[str, int]) -> None:
    project, dig = plan["project"], plan["dig"]
    done(place.member, project, "task.progress", id=dig, actual_duration=360)
    task = place.tasks(project)["Dig"]
    assert (task["percent_complete"], task["remaining_duration_minutes"]) == (38, 600)
    assert task["duration_minutes"] == 960
    done(place.member, project, "task.progress", id=dig, remaining_duration=840)
    task = place.tasks(project)["Dig"]
    assert (task["percent_complete"], task["duration_minutes"]) == (30, 1200)
    done(place.member, project, "task.progress", id=dig, actual_duration=1300)
    task = place.tasks(project)["Dig"]
    assert (task["percent_complete"], task["duration_minutes"]) == (100, 1300)
    wrong = send(place.member, project, "task.progress", id=dig, actual_duration=-1)
    assert wrong.json()["errors"][0]["field"] == "actual_duration"


def test_scope_names_who_added_what_and_what_was_approved(
    place: Place, plan: dict[str, int]
) -> None:
    project = plan["project"]
    extra = place.member.post(f"/projects/{project}/tasks", {"name": "Paint", "duration": "1d"})
    added = extra.json()["created"]["tasks"][0]
    done(
        place.member,
        project,
        "task.update",
        id=plan["pour"],
        fields={"story_points": 300, "deliverable": True},
    )
    place.owner.patch(f"/tasks/{plan['dig']}", {"duration": "3d"})
    found = scope(place.viewer, project)
    told = [
        (c["by"], i["kind"], i["name"], i["before"], i["after"])
        for c in found["items"]
        for i in c["items"]
    ]
    assert told == [
        ("Olga Owner", "work", "Dig", 960, 1440),
        ("Max Member", "points", "Pour", 0, 300),
        ("Max Member", "deliverables", "Pour", 0, 1),
        ("Max Member", "tasks", "Paint", 0, 1),
        ("Max Member", "duration", "Paint", 0, 480),
    ]
    assert found["totals"]["work"] == {"added": 480, "removed": 0}
    assert found["items"][-1]["items"][0]["task_id"] == added
    change = found["items"][-1]["change_id"]
    refused = send(place.member, project, "scope.approve", change_id=change, reference="CR-7")
    assert refused.status_code == 403
    done(place.owner, project, "scope.approve", change_id=change, reference="CR-7")
    found = scope(place.viewer, project)
    assert found["items"][-1]["approved"]["reference"] == "CR-7"
    assert found["items"][-1]["approved"]["by"] == "Olga Owner"
    assert found["approved"]["tasks"] == {"added": 1, "removed": 0}
    done(place.owner, project, "scope.unapprove", change_id=change)
    assert scope(place.viewer, project)["items"][-1]["approved"] is None
    bad = send(place.owner, project, "scope.approve", change_id="CR-7")
    assert bad.json()["errors"][0]["field"] == "change_id"


def test_what_was_taken_back_is_no_change_of_scope(place: Place, plan: dict[str, int]) -> None:
    project = plan["project"]
    answer = done(place.member, project, "task.delete", ids=[plan["pour"]])
    gone = scope(place.viewer, project)
    assert [i["kind"] for i in gone["items"][0]["items"]] == ["tasks", "duration"]
    assert gone["totals"]["tasks"] == {"added": 0, "removed": 1}
    undone = place.member.post(f"/changesets/{answer['id']}/undo").json()
    assert scope(place.viewer, project)["items"] == []
    place.member.post(f"/changesets/{undone['id']}/undo")
    assert scope(place.viewer, project)["totals"]["tasks"] == {"added": 0, "removed": 1}


def test_what_is_saved_again_counts_from_then_on(place: Place, plan: dict[str, int]) -> None:
    project = plan["project"]
    place.owner.patch(f"/tasks/{plan['dig']}", {"duration": "3d"})
    place.task(project, "Paint", duration="1d")
    done(place.owner, project, "baseline.set", number=0, ids=[plan["dig"]])
    names = {i["name"] for c in scope(place.viewer, project)["items"] for i in c["items"]}
    assert names == {"Paint"}
    done(place.owner, project, "baseline.set", number=0)
    assert scope(place.viewer, project)["items"] == []


def test_scope_needs_a_baseline(place: Place) -> None:
    project = place.project()
    assert place.viewer.get(f"/projects/{project}/scope").status_code == 404
    assert place.viewer.get(f"/projects/{project}/scope", baseline=11).status_code == 422


def test_guests_track_nothing(place: Place, plan: dict[str, int]) -> None:
    guest = place.guest(plan["project"], plan["dig"])
    assert guest.get(f"/projects/{plan['project']}/tracking").status_code == 403
    assert guest.get(f"/projects/{plan['project']}/scope").status_code == 403
    moved = send(guest, plan["project"], "progress.move_unfinished")
    assert moved.status_code == 403


def _moment(text: str) -> int:
    from headway.scheduling.moments import from_iso

    return from_iso(text)[0]


def test_what_was_moved_to_this_morning_is_not_left_in_the_afternoon(
    place: Place, plan: dict[str, int]
) -> None:
    morning, afternoon = _moment("2026-12-07T09:00"), _moment("2026-12-07T15:00")
    done(place.member, plan["project"], "progress.move_unfinished", at=morning)
    state = cache.current(plan["project"])
    assert state is not None
    home = cache.current(state.workspace_id)
    assert home is not None

    def left(resume: int | None) -> list[int]:
        found = told(
            state.records, home.records, state.derived["schedule"],
            status=afternoon, resume=resume, number=0, limit=0, money=False,
        )  # fmt: skip
        return list(found["left_behind"])

    assert left(None) == [plan["dig"]]
    assert left(morning) == []
