"""Two server processes on one place: edits alternate, everyone hears of everything."""

from __future__ import annotations

import json
import time

import pytest

from tests.live import Copy, Watcher, command, new_project
from tests.services import Place, running_place

pytestmark = pytest.mark.slow


def two_processes_agree(place: Place, *, presence: bool) -> None:
    """Edit by turns in two processes while a client follows each; used for every database."""
    first = place.serve("--no-demo")
    second = place.serve("--no-demo")
    token = place.user("ana@example.com")
    with first.client(token) as one, second.client(token) as two:
        project, tasks = new_project(one, tasks=30)
        copies = [Copy(c.get(f"/projects/{project}/snapshot").json()) for c in (one, two)]
        path = f"/ws/projects/{project}?since={copies[0].version}"
        with first.live(path, token) as left, second.live(path, token) as right:
            watchers = [Watcher(left), Watcher(right)]
            for watcher in watchers:
                watcher.until(lambda w=watcher: w.people)  # type: ignore[misc]
            waits = []
            for n in range(20):
                client, watcher = ((one, watchers[1]), (two, watchers[0]))[n % 2]
                began = time.monotonic()
                fields = {"duration": 510 + 30 * n}
                done = command(client, project, "task.update", {"id": tasks[n], "fields": fields})
                watcher.reach(done["version"])
                waits.append(time.monotonic() - began)
            undone = two.post(f"/changesets/{done['id']}/undo")
            assert undone.status_code == 200, undone.text
            for watcher, copy in zip(watchers, copies, strict=True):
                watcher.reach(undone.json()["version"])
                for item in watcher.items:
                    copy.apply(item)
            snapshots = [c.get(f"/projects/{project}/snapshot").json() for c in (one, two)]
            assert all(c.equals(s) for c, s in zip(copies, snapshots, strict=True))
            assert snapshots[0]["tables"] == snapshots[1]["tables"]
            # A lost bell would cost the seconds of the sweep.
            assert sorted(waits)[len(waits) // 2] < 1.0, waits
            if presence:
                right.send(json.dumps({"type": "here", "at": {"view": "sheet"}}))
                watchers[0].until(
                    lambda: {"view": "sheet"} in [p["at"] for p in watchers[0].people]
                )
    assert first.stop() == 0
    assert second.stop() == 0


def test_two_processes_on_sqlite() -> None:
    with running_place(forked=False) as place:
        two_processes_agree(place, presence=False)
