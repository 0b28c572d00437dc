"""Routes of the room: thin, over its queries and the door."""

from __future__ import annotations

from ninja import Router

router = Router()
