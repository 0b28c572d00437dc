"""Routes of files: import, what it would do, its report, and export."""

from __future__ import annotations

from itertools import chain
from typing import Any
from urllib.parse import quote

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import ConfigDict, Field

from headway.changes.answers import answers
from headway.changes.errors import Invalid, Refused
from headway.changes.http import batch, command_id, send, user_of
from headway.changes.wire import Outcome
from headway.projects.api.answers import ImportedOut, InspectedOut, ReportOut
from headway.projects.exporting import export
from headway.projects.import_keep import commands_to_keep, live_report
from headway.projects.importing import MOST_BYTES, inspect, take_in, workspace_for
from headway.words import mark, say

router = Router(tags=["files"])


class TooLarge(Refused):
    """The upload is larger than what is taken."""

    status = 413
    type = "too-large"
    title = mark("Too large")


class KeepIn(Schema):
    """Whose dates of the file are to be kept."""

    model_config = ConfigDict(extra="forbid")

    task_ids: list[int] = Field(min_length=1, description="Tasks that the report lists.")


def _bytes(file: UploadedFile) -> bytes:
    if (file.size or 0) > MOST_BYTES:
        raise TooLarge(
            say(
                "The file has {size} MB; at most {most_bytes} MB are taken.",
                size=(file.size or 0) // 2**20,
                most_bytes=MOST_BYTES // 2**20,
            )
        )
    data: bytes = file.read()
    return data


def _people(text: str) -> dict[str, Any]:
    try:
        found = orjson.loads(text or "{}")
    except orjson.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise Invalid(
            say("people must be a JSON object: name → resource id, 'new' or 'ignore'."),
            field="people",
        )
    return found


@router.post(
    "/projects/import",
    response={201: dict[str, Any]},
    summary="Import a project file",
    openapi_extra=answers(ImportedOut, 201),
)
def post_import(
    request: HttpRequest,
    file: File[UploadedFile],
    workspace_id: Form[int | None] = None,
    people: Form[str] = "{}",
    country: Form[str] = "",
    zone: Form[str] = "",
) -> Status[dict[str, Any]]:
    """Make a project of a file: Microsoft Project (MPP, MSPDI), Primavera, CSV, XLSX and others.

    `people` says who of the file is who here; where it does not, the proposals of `inspect` hold.
    `country` sets the working week and public holidays of a file that has no calendar of its own, as
    a sheet; `zone` (IANA, else UTC) is that of the plan's dates where the file does not say. All or
    nothing.
    """
    user = user_of(request)
    workspace = workspace_for(user, workspace_id)
    key, report = take_in(
        user, workspace, _bytes(file), file.name or "", _people(people),
        country=country, zone=zone, command_id=command_id(request),
    )  # fmt: skip
    return Status(201, {"project": {"id": key}, "report": live_report(user, key, report)})


@router.post(
    "/projects/import/inspect",
    summary="What a file holds",
    openapi_extra=answers(InspectedOut),
)
def post_inspect(
    request: HttpRequest, file: File[UploadedFile], workspace_id: Form[int | None] = None
) -> dict[str, Any]:
    """Return what a file holds and who its people seem to be; nothing is kept."""
    user = user_of(request)
    return inspect(user, workspace_for(user, workspace_id), _bytes(file), file.name or "")


@router.get(
    "/projects/{int:project_id}/import-report",
    summary="What the import took",
    openapi_extra=answers(ReportOut),
)
def get_report(request: HttpRequest, project_id: int) -> dict[str, Any]:
    """Return the report of the import that a project came from, as it stands now."""
    return live_report(user_of(request), project_id)


@router.post(
    "/projects/{int:project_id}/import-report/keep",
    summary="Keep the file's dates",
    openapi_extra=answers(Outcome),
)
def post_keep(request: HttpRequest, project_id: int, body: KeepIn) -> dict[str, Any]:
    """Make manual tasks of listed ones, with the file's dates: one change, undone as one."""
    commands = commands_to_keep(user_of(request), project_id, body.task_ids)
    return send(request, project_id, batch(commands))


@router.get(
    "/projects/{int:project_id}/export",
    summary="Export a project",
    openapi_extra={
        "responses": {
            200: {
                "description": "The file",
                "content": {
                    "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
                },
            }
        }
    },
)
def get_export(request: HttpRequest, project_id: int, format: str = "mspdi") -> HttpResponseBase:
    """Return the project as a file: `mspdi` (Microsoft Project XML), `csv` or `xlsx`.

    MSPDI takes along all that the project keeps and one may see, files of tasks too: each of at most
    16 MB, 32 MB in all, as far as the whole stays within what an import takes (64 MB). Those that find
    no room are named in it and counted by the header `Headway-Left-Out`. Scenarios and the history do
    not go along.
    """
    found = export(user_of(request), project_id, format)
    response: HttpResponseBase
    if found.more is None:
        response = HttpResponse(found.data, content_type=found.media)
    else:
        parts = chain((found.data,), found.more)
        response = StreamingHttpResponse(parts, content_type=found.media)
    if found.left:
        response.headers["Headway-Left-Out"] = str(len(found.left))
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " ._-") else "_" for c in found.name)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(found.name, safe='')}"
    )
    return response
