"""Checkers of their own: what a schedule must hold, unit by unit, sharing no code with the search."""

from __future__ import annotations

from collections.abc import Sequence


def faults(durations, successors, demands, capacities, starts: Sequence[int]) -> list[str]:
    """Return what is wrong with a schedule of an RCPSP instance."""
    found = [f"{i} starts before 0" for i, s in enumerate(starts) if s < 0]
    for i, row in enumerate(successors):
        found += [
            f"{j} starts before the end of {i}" for j in row if starts[j] < starts[i] + durations[i]
        ]
    # Load changes only where something starts, so these moments are all there is to look at.
    for moment in set(starts):
        running = [i for i, s in enumerate(starts) if s <= moment < s + durations[i]]
        for k, capacity in enumerate(capacities):
            load = sum(demands[i][k] for i in running)
            if load > capacity:
                found.append(f"resource {k}: {load} of {capacity} at {moment}")
    return found
