"""What the workers of a search share: the best schedule so far, the bound, and when to end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Progress = Callable[[int, int], None]
"""Called with the best makespan and the lower bound whenever one of them improves."""


@dataclass
class Race:
    """Keeps the best starts and the best lower bound; ends at `deadline` (time.monotonic), when
    `stop` is set, or when the two meet."""

    deadline: float
    stop: threading.Event
    bound: int = 0
    makespan: int = 2**62
    starts: list[int] = field(default_factory=list)
    progress: Progress | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def over(self) -> bool:
        """Return whether to end."""
        return self.stop.is_set() or self.proven() or time.monotonic() >= self.deadline

    def proven(self) -> bool:
        """Return whether the best schedule is known to be optimal."""
        return self.makespan <= self.bound

    def left(self) -> float:
        """Return the seconds that are left."""
        return self.deadline - time.monotonic()

    def best(self) -> tuple[list[int], int]:
        """Return the best starts and their makespan."""
        with self.lock:
            return self.starts, self.makespan

    def found(self, makespan: int, starts: Sequence[int]) -> None:
        """Offer a schedule."""
        with self.lock:
            if makespan >= self.makespan:
                return
            self.makespan, self.starts = makespan, list(starts)
            self._tell()

    def bounded(self, bound: int) -> None:
        """Offer a lower bound."""
        with self.lock:
            if bound <= self.bound:
                return
            self.bound = min(bound, self.makespan)
            self._tell()

    def _tell(self) -> None:
        if self.progress is not None and self.starts:
            self.progress(self.makespan, self.bound)
        if self.proven():
            self.stop.set()
