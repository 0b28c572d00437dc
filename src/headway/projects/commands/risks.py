"""Discrete risks with what they do to tasks, and groups of tasks whose durations run together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from fractional_indexing import generate_key_between
from pydantic import BaseModel, ConfigDict

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.outline import task
from headway.projects.records import RISK_GROUPS, RISK_IMPACTS, RISKS
from headway.words import mark, say

RISK_FIELDS = frozenset({"name", "probability", "active", "notes"})
GROUP_FIELDS = frozenset({"name", "correlation"})
MOST_IMPACTS = 1000


class ImpactIn(BaseModel):
    """What a risk does to a task: working minutes added, and hundredths of a percent of its
    duration added."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    id: int | None = None
    task_id: int
    delay: int = 0
    share: int = 0


def _checked(fields: dict[str, Any], known: frozenset[str], what: str) -> dict[str, Any]:
    wrong = sorted(set(fields) - known)
    if wrong:
        raise Invalid(
            say("{what} has no {wrong} to set.", what=say(what), wrong=wrong[0]),
            field=f"fields.{wrong[0]}",
        )
    return fields


def _risk(change: Change, key: int) -> Row:
    row = change.main.get("risks", key)
    if row is None:
        raise Missing(say("There is no such risk."))
    return row


def _set_impacts(change: Change, risk: int, wanted: Sequence[ImpactIn]) -> None:
    """Make the impacts of a risk equal to the list; who stays keeps its key."""
    if len(wanted) > MOST_IMPACTS:
        raise Invalid(
            say("A risk hits at most {most_impacts} tasks.", most_impacts=MOST_IMPACTS),
            field="impacts",
        )
    there = {row["task_id"]: row for row in change.main.where("risk_impacts", "risk_id", risk)}
    seen: set[int] = set()
    for number, impact in enumerate(wanted):
        task(change.main, impact.task_id)
        if impact.task_id in seen:
            raise Invalid(say("A risk hits a task once."), field=f"impacts.{number}.task_id")
        seen.add(impact.task_id)
        if not impact.delay and not impact.share:
            raise Invalid(
                say("Say what it adds to the task: a delay or a share."),
                field=f"impacts.{number}.delay",
            )
        values = {"delay": impact.delay, "share": impact.share}
        old = there.pop(impact.task_id, None)
        if old is not None:
            change.main.update("risk_impacts", old["id"], values)
            continue
        key = impact.id if impact.id is not None else change.new_id()
        row = {"id": key, "risk_id": risk, "task_id": impact.task_id, **values}
        change.add(change.main, "risk_impacts", RISK_IMPACTS.new_row(row))
    for row in there.values():
        change.main.delete("risk_impacts", row["id"])


class RiskCreate(Command):
    """Adds a risk, last in the list, with what it does to tasks."""

    type: ClassVar[str] = "risk.create"

    id: int | None = None
    fields: dict[str, Any]
    impacts: list[ImpactIn] = []

    def apply(self, change: Change) -> None:
        values = {**_checked(self.fields, RISK_FIELDS, mark("A risk"))}
        last = max((row["rank"] for row in change.main.rows("risks")), default=None)
        values["rank"] = generate_key_between(last, None)
        key = self.id if self.id is not None else change.new_id()
        change.add(change.main, "risks", RISKS.new_row({**values, "id": key}))
        _set_impacts(change, key, self.impacts)


class RiskUpdate(Command):
    """Sets fields of a risk; `impacts`, if given, are all that it does to tasks."""

    type: ClassVar[str] = "risk.update"

    id: int
    fields: dict[str, Any] = {}
    impacts: list[ImpactIn] | None = None

    def apply(self, change: Change) -> None:
        _risk(change, self.id)
        change.main.update("risks", self.id, _checked(self.fields, RISK_FIELDS, mark("A risk")))
        if self.impacts is not None:
            _set_impacts(change, self.id, self.impacts)


class RiskDelete(Command):
    """Removes a risk with its impacts."""

    type: ClassVar[str] = "risk.delete"

    id: int

    def apply(self, change: Change) -> None:
        _risk(change, self.id)
        for row in change.main.where("risk_impacts", "risk_id", self.id):
            change.main.delete("risk_impacts", row["id"])
        change.main.delete("risks", self.id)


class RiskGroupCreate(Command):
    """Adds a group; `task_ids` are put into it."""

    type: ClassVar[str] = "risk_group.create"

    id: int | None = None
    fields: dict[str, Any]
    task_ids: list[int] = []

    def apply(self, change: Change) -> None:
        key = self.id if self.id is not None else change.new_id()
        values = _checked(self.fields, GROUP_FIELDS, mark("A group"))
        change.add(change.main, "risk_groups", RISK_GROUPS.new_row({**values, "id": key}))
        _gather(change, key, self.task_ids)


class RiskGroupUpdate(Command):
    """Sets fields of a group; `task_ids`, if given, are all that is in it."""

    type: ClassVar[str] = "risk_group.update"

    id: int
    fields: dict[str, Any] = {}
    task_ids: list[int] | None = None

    def apply(self, change: Change) -> None:
        _group(change, self.id)
        values = _checked(self.fields, GROUP_FIELDS, mark("A group"))
        change.main.update("risk_groups", self.id, values)
        if self.task_ids is not None:
            _gather(change, self.id, self.task_ids)


class RiskGroupDelete(Command):
    """Removes a group; its tasks stay, uncorrelated."""

    type: ClassVar[str] = "risk_group.delete"

    id: int

    def apply(self, change: Change) -> None:
        _group(change, self.id)
        _gather(change, self.id, ())
        change.main.delete("risk_groups", self.id)


def _group(change: Change, key: int) -> None:
    if change.main.get("risk_groups", key) is None:
        raise Missing(say("There is no such group."))


def _gather(change: Change, group: int, tasks: Sequence[int]) -> None:
    """Make the tasks of a group equal to the list."""
    wanted = set(tasks)
    for key in wanted:
        task(change.main, key)
    for row in change.main.where("tasks", "risk_group_id", group):
        if row["id"] not in wanted:
            change.main.update("tasks", row["id"], {"risk_group_id": None})
    for key in sorted(wanted):
        change.main.update("tasks", key, {"risk_group_id": group})


COMMANDS = (
    RiskCreate,
    RiskUpdate,
    RiskDelete,
    RiskGroupCreate,
    RiskGroupUpdate,
    RiskGroupDelete,
)
