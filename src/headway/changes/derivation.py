"""What a derivation is: results computed from the inputs of a stream, kept version by version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Protocol, TypeAlias

from headway.changes.state import Inputs, Records

Columns: TypeAlias = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class ResultChange:
    """Whole result rows that are new or differ, and the keys whose rows are gone.

    `moved` are the materialised columns, and last the key, of the rows in which those differ.
    """

    columns: Columns = field(default_factory=dict)
    removed: list[int] = field(default_factory=list)
    moved: list[tuple[Any, ...]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return not self.removed and not self.columns.get("id")


class Derived(Protocol):
    """Computed results at one version, opaque to the door."""

    @property
    def workspace(self) -> Records:
        """The workspace's rows that they were computed against."""
        ...

    def columns(self) -> Columns:
        """Return all result rows as equally long columns, `id` first."""
        ...

    def row(self, key: int) -> dict[str, Any] | None:
        """Return one result row, or None."""
        ...


NO_OTHERS: Mapping[str, Derived] = MappingProxyType({})


class Derivation(Protocol):
    """How results follow from records. Pure: the same records give the same results.

    One may rest on the results of others that were registered before it: `reads` names them, and
    they come as `others`.
    """

    name: str
    version: str
    stream: str
    reads: tuple[str, ...]
    inputs: Mapping[str, frozenset[str] | None]
    """By table, the fields that it reads; None is all."""
    workspace_inputs: frozenset[str]
    """Tables of the workspace that it reads."""
    materialised: tuple[str, tuple[str, ...]]
    """The table and its result columns that SQL must find."""

    def compute(
        self, records: Records, workspace: Records, others: Mapping[str, Derived] = NO_OTHERS
    ) -> Derived:
        """Compute all results from nothing."""
        ...

    def update(
        self,
        before: Derived,
        records: Records,
        workspace: Records,
        inputs: Inputs,
        others: Mapping[str, Derived] = NO_OTHERS,
    ) -> Derived:
        """Compute all results where `inputs` led from the records of `before` to `records`.

        The workspace may differ from that of `before` as well.
        """
        ...

    def difference(self, before: Derived | None, after: Derived) -> ResultChange:
        """Return the result rows that differ."""
        ...


def concerns(derivation: Derivation, inputs: Inputs) -> bool:
    """Whether `inputs` touches anything that the derivation reads."""
    for table, change in inputs.items():
        if table not in derivation.inputs:
            continue
        fields = derivation.inputs[table]
        if change.get("added") or change.get("removed") or fields is None:
            return True
        if any(not fields.isdisjoint(u["after"]) for u in change.get("updated", [])):
            return True
    return False


def shifted(derivation: Derivation, before: Records, after: Records) -> bool:
    """Whether a table of the workspace that the derivation reads is no longer the same."""
    return before is not after and any(
        before.rows(table) is not after.rows(table) for table in derivation.workspace_inputs
    )
