"""Routes of running the place: the demo workspace."""

from __future__ import annotations

from ninja import Router

router = Router(tags=["operations"])
