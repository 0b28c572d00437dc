"""Moving unfinished work out of the past, as one change that says what it did to each task."""

from __future__ import annotations

from typing import Any, ClassVar

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.projects.commands.dates import Moment
from headway.projects.commands.schedule import CONSTRAINT_WORDS
from headway.projects.derivations import Scheduled
from headway.projects.splits import rest_ahead, with_rest
from headway.projects.status import resume_date
from headway.scheduling.moments import words
from headway.scheduling.tracking import move_unfinished
from headway.words import say


class MoveUnfinished(Command):
    """Moves work that ought to be done by a date and is not to after that date.

    `at` is the status date, where it is not given. What has not started is pinned there ("Not
    before"), unless what it waits for carries it there anyway; what has started rests until then and
    goes on with what is left; a manual task moves as it is. A date that somebody fixed stays, and is
    named in a note. `ids` are the tasks that may move, all where it is not given. Where the project
    is scheduled from its status date, a later `at` is refused: that date is moved instead.
    """

    type: ClassVar[str] = "progress.move_unfinished"

    at: Moment | None = None
    ids: list[int] | None = None

    def apply(self, change: Change) -> None:
        project = change.main.get("projects", change.stream) or {}
        at = resume_date(project, change.now) if self.at is None else self.at
        typed = project.get("status_date")
        if project.get("from_status_date") and typed is not None and at > typed:
            raise Invalid(
                say(
                    "Unfinished work of this project is scheduled from its status date: set a "
                    "later status date instead."
                ),
                field="at",
            )
        scheduled = change.derived["schedule"]
        assert isinstance(scheduled, Scheduled)
        keys, draft = scheduled.keys, change.main
        chosen = None
        if self.ids is not None:
            for key in self.ids:
                if draft.get("tasks", key) is None:
                    raise Missing(say("There is no such task."), field="ids")
            chosen = {scheduled.places[key] for key in self.ids if key in scheduled.places}
        ahead = {
            place: rest
            for place, key in enumerate(keys)
            if (row := draft.get("tasks", key)) and (rest := rest_ahead(row))
        }
        moves = move_unfinished(scheduled.columns_, scheduled.schedule, at, chosen, ahead)
        if not (moves.pins or moves.rests or moves.dates or moves.held):
            raise Invalid(say("No unfinished work lies before {at}.", at=words(at)), field="at")
        for place, date in moves.pins.items():
            self._pin(change, draft.get("tasks", keys[place]), date)
        for place, (done, rest) in moves.rests.items():
            row = draft.get("tasks", keys[place])
            if row is not None:
                values: dict[str, Any] = {"splits": with_rest(row, done, rest)}
                if place in moves.dates:
                    values["manual_finish"] = moves.dates[place][1]
                draft.update("tasks", row["id"], values)
                text = say("Rests until {at}, then goes on with what is left", at=words(at))
                change.note("rests", "tasks", row["id"], text, at=at)
        for place, (start, finish) in moves.dates.items():
            row = draft.get("tasks", keys[place])
            if row is not None and place not in moves.rests:
                draft.update("tasks", row["id"], {"manual_start": start, "manual_finish": finish})
                change.note(
                    "manual_date",
                    "tasks",
                    row["id"],
                    say("Moved by hand to {date}", date=words(start or at)),
                )
        for place in moves.held:
            row = draft.get("tasks", keys[place])
            if row is not None:
                kept = say(
                    CONSTRAINT_WORDS[row["constraint"]], date=words(row["constraint_date"] or 0)
                )
                text = say("Left where it is: {kept}", kept=kept)
                change.note("left_behind", "tasks", row["id"], text)

    @staticmethod
    def _pin(change: Change, row: Row | None, date: int) -> None:
        if row is None:
            return
        values = {"constraint": "snet", "constraint_date": date}
        change.main.update("tasks", row["id"], values)
        text = say("Not before {date}", date=words(date))
        if row["constraint"] not in ("asap", "snet"):
            was = CONSTRAINT_WORDS[row["constraint"]]
            text += say(
                ", instead of: {constraint}",
                constraint=say(was, date=words(row["constraint_date"] or 0)),
            )
        change.note("constraint_set", "tasks", row["id"], text, at=date)


COMMANDS = (MoveUnfinished,)
