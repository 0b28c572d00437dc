"""How long an edit takes inside the server: from a parsed command to the answer that goes out.

    python bench/door.py [--edits N] [--profile]

A project of 10,000 tasks and 15,000 links on SQLite (WAL, synchronous=FULL).
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DAY = 1440


def start(folder: str) -> None:
    """Make an empty database in `folder` and load the app."""
    sys.path.insert(0, str(ROOT))
    os.environ["HEADWAY_DATA"] = folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headway.server.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


Line = tuple[str, list[float], list[float], int]
"""Name, milliseconds on the clock, milliseconds of the processor, bytes of the answer."""


def timed(name: str, act: Callable[[int], Any], times: int) -> Line:
    """Run `act` a few times for practice, then `times` times."""
    size = 0
    for number in range(3):
        act(number)
    taken, worked = [], []
    for number in range(3, 3 + times):
        begun, used = time.perf_counter(), time.process_time()
        size = len(act(number))
        taken.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - used) * 1000)
    return name, taken, worked, size


def table(rows: list[Line]) -> None:
    """Print p50, p95 and the worst of each, and what the processor worked for it."""
    head = f"{'edit':<44}{'p50 ms':>9}{'p95 ms':>9}{'max ms':>9}{'cpu p50':>9}{'answer KiB':>12}"
    print(head)
    for name, taken, worked, size in rows:
        ordered = sorted(taken)
        p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
        clock = f"{statistics.median(taken):>9.1f}{p95:>9.1f}{ordered[-1]:>9.1f}"
        print(f"{name:<44}{clock}{statistics.median(worked):>9.1f}{size / 1024:>12.1f}")


def edits(user: int, made: dict[str, Any]) -> dict[str, Callable[[int], bytes]]:
    """Return the edits by name; each takes its number and returns the answer's bytes."""
    import orjson

    from headway.changes.perform import Envelope, parse, perform
    from headway.changes.perform import preview as look
    from headway.changes.reading import outcome_for, preview_for
    from headway.changes.undo import undo

    project, head, tail = made["project"], made["head"], made["tail"]
    keys = made["tasks"]
    fresh: list[int] = []
    last: list[int] = []

    def send(type_: str, payload: dict[str, Any]) -> dict[str, Any]:
        outcome = perform(Envelope(parse(type_, payload), project), user)
        return outcome_for(user, outcome)

    def out(answer: dict[str, Any]) -> bytes:
        return orjson.dumps(answer, option=orjson.OPT_NON_STR_KEYS)

    def moved(n: int) -> dict[str, Any]:
        return {"id": head, "start": 29_541_660 + (7 + 7 * (n % 5)) * DAY}

    def longer(n: int) -> dict[str, Any]:
        return {"id": made["long"], "fields": {"duration": 480 * (5000 + n % 5)}}

    def create(n: int) -> bytes:
        answer = send("task.create", {"after_id": keys[0], "fields": {"name": f"New {n}"}})
        fresh.append(answer["created"]["tasks"][0])
        return out(answer)

    def take_back(n: int) -> bytes:
        last.append(send("task.update", {"id": tail, "fields": {"duration": 480 + n}})["id"])
        return out(outcome_for(user, undo(last[-1], user)))

    def preview(n: int) -> bytes:
        command = parse("task.reschedule", moved(n + 1))
        return out(preview_for(user, look(Envelope(command, project), user)))

    return {
        "move 3,000 successors": lambda n: out(send("task.reschedule", moved(n))),
        "preview of moving 3,000": preview,
        "move the finish: late dates of all": lambda n: out(send("task.update", longer(n))),
        "rename a task": lambda n: out(
            send("task.update", {"id": tail, "fields": {"name": f"T {n}"}})
        ),
        "change a duration": lambda n: out(
            send("task.update", {"id": tail, "fields": {"duration": 480 + 60 * (n % 5)}})
        ),
        "create a task": create,
        "assign a person": lambda n: out(
            send("task.assign", {"id": tail, "resources": [{"name": f"Person {n % 30 + 1}"}]})
        ),
        "assign a new person by name": lambda n: out(
            send("task.assign", {"id": tail, "resources": [{"name": f"Fresh {n}"}]})
        ),
        "link two tasks": lambda n: out(
            send("link.create", {"predecessor_id": keys[8000 + n * 2], "successor_id": fresh[n]})
        ),
        "move a task to another summary": lambda n: out(
            send("task.move", {"ids": [tail], "parent_id": keys[0] if n % 2 else keys[21]})
        ),
        "change a duration and undo it": take_back,
        "delete a task": lambda n: out(send("task.delete", {"ids": [fresh.pop()]})),
    }


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--profile", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="headway-bench-") as folder:
        start(folder)
        from bench._big import create
        from headway.access.models import User
        from headway.access.workspaces import create_workspace

        owner = User.objects.create_user("owner@example.org", name="Olga")
        workspace = create_workspace("Bench", owner)
        begun = time.perf_counter()
        made = create(owner.pk, workspace)
        print(f"project of {len(made['tasks'])} tasks made in {time.perf_counter() - begun:.1f} s")
        found = []
        for name, act in edits(owner.pk, made).items():
            if given.profile and given.profile not in name and "create" not in name:
                continue
            profile = cProfile.Profile()
            if given.profile and given.profile in name:
                act(0)
                profile.enable()
            found.append(timed(name, act, given.edits))
            if given.profile and given.profile in name:
                profile.disable()
                pstats.Stats(profile).sort_stats("tottime").print_stats(28)
        table(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
