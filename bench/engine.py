"""The engine's speed beside MPXJ's MicrosoftScheduler: `python -m bench.engine [--without-mpxj]`.

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

from headway.scheduling import (
    Calendar,
    CalendarException,
    Link,
    Plan,
    Task,
    columns,
    schedule,
    warm,
)
from headway.scheduling.moments import from_iso
from headway.scheduling.plan import FF, FNET, FS, SNET, SS

START = from_iso("2026-01-05T08:00")[0]
DAY = 1440
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
    rows = [(n, *_ours(n)) for n in options.sizes]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    theirs = {} if options.without_mpxj else _theirs(options.sizes)
    print(
        f"\n{'tasks':>8} {'columns':>10} {'schedule':>10} {'one edit':>10} {'MPXJ':>10} {'times':>7}"
    )
    for n, build, run, edit in rows:
        peer = theirs.get(n)
        print(
            f"{n:>8} {build * 1e3:>7.1f} ms {run * 1e3:>7.2f} ms {edit * 1e3:>7.2f} ms "
            + (f"{peer * 1e3:>7.1f} ms {peer / run:>6.0f}×" if peer else "")
        )
    print(f"\nmost memory, ours alone: {peak:.0f} MiB")
    return 0


def _ours(n: int) -> tuple[float, float, float]:
    plan = network(n)
    cols = columns(plan)
    times = 20 if n <= 10_000 else 7
    longer = replace(plan.tasks[n // 2], duration=5 * 480)

    def edit() -> None:
        schedule(cols.with_tasks({n // 2: longer}))

    schedule(cols)
    return timed(lambda: columns(plan), 3), timed(lambda: schedule(cols), times), timed(edit, times)


def _theirs(sizes: list[int]) -> dict[int, float]:
    try:
        from bench._mpxj import Mpxj

        peer = Mpxj()
    except Exception as error:  # no Java, no MPXJ
        print(f"MPXJ was left out: {error}")
        return {}
    found = {}
    for n in sizes:
        plan = network(n)
        file, tasks = peer.build(plan)
        peer.run(file, plan.start)
        differ = _different(plan, peer.dates(tasks))
        if differ:
            raise SystemExit(f"{differ} of {n} tasks differ from MPXJ's dates")
        warmup = 5 if n <= 10_000 else 2
        for _ in range(warmup):
            peer.run(file, plan.start)
        found[n] = timed(lambda f=file, p=plan: peer.run(f, p.start), 7 if n <= 10_000 else 3)  # type: ignore[misc]
    return found


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
