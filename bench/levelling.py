"""Levelling on PSPLIB: `headway level` as a whole command, two workers, 30 s of wall time each.

    python -m bench levelling [--seconds S] [--sets j30,j60,j120] [--sample N] [--only NAME,...]

Reads the instances and best known makespans where they are found (../shared/data/psplib, or --data)
and says that it was left out where not. Every schedule goes through a checker of its own. Each set
ends with its mean gap to the best known, how many reach it, how many are proven, and the mean gap
over the critical path.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import orjson

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT.parent / "shared" / "data" / "psplib"
HEADWAY = Path(sys.executable).with_name("headway")
BARS = {"j30": 0.05, "j60": 0.5, "j120": 1.8}


def faults(instance, starts: list[int], makespan: int) -> list[str]:
    """Return what is wrong with a schedule, checked unit by unit."""
    found = []
    for i, row in enumerate(instance.successors):
        for j in row:
            if starts[j] < starts[i] + instance.durations[i]:
                found.append(f"{j} before the end of {i}")
    for k, capacity in enumerate(instance.capacities):
        for t in range(makespan):
            running = (i for i, s in enumerate(starts) if s <= t < s + instance.durations[i])
            if sum(instance.demands[i][k] for i in running) > capacity:
                found.append(f"resource {k} at {t}")
    if makespan != max(s + d for s, d in zip(starts, instance.durations)) or min(starts) < 0:
        found.append("makespan")
    return found


def command(file: Path, seconds: float, workers: int) -> tuple[dict, float]:
    """Return the answer of the whole command, and its wall time."""
    began = time.monotonic()
    done = subprocess.run(
        [str(HEADWAY), "level", str(file), "--json",
         "--seconds", str(seconds), "--workers", str(workers)],
        capture_output=True, check=True, timeout=seconds + 120, cwd=ROOT,
    )  # fmt: skip
    return orjson.loads(done.stdout), time.monotonic() - began


def measured(name: str, chosen: argparse.Namespace) -> int:
    """Measure a set, print its lines and means; return how many schedules are wrong."""
    from headway.exchange import psplib
    from headway.scheduling.levelling.bounds import heads_and_tails

    folder = Path(chosen.data) / name
    known = {r["instance"]: r for r in csv.DictReader((folder / "best_known.csv").open())}
    names = [n for n in sorted(known) if not chosen.only or n in chosen.only.split(",")]
    if chosen.sample:
        names = sorted(random.Random(chosen.seed).sample(names, min(chosen.sample, len(names))))
    gaps, over, times, best, proven, bad = [], [], [], 0, 0, 0
    for instance_name in names:
        file = folder / f"{instance_name}.sm"
        answer, took = command(file, chosen.seconds, chosen.workers)
        instance = psplib.read(file.read_bytes())
        wrong = faults(instance, answer["starts"], answer["makespan"])
        bad += bool(wrong)
        upper = int(known[instance_name]["ub"])
        critical = max(heads_and_tails(instance)[1])
        gaps.append(100 * (answer["makespan"] / upper - 1))
        over.append(100 * (answer["makespan"] / critical - 1))
        times.append(took)
        best += answer["makespan"] <= upper
        proven += answer["status"] == "optimal"
        print(f"{instance_name:10} {answer['makespan']:4} best known {upper:4} gap {gaps[-1]:5.2f}%"
              f" bound {answer['bound']:4} {answer['status']:8} {took:5.1f} s"
              f" load {os.getloadavg()[0]:.1f} {'; '.join(wrong)}", flush=True)  # fmt: skip
    if gaps:
        print(f"{name}: {len(gaps)} of {len(known)} instances, mean gap {sum(gaps) / len(gaps):.2f}%"
              f" (bar {BARS.get(name, 0)}%), best known reached {best}, proven {proven}, over the"
              f" critical path {sum(over) / len(over):.2f}%, longest command {max(times):.1f} s,"
              f" wrong {bad}", flush=True)  # fmt: skip
    return bad


def main() -> int:
    """Measure and print; return 1 where a schedule is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30, help="wall time of each command")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--sets", default="j30,j60,j120")
    parser.add_argument("--only", default="", help="names of instances")
    parser.add_argument("--sample", type=int, default=0, help="so many of each set, by chance")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--data", default=str(DATA), help="folder with a folder for each set")
    chosen = parser.parse_args()
    if not Path(chosen.data).is_dir():
        print("no PSPLIB instances here: left out")
        return 0
    return 1 if sum(measured(name, chosen) for name in chosen.sets.split(",")) else 0


if __name__ == "__main__":
    sys.exit(main())
