"""A drawing as an HTTP answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

from headway.changes.errors import Missing
from headway.reports.drawing.ink import Page
from headway.reports.drawing.typeset import Format, typeset
from headway.words import say

MEDIA: dict[Format, str] = {"pdf": "application/pdf", "png": "image/png"}
PAGES = "Headway-Pages"
"""The header that says how many pages a drawing has."""


def described(format: Format) -> dict[str, Any]:
    """Return what the OpenAPI document says of such an answer."""
    content = {MEDIA[format]: {"schema": {"type": "string", "format": "binary"}}}
    return {
        "responses": {200: {"description": f"The file; {PAGES} counts pages", "content": content}}
    }


def file_of(
    account: int,
    title: str,
    pages: Sequence[Page],
    format: Format,
    *,
    page: int = 1,
    scale: float = 2,
) -> HttpResponse:
    """Return the answer with a drawing: all pages as PDF, one as PNG."""
    if page > len(pages):
        raise Missing(say("There are {count} pages.", count=len(pages)), field="page")
    data = typeset(title, pages, format, account=account, scale=scale, page=page - 1)
    answer = HttpResponse(data, content_type=MEDIA[format])
    name = f"{title.replace(':', ' -')}.{format}"
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-") else "_" for c in name)
    answer.headers["Content-Disposition"] = (
        f"inline; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    )
    answer.headers["Cache-Control"] = "no-store"
    answer.headers[PAGES] = str(len(pages))
    return answer
