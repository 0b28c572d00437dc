"""Sprints of a live project: its history, its items, and the people that they share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from headway.analysis.asking import Asked
from headway.analysis.levelling.live import project_of, resources_of, sharing
from headway.analysis.levelling.load import Use, uses
from headway.analysis.sprints.capacity import Window, people
from headway.analysis.sprints.history import Run
from headway.analysis.sprints.kept import runs_of
from headway.changes.compute import states_of
from headway.changes.errors import Missing
from headway.changes.state import Draft
from headway.changes.tables import Row
from headway.projects.plan import Space, space_of
from headway.projects.sprints import OPEN, is_done, items_of
from headway.projects.status import now_in
from headway.projects.workflow import in_order
from headway.scheduling import working_minutes
from headway.scheduling.moments import to_iso
from headway.words import say


class Live:
    """A project and its sprints as somebody asks for them."""

    def __init__(self, who: Asked) -> None:
        self.who = who
        self.sprints = who.records.rows("sprints")
        self.now = now_in(who.project["zone"], datetime.now(UTC))
        self.draft = Draft(who.records)

    def sprint(self, key: int) -> Row:
        """Return a sprint; raise Missing where there is none."""
        row = self.sprints.get(key)
        if row is None:
            raise Missing(say("There is no such sprint."))
        return row

    def runs(self) -> dict[int, Run]:
        """Return the sprints that were started, from the history."""
        state = self.who.state
        return runs_of(state.stream, state.version, self.who.project["zone"])

    def worked(self, start: int, finish: int) -> int:
        """Return the working minutes of the project's calendar between two moments."""
        columns = self.who.scheduled.columns_
        return working_minutes(columns.calendars, (columns.calendar,), start, finish)

    def items(self, key: int) -> list[Row]:
        """Return the items of a sprint in their order."""
        return items_of(self.draft, key)

    def undone(self, rows: Iterable[Row]) -> list[Row]:
        """Return those of some tasks that are not done."""
        columns = in_order(self.who.records.rows("statuses").values())
        return [row for row in rows if not is_done(columns, row)]

    def capacities(self) -> list[dict[str, Any]]:
        """Return who is in each open sprint that has days, and what they have for it: of one under way
        what is left of it."""
        opened = [
            row
            for row in self.sprints.values()
            if row["state"] in OPEN and row["start"] is not None
        ]
        if not opened:
            return []
        resources, space = resources_of(self.who.home), space_of(self.who.home.records)
        found = list(self._uses())
        return [self._capacity(row, resources, space, found) for row in opened]

    def _capacity(
        self, row: Row, resources: dict[int, Any], space: Space, found: list[Use]
    ) -> dict[str, Any]:
        start = row["start"]
        if row["state"] == "active":
            start = min(max(start, self.now), row["finish"])
        window = Window(start, row["finish"])
        items = [item["id"] for item in self.undone(self.items(row["id"]))]
        calendar = space.places.get(self.who.project["calendar_id"], len(space.calendars) - 1)
        stream = self.who.state.stream
        told_ = people(
            stream, self.who.records, items, window, resources, space, found, calendar
        )  # fmt: skip
        return {"sprint_id": row["id"], "from": to_iso(start), **told_}

    def _uses(self) -> Iterator[Use]:
        """Yield what this project and the others that share its people take of them."""
        state, resources = self.who.state, resources_of(self.who.home)
        others = (states_of(key, state.workspace_id)[0] for key in sharing(state))
        for project in (project_of(state), *(project_of(other) for other in others)):
            yield from uses(project.key, project.records, project.scheduled, resources)
