"""The changes one may ask for of what people tell one another."""

from __future__ import annotations

from headway.changes.command import Command
from headway.collaboration.commands import attachments

COMMANDS: tuple[type[Command], ...] = (*attachments.COMMANDS,)
