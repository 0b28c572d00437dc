"""One worker's population: sized to the time that it has, begun anew once it has converged."""

from __future__ import annotations

import time

import numpy as np

from headway.scheduling.levelling.genetic import generation, populate, seeded
from headway.scheduling.levelling.instance import Instance, Nets, nets
from headway.scheduling.levelling.race import Race
from headway.scheduling.levelling.serial import by_time, serial_by_events

SLICE = 0.1
"""Seconds of evolution between two looks at the clock."""
LARGEST_GRID = 2_000_000
"""Time units for which free resources are kept one by one; beyond, time is coarsened."""
SMALLEST, LARGEST = 60, 16_000
GENERATIONS = 75
"""Generations in which a population converges, as seen on PSPLIB; its size follows from it."""
STALE = 24
"""Generations without a better best after which a population counts as converged."""
RADIUS_SHARE = 6


class Island:
    """Evolves schedules of an instance and offers what it finds to a race."""

    def __init__(self, instance: Instance, seed: int) -> None:
        self.instance = instance
        self.seed = seed
        self.coarse = 1
        self.rate = 1.0
        self.net = nets(instance)
        while self.net.horizon // self.coarse > LARGEST_GRID:
            self.coarse *= 2
        if self.coarse > 1:
            shorter = tuple(-(-d // (self.net.unit * self.coarse)) for d in instance.durations)
            self.rough: Nets = nets(
                Instance(shorter, instance.successors, instance.demands, instance.capacities)
            )
        else:
            self.rough = self.net
        ahead = self.rough.ahead
        n = len(ahead.duration)
        self.free = np.empty((self.rough.horizon + 1, len(ahead.full)), dtype=np.int64)
        self.free[:] = ahead.full
        self.work = np.zeros((5, n), dtype=np.int32)
        self.count = np.zeros(3 * self.rough.horizon + 16, dtype=np.int32)
        self.weight = _tails(self.rough)

    def begin(self, race: Race) -> None:
        """Offer the best of some schedules, at once."""
        n = len(self.rough.ahead.duration)
        if n == 0:
            race.found(0, [])
            return
        seeded(self.seed)
        starts = np.zeros((SMALLEST, n), dtype=np.int32)
        spans = np.zeros(SMALLEST, dtype=np.int32)
        began = time.perf_counter()
        populate(self.rough.ahead, self.weight, starts, spans, 0, SMALLEST, self.free)
        self.rate = SMALLEST / max(time.perf_counter() - began, 1e-6)
        self._offer(race, starts, spans)

    def run(self, race: Race, until: float) -> None:
        """Evolve until `until` (time.monotonic) or until the race is over."""
        while not race.over() and time.monotonic() < until:
            self._epoch(race, until)
            self.seed += 1

    def _epoch(self, race: Race, until: float) -> None:
        ahead, back = self.rough.ahead, self.rough.back
        n = len(ahead.duration)
        self.begin(race)
        left = min(until, race.deadline) - time.monotonic()
        size = int(min(max(self.rate * left / (2 * GENERATIONS), SMALLEST), LARGEST))
        step = int(min(max(self.rate * SLICE / 3, 1), size))
        left_starts = np.zeros((size, n), dtype=np.int32)
        left_spans = np.zeros(size, dtype=np.int32)
        for low in range(0, size, step):
            high = min(low + step, size)
            populate(ahead, self.weight, left_starts, left_spans, low, high, self.free)
            if race.over() or time.monotonic() >= until:
                self._offer(race, left_starts[:high], left_spans[:high])
                return
        self._offer(race, left_starts, left_spans)
        right_starts, right_spans = left_starts.copy(), left_spans.copy()
        radius = max(size // RADIUS_SHARE, 8)
        best, stale = int(left_spans.min()), 0
        while stale < STALE:
            for net, parents, parent_spans, children, child_spans in (
                (back, left_starts, left_spans, right_starts, right_spans),
                (ahead, right_starts, right_spans, left_starts, left_spans),
            ):
                for low in range(0, size, step):
                    generation(
                        net, parents, parent_spans, children, child_spans,
                        low, min(low + step, size), radius, self.free, self.work, self.count,
                    )  # fmt: skip
                    if race.over() or time.monotonic() >= until:
                        if net is ahead:
                            self._offer(race, left_starts[: low + step], left_spans[: low + step])
                        return
            self._offer(race, left_starts, left_spans)
            found = int(left_spans.min())
            stale = 0 if found < best else stale + 1
            best = found

    def _offer(self, race: Race, starts: np.ndarray, spans: np.ndarray) -> None:
        row = int(spans.argmin())
        if self.coarse == 1:
            makespan = int(spans[row]) * self.net.unit
            if makespan < race.makespan:
                race.found(makespan, [int(s) * self.net.unit for s in starts[row]])
            return
        self._offer_exact(race, starts[row], int(spans[row]))

    def _offer_exact(self, race: Race, rough: np.ndarray, top: int) -> None:
        """Give the order of a coarse schedule its exact times."""
        given, ahead = self.instance, self.net.ahead
        by_time(ahead, rough, top, self.count, self.work[3])
        start = np.zeros(len(given.durations), dtype=np.int64)
        makespan = serial_by_events(
            np.array(given.durations, dtype=np.int64),
            ahead.into_at,
            ahead.into,
            np.array(given.demands, dtype=np.int64),
            np.array(given.capacities, dtype=np.int64),
            self.work[3],
            start,
        )
        race.found(int(makespan), [int(s) for s in start])


def _tails(net: Nets) -> np.ndarray:
    """Return the longest chain from each activity's start to the end."""
    ahead, back = net.ahead, net.back
    tail = np.zeros(len(ahead.duration), dtype=np.int64)
    for i in back.order:
        below = [tail[j] for j in back.into[back.into_at[i] : back.into_at[i + 1]]]
        tail[i] = ahead.duration[i] + max(below, default=0)
    return tail
