"""What commands do to work, units and duration, and what undo brings back."""

from __future__ import annotations

from typing import Any

from headway.projects.models import Assignment, Project
from tests.door.test_planning import Of, Plan
from tests.line.world import World

DAY = 480


def people(plan: Plan, name: str) -> list[tuple[int, int | None]]:
    rows = Assignment.objects.filter(task_id=plan.id(name)).order_by("id")
    return [(row.units, row.work) for row in rows]


def note_of(answer: dict[str, Any]) -> dict[str, Any]:
    found: list[dict[str, Any]] = [n for n in answer["notes"] if n["code"] == "assigning"]
    assert len(found) == 1
    return found[0]


def join(plan: Plan, name: str, who: str, **more: Any) -> dict[str, Any]:
    return plan.do(
        "assignment.create", task_id=plan.id(name), resource_id=plan.world.resources[who], **more
    )


def test_a_second_person_makes_it_finish_sooner_and_undo_takes_it_back(
    world: World, http: Of
) -> None:
    plan = Plan(world, http)
    before = plan.row("Mount")
    answer = join(plan, "Mount", "Ana")
    after = plan.row("Mount")
    assert (before.duration, after.duration) == (3 * DAY, 3 * DAY // 2)
    assert after.finish < before.finish
    note = note_of(answer)
    assert (note["choice"], note["duration"]) == ("finish_sooner", 3 * DAY)
    plan.me("POST", f"changesets/{answer['id']}/undo")
    assert plan.row("Mount").duration == 3 * DAY
    assert plan.row("Mount").finish == before.finish


def test_another_choice_is_one_change_and_is_remembered(world: World, http: Of) -> None:
    plan = Plan(world, http)
    note = note_of(join(plan, "Mount", "Ana"))
    said = {k: note[k] for k in ("duration", "before", "joined")}
    answer = plan.do("task.assigning", id=plan.id("Mount"), choice="lighter_load", **said)
    assert plan.row("Mount").duration == 3 * DAY
    assert people(plan, "Mount") == [(5000, None), (5000, None)]
    assert Project.objects.get(id=world.project).on_assigning == "lighter_load"
    plan.do("task.assigning", id=plan.id("Mount"), choice="more_work", **said)
    assert people(plan, "Mount") == [(10_000, None), (10_000, None)]
    assert plan.row("Mount").duration == 3 * DAY
    # The default is now more work, here and for the next.
    assert note_of(join(plan, "Plan", "Ben"))["choice"] == "more_work"
    assert plan.row("Plan").duration == 2 * DAY
    assert answer["id"]


def test_who_leaves_leaves_his_work_to_the_others(world: World, http: Of) -> None:
    plan = Plan(world, http)
    made = join(plan, "Mount", "Ana")["created"]["assignments"]
    note = note_of(plan.do("assignment.delete", ids=made))
    assert plan.row("Mount").duration == 3 * DAY
    said = {k: note[k] for k in ("duration", "before", "joined")}
    plan.do("task.assigning", id=plan.id("Mount"), choice="more_work", remember=False, **said)
    assert plan.row("Mount").duration == 3 * DAY // 2
    assert Project.objects.get(id=world.project).on_assigning == "finish_sooner"


def test_the_task_type_says_what_gives_way(world: World, http: Of) -> None:
    plan = Plan(world, http)
    mount = plan.id("Mount")
    key = world.assignment("Mount")
    plan.do("assignment.update", id=key, fields={"units": 5000})
    assert plan.row("Mount").duration == 6 * DAY
    plan.do("task.update", id=mount, fields={"task_type": "fixed_work", "duration": 3 * DAY})
    assert people(plan, "Mount") == [(10_000, None)]
    plan.do("task.update", id=mount, fields={"task_type": "fixed_duration", "work": 720})
    assert people(plan, "Mount") == [(5000, None)]
    plan.do("task.update", id=mount, fields={"task_type": "fixed_units", "work": 1440})
    assert plan.row("Mount").duration == 6 * DAY
    plan.do("assignment.update", id=key, fields={"overtime_work": 240})
    assert plan.row("Mount").duration == 5 * DAY


def test_one_who_takes_over_changes_nothing_else(world: World, http: Of) -> None:
    plan = Plan(world, http)
    plan.do("task.assign", id=plan.id("Mount"), resources=[{"name": "Ana"}])
    assert plan.row("Mount").duration == 3 * DAY
    assert people(plan, "Mount") == [(10_000, None)]


def test_material_does_no_work(world: World, http: Of) -> None:
    plan = Plan(world, http)
    body = {"type": "resource.create", "stream": world.workspace}
    made = plan.me(
        "POST", "commands", body | {"payload": {"fields": {"name": "Cable", "kind": "material"}}}
    )
    world.resources["Cable"] = made["created"]["resources"][0]
    assert join(plan, "Mount", "Cable")["notes"] == []
    assert plan.row("Mount").duration == 3 * DAY


def test_odd_figures_are_refused_by_name(world: World, http: Of) -> None:
    plan = Plan(world, http)
    key = world.assignment("Mount")
    for fields in ({"units": -1}, {"work": "much"}, {"overtime_work": None}, {"delay": 1.5}):
        (name,) = fields
        assert name in plan.refused("assignment.update", id=key, fields=fields)
    assert people(plan, "Mount") == [(10_000, None)]
    wrong = {"choice": "more_work", "duration": DAY, "before": [], "joined": []}
    assert plan.refused("task.assigning", id=plan.id("Mount"), **wrong)


def test_a_split_task_rests_and_keeps_its_work_when_it_is_resized(world: World, http: Of) -> None:
    plan = Plan(world, http)
    mount = plan.id("Mount")
    before = plan.row("Mount")
    plan.do("task.update", id=mount, fields={"splits": [[DAY, 2 * DAY]]})
    after = plan.row("Mount")
    assert (after.duration, after.start) == (before.duration, before.start)
    assert after.finish > before.finish
    plan.do("task.reschedule", id=mount, finish=after.finish, resize=True)
    assert plan.row("Mount").duration == before.duration
    assert plan.row("Mount").finish == after.finish
    plan.do("task.update", id=mount, fields={"splits": None})
    assert plan.row("Mount").finish == before.finish
    for wrong in ([[DAY]], [[DAY, -1]], [[DAY, 1], [60, 1]], "x"):
        assert plan.refused("task.update", id=mount, fields={"splits": wrong})


def test_three_points_follow_in_proportion_where_they_would_not_enclose_the_duration(
    world: World, http: Of
) -> None:
    plan = Plan(world, http)

    def points() -> tuple[int | None, int, int | None]:
        row = plan.row("Mount")
        return row.optimistic, row.duration, row.pessimistic

    def scaled(answer: dict[str, Any]) -> list[str]:
        return [n["text"] for n in answer["notes"] if n["code"] == "estimates_scaled"]

    fields = {"optimistic": 2 * DAY, "pessimistic": 6 * DAY}
    plan.do("task.update", id=plan.id("Mount"), fields=fields)
    answer = join(plan, "Mount", "Ana")
    assert points() == (DAY, 3 * DAY // 2, 3 * DAY)
    assert scaled(answer) == ["Its estimates follow: 1d to 3d"]
    # Another choice is about the task as it was before, its estimates too.
    note = note_of(answer)
    said = {k: note[k] for k in ("duration", "before", "joined", "estimates")}
    plan.do("task.assigning", id=plan.id("Mount"), choice="lighter_load", **said)
    assert points() == (2 * DAY, 3 * DAY, 6 * DAY)
    answer = plan.do("task.assigning", id=plan.id("Mount"), choice="finish_sooner", **said)
    assert points() == (DAY, 3 * DAY // 2, 3 * DAY)
    # Typed shorter they follow too, unless they are typed with it; typed longer they stay.
    answer = plan.do("task.update", id=plan.id("Mount"), fields={"duration": DAY // 2})
    assert points() == (DAY // 3, DAY // 2, DAY)
    assert len(scaled(answer)) == 1
    answer = plan.do("task.update", id=plan.id("Mount"), fields={"duration": 2 * DAY})
    assert (points(), scaled(answer)) == ((DAY // 3, 2 * DAY, DAY), [])
    fields = {"duration": DAY, "optimistic": DAY, "pessimistic": None}
    answer = plan.do("task.update", id=plan.id("Mount"), fields=fields)
    assert (points(), scaled(answer)) == ((DAY, DAY, None), [])
