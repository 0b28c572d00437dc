"""Levelling beside TaskJuggler (`tj3`): the same plans, finishes and times compared.

    python -m bench.levelling_taskjuggler [--tasks 200,1000] [--each 10] [--seconds S] [--seed N]

Random plans of one person a task, one person for `each` so many tasks, 1.5 links a task, eight-hour
days. TaskJuggler interrupts work
where that helps, so ours is asked with splitting and without. Start-up is subtracted on both sides:
a plan of one task for `tj3`, imports and compiled kernels for ours. Times are processor times. Left out where `tj3` is not
installed (Debian: `apt-get install tj3`).
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from headway.scheduling import Link, Plan, Task, schedule
from headway.scheduling.levelling import Need, Options, Resource, level, warm
from headway.scheduling.moments import from_iso, to_iso

START = from_iso("2026-01-05T08:00")[0]
HEAD = """project p "P" 2026-01-05 +{years}y {{
  timingresolution 60min
  workinghours mon - fri 8:00 - 12:00, 13:00 - 17:00
  workinghours sat, sun off
}}
"""
REPORT = """taskreport "out" {
  formats csv
  columns id, start, end
  timeformat "%Y-%m-%dT%H:%M"
}
"""


def problem(n: int, seed: int, each: int = 10) -> tuple[Plan, list[Resource], list[Need]]:
    """Return a plan of n tasks, its people (one for `each` so many, at least three) and needs."""
    dice = random.Random(seed)
    people = max(n // each, 3)
    tasks = tuple(Task(60 * dice.randint(2, 40)) for _ in range(n))
    links = set()
    while len(links) < min(3 * n // 2, n * (n - 1) // 4):
        b = dice.randrange(1, n)
        links.add((dice.randrange(max(0, b - 60), b), b))
    needs = [Need(i, dice.randrange(people)) for i in range(n)]
    plan = Plan(START, tasks, tuple(Link(a, b) for a, b in sorted(links)))
    return plan, [Resource(name=f"r{k}") for k in range(people)], needs


def juggled(
    folder: Path, plan: Plan, resources: list[Resource], needs: list[Need]
) -> tuple[int, float]:
    """Return the finish that TaskJuggler comes to (a moment), and its processor time in seconds."""
    who = {need.task: need.resource for need in needs}
    before: dict[int, list[int]] = {}
    for link in plan.links:
        before.setdefault(link.successor, []).append(link.predecessor)
    work = sum(t.duration for t in plan.tasks)
    lines = [HEAD.format(years=2 + work // 480 // 250)]
    lines += [f'resource r{k} "R{k}"\n' for k in range(len(resources))]
    for i, task in enumerate(plan.tasks):
        waits = f" depends {', '.join(f't{p}' for p in before[i])}" if i in before else ""
        lines.append(
            f'task t{i} "T{i}" {{ effort {task.duration // 60}h allocate r{who[i]}{waits} }}\n'
        )
    file = folder / "plan.tjp"
    file.write_text("".join(lines) + REPORT)
    began = _children()
    done = subprocess.run(
        ["tj3", "--no-color", "--silent", "--output-dir", str(folder), str(file)],
        capture_output=True, text=True, check=False, timeout=900, env={**os.environ, "TZ": "UTC"},
    )  # fmt: skip
    took = _children() - began
    if done.returncode:
        raise SystemExit(done.stderr[-2000:])
    with (folder / "out.csv").open(newline="") as out:
        rows = list(csv.reader(out, delimiter=";"))[1:]
    return max(from_iso(row[2])[0] for row in rows), took


def main() -> int:
    """Measure and print; return 1 where TaskJuggler finishes earlier than ours with splitting."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", default="200,1000")
    parser.add_argument("--each", type=int, default=10, help="tasks a person has")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    if shutil.which("tj3") is None:
        print("tj3 is not installed: left out")
        return 0
    warm()
    later = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        idle = min(juggled(folder, *problem(1, 1))[1] for _ in range(2))
        print(f"tj3 starts in {idle:.2f} s")
        for n in map(int, chosen.tasks.split(",")):
            plan, resources, needs = problem(n, chosen.seed, chosen.each)
            theirs, took = juggled(folder, plan, resources, needs)
            took = max(took - idle, 1e-3)
            unlevelled = schedule(plan).project_finish
            print(f"{n} tasks: without people {to_iso(unlevelled)}; tj3 {to_iso(theirs)}"
                  f" in {took:.2f} s")  # fmt: skip
            for splitting in (False, True):
                options = Options(splitting=splitting)
                level(plan, resources, needs, options, seconds=0)
                began = time.process_time()
                first = level(plan, resources, needs, options, seconds=0)
                fast = time.process_time() - began
                best = level(plan, resources, needs, options, seconds=chosen.seconds)
                words = "with splitting" if splitting else "without splitting"
                print(
                    f"  {words}: heuristic {to_iso(first.finish)} ({_days(first.finish, theirs)}) in"
                    f" {fast:.3f} s, {took / fast:.0f} times faster; after {chosen.seconds:g} s"
                    f" {to_iso(best.finish)} ({_days(best.finish, theirs)}), {best.status}",
                    flush=True,
                )
                later += splitting and best.finish > theirs
    return 1 if later else 0


def _children() -> float:
    """Return the processor time of ended processes, which other work on the machine leaves alone."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _days(ours: int, theirs: int) -> str:
    days = (ours - theirs) / 1440
    if not days:
        return "as tj3"
    return f"{abs(days):.1f} days {'later' if days > 0 else 'earlier'}"


if __name__ == "__main__":
    sys.exit(main())
