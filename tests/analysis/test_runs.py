"""Long runs: begun, followed, stopped, lost with their worker, and seen by whom."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import RequestFactory

from headway.analysis import running, runs
from headway.analysis.asking import asked
from headway.analysis.models import Run
from headway.analysis.runs import Work
from headway.changes.errors import Invalid
from tests.projects_api.helpers import Person, Place

Say = Callable[[Callable[[Work], Any]], None]
WAIT = 20.0


def begin(place: Place, project: int, person: Person | None = None, key: str = "") -> Run:
    """Begin a run as a route does."""
    request = RequestFactory().post("/runs", headers={"Idempotency-Key": key} if key else {})
    request.auth = (person or place.owner).user  # type: ignore[attr-defined]
    return runs.begin(request, asked(request, project), "levelling", {"seconds": 5})


@pytest.fixture
def worker() -> Iterator[threading.Event]:
    """A worker beside the test, as `headway serve` has it."""
    stop = threading.Event()
    thread = threading.Thread(target=running.run, args=(stop, 0.05))
    thread.start()
    yield stop
    stop.set()
    runs.wake()
    thread.join(WAIT)
    assert not thread.is_alive()


def until(person: Person, run: int, done: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """Ask until what is told of a run is as wanted."""
    end = time.monotonic() + WAIT
    while True:
        answer = person.get(f"/runs/{run}")
        assert answer.status_code == 200, answer.content
        told: dict[str, Any] = answer.json()
        if done(told):
            return told
        assert time.monotonic() < end, told
        time.sleep(0.05)


def test_a_run_is_carried_out_and_told_of(place: Place, kind: Say, worker: threading.Event) -> None:
    project = place.project()

    def execute(work: Work) -> dict[str, Any]:
        work.against(3, 4)
        work.tell({"best": 1})
        assert work.stop.wait(0) is False
        return {"sum": work.options["seconds"] + 1}

    kind(execute)
    run = begin(place, project)
    told = until(place.viewer, run.pk, lambda t: t["state"] == "done")
    assert told["result"] == {"sum": 6}
    assert told["progress"] == {"best": 1}
    assert (told["version"], told["workspace_version"]) == (3, 4)
    assert told["by"]["name"] == "Olga Owner"
    headings = place.viewer.get(f"/projects/{project}/runs", kind="levelling").json()["items"]
    assert [h["id"] for h in headings] == [run.pk]
    assert "result" not in headings[0]
    assert place.viewer.get(f"/projects/{project}/runs", kind="other").json()["items"] == []


def test_a_stopped_run_keeps_the_best_so_far(
    place: Place, kind: Say, worker: threading.Event
) -> None:
    project = place.project()

    def execute(work: Work) -> dict[str, Any]:
        best = 0
        while not work.stop.wait(0.01):
            best += 1
            work.tell({"best": best})
        return {"best": best}

    kind(execute)
    run = begin(place, project)
    until(place.owner, run.pk, lambda t: bool(t["progress"]) and t["progress"]["best"] > 0)
    assert place.viewer.post(f"/runs/{run.pk}/stop").status_code == 403
    answer = place.member.post(f"/runs/{run.pk}/stop")
    assert answer.status_code == 202
    assert answer.json()["stopping"] is True
    told = until(place.owner, run.pk, lambda t: t["state"] == "stopped")
    assert told["result"]["best"] > 0


def test_what_a_run_refuses_is_told_and_what_fails_is_not(
    place: Place, kind: Say, worker: threading.Event
) -> None:
    project = place.project()

    def refuse(work: Work) -> None:
        raise Invalid("There is nothing to level.", field="tasks")

    def fail(work: Work) -> None:
        raise ZeroDivisionError("secret")

    for execute, wanted in ((refuse, "There is nothing to level."), (fail, running.FAULT)):
        kind(execute)
        run = begin(place, project)
        told = until(place.owner, run.pk, lambda t: t["state"] == "failed")
        assert told["error"] == wanted
        assert told["result"] is None


def test_one_at_a_time_and_the_same_request_once(place: Place, kind: Say) -> None:
    project, other = place.project(), place.project("Other")
    run = begin(place, project, key="a")
    assert begin(place, project, key="a").pk == run.pk
    with pytest.raises(runs.Underway) as caught:
        begin(place, project, place.member)
    assert caught.value.more["run_id"] == run.pk
    assert "Olga Owner" in caught.value.detail
    begin(place, other)
    kind(lambda work: None)
    assert running.work_off() == 2
    begin(place, project, place.member)


def test_a_run_is_lost_with_its_worker(place: Place) -> None:
    project = place.project()
    run = begin(place, project)
    assert running.take() is not None
    # Alive: its worker beats.
    assert runs.reap() == 0
    Run.objects.filter(id=run.pk).update(beat_at=datetime.now(UTC) - timedelta(minutes=1))
    again = begin(place, project)
    told = place.owner.get(f"/runs/{run.pk}").json()
    assert (told["state"], told["error"]) == ("failed", runs.LOST)
    assert again.pk != run.pk


def test_a_worker_that_ends_lets_its_runs_end(place: Place, kind: Say) -> None:
    project = place.project()
    begun = threading.Event()

    def execute(work: Work) -> str:
        begun.set()
        work.stop.wait(WAIT)
        return "so far"

    kind(execute)
    run = begin(place, project)
    stop = threading.Event()
    thread = threading.Thread(target=running.run, args=(stop, 0.05))
    thread.start()
    assert begun.wait(WAIT)
    stop.set()
    runs.wake()
    thread.join(WAIT)
    assert not thread.is_alive()
    told = place.owner.get(f"/runs/{run.pk}").json()
    assert (told["state"], told["result"]) == ("stopped", "so far")


def test_a_dropped_run_is_gone_and_ends(place: Place, kind: Say, worker: threading.Event) -> None:
    project = place.project()
    begun, ended = threading.Event(), threading.Event()

    def execute(work: Work) -> None:
        begun.set()
        assert work.stop.wait(WAIT)
        ended.set()

    kind(execute)
    run = begin(place, project)
    assert begun.wait(WAIT)
    assert place.owner.delete(f"/runs/{run.pk}").status_code == 204
    assert place.owner.get(f"/runs/{run.pk}").status_code == 404
    assert ended.wait(WAIT)


def test_only_the_last_runs_are_kept(place: Place, kind: Say) -> None:
    project = place.project()
    kind(lambda work: 1)
    begun = []
    for _ in range(runs.KEEP + 3):
        begun.append(begin(place, project).pk)
        running.work_off()
    kept = [r["id"] for r in place.owner.get(f"/projects/{project}/runs").json()["items"]]
    assert kept == begun[: -runs.KEEP - 1 : -1]


def test_guests_and_strangers_see_no_runs(place: Place) -> None:
    project = place.project()
    guest = place.guest(project, place.task(project, "Branch"))
    run = begin(place, project)
    for person, status in ((guest, 403), (place.stranger, 404)):
        assert person.get(f"/runs/{run.pk}").status_code == status
        assert person.get(f"/projects/{project}/runs").status_code == status
        assert person.post(f"/runs/{run.pk}/stop").status_code == status
        assert person.delete(f"/runs/{run.pk}").status_code == status
    assert place.owner.get("/runs/123456789").status_code == 404


def test_who_only_looks_on_asks_for_little_and_for_one_thing_at_once(
    place: Place, kind: Say
) -> None:
    kind(lambda work: {})
    project, other = place.project(), place.project("Second")
    level = place.viewer.post(f"/projects/{project}/levelling", {"seconds": 600})
    assert level.status_code == 422
    assert level.json()["errors"][0]["field"] == "seconds"
    assert "15" in level.json()["detail"]
    for many in (
        place.viewer.get(f"/projects/{project}/risk", trials=10_001),
        place.viewer.post(f"/projects/{project}/risk", {"trials": 10_001}),
    ):
        assert many.status_code == 422
        assert many.json()["errors"][0]["field"] == "trials"
    begun = place.viewer.post(f"/projects/{project}/levelling", {"seconds": 15})
    assert begun.status_code == 202
    # Neither there nor in another project, until it has ended.
    second = place.viewer.post(f"/projects/{other}/levelling", {"seconds": 1})
    assert second.status_code == 409
    assert second.json()["type"] == "underway"
    assert second.json()["run_id"] == begun.json()["id"]
    assert place.viewer.post(f"/runs/{begun.json()['id']}/stop", {}).status_code == 202
    running.work_off()
    assert place.viewer.post(f"/projects/{other}/levelling", {"seconds": 1}).status_code == 202
    # Who plans has both.
    for key in (project, other):
        place.viewer.delete(f"/runs/{Run.objects.filter(project_id=key).latest('id').pk}")
        asked_for = place.owner.post(f"/projects/{key}/levelling", {"seconds": 600})
        assert asked_for.status_code == 202
