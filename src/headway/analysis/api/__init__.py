"""Routes of the room: thin, over its queries and the door."""

from __future__ import annotations

from ninja import Router

from headway.analysis.api import costs, earned_value, levelling, runs, scenarios

router = Router()
router.add_router("", runs.router)
router.add_router("", earned_value.router)
router.add_router("", costs.router)
router.add_router("", levelling.router)
router.add_router("", scenarios.router)
