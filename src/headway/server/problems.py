"""Errors of the API that its framework answers in plain text, as RFC 9457 has them."""

from __future__ import annotations

from collections.abc import Callable

import orjson
from django.http import HttpRequest, HttpResponse

from headway.words import say


def problem(body: dict[str, object]) -> HttpResponse:
    """Return an RFC 9457 answer."""
    return HttpResponse(
        orjson.dumps(body), status=body["status"], content_type="application/problem+json"
    )


class NotAllowed:
    """Says of an address of the API which methods it takes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or not request.path.startswith("/api/"):
            return response
        allowed = ", ".join(sorted(response.headers.get("Allow", "").split(", ")))
        detail = say(
            "{method} is not for this address: it takes {allowed}.",
            method=request.method,
            allowed=allowed,
        )
        answer = problem(
            {"type": "refused", "title": say("Not allowed here"), "status": 405, "detail": detail}
        )
        answer.headers["Allow"] = allowed
        return answer
