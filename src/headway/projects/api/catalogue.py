"""Routes of what a new project can start from: countries."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from headway.changes.answers import Answer, answers
from headway.resources.holidays import countries

router = Router(tags=["projects"])


class Country(Answer):
    """A country: its code as in ISO 3166, and its name."""

    code: str
    name: str


class CountryList(Answer):
    """Countries by name."""

    items: list[Country]


@router.get("/countries", summary="Countries", openapi_extra=answers(CountryList))
def get_countries(request: HttpRequest) -> dict[str, Any]:
    """Return the countries whose public holidays are known."""
    return {"items": countries()}
