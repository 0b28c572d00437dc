"""What rooms above bring into a project's file and take out of it: files of tasks, who watches by rule.

They register a carrier; without one a file holds what this room knows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, Protocol

from headway.changes.cache import State
from headway.changes.tables import Row
from headway.changes.viewer import Viewer
from headway.exchange.document import Document, FileDoc, LeftFileDoc
from headway.exchange.files import ADDRESS, MOST_SIZE
from headway.projects.accounts import shown
from headway.words import say

LISTED = 20
"""Files in the report; the others are counted."""
NOWHERE = "0"
"""The key of no file: an image that did not come along is shown by its name alone."""


class Carrier(Protocol):
    """What one room above carries."""

    def makers(self, tasks: set[int]) -> Mapping[int, int]:
        """Return by task the account that watches it because it made it."""
        ...

    def files(self, state: State, seen: set[int]) -> Iterator[tuple[FileDoc, int | None]]:
        """Yield the files of the tasks `seen`, each with the account that added it."""
        ...

    def keeping(
        self, workspace_id: int, viewer: Viewer, files: list[FileDoc], account: Account, tell: Tell
    ) -> AbstractContextManager[list[Row]]:
        """Keep the bytes of a file's files as those of uploads, and give their rows, keys still local;
        `tell` is told of each that is left out, and why. Where the body fails, nothing is kept."""
        ...


Account = Callable[[Any], int | None]
Tell = Callable[[FileDoc, str], None]
carriers: list[Carrier] = []
TABLE = "attachments"


@contextmanager
def kept_files(
    document: Document,
    rows: dict[str, list[Row]],
    workspace_id: int,
    viewer: Viewer,
    account: Account,
    notes: list[str],
) -> Iterator[None]:
    """Keep the files of a document while its rows become a project, and add theirs to them.

    Descriptions show what came along under its new key, and what did not by its name alone.
    """
    names = {task.id: task.name for task in document.tasks}
    told = [_left(file, names) for file in document.files_left]
    gone = {file.id for file in document.files_left}

    def tell(file: FileDoc, why: str) -> None:
        told.append(say("{file} was left out: {why}", file=_named(file, names), why=why))
        gone.add(file.id)

    with ExitStack() as stack:
        for carrier in carriers:
            found = stack.enter_context(
                carrier.keeping(workspace_id, viewer, document.files, account, tell)
            )
            if found:
                rows[TABLE] = found
        gone -= {row["id"] for row in rows.get(TABLE, ())}
        notes += told[:LISTED]
        if len(told) > LISTED:
            notes.append(say("{count} more files of tasks are not here.", count=len(told) - LISTED))
        for row in rows["tasks"] if gone else ():
            row["notes"] = ADDRESS.sub(
                lambda m: m[1] + (NOWHERE if int(m[2]) in gone else m[2]), row["notes"]
            )
        yield


def _named(file: FileDoc | LeftFileDoc, names: Mapping[int, str]) -> str:
    return f"'{shown(file.name)}' of '{shown(names.get(file.task_id, ''))}'"


def _left(file: LeftFileDoc, names: Mapping[int, str]) -> str:
    size = f"{file.size / 2**20:.1f} MB"
    why = (
        say("at most {most_size} MB of a file go along.", most_size=MOST_SIZE // 2**20)
        if file.reason == "size"
        else say("the others had taken the room there is for files.")
    )
    return say(
        "{file} ({size}) is not in the file: {why}", file=_named(file, names), size=size, why=why
    )
