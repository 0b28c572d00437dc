"""The flow over the board: who stood where on which day, and how long it took."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from headway.analysis.flow import flow
from tests.projects_api.helpers import Place

DAY = 1440
TODO, DOING, DONE = 1, 2, 3
COLUMNS = [
    {"id": TODO, "name": "To do", "category": "todo", "rank": "a0"},
    {"id": DOING, "name": "Doing", "category": "doing", "rank": "a1"},
    {"id": DONE, "name": "Done", "category": "done", "rank": "a2"},
]


def task(key: int, **more: Any) -> dict[str, Any]:
    plain = {"parent_id": None, "status_id": None, "percent_complete": 0, "actual_start": None}
    return {"id": key, "name": f"T{key}", "active": True, **plain, **more}


def added(**tables: list[dict[str, Any]]) -> dict[str, Any]:
    return {n: {"added": rows, "updated": [], "removed": []} for n, rows in tables.items()}


def put(key: int, **after: Any) -> dict[str, Any]:
    update = {"id": key, "before": {}, "after": after}
    return {"tasks": {"added": [], "updated": [update], "removed": []}}


def test_days_lead_and_cycle_times_follow_from_who_was_put_where_when() -> None:
    steps = [
        (10 * DAY + 60, added(statuses=COLUMNS, tasks=[task(11), task(12), task(13)])),
        (11 * DAY + 60, put(11, status_id=DOING)),
        (13 * DAY + 60, put(11, status_id=DONE)),
        (13 * DAY + 90, put(12, percent_complete=40)),
        (14 * DAY + 90, put(12, percent_complete=100)),
    ]
    found = flow(steps, 15 * DAY + 100, 84)
    assert [day["counts"] for day in found["days"]] == [
        [3, 0, 0], [2, 1, 0], [2, 1, 0], [1, 1, 1], [1, 0, 2], [1, 0, 2],
    ]  # fmt: skip
    assert found["finished"] == 2
    assert found["lead"] == {
        "count": 2, "p50_minutes": 3 * DAY, "p85_minutes": 4 * DAY + 30,
    }  # fmt: skip
    assert found["cycle"] == {"count": 2, "p50_minutes": DAY, "p85_minutes": 2 * DAY}
    assert found["aging"] == []
    assert found["charts"]["flow"]["usermeta"]["columns"][2]["title"] == "Cards"


def test_summaries_are_no_cards_and_what_is_taken_up_again_is_not_done() -> None:
    steps = [
        (10 * DAY, added(statuses=COLUMNS, tasks=[task(11), task(12)])),
        (11 * DAY, put(12, parent_id=11)),
        (12 * DAY, put(12, status_id=DONE)),
        (13 * DAY, put(12, status_id=DOING)),
    ]
    found = flow(steps, 14 * DAY, 84)
    assert [sum(day["counts"]) for day in found["days"]] == [2, 1, 1, 1, 1]
    assert (found["finished"], found["lead"]) == (0, None)
    assert [(one["task_id"], one["minutes"]) for one in found["aging"]] == [(12, DAY)]


def test_what_came_done_has_no_times_and_gone_columns_count_as_what_they_meant() -> None:
    gone = {"statuses": {"added": [], "updated": [], "removed": [COLUMNS[1]]}}
    steps = [
        (10 * DAY, added(statuses=COLUMNS, tasks=[task(11, percent_complete=100), task(12)])),
        (10 * DAY + 5, put(12, status_id=DOING)),
        (12 * DAY, {**gone, **put(12, status_id=TODO)}),
    ]
    found = flow(steps, 12 * DAY, 84)
    assert [day["counts"] for day in found["days"]] == [[1, 1], [1, 1], [1, 1]]
    assert found["finished"] == 0


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3 * DAY), st.integers(0, 5), st.sampled_from([TODO, DOING, DONE])),
        max_size=25,
    ),
    st.integers(7, 30),
)
def test_every_card_stands_in_one_column_on_every_day(
    moves: list[tuple[int, int, int]], days: int
) -> None:
    at = 100 * DAY
    steps = [(at, added(statuses=COLUMNS, tasks=[task(key) for key in range(20, 26)]))]
    for later, which, column in moves:
        at += later
        steps.append((at, put(20 + which, status_id=column)))
    found = flow(steps, at + 10, days)
    assert all(sum(day["counts"]) == 6 for day in found["days"])
    assert len(found["days"]) == min(days, (at + 10) // DAY - 100 + 1)
    for name in ("lead", "cycle"):
        times = found[name]
        assert times is None or 0 < times["p50_minutes"] <= times["p85_minutes"]


def test_it_is_read_from_the_history_of_a_project(place: Place) -> None:
    project = place.project()
    key = place.task(project, "Order")
    place.task(project, "Install")
    place.owner.patch(f"/tasks/{key}", {"status": "Doing"})
    found = place.viewer.get(f"/projects/{project}/flow").json()
    assert [c["name"] for c in found["columns"]] == ["To do", "Doing", "Done"]
    assert found["days"][-1]["counts"] == [1, 1, 0]
    assert [one["name"] for one in found["aging"]] == ["Order"]
    assert place.owner.get(f"/projects/{project}/flow", days=3).status_code == 422
    phase = place.task(project, "Phase")
    assert place.guest(project, phase).get(f"/projects/{project}/flow").status_code == 403
