"""What of projects and tasks can be found, and which projects are a person's own."""

from __future__ import annotations

from headway.projects.models import Assignment
from headway.resources.models import Resource
from headway.search.registration import Searchable, Text, catalogue


def register() -> None:
    """Register projects and tasks with the search."""
    catalogue.searchable(
        Searchable(
            "project",
            "projects",
            texts=(Text("description", "projects", "description"),),
            code=lambda row: row["key"],
            archived=lambda row: row["archived"],
            fields=frozenset({"key", "archived"}),
        )
    )
    catalogue.searchable(
        Searchable(
            "task",
            "tasks",
            texts=(
                Text("notes", "tasks", "notes"),
                Text(
                    "field",
                    "custom_values",
                    "value",
                    "task_id",
                    label=("field_id", "custom_fields"),
                    among=("type", ("text", "link")),
                ),
                Text("checklist", "checklist_items", "text", "task_id"),
            ),
            code=lambda row: str(row["number"]),
            done=lambda row: row["percent_complete"] >= 100,
            fields=frozenset({"number", "percent_complete"}),
        )
    )
    catalogue.own.append(own_projects)


def own_projects(user_id: int) -> list[int]:
    """Return the projects in which a person is assigned to something."""
    mine = Resource.objects.filter(user_id=user_id).values_list("id", flat=True)
    shares = Assignment.objects.filter(resource_id__in=list(mine))
    return list(shares.values_list("stream_id", flat=True).distinct())
