"""Routes of the room: files to hand on, and the roadmap."""

from __future__ import annotations

from ninja import Router

from headway.reports.api import gantt, roadmap

router = Router()
router.add_router("", gantt.router)
router.add_router("", roadmap.router)
