"""Lower bounds on the makespan that cost next to nothing: critical path and resource energy."""

from __future__ import annotations

from headway.scheduling.levelling.instance import Instance, topological


def heads_and_tails(instance: Instance) -> tuple[list[int], list[int]]:
    """Return the longest chains before each activity, and those from its start to the end."""
    order = topological(instance.successors)
    head = [0] * len(order)
    tail = [0] * len(order)
    for i in order:
        for j in instance.successors[i]:
            head[j] = max(head[j], head[i] + instance.durations[i])
    for i in reversed(order):
        below = max((tail[j] for j in instance.successors[i]), default=0)
        tail[i] = instance.durations[i] + below
    return head, tail


def lower_bound(instance: Instance) -> int:
    """Return the larger of the critical path and the energy of each resource over its capacity.

    The energy of activities that start no earlier than h and leave at least t after their end
    must fit between h and the end less t; h and t run over the values that occur.
    """
    head, tail = heads_and_tails(instance)
    best = max(tail, default=0)
    after = [t - d for t, d in zip(tail, instance.durations, strict=True)]
    for k, capacity in enumerate(instance.capacities):
        users = [
            (head[i], after[i], instance.durations[i] * instance.demands[i][k])
            for i in range(len(head))
            if instance.demands[i][k] and instance.durations[i]
        ]
        users.sort(key=lambda u: -u[1])
        starts = sorted({h for h, _, _ in users})
        if len(users) * len(starts) > 4_000_000:
            starts = starts[:1]
        for low in starts:
            energy = 0
            for h, t, e in users:
                if h >= low:
                    energy += e
                    best = max(best, low + t - (-energy // capacity))
    return best
