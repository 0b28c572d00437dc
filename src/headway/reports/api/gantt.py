"""Routes of the printed Gantt chart."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.analysis.asking import asked
from headway.reports.api.files import described, file_of
from headway.reports.drawing.typeset import Format
from headway.reports.gantt.options import GanttBody, GanttOptions, Picture
from headway.reports.gantt.printing import pages_of

router = Router(tags=["files"])


@router.get(
    "/projects/{int:project_id}/gantt.pdf",
    summary="The Gantt chart as PDF",
    openapi_extra=described("pdf"),
)
def get_pdf(request: HttpRequest, project_id: int, options: Query[GanttOptions]) -> HttpResponse:
    """Return the Gantt chart on paper, as whoever asks may see it: one page that can be read,
    unless more are asked for."""
    return _answer(request, project_id, "pdf", GanttBody(**options.dict()))


@router.post(
    "/projects/{int:project_id}/gantt.pdf",
    summary="Some rows of the Gantt chart as PDF",
    openapi_extra=described("pdf"),
)
def post_pdf(request: HttpRequest, project_id: int, body: GanttBody) -> HttpResponse:
    """Return the same of chosen tasks; nothing is changed."""
    return _answer(request, project_id, "pdf", body)


@router.get(
    "/projects/{int:project_id}/gantt.png",
    summary="The Gantt chart as image",
    openapi_extra=described("png"),
)
def get_png(
    request: HttpRequest, project_id: int, options: Query[GanttOptions], picture: Query[Picture]
) -> HttpResponse:
    """Return a page of the Gantt chart as PNG."""
    return _answer(request, project_id, "png", GanttBody(**options.dict()), picture)


@router.post(
    "/projects/{int:project_id}/gantt.png",
    summary="Some rows of the Gantt chart as image",
    openapi_extra=described("png"),
)
def post_png(
    request: HttpRequest, project_id: int, body: GanttBody, picture: Query[Picture]
) -> HttpResponse:
    """Return a page of the same of chosen tasks; nothing is changed."""
    return _answer(request, project_id, "png", body, picture)


def _answer(
    request: HttpRequest,
    project_id: int,
    format: Format,
    options: GanttBody,
    picture: Picture | None = None,
) -> HttpResponse:
    who = asked(request, project_id, "plan.read")
    title, pages = pages_of(who, options, datetime.now(UTC))
    at = picture or Picture(page=1, scale=2)
    return file_of(who.viewer.user_id or 0, title, pages, format, page=at.page, scale=at.scale)
