"""The engine's speed beside MPXJ's MicrosoftScheduler: `python -m bench.engine [--without-mpxj]`.

Both are taken in turn, three of ours and one of theirs, so that what else the machine does meets
both; the medians count. "One edit" is a task's new length: columns patched and what it reaches
scheduled again, and how many visits that made.

Both schedule the same plan (calendars, constraints, half again as many links as tasks) from objects
built beforehand; results are compared task by task before anything is timed. Ours gives late dates
and floats too.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

from headway.scheduling import (
    Calendar,
    CalendarException,
    Columns,
    Link,
    Plan,
    Schedule,
    Task,
    columns,
    reschedule,
    schedule,
    warm,
)
from headway.scheduling.moments import from_iso
from headway.scheduling.plan import FF, FNET, FS, SNET, SS

START = from_iso("2026-01-05T08:00")[0]
DAY = 1440
TIMES, MEMORY = 20, 500
"""The bars: times as fast as MPXJ from 10,000 tasks on, MiB of the whole process."""
HOLIDAYS = tuple(
    CalendarException(START // DAY + offset, START // DAY + offset)
    for offset in range(40, 3000, 45)
)
TUESDAYS = [
    START + offset * DAY
    for offset in range(1, 300, 7)
    if START // DAY + offset not in {holiday.first for holiday in HOLIDAYS}
]
CALENDARS = (
    Calendar(name="Standard", exceptions=HOLIDAYS),
    Calendar(week=(((360, 840),),) * 6 + ((),), name="Six days"),
    Calendar(week=(((480, 720), (780, 1020)),) * 4 + (((480, 720),), (), ()), name="Short Fridays"),
)


def network(n: int, seed: int = 1) -> Plan:
    """Return a plan of n tasks and 1.5 n links, some with calendars and constraints."""
    dice = random.Random(seed)
    tasks = []
    for i in range(n):
        constraint, date = 0, None
        if dice.random() < 0.05:
            constraint = dice.choice((SNET, FNET))
            # A time at which all calendars work: MPXJ leaves others as they are.
            day = dice.choice(TUESDAYS)
            date = day if constraint == SNET else day + 240
        tasks.append(
            Task(
                duration=dice.choice((240, 480, 480, 960, 1440, 2400)),
                name=f"Task {i}",
                calendar=dice.choice((-1, -1, -1, 1, 2)),
                constraint=constraint,
                constraint_date=date,
            )
        )
    links = set()
    while len(links) < n * 3 // 2:
        successor = dice.randrange(1, n)
        links.add((max(0, successor - dice.randint(1, 200)), successor))
    made = tuple(
        Link(a, b, dice.choice((FS, FS, FS, SS, FF)), 480 if dice.random() < 0.1 else 0)
        for a, b in sorted(links)
    )
    # Where calendars differ, MPXJ reads lag between starts, and links between finishes, otherwise.
    made = tuple(k if k.type == FS else replace(k, lag=0) for k in made)
    made = tuple(
        replace(k, type=FS)
        if k.type == FF and tasks[k.predecessor].calendar != tasks[k.successor].calendar
        else k
        for k in made
    )
    return Plan(START, tuple(tasks), made, CALENDARS)


def timed(call: Callable[[], object], times: int) -> float:
    """Return the median seconds of a call."""
    seconds = []
    for _ in range(times):
        begin = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--without-mpxj", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000])
    options = parser.parse_args()
    begin = time.perf_counter()
    warm()
    print(f"first call of a new process, compiled before: {time.perf_counter() - begin:.2f} s")
    rows = [_ours(n) for n in options.sizes]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    peer = None if options.without_mpxj else _peer()
    print(
        f"\n{'tasks':>8} {'columns':>10} {'one edit':>10} {'visits':>8} {'schedule':>10} "
        f"{'MPXJ':>10} {'times':>7}"
    )
    missed = []
    for row in rows:
        run, theirs = _in_turn(row, peer)
        if theirs and row.tasks >= 10_000 and theirs < TIMES * run:
            missed.append(f"{row.tasks} tasks less than {TIMES} times as fast")
        print(
            f"{row.tasks:>8} {row.build * 1e3:>7.1f} ms {row.edit * 1e3:>7.2f} ms {row.visits:>8} "
            f"{run * 1e3:>7.2f} ms " + (f"{theirs * 1e3:>7.1f} ms {theirs / run:>6.0f}×" if theirs else ""),
            flush=True,
        )  # fmt: skip
    print(f"\nmost memory, ours alone: {peak:.0f} MiB")
    if peak > MEMORY:
        missed.append(f"more than {MEMORY} MiB")
    print("NOT within the bars: " + ", ".join(missed) if missed else "within the bars")
    return int(bool(missed))


class Ours(NamedTuple):
    """What is measured of ours alone, in seconds, and the plan for the rounds in turn."""

    tasks: int
    build: float
    edit: float
    visits: int
    plan: Plan
    columns: Columns


def _ours(n: int) -> Ours:
    plan = network(n)
    cols = columns(plan)
    before = schedule(cols)
    place = n // 2
    longer = replace(plan.tasks[place], duration=5 * 480)

    def edit() -> Schedule:
        return reschedule(before, cols, cols.with_tasks({place: longer}), tasks=[place])

    build = timed(lambda: columns(plan), 3)
    return Ours(n, build, timed(edit, 9), sum(edit().visited), plan, cols)


def _peer() -> Any:
    try:
        from bench._mpxj import Mpxj

        return Mpxj()
    except Exception as error:  # no Java, no MPXJ
        print(f"MPXJ was left out: {error}")
        return None


def _in_turn(row: Ours, peer: Any) -> tuple[float, float]:
    """Return the median seconds of a schedule by us and, where it is there, by MPXJ."""
    few = row.tasks > 10_000
    if peer is None:
        return timed(lambda: schedule(row.columns), 9 if few else 30), 0.0
    file, tasks = peer.build(row.plan)
    peer.run(file, row.plan.start)
    differ = _different(row.plan, peer.dates(tasks))
    if differ:
        raise SystemExit(f"{differ} of {row.tasks} tasks differ from MPXJ's dates")
    for _ in range(2 if few else 5):
        peer.run(file, row.plan.start)
    ours, theirs = [], []
    for _ in range(4 if few else 9):
        ours += [timed(lambda: schedule(row.columns), 1) for _ in range(3)]
        theirs.append(timed(lambda: peer.run(file, row.plan.start), 1))
    return statistics.median(ours), statistics.median(theirs)


def _different(plan: Plan, theirs: list[object]) -> int:
    ours = schedule(plan)
    return sum(
        (int(a), int(b), int(c), int(d)) != (t.start, t.finish, t.late_start, t.late_finish)  # type: ignore[attr-defined]
        for a, b, c, d, t in zip(
            ours.start, ours.finish, ours.late_start, ours.late_finish, theirs, strict=True
        )
    )


if __name__ == "__main__":
    sys.exit(main())
