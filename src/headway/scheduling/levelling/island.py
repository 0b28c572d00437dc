"""One worker's populations: sized to its time, bred until they converge, then bred with each other."""

from __future__ import annotations

import time
from itertools import pairwise

import numpy as np

from headway.scheduling.levelling.genetic import generation, populate, seeded
from headway.scheduling.levelling.instance import Instance, Small, nets
from headway.scheduling.levelling.race import Race
from headway.scheduling.levelling.serial import by_time, serial_by_events

SLICE = 0.03
"""Seconds of evolution between two looks at the clock."""
LARGEST_GRID = 2_000_000
"""Time units for which free resources are kept one by one; beyond, time is coarsened."""
SMALLEST, LARGEST = 60, 16_000
EVALUATIONS = 180
"""Schedules a row until a large population has converged, with some to spare, as seen on PSPLIB;
its size follows from it and the time."""
PAIRS = 75
"""Pairs of generations that this comes to."""
LATE = 1.15
"""A population that would need so many times the time that is left is made smaller."""
STALE = 8
"""Pairs of generations without a better best after which a population counts as converged."""
RADIUS_SHARE = 6
TOGETHER = 4
"""So many converged populations of a level are shuffled together into one of the next level."""


class Island:
    """Evolves schedules of an instance and offers what it finds to a race."""

    def __init__(self, instance: Instance, seed: int) -> None:
        self.instance = instance
        self.seed = seed
        self.net = self.rough = nets(instance)
        self.rate = 1.0
        """Schedules a second, as measured on the first ones."""
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
        self.count = np.zeros(3 * self.rough.horizon + 16, dtype=np.int32)
        self.weight = ahead.tail.astype(np.int64)
        self.most = int(min(max(n * n, 1000), LARGEST))
        self.converged: list[list[tuple[Small, Small]]] = []
        """By level: samples of the populations that have converged."""

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
        until = min(until, race.deadline)
        while not race.over() and time.monotonic() < until:
            self.begin(race)
            self.seed += 1
            full = next((k for k, row in enumerate(self.converged) if len(row) >= TOGETHER), None)
            if full is None:
                level, population = 0, self._fresh(race, until)
            else:
                level, population = full + 1, _shuffled(self.converged[full])
                self.converged[full] = []
            evolved = population and self._evolve(race, until, *population)
            if evolved:
                starts, spans = evolved
                if level == len(self.converged):
                    self.converged.append([])
                share = np.random.default_rng(self.seed).permutation(len(spans))
                share = share[: max(len(spans) // TOGETHER, SMALLEST)]
                self.converged[level].append((starts[share], spans[share]))

    def _step(self, size: int) -> int:
        """Return how many rows are bred between two looks at the clock."""
        return int(min(max(self.rate * SLICE / 3, 1), size))

    def _fresh(self, race: Race, until: float) -> tuple[Small, Small] | None:
        """Return a new population, as large as can converge in the time that is left."""
        left = until - time.monotonic()
        size = int(min(max(self.rate * left / EVALUATIONS, SMALLEST), self.most))
        starts = np.zeros((size, len(self.rough.ahead.duration)), dtype=np.int32)
        spans = np.zeros(size, dtype=np.int32)
        step = self._step(size)
        began = time.monotonic()
        for low in range(0, size, step):
            high = min(low + step, size)
            populate(self.rough.ahead, self.weight, starts, spans, low, high, self.free)
            if race.over() or time.monotonic() >= until:
                self._offer(race, starts[:high], spans[:high])
                return None
        self._offer(race, starts, spans)
        # The first few schedules say little about how much of the processor there is to have.
        self.rate = min(self.rate, size / max(time.monotonic() - began, 1e-6))
        wanted = int(self.rate * (until - time.monotonic()) / EVALUATIONS)
        return _thinned(starts, spans, wanted) if LATE * wanted < size else (starts, spans)

    def _evolve(
        self, race: Race, until: float, starts: Small, spans: Small
    ) -> tuple[Small, Small] | None:
        """Breed a population; return what it converged to, None where that did not come about."""
        ahead, back = self.rough.ahead, self.rough.back
        right_starts, right_spans = starts.copy(), spans.copy()
        size = len(spans)
        step, radius = self._step(size), max(size // RADIUS_SHARE, 8)
        best, stale, pairs = int(spans.min()), 0, 0
        began = time.monotonic()
        while stale < STALE:
            for net, parents, parent_spans, children, child_spans in (
                (back, starts, spans, right_starts, right_spans),
                (ahead, right_starts, right_spans, starts, spans),
            ):
                for low in range(0, size, step):
                    high = min(low + step, size)
                    generation(
                        net, parents, parent_spans, children, child_spans,
                        low, high, radius, self.free, self.work, self.count,
                    )  # fmt: skip
                    if race.over() or time.monotonic() >= until:
                        if net is ahead:
                            self._offer(race, starts[:high], spans[:high])
                        return None
            self._offer(race, starts, spans)
            found = int(spans.min())
            stale = 0 if found < best else stale + 1
            best = min(found, best)
            pairs += 1
            now = time.monotonic()
            need = max(PAIRS - pairs, STALE) * (now - began) / pairs
            if need > LATE * (until - now) and size > SMALLEST:
                # Other work on the machine takes what was counted on: fewer rows, as many pairs.
                starts, spans = _thinned(starts, spans, int(size * (until - now) / need))
                right_starts, right_spans = starts.copy(), spans.copy()
                began = now - (now - began) * len(spans) / size
                size = len(spans)
                step, radius = self._step(size), max(size // RADIUS_SHARE, 8)
        return starts, spans

    def _offer(self, race: Race, starts: Small, spans: Small) -> None:
        row = int(spans.argmin())
        if self.coarse == 1:
            makespan = int(spans[row]) * self.net.unit
            if makespan < race.makespan:
                race.found(makespan, [int(s) * self.net.unit for s in starts[row]])
            return
        self._offer_exact(race, starts[row], int(spans[row]))

    def _offer_exact(self, race: Race, rough: Small, top: int) -> None:
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


def _thinned(starts: Small, spans: Small, wanted: int) -> tuple[Small, Small]:
    """Return fewer rows: of each group of neighbours the best, so that the ring stays as it is."""
    wanted = min(max(wanted, SMALLEST), len(spans))
    edges = np.linspace(0, len(spans), wanted + 1).astype(np.int64)
    keep = [a + int(spans[a:b].argmin()) for a, b in pairwise(edges.tolist())]
    return starts[keep], spans[keep]


def _shuffled(parts: list[tuple[Small, Small]]) -> tuple[Small, Small]:
    """Return populations as one, in random order."""
    starts = np.concatenate([part[0] for part in parts])
    spans = np.concatenate([part[1] for part in parts])
    order = np.random.default_rng(len(spans)).permutation(len(spans))
    return starts[order], spans[order]
