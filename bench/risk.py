"""Monte Carlo: 10,000 trials over 1,000 tasks with 1,500 links, and over 10,000 with 15,000."""

from __future__ import annotations

import os
import random
import resource
import time

from headway.scheduling import Link, Plan, Task
from headway.scheduling.risk import simulate, warm

MONDAY = 29_540_160
BARS = {1_000: 1.0, 10_000: 15.0}


def plan(tasks: int, links: int, seed: int = 3) -> Plan:
    """Return a random net of tasks by the standard calendar, without summaries."""
    rng = random.Random(seed)
    pairs = set()
    while len(pairs) < links:
        a = rng.randrange(tasks - 1)
        pairs.add((a, min(tasks - 1, a + 1 + rng.randrange(40))))
    return Plan(
        MONDAY,
        tuple(Task(rng.choice((240, 480, 960, 2400))) for _ in range(tasks)),
        tuple(Link(a, b) for a, b in sorted(pairs)),
    )


def main() -> None:
    """Measure and print."""
    warm()
    for tasks, bar in BARS.items():
        given = plan(tasks, tasks * 3 // 2)
        for workers in (1, 2):
            began = time.perf_counter()
            simulate(given, trials=10_000, workers=workers)
            took = time.perf_counter() - began
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{tasks:6} tasks, {workers} thread(s): {took:.2f} s (bar {bar:g} s),"
                  f" peak {peak:.0f} MiB, load {os.getloadavg()[0]:.1f}")  # fmt: skip


if __name__ == "__main__":
    main()
