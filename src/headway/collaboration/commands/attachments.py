"""Files of tasks: what is known of them. Their bytes come and go by routes of their own."""

from __future__ import annotations

from datetime import UTC
from typing import ClassVar

from pydantic import Field

from headway.changes.command import Change, Command
from headway.changes.errors import Invalid, Missing
from headway.changes.tables import Row
from headway.collaboration.filenames import sanitised
from headway.collaboration.records import ATTACHMENTS
from headway.projects.outline import task
from headway.words import say

MOST_FILES = 200
"""Files of one task."""


def _attachment(change: Change, key: int) -> Row:
    row = change.main.get("attachments", key)
    if row is None:
        raise Missing(say("There is no such file."))
    return row


class AttachmentCreate(Command):
    """Attaches a file whose bytes lie in the store. The server alone sends it, after an upload: who
    could name a hash himself could read a file that is not his."""

    type: ClassVar[str] = "attachment.create"
    capability: ClassVar[str] = "plan.progress"
    internal: ClassVar[bool] = True
    in_forks: ClassVar[bool] = False

    task_id: int
    name: str
    size: int
    media_type: str
    sha256: str

    def apply(self, change: Change) -> None:
        task(change.main, self.task_id)
        if len(change.main.where("attachments", "task_id", self.task_id)) >= MOST_FILES:
            raise Invalid(
                say("A task has at most {most_files} files.", most_files=MOST_FILES), field="file"
            )
        at = change.now.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        values = {
            "id": change.new_id(),
            "task_id": self.task_id,
            "name": sanitised(self.name),
            "size": self.size,
            "media_type": self.media_type,
            "sha256": self.sha256,
            "added_by": change.actor.id,
            "added_name": change.actor.name,
            "added_at": at,
        }
        change.add(change.main, "attachments", ATTACHMENTS.new_row(values))


class AttachmentRename(Command):
    """Gives a file another name; what it is called decides nothing about what it is taken for."""

    type: ClassVar[str] = "attachment.rename"
    in_forks: ClassVar[bool] = False

    id: int
    name: str

    def apply(self, change: Change) -> None:
        _attachment(change, self.id)
        if not self.name.strip():
            raise Invalid(say("A file needs a name."), field="name")
        change.main.update("attachments", self.id, {"name": sanitised(self.name)})


class AttachmentDelete(Command):
    """Takes files off their tasks. The bytes stay in the store, so that undo brings them back."""

    type: ClassVar[str] = "attachment.delete"
    in_forks: ClassVar[bool] = False

    ids: list[int] = Field(min_length=1, max_length=MOST_FILES)

    def apply(self, change: Change) -> None:
        for key in dict.fromkeys(self.ids):
            _attachment(change, key)
            change.main.delete("attachments", key)


COMMANDS = (AttachmentCreate, AttachmentRename, AttachmentDelete)
