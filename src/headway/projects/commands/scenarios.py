"""What-if scenarios: forking a project, naming and dropping a fork, merging it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import replace
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from headway.changes.command import Change, Command
from headway.changes.errors import Conflict, Forbidden, Invalid
from headway.changes.merging import THEIRS, YOURS, Choice, Clash, Merge, Place, differing
from headway.changes.state import Draft, Records
from headway.changes.tables import Row, Table
from headway.projects.commands.tasks import delete_hanging
from headway.projects.records import SCENARIOS, TABLES
from headway.words import say

KIND = "scenario"
MERGED = tuple(table for table in TABLES if table is not SCENARIOS)
"""The tables that a scenario has of its project."""
MOST_OPEN = 50
MOST_CLASHES = 1000


def standing(project: Records, key: int) -> str | None:
    """Return why a scenario may no longer be changed, "" where it may; None for no scenario."""
    row = project.rows("scenarios").get(key)
    if row is None:
        return None
    if row["state"] == "open":
        return ""
    was = "merged" if row["state"] == "merged" else "dropped"
    return say("This scenario was {was}: undo that, or begin another.", was=was)


def based_on(project: Records, key: int) -> int | None:
    """Return the project's version that a scenario began as or was last brought up to."""
    row = project.rows("scenarios").get(key)
    return None if row is None else int(row["base_version"])


def as_project(records: Records, key: int) -> Records:
    """Return the rows of a project or of a scenario of it with the settings under another key: the
    project's, or a scenario's."""
    tables = dict(records.tables)
    own = next(iter(records.rows("projects").values()), None)
    tables["projects"] = {} if own is None else {key: {**own, "id": key}}
    return Records(tables)


def open_scenario(change: Change, key: int) -> Row:
    """Return the row of an open scenario; raise Invalid without one."""
    row = change.main.get("scenarios", key)
    if row is None:
        raise Invalid(say("There is no scenario {key} in this project.", key=key), field="id")
    why = standing(Records({"scenarios": {key: row}}), key)
    if why:
        raise Invalid(why, field="id")
    return row


class ScenarioCreate(Command):
    """Forks the project as it is now: what is changed there does not touch it."""

    type: ClassVar[str] = "scenario.create"
    in_forks: ClassVar[bool] = False

    name: str
    notes: str = ""

    def apply(self, change: Change) -> None:
        rows = change.main.rows("scenarios")
        if sum(row["state"] == "open" for row in rows) >= MOST_OPEN:
            raise Invalid(
                say(
                    "A project has at most {most_open} open scenarios: drop one first.",
                    most_open=MOST_OPEN,
                ),
                field="name",
            )
        key = change.new_stream(KIND)
        draft = change.drafts[key]
        for table in MERGED:
            for row in change.main.base.rows(table.name).values():
                own = {**row, "id": key} if table.name == "projects" else row
                draft.insert(table.name, own)
        values = {
            "id": key,
            "name": self.name,
            "notes": self.notes,
            "base_version": change.version,
            "user_id": change.actor.id,
            "created_at": change.now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        change.add(change.main, "scenarios", SCENARIOS.new_row(values))


class OfScenario(Command):
    """A command about one scenario of the project."""

    in_forks: ClassVar[bool] = False

    id: int

    def also(self) -> Iterator[int]:
        yield self.id


class ScenarioRename(OfScenario):
    """Changes what a scenario is called or asks."""

    type: ClassVar[str] = "scenario.rename"

    name: str | None = None
    notes: str | None = None

    def apply(self, change: Change) -> None:
        open_scenario(change, self.id)
        change.main.update(
            "scenarios", self.id, self.model_dump(include={"name", "notes"}, exclude_none=True)
        )
        change.told.add(self.id)


class ScenarioDrop(OfScenario):
    """Puts a scenario away; undo brings it back."""

    type: ClassVar[str] = "scenario.drop"

    def apply(self, change: Change) -> None:
        open_scenario(change, self.id)
        change.main.update("scenarios", self.id, {"state": "dropped"})
        change.told.add(self.id)


class Take(BaseModel):
    """Which side is taken in one place; without a field, of the whole row."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    table: str
    id: int
    field: str | None = None
    take: Literal["yours", "theirs"]


class Choosing(OfScenario):
    """What puts the changes of a scenario and of its project together.

    `choices` say which side is taken where both changed the same, `rest` that everywhere else:
    "yours" is always the scenario's, "theirs" the project's. Rows that the actor may not see are
    decided by no choice of his.
    """

    choices: list[Take] = Field(default_factory=list, max_length=10_000)
    rest: Literal["yours", "theirs"] | None = None

    def chosen(self, change: Change) -> Choice:
        """Return what is taken at a place; None where nobody chose or may choose."""
        taken: dict[Place, str] = {(c.table, c.id, c.field): c.take for c in self.choices}
        hidden = hidden_tables(change.may)
        return lambda place: None if place[0] in hidden else taken.get(place, self.rest)

    def settle(self, change: Change, clashes: list[Clash]) -> None:
        """Raise Refused where something is left to be chosen."""
        hidden = hidden_tables(change.may)
        for clash in clashes:
            if clash.table in hidden:
                raise Forbidden(
                    say(
                        "The project and the scenario both changed {table}, which you may not see: "
                        "somebody who may is to do this.",
                        table=clash.table,
                    )
                )
        if clashes:
            what = (
                say("one place") if len(clashes) == 1 else say("{count} places", count=len(clashes))
            )
            raise Conflict(
                say(
                    "The project changed in {what} where the scenario did: choose for each.",
                    what=what,
                ),
                [conflict_of(clash) for clash in clashes[:MOST_CLASHES]],
            )


class ScenarioMerge(Choosing):
    """Brings what was changed in a scenario into the project, as one change.

    Who may not see all that was changed in it does not merge it: what was done there by those who
    may would come about, or be lost, by a choice made unseen.
    """

    type: ClassVar[str] = "scenario.merge"

    def apply(self, change: Change) -> None:
        open_scenario(change, self.id)
        base = as_project(change.began(self.id), change.stream)
        mine = as_project(change.drafts[self.id].base, change.stream)
        edited = hidden_edits(base, mine, hidden_tables(change.may))
        if edited:
            raise Forbidden(
                say(
                    "In this scenario {table} were changed too, which you may not see: somebody "
                    "who may is to merge it.",
                    table=edited[0][0],
                )
            )
        self.settle(change, Merge(base, mine, change.main, MERGED, self.chosen(change)).run())
        # What a scenario has no rows of, as files, hangs on tasks all the same.
        for key in change.main.base.rows("tasks"):
            if change.main.get("tasks", key) is None:
                delete_hanging(change.main, key)
        _number(change, base, mine)
        for rows in change.main.touched.values():
            change.carried.update(key for key, row in rows.items() if row is not None)
        change.main.update("scenarios", self.id, {"state": "merged"})
        change.told.add(self.id)


class ScenarioRebase(Choosing):
    """Brings a scenario up to date: what the project changed since it began, or since it was last
    brought up to date, comes into it, as one change."""

    type: ClassVar[str] = "scenario.rebase"
    carries: ClassVar[bool] = True

    def apply(self, change: Change) -> None:
        open_scenario(change, self.id)
        draft = change.drafts[self.id]
        base = as_project(change.began(self.id), self.id)
        project = as_project(change.main.base, self.id)
        chosen = self.chosen(change)
        # Here the project's rows go into the scenario: its side is the one that is brought.
        clashes = Merge(
            base, project, draft, MERGED, lambda place: OTHER.get(chosen(place) or "")
        ).run()
        self.settle(change, [turned(clash) for clash in clashes])
        _renumber(draft, self.id, base, project)
        for rows in draft.touched.values():
            change.carried.update(rows)
        change.main.update("scenarios", self.id, {"base_version": change.version})
        change.told.add(self.id)


OTHER = {YOURS: THEIRS, THEIRS: YOURS}


def turned(clash: Clash) -> Clash:
    """Return a clash as seen from the other side."""
    return replace(clash, yours=clash.theirs, theirs=clash.yours)


def hidden_tables(may: Callable[[str | None], bool]) -> set[str]:
    """Return the tables of a project that somebody may not see."""
    return {table.name for table in MERGED if not may(table.capability)}


def hidden_edits(base: Records, mine: Records, hidden: Set[str]) -> list[tuple[str, int]]:
    """Return table and key of the rows in hidden tables that a scenario changed by themselves: not
    those that came or went with a row that can be seen."""
    found = []
    for table in MERGED:
        if table.name not in hidden:
            continue
        old, new = base.rows(table.name), mine.rows(table.name)
        for key in sorted(old.keys() | new.keys()):
            was, now = old.get(key), new.get(key)
            if was == now or (was and now and not differing(table, was, now)):
                continue
            both = was is not None and now is not None
            row, other = (was or {}, mine) if now is None else (now, base)
            if both or not _went_along(table, row, other, hidden):
                found.append((table.name, key))
    return found


def _went_along(table: Table, row: Row, other: Records, hidden: Set[str]) -> bool:
    """Whether a row that is on one side alone points to one, to be seen, of which so is."""
    return any(
        field.references in other.tables
        and field.references not in hidden
        and row[field.name] is not None
        and row[field.name] not in other.rows(field.references)
        for field in table.fields
    )


def conflict_of(clash: Clash, by: str = "") -> dict[str, Any]:
    """Return a clash as a refusal lists it."""
    return {
        "table": clash.table,
        "id": clash.id,
        "field": clash.field,
        "base": clash.base,
        "yours": clash.yours,
        "theirs": clash.theirs,
        "by": by or say("The project"),
    }


def _renumber(draft: Draft, key: int, base: Records, project: Records) -> None:
    """Number a scenario's own new tasks on where the project gave their numbers out meanwhile."""
    own, theirs = draft.get("projects", key), project.rows("projects").get(key)
    if own is None or theirs is None:
        return
    given = int(theirs["next_number"])
    following = max(given, int(own["next_number"]))
    known = base.rows("tasks").keys() | project.rows("tasks").keys()
    mine = [row for row in draft.rows("tasks") if row["id"] not in known]
    for row in sorted(mine, key=lambda r: (r["number"], r["id"])):
        if row["number"] < given:
            draft.update("tasks", row["id"], {"number": following})
            following += 1
    if following != own["next_number"]:
        draft.update("projects", key, {"next_number": following})


def _number(change: Change, base: Records, mine: Records) -> None:
    """Number the scenario's new tasks on where the project gave their numbers out meanwhile."""
    project = change.main.get("projects", change.stream)
    own = mine.rows("projects").get(change.stream)
    if project is None or own is None:
        return
    number = following = int(project["next_number"])
    there = change.main.base.rows("tasks").keys() | base.rows("tasks").keys()
    touched = change.main.touched.get("tasks", {})
    added = [row for key, row in touched.items() if row is not None and key not in there]
    for row in sorted(added, key=lambda r: (r["number"], r["id"])):
        if row["number"] < number:
            change.main.update("tasks", row["id"], {"number": following})
        following = max(following, row["number"]) + 1
    following = max(following, int(own["next_number"]))
    if following != number:
        change.main.update("projects", change.stream, {"next_number": following})


COMMANDS = (ScenarioCreate, ScenarioRename, ScenarioDrop, ScenarioMerge, ScenarioRebase)
