"""What goes through the door: a command with its envelope, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from pydantic import ValidationError

from headway.changes import faults
from headway.changes.cache import State
from headway.changes.command import Actor, Command
from headway.changes.derivation import ResultChange
from headway.changes.errors import Invalid
from headway.changes.registry import registry
from headway.changes.state import Inputs
from headway.changes.visibility import Scope
from headway.words import say


@dataclass(frozen=True)
class Envelope:
    """A command as it came: which, for what stream, seen against which versions.

    `at` is when it happened, for what the server itself tells of the past (the demo's history);
    None is now.
    """

    command: Command
    stream: int
    id: UUID = field(default_factory=uuid4)
    base: Mapping[int, int] = field(default_factory=dict)
    undoes: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Step:
    """What the change does to one stream.

    `silent` says that nothing differs but the workspace's version that the stream rests on: then
    there is no changeset and no new version.
    """

    before: State
    after: State
    inputs: Inputs
    results: dict[str, ResultChange]
    scope: Scope
    silent: bool = False


@dataclass(frozen=True)
class Outcome:
    """What a command did or, for a preview, would do.

    `home` is the workspace that it was computed against; None where it had been done before.
    """

    change_id: UUID
    actor: Actor
    steps: list[Step]
    created: dict[str, list[int]]
    notes: list[dict[str, Any]]
    changesets: list[dict[str, Any]] = field(default_factory=list)
    home: State | None = None


def parse(type_: str, payload: Mapping[str, Any]) -> Command:
    """Return the command of that type; raise Invalid, naming each field, for a bad payload."""
    kind = registry.find_command(type_)
    try:
        return kind.model_validate(payload)
    except ValidationError as error:
        errors = [
            {"field": ".".join(map(str, e["loc"])), "message": faults.told(e)}
            for e in error.errors()
        ]
        first = errors[0]
        raise Invalid(
            say("{field}: {message}", field=first["field"], message=first["message"]),
            errors=errors[:50],
        ) from None
