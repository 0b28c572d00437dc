"""The content security policy: the app runs its own code only, and talks to its own server only."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src {connect}; "
    "worker-src 'self'; manifest-src 'self'; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
)


class ContentSecurityPolicy:
    """Adds the policy to every answer that has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if "Content-Security-Policy" not in response.headers:
            policy = POLICY.format(connect=reachable(request))
            response.headers["Content-Security-Policy"] = policy
        return response


def reachable(request: HttpRequest) -> str:
    """Return what pages may connect to: the host that they came from, also by its sockets, which
    older browsers do not count as 'self'."""
    try:
        host = request.get_host()
    except DisallowedHost:
        return "'self'"
    return f"'self' ws://{host} wss://{host}"
