"""What Headway keeps and no file format knows comes back from a file of ours, and harms from none."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from headway.exchange import mspdi_read
from tests.projects_api.helpers import Place

pytestmark = pytest.mark.slow

TABLES = (
    "statuses", "work_types", "column_rules", "custom_fields", "custom_values", "checklist_items",
    "task_relations", "sprints", "sprint_items", "releases", "release_items", "blocks",
    "saved_views", "tasks", "projects",
)  # fmt: skip
ACCOUNTS = {"done_by", "user_id", "workspace_id", "shared_key", "file_uid", "calendar_id", "today"}
"""What is an account's or the workspace's, or where a row came from."""
OPTIONS = [
    {"id": "o1", "name": "High", "color": "red"},
    {"id": "o2", "name": "Low", "color": "green"},
]


class Full:
    """A project with something of everything beside its plan."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.project = place.project("Full")
        self.top = place.task(self.project, "Phase")
        self.first = place.task(self.project, "Order", duration="2d", parent_id=self.top)
        self.second = place.task(self.project, "Install", duration="3d", parent_id=self.top)
        self.ana = self.made("resource.create", "resources", stream=place.workspace,
                             fields={"name": "Ana"})  # fmt: skip
        self._fields()
        self._board()
        self._more()

    def send(self, type_: str, stream: int | None = None, **payload: Any) -> dict[str, Any]:
        return self.place.owner.command(stream or self.project, type_, payload)

    def made(self, type_: str, table: str, **payload: Any) -> int:
        return int(self.send(type_, **payload)["created"][table][0])

    def _field(self, value: Any = None, **fields: Any) -> int:
        key = self.made("custom_field.create", "custom_fields", fields=fields)
        if value is not None:
            self.send("custom_value.set", field_id=key, task_id=self.first, value=value)
        return key

    def _fields(self) -> None:
        self.size = self._field(7, name="Size", type="number", description="In racks", initial=1)
        self.level = self._field("o2", name="Level", type="select", options=OPTIONS)
        self._field(["o1", "o2"], name="Levels", type="multi_select", options=OPTIONS)
        self.buyer = self._field(self.ana, name="Buyer", type="person")
        self._field("https://example.org/a>b", name="Offer", type="link")
        self._field(name="Empty", type="text", required=True)
        self._field(name="Twice", type="formula", formula="[Size] * 2")

    def _board(self) -> None:
        columns = self.rows("statuses")
        self.doing = next(r["id"] for r in columns if r["name"] == "Doing")
        self.todo = next(r["id"] for r in columns if r["name"] == "To do")
        self.check = self.made("status.create", "statuses", after_id=self.doing,
                               fields={"name": "Check", "category": "doing", "wip_limit": 3})  # fmt: skip
        kind = self.made("type.create", "work_types", fields={
            "name": "Change", "icon": "change", "fields": [self.size, self.level],
            "statuses": [self.todo, self.check],
            "transitions": [{"from": self.todo, "to": self.check, "manage": True}],
            "requirements": [{"field": f"custom-{self.size}", "status": self.check}],
        })  # fmt: skip
        self.send("task.update", id=self.first, fields={"type_id": kind})
        self.send("card.move", ids=[self.first], status_id=self.check)
        self.send("rule.create", status_id=self.doing,
                  fields={"action": "require", "field": f"custom-{self.level}"})  # fmt: skip
        self.send("rule.create", status_id=self.check,
                  fields={"action": "assign", "value": self.ana})  # fmt: skip

    def _more(self) -> None:
        items = self.send("checklist.add", task_id=self.second,
                          items=[{"text": "Unpack"}, {"text": "Mount"}])  # fmt: skip
        self.send("checklist.tick", ids=[items["created"]["checklist_items"][0]])
        self.send("relation.create", task_id=self.first, other_id=self.second, kind="causes")
        sprint = self.made("sprint.create", "sprints", fields={"name": "Sprint 1", "goal": "Racks"})
        self.send("backlog.move", ids=[self.second], sprint_id=sprint)
        release = self.made("release.create", "releases", fields={"name": "R1"})
        self.send("release.assign", ids=[self.second], release_id=release)
        self.send("block.set", task_id=self.second, fields={
            "reason": "No racks", "since": 20_500, "kind": "person", "resource_id": self.ana})  # fmt: skip
        self.send("view.create", fields={
            "name": "Checked", "kind": "board",
            "filter": {"version": 1, "join": "all", "items": [
                {"field": "status", "op": "is", "values": [str(self.check)]},
                {"field": f"custom-{self.level}", "op": "is", "values": ["o2"]}]},
        })  # fmt: skip
        kinds = [row["id"] for row in self.rows("work_types")]
        asked = [
            ("assignee", [str(self.ana), "me"]), ("under", [str(self.top)]), ("type", [str(kinds[0])]),
            ("sprint", ["active", str(sprint)]), ("release", [str(release)]),
            (f"custom-{self.buyer}", [str(self.ana)]), ("waiting", [str(self.ana)]),
            *((name, [str(self.first)]) for name in ("predecessors", "related", "waitingTask")),
        ]  # fmt: skip
        items = [{"field": name, "op": "is", "values": values} for name, values in asked]
        self.send("view.create", fields={
            "name": "Of Ana", "kind": "sheet", "grouping": "sprint",
            "filter": {"version": 1, "join": "all", "items": [{"join": "any", "items": items}]},
        })  # fmt: skip
        self.send("project.update", fields={"updates_wait": True, "backlog_id": self.top})

    def rows(self, table: str, project: int | None = None) -> list[dict[str, Any]]:
        return self.place.owner.rows(project or self.project, table)


def named(full: Full, project: int) -> dict[str, list[str]]:
    """The tables of a project with names for keys, so that two of them can be compared."""
    tables = {name: full.rows(name, project) for name in TABLES}
    names = {
        row["id"]: row["name"]
        for rows in (*tables.values(), full.rows("resources", project))
        for row in rows
        if "name" in row
    }

    def plain(name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {k: plain(k, v) for k, v in value.items()}
        if isinstance(value, list):
            return [plain(name, v) for v in value]
        if isinstance(value, int) and (
            name.endswith("_id") or name in ("fields", "statuses", "from", "to", "status")
        ):
            return names[value]
        if isinstance(value, str):
            value = re.sub(r"custom-(\d+)", lambda m: f"custom-{names[int(m[1])]}", value)
            return names.get(int(value), value) if name == "values" and value.isdigit() else value
        return value

    kinds = {row["id"]: row["type"] for row in tables["custom_fields"]}
    shown: dict[str, list[str]] = {}
    for table, rows in tables.items():
        found = []
        for row in rows:
            kept = {k: plain(k, v) for k, v in row.items() if k != "id" and k not in ACCOUNTS}
            person = kinds.get(row.get("field_id", 0)) == "person"
            if person or (table == "column_rules" and row["action"] == "assign"):
                kept["value"] = names[row["value"]]
            found.append(json.dumps(kept, sort_keys=True))
        shown[table] = sorted(found)
    return shown


def again(place: Place, data: bytes) -> int:
    answer = place.owner.upload("/projects/import", data, "full.xml", workspace_id=place.workspace)
    assert answer.status_code == 201, answer.content
    return int(answer.json()["project"]["id"])


def test_all_that_is_kept_comes_back(place: Place) -> None:
    full = Full(place)
    exported = place.owner.get(f"/projects/{full.project}/export", format="mspdi").content
    back = again(place, exported)
    before, after = named(full, full.project), named(full, back)
    for table in TABLES:
        assert after[table] == before[table], table
    twice = again(place, place.owner.get(f"/projects/{back}/export", format="mspdi").content)
    assert named(full, twice) == before
    # What it computes, it computes there too.
    order = place.tasks(back)["Order"]
    results = place.owner.get(f"/projects/{back}/snapshot").json()["results"]["formulas"]
    values = results["values"][results["id"].index(order["id"])]
    assert list(values.values()) == [14]


def test_a_shared_view_names_whoever_the_people_of_the_file_become(place: Place) -> None:
    full = Full(place)
    data = place.owner.get(f"/projects/{full.project}/export", format="mspdi").content

    def views(project: int) -> dict[str, list[str]]:
        """The values of the conditions about people, by the view."""
        return {
            row["name"]: re.findall(r'"assignee", "op": "is", "values": \["(\d+)"', json.dumps(row))
            for row in full.rows("saved_views", project)
        }

    for what, name in (("new", "Ana"), ("ignore", "")):
        answer = place.owner.upload(
            "/projects/import",
            data,
            "full.xml",
            workspace_id=place.workspace,
            people=json.dumps({"Ana": what}),
        )
        back = answer.json()["project"]["id"]
        people = {row["id"]: row["name"] for row in full.rows("resources", back)}
        of_ana = views(back).get("Of Ana", [])
        assert [people[int(key)] for key in of_ana] == ([name] if name else [])
        assert str(full.ana) not in of_ana
        told = [line for line in answer.json()["report"]["left_out"] if "Of Ana" in line]
        assert len(told) == (what == "ignore")
        assert "Checked" in views(back)


def test_other_programs_see_values_as_people_read_them(place: Place) -> None:
    full = Full(place)
    exported = place.owner.get(f"/projects/{full.project}/export", format="mspdi").content
    plain = exported[: exported.index(b"<?headway")]
    fields = {f.name: (f.type, list(f.values.values())) for f in mspdi_read.read(plain).fields}
    assert fields["Level"] == ("text", ["Low"])
    assert fields["Levels"] == ("text", ["High, Low"])
    assert fields["Buyer"] == ("text", ["Ana"])
    assert fields["Offer"] == ("text", ["https://example.org/a>b"])
    assert fields["Twice"][0] == "number"
    assert 14 in fields["Twice"][1]
    sheet = place.owner.get(f"/projects/{full.project}/export", format="csv").content
    assert "High, Low" in sheet.decode("utf-8-sig")


def imported(place: Place, project: int, **said: Any) -> int:
    """Return what becomes of a project whose file says more than it holds."""
    exported = place.owner.get(f"/projects/{project}/export", format="mspdi").content
    file = exported + b"<?headway " + json.dumps(said).encode() + b"?>\n"
    made = place.owner.upload("/projects/import", file, "f.xml", workspace_id=place.workspace)
    assert made.status_code == 201, made.content
    return int(made.json()["project"]["id"])


@pytest.mark.parametrize("rank", ["a!", "", "zzz"])
def test_ranks_of_a_file_that_are_none_stand_in_no_ones_way(place: Place, rank: str) -> None:
    project = place.project("Plain")
    place.task(project, "One", duration="1d")
    fields = [{"id": 7, "name": "Forged", "type": "text", "rank": rank}]
    types = [{"id": 3, "name": "Bug", "rank": rank}]
    cards = [{"task_id": 0, "board_rank": rank}]
    beside = {"tasks": cards, "custom_fields": fields, "work_types": types}
    more = [["Room", "text", "", {}]]
    there = imported(place, project, beside=beside, more_fields=more)
    tables = place.owner.get(f"/projects/{there}/snapshot").json()["tables"]
    assert tables["tasks"]["board_rank"] == [""]
    assert tables["custom_fields"]["name"] == ["Forged", "Room"]
    assert tables["custom_fields"]["rank"] == ["a0", "a1"]
    place.owner.command(there, "type.create", {"fields": {"name": "Story"}})
    assert [row["name"] for row in place.owner.rows(there, "work_types")] == ["Bug", "Story"]


@pytest.mark.parametrize(
    "filter_",
    [
        {"version": 2, "join": "all", "items": []},
        {"version": 1, "join": "some", "items": []},
        {"version": 1, "join": "all", "items": [{"field": "name", "op": "like", "values": ["x"]}]},
        [],
    ],
)
def test_a_view_of_a_file_that_is_none_here_is_left_out_alone(place: Place, filter_: Any) -> None:
    project = place.project("Plain")
    place.task(project, "One", duration="1d")
    views = [
        {"id": 1, "name": "Of later", "kind": "gantt", "filter": filter_},
        {"id": 2, "name": "Good", "kind": "gantt"},
    ]
    there = imported(place, project, beside={"saved_views": views})
    assert [row["name"] for row in place.owner.rows(there, "saved_views")] == ["Good"]
    told = place.owner.get(f"/projects/{there}/import-report").json()["left_out"]
    assert any("Of later" in line for line in told)


def test_a_file_brings_no_more_columns_than_a_board_has(place: Place) -> None:
    project = place.project("Plain")
    place.task(project, "One", duration="1d")
    columns = [
        {"id": n, "name": f"C{n}", "category": ("done", "todo")[n % 2], "rank": f"a{n % 10}"}
        for n in range(1, 2000)
    ]
    there = imported(place, project, beside={"statuses": columns})
    tables = place.owner.get(f"/projects/{there}/snapshot").json()["tables"]
    assert len(tables["statuses"]["id"]) == 50


def test_a_number_in_a_file_is_nobody_of_this_workspace(place: Place) -> None:
    project = place.project("Plain")
    asked = {"stream": place.workspace, "payload": {"fields": {"name": "Ana"}}}
    made = place.owner.post("/commands", {"type": "resource.create", **asked})
    ana = made.json()["created"]["resources"][0]
    columns = [
        {"id": n, "name": name, "category": name.lower(), "rank": f"a{n}"}
        for n, name in enumerate(("Todo", "Done"), 1)
    ]
    rules = [
        {"id": 1, "status_id": 1, "action": "assign", "value": ana},
        {"id": 2, "status_id": 1, "action": "set", "field": "custom-5", "value": ana},
    ]
    fields = [{"id": 5, "name": "Lead", "type": "person", "initial": ana, "rank": "a1"}]
    there = imported(
        place,
        project,
        beside={"statuses": columns, "column_rules": rules, "custom_fields": fields},
    )
    tables = place.owner.get(f"/projects/{there}/snapshot").json()["tables"]
    assert tables["statuses"]["name"] == ["Todo", "Done"]
    assert tables["custom_fields"]["initial"] == [None]
    assert not tables.get("column_rules", {}).get("id")


def test_a_guest_takes_out_what_hangs_on_his_branch_alone(place: Place) -> None:
    full = Full(place)
    away = place.task(full.project, "Elsewhere")
    full.send("checklist.add", task_id=away, items=[{"text": "Secret"}])
    full.send("relation.create", task_id=full.first, other_id=away, kind="relates")
    guest = place.guest(full.project, full.top)
    exported = guest.get(f"/projects/{full.project}/export", format="mspdi").content
    for hidden in (b"Secret", b"Sprint 1", b"Checked", b"Ana", b'"R1"'):
        assert hidden not in exported
    assert b"Unpack" in exported
    again(place, exported)


@pytest.mark.parametrize(
    "beside",
    [
        {"statuses": 1, "tasks": "x", "work_types": {}, "projects": [[]]},
        {"statuses": [{"id": "1", "name": "A"}, {"id": 1}, {"id": 2, "name": 3, "rank": "a"}, 4]},
        {"work_types": [{"id": 1, "name": "T", "statuses": [[1]], "transitions": [{}], "fields": 3}]},
        {"custom_fields": [{"id": 1, "name": "F", "type": "select", "options": "no"}],
         "custom_values": [{"id": 1, "field_id": 1, "task_id": 0, "value": "o9"}]},
        {"custom_values": [{"id": 1, "field_id": 7, "task_id": 0, "value": 1}]},
        {"sprint_items": [{"id": 1, "task_id": 0, "sprint_id": 5}],
         "checklist_items": [{"id": 1, "task_id": 10**30, "text": "x", "rank": "a"}]},
        {"column_rules": [{"id": 1, "status_id": 1, "action": "assign", "resource_id": {}}]},
        {"tasks": [{"task_id": 0, "status_id": 99, "archived": "yes"}], "nothing": [{}]},
        {"projects": [{"backlog_id": 99, "updates_wait": 3}]},
        {"saved_views": [{"id": 1, "name": "V", "kind": "sheet", "rank": "a",
                          "filter": {"field": "status", "values": ["custom-" + "9" * 5000,
                                                                   "9" * 5000]}}]},
        {"custom_values": [{"id": 1, "field_id": 1, "task_id": 0, "value": {"a": 1}}],
         "custom_fields": [{"id": 1, "name": "F", "type": "text", "rank": "a!"}]},
    ],
)  # fmt: skip
def test_rows_that_do_not_hold_together_are_passed_over(place: Place, beside: Any) -> None:
    project = place.project("Plain")
    place.task(project, "One", duration="1d")
    exported = place.owner.get(f"/projects/{project}/export", format="mspdi").content
    forged = exported + b"<?headway " + json.dumps({"beside": beside}).encode() + b"?>\n"
    answer = place.owner.upload(
        "/projects/import", forged, "forged.xml", workspace_id=place.workspace
    )
    assert answer.status_code in (201, 422), answer.content
    if answer.status_code == 422:
        assert answer.json()["errors"][0]["message"]
    else:
        tasks = place.tasks(answer.json()["project"]["id"])
        assert list(tasks) == ["One"]
