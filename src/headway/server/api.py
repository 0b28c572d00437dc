"""The HTTP API: who asks, how errors look, and the routes of all rooms."""

from __future__ import annotations

import logging
from typing import Any

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import BaseRenderer
from ninja.security import HttpBearer, SessionAuth

from headway.access.api import router as access_router
from headway.access.models import User
from headway.access.tokens import user_of_token
from headway.analysis.api import router as analysis_router
from headway.changes import faults
from headway.changes.answers import components
from headway.changes.api import router as changes_router
from headway.changes.errors import Refused
from headway.collaboration.api import router as collaboration_router
from headway.operations.api import router as operations_router
from headway.projects.api import router as projects_router
from headway.reports.api import router as reports_router
from headway.search.api import router as search_router
from headway.server.docs import Docs
from headway.server.problems import problem
from headway.words import say

log = logging.getLogger(__name__)


class Bearer(HttpBearer):
    """`Authorization: Bearer TOKEN`."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        return user_of_token(token)


class Session(SessionAuth):
    """The session cookie, with the CSRF header on whatever changes something."""

    def _get_key(self, request: HttpRequest) -> str | None:
        # Whoever has no session is asked who he is, not for a header that would not help him.
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        return super()._get_key(request)


class Json(BaseRenderer):
    """Writes JSON by orjson."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS)


class Api(NinjaAPI):
    """The API with the models of answers in its description."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**options)
        schema["components"]["schemas"] |= components()
        return schema


api = Api(
    title="Headway",
    version="1",
    description="Everything a browser does, a program can do. Mutations answer with changesets.",
    auth=[Bearer(), Session(csrf=True)],
    renderer=Json(),
    urls_namespace="api",
    docs=Docs(),
)
for router in (
    changes_router,
    access_router,
    search_router,
    projects_router,
    collaboration_router,
    analysis_router,
    reports_router,
    operations_router,
):
    api.add_router("", router)


def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer for an address below `/api/` that is none."""
    detail = say("There is no such address; GET /api/v1/openapi.json lists them.")
    return problem({"type": "missing", "title": say("Not found"), "status": 404, "detail": detail})


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """Say what was refused."""
    return problem(error.problem())


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the fields of the request that are not usable."""
    errors = [
        {
            "field": ".".join(str(part) for part in e["loc"] if part not in ("body", "query")),
            "message": faults.told(e),
        }
        for e in error.errors
    ]
    first = errors[0] if errors else {"field": "", "message": say("The request is not usable.")}
    detail = f"{first['field']}: {first['message']}"
    title = say("Not usable as it is")
    return problem(
        {"type": "invalid", "title": title, "status": 422, "detail": detail, "errors": errors}
    )


@api.exception_handler(AuthenticationError)
def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Ask to sign in."""
    detail = say("Sign in, or send a valid token.")
    return problem(
        {"type": "unauthenticated", "title": say("Who are you?"), "status": 401, "detail": detail}
    )


@api.exception_handler(HttpError)
def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Pass on what the framework refuses."""
    return problem(
        {
            "type": "refused",
            "title": say("Refused"),
            "status": error.status_code,
            "detail": str(error),
        }
    )


@api.exception_handler(Exception)
def our_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """Log what went wrong with us and tell no more than that."""
    log.exception("%s %s failed", request.method, request.path, exc_info=error)
    detail = say("Something went wrong on the server; nothing was changed. Try again.")
    return problem({"type": "internal", "title": say("Our fault"), "status": 500, "detail": detail})
