"""The worker's side of long runs: takes what is queued and carries it out in threads of its own.

The kernels of the engine and CP-SAT compute without Python's lock, and a run's threads are less
important to the operating system than those that answer people, so that nobody waits for a run.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import close_old_connections, connection

from headway.analysis import runs
from headway.analysis.models import DONE, FAILED, QUEUED, RUNNING, STOPPED, Run
from headway.analysis.runs import Work
from headway.changes.errors import Refused
from headway.words import mark, say

log = logging.getLogger(__name__)
AT_ONCE = 2
"""Runs that one process carries out beside each other."""
TICK = 0.3
"""Seconds between two looks at what a run tells and at whether it is to stop."""
BEAT = 2.0
NICE = 10
ENDING = 8.0
"""Seconds that runs have to end with the best so far when the worker stops."""
FAULT = mark("Something went wrong on the server; nothing was changed. Run it again.")
ENDED = mark("The server was stopped while this ran. Nothing was changed; run it again.")


def run(stop: threading.Event, pause: float = 1.0) -> None:
    """Carry out runs until `stop` is set: at once those begun in this process, else every `pause`."""
    now: dict[threading.Thread, Work] = {}
    try:
        while not stop.is_set():
            for thread in [t for t in now if not t.is_alive()]:
                del now[thread]
            try:
                runs.reap()
                while len(now) < AT_ONCE and (row := take()) is not None:
                    work = work_of(row)
                    thread = threading.Thread(
                        target=_threaded, args=(row.kind, work), name=f"run-{row.pk}", daemon=True
                    )
                    now[thread] = work
                    thread.start()
            except Exception:
                log.exception("the runs could not be read")
            close_old_connections()
            runs.rest(pause)
        _end(now)
    finally:
        connection.close()


def _end(now: dict[threading.Thread, Work]) -> None:
    """Let what runs end with what it has; mark failed what does not in time."""
    for work in now.values():
        work.stop.set()
    until = time.monotonic() + ENDING
    for thread, work in now.items():
        thread.join(max(0.0, until - time.monotonic()))
        if thread.is_alive():
            _ended(work, FAILED, None, ENDED)


def work_off() -> int:
    """Carry out what is queued, in this thread; return how many runs there were."""
    done = 0
    runs.reap()
    while (row := take()) is not None:
        execute(row.kind, work_of(row))
        done += 1
    return done


def take() -> Run | None:
    """Take the oldest queued run for this worker; None where nothing waits."""
    now = datetime.now(UTC)
    for row in Run.objects.filter(state=QUEUED).order_by("id").defer("result"):
        mine = Run.objects.filter(id=row.pk, state=QUEUED)
        if mine.update(state=RUNNING, started_at=now, beat_at=now):
            return row
    return None


def work_of(row: Run) -> Work:
    """Return a run as its executor takes it."""
    work = Work(row.pk, row.project_id, row.user_id, row.options)
    if row.stop_asked:
        work.stop.set()
    return work


def _threaded(kind: str, work: Work) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "linux":
            # Of this thread alone; those that it starts are as unimportant.
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
    try:
        execute(kind, work)
    finally:
        connection.close()
        runs.wake()


def execute(kind: str, work: Work) -> None:
    """Carry out a run that was taken, and write what came of it."""
    known = runs.KINDS.get(kind)
    try:
        if known is None:
            raise Refused(say("This version knows no run of the kind '{kind}'.", kind=kind))
        with _followed(work):
            result = known.execute(work)
    except Refused as error:
        _ended(work, FAILED, None, error.detail)
    except Exception:
        log.exception("run %s (%s) failed", work.run_id, kind)
        _ended(work, FAILED, None, FAULT)
    else:
        _ended(work, STOPPED if work.stop.is_set() else DONE, result)


@contextlib.contextmanager
def _followed(work: Work) -> Iterator[None]:
    """Write what the run tells, and let it know that it is to stop, as long as it runs."""
    over = threading.Event()
    thread = threading.Thread(target=_follow, args=(work, over), name=f"tick-{work.run_id}")
    thread.daemon = True
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(10)


def _follow(work: Work, over: threading.Event) -> None:
    told: Any = None
    beaten = time.monotonic()
    try:
        while not over.wait(TICK):
            try:
                mine = Run.objects.filter(id=work.run_id, state=RUNNING)
                asked = mine.values_list("stop_asked", flat=True).first()
                # None: it was dropped, or given up because this worker seemed gone.
                if asked is not False:
                    work.stop.set()
                fresh, late = work.progress, time.monotonic() - beaten > BEAT
                if fresh is not told or late:
                    mine.update(progress=fresh, beat_at=datetime.now(UTC))
                    told, beaten = fresh, time.monotonic()
            except Exception:
                log.exception("the progress of run %s could not be written", work.run_id)
    finally:
        connection.close()


def _ended(work: Work, state: str, result: Any, error: str = "") -> None:
    Run.objects.filter(id=work.run_id, state=RUNNING).update(
        state=state, result=result, error=error, progress=work.progress, version=work.version,
        workspace_version=work.workspace_version, finished_at=datetime.now(UTC),
    )  # fmt: skip
