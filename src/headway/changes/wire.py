"""What goes over the wire: changesets, snapshots, answers to commands, messages of the sockets.

docs/protocol.md says what they mean; the web app's types are written from here (tools/protocol.py).
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import ConfigDict, Field

from headway.changes.answers import Answer, known, maybe, typed

Rows = list[dict[str, Any]]
Columns = dict[str, list[Any]]
"""Rows as equally long arrays, one a column."""


class RowUpdate(Answer):
    """The fields of a row that changed."""

    id: int
    before: dict[str, Any]
    after: dict[str, Any]


class TableInputs(Answer):
    """What changed in a table."""

    added: Rows
    updated: list[RowUpdate]
    removed: Rows


Inputs = dict[str, TableInputs]


class Actor(Answer):
    """Who did it; null for the server itself, and for what one may not see."""

    id: int | None
    name: str


class NoteShare(Answer):
    """An assignment in a note `assigning`: 10000 units are 100 %, work is minutes."""

    id: int
    units: int
    work: int | None


class Note(Answer):
    """What was done on the way, in words."""

    model_config = ConfigDict(extra="allow")

    code: str
    table: str
    id: int
    text: str
    at: int = maybe("Minutes: where what is `held` stands.")
    link_id: int | None = maybe()
    choice: Literal["finish_sooner", "more_work", "lighter_load"] = maybe(
        "Of `assigning`: what was done, and as it was before."
    )
    duration: int = maybe()
    before: list[NoteShare] = maybe()
    joined: list[NoteShare] = maybe()
    estimates: list[int | None] = maybe(typescript="readonly [number | null, number | null]")


class Heading(Answer):
    """Which changeset it is, and whose."""

    id: int
    stream: int
    version: int
    change_id: str
    command_id: str
    type: str
    actor: Actor
    at: str = Field(description="The instant, UTC.")
    schema_: int = Field(alias="schema")
    engine_version: str
    undoes: int | None


class Changeset(Heading):
    """One change of one stream, as the viewer may see it."""

    inputs: Inputs = Field(json_schema_extra=typed("Inputs"))
    results: dict[str, Columns]
    removed_results: dict[str, list[int]] = maybe()
    notes: list[Note]
    created: dict[str, list[int]] = maybe()


class HistoryItem(Heading):
    """A change in a history: without results, and perhaps with fewer rows than it has."""

    inputs: Inputs = Field(json_schema_extra=typed("Inputs"))
    results: dict[str, Columns] = maybe("Empty, where a view is cut to a branch.")
    removed_results: dict[str, list[int]] = maybe()
    notes: list[Note]
    created: dict[str, list[int]] = maybe()
    counts: dict[str, dict[str, int]] = maybe(
        "How many rows there are of each part of a table of which some are left out.",
        typescript="RowCounts",
    )


class History(Answer):
    """Changes, newest first."""

    items: list[HistoryItem]
    next: int | None = Field(description="What `before` goes on with; null at the beginning.")


class LostChangeset(Answer):
    """In place of a changeset that cannot be shown any more: take a new snapshot."""

    stream: int
    version: int
    reset: Literal[True]


class Outcome(Answer):
    """What a mutation did: the first changeset's fields, and all changesets."""

    id: int | None = Field(description="Null where nothing changed.")
    version: int | None
    changesets: list[Changeset | LostChangeset]
    created: dict[str, list[int]] = Field(description="Keys of new rows by table.")
    notes: list[Note]
    stream: int = maybe()
    change_id: str = maybe()
    command_id: str = maybe()
    type: str = maybe()
    actor: Actor = maybe()
    at: str = maybe()
    schema_: int = maybe(alias="schema")
    engine_version: str = maybe()
    undoes: int | None = maybe()
    inputs: Inputs = maybe(typescript="Inputs")
    results: dict[str, Columns] = maybe()
    removed_results: dict[str, list[int]] = maybe()
    reset: bool = maybe()


class PreviewPart(Answer):
    """What would change in one stream."""

    stream: int
    version: int
    inputs: Inputs = Field(json_schema_extra=typed("Inputs"))
    results: dict[str, Columns]
    removed_results: dict[str, list[int]]
    notes: list[Note]


class PreviewOut(Answer):
    """What commands would change: the first stream's part, and all parts."""

    inputs: Inputs = Field(json_schema_extra=typed("Inputs"))
    results: dict[str, Columns]
    changesets: list[PreviewPart]
    created: dict[str, list[int]]
    notes: list[Note]
    stream: int = maybe()
    version: int = maybe()
    removed_results: dict[str, list[int]] = maybe()


class Since(Answer):
    """The changesets after a version, or that a new snapshot is to be taken."""

    items: list[Changeset] = maybe()
    version: int
    reset: bool = maybe()


class Ids(Answer):
    """A block of keys for new rows: `next` ≤ key < `until`."""

    next: int
    until: int


class ViewerOut(Answer):
    """Who asked, and what he may do there."""

    user_id: int
    name: str
    role: str
    branch_id: int | None
    capabilities: list[str]


class Snapshot(Answer):
    """All that the viewer may see of a stream; tables and results columnar."""

    stream: int
    kind: Literal["project", "scenario", "workspace"]
    parent: int | None = Field(description="The project that a scenario is a fork of.")
    version: int
    workspace_id: int
    workspace_version: int
    tables: dict[str, Columns]
    results: dict[str, Columns]
    ids: Ids
    viewer: ViewerOut


class PlaceAt(Answer):
    """Where somebody is."""

    view: str = maybe()
    task_id: int | None = maybe()


class Person(Answer):
    """A connection of somebody who is there."""

    key: str
    user_id: int
    name: str
    at: PlaceAt


class ChangesetsMessage(Answer):
    """Changesets in order and without a gap."""

    type: Literal["changesets"]
    items: list[Changeset]
    version: int


class ResetMessage(Answer):
    """The client's copy cannot be continued: take a new snapshot. What follows starts after `version`."""

    type: Literal["reset"]
    version: int


class PresenceMessage(Answer):
    """Who is there."""

    type: Literal["presence"]
    people: list[Person]


class PongMessage(Answer):
    """The answer to a ping."""

    type: Literal["pong"]


class HereMessage(Answer):
    """Says where one is."""

    type: Literal["here"]
    at: PlaceAt


class PingMessage(Answer):
    """Asks whether the connection holds."""

    type: Literal["ping"]


SERVER_MESSAGES = (ChangesetsMessage, ResetMessage, PresenceMessage, PongMessage)
CLIENT_MESSAGES = (HereMessage, PingMessage)
known(*SERVER_MESSAGES, *CLIENT_MESSAGES, Changeset)
