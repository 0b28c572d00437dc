"""The instance as a CP-SAT model: intervals, precedences and cumulative resources."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from headway.scheduling.levelling.instance import Instance

OnSolution = Callable[[list[int]], None]
OnBound = Callable[[int], None]
TICK = 0.1


def search(
    instance: Instance,
    hint: Sequence[int],
    seconds: float,
    over: Callable[[], bool],
    on_solution: OnSolution,
    on_bound: OnBound,
) -> bool:
    """Search for schedules shorter than `hint` (starts) for at most `seconds`.

    Schedules go to `on_solution`, lower bounds to `on_bound`; `over` is asked whether to end early.
    Returns whether the search space was exhausted: then the best schedule reported, or else
    `hint`, is optimal. One thread searches.
    """
    from ortools.sat.python import cp_model

    n = len(instance.durations)
    top = max((hint[i] + instance.durations[i] for i in range(n)), default=0)
    model = cp_model.CpModel()
    start = [model.new_int_var(0, top, "") for _ in range(n)]
    span = model.new_int_var(0, top, "")
    spans = [
        model.new_fixed_size_interval_var(start[i], instance.durations[i], "") for i in range(n)
    ]
    for i in range(n):
        model.add_hint(start[i], hint[i])
        model.add(span >= start[i] + instance.durations[i])
        for j in instance.successors[i]:
            model.add(start[j] >= start[i] + instance.durations[i])
    for k, capacity in enumerate(instance.capacities):
        users = [i for i in range(n) if instance.demands[i][k] and instance.durations[i]]
        if sum(instance.demands[i][k] for i in users) > capacity:
            demands = [instance.demands[i][k] for i in users]
            model.add_cumulative([spans[i] for i in users], demands, capacity)
    model.minimize(span)

    class Report(cp_model.CpSolverSolutionCallback):
        def on_solution_callback(self) -> None:
            on_solution([self.value(s) for s in start])

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(seconds, 0.01)
    solver.parameters.num_workers = 1
    # What interrupts the process asks all of the search to end, not this part of it alone.
    solver.parameters.catch_sigint_signal = False
    solver.best_bound_callback = lambda bound: on_bound(round(bound))
    done = threading.Event()

    def watch() -> None:
        until = time.monotonic() + seconds
        while not done.wait(TICK):
            if over() or time.monotonic() > until:
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        status = solver.solve(model, Report())
    finally:
        done.set()
    return bool(status == cp_model.OPTIMAL)
