"""`headway level FILE` of a project file: the schedule's contract with what levelling adds."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import threading
import time

import pytest

from headway.cli.main import main
from tests.forked import run

pytestmark = pytest.mark.slow

TASK = """<Task><UID>{uid}</UID><ID>{uid}</ID><Name>T{uid}</Name><Duration>PT16H0M0S</Duration>
<OutlineLevel>1</OutlineLevel><Priority>{priority}</Priority></Task>"""
PLAN = """<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>P</Name>
<StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID><Calendars/>
<Tasks>{tasks}</Tasks>
<Resources><Resource><UID>1</UID><ID>1</ID><Name>Ann</Name><Type>1</Type><MaxUnits>1</MaxUnits></Resource></Resources>
<Assignments>{assignments}</Assignments></Project>"""


def level(tmp_path, *more: str, **change) -> subprocess.CompletedProcess[str]:
    priorities = {1: 500, 2: 700, 3: 500}
    tasks = "".join(TASK.format(uid=uid, priority=p) for uid, p in priorities.items())
    assignments = "".join(
        f"<Assignment><UID>{uid}</UID><TaskUID>{uid}</TaskUID><ResourceUID>1</ResourceUID>"
        f"<Units>1</Units></Assignment>"
        for uid in priorities
    )
    file = tmp_path / "plan.xml"
    file.write_text(change.get("text") or PLAN.format(tasks=tasks, assignments=assignments))
    arguments = (
        "level",
        str(file),
        *change.get("files", ()),
        "--json",
        "--seconds",
        change.get("seconds", "60"),
        *more,
    )
    return run(*arguments, environment=os.environ, timeout=100)


def test_the_contract(tmp_path):
    done = level(tmp_path)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["status"] == "optimal"
    assert answer["project"]["finish"] == answer["bound"] == "2026-03-09T17:00:00"
    assert answer["finish_before"] == "2026-03-03T17:00:00"
    starts = {row["uid"]: row["start"] for row in answer["tasks"]}
    assert sorted(starts.values()) == [
        "2026-03-02T08:00:00", "2026-03-04T08:00:00", "2026-03-06T08:00:00",
    ]  # fmt: skip
    assert starts[2] == "2026-03-02T08:00:00"
    assert {o["resource"] for o in answer["removed"]} == {"Ann"}
    assert answer["left"] == []


def test_files_that_share_people_are_levelled_together(tmp_path):
    level(tmp_path, seconds="3")
    (tmp_path / "other.xml").write_text((tmp_path / "plan.xml").read_text())
    done = level(tmp_path, files=(str(tmp_path / "other.xml"),), seconds="10")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert [one["file"] for one in answer["files"]] == ["plan.xml", "other.xml"]
    busy = sorted((t["start"], t["finish"]) for one in answer["files"] for t in one["tasks"])
    assert len(busy) == 6
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(busy))
    assert answer["left"] == []
    named = [task for over in answer["removed"] for task in over["tasks"]]
    assert {task["file"] for task in named} == {"plan.xml", "other.xml"}


def test_a_task_that_is_left_alone_stays(tmp_path):
    answer = json.loads(level(tmp_path, "--alone", "3", seconds="10").stdout)
    starts = {row["uid"]: row["start"] for row in answer["tasks"]}
    assert starts[3] == "2026-03-02T08:00:00"
    assert starts[2] == "2026-03-04T08:00:00"
    done = level(tmp_path, "--alone", "9")
    assert (done.returncode, "uid '9'" in done.stderr) == (2, True)


def test_an_interrupt_ends_with_the_best_so_far(tmp_path, capfd):
    """Sixty tasks, of which two fit at a time: asked for five minutes, it ends when interrupted."""
    assert threading.current_thread() is threading.main_thread(), "where signals arrive"
    rows = range(1, 61)
    tasks = "".join(TASK.format(uid=uid, priority=500) for uid in rows)
    assignments = "".join(
        f"<Assignment><UID>{uid}</UID><TaskUID>{uid}</TaskUID><ResourceUID>1</ResourceUID>"
        "<Units>0.4</Units></Assignment>"
        for uid in rows
    )
    file = tmp_path / "plan.xml"
    file.write_text(PLAN.format(tasks=tasks, assignments=assignments))
    before = signal.getsignal(signal.SIGINT)
    over = threading.Event()

    def interrupt():
        while signal.getsignal(signal.SIGINT) is before and not over.wait(0.02):
            pass
        if not over.wait(0.5):
            os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    began = time.monotonic()
    thread.start()
    try:
        code = main(["level", str(file), "--json", "--seconds", "300"])
    finally:
        over.set()
        thread.join(10)
    assert code == 0
    assert time.monotonic() < began + 100
    answer = json.loads(capfd.readouterr().out)
    assert (len(answer["tasks"]), answer["left"]) == (60, [])


def test_within_float_it_moves_no_finish(tmp_path):
    answer = json.loads(level(tmp_path, "--within-float", seconds="3").stdout)
    assert answer["project"]["finish"] == "2026-03-03T17:00:00"
    assert answer["left"]


def test_a_damaged_file_is_exit_code_2(tmp_path):
    done = level(tmp_path, text="<Project")
    assert done.returncode == 2
    assert "plan.xml" in done.stderr


def test_availability_over_time_comes_from_the_file():
    from headway.exchange.document import Document, ResourceDoc
    from headway.exchange.to_levelling import resources_of
    from headway.scheduling.levelling import Availability

    away = [
        {"first": 20_514, "last": 20_515, "units": 0},
        {"first": 20_520, "last": None, "units": 5_000},
    ]
    document = Document(resources=[ResourceDoc(1, "Ann", availability=away)])
    assert resources_of(document)[0].availability == (
        Availability(20_514, 20_515, 0), Availability(20_520, None, 5_000),
    )  # fmt: skip
