"""The cheapest cut of a network whose arcs have lower bounds, by augmenting paths.

Ford and Fulkerson (1956) with shortest augmenting paths (Edmonds and Karp 1972); lower bounds by
the usual detour over a second source and sink (Ford and Fulkerson 1962, § I.9). Whole numbers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

INFINITE = 1 << 60


@dataclass(frozen=True, slots=True)
class Arc:
    """From `source` to `target` flows at least `low` and at most `high`; `mark` is returned where
    the arc is cut, 0 for arcs that are not to be told."""

    source: int
    target: int
    low: int
    high: int
    mark: int = 0


class _Network:
    """A residual network: arcs in pairs, an arc and its reverse beside it."""

    def __init__(self) -> None:
        self.of: dict[int, list[int]] = {}
        self.to: list[int] = []
        self.room: list[int] = []

    def add(self, source: int, target: int, high: int) -> int:
        """Add an arc; return its place."""
        place = len(self.to)
        self.to += [target, source]
        self.room += [high, 0]
        self.of.setdefault(source, []).append(place)
        self.of.setdefault(target, []).append(place + 1)
        return place

    def reach(self, source: int) -> dict[int, int]:
        """Return the nodes that flow can still reach, with the arc by which each was reached."""
        came = {source: -1}
        queue = deque([source])
        while queue:
            node = queue.popleft()
            for place in self.of.get(node, ()):
                if self.room[place] > 0 and self.to[place] not in came:
                    came[self.to[place]] = place
                    queue.append(self.to[place])
        return came

    def fill(self, source: int, sink: int) -> bool:
        """Push flow until none fits; return False where it has no bound."""
        while True:
            came = self.reach(source)
            if sink not in came:
                return True
            path = []
            node = sink
            while node != source:
                path.append(came[node])
                node = self.to[came[node] ^ 1]
            amount = min(self.room[place] for place in path)
            if amount >= INFINITE // 2:
                return False
            for place in path:
                self.room[place] -= amount
                self.room[place ^ 1] += amount


def cut(arcs: Sequence[Arc], source: int, sink: int) -> list[tuple[int, int]]:
    """Return (mark - 1, direction) of the marked arcs across the cheapest cut that separates the
    sink: 1 forward, -1 backward where its lower bound counts. Empty where no cut is bounded.

    The cost of a cut is what its forward arcs may carry less what its backward arcs must.
    """
    network = _Network()
    places = []
    extra: dict[int, int] = {}
    for arc in arcs:
        low = arc.low if arc.high >= arc.low else 0
        places.append(network.add(arc.source, arc.target, arc.high - low))
        if low:
            extra[arc.target] = extra.get(arc.target, 0) + low
            extra[arc.source] = extra.get(arc.source, 0) - low
    if extra:
        # First a flow that keeps all lower bounds, from a source and to a sink of their own.
        begin, end = -3, -4
        for node, amount in extra.items():
            if amount > 0:
                network.add(begin, node, amount)
            elif amount < 0:
                network.add(node, end, -amount)
        back = network.add(sink, source, INFINITE)
        network.fill(begin, end)
        network.room[back] = network.room[back ^ 1] = 0
    if not network.fill(source, sink):
        return []
    inside = network.reach(source)
    found = []
    for arc in arcs:
        if not arc.mark:
            continue
        if arc.source in inside and arc.target not in inside:
            found.append((arc.mark - 1, 1))
        elif arc.target in inside and arc.source not in inside and arc.low:
            found.append((arc.mark - 1, -1))
    return found
