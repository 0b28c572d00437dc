"""Earned value over HTTP, of a small live plan worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from headway.access.models import User
from headway.access.tokens import new_token
from tests.line.world import World, at, build, send


def ask(world: World, query: str = "", who: str = "owner") -> Any:
    """GET the project's earned value."""
    token = new_token(User.objects.get(email=f"{who}@example.org"))[1]
    path = f"/api/v1/projects/{world.project}/earned-value{query}"
    return Client().get(path, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def plan(db: None) -> World:
    """A week's task of Ana (80 an hour) and 500 of fixed cost, in a project of its own."""
    world = build()
    owner = world.users["owner"]
    made = send(
        owner, world.workspace, "project.create", {"name": "Value", "start": at("2026-03-02T09:00")}
    )
    world.project = made["created"]["projects"][0]
    lines = [
        {"name": "Phase", "level": 0},
        {"name": "Write", "level": 1, "duration": 2400, "assignees": ["Ana"]},
        {"name": "Print", "level": 1, "duration": 960},
    ]
    put = send(owner, world.project, "outline.insert", {"tasks": lines})
    world.tasks = dict(zip(("Phase", "Write", "Print"), put["created"]["tasks"], strict=True))
    link = {"predecessor_id": world.tasks["Write"], "successor_id": world.tasks["Print"]}
    send(owner, world.project, "link.create", link)
    cost = {"id": world.tasks["Print"], "fields": {"fixed_cost": 50_000}}
    send(owner, world.project, "task.cost", cost)
    send(owner, world.project, "baseline.set", {"number": 0, "name": "Agreed"})
    return world


def test_before_anything_is_done_the_budget_is_planned_over_time(plan: World) -> None:
    found = ask(plan, "?at=2026-03-04").json()
    total = found["total"]
    # 40 hours at 80 and 500 for printing; three of five days have gone by.
    assert (total["bac"], total["pv"], total["ev"], total["ac"]) == (370_000, 192_000, 0, 0)
    assert total["eac"] is None
    assert found["baseline"]["name"] == "Agreed"
    assert found["priced"] is True
    assert [t["bac"] for t in found["tasks"]] == [370_000, 320_000, 50_000]


def test_progress_earns_and_work_costs(plan: World) -> None:
    owner = plan.users["owner"]
    send(owner, plan.project, "task.progress", {"id": plan.tasks["Write"], "percent_complete": 50})
    key = plan.assignment("Write")
    fields = {"id": key, "fields": {"actual_work": 1_500, "remaining_work": 1_200}}
    send(owner, plan.project, "assignment.update", fields)
    status = {"fields": {"status_date": at("2026-03-05T00:00")}}
    send(owner, plan.project, "project.update", status)
    found = ask(plan).json()
    total = found["total"]
    # Half of 3,200 earned; 25 hours at 80 paid.
    assert (total["pv"], total["ev"], total["ac"]) == (192_000, 160_000, 200_000)
    assert (total["sv"], total["cv"]) == (-32_000, -40_000)
    assert (total["spi"], total["cpi"]) == (0.8333, 0.8)
    assert total["eac"] == 462_500
    assert (total["etc"], total["vac"]) == (262_500, -92_500)
    # 1,600 was to be earned at noon of the third day: 2.5 of 7 days, half a day late.
    schedule = found["schedule"]
    assert schedule["planned_minutes"] == 7 * 480
    assert (schedule["earned_minutes"], schedule["actual_minutes"]) == (1_200, 1_440)
    assert schedule["spi_t"] == 0.8333
    # 7 days / (2.5 / 3) = 8.4 days: at 11:12 or so of the ninth working day.
    assert schedule["forecast_minutes"] == 4_032
    assert schedule["forecast_finish"].startswith("2026-03-12T12:12")
    # Of the week's task two and a half days are earned in three; the other has not begun.
    phase, write, print_ = found["tasks"]
    assert (write["earned_minutes"], write["actual_minutes"]) == (1_200, 1_440)
    assert (write["sv_t_minutes"], write["spi_t"]) == (-240, 0.8333)
    assert (print_["earned_minutes"], print_["actual_minutes"], print_["spi_t"]) == (0, 0, None)
    assert {n: phase[n] for n in ("earned_minutes", "spi_t")} == {
        n: schedule[n] for n in ("earned_minutes", "spi_t")
    }
    known = [p for p in found["periods"] if p["known"]]
    assert [p["end"] for p in found["periods"]] == ["2026-03-09T00:00:00", "2026-03-16T00:00:00"]
    assert known == []
    assert found["chart"]["data"]["values"]


def test_other_formulas_and_past_moments(plan: World) -> None:
    owner = plan.users["owner"]
    send(owner, plan.project, "task.progress", {"id": plan.tasks["Write"], "percent_complete": 100})
    plain = ask(plan, "?at=2026-03-06&formula=plan").json()["total"]
    assert (plain["ev"], plain["ac"], plain["eac"]) == (320_000, 320_000, 370_000)
    earlier = ask(plan, "?at=2026-03-03").json()["total"]
    # Done evenly over the five days that it took: two of them were over.
    assert (earlier["pv"], earlier["ev"], earlier["ac"]) == (128_000, 128_000, 128_000)
    months = ask(plan, "?by=month").json()["periods"]
    assert [p["end"] for p in months] == ["2026-04-01T00:00:00"] or len(months) > 1


def test_a_typed_actual_cost_counts(plan: World) -> None:
    owner = plan.users["owner"]
    send(owner, plan.project, "task.progress", {"id": plan.tasks["Write"], "percent_complete": 100})
    cost = {"id": plan.tasks["Write"], "fields": {"actual_cost": 400_000}}
    send(owner, plan.project, "task.cost", cost)
    assert ask(plan, "?at=2026-03-06").json()["total"]["ac"] == 400_000


def test_work_that_was_not_planned_costs_and_earns_nothing(plan: World) -> None:
    owner = plan.users["owner"]
    made = send(owner, plan.project, "task.create", {"fields": {"name": "Extra", "duration": 480}})
    key = made["created"]["tasks"][0]
    send(owner, plan.project, "task.assign", {"id": key, "resources": [{"name": "Ana"}]})
    send(owner, plan.project, "task.progress", {"id": key, "percent_complete": 100})
    found = ask(plan, "?at=2026-03-06").json()
    extra = next(t for t in found["tasks"] if t["name"] == "Extra")
    assert (extra["bac"], extra["ev"], extra["ac"]) == (0, 0, 64_000)
    assert (extra["earned_minutes"], extra["spi_t"]) == (None, None)


def test_what_was_done_on_time_stays_on_time(plan: World) -> None:
    done = {
        "id": plan.tasks["Write"],
        "percent_complete": 100,
        "actual_start": at("2026-03-02T09:00"),
        "actual_finish": at("2026-03-06T18:00"),
    }
    send(plan.users["owner"], plan.project, "task.progress", done)
    for day in ("2026-03-06", "2026-03-10", "2026-04-10"):
        write = ask(plan, f"?at={day}").json()["tasks"][1]
        assert (write["actual_minutes"], write["spi_t"]) == (2_400, 1)
    week = ask(plan, "?at=2026-03-10").json()["periods"][0]
    assert (week["known"], week["earned_minutes"], week["spi_t"]) == (True, 2_400, 1)
    assert week["eac"] == 370_000


def test_without_a_baseline_the_plan_is_the_yardstick(plan: World) -> None:
    send(plan.users["owner"], plan.project, "baseline.clear", {"number": 0})
    found = ask(plan, "?at=2026-03-04").json()
    assert found["baseline"] is None
    assert found["total"]["bac"] == 370_000


def test_an_empty_project_has_nothing_to_show(db: None) -> None:
    world = build()
    made = send(
        world.users["owner"],
        world.workspace,
        "project.create",
        {"name": "New", "start": at("2026-03-02T09:00")},
    )
    world.project = made["created"]["projects"][0]
    found = ask(world).json()
    assert (found["total"]["bac"], found["tasks"], found["chart"]) == (0, [], None)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?formula=hope", "formula"),
        ("?by=day", "by"),
        ("?at=soon", "at"),
        ("?at=9999-12-31", "at"),
        ("?at=0001-01-01", "at"),
    ],
)
def test_what_is_no_choice_is_named(plan: World, query: str, field: str) -> None:
    answer = ask(plan, query)
    assert answer.status_code == 422
    assert field in answer.json()["errors"][0]["field"]


def test_a_baseline_that_is_not_there_is_said(plan: World) -> None:
    assert ask(plan, "?baseline=7").status_code == 404


def test_costs_are_for_those_who_may_see_them(plan: World) -> None:
    assert [ask(plan, who=who).status_code for who in ("manager", "member", "viewer", "guest")] == [
        200, 403, 403, 404,
    ]  # fmt: skip
