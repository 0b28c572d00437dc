"""The route that tells who answers by link what it would do to the finish of his own tasks."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from headway.changes.answers import Answer, answers
from headway.changes.envelope import Envelope
from headway.changes.errors import Refused
from headway.changes.perform import preview
from headway.collaboration.api import updates
from headway.collaboration.updates import links
from headway.collaboration.updates.by_link import AnswersByLink
from headway.collaboration.updates.due import project_of, tasks_of_request

router = Router(tags=["updates"])


class LinkEffect(Answer):
    """What answers would do to the tasks that they are about."""

    tasks: list[updates.Moved] = Field(description="Empty where answers wait, or cannot be.")


@router.post(
    "/update-links/{token}/effect",
    auth=None,
    summary="What answers by link would do",
    openapi_extra=answers(LinkEffect),
)
def post_link_effect(
    request: HttpRequest, response: HttpResponse, token: str, body: updates.LinkAnswers
) -> Any:
    """Return the finish of the answered tasks before and after, of those alone that the link asks
    about: what it would show once they were sent. Nothing is written."""
    link, state, row = updates.by_link(request, token, "effect")
    updates.public(response)
    links.limit(f"effects:{link.pk}", links.MOST_ANSWERS, len(body.answers))
    allowed = {task["id"] for task in tasks_of_request(state, row)}
    said = {a.task_id: a for a in body.answers if a.task_id in allowed}
    # What waits moves nothing yet: what it would do is for who decides.
    if not said or project_of(state)["updates_wait"]:
        return {"tasks": []}
    command = AnswersByLink.of(
        {**answer.model_dump(exclude_unset=True), "resource_id": row["resource_id"]}
        for answer in said.values()
    )
    try:
        outcome = preview(Envelope(command, link.project_id, uuid4()), link.user_id)
    except Refused:
        # Sending says why, at its field.
        return {"tasks": []}
    after = next((s.after for s in outcome.steps if s.after.stream == link.project_id), state)
    before, then = updates.finishes(state, set(said)), updates.finishes(after, set(said))
    return {"tasks": [updates.moved(key, before[key], then.get(key)) for key in before]}
