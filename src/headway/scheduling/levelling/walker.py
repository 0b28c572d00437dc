"""One worker's search for a shortest schedule: annealed shortly, then for all the time there is."""

from __future__ import annotations

import time

import numpy as np

from headway.scheduling.levelling.annealing import anneal, sampled, seeded
from headway.scheduling.levelling.instance import Instance, Small, nets
from headway.scheduling.levelling.race import Race
from headway.scheduling.levelling.serial import by_time, serial_by_events

SLICE = 0.02
"""Seconds of search between two looks at the clock."""
LARGEST_GRID = 2_000_000
"""Time units for which free resources are kept one by one; beyond, time is coarsened."""
SAMPLES = 30
HOT, COLD = 0.18, 0.027
"""The temperature at the beginning and at the end, as a share of the mean duration."""
QUICK = 0.05
"""Of the time goes to a first, short cooling, which finds the optimum of what is easy."""


class Walker:
    """Searches for schedules of an instance and offers what it finds to a race."""

    def __init__(self, instance: Instance, seed: int) -> None:
        self.instance = instance
        self.seed = seed
        self.net = self.rough = nets(instance)
        self.coarse = 1
        while self.net.horizon // self.coarse > LARGEST_GRID:
            self.coarse *= 2
        if self.coarse > 1:
            shorter = tuple(-(-d // (self.net.unit * self.coarse)) for d in instance.durations)
            self.rough = nets(
                Instance(shorter, instance.successors, instance.demands, instance.capacities)
            )
        ahead = self.rough.ahead
        n = len(ahead.duration)
        self.free = np.empty((self.rough.horizon + 1, len(ahead.full)), dtype=np.int64)
        self.free[:] = ahead.full
        self.work = np.zeros((5, n), dtype=np.int32)
        self.count = np.zeros(self.rough.horizon + 16, dtype=np.int32)
        self.weight = ahead.tail.astype(np.int64)
        lasting = ahead.duration[ahead.duration > 0]
        self.unit = float(lasting.mean()) if len(lasting) else 1.0
        self.steps = 20
        """How many fit into a slice, as measured last."""
        self.start, self.best_start = (np.zeros(n, dtype=np.int32) for _ in range(2))
        self.makespan = self.best = 2**30

    def begin(self, race: Race) -> None:
        """Offer the best of some schedules, at once."""
        if len(self.start) == 0:
            race.found(0, [])
            return
        seeded(self.seed)
        ahead, back = self.rough.ahead, self.rough.back
        self.best = sampled(
            ahead, back, self.weight, SAMPLES, self.best_start, self.free, self.work, self.count
        )
        self._offer(race)

    def run(self, race: Race, until: float) -> None:
        """Search until `until` (time.monotonic) or until the race is over."""
        if self.best == 2**30:
            self.begin(race)
        seeded(self.seed + 1)
        began = time.monotonic()
        self._cooled(race, began, began + QUICK * (until - began))
        self._cooled(race, time.monotonic(), until)

    def _cooled(self, race: Race, began: float, until: float) -> None:
        """Anneal once, from the best so far; the clock sets the temperature, so that the machine
        may be as busy as it is."""
        ahead, back = self.rough.ahead, self.rough.back
        self.start[:], self.makespan = self.best_start, self.best
        now = began
        while now < until and not race.over():
            share = (now - began) / (until - began)
            heat = self.unit * HOT * (COLD / HOT) ** share
            before = self.best
            self.makespan, self.best = anneal(
                ahead, back, self.start, self.makespan, self.best_start, self.best,
                heat, self.steps, self.free, self.work, self.count,
            )  # fmt: skip
            if self.best < before:
                self._offer(race)
            took = max(time.monotonic() - now, 1e-5)
            self.steps = int(max(min(self.steps * SLICE / took, 2 * self.steps), 1))
            now = time.monotonic()
            until = min(until, race.deadline)

    def _offer(self, race: Race) -> None:
        if self.coarse == 1:
            unit = self.net.unit
            race.found(self.best * unit, [int(s) * unit for s in self.best_start])
            return
        self._offer_exact(race, self.best_start)

    def _offer_exact(self, race: Race, rough: Small) -> None:
        """Give the order of a coarse schedule its exact times."""
        given, ahead = self.instance, self.net.ahead
        by_time(ahead, rough, self.best, self.count, self.work[0])
        start = np.zeros(len(given.durations), dtype=np.int64)
        makespan = serial_by_events(
            np.array(given.durations, dtype=np.int64),
            ahead.into_at,
            ahead.into,
            np.array(given.demands, dtype=np.int64),
            np.array(given.capacities, dtype=np.int64),
            self.work[0],
            start,
        )
        race.found(int(makespan), [int(s) for s in start])
