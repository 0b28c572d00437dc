"""What may be asked of a printed Gantt chart."""

from __future__ import annotations

from typing import Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from headway.reports.drawing.paper import Paper, Turned
from headway.reports.gantt.columns import Column

MOST_TASKS = 100_000
MOST_GROUPS = 2_000


class GanttOptions(Schema):
    """How a Gantt chart is drawn.

    Without `depth` a page shows as many levels of the outline as it has room for; `pages: many`
    goes on over further pages instead of leaving rows out. `view: steering` shows milestones and
    what is critical or late, and nothing else. `start` and `finish` are ISO dates: only this time
    is drawn. `baseline` is the number of the baseline to draw and to compare with; -1 is none.
    """

    model_config = ConfigDict(extra="forbid")

    view: Literal["plan", "steering"] = "plan"
    paper: Paper = "a4"
    turned: Turned = "landscape"
    pages: Literal["one", "many"] = "one"
    depth: int | None = Field(None, ge=1, le=50, description="Levels of the outline.")
    columns: list[Column] | None = Field(None, description="Beside the name, in this order.")
    start: str | None = Field(None, description="First day that is drawn.")
    finish: str | None = Field(None, description="Last day that is drawn.")
    baseline: int = Field(0, ge=-1, le=10)
    links: bool = False
    labels: bool = True
    shades: bool = True
    first_day: int = Field(
        1, ge=1, le=7, description="First day of a week: 1 is Monday (ISO 8601)."
    )


class ColourGroup(Schema):
    """Tasks that share a colour and a pattern: number 0 to 7, or 8, which is grey."""

    model_config = ConfigDict(extra="forbid")

    place: int = Field(ge=0, le=8)
    label: str = Field(max_length=1000)
    tasks: list[int] = Field(max_length=MOST_TASKS)


class RowGroup(Schema):
    """Rows under a heading, in their order; a row that others stand below is a summary of theirs."""

    model_config = ConfigDict(extra="forbid")

    label: str = Field(max_length=1000)
    tasks: list[int] = Field(max_length=MOST_TASKS)


class GanttBody(GanttOptions):
    """The same, for some of the tasks (those that a filter left, or branches that are unfolded), under
    the headings of groups, or in other colours. `groups` stand in for `tasks`, of a plan alone."""

    tasks: list[int] | None = Field(
        None, max_length=MOST_TASKS, description="Rows to draw; summaries above them are not added."
    )
    groups: list[RowGroup] | None = Field(None, max_length=MOST_GROUPS)
    colours: list[ColourGroup] | None = Field(
        None, max_length=9, description="What bars are coloured by, in place of the plan's colours."
    )


class Picture(Schema):
    """Which page of it becomes an image, and how fine."""

    model_config = ConfigDict(extra="forbid")

    page: int = Field(1, ge=1)
    scale: float = Field(2, ge=0.5, le=4, description="Pixels a point (1/72 inch).")
