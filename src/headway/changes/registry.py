"""Where rooms register what they bring: tables, commands, derivations, policy, listeners, clocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

from headway.changes.command import Command
from headway.changes.derivation import Derivation
from headway.changes.errors import Invalid
from headway.changes.state import Draft, Inputs, Records
from headway.changes.tables import Table
from headway.changes.viewer import Viewer
from headway.words import say

SCOPE_TABLE = "tasks"
"""The table whose branches a guest's view is cut from."""


class Policy(Protocol):
    """Who is who: answered by the access room."""

    def viewer(
        self, user_id: int | None, stream: int, kind: str, home: Any = None
    ) -> Viewer | None:
        """Return what the account may see of the stream, None where it may not know of it.

        `home` is the state of the stream's workspace, if the caller has it at hand.
        """
        ...


Guard: TypeAlias = Callable[[Draft, Inputs, Mapping[int, Draft]], None]
"""Checks what must always hold of a stream: (draft, what it wrote, all drafts of the change)."""
Listener: TypeAlias = Callable[[int, int], None]
"""Background reader of the changesets: (stream, version). At least once, so idempotent."""


@dataclass(frozen=True)
class Fork:
    """A kind of stream that begins as a copy of one of kind `of` and holds the same tables.

    Its rows live in its changesets alone. `capability` is what a viewer of the stream that it was
    forked from (its parent) needs to see it; whose view is cut to a branch sees none. `standing`
    gives, from the parent's rows and the fork's key, None where the parent knows of no such fork,
    else why it may no longer be changed, "" where it may. `base` gives from the same the version of
    the parent that the fork began as or was last brought up to.
    """

    kind: str
    of: str
    capability: str
    standing: Callable[[Records, int], str | None]
    base: Callable[[Records, int], int | None]


@dataclass
class Registry:
    """All that is registered. One per process, filled when the apps load."""

    tables: dict[str, Table] = field(default_factory=dict)
    models: dict[str, Any] = field(default_factory=dict)
    commands: dict[str, type[Command]] = field(default_factory=dict)
    derivations: dict[str, list[Derivation]] = field(default_factory=dict)
    guards: dict[str, list[Guard]] = field(default_factory=dict)
    listeners: dict[str, tuple[str, Listener]] = field(default_factory=dict)
    clocks: dict[str, Callable[[], object]] = field(default_factory=dict)
    forks: dict[str, Fork] = field(default_factory=dict)
    policy: Policy | None = None

    def table(self, table: Table, model: Any) -> None:
        """Register a table and the model that stores it."""
        self.tables[table.name] = table
        self.models[table.name] = model

    def command(self, *commands: type[Command]) -> None:
        """Register commands by their type."""
        for command in commands:
            self.commands[command.type] = command

    def derivation(self, derivation: Derivation) -> None:
        """Register a derivation for its kind of stream."""
        self.derivations.setdefault(derivation.stream, []).append(derivation)

    def guard(self, kind: str, guard: Guard) -> None:
        """Register a rule that must always hold in streams of `kind`."""
        self.guards.setdefault(kind, []).append(guard)

    def listener(self, name: str, kind: str, listener: Listener) -> None:
        """Register a background reader of the changesets of streams of `kind`."""
        self.listeners[name] = (kind, listener)

    def clock(self, name: str, work: Callable[[], object]) -> None:
        """Register what follows the clock: called every few minutes, by several processes at once
        too, so idempotent."""
        self.clocks[name] = work

    def fork(self, fork: Fork) -> None:
        """Register a kind of stream that begins as a copy of another."""
        self.forks[fork.kind] = fork

    def shape(self, kind: str) -> str:
        """Return the kind whose tables, derivations and rules a kind of stream has: its own, or
        that of what it is a fork of."""
        fork = self.forks.get(kind)
        return kind if fork is None else fork.of

    def tables_of(self, kind: str) -> list[Table]:
        """Return the tables of a kind of stream, in the order of registration."""
        shape = self.shape(kind)
        return [t for t in self.tables.values() if t.stream == shape]

    def derivations_of(self, kind: str) -> list[Derivation]:
        """Return the derivations of a kind of stream."""
        return self.derivations.get(self.shape(kind), [])

    def guards_of(self, kind: str) -> list[Guard]:
        """Return the rules that must always hold in a kind of stream."""
        return self.guards.get(self.shape(kind), [])

    def find_command(self, type_: str) -> type[Command]:
        """Return the command class of `type_`; raise Invalid for an unknown one."""
        found = self.commands.get(type_)
        if found is None or found.internal:
            raise Invalid(say("There is no command '{type}'.", type=type_), field="type")
        return found

    def the_policy(self) -> Policy:
        """Return the policy; an error of ours if no room gave one."""
        if self.policy is None:
            raise RuntimeError("no policy is registered")
        return self.policy


registry = Registry()
