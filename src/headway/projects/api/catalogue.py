"""Routes of what a new project can start from: countries."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.resources.holidays import countries

router = Router(tags=["projects"])


@router.get("/countries", summary="Countries")
def get_countries(request: HttpRequest) -> dict[str, Any]:
    """Return the countries whose public holidays are known."""
    return {"items": countries()}
