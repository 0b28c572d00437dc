"""How long an edit takes over HTTP: request to response with reschedule, write and changeset.

    python bench/http_edits.py [--edits N] [--projects N]

Starts `headway serve` on a fresh SQLite database (WAL, synchronous=FULL), once and then twice on
the same data, with projects of 10,000 tasks and 15,000 links: edits of one project by one server,
alternating between two servers (each catches up by the other's changesets), and edits of many
projects at once.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DAY = 1440
MONDAY = 29_541_660
MOVE, SMALL = 150.0, 30.0
"""Bars in ms, of the median."""
PORT = int(os.environ.get("HEADWAY_BENCH_PORT", "8871"))


SERVERS: list[int] = []
"""The process ids of the servers that run."""
TICK = 1000 / os.sysconf("SC_CLK_TCK")


def worked() -> float:
    """Return the milliseconds that the servers' processors have worked."""
    found = 0.0
    for pid in SERVERS:
        values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        found += (int(values[11]) + int(values[12])) * TICK
    return found


def prepare(projects: int) -> tuple[str, list[dict[str, Any]]]:
    """Make the projects; return a token and the keys to edit."""
    from bench.door import start

    start(os.environ["HEADWAY_DATA"])
    from bench._big import create
    from headway.access.models import User
    from headway.access.tokens import new_token
    from headway.access.workspaces import create_workspace

    owner = User.objects.create_user("owner@example.org", name="Olga")
    workspace = create_workspace("Bench", owner)
    made = [create(owner.pk, workspace, f"Big {n}") for n in range(projects)]
    from django.db import connections

    from headway.changes.outbox import deliver
    from headway.search.indexing import catch_up

    # What follows the making of twenty projects is not what an edit takes.
    catch_up()
    while deliver():
        pass
    connections.close_all()
    return new_token(owner)[1], made


@contextlib.contextmanager
def serving(port: int) -> Iterator[str]:
    """Run a server; yield its address."""
    import httpx

    env = {**os.environ, "HEADWAY_PORT": str(port)}
    command = [sys.executable, "-m", "headway.cli.main", "serve"]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, env=env, cwd=ROOT, stdout=log, stderr=log)
        SERVERS.append(server.pid)
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(300):
                with contextlib.suppress(httpx.HTTPError):
                    if httpx.get(f"{address}/api/v1/me", timeout=2).status_code == 401:
                        break
                if server.poll() is not None:
                    break
                time.sleep(0.1)
            else:
                raise RuntimeError("the server did not come up")
            if server.poll() is not None:
                log.seek(0)
                raise RuntimeError(log.read().decode()[-3000:])
            yield address
        finally:
            SERVERS.remove(server.pid)
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()


class Edits:
    """The edits of one project, over one or more servers in turn."""

    def __init__(self, addresses: list[str], token: str, made: dict[str, Any]) -> None:
        import httpx

        headers = {"Authorization": f"Bearer {token}"}
        self.clients = [httpx.Client(base_url=a, headers=headers, timeout=60) for a in addresses]
        self.made = made

    @property
    def count(self) -> int:
        """How many edits the project has seen: so that none repeats the one before it."""
        return int(self.made.setdefault("count", 0))

    def send(self, type_: str, payload: dict[str, Any]) -> float:
        """Send a command to the next server; return the milliseconds until its answer is here."""
        client = self.clients[self.count % len(self.clients)]
        self.made["count"] = self.count + 1
        body = {"type": type_, "stream": self.made["project"], "payload": payload}
        begun = time.perf_counter()
        answer = client.post("/api/v1/commands", json=body)
        taken = (time.perf_counter() - begun) * 1000
        assert answer.status_code == 200, answer.text
        assert answer.json()["version"], answer.text
        return taken

    def move(self) -> float:
        """Move the head and the 3,000 behind it."""
        start = MONDAY + 7 * (1 + self.count % 39) * DAY
        return self.send("task.reschedule", {"id": self.made["head"], "start": start})

    def longer(self) -> float:
        """Lengthen the task that sets the project's finish: the late dates of all change."""
        fields = {"duration": 480 * (5000 + self.count % 31)}
        return self.send("task.update", {"id": self.made["long"], "fields": fields})

    def small(self) -> float:
        """Change one task's length; it moves nothing but its summary."""
        fields = {"duration": 480 + 60 * (1 + self.count % 31)}
        return self.send("task.update", {"id": self.made["tail"], "fields": fields})

    def create(self) -> float:
        """Add a task in the middle."""
        payload = {"after_id": self.made["tasks"][100], "fields": {"name": f"New {self.count}"}}
        return self.send("task.create", payload)


def run(name: str, act: Any, times: int, bar: float | None = None) -> bool:
    """Measure and print one line; whether it is within the bar."""
    for _ in range(4):
        act()
    before = worked()
    taken = [act() for _ in range(times)]
    return line(name, taken, bar, (worked() - before) / times)


def line(name: str, taken: list[float], bar: float | None, cpu: float | None = None) -> bool:
    """Print p50, p95, the worst, the bar of p50, and what the servers' processors worked for an edit."""
    ordered = sorted(taken)
    p50 = statistics.median(taken)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    good = bar is None or p50 < bar
    print(
        f"{name:<48}{p50:>9.1f}{p95:>9.1f}{ordered[-1]:>9.1f}"
        + (f"{bar:>7.0f}" if bar is not None else " " * 7)
        + (f"{cpu:>10.1f}" if cpu is not None else "")
        + ("" if good else "  MISSED"),
        flush=True,
    )
    return good


def at_once(addresses: list[str], token: str, made: list[dict[str, Any]], seconds: float) -> bool:
    """Edit all projects at once, each by a person of its own who edits, reads and thinks a second."""
    taken: dict[str, list[float]] = {"small": [], "move": []}
    guard = threading.Lock()
    # All projects are open before anybody's edits are measured.
    ready = threading.Barrier(len(made), timeout=300)

    def person(number: int) -> None:
        edits = Edits(addresses, token, made[number])
        edits.small()
        ready.wait()
        end = time.monotonic() + seconds
        time.sleep(number / len(made))
        while time.monotonic() < end:
            kind = "move" if edits.count % 5 == 0 else "small"
            one = edits.move() if kind == "move" else edits.small()
            with guard:
                taken[kind].append(one)
            time.sleep(1)

    people = [threading.Thread(target=person, args=(n,)) for n in range(len(made))]
    for one in people:
        one.start()
    for one in people:
        one.join()
    good = [
        line(f"{len(made)} projects at once, {what} ({len(taken[kind])})", taken[kind], bar)
        for kind, what, bar in (("small", "a small edit", SMALL), ("move", "moving 3,000", MOVE))
    ]
    return all(good)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=40)
    parser.add_argument("--projects", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=30)
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="headway-bench-") as folder:
        os.environ["HEADWAY_DATA"] = folder
        token, made = prepare(given.projects)
        print(
            f"{'over HTTP, 10,000 tasks and 15,000 links':<48}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}"
            f"{'bar':>7}{'cpu mean':>10}"
        )
        with serving(PORT) as one:
            edits = Edits([one], token, made[0])
            good = [
                run("move 3,000 successors", edits.move, given.edits, MOVE),
                run("move the finish: late dates of all 10,000", edits.longer, given.edits),
                run("a small edit", edits.small, given.edits, SMALL),
                run("create a task", edits.create, given.edits),
            ]
            if given.projects > 1:
                good.append(at_once([one], token, made, given.seconds))
            with serving(PORT + 1) as other:
                edits = Edits([one, other], token, made[0])
                good += [
                    run(
                        "move 3,000 successors, two servers in turn", edits.move, given.edits, MOVE
                    ),
                    run("a small edit, two servers in turn", edits.small, given.edits, SMALL),
                ]
    print("within the bars" if all(good) else "NOT within the bars")
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main())
