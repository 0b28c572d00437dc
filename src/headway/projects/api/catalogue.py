"""Routes of what a new project can start from: templates and countries."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.projects import templates
from headway.resources.holidays import countries

router = Router(tags=["projects"])


@router.get("/templates", summary="Templates")
def get_templates(request: HttpRequest) -> dict[str, Any]:
    """Return the templates from which a project can start."""
    return {"items": templates.items()}


@router.get("/countries", summary="Countries")
def get_countries(request: HttpRequest) -> dict[str, Any]:
    """Return the countries whose public holidays are known."""
    return {"items": countries()}
