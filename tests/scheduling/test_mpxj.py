"""The engine against MPXJ's MicrosoftScheduler on random plans, in one Java machine.

Left out is what the two mean differently (docs/engine/differences.md): lag across calendars, leads
and elapsed durations' floats, started successors of starts, and dates that nobody works on.
"""

from __future__ import annotations

import pytest
from bench._mpxj import Mpxj
from hypothesis import HealthCheck, assume, given, settings

from headway.scheduling import Plan, schedule, working_minutes
from headway.scheduling.plan import ALAP, FF, FS, SS
from tests.scheduling.plans import plans

pytestmark = pytest.mark.slow

QUICK = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def peer() -> Mpxj:
    pytest.importorskip("mpxj")
    return Mpxj()


def agree(plan: Plan, peer: Mpxj, *, late: bool = True) -> None:
    """Assert that both give the same dates and floats."""
    ours = schedule(plan)
    late_ones = [i for i, task in enumerate(plan.tasks) if task.constraint == ALAP]
    # One that ought to have begun before the project does, or before what it waits for is done, as a
    # successor's deadline may ask, begins when it can; MPXJ lets it begin before.
    assume(all(ours.late_start[i] >= max(plan.start, ours.start[i]) for i in late_ones))
    theirs = peer.schedule(plan)
    for i, (task, want) in enumerate(zip(plan.tasks, theirs, strict=True)):
        found = (int(ours.start[i]), int(ours.finish[i]))
        assert found == (want.start, want.finish), f"task {i}"
        if not late:
            continue
        calendar = (task.calendar if task.calendar >= 0 else 0,)
        for a, b in (
            (int(ours.late_start[i]), want.late_start),
            (int(ours.late_finish[i]), want.late_finish),
        ):
            # The end of a day's work and the begin of the next are one moment.
            assert working_minutes(plan.calendars, calendar, min(a, b), max(a, b)) == 0, f"task {i}"
        total = int(ours.total_float[i])
        # Where a constraint holds a task against its links we show by how much, as Microsoft
        # Project does; MPXJ shows what the late dates leave.
        assert total == want.total_float or (
            task.constraint > 1 and total < min(0, want.total_float)
        )
        if all(k.lag == 0 for k in plan.links):
            free = max(0, min(want.free_float, total))
            assert int(ours.free_float[i]) == free, f"task {i}: free float"


@given(
    plans(
        constraints=False, progress=False, lag=False, types=(FS, SS, FF), outline=False,
        calendars=False,
    )
)  # fmt: skip
@QUICK
def test_links(peer: Mpxj, plan: Plan) -> None:
    agree(plan, peer)


@given(
    plans(
        constraints=False, progress=False, lag=False, types=(FS,), outline=False, milestones=False
    )
)
@QUICK
def test_calendars(peer: Mpxj, plan: Plan) -> None:
    agree(plan, peer)


@given(
    plans(progress=False, lag=False, types=(FS,), outline=False, milestones=False, calendars=False)
)
@QUICK
def test_constraints_and_deadlines(peer: Mpxj, plan: Plan) -> None:
    agree(plan, peer)


@given(plans(constraints=False, progress=False, types=(FS, SS), outline=False, calendars=False))
@QUICK
def test_lag(peer: Mpxj, plan: Plan) -> None:
    agree(plan, peer, late=False)


@given(plans(constraints=False, lag=False, types=(FS,), outline=False, milestones=False))
@QUICK
def test_progress(peer: Mpxj, plan: Plan) -> None:
    agree(plan, peer)
