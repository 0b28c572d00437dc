"""Simulating a live project: at once where it is quick, else as a long run; the newest are kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any

from headway.analysis.asking import Asked
from headway.analysis.models import DONE, FAILED, UNDERWAY, Run
from headway.analysis.risk import KIND
from headway.analysis.risk.costs import risk_costs
from headway.analysis.risk.told import told, watched, without_cost
from headway.analysis.risk.uncertain import uncertain
from headway.analysis.runs import Work
from headway.changes.cache import State
from headway.changes.errors import Forbidden, Invalid
from headway.changes.reading import standing
from headway.changes.state import Records
from headway.changes.viewer import Viewer
from headway.projects.derivations import Scheduled
from headway.scheduling import BeyondTime, CircularLinks
from headway.scheduling.risk import DEFAULT_SPREAD, simulate
from headway.words import say

AT_ONCE = 30_000_000
"""Trials times tasks and links that a request may take: about a second."""
KEPT = 8
MOST_TRIALS = 100_000

Options = Mapping[str, Any]
"""`trials`, `seed`, and `certain`: tasks without an estimate do not vary."""

_kept: OrderedDict[tuple[Any, ...], tuple[Records, Records, dict[str, Any]]] = OrderedDict()
"""Answers with the rows that they were made from: after a restore a version is another one."""
_lock = threading.Lock()


def quick(state: State, options: Options) -> bool:
    """Whether a simulation may be waited for."""
    rows = state.records.rows
    return (len(rows("tasks")) + len(rows("links"))) * int(options["trials"]) <= AT_ONCE


def simulated(
    state: State, home: State, options: Options, progress: Callable[[int], bool] | None = None
) -> dict[str, Any]:
    """Return what a simulation says of a project, costs included; kept by version and options.

    Raises Invalid where the plan cannot be simulated, InterruptedError where `progress` ends it.
    """
    trials, seed, certain = (options[name] for name in ("trials", "seed", "certain"))
    key = (state.stream, state.version, home.version, trials, seed, certain)
    with _lock:
        kept = _kept.get(key)
        if kept is not None and kept[0] is state.records and kept[1] is home.records:
            _kept.move_to_end(key)
            return kept[2]
    scheduled = state.derived["schedule"]
    assert isinstance(scheduled, Scheduled)
    records = state.records
    given = uncertain(records, scheduled)
    priced = risk_costs(records, home.records, scheduled, given.plan)
    try:
        found = simulate(
            given.plan,
            given.estimates,
            spread=None if certain else DEFAULT_SPREAD,
            risks=given.risks,
            groups=given.groups,
            costs=priced[0] if priced else None,
            watch=watched(records, scheduled),
            trials=trials,
            seed=seed,
            progress=progress,
        )
    except (ValueError, CircularLinks, BeyondTime) as error:
        raise Invalid(
            say("This plan cannot be simulated: {error}.", error=error), field="project"
        ) from None
    answer = told(found, given, records, scheduled, priced[1] if priced else None)
    answer |= {"version": state.version, "workspace_version": home.version, "certain": certain}
    with _lock:
        _kept[key] = (records, home.records, answer)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return answer


def execute(work: Work) -> dict[str, Any] | None:
    """Carry out a long run; None where it was stopped."""
    state, viewer, home = standing(work.user_id, work.project_id, "project")
    if not viewer.may("analysis.read"):
        raise Forbidden(say("You may no longer see this."))
    work.against(state.version, home.version)
    trials = work.options["trials"]

    def progress(done: int) -> bool:
        work.tell({"done": done, "trials": trials})
        return not work.stop.is_set()

    try:
        return simulated(state, home, work.options, progress)
    except InterruptedError:
        return None


def shown(result: Any, viewer: Viewer) -> Any:
    """Return a result as a viewer may see it: what people cost shows in it."""
    sees = viewer.may("costs.read") and viewer.may("rates.read")
    return result if result is None or sees else without_cost(result)


def newest(who: Asked, options: Options) -> tuple[Run | None, Run | None]:
    """Return the newest ended run with these options, and the one that is underway, or failed
    after it."""
    rows = Run.objects.filter(project_id=who.state.stream, kind=KIND).order_by("-id")
    underway = rows.filter(state__in=UNDERWAY).first()
    last: Run | None = None
    for run in rows.filter(state__in=(DONE, FAILED)):
        if run.options != dict(options):
            continue
        if run.state == DONE and run.result is not None:
            return run, underway or last
        last = last or run
    return None, underway or last
