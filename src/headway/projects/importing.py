"""Taking in a file: read, match people, fill a project through the door, report what came of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from headway.access.workspaces import workspaces_of
from headway.changes import cache
from headway.changes.cache import State
from headway.changes.errors import Forbidden, Missing, Refused
from headway.changes.perform import Envelope, Outcome, perform
from headway.changes.reading import state_for
from headway.changes.viewer import Viewer
from headway.exchange.document import BadFile, Document
from headway.exchange.reading import read_document
from headway.projects.accounts import Found
from headway.projects.carrying import kept_files
from headway.projects.commands.project import ProjectFill
from headway.projects.import_people import choices, proposals
from headway.projects.import_report import report
from headway.projects.import_rows import fill, has_calendar, tell_accounts
from headway.projects.models import ImportReport
from headway.projects.status import now_in
from headway.scheduling.moments import DAY
from headway.words import mark, say

MOST_BYTES = 64 * 1024 * 1024
"""Bytes of a file that are taken over HTTP, and that an export stays within for its files' sake."""
AT_ONCE = 2
"""Files that are read at the same time: each may need some hundred MB."""
_reading = threading.BoundedSemaphore(AT_ONCE)
IN_LINE = 4
"""Files that are read or wait for it: each takes one of the server's few threads meanwhile."""
_waiting = threading.BoundedSemaphore(IN_LINE)
WAIT = 150.0
CROWDED = mark("Other files are being read at the moment. Try again in a minute.")


class Unreadable(Refused):
    """The file cannot be taken in; the message says what is wrong with it."""

    status = 422
    type = "bad-file"
    title = mark("This file cannot be taken in")


class Crowded(Refused):
    """Other files are being read."""

    status = 503
    type = "busy"
    title = mark("Busy, try again")


@contextmanager
def _turn() -> Iterator[None]:
    if not _waiting.acquire(blocking=False):
        raise Crowded(CROWDED)
    try:
        if not _reading.acquire(timeout=WAIT):
            raise Crowded(CROWDED)
        try:
            yield
        finally:
            _reading.release()
    finally:
        _waiting.release()


def read(data: bytes, filename: str) -> Document:
    """Return the document of a file; raise Unreadable, saying what is wrong."""
    with _turn():
        try:
            return read_document(data, filename)
        except BadFile as error:
            text = str(error)
            raise Unreadable(text[:1].upper() + text[1:] + ".", file=filename[:300]) from None


def workspace_for(user_id: int, workspace_id: int | None = None) -> int:
    """Return the workspace in which a new project goes: the one asked for, else the person's own.

    Raises Missing where the account has none, Forbidden where it may not start projects there.
    """
    if workspace_id is not None:
        _, viewer = state_for(user_id, workspace_id, "workspace")
        return _may(viewer, workspace_id)
    for workspace in workspaces_of(user_id):
        key = int(str(workspace["id"]))
        _, viewer = state_for(user_id, key, "workspace")
        if viewer.may("projects.create"):
            return key
    raise Forbidden(say("You may not start projects in any workspace of yours."))


def _may(viewer: Viewer, workspace_id: int) -> int:
    if not viewer.may("projects.create"):
        raise Forbidden(say("As {role} you cannot start projects here.", role=viewer.role))
    return workspace_id


def inspect(user_id: int, workspace_id: int, data: bytes, filename: str) -> dict[str, Any]:
    """Return what a file holds and who its people seem to be; nothing is kept."""
    state, viewer = state_for(user_id, workspace_id, "workspace")
    _may(viewer, workspace_id)
    document = read(data, filename)
    return {
        "name": document.name,
        "source": document.source,
        "tasks": len(document.tasks),
        "links": len(document.links),
        "milestones": sum(t.milestone for t in document.tasks),
        "calendar": has_calendar(document),
        "zone": document.zone,
        "people": proposals(document, state.records),
        "warnings": document.notes,
    }


def take_in(
    user_id: int,
    workspace_id: int,
    data: bytes,
    filename: str,
    people: Mapping[str, Any] | None = None,
    *,
    country: str = "",
    zone: str = "",
    command_id: UUID | None = None,
) -> tuple[int, dict[str, Any]]:
    """Make a project of a file; return its key and the report of the import.

    `country` and `zone` (IANA) hold where the file does not say its own. All or nothing: raises
    Refused having kept nothing. The same command id again answers the same.
    """
    state, viewer = state_for(user_id, workspace_id, "workspace")
    _may(viewer, workspace_id)
    document = read(data, filename)
    # Of foreign files none says its zone: their dates are those of whoever brings them.
    document.zone = document.zone or zone
    return take_in_document(
        user_id, state, viewer, document, filename, people or {}, country, command_id
    )


def take_in_document(
    user_id: int,
    state: State,
    viewer: Viewer,
    document: Document,
    filename: str,
    people: Mapping[str, Any],
    country: str,
    command_id: UUID | None,
) -> tuple[int, dict[str, Any]]:
    """Make a project of a document that was read from a file."""
    chosen = choices(document, state.records, people)
    accounts = Found(document, chosen, state.records, viewer)
    filled = fill(
        document,
        chosen,
        today(document.zone),
        accounts,
        rates=viewer.may("rates.edit"),
        costs=viewer.may("costs.edit"),
    )
    with kept_files(document, filled.rows, state.stream, viewer, accounts.key, filled.notes):
        tell_accounts(accounts, filled.notes)
        command = ProjectFill(
            name=filled.name,
            settings=filled.settings,
            country=document.country or country,
            zone=document.zone or "UTC",
            rows=filled.rows,
            next_number=filled.next_number,
        )
        outcome = perform(Envelope(command, state.stream, command_id or uuid4()), user_id)
    key = project_of(outcome)
    found = ImportReport.objects.filter(stream_id=key).first()
    if found is not None:
        return key, dict(found.body)
    made, home = cache.current(key), cache.current(state.stream)
    if made is None or home is None:
        raise Missing(say("The project is gone already."))
    body = report(document, filename, filled, chosen, made, home.records)
    ImportReport.objects.get_or_create(stream_id=key, defaults={"body": body})
    return key, body


def today(zone: str = "") -> int:
    """Return the moment at which today begins in a zone; in UTC for none, or one that is not known."""
    return now_in(zone, datetime.now(UTC)) // DAY * DAY


def project_of(outcome: Outcome) -> int:
    """Return the project that a change brought into being."""
    return outcome.created["projects"][0]
