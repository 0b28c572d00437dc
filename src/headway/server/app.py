"""Serves the built web app: its page for every address that is not something else's."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

_PROJECT = re.compile(r"/p/(\d{1,16})(?:/|$)")


def web_root() -> Path:
    """Return where the built web app lies: in the package, or beside it in a checkout."""
    packaged = Path(__file__).resolve().parent.parent / "web"
    if (packaged / "index.html").is_file():
        return packaged
    return Path(__file__).resolve().parents[3] / "web" / "dist"


@functools.cache
def _page(modified: float) -> str:
    return (web_root() / "index.html").read_text(encoding="utf-8")


def web_app(request: HttpRequest) -> HttpResponse:
    """Return the app's page; sets the CSRF cookie that its requests send back."""
    get_token(request)
    index = web_root() / "index.html"
    if not index.is_file():
        return HttpResponse(
            "The web app is not built. Run `make setup`.", status=503, content_type="text/plain"
        )
    response = HttpResponse(_page(index.stat().st_mtime))
    response.headers["Cache-Control"] = "no-cache"
    asked = _asked_first(request)
    if asked:
        response.headers["Link"] = ", ".join(
            f"<{path}>; rel=preload; as=fetch; crossorigin" for path in asked
        )
    return response


def _asked_first(request: HttpRequest) -> list[str]:
    """Return what a project's page asks for in any case: the browser asks while it loads the app.

    Nothing for those who are not signed in: the refusal would be kept and shown after the sign-in.
    """
    project = _PROJECT.match(request.path)
    if not project or not request.user.is_authenticated:
        return []
    return ["/api/v1/me", f"/api/v1/projects/{project[1]}/snapshot"]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what to do where the host is not ours; tell no more of any other request."""
    text = "This request cannot be answered."
    if isinstance(exception, DisallowedHost):
        text = "Headway is not known by this name: set HEADWAY_BASE_URL to the address people use."
    return HttpResponse(text, status=400, content_type="text/plain")
