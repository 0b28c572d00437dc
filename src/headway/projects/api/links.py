"""Routes of links."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field

from headway.changes.answers import answers
from headway.changes.errors import Invalid, Missing
from headway.changes.http import send, stream_of_row, user_of
from headway.changes.perform import parse
from headway.changes.reading import state_for, tasks_of
from headway.changes.tables import Row
from headway.changes.wire import Outcome
from headway.exchange.durations import parse_duration
from headway.exchange.predecessors import parse_percent
from headway.words import say

router = Router(tags=["links"])


class LinkPatch(Schema):
    """What a link says; only what is sent changes."""

    model_config = ConfigDict(extra="forbid")

    type: str | None = Field(None, description="FS, SS, FF or SF.")
    lag: int | str | None = Field(
        None, description="Minutes (of a percent lag hundredths of a percent), or a text: 2d, -50%."
    )
    lag_kind: str | None = Field(None, description="working, elapsed or percent.")
    lag_unit: str | None = None


class LinkIn(LinkPatch):
    """A new link."""

    predecessor_id: int
    successor_id: int
    id: int | None = Field(None, description="A leased key; left out, the server gives one.")


def _fields(body: LinkPatch, project: Row) -> dict[str, Any]:
    found = body.model_dump(exclude_none=True)
    lag = found.get("lag")
    if not isinstance(lag, str):
        return found
    text = lag.strip()
    percent = parse_percent(text if text[:1] in ("+", "-") else f"+{text}")
    if percent is not None:
        return {**found, "lag": percent, "lag_kind": "percent"}
    parsed = parse_duration(text, project)
    if parsed is None:
        raise Invalid(
            say("'{text}' is no lag: write 2d, -4h, 1ed or 50%.", text=text[:40]), field="lag"
        )
    kind = "elapsed" if parsed.unit.startswith("e") else "working"
    return {**found, "lag": parsed.minutes, "lag_unit": parsed.unit, "lag_kind": kind}


@router.post(
    "/projects/{int:project_id}/links",
    response={201: dict[str, Any]},
    summary="Link two tasks",
    openapi_extra=answers(Outcome, 201),
)
def post_link(request: HttpRequest, project_id: int, body: LinkIn) -> Status[dict[str, Any]]:
    """Make one task wait for another; a circle is refused with its path in names."""
    state, _ = state_for(user_of(request), project_id, "project")
    fields = _fields(body, state.records.rows("projects")[project_id])
    return Status(201, send(request, project_id, parse("link.create", fields)))


def _project_of(request: HttpRequest, link_id: int, scenario: int | None) -> tuple[int, Row]:
    """Return the project (or the scenario) of a link and its settings; raise Missing where one may
    not see the link."""
    stream = stream_of_row("links", link_id, scenario)
    state, viewer = state_for(user_of(request), stream, "project")
    row = state.records.rows("links").get(link_id)
    seen = tasks_of(state, viewer)
    if row is None or (
        seen is not None and seen.isdisjoint((row["predecessor_id"], row["successor_id"]))
    ):
        raise Missing(say("There is no such link, or none that you may see."))
    return stream, state.records.rows("projects")[stream]


@router.patch("/links/{int:link_id}", summary="Change a link", openapi_extra=answers(Outcome))
def patch_link(
    request: HttpRequest, link_id: int, body: LinkPatch, scenario: int | None = None
) -> dict[str, Any]:
    """Change a link's type or lag; its ends stay. In `scenario` if one is named."""
    stream, project = _project_of(request, link_id, scenario)
    fields = _fields(body, project)
    if not fields:
        raise Invalid(say("Say what is to change: type or lag."), field="type")
    return send(request, stream, parse("link.update", {"id": link_id, "fields": fields}))


@router.delete("/links/{int:link_id}", summary="Remove a link", openapi_extra=answers(Outcome))
def delete_link(request: HttpRequest, link_id: int, scenario: int | None = None) -> dict[str, Any]:
    """Remove a link; in `scenario` if one is named."""
    stream, _ = _project_of(request, link_id, scenario)
    return send(request, stream, parse("link.delete", {"ids": [link_id]}))
