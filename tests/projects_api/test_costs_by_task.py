"""What each task costs, in one answer."""

from __future__ import annotations

from typing import Any

from tests.projects_api.helpers import Place


def test_costs_of_tasks_add_up_to_their_summary(place: Place) -> None:
    project = place.project()
    phase = place.task(project, "Phase")
    one = place.task(project, "One", parent_id=phase, duration="2d")
    two = place.task(project, "Two", parent_id=phase, duration="1d")
    place.task(project, "Free", duration="1d")

    def cost(task: int, amount: int) -> None:
        payload: dict[str, Any] = {"id": task, "fields": {"fixed_cost": amount}}
        body = {"type": "task.cost", "stream": project, "payload": payload}
        assert place.owner.post("/commands", body).status_code == 200

    cost(one, 12_300)
    cost(two, 700)
    cost(phase, 1_000)
    found = place.owner.get(f"/projects/{project}/costs").json()
    assert dict(zip(found["id"], found["total"], strict=True)) == {
        phase: 1_000,
        one: 12_300,
        two: 700,
    }
    assert place.owner.get(f"/tasks/{phase}/cost").json()["total"] == sum(found["total"])
    snapshot = place.owner.get(f"/projects/{project}/snapshot").json()
    assert (found["version"], found["minor_units"]) == (snapshot["version"], 100)
    for other in (place.member, place.viewer):
        assert other.get(f"/projects/{project}/costs").status_code == 403
