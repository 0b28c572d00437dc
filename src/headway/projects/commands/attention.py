"""What is blocked, who watches, and what people say to being assigned."""

from __future__ import annotations

from datetime import UTC
from typing import Any, ClassVar

from headway.changes.checks import problem_with
from headway.changes.command import Change, Command
from headway.changes.errors import Forbidden, Invalid, Missing
from headway.changes.state import Draft
from headway.changes.tables import Row
from headway.projects.outline import task
from headway.projects.records import ASSIGNMENT_ANSWERS, BLOCKS, WATCHERS
from headway.projects.status import now_in
from headway.scheduling.moments import DAY
from headway.words import say

BLOCK_FIELDS = frozenset(
    {"reason", "since", "kind", "resource_id", "waits_for_id", "waits_for", "promised"}
)


def today(change: Change) -> int:
    """Return the present day in the plan's zone, in days since 1970-01-01."""
    project = change.main.get("projects", change.stream) or {"zone": "UTC"}
    return now_in(project["zone"], change.now) // DAY


def is_actor(change: Change, resource: Row | None) -> bool:
    """Whether a resource is the person who acts: by account, or by e-mail address without one."""
    if resource is None:
        return False
    if resource["user_id"] is not None:
        return bool(resource["user_id"] == change.actor.id)
    email = resource["email"].lower()
    members = _accounts(change).where("members", "user_id", change.actor.id)
    return bool(email) and any(row["email"].lower() == email for row in members)


def _accounts(change: Change) -> Draft:
    """Return the workspace with its people: a guest, who sees nobody's account, still has his own."""
    return change.workspace if change.may("people.read") else Draft(change.home)


def is_person(change: Change, key: int) -> bool:
    """Whether the resource of a key is the person who acts, a guest too."""
    return is_actor(change, _accounts(change).get("resources", key))


def _block_of(change: Change, key: int) -> Row | None:
    return next(iter(change.main.where("blocks", "task_id", key)), None)


def block(change: Change, key: int, fields: dict[str, Any], new_key: int | None = None) -> None:
    """Say that a task is blocked, or what for from now on."""
    values: dict[str, Any] = {**fields}
    there = _block_of(change, key)
    after = {**BLOCKS.new_row({}), **(there or {}), **values}
    if after["waits_for_id"] is not None:
        if after["waits_for_id"] == key:
            raise Invalid(say("A task cannot wait for itself."), field="fields.waits_for_id")
        task(change.main, after["waits_for_id"])
    if not (str(after["reason"]).strip() or str(after["waits_for"]).strip()) and (
        after["resource_id"] is None and after["waits_for_id"] is None
    ):
        raise Invalid(say("Say what is in the way, or on whom it waits."), field="fields.reason")
    if there is not None:
        if "resource_id" in values or "waits_for_id" in values:
            values["nudged"] = None
        change.main.update("blocks", there["id"], values)
        return
    values.setdefault("since", today(change))
    row = {**values, "task_id": key, "user_id": change.actor.id}
    row["id"] = change.new_id() if new_key is None else new_key
    change.add(change.main, "blocks", BLOCKS.new_row(row))


class BlockSet(Command):
    """Says that a task is blocked: what for, since when, on whom or what it waits, and by when it
    was promised to be out of the way. Of one that is blocked already it changes what is given."""

    type: ClassVar[str] = "block.set"
    capability: ClassVar[str] = "plan.progress"

    task_id: int
    id: int | None = None
    fields: dict[str, Any]

    def apply(self, change: Change) -> None:
        task(change.main, self.task_id)
        wrong = sorted(set(self.fields) - BLOCK_FIELDS)
        if wrong:
            raise Invalid(
                say("A block has no {wrong} to set.", wrong=wrong[0]), field=f"fields.{wrong[0]}"
            )
        for name, value in self.fields.items():
            problem = problem_with(BLOCKS.by_name[name], value)
            if problem is not None:
                raise Invalid(problem, field=f"fields.{name}")
        block(change, self.task_id, self.fields, self.id)


class BlockClear(Command):
    """Says that a task is no longer blocked."""

    type: ClassVar[str] = "block.clear"
    capability: ClassVar[str] = "plan.progress"

    task_id: int

    def apply(self, change: Change) -> None:
        row = _block_of(change, self.task_id)
        if row is None:
            raise Missing(say("It is not blocked."))
        change.main.delete("blocks", row["id"])


class BlockNudge(Command):
    """Reminds whoever a blocked task waits for: once a day, in his inbox."""

    type: ClassVar[str] = "block.nudge"
    capability: ClassVar[str] = "plan.progress"
    in_forks: ClassVar[bool] = False

    task_id: int

    def apply(self, change: Change) -> None:
        row = _block_of(change, self.task_id)
        if row is None:
            raise Missing(say("It is not blocked."))
        if row["resource_id"] is None and row["waits_for_id"] is None:
            raise Invalid(
                say("Nobody is named who could be reminded: say on whom it waits."), field="task_id"
            )
        day = today(change)
        if row["nudged"] == day:
            raise Invalid(say("That was done today already."), field="task_id")
        change.main.update("blocks", row["id"], {"nudged": day})


class TaskWatch(Command):
    """Watches a task or no longer does: oneself, or (for those who manage the project) another.

    Whoever is assigned to a task watches it by rule: then no row says so.
    """

    type: ClassVar[str] = "task.watch"
    capability: ClassVar[str] = "members.read"
    last_wins: ClassVar[bool] = True
    in_forks: ClassVar[bool] = False

    task_id: int
    watching: bool = True
    user_id: int | None = None
    id: int | None = None

    def apply(self, change: Change) -> None:
        task(change.main, self.task_id)
        user = change.actor.id if self.user_id is None else self.user_id
        if user is None or not change.workspace.where("members", "user_id", user):
            raise Missing(say("There is no such member."), field="user_id")
        if user != change.actor.id and not change.may("projects.manage"):
            raise Forbidden(say("Only who manages the project says what others watch."))
        rows = change.main.where("watchers", "task_id", self.task_id)
        row = next((r for r in rows if r["user_id"] == user), None)
        if row is None:
            key = change.new_id() if self.id is None else self.id
            values = {"id": key, "task_id": self.task_id, "user_id": user}
            row = {**values, "watching": self.watching}
            change.add(change.main, "watchers", WATCHERS.new_row(row))
        else:
            change.main.update("watchers", row["id"], {"watching": self.watching})


class AssignmentReply(Command):
    """Says to being assigned that one takes the task, does not (with the reason), or asks.

    The assigned person does, or in his name who plans. A guest, who sees nobody's account, does for
    his branch.
    """

    type: ClassVar[str] = "assignment.reply"
    capability: ClassVar[str] = "plan.progress"
    in_forks: ClassVar[bool] = False

    assignment_id: int
    state: str
    text: str = ""
    id: int | None = None

    def apply(self, change: Change) -> None:
        share = change.main.get("assignments", self.assignment_id)
        if share is None:
            raise Missing(say("There is no such assignment."))
        if self.state in ("declined", "asked") and not self.text.strip():
            wanted = (
                say("Say why.") if self.state == "declined" else say("Say what you want to know.")
            )
            raise Invalid(wanted, field="text")
        resource = change.workspace.get("resources", share["resource_id"])
        sees = change.may("people.read")
        if sees and not is_actor(change, resource) and not change.may("projects.manage"):
            raise Forbidden(say("Only who is assigned says that."))
        values = {
            "state": self.state,
            "text": self.text.strip(),
            "user_id": change.actor.id,
            "said_at": instant(change),
            "answer": "",
            "answered_by": None,
            "answered_at": "",
        }
        rows = change.main.where("assignment_answers", "assignment_id", self.assignment_id)
        if rows:
            change.main.update("assignment_answers", rows[0]["id"], values)
            return
        key = change.new_id() if self.id is None else self.id
        whole = {**values, "id": key, "task_id": share["task_id"]}
        whole["assignment_id"] = self.assignment_id
        change.add(change.main, "assignment_answers", ASSIGNMENT_ANSWERS.new_row(whole))


class AssignmentAnswer(Command):
    """Answers a question about an assignment, or what was said when it was declined."""

    type: ClassVar[str] = "assignment.answer"
    in_forks: ClassVar[bool] = False

    assignment_id: int
    text: str

    def apply(self, change: Change) -> None:
        rows = change.main.where("assignment_answers", "assignment_id", self.assignment_id)
        if not rows or rows[0]["state"] == "accepted":
            raise Missing(say("Nothing is open here."))
        if not self.text.strip():
            raise Invalid(say("Say something."), field="text")
        values = {"answer": self.text.strip(), "answered_by": change.actor.id}
        values["answered_at"] = instant(change)
        change.main.update("assignment_answers", rows[0]["id"], values)


def instant(change: Change) -> str:
    """Return the present moment in UTC, as ISO 8601."""
    return change.now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


COMMANDS = (BlockSet, BlockClear, BlockNudge, TaskWatch, AssignmentReply, AssignmentAnswer)
