"""What happens to a plan of the demo: somebody moves a task, adds one, or carries cards over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headway.operations.demo.notation import read
from headway.operations.demo.story import Teller


@dataclass(frozen=True)
class Rescheduled:
    """Somebody moves a task some working days later, and notes why."""

    who: str
    day: int
    ref: str
    later: int
    why: str
    at: tuple[int, int] = (15, 40)

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        state, key = teller.state(), teller.keys[self.ref]
        result = state.result("schedule", key)
        assert result is not None
        offset = -100
        while teller.days.moment(offset) < result["start"] // 1440 * 1440:
            offset += 1
        notes = state.records.rows("tasks")[key]["notes"]
        said = f"{teller.days.day(self.day).isoformat()}: {self.why}"
        teller.say(
            self.who,
            teller.days.instant(self.day, *self.at),
            ("task.reschedule", {"id": key, "start": teller.days.moment(offset + self.later)}),
            ("task.update", {"id": key, "fields": {"notes": f"{notes}\n\n{said}".strip()}}),
        )


@dataclass(frozen=True)
class Added:
    """Somebody adds a task below another, to be started the next day."""

    who: str
    day: int
    after: str
    line: str
    at: tuple[int, int] = (16, 10)

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        line = read(self.line)[0]
        start = teller.days.moment(self.day + 1)
        made = teller.say(
            self.who,
            teller.days.instant(self.day, *self.at),
            (
                "outline.insert",
                {
                    "after_id": teller.keys[self.after],
                    "tasks": [{**line.payload({}), "start": start}],
                },
            ),
        )
        teller.keys[line.ref] = made.created["tasks"][0]


@dataclass(frozen=True)
class Carried:
    """Somebody puts cards in a column of the board; what they began, they began when planned."""

    who: str
    day: int
    column: str
    refs: tuple[str, ...]
    at: tuple[int, int] = (16, 40)

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        to = teller.column(self.column)
        begun = teller.row("statuses", id=to)["category"] == "doing"
        for ref in self.refs:
            state, key = teller.state(), teller.keys[ref]
            row, result = state.records.rows("tasks")[key], state.result("schedule", key)
            said: list[tuple[str, dict[str, Any]]] = []
            planned = None if result is None else result["start"]
            early = planned is not None and planned < teller.days.moment(self.day)
            if begun and early and row["actual_start"] is None:
                said.append(("task.progress", {"id": key, "actual_start": planned}))
            said.append(("card.move", {"ids": [key], "status_id": to}))
            teller.say(self.who, teller.days.instant(self.day, *self.at), *said)
