"""Why a date is that date and the longest paths, worked by hand and for every plan."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.scheduling import (
    Calendar,
    CalendarException,
    Link,
    Plan,
    Task,
    columns,
    longest_paths,
    relations,
    schedule,
    why,
)
from headway.scheduling.jit import COMPILED
from headway.scheduling.moments import from_iso
from headway.scheduling.plan import FF, FNET, LAG_WORKING, MSO, SF, SNET, SS
from headway.scheduling.relations import Relations
from headway.scheduling.telling import Names, elapsed, length, notes, told
from tests.scheduling.plans import START, plans

DAY = 480


def at(text: str) -> int:
    return from_iso(text)[0]


def names(plan: Plan, calendars: dict[int, list[tuple[str, int]]] | None = None) -> Names:
    lags = [f"+{k.lag // DAY}d" if k.lag else "" for k in plan.links]
    return Names(
        lambda i: plan.tasks[i].name,
        lambda k: lags[k],
        lambda r: str(r),
        lambda i: (calendars or {}).get(i, []),
    )


def chain(
    plan: Plan, task: int, side: str = "start", needs: dict[int, list[str]] | None = None
) -> list[str]:
    """Return the chain as "name: words"."""
    cols = columns(plan)
    result = schedule(cols)
    return [
        f"{plan.tasks[r.task].name}: {told(cols, names(plan), r, result)}"
        for r in why(cols, result, task, side, needs)
    ]


def test_a_data_date_holds_what_nothing_else_holds() -> None:
    plan = Plan(START, (Task(DAY, name="A"),), data_date=at("2026-03-05T08:00"))
    assert chain(plan, 0) == ["A: Starts from the status date on, 5 Mar 2026"]
    early = Plan(START, (Task(DAY, name="A"),), data_date=at("2026-02-27T08:00"))
    assert chain(early, 0) == ["A: Starts with the project, 2 Mar 2026"]


def test_links_with_types_and_lag_down_to_the_project_start() -> None:
    plan = Plan(
        START,
        (Task(DAY, name="A"), Task(DAY, name="B"), Task(2 * DAY, name="C"), Task(DAY, name="D")),
        (Link(0, 1, lag=2 * DAY), Link(1, 2, SS), Link(2, 3, FF)),
    )
    assert chain(plan, 3, "finish") == [
        "D: Finishes after C finishes",
        "C: Waits for B to start",
        "B: Waits for A to finish, +2d",
        "A: Starts with the project, 2 Mar 2026",
    ]
    assert chain(plan, 3)[0] == "D: Finishes after C finishes, and takes 1 d"
    assert chain(plan, 2, "finish")[:2] == [
        "C: Takes 2 d from its start, 5 Mar 2026",
        "C: Waits for B to start",
    ]


def test_constraints_actual_dates_and_hands_are_roots() -> None:
    monday, done = at("2026-03-09T08:00"), at("2026-03-10T17:00")
    tasks = (
        Task(DAY, name="A", constraint=SNET, constraint_date=monday),
        Task(DAY, name="B", actual_start=monday, actual_finish=done, percent_complete=100),
        Task(DAY, name="C", manual=True, manual_start=monday, manual_finish=done),
        Task(DAY, name="D", constraint=FNET, constraint_date=done),
        Task(DAY, name="E", constraint=MSO, constraint_date=monday),
        Task(3 * DAY, name="F", actual_start=monday),
    )
    plan = Plan(START, tasks)
    assert chain(plan, 0) == ["A: Not before 9 Mar 2026"]
    assert chain(plan, 1) == ["B: Really started 9 Mar 2026"]
    assert chain(plan, 1, "finish") == ["B: Really finished 10 Mar 2026"]
    assert chain(plan, 2, "finish") == ["C: Scheduled by hand: its own dates"]
    assert chain(plan, 3, "finish") == ["D: Not finished before 10 Mar 2026"]
    assert chain(plan, 4) == ["E: Must start on 9 Mar 2026"]
    assert chain(plan, 5, "finish") == [
        "F: Takes 3 d from its start, 9 Mar 2026", "F: Really started 9 Mar 2026",
    ]  # fmt: skip


def test_summaries_lead_to_their_first_and_last_task() -> None:
    tasks = (
        Task(name="S"), Task(DAY, parent=0, name="A"), Task(3 * DAY, parent=0, name="B"),
        Task(DAY, name="C"),
    )  # fmt: skip
    plan = Plan(START, tasks, (Link(0, 3),))
    assert chain(plan, 0, "finish")[:2] == [
        "S: Finishes with the last task below it",
        "B: Starts with the project, 2 Mar 2026",
    ]
    assert chain(plan, 0)[0] == "S: Starts with the first task below it"
    assert chain(plan, 3) == [
        "C: Waits for S to finish",
        "S: Finishes with the last task below it",
        "B: Starts with the project, 2 Mar 2026",
    ]


def test_levelled_work_leads_to_the_task_that_occupies_its_people() -> None:
    tasks = (
        Task(3 * DAY, name="A"),
        Task(2 * DAY, name="B"),
        Task(DAY, name="C", levelling_delay=3 * 1440),
    )
    plan = Plan(START, tasks)
    needs = {0: ["Ana"], 1: ["Ben"], 2: ["Ana", "Cem"]}
    assert chain(plan, 2, needs=needs) == [
        "C: Delayed by levelling, 3 days: Ana is busy with A",
        "A: Starts with the project, 2 Mar 2026",
    ]
    assert chain(plan, 2) == ["C: Delayed by levelling, 3 days"]


def test_days_off_whose_calendar_rests_and_deadlines_are_told_beside() -> None:
    # Ana is away from Wednesday, 4 March, to Friday; her task waits until Monday, the 9th.
    away = Calendar(exceptions=(CalendarException(START // 1440 + 2, START // 1440 + 4),), name="x")
    late = at("2026-03-06T17:00")
    tasks = (Task(2 * DAY, name="A"), Task(DAY, name="B", calendars=(1,), deadline=late))
    plan = Plan(START, tasks, (Link(0, 1),), (Calendar(name="Standard"), away))
    cols = columns(plan)
    result = schedule(cols)
    reason = why(cols, result, 1)[0]
    assert reason.wait == at("2026-03-09T08:00") - at("2026-03-03T17:00")
    assert notes(cols, result, names(plan, {1: [("Ana", 1)]}), reason) == [
        "No work from 4 Mar 2026 to 8 Mar 2026 (Ana's calendar)",
        "Works by the calendar of Ana",
        "Misses its deadline, 6 Mar 2026",
    ]


def test_lengths_in_words() -> None:
    assert [length(m, DAY) for m in (0, 20, 120, 480, 1200)] == [
        "0 d", "20 min", "2 h", "1 d", "2.5 d",
    ]  # fmt: skip
    assert [elapsed(m) for m in (60, 1440, 3600)] == ["1 h", "1 day", "2.5 days"]
    with pytest.raises(ValueError, match="side"):
        why(columns(Plan(START, (Task(),))), schedule(Plan(START, (Task(),))), 0, "middle")


def test_float_paths_of_a_known_network() -> None:
    # A(5) → D(2), B(4) → D, C(1) → B; D → E(1); F(3) → E.
    tasks = tuple(Task(n * DAY, name=x) for x, n in zip("ABCDEF", (5, 4, 1, 2, 1, 3), strict=True))
    links = (Link(0, 3), Link(1, 3), Link(2, 1), Link(3, 4), Link(5, 4))
    cols = columns(Plan(START, tasks, links))
    found = longest_paths(cols, schedule(cols), 4)
    told_ = [
        ("".join(tasks[i].name for i in p.tasks), p.slack // DAY, p.joins, p.forks) for p in found
    ]
    # C and B take five days as A does; F alone has four days of float.
    assert told_ == [("ADE", 0, -1, -1), ("CB", 0, 3, -1), ("F", 4, 4, -1)]
    assert [p.links for p in found] == [(0, 3), (2,), ()]
    assert longest_paths(cols, schedule(cols), 4, 1) == found[:1]
    for target, most in ((9, 1), (0, 0)):
        with pytest.raises(ValueError, match=r"task|path"):
            longest_paths(cols, schedule(cols), target, most)


@pytest.mark.slow
@given(plans(), st.data())
@settings(max_examples=120, deadline=None)
def test_paths_share_no_task_and_their_floats_rise(plan: Plan, data: st.DataObject) -> None:
    cols = columns(plan)
    result = schedule(cols)
    target = data.draw(st.integers(0, len(plan.tasks) - 1))
    found = longest_paths(cols, result, target, 8)
    seen: set[int] = set()
    for path in found:
        assert not seen & set(path.tasks)
        seen |= set(path.tasks)
        assert len(path.links) == len(path.tasks) - 1
        assert path.slack >= 0
    floats = [p.slack for p in found]
    assert floats == sorted(floats)
    assert found[0].slack == 0
    # A chain of why always ends, and each step leads on from the one before.
    for side in ("start", "finish"):
        steps = why(cols, result, target, side)
        assert steps[0].task == target
        assert len(steps) <= 4 * len(plan.tasks)


@pytest.mark.slow
@given(
    plans(
        constraints=False, progress=False, types=(0,), outline=False, calendars=False,
        lag_kinds=(LAG_WORKING,),  # a percent lag grows with the task, elapsed lag may hide an hour
    )
)  # fmt: skip
@settings(max_examples=80, deadline=None)
def test_the_float_of_a_path_is_what_it_can_slip(plan: Plan) -> None:
    """Lengthening the last task of a near path by its float does not move the target; more does."""
    cols = columns(plan)
    result = schedule(cols)
    target = int(np.argmax(result.finish))
    for path in longest_paths(cols, result, target, 4)[1:]:
        last = path.tasks[-1]
        if plan.tasks[last].duration == 0:
            continue
        for more, moves in ((path.slack, False), (path.slack + 60, True)):
            tasks = list(plan.tasks)
            tasks[last] = Task(tasks[last].duration + more)
            after = schedule(Plan(START, tuple(tasks), plan.links, plan.calendars))
            assert (after.finish[target] > result.finish[target]) == moves


def test_relations_see_through_summaries() -> None:
    tasks = (Task(name="S"), Task(DAY, parent=0), Task(2 * DAY, parent=0), Task(DAY))
    cols = columns(Plan(START, tasks, (Link(0, 3),)))
    found = Relations(cols, schedule(cols)).into(3)
    assert {(r.predecessor, r.slack) for r in found} == {(1, DAY), (2, 0)}
    starts = columns(Plan(START, tasks, (Link(0, 3, SF),)))
    assert {r.predecessor for r in Relations(starts, schedule(starts)).into(3)} == {1, 2}


@pytest.mark.skipif(not COMPILED, reason="nothing is compiled here")
def test_tiny_plans_are_looked_at_by_the_same_machine_code() -> None:
    for count, links in ((30, 20), (1, 0), (2, 1), (3, 1), (0, 0)):
        tasks = tuple(Task(DAY) for _ in range(count))
        cols = columns(Plan(START, tasks, tuple(Link(n, n + 1) for n in range(links))))
        found = Relations(cols, schedule(cols))
        assert (len(found.bound), len(found.slack)) == (links, links)
        if links:
            (one,) = found.into(1)
            assert (one.predecessor, one.slack) == (0, 0)
    assert len(relations._relations.signatures) == 1
