"""A stream of edits against a server that is killed at random moments, and what must hold after.

Used by the tests and by `bench/crash.py`. Every edit has an id of its own and is sent again until
it is answered, as a browser does; an edit that was answered must be there ever after, once, whole.
"""

from __future__ import annotations

import contextlib
import random
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
from pydantic import ValidationError

from tests.live import Copy, Watcher, command, new_project, own_workspace
from tests.services import Place, Server

PATIENCE = 60.0


@dataclass
class Storm:
    """What was sent and answered, and two clients that follow: one always, one that is away at times."""

    place: Place
    server: Server
    token: str
    project: int = 0
    tasks: list[int] = field(default_factory=list)
    answered: dict[str, dict[str, Any]] = field(default_factory=dict)
    followers: list[Follower] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    seen: threading.Event = field(default_factory=threading.Event)
    """Set once the clients have seen all that there is, or had time enough."""

    def prepare(self) -> None:
        """Make the project and take the snapshot from which the clients follow."""
        with self.server.client(self.token) as client:
            self.project, self.tasks = new_project(client, "Storm", tasks=40)
            snapshot = client.get(f"/projects/{self.project}/snapshot").json()
        self.followers = [
            Follower(self, snapshot, None),
            Follower(self, snapshot, random.Random(7)),
        ]

    def edit(self, number: int) -> None:
        """Send edits until told to stop; each again until it is answered."""
        chance = random.Random(number)
        while not self.stop.is_set():
            sent = self._an_edit(chance)
            answer = self._until_answered(sent)
            if answer is not None:
                self.answered[sent["id"]] = answer

    def _an_edit(self, chance: random.Random) -> dict[str, Any]:
        task = chance.choice(self.tasks)
        kind = chance.randrange(3)
        if kind == 0:
            # Two tasks and their people in one change: half of it would be seen.
            lines = [
                {"name": "Pair A", "assignees": [f"Person {chance.randrange(10_000)}"]},
                {"name": "Pair B", "predecessors": [{"row": 0}]},
            ]
            return self._command("outline.insert", {"tasks": lines})
        if kind == 1:
            fields: dict[str, Any] = {"duration": 60 * chance.randrange(1, 40)}
        else:
            fields = {"notes": f"note {chance.random()}"}
        return self._command("task.update", {"id": task, "fields": fields})

    def _command(self, type_: str, payload: dict[str, Any]) -> dict[str, Any]:
        return {"id": str(uuid4()), "type": type_, "stream": self.project, "payload": payload}

    def _until_answered(self, sent: dict[str, Any]) -> dict[str, Any] | None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                with self.server.client(self.token) as client:
                    answer = client.post("/commands", json=sent)
            except httpx.HTTPError:
                time.sleep(0.05)
                continue
            if answer.status_code == 503:
                continue
            if answer.status_code != 200:
                self.problems.append(f"{answer.status_code}: {answer.text}")
                return None
            found: dict[str, Any] = answer.json()
            return found
        self.problems.append("an edit was never answered")
        return None

    def rage(self, kills: int, seed: int = 1, writers: int = 3) -> None:
        """Kill the server at random moments while people work, and start it again."""
        chance = random.Random(seed)
        working = [threading.Thread(target=self.edit, args=(n,)) for n in range(writers)]
        following = [threading.Thread(target=one.run) for one in self.followers]
        for thread in (*working, *following):
            thread.start()
        try:
            for _ in range(kills):
                time.sleep(chance.uniform(0.05, 1.0))
                self.server.kill()
                self.server = self.place.serve("--no-demo", port=self.server.port)
            time.sleep(0.5)
        finally:
            self.stop.set()
            for thread in working:
                thread.join(PATIENCE + 10)
            self._wait_for_followers()
            self.seen.set()
            for thread in following:
                thread.join(PATIENCE)

    def _wait_for_followers(self) -> None:
        """Wait until the clients were told of all that is there."""
        end = time.monotonic() + PATIENCE
        with self.server.client(self.token) as client:
            head = client.get(f"/projects/{self.project}/changesets?since=0").json()["version"]
        while time.monotonic() < end and any(one.copy.version < head for one in self.followers):
            time.sleep(0.05)

    def check(self) -> None:
        """Assert that nothing was lost, halved or doubled, and that the clients are up to date."""
        assert not self.problems, self.problems[:3]
        assert len(self.answered) > 10
        with self.server.client(self.token) as client:
            snapshot = client.get(f"/projects/{self.project}/snapshot").json()
            missed = client.get(f"/projects/{self.project}/changesets?since=0").json()["items"]
            self._check_answers(missed)
            self._check_pairs(snapshot)
        for one in self.followers:
            assert one.copy.equals(snapshot), f"{one.name}'s copy differs from a fresh snapshot"
        assert self.followers[1].caught_up > 2
        self._check_outbox()
        report = self.place.run("check").stdout
        assert "ok   streams" in report, report
        assert "ok   database" in report, report

    def _check_answers(self, items: list[dict[str, Any]]) -> None:
        by_command: dict[str, list[dict[str, Any]]] = {}
        for item in items:
            by_command.setdefault(item["command_id"], []).append(item)
        for key, answer in self.answered.items():
            found = by_command.get(key, [])
            if answer["version"] is None:
                continue
            assert len(found) == 1, f"an answered edit is there {len(found)} times"
            assert found[0]["version"] == answer["version"]
            assert found[0]["inputs"] == answer["inputs"]

    def _check_pairs(self, snapshot: dict[str, Any]) -> None:
        tasks, links = snapshot["tables"]["tasks"], snapshot["tables"]["links"]
        names = dict(zip(tasks["id"], tasks["name"], strict=True))
        starts = [k for k, name in names.items() if name == "Pair A"]
        ends = [k for k, name in names.items() if name == "Pair B"]
        assert len(starts) == len(ends)
        linked = set(zip(links["predecessor_id"], links["successor_id"], strict=True))
        by_successor = {after: before for before, after in linked}
        assert sorted(by_successor[end] for end in ends) == sorted(starts)
        assigned = snapshot["tables"]["assignments"]["task_id"]
        assert set(starts) <= set(assigned)

    def _check_outbox(self) -> None:
        """The outbox empties: here, a calendar's change reaches the project's dates."""
        with self.server.client(self.token) as client:
            space = own_workspace(client)
            calendars = client.get(f"/workspaces/{space}/snapshot").json()["tables"]["calendars"]
            before = client.get(f"/projects/{self.project}/snapshot").json()["workspace_version"]
            week = [[[480, 960]]] * 5 + [[], []]
            key = calendars["id"][0]
            command(client, space, "calendar.update", {"id": key, "fields": {"week": week}})
        self.server.kill()
        self.server = self.place.serve("--no-demo", port=self.server.port)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with self.server.client(self.token) as client:
                now = client.get(f"/projects/{self.project}/snapshot").json()
            starts = now["results"]["schedule"]["start"]
            earlier = any(480 <= s % 1440 < 540 for s in starts)
            if now["workspace_version"] > before and earlier:
                assert "outbox: 0 wait" in self._waiting()
                return
            time.sleep(0.2)
        raise AssertionError("the outbox was not delivered")

    def _waiting(self) -> str:
        end = time.monotonic() + PATIENCE
        while True:
            report = self.place.run("check").stdout
            if "outbox: 0 wait" in report or time.monotonic() > end:
                return report
            time.sleep(0.5)


class Follower:
    """A client that follows the project by its socket and comes back with the version that it has. With
    `chance` it goes away now and then, and on its return asks for what it missed before it listens."""

    def __init__(
        self, storm: Storm, snapshot: dict[str, Any], chance: random.Random | None
    ) -> None:
        self.storm = storm
        self.chance = chance
        self.name = "the client that is away at times" if chance else "the client"
        self.copy = Copy(snapshot)
        self.caught_up = 0
        """How often it came back and was behind."""

    def run(self) -> None:
        """Follow until all was seen; a message that does not fit is a problem, a lost server is not."""
        storm = self.storm
        while not storm.seen.is_set():
            try:
                if self.chance:
                    storm.stop.wait(self.chance.uniform(0.2, 1.5))
                    self._catch_up()
                path = f"/ws/projects/{storm.project}?since={self.copy.version}"
                with storm.server.live(path, storm.token) as socket:
                    self._hear(Watcher(socket))
            except (AssertionError, ValidationError) as error:
                storm.problems.append(f"{self.name}: {error}")
                return
            except Exception:  # the server was killed
                time.sleep(0.05)

    def _catch_up(self) -> None:
        with self.storm.server.client(self.storm.token) as client:
            path = f"/projects/{self.storm.project}/changesets?since={self.copy.version}"
            items = client.get(path).raise_for_status().json()["items"]
        for item in items:
            self.copy.apply(item)
        self.caught_up += bool(items)

    def _hear(self, watcher: Watcher) -> None:
        leaves = time.monotonic() + (self.chance.uniform(0.2, 1.0) if self.chance else 1e9)
        while not self.storm.seen.is_set():
            if time.monotonic() > leaves and not self.storm.stop.is_set():
                return
            with contextlib.suppress(TimeoutError):
                watcher.next(0.2)
            for item in watcher.items:
                self.copy.apply(item)
            watcher.items.clear()


def storm(place: Place) -> Storm:
    """Return a storm over a fresh place."""
    server = place.serve("--no-demo")
    found = Storm(place, server, place.user("ana@example.com"))
    found.prepare()
    return found
