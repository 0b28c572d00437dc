"""What happens side by side: checking a place in use, two who reset the demo, many files."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections

from headway.access.models import Member, Workspace
from headway.access.workspaces import add_member
from headway.operations import checkup, demo
from headway.projects import importing
from headway.projects.importing import Crowded
from tests.projects_api.helpers import Person, Place

pytestmark = pytest.mark.slow


@pytest.fixture
def place(transactional_db: None) -> Place:
    return Place()


def _beside(work: Any, *given: Any) -> Any:
    """Run something in a thread with a connection of its own."""

    def run() -> Any:
        try:
            return work(*given)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result(60)


def test_a_place_in_use_is_in_order(place: Place, monkeypatch: Any) -> None:
    project = place.project()
    place.task(project, "A")
    unpack, edits = checkup.unpack, []

    def edited_meanwhile(body: Any) -> Any:
        if not edits:
            edits.append(_beside(place.task, project, "B"))
        return unpack(body)

    monkeypatch.setattr(checkup, "unpack", edited_meanwhile)
    found = {f.name: f for f in checkup.check()}
    assert edits
    assert found["streams"].good, found["streams"].text
    assert not connection.in_atomic_block


def test_two_who_reset_the_demo_at_once_leave_one(transactional_db: None) -> None:
    owner = Person("owner@example.org", "Olga Owner")
    add_member(demo.build(), owner.user, "owner")
    both = threading.Barrier(2, timeout=20)

    def reset() -> None:
        both.wait()
        demo.reset()

    with ThreadPoolExecutor(2) as threads:
        done = [threads.submit(_beside, reset) for _ in range(2)]
        for one in done:
            one.result(120)
    (left,) = Workspace.objects.filter(demo=True).values_list("id", flat=True)
    assert Member.objects.filter(stream_id=left, user_id=owner.user.pk, role="owner").exists()


def test_files_in_line_do_not_take_all_threads() -> None:
    go, inside = threading.Event(), threading.Semaphore(0)

    def read() -> None:
        with importing._turn():
            inside.release()
            go.wait(20)

    with ThreadPoolExecutor(importing.IN_LINE) as threads:
        done = [threads.submit(read) for _ in range(importing.IN_LINE)]
        try:
            for _ in range(importing.AT_ONCE):
                assert inside.acquire(timeout=10)
            while importing._waiting._value and not any(d.done() for d in done):
                threading.Event().wait(0.01)
            with pytest.raises(Crowded), importing._turn():
                pass
        finally:
            go.set()
        for one in done:
            one.result(20)
    with importing._turn():
        pass
