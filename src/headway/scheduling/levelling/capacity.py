"""What a resource has over time, as steps: its units, availability, changes and hours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from headway.scheduling.levelling.request import Resource
from headway.scheduling.risk.clocks import Clocks
from headway.scheduling.worktime import DAY, Ints, spans

Step = tuple[int, int]
"""A moment and the units from then on."""


def steps(resource: Resource, hours: tuple[Ints, Ints] | None = None) -> list[Step]:
    """Return the units of a resource by the moment from which they hold, rising.

    Before the first moment `resource.capacity` holds. With `hours`, begins and ends of working
    time, it has nothing outside of them.
    """
    edges = {moment for moment, _ in resource.changes}
    for part in resource.availability:
        edges.add(part.first * DAY)
        if part.last is not None:
            edges.add((part.last + 1) * DAY)
    if hours is not None:
        edges.update(hours[0].tolist(), hours[1].tolist())
    found: list[Step] = []
    units, change = resource.capacity, 0
    before = resource.capacity
    for moment in sorted(edges):
        while change < len(resource.changes) and resource.changes[change][0] <= moment:
            units = resource.changes[change][1]
            change += 1
        here = units
        for part in resource.availability:
            if part.first * DAY <= moment and (part.last is None or moment < (part.last + 1) * DAY):
                here = part.units
        if hours is not None:
            at = int(np.searchsorted(hours[1], moment, side="right"))
            if at == len(hours[0]) or hours[0][at] > moment:
                here = 0
        if here != before:
            found.append((moment, here))
            before = here
    return found


def hours_of(resource: Resource, first: int, last: int) -> tuple[Ints, Ints] | None:
    """Return begins and ends of a resource's own working time from day `first` to before `last`;
    None where it has no calendar of its own."""
    if not resource.calendars:
        return None
    begin, end = spans(resource.calendars, 0, first, last)
    # What lies before and after the horizon is not looked at; time goes on round the clock there.
    begins = np.array([(first - 1) * DAY, *begin, last * DAY], dtype=np.int64)
    ends = np.array([first * DAY, *end, 2 * last * DAY], dtype=np.int64)
    return begins, ends


def keeps(k: Clocks, groups: Sequence[int], hours: tuple[Ints, Ints], origin: int) -> bool:
    """Return whether tasks of these groups work within the hours of a resource, so that there is
    nothing to check. Several calendars a task count as within."""
    begins, ends = hours
    before = np.concatenate([[0], np.cumsum(ends - begins)])

    def worked(moments: Ints) -> Ints:
        at = np.searchsorted(ends, moments, side="right")
        inside = np.maximum(moments - begins[np.minimum(at, len(begins) - 1)], 0)
        return before[at] + np.where(at < len(begins), inside, 0)

    for group in groups:
        low, high = int(k.group_at[group]), int(k.group_at[group + 1])
        if high - low != 1:
            return True
    for group in groups:
        c = int(k.member[int(k.group_at[group])])
        begin = k.begin[k.at[c] : k.at[c + 1] - 1].astype(np.int64) + origin
        end = k.end[k.at[c] : k.at[c + 1] - 1].astype(np.int64) + origin
        if (worked(end) - worked(begin) != end - begin).any():
            return False
    return True
