"""What a command is: a type, a payload, the streams it may write, and a pure `apply`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from headway.changes.state import Draft, Records
from headway.changes.tables import Row


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an account, or the server itself (`id` None)."""

    id: int | None
    name: str


SYSTEM = Actor(None, "Headway")


@dataclass
class Change:
    """What a command works on: drafts of its streams, who asks, and the moment.

    `main` is the draft of the stream the command was sent for; `workspace` that of the
    workspace it lies in (the same one for a workspace command). `results` gives a computed row of
    the main stream at the version below, by name and key; `foresee` the same as the draft stands
    now; `derived` the results of the version below as their derivations keep them; `version` is
    that version; `home` has the workspace's rows at the version below, those that the actor may
    not see too: for what is asked about himself. `began` gives the rows that a fork began with;
    `may` says whether the actor has a capability; `new_stream` brings a stream of a kind into
    being and returns its key, which has a draft then. `fork` says that the main stream is a fork.
    `carried` are keys that another stream gave out; streams in `told` get a changeset even where
    nothing in them changes. `reached` gives computed rows by stream as the change leaves them,
    once it is to be explained.
    """

    stream: int
    workspace_id: int
    drafts: dict[int, Draft]
    actor: Actor
    now: datetime
    new_id: Callable[[], int]
    results: Callable[[str, int], Row | None]
    new_stream: Callable[[str], int]
    foresee: Callable[[str, int], Row | None]
    derived: Mapping[str, Any]
    version: int
    home: Records
    fork: bool
    began: Callable[[int], Records]
    may: Callable[[str | None], bool]
    created: dict[str, list[int]] = field(default_factory=dict)
    notes: list[dict[str, Any]] = field(default_factory=list)
    carried: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    reached: dict[int, Callable[[str, int], Row | None]] = field(default_factory=dict)

    @property
    def main(self) -> Draft:
        """The draft of the stream the command is for."""
        return self.drafts[self.stream]

    @property
    def workspace(self) -> Draft:
        """The draft of the workspace."""
        return self.drafts[self.workspace_id]

    def add(self, draft: Draft, table: str, row: Row) -> Row:
        """Insert a row and report its key as created."""
        draft.insert(table, row)
        self.created.setdefault(table, []).append(row["id"])
        return row

    def note(self, code: str, table: str, key: int, text: str, **more: Any) -> None:
        """Tell the person what was done on the way, as "Not before 3 Mar"."""
        self.notes.append({"code": code, "table": table, "id": key, "text": text, **more})


class Command(BaseModel):
    """A change that one may ask for. Subclasses are payloads with a `type` and an `apply`.

    `on` is the kind of stream it is sent for; `capability` what the actor needs there;
    `workspace_too` says that it may also write the workspace's stream; `last_wins` that a field
    which another changed meanwhile is simply written over, where otherwise the person is asked;
    `internal` that only the server sends it; `recomputes` that results may differ without inputs;
    `in_forks` that a fork of such a stream takes it too; `follows` that it is computed again where
    the workspace changed meanwhile, whose listeners may not know yet whom to tell; `carries` that
    it copies rows of its stream into a fork, those that the actor may not see among them.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    type: ClassVar[str]
    on: ClassVar[str] = "project"
    capability: ClassVar[str] = "plan.edit"
    workspace_too: ClassVar[bool] = False
    last_wins: ClassVar[bool] = False
    internal: ClassVar[bool] = False
    recomputes: ClassVar[bool] = False
    in_forks: ClassVar[bool] = True
    follows: ClassVar[bool] = False
    carries: ClassVar[bool] = False

    def apply(self, change: Change) -> None:
        """Write what the command means into the drafts; raise Refused to change nothing."""
        raise NotImplementedError

    def explain(self, change: Change, result: Callable[[str, int], Row | None]) -> None:
        """Add notes that can only be told when the results are known; `result` gives their rows."""

    def also(self) -> Iterator[int]:
        """Yield the forks of its stream, and the other projects of its workspace, that it reads or
        writes too: they have drafts then."""
        return iter(())

    def needs(self) -> Iterator[tuple[str, str, str]]:
        """Yield (type, kind of stream, capability) of all that it is made of."""
        yield self.type, self.on, self.capability


def values_of(row: Mapping[str, Any] | None, *names: str) -> tuple[Any, ...]:
    """Return the named values of a row, None for each where there is no row."""
    return tuple(None if row is None else row[name] for name in names)
