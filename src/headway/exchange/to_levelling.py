"""A document's resources and assignments as levelling takes them."""

from __future__ import annotations

from headway.exchange.document import Document
from headway.scheduling.levelling import Availability, Need, Resource


def resources_of(document: Document) -> list[Resource]:
    """Return the resources in the document's order. Only people and equipment can be short."""
    return [
        Resource(
            max(r.max_units, 0) if r.kind == "work" else 2**40,
            name=r.name,
            availability=tuple(
                Availability(part["first"], part.get("last"), part["units"])
                for part in (r.availability or ())
                if r.kind == "work"
            ),
        )
        for r in document.resources
    ]


def needs_of(document: Document) -> list[Need]:
    """Return who works on what, leaves of the outline alone."""
    tasks = {t.id: i for i, t in enumerate(document.tasks)}
    resources = {r.id: i for i, r in enumerate(document.resources)}
    parents = {t.parent_id for t in document.tasks}
    return [
        Need(tasks[a.task_id], resources[a.resource_id], a.units)
        for a in document.assignments
        if a.task_id in tasks
        and a.resource_id in resources
        and a.task_id not in parents
        and 0 < a.units < 2**40
        and document.resources[resources[a.resource_id]].kind == "work"
    ]
