"""Levelling on PSPLIB: `headway level` as a whole command, two workers, 30 s of wall time each.

    python bench/levelling.py [--seconds S] [--sets j30,j60,j120] [--only NAME,...]

Reads the instances and best known makespans where they are found (../shared/data/psplib) and says
that it was left out where not. Every schedule goes through a checker of its own.
"""

from __future__ import annotations

import argparse
import csv
import os
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


def main() -> int:
    """Measure and print; return 1 where a schedule is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--sets", default="j30,j60,j120")
    parser.add_argument("--only", default="")
    chosen = parser.parse_args()
    if not DATA.is_dir():
        print("no PSPLIB instances here: left out")
        return 0
    from headway.exchange import psplib
    from headway.scheduling.levelling.bounds import heads_and_tails

    bad = 0
    for name in chosen.sets.split(","):
        best = {r["instance"]: r for r in csv.DictReader((DATA / name / "best_known.csv").open())}
        gaps, over, times = [], [], []
        for instance_name in sorted(best):
            if chosen.only and instance_name not in chosen.only.split(","):
                continue
            file = DATA / name / f"{instance_name}.sm"
            began = time.monotonic()
            done = subprocess.run(
                [str(HEADWAY), "level", str(file), "--json",
                 "--seconds", str(chosen.seconds), "--workers", "2"],
                capture_output=True, check=True, timeout=chosen.seconds + 60, cwd=ROOT,
            )  # fmt: skip
            took = time.monotonic() - began
            answer = orjson.loads(done.stdout)
            instance = psplib.read(file.read_bytes())
            wrong = faults(instance, answer["starts"], answer["makespan"])
            bad += bool(wrong)
            known = int(best[instance_name]["ub"])
            critical = max(heads_and_tails(instance)[1])
            gaps.append(100 * (answer["makespan"] / known - 1))
            over.append(100 * (answer["makespan"] / critical - 1))
            times.append(took)
            print(f"{instance_name:10} {answer['makespan']:4} best known {known:4} gap {gaps[-1]:5.2f}%"
                  f" bound {answer['bound']:4} {answer['status']:8} {took:5.1f} s"
                  f" load {os.getloadavg()[0]:.1f} {'; '.join(wrong)}", flush=True)  # fmt: skip
        if gaps:
            print(f"{name}: mean gap {sum(gaps) / len(gaps):.2f}% (bar {BARS[name]}%), over the critical"
                  f" path {sum(over) / len(over):.2f}%, longest command {max(times):.1f} s", flush=True)  # fmt: skip
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
