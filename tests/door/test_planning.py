"""What commands mean to a planner: dates that are set visibly, progress that adds up, outlines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from headway.projects.models import Assignment, BaselineTask, Link, Task
from tests.door.conftest import Http
from tests.line.world import World, at

Of = Callable[[str], Http]


class Plan:
    """The world's plan, edited by its member."""

    def __init__(self, world: World, http: Of) -> None:
        self.world = world
        self.me = http("member")

    def do(self, type_: str, **payload: Any) -> dict[str, Any]:
        body = {"type": type_, "stream": self.world.project, "payload": payload}
        answer: dict[str, Any] = self.me("POST", "commands", body)
        return answer

    def refused(self, type_: str, **payload: Any) -> str:
        body = {"type": type_, "stream": self.world.project, "payload": payload}
        return str(self.me("POST", "commands", body, 422)["detail"])

    def row(self, name: str) -> Any:
        return Task.objects.get(id=self.world.tasks[name])

    def id(self, name: str) -> int:
        return self.world.tasks[name]


def notes(answer: dict[str, Any]) -> dict[str, str]:
    return {note["code"]: note["text"] for note in answer["notes"]}


def test_a_date_on_an_automatic_task_pins_it_visibly(world: World, http: Of) -> None:
    plan = Plan(world, http)
    answer = plan.do("task.reschedule", id=plan.id("Mount"), start=at("2026-03-16T09:00"))
    assert notes(answer) == {"constraint_set": "Not before 16 Mar 2026"}
    row = plan.row("Mount")
    assert (row.constraint, row.constraint_date, row.start) == (
        "snet",
        at("2026-03-16T09:00"),
        row.constraint_date,
    )


def test_dragging_back_to_where_links_put_it_takes_the_pin_off(world: World, http: Of) -> None:
    plan = Plan(world, http)
    natural = plan.row("Mount").start
    plan.do("task.reschedule", id=plan.id("Mount"), start=at("2026-03-16T09:00"))
    answer = plan.do("task.reschedule", id=plan.id("Mount"), start=natural)
    assert notes(answer) == {"constraint_removed": "No longer pinned"}
    row = plan.row("Mount")
    assert (row.constraint, row.constraint_date, row.start) == ("asap", None, natural)


def test_unpinning_is_setting_no_constraint(world: World, http: Of) -> None:
    plan = Plan(world, http)
    natural = plan.row("Mount").start
    plan.do("task.reschedule", id=plan.id("Mount"), start=at("2026-03-16T09:00"))
    plan.do("task.update", id=plan.id("Mount"), fields={"constraint": "asap"})
    row = plan.row("Mount")
    assert (row.constraint_date, row.start) == (None, natural)


def test_a_date_that_links_contradict_is_said_and_pins_nothing(world: World, http: Of) -> None:
    plan = Plan(world, http)
    natural = plan.row("Order").start
    wish = {"id": plan.id("Order"), "start": at("2026-03-02T09:00")}
    commands = [{"type": "task.reschedule", "payload": wish}]
    seen = plan.me("POST", f"projects/{world.project}/preview", {"commands": commands})
    assert notes(seen)["held"] == "Held by what it waits for: it starts 4 Mar 2026"
    (note,) = [n for n in seen["notes"] if n["code"] == "held"]
    assert (note["at"], note["link_id"]) == (natural, world.link("Plan", "Order"))
    answer = plan.do("task.reschedule", **wish)
    assert "held" in notes(answer)
    assert (plan.row("Order").constraint, plan.row("Order").start) == ("asap", natural)


def test_a_task_does_not_start_before_its_project_and_that_is_said(world: World, http: Of) -> None:
    plan = Plan(world, http)
    answer = plan.do("task.reschedule", id=plan.id("Aside"), start=at("2026-02-02T09:00"))
    assert notes(answer) == {"held": "Held by the start of the project: it starts 2 Mar 2026"}


def test_another_constraint_is_not_lost_silently(world: World, http: Of) -> None:
    plan = Plan(world, http)
    fields = {"constraint": "fnlt", "constraint_date": at("2026-03-31T17:00")}
    plan.do("task.update", id=plan.id("Mount"), fields=fields)
    answer = plan.do("task.reschedule", id=plan.id("Mount"), start=at("2026-03-16T09:00"))
    said = "Not before 16 Mar 2026, instead of: finish no later than 31 Mar 2026"
    assert notes(answer) == {"constraint_set": said}


def test_a_finish_alone_pins_the_finish(world: World, http: Of) -> None:
    plan = Plan(world, http)
    answer = plan.do("task.reschedule", id=plan.id("Aside"), finish=at("2026-03-20T17:00"))
    assert notes(answer) == {"constraint_set": "Not finished before 20 Mar 2026"}
    assert plan.row("Aside").finish == at("2026-03-20T17:00")
    assert plan.row("Aside").duration == 4800


def test_resizing_changes_the_length_in_working_time(world: World, http: Of) -> None:
    plan = Plan(world, http)
    answer = plan.do(
        "task.reschedule", id=plan.id("Aside"), finish=at("2026-03-09T17:00"), resize=True
    )
    row = plan.row("Aside")
    assert (row.duration, row.finish, row.constraint) == (6 * 480, at("2026-03-09T17:00"), "asap")
    assert notes(answer) == {}
    plan.do(
        "task.reschedule",
        id=plan.id("Aside"),
        start=at("2026-03-05T09:00"),
        finish=at("2026-03-06T17:00"),
    )
    row = plan.row("Aside")
    assert (row.start, row.finish, row.duration) == (
        at("2026-03-05T09:00"),
        at("2026-03-06T17:00"),
        960,
    )


def test_a_manual_task_keeps_its_dates_and_takes_typed_ones(world: World, http: Of) -> None:
    plan = Plan(world, http)
    before = plan.row("Mount")
    plan.do("task.update", id=plan.id("Mount"), fields={"mode": "manual"})
    row = plan.row("Mount")
    assert (row.manual_start, row.manual_finish) == (before.start, before.finish)
    answer = plan.do("task.reschedule", id=plan.id("Mount"), start=at("2026-03-02T09:00"))
    assert set(notes(answer)) == {"manual_date"}
    row = plan.row("Mount")
    assert (row.start, row.finish, row.duration) == (
        at("2026-03-02T09:00"),
        at("2026-03-04T17:00"),
        1440,
    )
    plan.do("task.reschedule", id=plan.id("Mount"), finish=at("2026-03-03T17:00"))
    row = plan.row("Mount")
    assert (row.start, row.finish, row.duration) == (
        at("2026-03-02T09:00"),
        at("2026-03-03T17:00"),
        960,
    )
    plan.do("task.update", id=plan.id("Mount"), fields={"mode": "auto"})
    row = plan.row("Mount")
    assert (row.manual_start, row.manual_finish, row.start) == (None, None, before.start)


def test_a_started_task_moves_by_its_actual_start_or_its_length(world: World, http: Of) -> None:
    plan = Plan(world, http)
    plan.do("task.progress", id=plan.id("Plan"), percent_complete=50)
    answer = plan.do("task.reschedule", id=plan.id("Plan"), start=at("2026-03-03T09:00"))
    assert notes(answer) == {"actual_set": "Actual start 3 Mar 2026"}
    plan.do("task.reschedule", id=plan.id("Plan"), finish=at("2026-03-06T17:00"))
    row = plan.row("Plan")
    assert (row.actual_start, row.duration, row.finish) == (
        at("2026-03-03T09:00"),
        4 * 480,
        at("2026-03-06T17:00"),
    )


def test_a_task_by_hand_that_has_begun_moves_by_its_actual_start(world: World, http: Of) -> None:
    plan = Plan(world, http)
    plan.do("task.update", id=plan.id("Plan"), fields={"mode": "manual"})
    plan.do("task.progress", id=plan.id("Plan"), percent_complete=50)
    answer = plan.do("task.reschedule", id=plan.id("Plan"), start=at("2026-03-03T09:00"))
    assert notes(answer)["actual_set"] == "Actual start 3 Mar 2026"
    row = plan.row("Plan")
    assert (row.actual_start, row.manual_start, row.start) == (at("2026-03-03T09:00"),) * 3
    finish = at("2026-03-06T17:00")
    plan.do("task.reschedule", id=plan.id("Plan"), finish=finish, resize=True)
    row = plan.row("Plan")
    assert (row.start, row.duration, row.finish) == (at("2026-03-03T09:00"), 4 * 480, finish)
    plan.do("task.progress", id=plan.id("Plan"), percent_complete=100)
    finish = at("2026-03-05T17:00")
    answer = plan.do("task.reschedule", id=plan.id("Plan"), finish=finish, resize=True)
    assert notes(answer)["actual_set"] == "Actual finish 5 Mar 2026"
    assert (plan.row("Plan").actual_finish, plan.row("Plan").finish) == (finish, finish)
    said = plan.refused("task.reschedule", id=plan.id("Plan"), start=at("2026-03-09T09:00"))
    assert "cannot finish before it starts" in said


def test_a_summary_takes_its_dates_and_length_from_its_tasks(world: World, http: Of) -> None:
    plan = Plan(world, http)
    assert (
        "summary"
        in plan.refused(
            "task.reschedule", id=plan.id("Build"), start=at("2026-03-16T09:00")
        ).lower()
    )
    assert "as long as its tasks" in plan.refused(
        "task.update", id=plan.id("Build"), fields={"duration": 480}
    )
    assert (
        "summary" in plan.refused("task.progress", id=plan.id("Build"), percent_complete=10).lower()
    )
    row = plan.row("Build")
    inner = Task.objects.filter(id__in=[plan.id(n) for n in ("Mount", "Cable", "Test")])
    assert row.start == min(t.start for t in inner)
    assert row.finish == max(t.finish for t in inner)


def test_progress_is_consistent(world: World, http: Of) -> None:
    plan = Plan(world, http)

    def figures() -> tuple[Any, ...]:
        row = plan.row("Plan")
        return (
            row.percent_complete,
            row.actual_start,
            row.actual_finish,
            row.remaining_duration,
            row.duration,
        )

    begun, done = plan.row("Plan").start, plan.row("Plan").finish
    plan.do("task.progress", id=plan.id("Plan"), percent_complete=50)
    assert figures() == (50, begun, None, None, 960)
    plan.do("task.progress", id=plan.id("Plan"), remaining_duration=960)
    assert figures() == (33, begun, None, 960, 1440)
    plan.do("task.progress", id=plan.id("Plan"), remaining_duration=0)
    assert figures()[0] == 100
    assert figures()[3] is None
    plan.do("task.progress", id=plan.id("Plan"), percent_complete=0)
    assert figures()[:4] == (0, None, None, None)
    plan.do("task.update", id=plan.id("Plan"), fields={"duration": 960})
    plan.do("task.progress", id=plan.id("Plan"), percent_complete=100)
    assert figures() == (100, begun, done, None, 960)
    assert "how far" in plan.refused("task.progress", id=plan.id("Plan"), actual_finish=None)
    plan.do("task.progress", id=plan.id("Plan"), percent_complete=60)
    assert figures() == (60, begun, None, None, 960)
    plan.do("task.progress", id=plan.id("Plan"), actual_start=None)
    assert figures() == (0, None, None, None, 960)
    plan.do("task.progress", id=plan.id("Plan"), actual_finish=at("2026-02-27T17:00"))
    assert figures()[1] <= figures()[2]
    assert "before it starts" in plan.refused(
        "task.progress",
        id=plan.id("Plan"),
        actual_start=at("2026-03-05T09:00"),
        actual_finish=at("2026-03-04T09:00"),
    )


def test_milestones_and_elapsed_lengths(world: World, http: Of) -> None:
    plan = Plan(world, http)
    plan.do("task.update", id=plan.id("Aside"), fields={"milestone": True})
    assert plan.row("Aside").duration == 0
    plan.do("task.update", id=plan.id("Aside"), fields={"milestone": False})
    assert (plan.row("Aside").duration, plan.row("Aside").estimated) == (480, True)
    plan.do(
        "task.update", id=plan.id("Aside"), fields={"duration": 2 * 1440, "duration_unit": "ed"}
    )
    row = plan.row("Aside")
    assert row.finish - row.start == 2 * 1440


def test_a_baseline_holds_summaries_and_work(world: World, http: Of) -> None:
    plan = Plan(world, http)
    plan.do("baseline.set", number=2)
    rows = {r.task_id: r for r in BaselineTask.objects.filter(baseline_id__gt=0) if r.task_id}
    saved = {n: rows[plan.id(n)] for n in ("Build", "Racks", "Mount", "Cable")}
    assert saved["Build"].start == plan.row("Build").start
    assert (saved["Mount"].work, saved["Cable"].work) == (1440, 0)
    assert (saved["Racks"].work, saved["Build"].work) == (1440, 1440)


def test_outdenting_leaves_the_siblings_and_indenting_goes_below_the_one_above(
    world: World, http: Of
) -> None:
    plan = Plan(world, http)
    plan.do("task.outdent", ids=[plan.id("Mount")])
    assert plan.row("Mount").parent_id == plan.id("Build")
    assert plan.row("Cable").parent_id == plan.id("Racks")
    order = Task.objects.filter(parent_id=plan.id("Build")).order_by("rank")
    assert [t.name for t in order] == ["Racks", "Mount", "Test"]
    plan.do("task.indent", ids=[plan.id("Mount")])
    assert plan.row("Mount").parent_id == plan.id("Racks")
    assert "first of its level" in plan.refused("task.indent", ids=[plan.id("Prepare")])


def test_deleting_a_summary_takes_what_hangs_on_its_branch(world: World, http: Of) -> None:
    plan = Plan(world, http)
    plan.do("task.delete", ids=[plan.id("Racks")])
    gone = [plan.id(n) for n in ("Racks", "Mount", "Cable")]
    assert not Task.objects.filter(id__in=gone).exists()
    assert not Link.objects.filter(successor_id__in=gone).exists()
    assert not Link.objects.filter(predecessor_id__in=gone).exists()
    assert not Assignment.objects.filter(task_id__in=gone).exists()


def test_quick_add_makes_levels_people_and_links(world: World, http: Of) -> None:
    plan = Plan(world, http)
    answer = plan.do(
        "outline.insert",
        after_id=plan.id("Prepare"),
        tasks=[
            {"name": "Ship", "level": 0},
            {"name": "Pack", "level": 5, "duration": 960, "assignees": ["ana"]},
            {
                "name": "Send",
                "level": 1,
                "predecessors": [{"row": 1, "lag": 480}, {"id": plan.id("Order"), "type": "SS"}],
            },
            {
                "name": "Dated",
                "level": 0,
                "start": at("2026-03-09T09:00"),
                "finish": at("2026-03-11T17:00"),
            },
        ],
    )
    keys = answer["created"]["tasks"]
    ship, pack, sent, dated = (Task.objects.get(id=k) for k in keys)
    assert (pack.parent_id, sent.parent_id, dated.parent_id) == (ship.id, ship.id, None)
    assert Assignment.objects.get(task_id=pack.id).resource_id == world.resources["Ana"]
    assert "resources" not in answer["created"]
    assert {k.predecessor_id for k in Link.objects.filter(successor_id=sent.id)} == {
        pack.id,
        plan.id("Order"),
    }
    assert (dated.start, dated.finish, dated.duration) == (
        at("2026-03-09T09:00"),
        at("2026-03-11T17:00"),
        3 * 480,
    )
    assert notes(answer) == {"constraint_set": "Not before 9 Mar 2026"}
    order = Task.objects.filter(stream_id=world.project, parent_id=None).order_by("rank")
    assert [t.name for t in order][:3] == ["Prepare", "Ship", "Dated"]
