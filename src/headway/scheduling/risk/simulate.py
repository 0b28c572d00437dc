"""Schedule risk by Monte Carlo simulation: what the plan's finish and cost may come to.

Criticality index after Van Slyke (1963), cruciality as Spearman's rank correlation after Williams
(1992), schedule sensitivity index after the PMBOK Guide; copula after Lurie and Goldberg (1998).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from headway.scheduling.columns import columns, remaining
from headway.scheduling.plan import Plan
from headway.scheduling.risk.chance import STEPS, scrambled
from headway.scheduling.risk.clocks import clocks
from headway.scheduling.risk.network import NOTHING, network
from headway.scheduling.risk.shapes import DEFAULT_SPREAD, PERT, Estimate, tables
from headway.scheduling.risk.trials import Draws, Money, chunk, rank_products, tally
from headway.scheduling.schedule import schedule
from headway.scheduling.worktime import DAY, Ints

Numbers = NDArray[np.float64]
WIDTH = 256
"""Trials that go through the network side by side."""
MOST_TRIALS = 1_000_000
MARGIN_DAYS = 40


@dataclass(frozen=True, slots=True)
class Impact:
    """What a risk does to a task where it strikes: minutes added, and a share of its duration."""

    task: int
    minutes: float = 0.0
    share: float = 0.0


@dataclass(frozen=True, slots=True)
class Risk:
    """A discrete risk: strikes with `probability`, then hits tasks and costs `cost`."""

    probability: float
    impacts: tuple[Impact, ...] = ()
    cost: float = 0.0
    name: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise ValueError(f"the probability of '{self.name}' must be between 0 and 1")
        for impact in self.impacts:
            if not (abs(impact.minutes) < 2**26 and -1 <= impact.share <= 1000):
                raise ValueError(f"an impact of '{self.name}' is out of all bounds")


@dataclass(frozen=True, slots=True)
class Correlated:
    """Tasks whose durations run high or low together, by a normal correlation from 0 to 1."""

    tasks: tuple[int, ...]
    correlation: float

    def __post_init__(self) -> None:
        if not 0 <= self.correlation <= 1:
            raise ValueError("a correlation must be between 0 and 1")


@dataclass(frozen=True)
class Costs:
    """Cost of the plan: fixed, and by minute of each task's duration (place of the task: rate)."""

    fixed: float = 0.0
    by_minute: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Simulation:
    """What the trials came to. `finish` and `cost` are sorted; by task, in the plan's order:

    `criticality` is the share of trials in which the task is on the longest path, `cruciality`
    Spearman's rank correlation of its duration and the project's finish, `sensitivity` criticality
    times the standard deviation of its duration over that of the project's.
    """

    trials: int
    seed: int
    finish: Ints
    cost: Numbers | None
    planned_finish: int
    criticality: Numbers
    cruciality: Numbers
    sensitivity: Numbers
    mean_finish: Numbers
    mean_duration: Numbers
    sd_duration: Numbers
    deadlines: dict[int, float]
    """By task with a deadline: the share of trials that hold it."""
    risks: tuple[tuple[float, float], ...]
    """By risk: the share of trials that it struck, and its rank correlation with the finish."""
    watched: dict[int, Ints] = field(default_factory=dict)
    """By watched task: its finish in every trial, sorted."""

    def finish_at(self, percent: float) -> int:
        """Return the moment by which at least `percent` of the trials are done."""
        return int(np.quantile(self.finish, percent / 100, method="inverted_cdf"))

    def watched_at(self, task: int, percent: float) -> int:
        """Return the moment by which a watched task is done in at least `percent` of the trials."""
        return int(np.quantile(self.watched[task], percent / 100, method="inverted_cdf"))

    def cost_at(self, percent: float) -> float:
        """Return the cost that `percent` of the trials do not pass."""
        if self.cost is None:
            raise ValueError("the plan has no costs")
        return float(np.quantile(self.cost, percent / 100, method="inverted_cdf"))

    def chance_by(self, moment: int) -> float:
        """Return the share of trials that are done by a moment."""
        return float(np.searchsorted(self.finish, moment, side="right")) / self.trials

    def s_curve(self, points: int = 101) -> list[tuple[int, float]]:
        """Return moments with the share of trials that are done by then."""
        found = {self.finish_at(100 * k / (points - 1)) for k in range(points)}
        return [(moment, self.chance_by(moment)) for moment in sorted(found)]

    def tornado(self, most: int = 20) -> list[tuple[int, float]]:
        """Return the tasks whose durations move the finish most, with their rank correlation."""
        order = np.argsort(-np.abs(self.cruciality), kind="stable")[:most]
        return [(int(i), float(self.cruciality[i])) for i in order if self.cruciality[i] != 0]


def simulate(
    plan: Plan,
    estimates: Mapping[int, Estimate] | None = None,
    *,
    spread: tuple[float, float, float] | None = DEFAULT_SPREAD,
    risks: Sequence[Risk] = (),
    groups: Sequence[Correlated] = (),
    costs: Costs | None = None,
    watch: Sequence[int] = (),
    trials: int = 10_000,
    seed: int = 1,
    width: int = WIDTH,
    workers: int = 2,
    progress: Callable[[int], bool] | None = None,
) -> Simulation:
    """Simulate a plan; tasks without an estimate get `spread` times their duration (None: none).

    Of a started task, what remains is uncertain; what is finished or set by hand is not. Tasks to
    be done as late as possible are simulated as soon as possible; a plan that is scheduled from its
    finish is simulated forward from the start which that gives. The result depends on `seed`
    and `trials` alone. Of the tasks in `watch` the finish is kept. `progress` hears how many trials are done; False from it ends the work with
    InterruptedError. Raises ValueError for inputs that do not fit the plan.
    """
    if not 1 <= trials <= MOST_TRIALS:
        raise ValueError(f"trials must be between 1 and {MOST_TRIALS:,}")
    cols = columns(plan)
    n = len(plan.tasks)
    chosen = _estimates(plan, estimates or {}, spread, cols.topology.summary)
    planned = schedule(cols)
    if plan.from_finish and plan.finish_by is not None:
        plan = replace(plan, start=planned.project_start, from_finish=False)
        cols = columns(plan)
    worst = schedule(_worst(plan, chosen, risks))
    starts = [plan.start, planned.project_start, worst.project_start]
    latest = [planned.project_finish, worst.project_finish]
    first = min(starts) // DAY - MARGIN_DAYS
    last = max(latest) // DAY + MARGIN_DAYS
    k = clocks(cols, first, last)
    origin = first * DAY
    net = network(cols, origin)
    draws = _draws(n, chosen, risks, groups, seed)
    priced = costs or Costs()
    minute = np.zeros(n)
    for place, rate in priced.by_minute.items():
        _inside(place, n)
        minute[place] = rate
    money = Money(priced.fixed, minute, np.array([r.cost for r in risks], dtype=np.float64))
    finish = np.empty(trials, dtype=np.int64)
    cost = np.empty(trials)
    struck = np.zeros((len(risks), trials), dtype=np.uint8)
    due = [i for i, t in enumerate(plan.tasks) if t.deadline is not None]
    kept = np.zeros(len(due), dtype=np.int64)
    for place in watch:
        _inside(place, n)
    seen = np.zeros((len(watch), trials), dtype=np.int64)
    sums = [np.zeros(n, dtype=np.int64) for _ in range(4)]
    rows, arcs = len(net.rows.kind), len(net.arcs.origin)

    def part(at: int) -> list[NDArray[np.int64]]:
        size = min(width, trials - at)
        start, end = (np.zeros((rows, size), dtype=np.int32) for _ in range(2))
        length = np.zeros((n, size), dtype=np.int32)
        tight, critical = np.zeros((arcs, size), np.uint8), np.zeros((rows, size), np.uint8)
        hit, over = np.zeros((len(risks), size), np.uint8), np.zeros(size, dtype=np.int32)
        spent = np.zeros(size)
        chunk(net, k, draws, money, at, start, end, length, tight, critical, hit, over, spent)
        # A plan in which nothing is to be done is over when it is planned to be.
        ends = np.where(over == NOTHING, planned.project_finish, over.astype(np.int64) + origin)
        finish[at : at + size] = ends
        cost[at : at + size] = spent
        struck[:, at : at + size] = hit
        seen[:, at : at + size] = end[list(watch)].astype(np.int64) + origin
        found = [np.zeros(n, dtype=np.int64) for _ in range(4)]
        tally(n, critical, end, length, *found)
        held = [np.count_nonzero(end[i] <= (plan.tasks[i].deadline or 0) - origin) for i in due]
        return [*found, np.array(held, dtype=np.int64)]

    with ThreadPoolExecutor(workers) as pool:
        done = 0
        for found in pool.map(part, range(0, trials, width)):
            for total, more in zip([*sums, kept], found, strict=True):
                total += more
            done = min(done + width, trials)
            if progress is not None and not progress(done):
                pool.shutdown(cancel_futures=True)
                raise InterruptedError("the simulation was stopped")
    hits, finish_sum, length_sum, squares = sums
    mean = length_sum / trials
    sd = np.sqrt(np.maximum(squares / trials - mean**2, 0))
    spread_of_finish = float(finish.std())
    criticality = hits / trials
    rank = _ranks(finish)
    uncertain = np.flatnonzero((draws.table >= 0) & (draws.width > 0)).astype(np.int32)
    return Simulation(
        trials=trials,
        seed=seed,
        finish=np.sort(finish),
        cost=np.sort(cost) if costs is not None or any(r.cost for r in risks) else None,
        planned_finish=planned.project_finish,
        criticality=criticality,
        cruciality=_cruciality(draws, uncertain, rank, n, workers),
        sensitivity=criticality * sd / spread_of_finish if spread_of_finish else np.zeros(n),
        mean_finish=finish_sum / trials + origin,
        mean_duration=mean,
        sd_duration=sd,
        deadlines={i: int(count) / trials for i, count in zip(due, kept, strict=True)},
        risks=tuple((float(row.mean()), _correlation(row, rank)) for row in struck),
        watched={i: np.sort(row) for i, row in zip(watch, seen, strict=True)},
    )


def _estimates(
    plan: Plan,
    given: Mapping[int, Estimate],
    spread: tuple[float, float, float] | None,
    summary: Ints,
) -> dict[int, Estimate]:
    """Return the estimates of all that is uncertain."""
    for place in given:
        _inside(place, len(plan.tasks))
    found: dict[int, Estimate] = {}
    for i, task in enumerate(plan.tasks):
        fixed = task.manual and task.manual_finish is not None and task.actual_start is None
        if summary[i] or task.actual_finish is not None or fixed or not task.active:
            continue
        estimate = given.get(i)
        if estimate is None:
            if spread is None or task.duration <= 0:
                continue
            low, likely, high = (task.duration * factor for factor in spread)
            estimate = Estimate(low, likely, high, PERT)
        if task.actual_start is not None:
            left = remaining(task)
            past = task.duration - left
            share = left / task.duration if task.duration else 0.0
            low, likely, high = (
                past + v * share for v in (estimate.low, estimate.likely, estimate.high)
            )
            estimate = Estimate(low, likely, high, estimate.shape)
        found[i] = estimate
    return found


def _worst(plan: Plan, estimates: Mapping[int, Estimate], risks: Sequence[Risk]) -> Plan:
    """Return the plan with every duration as long as it can get: no trial ends later."""
    longest = {i: e.high for i, e in estimates.items()}
    for risk in risks:
        for impact in risk.impacts:
            _inside(impact.task, len(plan.tasks))
            was = longest.get(impact.task, float(plan.tasks[impact.task].duration))
            longest[impact.task] = max(was, was * (1 + impact.share) + impact.minutes)
    tasks = list(plan.tasks)
    for i, minutes in longest.items():
        task = tasks[i]
        factor = minutes / task.duration if task.duration else 1.0
        efforts = tuple((c, int(m * factor) + 1) for c, m in task.efforts)
        tasks[i] = replace(
            task, duration=int(minutes) + 1, efforts=efforts, remaining_duration=None
        )
    return replace(plan, tasks=tuple(tasks))


def _draws(
    n: int,
    estimates: Mapping[int, Estimate],
    risks: Sequence[Risk],
    groups: Sequence[Correlated],
    seed: int,
) -> Draws:
    places = sorted(estimates)
    quantiles, which, low, width = tables([estimates[i] for i in places])
    table = np.full(n, -1, dtype=np.int32)
    lows, widths = np.zeros(n, dtype=np.float32), np.zeros(n, dtype=np.float32)
    table[places], lows[places], widths[places] = which, low, width
    group, share = np.full(n, -1, dtype=np.int32), np.zeros(n, dtype=np.float32)
    for g, row in enumerate(groups):
        for i in row.tasks:
            _inside(i, n)
            if group[i] >= 0:
                raise ValueError(f"task {i} stands in two groups")
            group[i], share[i] = g, row.correlation
    impacts: list[list[tuple[int, float, float]]] = [[] for _ in range(n)]
    for r, risk in enumerate(risks):
        for hit in risk.impacts:
            impacts[hit.task].append((r, hit.minutes, hit.share))
    flat = [hit for row in impacts for hit in row]
    return Draws(
        np.uint64(scrambled(seed)),
        quantiles, table, lows, widths, group, share, n, n + len(groups),
        np.array([r.probability for r in risks], dtype=np.float32),
        np.concatenate([[0], np.cumsum([len(row) for row in impacts])]).astype(np.int32),
        np.array([f[0] for f in flat], dtype=np.int32),
        np.array([f[1] for f in flat], dtype=np.float32),
        np.array([f[2] for f in flat], dtype=np.float32),
    )  # fmt: skip


def _inside(place: int, n: int) -> None:
    if not 0 <= place < n:
        raise ValueError(f"there is no task {place}")


def _ranks(values: Ints) -> Ints:
    """Return twice the rank of each value less its mean, ties sharing the mean of their ranks."""
    ordered = np.sort(values)
    low = np.searchsorted(ordered, values, side="left")
    high = np.searchsorted(ordered, values, side="right")
    return (low + high - len(values)).astype(np.int64)


def _cruciality(
    draws: Draws, tasks: NDArray[np.int32], rank: Ints, n: int, workers: int
) -> Numbers:
    """Return Spearman's correlation of durations and finish. A duration's rank follows from the
    level at which it was drawn, which is drawn again, so that no duration must be kept."""
    found = np.zeros(n)
    trials = len(rank)
    if trials < 2 or not rank.any() or not len(tasks):
        return found
    parts = np.array_split(tasks, max(workers, 1))
    sums = [np.zeros(len(part), dtype=np.int64) for part in parts]
    with ThreadPoolExecutor(workers) as pool:
        list(
            pool.map(lambda j: rank_products(draws, parts[j], 0, rank, sums[j]), range(len(parts)))
        )
    level_sd = STEPS / np.sqrt(12.0)
    found[tasks] = np.concatenate(sums) / (trials * level_sd * float(rank.std()))
    return np.clip(found, -1.0, 1.0)


def _correlation(struck: NDArray[np.uint8], rank: Ints) -> float:
    if struck.min() == struck.max() or not rank.any():
        return 0.0
    return float(np.corrcoef(struck, rank)[0, 1])
