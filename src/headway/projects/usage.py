"""Keeps calendars that a plan uses from being deleted."""

from __future__ import annotations

from collections.abc import Mapping

from headway.changes.errors import Invalid
from headway.changes.state import Draft, Inputs
from headway.projects.models import Project, Task


def nothing_in_use_goes(draft: Draft, inputs: Inputs, drafts: Mapping[int, Draft]) -> None:
    """Raise Invalid where a calendar that goes is a project's or a task's."""
    gone = [row["id"] for row in inputs.get("calendars", {}).get("removed", [])]
    if not gone:
        return
    for model, what in ((Project, "project"), (Task, "task")):
        name = model.objects.filter(calendar_id__in=gone).values_list("name", flat=True).first()
        if name is not None:
            raise Invalid(f"The {what} '{name}' works by this calendar.", field="calendars.id")
