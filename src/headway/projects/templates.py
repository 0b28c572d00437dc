"""Templates: plans of usual IT projects, relative to their start. Each is a sheet beside this file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from headway.changes.errors import Invalid
from headway.exchange import tabular
from headway.exchange.document import Document
from headway.words import mark, say

FOLDER = Path(__file__).with_name("template_plans")


class Template(NamedTuple):
    """What a template is called and good for; `id` is also the name of its sheet."""

    id: str
    name: str
    description: str


TEMPLATES = (
    Template(
        "data-centre-migration",
        mark("Data-centre migration"),
        mark("Inventory, build the target, rehearse, move in waves, close the old site."),
    ),
    Template(
        "erp-roll-out",
        mark("ERP roll-out"),
        mark("From charter and workshops over build, data and tests to hypercare."),
    ),
    Template(
        "software-release",
        mark("Software release"),
        mark("One release of a product: scope, design, build, harden, roll out."),
    ),
    Template(
        "network-refresh",
        mark("Network refresh"),
        mark("Replace switches and wireless over several sites, pilot first."),
    ),
)


@cache
def _sheet(template_id: str) -> bytes:
    return (FOLDER / f"{template_id}.csv").read_bytes()


def document_of(template_id: str) -> Document:
    """Return a template's plan; raise Invalid for an unknown one."""
    found = next((t for t in TEMPLATES if t.id == template_id), None)
    if found is None:
        known = ", ".join(t.id for t in TEMPLATES)
        raise Invalid(
            say(
                "There is no template '{template_id}': choose one of {known}.",
                template_id=template_id[:60],
                known=known,
            ),
            field="template",
        )
    document = tabular.read(_sheet(template_id), ".csv")
    document.name = found.name
    return document


@cache
def items() -> list[dict[str, Any]]:
    """Return the templates as a list shows them."""
    return [
        {
            "id": t.id,
            "name": say(t.name),
            "description": say(t.description),
            "tasks": len(document_of(t.id).tasks),
        }
        for t in TEMPLATES
    ]
