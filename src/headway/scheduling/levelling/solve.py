"""The search for a shortest schedule: simulated annealing and CP-SAT side by side, sharing the best."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from headway.scheduling.levelling.bounds import lower_bound
from headway.scheduling.levelling.exact import search
from headway.scheduling.levelling.instance import Instance
from headway.scheduling.levelling.race import Progress, Race
from headway.scheduling.levelling.walker import Walker

MODEST = 70
"""Up to so many activities a proof is likely, so that CP-SAT gets more of the time."""
PROOF_SHARE, SHORT_SHARE = 0.3, 0.15
FAIR_TRIAL, HOPELESS = 4.0, 0.04
"""Seconds after which a proof is given up where the bound is more than this share below."""
MOST_EXACT = 3_000
"""Beyond so many activities CP-SAT is not asked."""
WAIT = 0.02
LAGS, CALMER = 4.0, 0.995
"""The search ends earlier by so many times what this thread was last woken late by, which says how
long ending will take on a busy machine; what lies back counts less from wait to wait."""


@dataclass(frozen=True)
class Outcome:
    """A schedule: `starts` in the instance's unit and order, its makespan, a lower bound on every
    makespan, and `status`: "optimal" where the two are equal, else "feasible"."""

    starts: tuple[int, ...]
    makespan: int
    bound: int
    status: str


def solve(
    instance: Instance,
    seconds: float = 25.0,
    workers: int = 2,
    seed: int = 1,
    stop: threading.Event | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Search for a shortest schedule with `workers` threads for at most `seconds`.

    Ends early with a proven optimum or when `stop` is set. Raises ValueError for circular
    precedence. The first schedule comes whatever the time.
    """
    began = time.monotonic()
    race = Race(began + seconds, threading.Event(), lower_bound(instance), progress=progress)
    count = max(workers, 1)
    walkers = [Walker(instance, seed + 1000 * w) for w in range(count)]
    walkers[0].begin(race)  # a first schedule, whatever the time
    share = PROOF_SHARE if len(instance.durations) <= MODEST else SHORT_SHARE
    if len(instance.durations) > MOST_EXACT:
        share = 0.0

    def one(worker: int) -> None:
        # The first anneals all the time, unless it is alone; the second tries a proof before.
        if count == 1:
            walkers[0].run(race, began + SHORT_SHARE * seconds)
        if share > 0 and worker == min(1, count - 1):
            _prove(instance, race, share * seconds)
        walkers[worker].run(race, race.deadline)

    def kept(worker: int) -> None:
        try:
            one(worker)
        except BaseException as error:
            failures.append(error)
            race.stop.set()

    failures: list[BaseException] = []
    lag = 0.0
    threads = [threading.Thread(target=kept, args=(w,), daemon=True) for w in range(count)]
    for thread in threads:
        thread.start()
    try:
        while alive := [thread for thread in threads if thread.is_alive()]:
            if stop is not None and stop.is_set():
                race.stop.set()
            asked = time.monotonic()
            alive[0].join(WAIT)
            lag = max(CALMER * lag, time.monotonic() - asked - WAIT)
            race.deadline = began + seconds - LAGS * lag
    finally:
        race.stop.set()
        for thread in threads:
            thread.join()
    if failures:
        raise failures[0]
    status = "optimal" if race.proven() else "feasible"
    return Outcome(tuple(race.starts), race.makespan, race.bound, status)


def _prove(instance: Instance, race: Race, seconds: float) -> None:
    """Let CP-SAT improve on the best schedule, raise the bound and perhaps close the gap."""

    def offer(starts: list[int]) -> None:
        ends = (s + d for s, d in zip(starts, instance.durations, strict=True))
        race.found(max(ends, default=0), starts)

    seconds = min(seconds, race.left())
    if race.over() or seconds <= 0:
        return
    hint, makespan = race.best()
    began = time.monotonic()

    def over() -> bool:
        # A bound that is still far off after some seconds does not close in many more.
        far = race.best()[1] - race.bound > HOPELESS * race.best()[1]
        return race.over() or (far and time.monotonic() - began > FAIR_TRIAL)

    if search(instance, hint, seconds, over, offer, race.bounded):
        race.bounded(min(makespan, race.best()[1]))
