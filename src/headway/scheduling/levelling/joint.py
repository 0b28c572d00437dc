"""Several plans as one network, so that shared resources are levelled over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from headway.scheduling.columns import Columns, Group
from headway.scheduling.plan import Calendar
from headway.scheduling.risk.clocks import Clocks, Small, clocks
from headway.scheduling.risk.network import Arcs, Network, Rows, network


def joint(plans: Sequence[Columns], first: int, last: int) -> tuple[Network, Clocks, list[Small]]:
    """Return one network of all plans, its clocks from day `first` to `last`, and the row of each
    task by plan. Moments count from day `first`."""
    origin = first * 1440
    calendars: list[Calendar] = []
    groups: list[Group] = []
    nets: list[Network] = []
    places: list[Small] = []
    rows_before = 0
    for cols in plans:
        place = _added(calendars, cols.calendars)
        net = network(cols, origin)
        count = len(net.rows.kind)
        places.append(np.arange(rows_before, rows_before + len(cols.parent), dtype=np.int32))
        nets.append(_shifted(net, rows_before, len(groups)))
        groups += [
            tuple((tuple(place[c] for c in common), minutes) for common, minutes in group)
            for group in cols.groups
        ]
        rows_before += count
    whole = replace(plans[0], calendars=tuple(calendars), groups=tuple(groups))
    return _concatenated(nets), clocks(whole, first, last), places


def _added(calendars: list[Calendar], more: Sequence[Calendar]) -> dict[int, int]:
    """Add the calendars of a plan; return where each is. What is there already is not added, so
    that plans that keep the same hours are seen to."""
    known = {replace(c, name=""): at for at, c in enumerate(calendars)}
    place = {-1: -1}
    while len(place) <= len(more):
        ready = [i for i, c in enumerate(more) if i not in place and c.base in place]
        if not ready:  # built on each other in a circle: as they are
            place |= {i: len(calendars) + i for i in range(len(more))}
            calendars += [replace(c, base=place[c.base]) for c in more]
            break
        for i in ready:
            calendar = replace(more[i], base=place[more[i].base])
            plain = replace(calendar, name="")
            if plain not in known:
                known[plain] = len(calendars)
                calendars.append(calendar)
            place[i] = known[plain]
    return place


def _shifted(net: Network, rows: int, groups: int) -> Network:
    moved = net.rows._replace(group=net.rows.group + np.int32(groups))
    arcs = net.arcs._replace(
        origin=net.arcs.origin + np.int32(rows),
        lag_group=net.arcs.lag_group + np.int32(groups),
    )
    return net._replace(order=net.order + np.int32(rows), rows=moved, arcs=arcs)


def _concatenated(nets: Sequence[Network]) -> Network:
    if len(nets) == 1:
        return nets[0]
    rows = Rows(*(np.concatenate(columns) for columns in zip(*(n.rows for n in nets), strict=True)))
    counts = np.concatenate([np.diff(n.arcs.at) for n in nets])
    at = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    rest = [np.concatenate(c) for c in zip(*(n.arcs[1:] for n in nets), strict=True)]
    return Network(
        np.concatenate([n.order for n in nets]),
        rows,
        Arcs(at, rest[0], rest[1], rest[2], rest[3], rest[4]),
        np.concatenate([n.start for n in nets]),
        np.concatenate([n.honor for n in nets]),
    )
