"""Every route of a project is one of its scenarios too, but for what makes no sense there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.access.table import TABLE
from tests.access.test_table import ask, world_for_routes
from tests.line.world import send

ELSEWHERE = {
    # A scenario is in no list of projects, has no scenarios and came from no file.
    "GET /api/v1/projects/{project_id}": 404,
    "DELETE /api/v1/projects/{project_id}": 422,
    "GET /api/v1/projects/{project_id}/scenarios": 404,
    "GET /api/v1/projects/{project_id}/scenarios/compare": 404,
    "GET /api/v1/projects/{project_id}/scenarios/risk": 404,
    # How far people are is answered in the project itself.
    "POST /api/v1/projects/{project_id}/update-effect": 422,
}
OF_PROJECTS = sorted(name for name in TABLE if "{project_id}" in name)


@pytest.mark.django_db
@pytest.mark.parametrize("name", OF_PROJECTS)
def test_a_scenario_answers_where_its_project_does(name: str) -> None:
    world = world_for_routes()
    made = send(world.users["owner"], world.project, "scenario.create", {"name": "What if"})
    scenario = made["created"]["scenarios"][0]
    route = TABLE[name]
    there = replace(route, fill={**route.fill, "project_id": lambda w: scenario})
    expected = ELSEWHERE.get(name, route.gets[0])
    assert ask(world, "guest", name, there).status_code == 404
    assert ask(world, "stranger", name, there).status_code == 404
    assert ask(world, "owner", name, there).status_code == expected
