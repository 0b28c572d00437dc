"""What else a careful planner looks for, by small examples."""

from __future__ import annotations

from headway.scheduling import Calendar, Link, Task
from headway.scheduling.load import overloads
from headway.scheduling.plan import FF, MSO, SF, SS
from headway.scheduling.plan_check import Overload
from tests.plan_check.facts import DAY, at, checked, facts, named


def test_guesses_and_tasks_without_length() -> None:
    tasks = [Task(DAY), Task(DAY), Task(0), Task(0)]
    given = facts(tasks, estimated=[True, False, False, False], milestone=[False] * 3 + [True])
    assert named(checked(given)["estimates"]) == [0, 2]


def test_dangling_ends() -> None:
    tasks = [Task(DAY), Task(DAY), Task(DAY)]
    # The first only starts something, the second only finishes after something.
    found = checked(facts(tasks, [Link(0, 1, FF), Link(0, 2, SS), Link(1, 2)]))["dangling"]
    assert [(f.task, f.text.split(":")[0]) for f in found.findings] == [(1, "Open start")]
    found = checked(facts(tasks, [Link(0, 2, SS), Link(1, 2)]))["dangling"]
    assert [(f.task, f.text.split(":")[0]) for f in found.findings] == [(0, "Open finish")]


def test_links_of_summaries_and_start_to_finish() -> None:
    tasks = [Task(), Task(DAY, parent=0), Task(DAY), Task(DAY)]
    found = checked(facts(tasks, [Link(0, 2), Link(2, 3, SF)]))
    assert named(found["summary_links"]) == [2]
    assert named(found["start_to_finish"]) == [3]


def test_dates_that_contradict_links() -> None:
    monday = at("2026-03-02T08:00")
    tasks = [
        Task(3 * DAY),
        Task(DAY, manual=True, manual_start=monday, manual_finish=at("2026-03-02T17:00")),
        Task(DAY, constraint=MSO, constraint_date=at("2026-03-03T08:00")),
        Task(DAY, actual_start=at("2026-03-04T08:00")),
        Task(DAY),
    ]
    found = checked(facts(tasks, [Link(0, i) for i in (1, 2, 3, 4)]))["contradictions"]
    texts = {f.task: f.text for f in found.findings}
    assert texts == {
        1: "Scheduled by hand, 3 d before its link allows: FS after T0",
        2: "Held by its constraint, 2 d before its link allows: FS after T0",
        3: "Begun out of sequence, 1 d before its link allows: FS after T0",
    }


def test_branches_that_wait_for_each_other() -> None:
    tasks = [
        Task(name="A"), Task(DAY, parent=0), Task(DAY, parent=0),
        Task(name="B"), Task(DAY, parent=3), Task(DAY, parent=3),
    ]  # fmt: skip
    found = checked(facts(tasks, [Link(1, 4), Link(5, 2)]))["near_circles"]
    assert sorted(named(found)) == [2, 4]
    assert "“A” and “B” wait for each other" in found.findings[0].text
    assert checked(facts(tasks, [Link(1, 4), Link(2, 5)]))["near_circles"].state == "pass"


def test_milestones_that_take_time_and_deadlines() -> None:
    tasks = [Task(DAY), Task(3 * DAY, deadline=at("2026-03-03T17:00"))]
    found = checked(facts(tasks, milestone=[True, False]))
    assert named(found["milestones"]) == [0]
    assert found["deadlines"].findings[0].text == "1 d after its deadline, 3 Mar 2026"


def test_work_in_the_past_long_tasks_and_owners() -> None:
    tasks = [Task(DAY), Task(25 * DAY), Task(DAY, actual_start=at("2026-03-02T08:00"))]
    found = checked(facts(tasks, status="2026-03-04T08:00", owners=[0, 1, 1]))
    assert named(found["past"]) == [0, 1, 2]
    assert named(found["long_tasks"]) == [1]
    assert named(found["owners"]) == [0]


def test_calendars_by_which_nobody_works() -> None:
    never = Calendar(week=((),) * 7, name="Never")
    always = Calendar(week=(((0, 1440),),) * 7, name="Always")
    short = Calendar(week=(((480, 900),),) * 5 + ((), ()), name="Seven")
    tasks = [Task(DAY), Task(0, calendar=1), Task(DAY, calendar=2), Task(DAY, calendar=3)]
    found = checked(facts(tasks, milestone=[False] * 4, calendars=(never, always, short)))
    texts = {f.task: f.text for f in found["calendars"].findings}
    assert texts == {
        2: "Always: 168 h a week",
        3: "Seven: its days have 7 h, a day of duration 8 h",
    }


def test_overloads_are_swept_with_changing_capacity() -> None:
    spans = [(0, 100, 10_000, 0), (50, 150, 5_000, 1)]
    assert overloads("Ana", spans, 10_000) == [Overload("Ana", 50, 100, 15_000, 10_000, (0, 1))]
    half = overloads("Ana", spans, 15_000, [(60, 10_000), (80, 20_000)])
    assert half == [Overload("Ana", 60, 80, 15_000, 10_000, (0, 1))]
    found = checked(facts([Task(DAY), Task(DAY)], overloads=overloads("Ana", spans, 10_000)))
    assert named(found["overloads"]) == [0, 1]
