"""A document with dates computed from its inputs, in place of what its file stores. Pure."""

from __future__ import annotations

from headway.exchange.document import Document
from headway.exchange.to_plan import plan_of
from headway.scheduling import schedule


def with_dates(document: Document) -> Document:
    """Set `stored_start` and `stored_finish` of every task to what the engine computes.

    Summaries take their length from it too. Raises BadFile, CircularLinks and BeyondTime as
    scheduling does.
    """
    plan = plan_of(document)
    if document.start is None:
        document.start = plan.start
    result = schedule(plan)
    for place, task in enumerate(document.tasks):
        task.stored_start = int(result.start[place])
        task.stored_finish = int(result.finish[place])
        if task.summary:
            task.duration = int(result.duration[place])
            task.percent_complete = int(result.percent_complete[place])
    return document
