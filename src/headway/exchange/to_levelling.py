"""A document's resources and assignments as levelling takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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


def together(documents: Sequence[Document]) -> tuple[list[Resource], list[Need]]:
    """Return the resources and needs of plans that are levelled together, in their order: whoever works
    and has the same name in several is one person, with the capacity of the first."""
    resources: list[Resource] = []
    needs: list[Need] = []
    known: dict[str, int] = {}
    for plan, document in enumerate(documents):
        places = []
        for resource, row in zip(resources_of(document), document.resources, strict=True):
            name = row.name.strip().casefold() if row.kind == "work" else ""
            place = known.get(name) if plan and name else None
            if place is None or place in places:
                place = len(resources)
                resources.append(resource)
                if name:
                    known.setdefault(name, place)
            places.append(place)
        needs += [replace(n, resource=places[n.resource], plan=plan) for n in needs_of(document)]
    return resources, needs
