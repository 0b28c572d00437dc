"""The route of the search over all that one may see."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from headway.changes.answers import Answer
from headway.changes.http import user_of
from headway.search.finding import search

router = Router(tags=["search"])

Span = tuple[int, int]


class Excerpt(Answer):
    """A piece of the text in which the rest was found."""

    source: str = Field(description="notes, field, description, email or group.")
    label: str = Field(description="Of a custom field its name, else empty.")
    text: str
    marks: list[Span] = Field(description="[start, end) of what was found, in characters.")


class Found(Answer):
    """A task, project or person that was found."""

    kind: str = Field(description="task, project or person.")
    id: int
    workspace_id: int
    project_id: int | None = Field(description="Null for people.")
    code: str = Field(description="A task's number; a project's key in small letters.")
    name: str
    marks: list[Span] = Field(description="[start, end) in the name, in characters.")
    done: bool
    excerpt: Excerpt | None = Field(description="Null where the name has all that was asked for.")


class FoundProject(Answer):
    """A project in which something was found."""

    id: int
    workspace_id: int
    name: str
    key: str
    archived: bool


class FoundList(Answer):
    """What was found, the best first."""

    items: list[Found]
    projects: list[FoundProject]
    more: bool = Field(description="Whether there is more than was asked for.")
    complete: bool = Field(description="False while projects wait to be read into the index.")
    corrected: bool = Field(description="Nothing fits what was typed; these fit what was meant.")


@router.get("/search", summary="Search", response=FoundList)
def get_search(
    request: HttpRequest,
    q: Annotated[
        str, Query(description="Words in any order, a key as MIG-42, or a “phrase in quotes”.")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    project: Annotated[int | None, Query(description="Only in this project.")] = None,
) -> Any:
    """Return what one may see of tasks, projects and people that has all the words: in names,
    descriptions and custom texts. Words may be begun only; names come before other texts, open
    tasks before done ones, one's own projects before others. One slip of typing is forgiven where
    nothing else fits. The index follows changes within a moment."""
    return search(user_of(request), q, limit, project)
