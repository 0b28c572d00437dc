"""What assignments and tasks cost: work by rate, cost per use, overtime, fixed cost. Pure.

Money is whole minor units of the project's currency, rates are millionths of a currency unit an
hour (of a material: a unit of it). Each rate segment is rounded half-even once; the minutes of work
of an assignment are spread over its segments by largest remainder, so that none is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from headway.changes.tables import Row
from headway.projects.effort import FULL, Effort, effort_of

MILLION = 1_000_000
HOUR = 60
DIGITS = {
    **dict.fromkeys(
        ("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV",
         "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}  # fmt: skip
"""Decimals of the minor unit by ISO 4217 code; all others have two."""

Minutes: TypeAlias = Callable[[int, int], int]
"""Working minutes between two moments."""


class Rate(NamedTuple):
    """What a resource costs from `since` (None: always) on.

    `standard` and `overtime` are millionths of a currency unit an hour, `per_use` minor units.
    """

    since: int | None
    standard: int
    overtime: int
    per_use: int


class Cost(NamedTuple):
    """A cost in minor units: of all the work, and the part of it that is done."""

    planned: int
    actual: int

    @property
    def remaining(self) -> int:
        """What is still to come."""
        return self.planned - self.actual

    def plus(self, other: Cost) -> Cost:
        """Return both together."""
        return Cost(self.planned + other.planned, self.actual + other.actual)


NOTHING = Cost(0, 0)


def digits_of(currency: str) -> int:
    """Return the decimals of a currency's minor unit (ISO 4217)."""
    return DIGITS.get(currency, 2)


def rates_by_resource(rows: Iterable[Row], currency: str) -> dict[int, list[Rate]]:
    """Return the rates in a currency by resource, the earliest first; others are left out."""
    found: dict[int, list[Rate]] = {}
    for row in rows:
        if row["currency"] == currency:
            rate = Rate(row["valid_from"], row["standard"], row["overtime"], row["per_use"])
            found.setdefault(row["resource_id"], []).append(rate)
    for rates in found.values():
        rates.sort(key=lambda r: (r.since is not None, r.since or 0))
    return found


def segments(
    start: int, finish: int, rates: Sequence[Rate], minutes: Minutes
) -> list[tuple[Rate, int]]:
    """Return the rates that hold between two moments, each with its working minutes.

    Time before the first rate costs nothing. Where no time lies between, the rate of the start
    holds, with a weight of one.
    """
    if not rates:
        return []
    found: list[tuple[Rate, int]] = []
    ends = [*(r.since for r in rates[1:]), None]
    for rate, end in zip(rates, ends, strict=True):
        low = start if rate.since is None else max(start, rate.since)
        high = finish if end is None else min(finish, end)
        if high > low:
            found.append((rate, finish - start if (low, high) == (start, finish) else minutes(low, high)))
    first = rates[0].since
    if first is not None and first > start and found:
        found.insert(0, (Rate(None, 0, 0, 0), minutes(start, min(finish, first))))
    if sum(weight for _, weight in found):
        return found
    return [(rate_at(start, rates), 1)]


def rate_at(moment: int, rates: Sequence[Rate]) -> Rate:
    """Return the rate that holds at a moment; one of nothing before the first."""
    found = Rate(None, 0, 0, 0)
    for rate in rates:
        if rate.since is None or rate.since <= moment:
            found = rate
    return found


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """Return whole shares of an amount by weight, their sum the amount (largest remainder)."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    exact = [Fraction(amount * weight, whole) for weight in weights]
    shares = [int(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in order[: amount - sum(shares)]:
        shares[i] += 1
    return shares


def work_cost(
    work: int, overtime: int, parts: Sequence[tuple[Rate, int]], digits: int = 2
) -> int:
    """Return what minutes of work cost, `overtime` of them at the overtime rate, in minor units."""
    overtime = min(overtime, work)
    weights = [weight for _, weight in parts]
    regular, beyond = spread(work - overtime, weights), spread(overtime, weights)
    unit = Fraction(10**digits, HOUR * MILLION)
    return sum(
        round((a * rate.standard + b * rate.overtime) * unit)
        for (rate, _), a, b in zip(parts, regular, beyond, strict=True)
    )


def assignment_cost(
    row: Row,
    kind: str,
    effort: Effort,
    dates: tuple[int, int],
    rates: Sequence[Rate],
    minutes: Minutes,
    digits: int = 2,
) -> Cost:
    """Return what an assignment costs; `dates` are start and finish of its task.

    Work costs its minutes by the rates in force; material its quantity by the rate of the start;
    each use costs once an assignment. What is done is paid for from the start on; the cost per use
    is due with the first work.
    """
    start, finish = dates
    first = rate_at(start, rates)
    if kind == "material":
        whole = round(Fraction(row["units"] * first.standard * 10**digits, FULL * MILLION))
        share = Fraction(effort.actual, effort.total) if effort.total else Fraction(0)
        used = first.per_use if share else 0
        return Cost(whole + first.per_use, round(whole * share) + used)
    if kind == "cost":
        return Cost(first.per_use, first.per_use if effort.actual else 0)
    parts = segments(start, finish, rates, minutes)
    whole = work_cost(effort.total, row["overtime_work"], parts, digits)
    done = whole
    if effort.remaining:
        total = effort.total
        weights = [weight for _, weight in parts]
        # What is done fills the segments from the first on.
        left = Fraction(sum(weights) * effort.actual, total)
        filled = []
        for rate, weight in parts:
            taken = min(Fraction(weight), left)
            left -= taken
            filled.append((rate, round(taken * 1000)))
        over = round(Fraction(row["overtime_work"] * effort.actual, total))
        done = min(whole, work_cost(effort.actual, over, filled, digits)) if effort.actual else 0
    used = first.per_use if effort.actual else 0
    return Cost(whole + first.per_use, done + used)


def costs_by_task(
    tasks: Mapping[int, Row],
    assignments: Iterable[Row],
    kinds: Mapping[int, str],
    rates: Mapping[int, Sequence[Rate]],
    typed: Iterable[Row],
    result: Callable[[int], Row | None],
    minutes: Callable[[int, int, int], int],
    digits: int = 2,
) -> dict[int, Cost]:
    """Return each task's own cost by key: its assignments and its fixed cost; tasks without one
    are left out. A summary's own is not that of its tasks (`rolled_up` adds them).

    `kinds` and `rates` are by resource, `typed` the rows of `task_costs`, `result` a task's row of
    the schedule, `minutes(task, start, finish)` its working minutes between two moments. The fixed
    cost accrues with percent complete; a typed actual cost stands in place of the computed one.
    """
    found: dict[int, Cost] = {}
    for row in assignments:
        key = row["task_id"]
        dates = result(key)
        known = rates.get(row["resource_id"])
        if dates is None or not known or key not in tasks:
            continue
        kind = kinds.get(row["resource_id"], "work")
        cost = assignment_cost(
            row,
            kind,
            effort_of(row, dates["duration"], dates["percent_complete"]),
            (dates["start"], dates["finish"]),
            known,
            lambda a, b, key=key: minutes(key, a, b),  # type: ignore[misc]
            digits,
        )
        found[key] = found.get(key, NOTHING).plus(cost)
    for row in typed:
        key = row["task_id"]
        dates = result(key)
        if dates is None or key not in tasks:
            continue
        fixed = row["fixed_cost"]
        accrued = round(Fraction(fixed * dates["percent_complete"], 100))
        cost = found.get(key, NOTHING).plus(Cost(fixed, accrued))
        if row["actual_cost"] is not None:
            done = row["actual_cost"]
            # What is left stays as planned: a dear task does not become cheaper by it.
            cost = Cost(cost.remaining + done, done)
        found[key] = cost
    return {key: cost for key, cost in found.items() if cost != NOTHING}


def rolled_up(tasks: Mapping[int, Row], own: Mapping[int, Cost]) -> dict[int, Cost]:
    """Return the cost of every task that has one with all below it."""
    found: dict[int, Cost] = {}
    for key, cost in own.items():
        at: int | None = key
        while at is not None:
            found[at] = found.get(at, NOTHING).plus(cost)
            at = tasks[at]["parent_id"] if at in tasks else None
    return found
