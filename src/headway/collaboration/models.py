"""The room's tables."""

from __future__ import annotations

from headway.changes.models import model_of
from headway.collaboration.inbox.models import InboxItem, TaskMaker, ToldFinish
from headway.collaboration.records import ATTACHMENTS
from headway.collaboration.snoozes import Snooze
from headway.collaboration.updates.models import UpdateLink

Attachment = model_of(ATTACHMENTS, __name__, "collaboration")

__all__ = ["Attachment", "InboxItem", "Snooze", "TaskMaker", "ToldFinish", "UpdateLink"]
