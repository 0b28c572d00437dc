"""Files of tasks: taking in what is uploaded, and giving it to who may see the task."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import IO, Any

from headway.changes.errors import Forbidden, Invalid, Missing, Refused
from headway.changes.http import stream_of_row
from headway.changes.reading import state_for, tasks_of
from headway.changes.tables import Row
from headway.collaboration.commands.attachments import MOST_FILES, AttachmentCreate
from headway.collaboration.media import LONGEST, media_type_of
from headway.collaboration.store import name_of, store
from headway.words import mark, say

MOST_BYTES = 50 * 1024 * 1024
PIECE = 1024 * 1024


class TooLarge(Refused):
    """The upload is larger than what is taken."""

    status = 413
    type = "too-large"
    title = mark("Too large")


class NoRoom(Refused):
    """The store does not take it."""

    status = 507
    type = "no-room"
    title = mark("Not stored")


def take_in(user: int, task_id: int, file: IO[bytes], size: int, name: str) -> tuple[int, Any]:
    """Put a file into the store; return the stream of the task and the command that attaches it.

    Raise Missing where the account may not see the task, Forbidden where it may not work on it, and
    TooLarge, Invalid or NoRoom for the file.
    """
    state, viewer = state_for(user, stream_of_row("tasks", task_id), "project")
    seen = tasks_of(state, viewer)
    if task_id not in state.records.rows("tasks") or (seen is not None and task_id not in seen):
        raise Missing(say("There is no such task, or none that you may see."))
    if not viewer.may(AttachmentCreate.capability):
        raise Forbidden(say("As {role} you cannot attach files.", role=viewer.role))
    there = state.records.index("attachments", "task_id").get(task_id, ())
    if len(there) >= MOST_FILES:
        raise Invalid(
            say("A task has at most {most_files} files.", most_files=MOST_FILES), field="file"
        )
    kept = keep(state.workspace_id, file, size)
    command = AttachmentCreate(
        task_id=task_id, name=name, size=size, media_type=kept.media_type, sha256=kept.sha256
    )
    return state.stream, command


@dataclass(frozen=True)
class Kept:
    """A file whose bytes lie in the store: what they are, and by which stamp they came there now, None
    where they were there."""

    sha256: str
    media_type: str
    stamp: int | None


def keep(workspace_id: int, file: IO[bytes], size: int) -> Kept:
    """Put the bytes of a file into the store, unless they are there; `size` is theirs.

    Raise TooLarge, Invalid or NoRoom. What a file is taken for follows from its first bytes alone.
    """
    if size > MOST_BYTES:
        raise TooLarge(
            say(
                "The file has {size:.0f} MB; at most {most_bytes} MB are taken.",
                size=size / 2**20,
                most_bytes=MOST_BYTES // 2**20,
            )
        )
    if size == 0:
        raise Invalid(say("The file is empty."), field="file")
    head = file.read(LONGEST)
    whole = hashlib.sha256(head)
    while piece := file.read(PIECE):
        whole.update(piece)
    sha256 = whole.hexdigest()
    place = name_of(workspace_id, sha256)
    try:
        stamp = None
        if not store().claim(place):
            file.seek(0)
            stamp = store().put(place, file)
    except OSError as error:
        raise NoRoom(say("The server could not store the file. Nothing was changed.")) from error
    return Kept(sha256, media_type_of(head), stamp)


def attachment_for(user: int, key: int) -> Row:
    """Return a file's row with its `workspace_id`; raise Missing where the account may not see the
    task."""
    state, viewer = state_for(user, stream_of_row("attachments", key), "project")
    seen = tasks_of(state, viewer)
    row = state.records.rows("attachments").get(key)
    if row is None or (seen is not None and row["task_id"] not in seen):
        raise Missing(say("There is no such file, or none that you may see."))
    return {**row, "workspace_id": state.workspace_id}


def bytes_of(row: Row) -> IO[bytes]:
    """Return the bytes of a file; raise Missing where the store has lost them."""
    try:
        return store().open(name_of(row["workspace_id"], row["sha256"]))
    except FileNotFoundError:
        raise Missing(say("The store does not have this file any more.")) from None
