"""Schedule risk of a live project through HTTP: who sees what, what it is computed from."""

from __future__ import annotations

import itertools
import json
from typing import Any
from uuid import uuid4

import pytest

from headway.analysis import running
from headway.analysis.risk import job
from headway.changes.errors import Invalid
from headway.cli.main import main
from headway.scheduling.moments import from_iso
from headway.scheduling.risk import CONFIDENCE
from tests.projects_api.helpers import Person, Place

DAY = 480


@pytest.fixture
def place(transactional_db: None) -> Place:
    return Place()


def command(person: Person, stream: int, type_: str, payload: dict[str, Any]) -> Any:
    body = {"id": str(uuid4()), "type": type_, "stream": stream, "payload": payload}
    return person.post("/commands", body)


def made(answer: Any, table: str) -> int:
    assert answer.status_code == 200, answer.content
    return int(answer.json()["created"][table][0])


def chain(place: Place, count: int = 3) -> tuple[int, list[int]]:
    """A project of tasks of five days, one after the other."""
    project = place.project()
    tasks = [place.task(project, f"T{n}", duration="5d") for n in range(count)]
    for before, after in itertools.pairwise(tasks):
        body = {"predecessor_id": before, "successor_id": after}
        assert place.owner.post(f"/projects/{project}/links", body).status_code == 201
    return project, tasks


def risk(person: Person, project: int, **options: Any) -> dict[str, Any]:
    answer = person.get(f"/projects/{project}/risk", **{"trials": 2000, **options})
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()["result"]
    return found


def test_without_uncertainty_the_finish_is_the_planned_one(place: Place) -> None:
    project, tasks = chain(place)
    found = risk(place.viewer, project, certain=True)
    finish = found["finish"]
    assert finish["p10"] == finish["p90"] == finish["planned"] == "2026-12-21T17:00:00"
    assert finish["planned_chance"] == 1
    assert found["tasks"]["id"] == tasks
    assert found["tasks"]["criticality"] == [1, 1, 1]


def test_a_risk_strikes_as_often_as_it_says(place: Place) -> None:
    project, (first, *_) = chain(place)
    payload = {
        "fields": {"name": "Late parts", "probability": 3000},
        "impacts": [{"task_id": first, "delay": 10 * DAY}],
    }
    key = made(command(place.member, project, "risk.create", payload), "risks")
    found = risk(place.viewer, project, certain=True)
    finish = found["finish"]
    # With 30 % two weeks more: P50 holds, P80 does not.
    assert finish["p50"] == "2026-12-21T17:00:00"
    assert finish["p80"] == finish["p95"] == "2027-01-04T17:00:00"
    assert finish["planned_chance"] == pytest.approx(0.7, abs=0.04)
    struck = found["risks"][0]
    assert (struck["id"], struck["name"]) == (key, "Late parts")
    assert struck["struck"] == pytest.approx(0.3, abs=0.04)
    assert struck["correlation"] == pytest.approx(1)
    command(place.member, project, "risk.update", {"id": key, "fields": {"active": False}})
    assert risk(place.viewer, project, certain=True)["finish"]["p95"] == "2026-12-21T17:00:00"
    share = {"id": key, "fields": {"active": True}, "impacts": [{"task_id": first, "share": 10000}]}
    command(place.member, project, "risk.update", share)
    assert risk(place.viewer, project, certain=True)["finish"]["p95"] == "2026-12-28T17:00:00"


def test_the_same_seed_gives_the_same_and_another_another(place: Place) -> None:
    project, _ = chain(place)
    first = risk(place.viewer, project, seed=7)
    job._kept.clear()
    assert risk(place.viewer, project, seed=7) == first
    other = risk(place.viewer, project, seed=8)
    assert other["tasks"]["cruciality"] != first["tasks"]["cruciality"]
    assert other["charts"]["histogram"] != first["charts"]["histogram"]


def test_estimates_confidence_and_groups_count(place: Place) -> None:
    project, tasks = chain(place)
    narrow = risk(place.viewer, project)
    for task in tasks:
        answer = place.member.patch(f"/tasks/{task}", {"confidence": "very_low"})
        assert answer.status_code == 200, answer.content
    wide = risk(place.viewer, project)
    assert wide["estimated"] == 3
    assert wide["finish"]["p90"] > narrow["finish"]["p90"]
    low, likely, high = CONFIDENCE["very_low"]
    mean = 5 * DAY * (low + 4 * likely + high) / 6
    assert wide["tasks"]["mean_duration_minutes"][0] == pytest.approx(mean, rel=0.02)
    group = {"fields": {"name": "Crew", "correlation": 10_000}, "task_ids": tasks}
    made(command(place.member, project, "risk_group.create", group), "risk_groups")
    together = risk(place.viewer, project)
    # What runs high or low together spreads the finish more: its tails are longer on both sides.
    assert together["finish"]["p95"] > wide["finish"]["p95"]
    assert together["finish"]["p5"] < wide["finish"]["p5"]
    answer = place.member.patch(f"/tasks/{tasks[0]}", {"estimate": "5d/5d/5d"})
    assert answer.status_code == 200, answer.content
    found = risk(place.viewer, project)
    assert found["tasks"]["mean_duration_minutes"][0] == 5 * DAY
    assert found["tasks"]["cruciality"][0] == 0


def test_three_points_are_typed_and_must_rise(place: Place) -> None:
    project, (task, *_) = chain(place)
    answer = place.member.patch(f"/tasks/{task}", {"estimate": "3d/4d/10d"})
    assert answer.status_code == 200, answer.content
    item = place.tasks(project)["T0"]
    assert (item["optimistic_minutes"], item["duration_minutes"], item["pessimistic_minutes"]) == (
        3 * DAY, 4 * DAY, 10 * DAY,
    )  # fmt: skip
    for wrong, field in (
        ({"estimate": "3d/4d"}, "estimate"),
        ({"estimate": "x/4d/5d"}, "estimate"),
        ({"estimate": "3ed/4d/5ed"}, "estimate"),
        ({"estimate": "5d/4d/6d"}, "fields.optimistic"),
        ({"pessimistic_minutes": 60}, "fields.pessimistic"),
        ({"estimate": "3d//5d", "optimistic_minutes": 60}, "estimate"),
        ({"confidence": "sure"}, "tasks.confidence"),
        ({"risk_group_id": 987_654}, "tasks.risk_group_id"),
    ):
        refused = place.member.patch(f"/tasks/{task}", wrong)
        assert refused.status_code == 422, (wrong, refused.content)
        assert refused.json()["errors"][0]["field"].endswith(field), (wrong, refused.json())
    assert place.tasks(project)["T0"] == item
    # A task may take longer than anybody thought: said, not refused.
    assert place.member.patch(f"/tasks/{task}", {"duration": "12d"}).status_code == 200
    assert risk(place.viewer, project)["outgrown"] == [{"id": task, "name": "T0"}]
    assert place.member.patch(f"/tasks/{task}", {"estimate": None}).status_code == 200
    item = place.tasks(project)["T0"]
    assert item["optimistic_minutes"] is None is item["pessimistic_minutes"]


def test_bad_risks_change_nothing_and_name_the_field(place: Place) -> None:
    project, (task, *_) = chain(place)
    hit = {"task_id": task, "delay": 60}
    for payload, field in (
        ({"fields": {"name": " "}}, "risks.name"),
        ({"fields": {"name": "R", "probability": 10_001}}, "risks.probability"),
        ({"fields": {"name": "R", "colour": 1}}, "fields.colour"),
        ({"fields": {"name": "R"}, "impacts": [hit, hit]}, "impacts.1.task_id"),
        ({"fields": {"name": "R"}, "impacts": [{"task_id": task}]}, "impacts.0.delay"),
        ({"fields": {"name": "R"}, "impacts": [{"task_id": task, "delay": -1}]},
         "risk_impacts.delay"),
        ({"fields": {"name": "R"}, "impacts": [{"task_id": task, "share": 1.5}]}, "share"),
    ):  # fmt: skip
        answer = command(place.member, project, "risk.create", payload)
        assert answer.status_code == 422, answer.content
        assert answer.json()["errors"][0]["field"].endswith(field), answer.json()
    gone = {"fields": {"name": "R"}, "impacts": [{"task_id": 999_999, "delay": 60}]}
    assert command(place.member, project, "risk.create", gone).status_code == 404
    assert command(place.member, project, "risk.delete", {"id": task}).status_code == 404
    assert (
        command(place.viewer, project, "risk.create", {"fields": {"name": "R"}}).status_code == 403
    )
    snapshot = place.viewer.get(f"/projects/{project}/snapshot", tables="risks,risk_impacts").json()
    assert snapshot["tables"]["risks"]["id"] == snapshot["tables"]["risk_impacts"]["id"] == []
    for query, field in (
        ({"trials": 0}, "trials"),
        ({"seed": -1}, "seed"),
        ({"trials": 10**6}, "trials"),
    ):
        answer = place.viewer.get(f"/projects/{project}/risk", **query)
        assert answer.status_code == 422, query
        assert field in answer.json()["errors"][0]["field"]


def test_deadlines_milestones_and_the_must_finish_date_have_their_chance(place: Place) -> None:
    project, tasks = chain(place)
    place.owner.patch(f"/tasks/{tasks[1]}", {"deadline": "2026-12-14"})
    stone = place.task(project, "Go", milestone=True, predecessors=[tasks[2]])
    due = {"fields": {"finish_by": from_iso("2027-03-01T17:00")[0]}}
    assert command(place.owner, project, "project.update", due).status_code == 200
    found = risk(place.viewer, project)
    targets = {target["kind"]: target for target in found["targets"]}
    assert targets["must_finish"]["chance"] == 1
    assert targets["deadline"]["task_id"] == tasks[1]
    assert 0 < targets["deadline"]["chance"] < 0.5
    assert targets["milestone"]["task_id"] == stone
    # The milestone is the last of the plan: it holds as often, and ends as late.
    assert targets["milestone"]["chance"] == found["finish"]["planned_chance"]
    assert targets["milestone"]["p80"] == found["finish"]["p80"]


def test_only_who_sees_costs_and_rates_sees_what_it_may_cost(place: Place) -> None:
    project, tasks = chain(place)
    for task in tasks:
        place.owner.patch(f"/tasks/{task}", {"assignees": ["Ana"]})
    home = place.owner.get(f"/workspaces/{place.workspace}/snapshot").json()
    ana = home["tables"]["resources"]["id"][0]
    rate = {"fields": {"resource_id": ana, "standard": 60_000_000}}
    assert command(place.owner, place.workspace, "rate.set", rate).status_code == 200
    fixed = {"id": tasks[0], "fields": {"fixed_cost": 100_000}}
    assert command(place.owner, project, "task.cost", fixed).status_code == 200
    cost = risk(place.owner, project, certain=True)["cost"]
    # 3 x 5 days of 8 hours at 60, and 1,000 fixed.
    assert cost["planned"] == cost["p10"] == cost["p90"] == (3 * 40 * 60 + 1000) * 100
    found = risk(place.owner, project)
    cost = found["cost"]
    assert cost["currency"] == "EUR"
    assert cost["p10"] < cost["p50"] < cost["p90"]
    minutes = sum(found["tasks"]["mean_duration_minutes"])
    assert cost["mean"] == pytest.approx(minutes * 100 + 100_000, abs=400)
    for person in (place.member, place.viewer):
        assert risk(person, project)["cost"] is None
    guest = place.guest(project, tasks[0])
    for path in ("risk", "throughput"):
        assert guest.get(f"/projects/{project}/{path}").status_code == 403
        assert place.stranger.get(f"/projects/{project}/{path}").status_code == 404


def test_what_is_done_is_certain(place: Place) -> None:
    project, tasks = chain(place, 1)
    done = {"actual_start": "2026-12-01", "actual_finish": "2026-12-03"}
    assert place.member.patch(f"/tasks/{tasks[0]}", done).status_code == 200
    payload = {
        "fields": {"name": "Too late", "probability": 10_000},
        "impacts": [{"task_id": tasks[0], "delay": 10 * DAY}],
    }
    command(place.member, project, "risk.create", payload)
    found = risk(place.viewer, project)
    assert found["finish"]["p5"] == found["finish"]["p95"] == "2026-12-03T17:00:00"
    assert found["unhit"] == [{"id": tasks[0], "name": "T0"}]


def test_an_empty_project_has_nothing_to_fear(place: Place) -> None:
    found = risk(place.viewer, place.project())
    assert found["tasks"]["id"] == [] == found["targets"] == found["tornado"]


def test_a_large_plan_runs_in_the_background_and_hides_costs(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, tasks = chain(place)
    fixed = {"id": tasks[0], "fields": {"fixed_cost": 100_000}}
    command(place.owner, project, "task.cost", fixed)
    monkeypatch.setattr(job, "AT_ONCE", 0)
    path = f"/projects/{project}/risk"
    assert place.viewer.get(path, trials=500).json()["result"] is None
    begun = place.viewer.post(path, {"trials": 500})
    assert begun.status_code == 202, begun.content
    assert begun.json()["run"]["state"] == "queued"
    assert place.viewer.post(path, {"trials": 500}).status_code == 409
    assert place.viewer.get(path, trials=500).json()["run"]["id"] == begun.json()["run"]["id"]
    assert place.viewer.post(f"/runs/{begun.json()['run']['id']}/stop").status_code == 202
    running.work_off()
    assert place.viewer.get(path, trials=500).json()["result"] is None
    begun = place.viewer.post(path, {"trials": 500})
    running.work_off()
    answer = place.owner.get(path, trials=500).json()
    assert answer["result"]["cost"]["planned"] == 100_000
    assert answer["result"]["version"] == answer["version"]
    assert answer["run"] is None
    run = begun.json()["run"]["id"]
    assert place.owner.get(f"/runs/{run}").json()["result"]["cost"]["planned"] == 100_000
    assert place.viewer.get(f"/runs/{run}").json()["result"]["cost"] is None
    assert place.viewer.get(path, trials=500).json()["result"]["cost"] is None
    # A later change leaves the result as it was, of an older version.
    place.owner.patch(f"/tasks/{tasks[0]}", {"duration": "9d"})
    answer = place.owner.get(path, trials=500).json()
    assert answer["result"]["version"] < answer["version"]
    assert answer["quick"] is False


def test_throughput_says_how_many_and_when(place: Place) -> None:
    project = place.project(start="2026-01-05")
    answer = place.viewer.get(f"/projects/{project}/throughput").json()
    assert answer["history"] == []
    assert answer["how_many"] is None
    # Two tasks finished each week for four weeks, six are left.
    for week, monday in enumerate(("2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26")):
        for n in range(2):
            task = place.task(project, f"D{week}.{n}", duration="1d")
            done = {"actual_start": monday, "actual_finish": monday}
            assert place.owner.patch(f"/tasks/{task}", done).status_code == 200
    for n in range(6):
        place.task(project, f"Left {n}", duration="1d")
    place.task(project, "Stone", milestone=True)
    fields = {"status_date": 29_486_880}  # 2026-01-24T00:00, a Saturday
    assert command(place.owner, project, "project.update", {"fields": fields}).status_code == 200
    found = place.viewer.get(f"/projects/{project}/throughput", until="2026-02-14").json()
    assert found["at"] == "2026-01-24T00:00:00"
    # What was finished after the date of the forecast is not known yet.
    assert [week["finished"] for week in found["history"]] == [2, 2, 2]
    assert found["how_many"]["weeks"] == 3
    assert found["how_many"]["items"]["p85"] == 6
    assert found["unfinished"] == 6
    assert found["when"]["items"] == 6
    assert found["when"]["weeks"]["p85"] == 3
    assert found["when"]["dates"]["p85"] == "2026-02-14T00:00:00"
    more = place.viewer.get(f"/projects/{project}/throughput", items=7).json()
    assert more["when"]["weeks"]["p50"] == 4
    refused = place.viewer.get(f"/projects/{project}/throughput", until="2026-01-25")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["field"] == "until"


def test_the_command_line_says_the_same_of_a_project_here(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    project, _ = chain(place)
    key = str(project)
    assert main(["risk", "--project", key, "--json", "--trials", "500", "--seed", "3"]) == 0
    printed = json.loads(capsys.readouterr().out)
    asked = risk(place.owner, project, trials=500, seed=3)
    assert printed["finish"] == asked["finish"]
    assert printed["tasks"] == asked["tasks"]
    assert main(["forecast", "--project", key, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unfinished"] == 3
    assert main(["risk", "--project", "none"]) == 2
    assert "none" in capsys.readouterr().err
    assert main(["risk", "--project", key, "--as", "viewer@example.org", "--trials", "0"]) == 2


def test_a_run_that_failed_says_why(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    project, _ = chain(place)
    monkeypatch.setattr(job, "AT_ONCE", 0)

    def refused(*_: Any, **__: Any) -> None:
        raise Invalid("This plan cannot be simulated: it has no end.")

    monkeypatch.setattr(job, "simulate", refused)
    path = f"/projects/{project}/risk"
    assert place.viewer.post(path, {"trials": 500}).status_code == 202
    running.work_off()
    run = place.viewer.get(path, trials=500).json()["run"]
    assert (run["state"], run["error"]) == (
        "failed",
        "This plan cannot be simulated: it has no end.",
    )


def test_a_scenario_and_a_plan_from_its_finish_are_simulated(place: Place) -> None:
    project, tasks = chain(place)
    made_ = command(place.member, project, "scenario.create", {"name": "Longer"})
    scenario = made(made_, "scenarios")
    longer = {"id": tasks[0], "fields": {"duration": 20 * DAY}}
    assert command(place.member, scenario, "task.update", longer).status_code == 200
    assert (
        risk(place.viewer, scenario)["finish"]["p50"] > risk(place.viewer, project)["finish"]["p50"]
    )
    back = {"fields": {"schedule_from": "finish", "finish_by": from_iso("2027-02-26T17:00")[0]}}
    assert command(place.owner, project, "project.update", back).status_code == 200
    found = risk(place.viewer, project, certain=True)
    assert found["finish"]["planned"] == "2027-02-26T17:00:00"
    assert found["finish"]["p50"] == "2027-02-26T17:00:00"
