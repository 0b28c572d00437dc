"""Routes of the room: thin, over its queries and the door."""

from __future__ import annotations

from ninja import Router

from headway.analysis.api import (
    costs,
    delays,
    earned_value,
    flow,
    levelling,
    paths,
    plan_check,
    risk,
    runs,
    scenarios,
    sprints,
    tracking,
)

router = Router()
router.add_router("", runs.router)
router.add_router("", earned_value.router)
router.add_router("", costs.router)
router.add_router("", levelling.router)
router.add_router("", plan_check.router)
router.add_router("", risk.router)
router.add_router("", tracking.router)
router.add_router("", scenarios.router)
router.add_router("", delays.router)
router.add_router("", paths.router)
router.add_router("", flow.router)
router.add_router("", sprints.router)
