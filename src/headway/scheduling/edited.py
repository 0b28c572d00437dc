"""A plan's columns with other values in some of them, laid out as the passes expect them.

Columns of another layout in memory would have every pass compiled anew.
"""

from __future__ import annotations

from dataclasses import replace

from headway.scheduling.columns import (
    Columns,
    LinkColumns,
    TaskColumns,
    link_views,
    matrix,
    task_views,
)
from headway.scheduling.worktime import Ints


def with_task_columns(plan: Columns, **columns: Ints) -> Columns:
    """Return the plan with whole columns of its tasks replaced, by name."""
    rows = matrix(plan.tasks).copy()
    for name, values in columns.items():
        rows[:, TaskColumns._fields.index(name)] = values
    return replace(plan, tasks=task_views(rows))


def with_link_columns(plan: Columns, **columns: Ints) -> Columns:
    """Return the plan with whole columns of its links replaced, by name. Ends stay."""
    rows = matrix(plan.links).copy()
    for name, values in columns.items():
        rows[:, LinkColumns._fields.index(name)] = values
    return replace(plan, links=link_views(rows))
