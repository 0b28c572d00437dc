"""Several commands as one change: applied in order, all or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from headway.changes.command import Change, Command
from headway.changes.envelope import parse
from headway.changes.errors import Invalid, named
from headway.changes.tables import Row
from headway.words import say

MOST = 2000


class Part(BaseModel):
    """One of the commands."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: str
    payload: dict[str, Any]


class Batch(Command):
    """Several commands for one stream as one change."""

    type: ClassVar[str] = "batch"
    workspace_too: ClassVar[bool] = True

    commands: list[Part] = Field(min_length=1, max_length=MOST)

    @cached_property
    def parsed(self) -> list[Command]:
        """The commands; raises Invalid for a bad one, naming it by its place."""
        found = []
        for number, part in enumerate(self.commands):
            if part.type == self.type:
                raise Invalid(say("A batch cannot hold a batch."), field=f"commands.{number}.type")
            with named(f"commands.{number}"):
                found.append(parse(part.type, part.payload))
        return found

    def needs(self) -> Iterator[tuple[str, str, str]]:
        for command in self.parsed:
            yield from command.needs()

    def also(self) -> Iterator[int]:
        for command in self.parsed:
            yield from command.also()

    def apply(self, change: Change) -> None:
        for number, command in enumerate(self.parsed):
            with named(f"commands.{number}"):
                command.apply(change)

    def explain(self, change: Change, result: Callable[[str, int], Row | None]) -> None:
        for command in self.parsed:
            command.explain(change, result)
