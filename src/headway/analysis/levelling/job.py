"""The long run of kind "levelling": reads the projects, lets the engine search, tells how far."""

from __future__ import annotations

import importlib
import os
from typing import Any

from headway.analysis.levelling.live import project_of, resources_of, sharing, siblings, since_of
from headway.analysis.levelling.preview import described
from headway.analysis.levelling.problem import Problem, Wishes, problem_of
from headway.analysis.levelling.search import searched
from headway.analysis.runs import Work
from headway.changes.compute import viewer_of
from headway.changes.errors import Forbidden, Invalid
from headway.changes.reading import standing
from headway.scheduling import BeyondTime, CircularLinks, working_minutes
from headway.scheduling.levelling import Preview
from headway.scheduling.moments import to_iso
from headway.words import say

WORKERS = max(1, min(2, os.cpu_count() or 1))


def execute(work: Work) -> dict[str, Any]:
    """Return the preview of a levelling; stopped early, the best so far."""
    state, viewer, home = standing(work.user_id, work.project_id, "project")
    if not viewer.may("analysis.read"):
        raise Forbidden(say("You may no longer see this."))
    given = work.options
    together = siblings(work.user_id, state, home, given["projects"])
    for other in together:
        if not viewer_of(work.user_id, other, home=home).may("plan.edit"):
            raise Forbidden(say("You may level together only what you may edit."))
    work.against(state.version, home.version)
    aside: list[int] = []
    if given["others"]:
        levelled = {state.stream, *(other.stream for other in together)}
        shared = {key for one in (state, *together) for key in sharing(one)}
        aside = sorted(shared - levelled)
    others = [project_of(o) for o in siblings(work.user_id, state, home, aside)]
    main = project_of(state)
    since = since_of(main.row)
    wishes = Wishes(
        since,
        given["within_float"],
        given["splitting"],
        given["priorities"],
        frozenset(given["alone"]),
    )
    resources = resources_of(home)
    projects = [main, *(project_of(other) for other in together)]
    problem = problem_of(projects, others, resources, wishes)
    preview = _previewed(work, problem, since, float(given["seconds"]))
    return {
        **described(problem, preview, others, resources, since),
        "versions": {str(one.stream): one.version for one in (state, *together)},
        "others": [{"id": other.key, "name": other.row["name"]} for other in others],
    }


def _previewed(work: Work, problem: Problem, since: int, seconds: float) -> Preview:
    columns = problem.projects[0].scheduled.columns_
    begin = min(p.start for p in problem.plans)

    def tell(best: int, bound: int) -> None:
        span = max(best - begin, 1)
        work.tell(
            {
                "best": to_iso(best),
                "bound": to_iso(bound),
                "gap_minutes": working_minutes(columns.calendars, (columns.calendar,), bound, best),
                "gap_percent": round(100 * max(best - bound, 0) / span, 2),
            }
        )

    if seconds > 0:
        # Loaded before the time runs that the person gave for searching.
        importlib.import_module("ortools.sat.python.cp_model")
    try:
        return searched(
            problem, since, seconds, workers=WORKERS, progress=tell, stop=work.stop
        )  # fmt: skip
    except (CircularLinks, BeyondTime) as error:
        raise Invalid(say("This cannot be levelled: {error}.", error=error)) from None
