"""The browsable description of the API, from files of the package: no other host, no inline script."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ninja
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.html import escape
from ninja.openapi.docs import DocsBase

if TYPE_CHECKING:
    from ninja import NinjaAPI

FOLDER = Path(ninja.__file__).parent / "static" / "ninja"
FILES = {
    "swagger-ui.css": "text/css",
    "swagger-ui-bundle.js": "text/javascript",
    "swagger-ui-init.js": "text/javascript",
    "favicon.svg": "image/svg+xml",
}
A_DAY = "public, max-age=86400"
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="icon" href="docs/favicon.svg">
</head>
<body data-csrf-token="{token}" data-api-csrf="true">
<script type="application/json" id="swagger-settings">{settings}</script>
<div id="swagger-ui"></div>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/swagger-ui-init.js"></script>
</body>
</html>
"""


class Docs(DocsBase):
    """The page of Swagger UI at `docs`; its files lie below it (see `docs_file`)."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        settings = {
            "layout": "BaseLayout",
            "deepLinking": True,
            "url": self.get_openapi_url(api, kwargs),
        }
        text = json.dumps(settings).replace("<", "\\u003c")
        page = PAGE.format(title=escape(api.title), token=escape(get_token(request)), settings=text)
        return HttpResponse(page)


def docs_file(request: HttpRequest, name: str) -> HttpResponse:
    """Return one of the page's files."""
    if name not in FILES:
        raise Http404
    # In one piece: what is streamed keeps a thread until the last byte was taken.
    response = HttpResponse((FOLDER / name).read_bytes(), content_type=FILES[name])
    response.headers["Cache-Control"] = A_DAY
    return response
