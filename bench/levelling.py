"""Levelling on PSPLIB: `headway level` as a whole command, two workers, 30 s of wall time each.

    python -m bench levelling [--seconds S] [--sets j30,j60,j120] [--sample N] [--only NAME,...]
                              [--minutes M]

Reads the instances and best known makespans where they are found (../shared/data/psplib, or --data)
and says that it was left out where not. Every schedule goes through a checker of its own. Each set
ends with its mean gap to the best known, how many reach it, how many are proven, and the mean gap
over the critical path. PSPLIB has ten instances a class, each class another mix of network
complexity, resource factor and resource strength; a sample takes an instance of one class after
another. With `--minutes` the sets take turns and nothing new is begun after so many.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import re
import subprocess
import sys
import time
from itertools import zip_longest
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


def command(file: Path, seconds: float | None, workers: int) -> tuple[dict, float]:
    """Return the answer of the whole command, and its wall time."""
    limit = [] if seconds is None else ["--seconds", str(seconds)]
    began = time.monotonic()
    done = subprocess.run(
        [str(HEADWAY), "level", str(file), "--json", "--workers", str(workers), *limit],
        capture_output=True, check=True, timeout=(seconds or 30) + 120, cwd=ROOT,
    )  # fmt: skip
    return orjson.loads(done.stdout), time.monotonic() - began


class Set:
    """Measures a set, instance by instance."""

    def __init__(self, name: str, chosen: argparse.Namespace) -> None:
        self.name, self.chosen = name, chosen
        self.folder = Path(chosen.data) / name
        rows = csv.DictReader((self.folder / "best_known.csv").open())
        self.known = {r["instance"]: int(r["ub"]) for r in rows}
        self.names = [n for n in self.known if not chosen.only or n in chosen.only.split(",")]
        if chosen.sample:
            self.names = spread(self.names, chosen.sample, chosen.seed)
        self.gaps: list[float] = []
        self.over: list[float] = []
        self.times: list[float] = []
        self.best = self.proven = self.bad = 0

    def measure(self, name: str) -> None:
        """Run the command on an instance and print its line."""
        from headway.exchange import psplib
        from headway.scheduling.levelling.bounds import heads_and_tails

        file = self.folder / f"{name}.sm"
        answer, took = command(file, self.chosen.seconds, self.chosen.workers)
        instance = psplib.read(file.read_bytes())
        makespan, upper = answer["makespan"], self.known[name]
        wrong = faults(instance, answer["starts"], makespan)
        self.bad += bool(wrong)
        self.gaps.append(100 * (makespan / upper - 1))
        self.over.append(100 * (makespan / max(heads_and_tails(instance)[1]) - 1))
        self.times.append(took)
        self.best += makespan <= upper
        self.proven += answer["status"] == "optimal"
        print(f"{name:10} {makespan:4} best known {upper:4} gap {self.gaps[-1]:5.2f}%"
              f" bound {answer['bound']:4} {answer['status']:8} {took:5.1f} s"
              f" load {os.getloadavg()[0]:.1f} {'; '.join(wrong)}", flush=True)  # fmt: skip

    def told(self) -> None:
        """Print what it comes to."""
        n = len(self.gaps)
        if n == 0:
            return
        mean = sum(self.gaps) / n
        apart = sum((g - mean) ** 2 for g in self.gaps) / max(n - 1, 1)
        print(f"{self.name}: {n} of {len(self.known)} instances, mean gap {mean:.2f}%"
              f" (bar {BARS.get(self.name, 0)}%, standard error {(apart / n) ** 0.5:.2f}%), best"
              f" known reached {self.best}, proven {self.proven}, over the critical path"
              f" {sum(self.over) / n:.2f}%, longest command {max(self.times):.2f} s,"
              f" wrong {self.bad}", flush=True)  # fmt: skip


def spread(names: list[str], wanted: int, seed: int) -> list[str]:
    """Return so many names, as evenly over the classes as can be (`j60` 13 `_` 1: class 13)."""
    dice = random.Random(seed)
    classes: dict[int, list[str]] = {}
    for name in names:
        found = re.fullmatch(r"j(?:30|60|90|120)(\d+)_\d+", name)
        classes.setdefault(int(found[1]) if found else 0, []).append(name)
    for row in classes.values():
        dice.shuffle(row)
    rounds = max((len(row) for row in classes.values()), default=0)
    ordered = []
    for k in range(rounds):
        # Classes in the order of a coprime stride, so that the first few are not alike.
        keys = sorted(classes)
        stride = next(s for s in (7, 11, 13) if len(keys) % s)
        turn = [keys[(stride * i + seed) % len(keys)] for i in range(len(keys))]
        ordered += [classes[c][k] for c in turn if k < len(classes[c])]
    return ordered[:wanted]


def main() -> int:
    """Measure and print; return 1 where a schedule is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--seconds", type=float, help="of each command; without, as it is by itself"
    )
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--sets", default="j30,j60,j120")
    parser.add_argument("--only", default="", help="names of instances")
    parser.add_argument(
        "--sample", type=int, default=0, help="so many of each set, over the classes"
    )
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--minutes", type=float, default=1e9, help="begin nothing after so many")
    parser.add_argument("--data", default=str(DATA), help="folder with a folder for each set")
    chosen = parser.parse_args()
    if not Path(chosen.data).is_dir():
        print("no PSPLIB instances here: left out")
        return 0
    sets = [Set(name, chosen) for name in chosen.sets.split(",")]
    until = time.monotonic() + 60 * chosen.minutes
    for turn in zip_longest(*(s.names for s in sets)):
        for one, name in zip(sets, turn, strict=True):
            if name is not None and time.monotonic() < until:
                one.measure(name)
    for one in sets:
        one.told()
    return 1 if any(one.bad for one in sets) else 0


if __name__ == "__main__":
    sys.exit(main())
