"""Routes of files: into the store, and out of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from ninja import File, Router, Status
from ninja.files import UploadedFile

from headway.changes.answers import answers
from headway.changes.http import send, user_of
from headway.changes.wire import Outcome
from headway.collaboration.attachments import attachment_for, bytes_of, take_in
from headway.collaboration.media import SHOWN, UNKNOWN

router = Router(tags=["files"])
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""Whatever a browser takes a file for: nothing in it runs, loads or sends anything."""


@router.post(
    "/tasks/{int:task_id}/files",
    response={201: dict[str, Any]},
    summary="Attach a file",
    openapi_extra=answers(Outcome, 201),
)
def post_file(
    request: HttpRequest, task_id: int, file: File[UploadedFile]
) -> Status[dict[str, Any]]:
    """Attach a file of at most 50 MB to a task; `created.attachments` is its key. Whoever may report
    progress may attach, a guest in his branch."""
    stream, command = take_in(user_of(request), task_id, file, file.size or 0, file.name or "")
    return Status(201, send(request, stream, command))


@router.get(
    "/attachments/{int:attachment_id}",
    summary="A file",
    openapi_extra={
        "responses": {
            200: {
                "description": "The file",
                "content": {UNKNOWN: {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def get_file(request: HttpRequest, attachment_id: int, save: bool = False) -> HttpResponseBase:
    """Return a file to who may see its task: a PNG, JPEG, GIF or WebP image as such (to be saved with
    `save=true`), any other to be saved alone, as bytes without meaning."""
    row = attachment_for(user_of(request), attachment_id)
    tag = f'"{row["sha256"]}"'
    shown = row["media_type"] in SHOWN
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = FileResponse(bytes_of(row))
        response.headers["Content-Type"] = row["media_type"] if shown else UNKNOWN
        response.headers["Content-Length"] = str(row["size"])
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-") else "_" for c in row["name"])
    way = "inline" if shown and not save else "attachment"
    response.headers["Content-Disposition"] = (
        f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(row['name'], safe='')}"
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    # Asked for again each time: who may not see the task any more gets nothing.
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["ETag"] = tag
    return response
