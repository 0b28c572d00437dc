"""Crashing against a published optimum and against linear programming."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.linear_solver import pywraplp

from headway.scheduling import Calendar, Link, Plan, Task, columns, schedule
from headway.scheduling.crashing import (
    Option,
    crash,
    overlaps,
    ranking,
    shortest,
    slope_of,
)
from headway.scheduling.mincut import INFINITE, Arc, cut
from headway.scheduling.plan import FF, SNET, SS

DAY = 480
START = 29_751_840
ROUND = Calendar(week=(((0, 1440),),) * 7)
WEEK = 2400

HILLIER = {
    "A": (2, 1, 180, 280, ""),
    "B": (4, 2, 320, 420, "A"),
    "C": (10, 7, 620, 860, "B"),
    "D": (6, 4, 260, 340, "C"),
    "E": (4, 3, 410, 570, "C"),
    "F": (5, 3, 180, 260, "E"),
    "G": (7, 4, 900, 1020, "D"),
    "H": (9, 6, 200, 380, "EG"),
    "I": (7, 5, 210, 270, "C"),
    "J": (8, 6, 430, 490, "FI"),
    "K": (4, 3, 160, 200, "J"),
    "L": (5, 3, 250, 350, "J"),
    "M": (2, 1, 100, 200, "H"),
    "N": (6, 3, 330, 510, "KL"),
}
"""The Reliable Construction Co. project: weeks and thousands of dollars, normal and crashed
(Hillier and Lieberman, Introduction to Operations Research, 7th ed., § 10.5, table 10.7)."""


def hillier() -> tuple[Plan, dict[int, Option], int]:
    """Return the project with a week as 2400 minutes, its options and its normal cost."""
    names = list(HILLIER)
    tasks = tuple(Task(n * WEEK, name=name) for name, (n, *_) in HILLIER.items())
    links = tuple(
        Link(names.index(p), names.index(s)) for s, row in HILLIER.items() for p in row[4]
    )
    options = {
        i: Option(least * WEEK, (crashed - usual) // (normal - least))
        for i, (normal, least, usual, crashed, _) in enumerate(HILLIER.values())
    }
    return Plan(START, tasks, links, (ROUND,)), options, sum(r[2] for r in HILLIER.values())


def test_the_published_optimum_of_reliable_construction() -> None:
    plan, options, normal = hillier()
    cols = columns(plan)
    result = schedule(cols)
    assert (result.project_finish - START) / WEEK == 44
    found = crash(cols, result, options, 4 * WEEK, step=WEEK)
    # 40 weeks for 4.69 million: F and J two weeks shorter, at 40 and 30 thousand a week.
    assert (found.reached, found.gain, (found.after - START) / WEEK) == (True, 4 * WEEK, 40)
    assert normal == 4550
    assert normal + found.cost / WEEK == 4690
    names = list(HILLIER)
    shorter = {names[i]: (plan.tasks[i].duration - d) / WEEK for i, d in found.durations.items()}
    assert shorter == {"F": 2, "J": 2}


def test_all_crashed_is_the_end_of_it() -> None:
    plan, options, _ = hillier()
    cols = columns(plan)
    found = crash(cols, schedule(cols), options, 40 * WEEK, step=WEEK)
    # All fully crashed the project takes 28 weeks (1+2+7+3+3+6+3+3); no more is to be had.
    assert (found.reached, (found.after - START) / WEEK) == (False, 28)


@st.composite
def networks(draw: st.DrawFn) -> tuple[Plan, dict[int, Option]]:
    """Return up to seven tasks with links from finish to start, round the clock."""
    n = draw(st.integers(2, 7))
    tasks, options = [], {}
    for i in range(n):
        usual = draw(st.integers(1, 8))
        tasks.append(Task(usual * 60))
        options[i] = Option(draw(st.integers(0, usual)) * 60, draw(st.integers(1, 9)))
    links = [Link(i, j) for j in range(1, n) for i in range(j) if draw(st.integers(0, 2)) == 0]
    return Plan(START, tuple(tasks), tuple(links), (ROUND,)), options


def optimum(plan: Plan, options: dict[int, Option], finish: int) -> float | None:
    """Return the least cost at which linear programming finishes within so many minutes."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    n = len(plan.tasks)
    begin = [solver.NumVar(0, finish, "") for _ in range(n)]
    less = [solver.NumVar(0, plan.tasks[i].duration - options[i].least, "") for i in range(n)]
    for k in plan.links:
        p = k.predecessor
        solver.Add(begin[k.successor] >= begin[p] + plan.tasks[p].duration - less[p])
    for i in range(n):
        solver.Add(begin[i] + plan.tasks[i].duration - less[i] <= finish)
    solver.Minimize(sum(options[i].slope * less[i] for i in range(n)))
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    return float(solver.Objective().Value())


@given(networks(), st.integers(1, 8))
@settings(max_examples=60, deadline=None)
def test_no_linear_program_is_cheaper(network: tuple[Plan, dict[int, Option]], hours: int) -> None:
    plan, options = network
    cols = columns(plan)
    result = schedule(cols)
    found = crash(cols, result, options, hours * 60, step=60)
    length = result.project_finish - START
    best = optimum(plan, options, length - hours * 60)
    assert found.reached == (best is not None)
    assert found.before - found.after == found.gain
    if best is not None:
        assert found.cost == pytest.approx(best)
        assert found.gain == hours * 60
    again = [Task(found.durations.get(i, task.duration)) for i, task in enumerate(plan.tasks)]
    whole = schedule(Plan(START, tuple(again), plan.links, plan.calendars))
    assert whole.project_finish == found.after


def test_a_cut_counts_what_flows_back() -> None:
    # Two ways of a chain each, joined in the middle: the arc back across the cut must carry 5.
    arcs = [
        Arc(-1, 1, 0, 9, 1), Arc(-1, 2, 0, 4, 2), Arc(2, 1, 0, INFINITE), Arc(1, 3, 5, 8, 3),
        Arc(3, -2, 0, INFINITE),
    ]  # fmt: skip
    assert cut(arcs, -1, -2) == [(2, 1)]
    assert cut([Arc(-1, -2, 0, INFINITE, 1)], -1, -2) == []


def test_a_chosen_milestone_is_what_counts() -> None:
    plan = Plan(START, (Task(3 * DAY), Task(DAY), Task(9 * DAY)), (Link(0, 1),), (ROUND,))
    cols = columns(plan)
    result = schedule(cols)
    options = {0: Option(DAY, 5), 1: Option(DAY // 2, 1), 2: Option(DAY, 1)}
    found = crash(cols, result, options, DAY, target=1, step=DAY // 2)
    # The cheap half day of the milestone's own task first, then half a day of the other.
    assert found.durations == {0: 5 * DAY // 2, 1: DAY // 2}


def test_what_constraints_hold_cannot_be_had() -> None:
    pinned = Task(2 * DAY, constraint=SNET, constraint_date=START + 20 * 1440)
    plan = Plan(START, (Task(5 * DAY), pinned), (Link(0, 1),), (ROUND,))
    cols = columns(plan)
    options = {0: Option(DAY, 1), 1: Option(DAY, 7)}
    found = crash(cols, schedule(cols), options, 3 * DAY, step=DAY)
    assert (found.durations, found.gain, found.reached) == ({1: DAY}, DAY, False)


def test_ranking_tells_what_a_day_less_gains() -> None:
    # Order (4 d) beside Design (3 d), both before Build (5 d).
    plan = Plan(
        START, (Task(4 * DAY), Task(3 * DAY), Task(5 * DAY)), (Link(0, 2), Link(1, 2)), (ROUND,)
    )
    cols = columns(plan)
    found = ranking(cols, schedule(cols), {0: DAY, 1: DAY, 2: DAY})
    told = [(c.task, c.gain / DAY, c.drag / DAY) for c in found]
    # Build gains all that it is cut; Order only until Design is the longer.
    assert told == [(2, 1, 4), (0, 1, 1)]


def test_overlaps_of_critical_links() -> None:
    links = (Link(0, 1), Link(1, 2, SS), Link(2, 3, FF))
    plan = Plan(START, tuple(Task(4 * DAY) for _ in range(4)), links, (ROUND,))
    cols = columns(plan)
    found = overlaps(cols, schedule(cols))
    assert [(o.link, o.lead, o.gain) for o in found] == [(0, 2 * DAY, 2 * DAY)]


def test_how_short_a_task_may_become_and_what_it_costs() -> None:
    assert shortest(1000, 0, None, 0.7) == 700
    assert shortest(1000, 0, 600, 0.7) == 600
    assert shortest(1000, 800, 600, 0.7) == 800
    assert shortest(1000, 0, 1200, 0.7) == 1000
    # One person at 60 an hour, overtime 90: half a unit a minute more.
    assert slope_of([(10_000, 60_000_000, 90_000_000)]) == 500_000
    # Without an overtime rate half as much again; two halves of a person make one.
    assert slope_of([(5_000, 60_000_000, 0), (5_000, 60_000_000, 0)]) == 500_000
    assert slope_of([(10_000, 0, 0)]) is None
    assert slope_of([]) is None


def test_impossible_options_are_refused() -> None:
    cols = columns(Plan(START, (Task(DAY),), (), (ROUND,)))
    for option in (Option(2 * DAY, 1), Option(0, -1), Option(-1, 1)):
        with pytest.raises(ValueError, match="shortened"):
            crash(cols, schedule(cols), {0: option}, DAY)
