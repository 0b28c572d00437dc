"""Progress that makes a task longer or shorter: work and units give way as Microsoft documents it.

"Remaining Duration (task field)": Duration = Actual Duration + Remaining Duration. An actual duration
beyond the planned one finishes the task; work of fixed units and fixed duration grows with it, fixed
work stays.
"""

from __future__ import annotations

from typing import Any

import pytest

from headway.projects.models import Assignment, Task
from tests.projects_api.helpers import Place
from tests.tracking.test_api import DAY, done

WEEK = 5 * DAY


@pytest.fixture
def dig(place: Place) -> dict[str, Any]:
    """A task of five days on which Ann works whole and Ben half, 40 and 20 hours, both typed."""
    project = place.project(start="2026-12-01")
    task = place.task(project, "Dig", duration="5d", assignees=["Ann", "Ben"])
    ann, ben = Assignment.objects.filter(task_id=task).order_by("id").values_list("id", flat=True)
    for key, fields in ((ann, {"work": WEEK}), (ben, {"units": 5000, "work": WEEK // 2})):
        done(place.owner, project, "assignment.update", id=key, fields=fields)
    # The figures as they stand, whatever they followed from.
    Task.objects.get(id=task)
    return {"project": project, "task": task, "ann": ann, "ben": ben}


def kind(place: Place, dig: dict[str, Any], task_type: str) -> None:
    fields = {"task_type": task_type, "effort_driven": task_type == "fixed_work"}
    done(place.owner, dig["project"], "task.update", id=dig["task"], fields=fields)


def work(place: Place, dig: dict[str, Any]) -> list[tuple[int, int]]:
    """Return units and work of both, in minutes."""
    task = Task.objects.get(id=dig["task"])
    found = []
    for key in (dig["ann"], dig["ben"]):
        row = Assignment.objects.get(id=key)
        typed = row.work if row.work is not None else round(task.duration * row.units / 10_000)
        found.append((row.units, typed))
    return found


@pytest.mark.parametrize("task_type", ["fixed_units", "fixed_duration"])
def test_work_follows_what_remains(place: Place, dig: dict[str, Any], task_type: str) -> None:
    kind(place, dig, task_type)
    send = {"id": dig["task"], "actual_duration": 2 * DAY, "remaining_duration": 8 * DAY}
    change = done(place.member, dig["project"], "task.progress", **send)
    task = Task.objects.get(id=dig["task"])
    assert (task.duration, task.remaining_duration, task.percent_complete) == (
        10 * DAY,
        8 * DAY,
        20,
    )
    assert work(place, dig) == [(10_000, 2 * WEEK), (5000, WEEK)]
    # Shorter again: what is done stays, and less remains.
    done(place.member, dig["project"], "task.progress", id=dig["task"], remaining_duration=3 * DAY)
    assert Task.objects.get(id=dig["task"]).duration == WEEK
    assert work(place, dig) == [(10_000, WEEK), (5000, WEEK // 2)]
    assert place.member.post(f"/changesets/{change['id']}/undo").status_code == 409


def test_fixed_work_stays_and_the_units_follow(place: Place, dig: dict[str, Any]) -> None:
    kind(place, dig, "fixed_work")
    before = work(place, dig)
    send = {"id": dig["task"], "remaining_duration": 10 * DAY}
    change = done(place.member, dig["project"], "task.progress", **send)
    assert Task.objects.get(id=dig["task"]).duration == 10 * DAY
    after = work(place, dig)
    assert [minutes for _, minutes in after] == [minutes for _, minutes in before]
    assert [units for units, _ in after] == [5000, 2500]
    assert place.member.post(f"/changesets/{change['id']}/undo").status_code == 200
    assert work(place, dig) == before


@pytest.mark.parametrize(
    ("task_type", "times"), [("fixed_units", 2), ("fixed_duration", 2), ("fixed_work", 1)]
)
def test_more_done_than_planned_finishes_it(
    place: Place, dig: dict[str, Any], task_type: str, times: int
) -> None:
    kind(place, dig, task_type)
    send = {"id": dig["task"], "actual_duration": 10 * DAY}
    done(place.member, dig["project"], "task.progress", **send)
    task = Task.objects.get(id=dig["task"])
    assert (task.duration, task.percent_complete) == (10 * DAY, 100)
    assert [minutes for _, minutes in work(place, dig)] == [times * WEEK, times * WEEK // 2]


def test_percent_complete_changes_neither_length_nor_work(
    place: Place, dig: dict[str, Any]
) -> None:
    before = work(place, dig)
    done(place.member, dig["project"], "task.progress", id=dig["task"], percent_complete=40)
    assert Task.objects.get(id=dig["task"]).duration == WEEK
    assert work(place, dig) == before
