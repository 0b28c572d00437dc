"""A plan with phases, milestones and links, asked for by people of every role."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.projects_api.helpers import Place

HOSTILE = '#import "@preview/evil:1.0.0": * \\ #read("/etc/passwd") $x$ *bold* // end'


@dataclass
class Plan:
    """A project of its own with two phases; the keys of its tasks by name."""

    place: Place
    project: int
    tasks: dict[str, int] = field(default_factory=dict)


@pytest.fixture
def place(db: None) -> Place:
    return Place()


@pytest.fixture
def plan(place: Place) -> Plan:
    made = Plan(place, place.project("Move of the data centre"))
    # It is looked at before it begins, on whatever day this runs.
    looked = {"status_date": "2026-11-29T09:00"}
    assert place.owner.patch(f"/projects/{made.project}", looked).status_code == 200
    add = made.tasks

    def task(name: str, phase: str | None = None, **fields: object) -> None:
        parent = {} if phase is None else {"parent_id": add[phase]}
        add[name] = place.task(made.project, name, **parent, **fields)

    task("Network")
    task("Order switches", "Network", duration="5d")
    task("Switches racked", "Network", duration="0d")
    task("Servers")
    task("Buy servers", "Servers", duration="20d")
    task(HOSTILE, "Servers", duration="3d")
    task("Servers live", "Servers", duration="0d")
    for before, after in (
        ("Order switches", "Switches racked"),
        ("Buy servers", HOSTILE),
        (HOSTILE, "Servers live"),
    ):
        body = {"predecessor_id": add[before], "successor_id": add[after]}
        assert place.owner.post(f"/projects/{made.project}/links", body).status_code == 201
    return made
