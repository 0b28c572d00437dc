"""A day in a project, step by step: every kind of change, by several people.

Each step is (what happens, who, type of command, payload), given the world as it is by then.
`undo` takes back the change of an earlier step by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from tests.line.world import World, at, send, settle

Answer: TypeAlias = dict[str, Any]


def run(world: World) -> Iterator[tuple[str, Answer]]:
    """Carry the day out; yield (name, answer) after each step."""
    t, p, w = world.tasks, world.project, world.workspace
    u = world.users
    done: dict[str, Answer] = {}

    def step(name: str, act: Callable[[], Answer]) -> tuple[str, Answer]:
        done[name] = act()
        settle()
        return name, done[name]

    def plan(name: str, who: str, type_: str, payload: dict[str, Any]) -> tuple[str, Answer]:
        return step(name, lambda: send(u[who], p, type_, payload))

    def space(name: str, who: str, type_: str, payload: dict[str, Any]) -> tuple[str, Answer]:
        return step(name, lambda: send(u[who], w, type_, payload))

    def undo(name: str, who: str) -> tuple[str, Answer]:
        from headway.changes.reading import outcome_for
        from headway.changes.undo import undo as take_back

        changeset = done[name]["id"]
        return step(f"undo {name}", lambda: outcome_for(u[who], take_back(changeset, u[who])))

    formula = "IF([Summary], SUM(CHILDREN([Twice])), [Duration] * 2)"
    twice = {"name": "Twice", "type": "formula", "formula": formula, "result": "duration"}
    yield plan("a formula", "member", "custom_field.create", {"fields": twice})
    yield plan("longer", "member", "task.update", {"id": t["Plan"], "fields": {"duration": 1920}})
    yield plan(
        "pinned", "manager", "task.reschedule", {"id": t["Mount"], "start": at("2026-03-16T09:00")}
    )
    yield plan(
        "guest's progress", "guest", "task.progress", {"id": t["Mount"], "percent_complete": 40}
    )
    yield plan(
        "created in the branch",
        "member",
        "task.create",
        {"parent_id": t["Racks"], "after_id": t["Mount"], "fields": {"name": "Label"}},
    )
    label = done["created in the branch"]["created"]["tasks"][0]
    yield plan(
        "linked across",
        "member",
        "link.create",
        {"predecessor_id": t["Plan"], "successor_id": label, "lag": 240, "lag_unit": "h"},
    )
    yield plan(
        "assigned by name", "member", "task.assign", {"id": label, "resources": [{"name": "Cem"}]}
    )
    yield plan(
        "moved into the branch",
        "manager",
        "task.move",
        {"ids": [t["Order"]], "parent_id": t["Build"], "before_id": t["Racks"]},
    )
    yield plan(
        "renamed inside",
        "member",
        "task.update",
        {"id": t["Order"], "fields": {"name": "Order racks"}},
    )
    yield plan(
        "moved out of the branch",
        "manager",
        "task.move",
        {"ids": [t["Racks"]], "parent_id": t["Prepare"]},
    )
    yield plan(
        "changed outside",
        "member",
        "task.update",
        {"id": t["Cable"], "fields": {"name": "Cable all"}},
    )
    yield undo("moved out of the branch", "manager")
    yield plan("indented", "member", "task.indent", {"ids": [t["Cutover"]]})
    yield plan("outdented", "member", "task.outdent", {"ids": [t["Cutover"]]})
    yield plan(
        "quick add",
        "member",
        "outline.insert",
        {
            "after_id": t["Aside"],
            "tasks": [
                {"name": "Clean up", "level": 0},
                {
                    "name": "Return racks",
                    "level": 1,
                    "duration": 240,
                    "duration_unit": "h",
                    "assignees": ["Ana", "Dora"],
                    "predecessors": [{"id": t["Cutover"]}],
                },
            ],
        },
    )
    yield plan("deleted", "owner", "task.delete", {"ids": [t["Racks"]]})
    yield undo("deleted", "owner")
    yield undo("undo deleted", "owner")
    yield undo("undo undo deleted", "owner")
    yield plan("by hand", "member", "task.update", {"id": t["Aside"], "fields": {"mode": "manual"}})
    yield plan(
        "several at once",
        "member",
        "batch",
        {
            "commands": [
                {
                    "type": "task.update",
                    "payload": {
                        "id": t["Test"],
                        "fields": {"name": "Test all", "notes": "Both rooms"},
                    },
                },
                {
                    "type": "task.predecessors",
                    "payload": {
                        "id": t["Aside"],
                        "links": [{"predecessor_id": t["Order"], "type": "SS"}],
                    },
                },
                {"type": "task.move", "payload": {"ids": [t["Aside"]], "parent_id": t["Build"]}},
            ]
        },
    )
    yield space(
        "shorter days",
        "manager",
        "calendar.update",
        {"id": world.calendar, "fields": {"week": [[[540, 780]]] * 5 + [[], []]}},
    )
    yield space(
        "a rate",
        "manager",
        "rate.set",
        {"fields": {"resource_id": world.resources["Ben"], "standard": 95_000_000}},
    )
    yield space(
        "Ben works nights",
        "member",
        "resource.update",
        {"id": world.resources["Ben"], "fields": {"calendar_id": world.spare_calendar}},
    )
    yield plan("baseline", "member", "baseline.set", {"number": 1, "name": "After"})
    yield plan("first baseline gone", "member", "baseline.clear", {"number": 0})
    yield plan(
        "a value",
        "member",
        "custom_value.set",
        {"field_id": world.field_id, "task_id": t["Cable"], "value": "High"},
    )
    yield plan("field gone", "member", "custom_field.delete", {"id": world.field_id})
    yield plan(
        "settings", "manager", "project.update", {"fields": {"start": at("2026-03-04T09:00")}}
    )
    yield undo("settings", "manager")
