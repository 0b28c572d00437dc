"""Routes of the room: thin, over its queries and the door."""

from __future__ import annotations

from ninja import Router

from headway.collaboration.api.files import router as files
from headway.collaboration.api.inbox import router as inbox
from headway.collaboration.api.link_effect import router as link_effect
from headway.collaboration.api.snoozes import router as snoozes
from headway.collaboration.api.updates import router as updates

router = Router()
router.add_router("", files)
router.add_router("", inbox)
router.add_router("", snoozes)
router.add_router("", updates)
router.add_router("", link_effect)
