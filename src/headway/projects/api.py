"""Routes of projects, tasks and links for programs: thin, over the door and the queries."""

from __future__ import annotations

from ninja import Router

router = Router(tags=["projects"])
