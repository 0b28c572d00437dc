"""Routes of the room: files to hand on, and the roadmap."""

from __future__ import annotations

from ninja import Router

from headway.reports.api import gantt

router = Router()
router.add_router("", gantt.router)
