"""Who is there: what sockets say about themselves, shared between processes over Redis."""

from __future__ import annotations

import time
from typing import Any

import orjson

LIFE = 30.0
"""Seconds after which another process's people count as gone, unless it says them again."""
LONGEST_VIEW = 40
LAST_KEY = 2**53 - 1


def place_of(at: Any) -> dict[str, Any]:
    """Return what of a client's `at` is passed on: the view and the task, where they are usable."""
    found: dict[str, Any] = {}
    if isinstance(at, dict):
        view, task = at.get("view"), at.get("task_id")
        if isinstance(view, str) and 0 < len(view) <= LONGEST_VIEW:
            found["view"] = view
        if isinstance(task, int) and not isinstance(task, bool) and 0 < task <= LAST_KEY:
            found["task_id"] = task
    return found


def presence_text(people: list[dict[str, Any]], *, cut: bool) -> str:
    """Return the message; for a view that is cut to a branch without the tasks others are at."""
    if cut:
        people = [{**p, "at": {k: v for k, v in p["at"].items() if k != "task_id"}} for p in people]
    return orjson.dumps({"type": "presence", "people": people}).decode()


class Elsewhere:
    """The people in other processes, by stream."""

    def __init__(self) -> None:
        self._said: dict[int, dict[str, tuple[float, list[dict[str, Any]]]]] = {}

    def hear(self, stream: int, process: str, people: list[dict[str, Any]]) -> bool:
        """Take what a process says about a stream; return whether anything changed."""
        said = self._said.setdefault(stream, {})
        before = said.get(process, (0.0, []))[1]
        if people:
            said[process] = (time.monotonic(), people)
        else:
            said.pop(process, None)
            if not said:
                del self._said[stream]
        return before != people

    def people(self, stream: int) -> list[dict[str, Any]]:
        """Return the people of other processes in a stream."""
        return [p for _, people in self._said.get(stream, {}).values() for p in people]

    def expire(self) -> set[int]:
        """Forget processes that fell silent; return the streams that they were in."""
        old = time.monotonic() - LIFE
        touched = set()
        for stream, said in list(self._said.items()):
            for process, (when, _) in list(said.items()):
                if when < old:
                    del said[process]
                    touched.add(stream)
            if not said:
                del self._said[stream]
        return touched
