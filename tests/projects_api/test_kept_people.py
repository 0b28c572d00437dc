"""Who watches, who was asked and what was said come back from a file, for people who are here."""

from __future__ import annotations

import json
from typing import Any

import pytest

from headway.collaboration.models import InboxItem
from tests.line.world import settle
from tests.projects_api.helpers import Person, Place
from tests.projects_api.test_kept_files import brought_in, exported

pytestmark = pytest.mark.slow


class Said:
    """A project in which people watch, are asked and answer."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.project = place.project("Said")
        self.rack = place.task(self.project, "Rack", duration="3d")
        self.label = place.task(self.project, "Label", duration="1d")
        fields = {"name": "Max", "email": "member@example.org"}
        self.max = self.made(place.workspace, "resource.create", "resources", fields=fields)
        share = {"task_id": self.rack, "resource_id": self.max}
        self.share = self.made(self.project, "assignment.create", "assignments", **share)
        for user in (place.viewer.user.pk, place.member.user.pk):
            self.send("task.watch", task_id=self.label, user_id=user)
        self.send("task.watch", task_id=self.rack, watching=False)
        self.send("task.watch", by=place.viewer, task_id=self.rack)
        self.send(
            "update.ask", task_id=self.rack, resource_ids=[self.max], weekday=2, note="How far?"
        )
        self.send("assignment.reply", by=place.member, assignment_id=self.share, state="asked",
                  text="By when?")  # fmt: skip
        self.send("assignment.answer", assignment_id=self.share, text="By May.")
        self.send("update.answer", by=place.member, task_id=self.rack, resource_id=self.max,
                  percent=40, confidence="low", note="Slow")  # fmt: skip
        settle()

    def send(self, type_: str, by: Person | None = None, **payload: Any) -> dict[str, Any]:
        return (by or self.place.owner).command(self.project, type_, payload)

    def made(self, stream: int, type_: str, table: str, **payload: Any) -> int:
        answer = self.place.owner.command(stream, type_, payload)
        return int(answer["created"][table][0])


def told(person: Person, project: int) -> dict[str, list[Any]]:
    """The rows of a project that name people, without keys."""
    tables = person.tables(project)
    names = {row["id"]: row["name"] for row in (*tables["tasks"], *tables["resources"])}
    shares = {row["id"]: row["task_id"] for row in tables["assignments"]}
    found: dict[str, list[Any]] = {}
    for table in ("watchers", "assignment_answers", "update_requests", "update_answers"):
        rows = []
        for row in tables[table]:
            kept = {k: v for k, v in row.items() if k not in ("id", "assignment_id")}
            kept["task_id"] = names[row["task_id"]]
            if "resource_id" in kept:
                kept["resource_id"] = names[row["resource_id"]]
            if "assignment_id" in row:
                assert shares[row["assignment_id"]] == row["task_id"]
            rows.append(json.dumps(kept, sort_keys=True))
        found[table] = sorted(rows)
    return found


def test_who_watches_and_what_was_said_comes_back(place: Place) -> None:
    said = Said(place)
    before = told(place.owner, said.project)
    assert [len(rows) for rows in before.values()] == [4, 1, 1, 1]
    InboxItem.objects.all().delete()
    back, report = brought_in(
        place.owner, exported(place.owner, said.project), workspace_id=place.workspace
    )
    settle()
    # What was asked and said before is not told anew.
    assert {item.kind for item in InboxItem.objects.all()} <= {"assigned"}
    after = told(place.owner, back)
    assert {k: v for k, v in after.items() if k != "watchers"} == {
        k: v for k, v in before.items() if k != "watchers"
    }
    # Who made a task watches it by rule; in the copy a row says so.
    made = json.dumps({"task_id": "Label", "user_id": place.owner.user.pk, "watching": True})
    assert after["watchers"] == sorted([*before["watchers"], made])
    assert report["left_out"] == []
    assert (report["taken"]["watchers"], report["taken"]["update_requests"]) == (5, 1)
    again, _ = brought_in(place.owner, exported(place.owner, back), workspace_id=place.workspace)
    assert told(place.owner, again) == after


def test_elsewhere_people_are_matched_by_address_and_others_are_told(place: Place) -> None:
    said = Said(place)
    data = exported(place.owner, said.project)
    from headway.access.workspaces import add_member, create_workspace

    there = create_workspace("There", place.stranger.user)
    add_member(there, place.viewer.user, "viewer")
    back, report = brought_in(place.stranger, data, workspace_id=there)
    tables = place.stranger.tables(back)
    tasks = {row["id"]: row["name"] for row in tables["tasks"]}
    watching = {(tasks[r["task_id"]], r["user_id"]) for r in tables["watchers"]}
    assert watching == {("Rack", place.viewer.user.pk), ("Label", place.viewer.user.pk)}
    (answer,) = tables["update_answers"]
    assert (answer["user_id"], answer["percent"]) == (None, 40)
    (line,) = report["left_out"]
    assert "Max Member" in line
    assert "Olga Owner" in line
    assert "Vera" not in line


def test_who_people_become_holds_for_what_they_watch_too(place: Place) -> None:
    said = Said(place)
    data = exported(place.owner, said.project)
    fields = {"name": "Vera V.", "email": "viewer@example.org"}
    vera = said.made(place.workspace, "resource.create", "resources", fields=fields)
    max_, other = place.member.user.pk, place.viewer.user.pk
    for chosen, label in (
        ("ignore", {other}),
        ("new", {other}),
        (vera, {other}),
        (said.max, {max_, other}),
    ):
        back, _ = brought_in(
            place.owner, data, workspace_id=place.workspace, people=json.dumps({"Max": chosen})
        )
        label_id = place.tasks(back)["Label"]["id"]
        rows = place.owner.rows(back, "watchers")
        assert {r["user_id"] for r in rows if r["task_id"] == label_id} - {
            place.owner.user.pk
        } == label
        asked = place.owner.rows(back, "update_requests")
        assert len(asked) == (chosen != "ignore")


def test_who_does_not_manage_speaks_for_himself_alone(place: Place) -> None:
    said = Said(place)
    data = exported(place.owner, said.project)
    back, report = brought_in(place.member, data, workspace_id=place.workspace)
    watching = {row["user_id"] for row in place.member.rows(back, "watchers")}
    assert watching == {place.member.user.pk}
    (answer,) = place.member.rows(back, "assignment_answers")
    assert (answer["user_id"], answer["answered_by"]) == (place.member.user.pk, None)
    assert any("Only who manages projects" in line for line in report["left_out"])


def test_a_guest_learns_nothing_of_who_watches(place: Place) -> None:
    said = Said(place)
    guest = place.guest(said.project, said.rack)
    data = exported(guest, said.project)
    for hidden in (b"viewer@example.org", b"member@example.org", b"Olga", b"watchers", b"How far?"):
        assert hidden not in data
    brought_in(place.stranger, data)


@pytest.mark.parametrize(
    "beside",
    [
        {"watchers": [{"id": 1, "task_id": 0, "user_id": 1}]},
        {"accounts": [{"id": 1, "name": 5, "email": None}, 3, {"id": "x"}],
         "watchers": [{"id": 1, "task_id": 0, "user_id": 1}]},
        {"accounts": [{"id": 1, "name": "", "email": ""}],
         "watchers": [{"id": 1, "task_id": 0, "user_id": 1}]},
        {"accounts": [{"id": 1, "name": "gil", "email": "guest@example.org", "resource_id": 9}],
         "watchers": [{"id": 1, "task_id": 0, "user_id": 1}, {"id": 2, "task_id": 0}]},
        {"accounts": [{"id": 1, "name": "a\x00\ud800", "email": "\ud800@b"}],
         "watchers": [{"id": 1, "task_id": 0, "user_id": 1}],
         "saved_views": [{"id": [1], "name": "\x00\ud800", "kind": "gantt"}]},
        {"update_answers": [{"id": 1, "task_id": 0, "resource_id": 0, "said_at": "when"}]},
        {"update_answers": [{"id": 1, "task_id": 0, "resource_id": 0,
                             "said_at": "2026-99-01T00:00:00Z"}]},
        {"update_requests": [{"id": 1, "resource_id": 7, "asked": 20_000}]},
        {"update_requests": [{"id": 1, "resource_id": 0, "asked": 10**9, "weekday": 12}]},
        {"assignment_answers": [{"id": 1, "task_id": 0, "assignment_id": 3, "state": "asked"}]},
        {"assignment_answers": {"id": 1}},
    ],
)  # fmt: skip
def test_what_a_file_says_of_people_is_checked(place: Place, beside: dict[str, Any]) -> None:
    project = place.project("Plain")
    place.task(project, "One", duration="1d", assignees="Ana")
    place.guest(project, place.tasks(project)["One"]["id"])
    settle()
    data = exported(place.owner, project)
    data += b"<?headway " + json.dumps({"beside": beside}).encode() + b"?>\n"
    back, _ = brought_in(place.owner, data, workspace_id=place.workspace)
    tables = place.owner.tables(back)
    watching = [row["user_id"] for row in tables["watchers"]]
    assert watching == [place.owner.user.pk]
    for table in ("assignment_answers", "update_requests", "update_answers"):
        assert tables[table] == []
    assert place.owner.get(f"/projects/{back}/snapshot").status_code == 200
