"""The engine's search, held to what is still ahead. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from headway.analysis.levelling.problem import Problem
from headway.scheduling.levelling import Preview, level

ROUNDS = 8


def searched(problem: Problem, since: int, seconds: float, **more: Any) -> Preview:
    """Return the engine's preview in which nothing that lies ahead comes to lie before `since`.

    Levelling starts from the plan without its delays of today; a task for which that means the
    past, and whose people do not keep it out of it, is left where it is. `more` goes to `level`.
    Raises what `level` does.
    """
    preview = level(problem.plans, problem.resources, problem.needs, problem.options, seconds=0.0)
    problem, preview = _ahead(problem, since, preview)
    if seconds <= 0:
        return preview
    found = level(
        problem.plans, problem.resources, problem.needs, problem.options, seconds=seconds, **more
    )  # fmt: skip
    return _ahead(problem, since, found)[1]


def _ahead(problem: Problem, since: int, preview: Preview) -> tuple[Problem, Preview]:
    for _ in range(ROUNDS):
        alone = problem.options.left_alone
        back = {
            (m.plan, m.task)
            for m in preview.moves
            if m.start < since <= m.start_before and (m.plan, m.task) not in alone
        }
        if not back:
            break
        problem = replace(problem, options=replace(problem.options, left_alone=alone | back))
        preview = level(
            problem.plans, problem.resources, problem.needs, problem.options, seconds=0.0
        )  # fmt: skip
    return problem, preview
