"""Routes of the room: thin, over its queries and the door."""

from __future__ import annotations

from ninja import Router

from headway.collaboration.api.inbox import router as inbox

router = Router()
router.add_router("", inbox)
