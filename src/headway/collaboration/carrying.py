"""What this room brings into a project's file and takes out of one: files of tasks, and who made a task.

Of what comes from outside nothing is believed: bytes go in as those of an upload do, by the same checks.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import IO

from headway.changes.cache import State
from headway.changes.checks import is_instant, storable
from headway.changes.errors import Refused
from headway.changes.tables import Row
from headway.changes.viewer import Viewer
from headway.collaboration.attachments import MOST_BYTES, PIECE, Kept, keep
from headway.collaboration.commands.attachments import MOST_FILES, AttachmentCreate
from headway.collaboration.filenames import sanitised
from headway.collaboration.inbox.people import makers
from headway.collaboration.models import Attachment
from headway.collaboration.store import name_of, store
from headway.exchange.document import FileDoc
from headway.projects.carrying import Account, Tell
from headway.words import say

IN_MEMORY = 1024 * 1024
"""Bytes of a file that is unpacked which do not go to a disk."""


class Damaged(ValueError):
    """The bytes of a file are not those that it says; the message says how."""


class FilesAndMakers:
    """The room's carrier."""

    def makers(self, tasks: set[int]) -> Mapping[int, int]:
        """Return by task the account that made it, where that is known."""
        return makers(tasks)

    def files(self, state: State, seen: set[int]) -> Iterator[tuple[FileDoc, int | None]]:
        """Yield the files of the tasks `seen`, each with the account that added it."""
        for key, row in sorted(state.records.rows("attachments").items()):
            if row["task_id"] in seen:
                content = _content(state.workspace_id, row["sha256"])
                values = {n: row[n] for n in ("name", "size", "sha256", "added_name", "added_at")}
                file = FileDoc(key, row["task_id"], content=content, **values)
                yield file, row["added_by"]

    @contextmanager
    def keeping(
        self, workspace_id: int, viewer: Viewer, files: list[FileDoc], account: Account, tell: Tell
    ) -> Iterator[list[Row]]:
        """Keep the bytes of files while their project comes into being; give their rows."""
        fresh: dict[str, int] = {}
        try:
            yield list(_rows(workspace_id, viewer, files, account, tell, fresh))
        except BaseException:
            _let_go(workspace_id, fresh)
            raise


def _content(workspace_id: int, sha256: str) -> Callable[[], Iterator[bytes]]:
    def content() -> Iterator[bytes]:
        with store().open(name_of(workspace_id, sha256)) as file:
            while piece := file.read(PIECE):
                yield piece

    return content


def _rows(
    workspace_id: int,
    viewer: Viewer,
    files: list[FileDoc],
    account: Account,
    tell: Tell,
    fresh: dict[str, int],
) -> Iterator[Row]:
    of_task: Counter[int] = Counter()
    known: dict[str, Kept | str] = {}
    sizes: dict[str, int] = {}
    for file in files:
        if not viewer.may(AttachmentCreate.capability):
            tell(file, say("as {role} you cannot attach files.", role=viewer.role))
            continue
        if of_task[file.task_id] >= MOST_FILES:
            tell(file, say("a task has at most {most_files} files.", most_files=MOST_FILES))
            continue
        if file.sha256 not in known:
            try:
                kept, sizes[file.sha256] = _keep(workspace_id, file)
                known[file.sha256] = kept
                if kept.stamp is not None:
                    fresh[kept.sha256] = kept.stamp
            except (Damaged, Refused) as error:
                known[file.sha256] = error.detail if isinstance(error, Refused) else str(error)
        found = known[file.sha256]
        if isinstance(found, str):
            tell(file, found)
            continue
        size = sizes[file.sha256]
        if size != file.size:
            tell(
                file, say("it has {size} bytes and should have {file}.", size=size, file=file.size)
            )
            continue
        of_task[file.task_id] += 1
        yield {
            "id": file.id,
            "task_id": file.task_id,
            "name": sanitised(file.name),
            "size": size,
            "media_type": found.media_type,
            "sha256": found.sha256,
            "added_by": account(file.account_id),
            "added_name": file.added_name if storable(file.added_name) else "",
            "added_at": file.added_at if is_instant(file.added_at) else "",
        }


def _keep(workspace_id: int, file: FileDoc) -> tuple[Kept, int]:
    """Unpack a file and put it into the store; return what is kept, and its size in bytes. Raise Damaged
    or, as for an upload, Refused."""
    with SpooledTemporaryFile(IN_MEMORY) as unpacked:
        size = _unpack(file, unpacked)
        return keep(workspace_id, unpacked, size), size


def _unpack(file: FileDoc, unpacked: IO[bytes]) -> int:
    whole = hashlib.sha256()
    size = 0
    try:
        for piece in file.content():
            size += len(piece)
            if size > MOST_BYTES:
                raise Damaged(
                    say(
                        "at most {most_bytes} MB of a file are taken.",
                        most_bytes=MOST_BYTES // 2**20,
                    )
                )
            whole.update(piece)
            unpacked.write(piece)
    except Damaged:
        raise
    except ValueError:
        raise Damaged(say("its bytes are damaged (no base64).")) from None
    if size == 0 and file.size > 0:
        raise Damaged(say("its bytes are not in the file."))
    if whole.hexdigest() != file.sha256:
        raise Damaged(say("its bytes are damaged: their SHA-256 is another."))
    unpacked.seek(0)
    return size


def _let_go(workspace_id: int, fresh: Mapping[str, int]) -> None:
    """Remove bytes that came into the store for a project which did not come into being, unless somebody
    attached the same meanwhile, or is about to."""
    for sha256, stamp in fresh.items():
        if not Attachment.objects.filter(workspace_id=workspace_id, sha256=sha256).exists():
            store().take_back(name_of(workspace_id, sha256), stamp)
