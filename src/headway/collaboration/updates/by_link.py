"""Answers that come together by a link, as one change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, ClassVar, Self

from headway.changes.batch import Batch, Part
from headway.changes.command import Change, Command
from headway.changes.errors import named
from headway.projects.commands.updates import UpdateAnswerByLink, settle


class AnswersByLink(Batch):
    """A batch of answers by link, which the history tells of as such. The server alone makes it: the
    door finds no internal command by its name."""

    type: ClassVar[str] = UpdateAnswerByLink.type
    workspace_too: ClassVar[bool] = False
    internal: ClassVar[bool] = True

    @cached_property
    def parsed(self) -> list[Command]:
        return list(self.answers)

    @cached_property
    def answers(self) -> list[UpdateAnswerByLink]:
        """The answers, as the commands that they are."""
        return [UpdateAnswerByLink(**part.payload) for part in self.commands]

    def apply(self, change: Change) -> None:
        rows = []
        for number, answer in enumerate(self.answers):
            with named(f"commands.{number}"):
                rows.append(answer.written(change))
        settle(change, rows, "commands")

    @classmethod
    def of(cls, answers: Iterable[Mapping[str, Any]]) -> Self:
        """Return one of what `update.answer` takes, already checked."""
        return cls(commands=[Part(type=cls.type, payload=dict(one)) for one in answers])
