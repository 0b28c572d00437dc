"""Sprints, releases, and which tasks are in them.

Guests of one branch see none of it: goals and names tell of work outside their branch. Which task is
in what stands in tables of its own, since few tasks of a plan are.
"""

from __future__ import annotations

from headway.changes.tables import KEY, Field, Kind, Table
from headway.projects.records.choices import SPRINT_STATES

SPRINTS = Table(
    name="sprints",
    stream="project",
    doc="Sprints: a team's time boxes, each with a goal. Open ones stand by their dates.",
    capability="people.read",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "What people call it.", required=True, minimum=1, maximum=100),
        Field("goal", Kind.TEXT, "What it is for.", default="", maximum=2000),
        Field("start", Kind.MOMENT, "The midnight with which it begins.", nullable=True),
        Field("finish", Kind.MOMENT, "The midnight after its last day.", nullable=True),
        Field(
            "state",
            Kind.CHOICE,
            "Planned, under way, or over.",
            default="planned",
            choices=SPRINT_STATES,
        ),
        Field("completed_at", Kind.INSTANT, "When it was completed; empty before.", default=""),
    ),
)

SPRINT_ITEMS = Table(
    name="sprint_items",
    stream="project",
    doc="Which sprint a task is in: one row a task. Without a row it is in none.",
    capability="people.read",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field("sprint_id", Kind.KEY, "The sprint.", required=True, references="sprints"),
    ),
)

RELEASES = Table(
    name="releases",
    stream="project",
    doc="Releases: what is to be delivered together, and when.",
    capability="people.read",
    fields=(
        KEY,
        Field("name", Kind.TEXT, "What people call it.", required=True, minimum=1, maximum=100),
        Field("description", Kind.TEXT, "What it brings.", default="", maximum=10_000),
        Field("date", Kind.MOMENT, "The midnight after the day it is due on.", nullable=True),
        Field("released", Kind.FLAG, "It is out.", default=False),
    ),
)

RELEASE_ITEMS = Table(
    name="release_items",
    stream="project",
    doc="Which release a task is for: one row a task.",
    capability="people.read",
    anchor=lambda row: (row["task_id"],),
    fields=(
        KEY,
        Field("task_id", Kind.KEY, "The task.", required=True, references="tasks"),
        Field("release_id", Kind.KEY, "The release.", required=True, references="releases"),
    ),
)
