"""Work, units and duration of a task: which of the three gives way when another is changed. Pure.

For one assignment `work = duration × units`. What stays follows Microsoft Project's documented rules
("Change the task type Project uses to calculate task duration", "Effort-driven scheduling"):

===============  ==========================  =============  ==========
task type        units are changed           duration is    work is
===============  ==========================  =============  ==========
fixed_units      duration gives way          work           duration
fixed_work       duration gives way          units          duration
fixed_duration   work gives way              work           units
===============  ==========================  =============  ==========

Where people join or leave, the work that is left is shared by units and the task finishes sooner
(`finish_sooner`), or is shared and everybody gives less of his time (`lighter_load`), or grows by what
the one who joins does in the same time (`more_work`). When somebody leaves, each is the reverse.

Of a started task only what is left changes. Minutes are whole; work that is shared is never lost by
rounding (largest remainder).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

FULL = 10_000
"""Units of a whole resource."""
TASK_TYPES = ("fixed_units", "fixed_duration", "fixed_work")
ASSIGNING = ("finish_sooner", "more_work", "lighter_load")
MOST_UNITS = 100_000_000_000


@dataclass(frozen=True, slots=True)
class Share:
    """What one assignment has in a task.

    `units` of FULL; `work` in minutes, overtime included, None where it follows duration and units;
    `actual` minutes that are done (None: as much of it as of the duration); `overtime`
    minutes of `work` that take no working time; `delay` minutes after the task's start; `mean` of its
    work contour, 1 for a flat one.
    """

    key: int
    units: int = FULL
    work: int | None = None
    actual: int | None = None
    overtime: int = 0
    delay: int = 0
    mean: float = 1.0


@dataclass(frozen=True, slots=True)
class Effort:
    """A task's duration in minutes, of which `done` are over, and the shares of those who work on
    it. `work` is what was typed where nobody is assigned yet."""

    duration: int
    shares: tuple[Share, ...] = ()
    kind: str = "fixed_units"
    work: int | None = None
    done: int = 0


def assigning_of(kind: str, effort_driven: bool, default: str) -> str:
    """Return what it means that somebody joins or leaves, where nobody says.

    Effort-driven work, and fixed work always, is shared; a fixed duration is not shortened by it.
    Otherwise the project's default holds, but that nothing shortens a fixed duration.
    """
    if effort_driven or kind == "fixed_work":
        return "lighter_load" if kind == "fixed_duration" else "finish_sooner"
    return "more_work" if kind == "fixed_duration" and default == "finish_sooner" else default


def work_of(effort: Effort, share: Share) -> int:
    """Return the work of a share in minutes, typed or following."""
    return share.work if share.work is not None else _following(effort, share, effort.duration)


def total_work(effort: Effort) -> int:
    """Return the work of a task in minutes."""
    if not effort.shares:
        return effort.work or 0
    return sum(work_of(effort, share) for share in effort.shares)


def with_duration(effort: Effort, duration: int) -> Effort:
    """Return the effort with another duration: fixed work changes the units, else work follows."""
    if duration == effort.duration:
        return effort
    if effort.kind == "fixed_work":
        return _tidy(_by_units(replace(_fixed(effort), duration=duration)))
    shares = []
    for share in effort.shares:
        if share.work is not None:
            was = _following(effort, share, effort.duration)
            now = _following(effort, share, duration)
            share = replace(share, work=round(share.work * now / was) if was else now)
        shares.append(share)
    return _tidy(replace(effort, duration=duration, shares=tuple(shares)))


def with_units(effort: Effort, key: int, units: int) -> Effort:
    """Return the effort with other units of one share: work stays unless the duration is fixed."""
    share = _share(effort, key)
    if effort.kind == "fixed_duration":
        work = share.work
        if work is not None and share.units:
            work = round((work - share.overtime) * units / share.units) + share.overtime
        return _tidy(_put(effort, replace(share, units=units, work=work)))
    fixed = _fixed(effort)
    return _tidy(_by_length(_put(fixed, replace(_share(fixed, key), units=units))))


def with_share_work(effort: Effort, key: int, work: int | None) -> Effort:
    """Return the effort with other work of one share; None lets it follow again."""
    share = _share(effort, key)
    if work is None:
        return _put(effort, replace(share, work=None))
    fixed = _fixed(effort)
    after = _put(fixed, replace(_share(fixed, key), work=work))
    return _tidy(_by_units(after, key) if effort.kind == "fixed_duration" else _by_length(after))


def with_work(effort: Effort, work: int | None) -> Effort:
    """Return the effort with other work of the whole task, shared as the work was before.

    Where nobody works on it yet, it is kept for the first who does.
    """
    if not effort.shares:
        return replace(effort, work=work)
    if work is None:
        return replace(effort, shares=tuple(replace(s, work=None) for s in effort.shares))
    fixed = _fixed(effort)
    parts = [s.work or 0 for s in fixed.shares]
    if not any(parts):
        parts = [s.units or 1 for s in fixed.shares]
    shared = _shared(work, parts)
    shares = tuple(replace(s, work=w) for s, w in zip(fixed.shares, shared, strict=True))
    fixed = replace(fixed, shares=shares)
    return _tidy(_by_units(fixed) if effort.kind == "fixed_duration" else _by_length(fixed))


def retimed(effort: Effort, key: int, *, overtime: int, delay: int) -> Effort:
    """Return the effort with other overtime or delay of one share: its work stays, and unless the
    duration is fixed the task is as long as the last of them takes."""
    if effort.kind == "fixed_duration":
        return _put(effort, replace(_share(effort, key), overtime=overtime, delay=delay))
    fixed = _fixed(effort)
    changed = replace(_share(fixed, key), overtime=overtime, delay=delay)
    return _tidy(_by_length(_put(fixed, changed)))


def joined(effort: Effort, fresh: Sequence[Share], choice: str) -> Effort:
    """Return the effort with further shares; `choice` is one of ASSIGNING.

    The first who are assigned together do what the duration says, or the work that was typed before.
    A share that brings its own work adds it.
    """
    if not fresh:
        return effort
    if not effort.shares:
        return _first(effort, fresh)
    told = [s for s in fresh if s.work is not None]
    if told or choice == "more_work" or effort.duration <= effort.done:
        after = replace(effort, shares=(*effort.shares, *fresh))
        if not told or effort.kind == "fixed_duration":
            return _tidy(after)
        return _tidy(_by_length(_fixed(after)))
    return _spread(_fixed(effort), (*effort.shares, *fresh), choice)


def left(effort: Effort, keys: Sequence[int], choice: str) -> Effort:
    """Return the effort without some shares: the others take over what these had left
    (`finish_sooner`: it takes longer; `lighter_load`: with more of their time), or nobody does
    (`more_work`). Fixed work stays with the task when the last one leaves."""
    gone = set(keys)
    kept = tuple(s for s in effort.shares if s.key not in gone)
    if len(kept) == len(effort.shares):
        return effort
    if not kept:
        work = total_work(effort) if effort.kind == "fixed_work" else None
        return replace(effort, shares=(), work=work)
    if choice == "more_work" or effort.duration <= effort.done:
        return _tidy(replace(effort, shares=kept))
    return _spread(_fixed(effort), kept, choice)


def replaced(effort: Effort, key: int, by: Share) -> Effort:
    """Return the effort in which another takes over a share: its work, and its units unless
    `by` has others."""
    old = _share(effort, key)
    rest = tuple(
        replace(old, key=by.key, actual=None) if s.key == key else s for s in effort.shares
    )
    after = replace(effort, shares=rest)
    return after if by.units == old.units else with_units(after, by.key, by.units)


def _first(effort: Effort, fresh: Sequence[Share]) -> Effort:
    """Return the effort of the first who are assigned: they take over the work that was typed."""
    after = replace(effort, shares=tuple(fresh), work=None)
    if any(s.work is not None for s in fresh):
        return _tidy(after if effort.kind == "fixed_duration" else _by_length(_fixed(after)))
    if not effort.work or not any(s.units for s in fresh):
        return after
    shared = _shared(effort.work, [s.units for s in fresh])
    shares = tuple(replace(s, work=w) for s, w in zip(fresh, shared, strict=True))
    after = replace(after, shares=shares)
    return _tidy(_by_units(after) if effort.kind == "fixed_duration" else _by_length(after))


def _spread(before: Effort, people: Sequence[Share], choice: str) -> Effort:
    """Share by units what is left of all work among `people`, then let duration or units follow."""
    left_ = sum((s.work or 0) - (s.actual or 0) for s in before.shares)
    units = [s.units for s in people]
    if not any(units):
        return _tidy(replace(before, shares=tuple(people)))
    done = {s.key: s.actual or 0 for s in before.shares}
    shares = tuple(
        replace(s, work=done.get(s.key, 0) + part, actual=done.get(s.key, 0))
        for s, part in zip(people, _shared(left_, units), strict=True)
    )
    after = replace(before, shares=shares)
    if choice != "lighter_load":
        return _tidy(_by_length(after))
    # By the share itself, not by its whole minutes: little work is still somebody's.
    eased = []
    for share in after.shares:
        room = _room(after, share, after.duration) - after.done
        if room > 0 and share.mean > 0:
            regular = max(0.0, left_ * share.units / sum(units) - share.overtime)
            units_ = round(regular * FULL / (room * share.mean))
            share = replace(share, units=min(MOST_UNITS, units_))
        eased.append(share)
    return _tidy(replace(after, shares=tuple(eased)))


def _share(effort: Effort, key: int) -> Share:
    return next(s for s in effort.shares if s.key == key)


def _put(effort: Effort, share: Share) -> Effort:
    return replace(effort, shares=tuple(share if s.key == share.key else s for s in effort.shares))


def _fixed(effort: Effort) -> Effort:
    """Return the effort with all work, and what of it is done, as figures."""
    return replace(
        effort,
        shares=tuple(
            replace(s, work=work_of(effort, s), actual=_actual(effort, s)) for s in effort.shares
        ),
    )


def _tidy(effort: Effort) -> Effort:
    """Return the effort with work that only follows left to follow."""
    return replace(
        effort,
        shares=tuple(
            replace(s, work=None) if s.work == _following(effort, s, effort.duration) else s
            for s in effort.shares
        ),
    )


def _room(effort: Effort, share: Share, duration: int) -> int:
    """Return the working minutes that a share has within a duration: less what it starts later."""
    first = min((s.delay for s in effort.shares), default=0)
    return max(0, duration - (share.delay - first))


def _following(effort: Effort, share: Share, duration: int) -> int:
    room = _room(effort, share, duration)
    return round(room * share.units * share.mean / FULL) + share.overtime


def _actual(effort: Effort, share: Share) -> int:
    """Return the minutes of a share that are done: given, else those of the task's done part."""
    work = work_of(effort, share)
    if share.actual is not None or not effort.done or not effort.duration:
        return min(share.actual or 0, work)
    return round(work * min(effort.done, effort.duration) / effort.duration)


def _length(effort: Effort, share: Share) -> int:
    """Return how long a share takes after the part of the task that is done, from the first start."""
    if not share.units or share.mean <= 0:
        return 0
    first = min((s.delay for s in effort.shares), default=0)
    late = max(0, share.delay - first - effort.done)
    regular = max(0, (share.work or 0) - _actual(effort, share) - share.overtime)
    minutes = round(regular * FULL / (share.units * share.mean))
    return late + minutes if minutes else 0


def _by_length(effort: Effort) -> Effort:
    """Let the duration follow: what is done, then as long as the last of the shares takes."""
    if not any(s.units for s in effort.shares):
        return effort
    return replace(
        effort, duration=effort.done + max((_length(effort, s) for s in effort.shares), default=0)
    )


def _by_units(effort: Effort, only: int | None = None) -> Effort:
    """Let units follow: what is left of each one's work, by the time that is left for it."""
    shares = []
    for share in effort.shares:
        room = _room(effort, share, effort.duration) - effort.done
        if only in (None, share.key) and room > 0 and share.mean > 0:
            regular = max(0, (share.work or 0) - _actual(effort, share) - share.overtime)
            units = min(MOST_UNITS, round(regular * FULL / (room * share.mean)))
            share = replace(share, units=units)
        shares.append(share)
    return replace(effort, shares=tuple(shares))


def _shared(total: int, parts: Sequence[int]) -> list[int]:
    """Return a total in whole parts in proportion to `parts`, by largest remainder."""
    whole = sum(parts)
    found = [total * part // whole for part in parts]
    order = sorted(range(len(parts)), key=lambda i: -(total * parts[i] % whole))
    for i in order[: total - sum(found)]:
        found[i] += 1
    return found
