"""Asking people how far their tasks are, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Forbidden, Invalid, Missing
from headway.changes.state import Draft
from headway.changes.tables import Row
from headway.projects.commands.attention import block, instant, is_person, today
from headway.projects.commands.dates import Moment
from headway.projects.commands.expected import Expected, expect_finishes, placed
from headway.projects.commands.progress import TaskProgress
from headway.projects.outline import below, task
from headway.projects.records import UPDATE_ANSWERS, UPDATE_REQUESTS
from headway.words import say

MOST_ASKED = 500
"""People and places that one command asks about."""


def asked_tasks(change: Change, top: int | None) -> list[Row]:
    """Return the unfinished assignments' rows of a branch (None: the whole plan)."""
    draft = change.main
    tasks = draft.rows("tasks") if top is None else iter(below(draft, [top]))
    open_ = {row["id"] for row in tasks if row["percent_complete"] < 100 and row["active"]}
    open_ -= {row["parent_id"] for row in draft.rows("tasks")}
    return [row for row in draft.rows("assignments") if row["task_id"] in open_]


class UpdateAsk(Command):
    """Asks people how far their unfinished tasks are: of a task or branch, or (without `task_id`)
    of all that is theirs. Once, or anew every week on a weekday, Monday 0.

    Without `resource_ids` everybody is asked who works in the branch. Who was asked about the same
    already is asked anew.
    """

    type: ClassVar[str] = "update.ask"
    in_forks: ClassVar[bool] = False

    task_id: int | None = None
    resource_ids: list[int] | None = None
    weekday: int | None = None
    note: str = ""

    def apply(self, change: Change) -> None:
        if self.task_id is None and not self.resource_ids:
            raise Invalid(say("Say whom to ask, or about which task."), field="resource_ids")
        if self.task_id is not None:
            task(change.main, self.task_id)
        rows = asked_tasks(change, self.task_id)
        kinds = {r["id"]: r["kind"] for r in change.workspace.rows("resources")}
        there = {r["resource_id"] for r in rows if kinds.get(r["resource_id"]) == "work"}
        wanted = (
            sorted(there) if self.resource_ids is None else list(dict.fromkeys(self.resource_ids))
        )
        if len(wanted) > MOST_ASKED:
            raise Invalid(
                say("At most {most_asked} people at once.", most_asked=MOST_ASKED),
                field="resource_ids",
            )
        missing = [key for key in wanted if key not in there]
        if not wanted or missing:
            raise Invalid(
                say("Nobody works on what is unfinished here.") if not missing
                else say("Who is asked has nothing unfinished here."),
                field="resource_ids",
            )  # fmt: skip
        for key in wanted:
            self._ask(change, key)

    def _ask(self, change: Change, resource: int) -> None:
        values = {"weekday": self.weekday, "note": self.note.strip(), "user_id": change.actor.id}
        values |= {"asked": today(change), "asked_at": instant(change), "reminded": None}
        rows = change.main.where("update_requests", "resource_id", resource)
        row = next((r for r in rows if r["task_id"] == self.task_id), None)
        if row is not None:
            change.main.update("update_requests", row["id"], values)
            return
        key = {"id": change.new_id(), "task_id": self.task_id, "resource_id": resource}
        change.add(change.main, "update_requests", UPDATE_REQUESTS.new_row({**values, **key}))


def _request(change: Change, key: int) -> Row:
    row = change.main.get("update_requests", key)
    if row is None:
        raise Missing(say("There is no such request."))
    return row


class UpdateRemind(Command):
    """Reminds somebody who has not answered: once a day."""

    type: ClassVar[str] = "update.remind"
    in_forks: ClassVar[bool] = False

    id: int

    def apply(self, change: Change) -> None:
        row, day = _request(change, self.id), today(change)
        if day in (row["asked"], row["reminded"]):
            raise Invalid(say("That was done today already."), field="id")
        change.main.update("update_requests", row["id"], {"reminded": day})


class UpdateStop(Command):
    """Asks no more."""

    type: ClassVar[str] = "update.stop"
    in_forks: ClassVar[bool] = False

    id: int

    def apply(self, change: Change) -> None:
        change.main.delete("update_requests", _request(change, self.id)["id"])


class UpdateAnswer(Command):
    """Says how far a task is: how much is done or left, when it is expected to finish, what is in
    the way, how sure that is. It counts at once, or waits, as the project's `updates_wait` says.

    An expected finish sets what remains, never a constraint; `blocked` empty takes a block away,
    without it a block stays. Who works on it says so, or who manages the project.
    """

    type: ClassVar[str] = "update.answer"
    capability: ClassVar[str] = "plan.progress"
    in_forks: ClassVar[bool] = False
    by_link: ClassVar[bool] = False

    task_id: int
    resource_id: int
    id: int | None = None
    percent: int | None = None
    remaining: int | None = None
    finish: Moment | None = None
    confidence: str = ""
    blocked: str | None = None
    note: str = ""

    def apply(self, change: Change) -> None:
        settle(change, [self.written(change)])

    def written(self, change: Change) -> Row:
        """Write down what was said, if it may be said; return its row. It moves nothing yet."""
        row = task(change.main, self.task_id)
        shares = change.main.where("assignments", "task_id", self.task_id)
        if all(share["resource_id"] != self.resource_id for share in shares):
            raise Invalid(say("Who answers is not assigned to this task."), field="resource_id")
        manages = change.may("projects.manage") or self.by_link
        if not manages and not is_person(change, self.resource_id):
            raise Forbidden(say("Only who is assigned says that."))
        if self.remaining is not None and self.finish is not None:
            raise Invalid(
                say("Say what is left or when it finishes: one sets the other."), field="finish"
            )
        for name, high in (("percent", 100), ("remaining", 60_000_000)):
            value = getattr(self, name)
            if value is not None and not 0 <= value <= high:
                raise Invalid(
                    say("{name} lies between 0 and {high}.", name=name, high=high), field=name
                )
        said = (self.percent, self.remaining, self.finish, self.blocked)
        if all(value is None for value in said) and not (self.note.strip() or self.confidence):
            raise Invalid(say("Say how far it is."), field="percent")
        project = change.main.get("projects", change.stream) or {}
        decides = change.may("projects.manage") and not self.by_link
        waits = bool(project.get("updates_wait")) and not decides
        values: dict[str, Any] = {
            "percent": self.percent,
            "remaining": self.remaining,
            "finish": self.finish,
            "confidence": self.confidence,
            "blocked": None if self.blocked is None else self.blocked.strip(),
            "note": self.note.strip(),
            "state": "waiting" if waits else "applied",
            "by_link": self.by_link,
            "user_id": change.actor.id,
            "said_at": instant(change),
            "reply": "",
            "decided_by": None,
        }
        rows = change.main.where("update_answers", "task_id", self.task_id)
        there = next((r for r in rows if r["resource_id"] == self.resource_id), None)
        if there is not None:
            return change.main.update("update_answers", there["id"], values)
        key = change.new_id() if self.id is None else self.id
        whole = {**values, "id": key, "task_id": row["id"], "resource_id": self.resource_id}
        return change.add(change.main, "update_answers", UPDATE_ANSWERS.new_row(whole))


class UpdateAnswerByLink(UpdateAnswer):
    """The same, given by link without an account. Sent by the server in the name of who asked."""

    type: ClassVar[str] = "update.answer_by_link"
    internal: ClassVar[bool] = True
    by_link: ClassVar[bool] = True


def settle(change: Change, answers: Sequence[Row], at: str = "") -> None:
    """Let answers that were written down move the plan; those that wait are tried: what cannot be is
    said to who answers, not to who accepts. `at` names the list of them in what was sent."""
    places = [f"{at}.{number}" if at else "" for number in range(len(answers))]
    told = list(zip(places, answers, strict=True))
    waiting = [(place, row) for place, row in told if row["state"] == "waiting"]
    carry_out(change, [(place, row) for place, row in told if row["state"] != "waiting"])
    if waiting:
        _trial(change, waiting)


def _trial(change: Change, answers: Sequence[tuple[str, Row]]) -> None:
    """Raise Invalid where answers could not be carried out now; write nothing."""
    kept = change.main
    thrown_away = Draft(kept.base)
    thrown_away.touched = {table: dict(rows) for table, rows in kept.touched.items()}
    change.drafts[change.stream] = thrown_away
    try:
        carry_out(replace(change, created={}, notes=[]), answers)
    finally:
        change.drafts[change.stream] = kept


def carry_out(change: Change, answers: Sequence[tuple[str, Row]]) -> None:
    """Let answers move the plan, with the place of each in what was sent: all in one schedule, as far
    as they do not move one another. When something began that nobody said is as it was planned before
    any of them counted."""
    said = {row["id"]: _figures(row) for _, row in answers}
    planned = {
        row["task_id"]: change.foresee("schedule", row["task_id"])
        for _, row in answers
        if said[row["id"]]
    }
    before = replace(change, foresee=lambda name, key: planned.get(key))
    wished: dict[int, Expected] = {}
    for place, row in answers:
        key = row["task_id"]
        if said[row["id"]]:
            with placed(place):
                TaskProgress(id=key, **said[row["id"]]).apply(before)
        if row["finish"] is not None and task(change.main, key)["percent_complete"] < 100:
            wished[key] = Expected(key, row["finish"], place)
    expect_finishes(change, wished.values())
    for place, row in answers:
        with placed(place):
            _besides(change, row)


def _figures(answer: Row) -> dict[str, Any]:
    """Return what an answer says of progress."""
    names = {"percent": "percent_complete", "remaining": "remaining_duration"}
    return {to: answer[name] for name, to in names.items() if answer[name] is not None}


def _besides(change: Change, answer: Row) -> None:
    """What an answer says that moves no date: what is in the way, and how sure it is."""
    key = answer["task_id"]
    there = change.main.where("blocks", "task_id", key)
    if answer["blocked"] is None:
        pass
    elif answer["blocked"] and not (there and there[0]["reason"] == answer["blocked"]):
        block(change, key, {"reason": answer["blocked"]})
    elif not answer["blocked"] and there and there[0]["reason"]:
        # What waits for a task or somebody without words was never shown as a text to empty.
        change.main.delete("blocks", there[0]["id"])
    row = task(change.main, key)
    if answer["confidence"] and row["optimistic"] is None and row["pessimistic"] is None:
        change.main.update("tasks", key, {"confidence": answer["confidence"]})


def _waiting(change: Change, key: int) -> Row:
    row = change.main.get("update_answers", key)
    if row is None or row["state"] != "waiting":
        raise Missing(say("No such answer waits."))
    return row


class UpdateAccept(Command):
    """Lets answers count that wait."""

    type: ClassVar[str] = "update.accept"
    capability: ClassVar[str] = "projects.manage"
    in_forks: ClassVar[bool] = False

    ids: list[int]

    def apply(self, change: Change) -> None:
        rows = []
        for number, key in enumerate(self.ids):
            row = _waiting(change, key)
            values = {"state": "applied", "decided_by": change.actor.id}
            rows.append((f"ids.{number}", change.main.update("update_answers", row["id"], values)))
        try:
            carry_out(change, rows)
        except Invalid as error:
            if len(rows) > 1:
                raise _of_which(change, error, rows) from None
            raise


def _of_which(change: Change, error: Invalid, rows: Sequence[tuple[str, Row]]) -> Invalid:
    """Return a refusal of several answers with the name of the task that it is about."""
    errors = error.more["errors"]
    for place, row in rows:
        if errors[0]["field"].startswith(f"{place}."):
            name = task(change.main, row["task_id"])["name"]
            return Invalid(say("“{name}”: {detail}", name=name, detail=error.detail), errors=errors)
    return error


class UpdateReturn(Command):
    """Gives an answer back, with the reason."""

    type: ClassVar[str] = "update.return"
    capability: ClassVar[str] = "projects.manage"
    in_forks: ClassVar[bool] = False

    id: int
    reply: str

    def apply(self, change: Change) -> None:
        row = _waiting(change, self.id)
        if not self.reply.strip():
            raise Invalid(say("Say why."), field="reply")
        values = {"state": "returned", "reply": self.reply.strip(), "decided_by": change.actor.id}
        change.main.update("update_answers", row["id"], values)


COMMANDS = (
    UpdateAsk,
    UpdateRemind,
    UpdateStop,
    UpdateAnswer,
    UpdateAnswerByLink,
    UpdateAccept,
    UpdateReturn,
)
