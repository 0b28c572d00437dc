"""What assignments and tasks cost: work by rate, cost per use, overtime, fixed cost. Pure.

Money is whole minor units of the project's currency, rates are millionths of a currency unit an
hour (of a material: a unit of it). Each rate segment is rounded half-even once; the minutes of work
of an assignment are spread over its segments by largest remainder, so that none is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from headway.changes.state import Records
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
    """A cost in minor units: what is spent, and what is still to come."""

    actual: int
    remaining: int

    @property
    def total(self) -> int:
        """What it costs in the end."""
        return self.actual + self.remaining

    def plus(self, other: Cost) -> Cost:
        """Return both together."""
        return Cost(self.actual + other.actual, self.remaining + other.remaining)


@dataclass(frozen=True, slots=True)
class Costs:
    """Each task's own cost by key (tasks without one are left out); `unpriced` are resources that
    are assigned but have no rate in the project's currency."""

    by_task: dict[int, Cost]
    unpriced: set[int]


NOTHING = Cost(0, 0)


def minor_units(currency: str) -> int:
    """Return how many minor units a currency unit has (ISO 4217)."""
    return int(10 ** DIGITS.get(currency, 2))


def work_of(row: Row, task: Row, result: Row) -> Effort:
    """Return an assignment's work; `result` is its task's row of the schedule."""
    return effort_of(row, result["duration"], result["percent_complete"])


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
            found.append(
                (rate, finish - start if (low, high) == (start, finish) else minutes(low, high))
            )
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
    if len(weights) == 1 and weights[0]:
        return [amount]
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    exact = [Fraction(amount * weight, whole) for weight in weights]
    shares = [int(share) for share in exact]
    order = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], i))
    for i in order[: amount - sum(shares)]:
        shares[i] += 1
    return shares


def half_even(amount: int, parts: int) -> int:
    """Return amount / parts as a whole number, a half to the even one. Both are not negative."""
    whole, rest = divmod(amount, parts)
    return whole + (2 * rest > parts or (2 * rest == parts and whole % 2 == 1))


def work_cost(work: int, overtime: int, parts: Sequence[tuple[Rate, int]], minor: int = 100) -> int:
    """Return what minutes of work cost, `overtime` of them at the overtime rate, in minor units."""
    overtime = min(overtime, work)
    weights = [weight for _, weight in parts]
    regular, beyond = spread(work - overtime, weights), spread(overtime, weights)
    return sum(
        half_even((a * rate.standard + b * rate.overtime) * minor, HOUR * MILLION)
        for (rate, _), a, b in zip(parts, regular, beyond, strict=True)
    )


def assignment_cost(
    row: Row,
    kind: str,
    effort: Effort,
    dates: tuple[int, int],
    rates: Sequence[Rate],
    minutes: Minutes,
    minor: int = 100,
) -> Cost:
    """Return what an assignment costs; `dates` are start and finish of its task.

    Work costs its minutes by the rates in force; material its quantity by the rate of the start;
    each use costs once an assignment and falls due with the first work. What is done was done at
    the rates from the start on.
    """
    start, finish = dates
    first = rate_at(start, rates)
    used = first.per_use if effort.actual else 0
    if kind == "material":
        whole = round(Fraction(row["units"] * first.standard * minor, FULL * MILLION))
        done = round(Fraction(whole * effort.actual, effort.total)) if effort.total else 0
    elif kind == "cost":
        whole = done = 0
    else:
        parts = segments(start, finish, rates, minutes)
        whole = work_cost(effort.total, row["overtime_work"], parts, minor)
        done = _done_cost(row, effort, parts, whole, minor)
    return Cost(done + used, whole + first.per_use - done - used)


def _done_cost(
    row: Row, effort: Effort, parts: Sequence[tuple[Rate, int]], whole: int, minor: int
) -> int:
    """Return what the done part of an assignment's work cost."""
    if not effort.remaining or not effort.actual:
        return whole if effort.actual else 0
    share = Fraction(effort.actual, effort.total)
    left = sum(weight for _, weight in parts) * share
    filled = []
    for rate, weight in parts:
        taken = min(Fraction(weight), left)
        left -= taken
        filled.append((rate, round(taken * 1000)))
    overtime = round(row["overtime_work"] * share)
    return min(whole, work_cost(effort.actual, overtime, filled, minor))


def costs_of(
    records: Records,
    workspace: Records,
    result: Callable[[int], Row | None],
    minutes: Callable[[int, int, int], int] | None = None,
) -> Costs:
    """Return what the tasks of a project cost.

    `result` gives a task's row of the schedule, `minutes(task, start, finish)` its working minutes
    between two moments (elapsed ones, if not given): by them work is spread over rates that change.
    See `costs_by_task`.
    """
    project = next(iter(records.rows("projects").values()))
    return costs_by_task(
        records.rows("tasks"),
        records.rows("assignments").values(),
        {key: row["kind"] for key, row in workspace.rows("resources").items()},
        rates_by_resource(workspace.rows("rates").values(), project["currency"]),
        records.rows("task_costs").values(),
        result,
        minutes or (lambda _, start, finish: finish - start),
        minor_units(project["currency"]),
    )


def costs_by_task(
    tasks: Mapping[int, Row],
    assignments: Iterable[Row],
    kinds: Mapping[int, str],
    rates: Mapping[int, Sequence[Rate]],
    typed: Iterable[Row],
    result: Callable[[int], Row | None],
    minutes: Callable[[int, int, int], int],
    minor: int = 100,
) -> Costs:
    """Return each task's own cost: its assignments and its fixed cost. A summary's own is not that
    of its tasks (`rolled_up` adds them); an inactive task costs nothing.

    `kinds` and `rates` are by resource, `typed` the rows of `task_costs`. The fixed cost is spent
    with percent complete; a typed actual cost stands for all that was spent, and what remains stays
    as computed.
    """
    found: dict[int, Cost] = {}
    unpriced: set[int] = set()
    active = {key for key, row in tasks.items() if row["active"]}
    for row in assignments:
        key, who = row["task_id"], row["resource_id"]
        dates = result(key)
        if dates is None or key not in active:
            continue
        if not rates.get(who):
            unpriced.add(who)
            continue
        cost = assignment_cost(
            row,
            kinds.get(who, "work"),
            work_of(row, tasks[key], dates),
            (dates["start"], dates["finish"]),
            rates[who],
            lambda start, finish, key=key: minutes(key, start, finish),  # type: ignore[misc]
            minor,
        )
        found[key] = found.get(key, NOTHING).plus(cost)
    for row in typed:
        key = row["task_id"]
        dates = result(key)
        if dates is None or key not in active:
            continue
        spent = round(Fraction(row["fixed_cost"] * dates["percent_complete"], 100))
        cost = found.get(key, NOTHING).plus(Cost(spent, row["fixed_cost"] - spent))
        if row["actual_cost"] is not None:
            cost = Cost(row["actual_cost"], cost.remaining)
        found[key] = cost
    return Costs(found, unpriced)


def rolled_up(records: Records, own: Mapping[int, Cost]) -> dict[int, Cost]:
    """Return the cost of every task that has one with all below it."""
    tasks = records.rows("tasks")
    found: dict[int, Cost] = {}
    for key, cost in own.items():
        at: int | None = key
        while at is not None:
            found[at] = found.get(at, NOTHING).plus(cost)
            at = tasks[at]["parent_id"] if at in tasks else None
    return found
