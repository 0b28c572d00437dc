"""Import and export through HTTP: what is taken, reported, kept and given back."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest

from headway.access.models import Member
from headway.changes.models import Stream
from headway.exchange import mspdi_read, mspdi_write
from headway.exchange.document import (
    AssignmentDoc,
    BaselineTaskDoc,
    CalendarDoc,
    Document,
    FieldDoc,
    LinkDoc,
    ResourceDoc,
    TaskDoc,
)
from headway.projects.workflow import in_order, status_of
from headway.resources.models import Calendar, Rate, Resource
from headway.scheduling.moments import from_iso
from tests.projects_api.helpers import Person, Place

pytestmark = pytest.mark.slow

MONDAY = from_iso("2026-11-30T08:00")[0]
DAY = 1440
WEEK: list[Any] = [[[480, 720], [780, 1020]]] * 5 + [[], []]


def plan() -> Document:
    """A small plan with something of everything; its dates are those of its inputs but for one."""
    tasks = [
        TaskDoc(1, None, "Phase", duration=1440, stored_start=MONDAY, stored_finish=MONDAY + 2 * DAY + 540),
        TaskDoc(2, 1, "Order", notes="By e-mail", duration=480, stored_start=MONDAY, stored_finish=MONDAY + 540),
        TaskDoc(3, 1, "Install", duration=960, deadline=MONDAY + 4 * DAY, stored_start=MONDAY + DAY,
                stored_finish=MONDAY + 2 * DAY + 540),
        TaskDoc(4, None, "Done", milestone=True, stored_start=MONDAY + 3 * DAY, stored_finish=MONDAY + 3 * DAY),
    ]  # fmt: skip
    return Document(
        name="Switch swap",
        start=MONDAY,
        calendar_id=1,
        calendars=[CalendarDoc(1, "Site", week=WEEK)],
        resources=[
            ResourceDoc(1, "Ana Berg", email="ana@example.org", standard_rate=50_000_000),
            ResourceDoc(2, "Bo Lind"),
        ],
        tasks=tasks,
        links=[LinkDoc(1, 2, 3), LinkDoc(2, 3, 4)],
        assignments=[AssignmentDoc(1, 2, 1), AssignmentDoc(2, 3, 2, units=5000)],
        baselines=[BaselineTaskDoc(0, 2, MONDAY, MONDAY + 540, 480)],
        fields=[FieldDoc(1, "Rack", "text", "Text1", {2: "R7"})],
    )


def file(document: Document | None = None) -> bytes:
    return mspdi_write.write(document or plan())


def imported(
    place: Place, person: Person | None = None, data: bytes | None = None, **fields: Any
) -> Any:
    fields.setdefault("workspace_id", place.workspace)
    return (person or place.owner).upload("/projects/import", data or file(), "plan.xml", **fields)


def test_a_file_becomes_a_project_with_all_that_it_says(place: Place) -> None:
    answer = imported(place)
    assert answer.status_code == 201, answer.content
    project, report = answer.json()["project"]["id"], answer.json()["report"]
    taken = report["taken"]
    assert (taken["tasks"], taken["links"], taken["milestones"], taken["summaries"]) == (4, 2, 1, 1)
    assert (taken["resources"], taken["baselines"], taken["custom_fields"]) == (2, 1, 1)
    tasks = place.tasks(project)
    assert [t["wbs"] for t in tasks.values()] == ["1", "1.1", "1.2", "2"]
    assert tasks["Install"]["start"] == "2026-12-01T08:00:00"
    assert tasks["Install"]["assignments"][0]["units"] == 5000
    assert tasks["Order"]["notes"] == "By e-mail"
    assert Rate.objects.get().standard == 50_000_000
    assert Resource.objects.get(name="Bo Lind").placeholder
    assert place.owner.get(f"/projects/{project}").json()["name"] == "Switch swap"


def test_the_report_is_honest_about_dates_and_keeps_them_on_one_click(place: Place) -> None:
    answer = imported(place)
    project, dates = answer.json()["project"]["id"], answer.json()["report"]["dates"]
    assert dates["text"] == "Dates equal for 3 of 4 tasks"
    (difference,) = dates["differences"]
    done = place.tasks(project)["Done"]
    assert difference["task_id"] == done["id"]
    assert difference["file_start"] == "2026-12-03T08:00:00"
    assert difference["start"] == done["start"] == "2026-12-02T17:00:00"
    assert "Waits for Install to finish" in difference["reason"]
    assert not difference["kept"]
    path = f"/projects/{project}/import-report"
    kept = place.owner.post(f"{path}/keep", {"task_ids": [done["id"]]})
    assert kept.status_code == 200, kept.content
    assert place.tasks(project)["Done"]["start"] == "2026-12-03T08:00:00"
    assert place.tasks(project)["Done"]["mode"] == "manual"
    assert place.owner.get(path).json()["dates"]["differences"][0]["kept"]
    place.owner.post(f"/changesets/{kept.json()['id']}/undo")
    assert place.tasks(project)["Done"]["mode"] == "auto"
    assert not place.owner.get(path).json()["dates"]["differences"][0]["kept"]


def test_several_are_kept_as_one_change_and_only_listed_ones(place: Place) -> None:
    document = plan()
    for task in document.tasks[1:3]:
        assert task.stored_start is not None
        task.stored_start += 60
    project = imported(place, data=file(document)).json()["project"]["id"]
    path = f"/projects/{project}/import-report"
    listed = [d["task_id"] for d in place.owner.get(path).json()["dates"]["differences"]]
    assert len(listed) == 3
    answer = place.owner.post(f"{path}/keep", {"task_ids": listed})
    assert len(answer.json()["changesets"]) == 1
    phase = place.tasks(project)["Phase"]["id"]
    assert place.owner.post(f"{path}/keep", {"task_ids": [phase]}).status_code == 422
    assert place.viewer.post(f"{path}/keep", {"task_ids": listed}).status_code == 403
    assert place.stranger.post(f"{path}/keep", {"task_ids": listed}).status_code == 404


def test_a_date_that_follows_another_says_so(place: Place) -> None:
    document = plan()
    install = document.tasks[2]
    assert install.stored_finish is not None
    install.stored_finish += DAY
    report = imported(place, data=file(document)).json()["report"]
    reasons = {d["name"]: d["reason"] for d in report["dates"]["differences"]}
    assert reasons["Done"] == "Follows 'Install', whose dates differ."
    assert reasons["Install"].startswith("Starts as in the file")


def test_people_are_proposed_and_chosen(place: Place) -> None:
    place.owner.post(
        "/commands",
        {"type": "resource.create", "stream": place.workspace,
         "payload": {"fields": {"name": "A. Berg", "email": "ANA@example.org"}}},
    )  # fmt: skip
    ana = Resource.objects.get(name="A. Berg").id
    before = Stream.objects.count()
    inspected = place.owner.upload("/projects/import/inspect", file(), "plan.xml")
    people = {p["name"]: (p["match"], p["by"]) for p in inspected.json()["people"]}
    assert people == {"Ana Berg": (ana, "email"), "Bo Lind": (None, None)}
    assert inspected.json()["tasks"] == 4
    assert Stream.objects.count() == before, "nothing is kept"
    project = imported(place, people=json.dumps({"Bo Lind": "ignore"})).json()["project"]["id"]
    tasks = place.tasks(project)
    assert tasks["Order"]["assignments"][0]["resource_id"] == ana
    assert tasks["Install"]["assignments"] == []
    assert not Resource.objects.filter(name="Bo Lind").exists()
    project = imported(place, people=json.dumps({"Bo Lind": ana, "Ana Berg": "new"})).json()[
        "project"
    ]["id"]
    assert place.tasks(project)["Install"]["assignments"][0]["resource_id"] == ana
    assert Resource.objects.filter(name="Ana Berg", placeholder=True).count() == 1


@pytest.mark.parametrize(
    "people", ["[1]", "{", '{"Bo Lind": "maybe"}', '{"Bo Lind": 999999}', '{"Eve": "new"}']
)
def test_a_choice_that_makes_no_sense_is_refused(place: Place, people: str) -> None:
    before = Stream.objects.count()
    answer = imported(place, people=people)
    assert answer.status_code == 422
    assert "people" in answer.json()["errors"][0]["field"]
    assert Stream.objects.count() == before


def test_rates_stay_out_for_those_who_may_not_see_them(place: Place) -> None:
    answer = imported(place, place.member)
    assert answer.status_code == 201
    assert Rate.objects.count() == 0
    assert any("Rates" in line for line in answer.json()["report"]["left_out"])


def test_the_same_key_imports_once(place: Place) -> None:
    answers = [imported(place, **{"Idempotency-Key": "one"}) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert Stream.objects.filter(kind="project").count() == 1


def test_export_and_import_lose_nothing(place: Place) -> None:
    project = imported(place).json()["project"]["id"]
    place.owner.post(
        "/commands",
        {"type": "baseline.set", "stream": project, "payload": {"number": 1, "name": "Agreed"}},
    )
    answer = place.owner.get(f"/projects/{project}/export", format="mspdi")
    assert answer.status_code == 200
    assert 'filename="Switch swap.xml"' in answer.headers["Content-Disposition"]
    again = imported(place, data=answer.content)
    report = again.json()["report"]
    assert report["dates"]["text"] == "Dates equal for 4 of 4 tasks"
    first, second = (_comparable(place, p) for p in (project, again.json()["project"]["id"]))
    assert first == second


def _comparable(place: Place, project: int) -> dict[str, Any]:
    """The project's tables by names, without keys."""
    tables = place.owner.tables(project)
    names = {
        row["id"]: row["name"]
        for t in ("tasks", "resources", "custom_fields", "calendars")
        for row in tables[t]
    }
    numbers = {row["id"]: row["number"] for row in tables["baselines"]}
    shown: dict[str, Any] = {}
    for name in (
        "projects",
        "tasks",
        "links",
        "assignments",
        "baselines",
        "baseline_tasks",
        "custom_fields",
        "custom_values",
    ):
        rows = []
        for row in tables[name]:
            plain = {
                k: names.get(v, v) if k.endswith("_id") else v
                for k, v in row.items()
                if k not in ("id", "file_uid")
            }
            if "baseline_id" in plain:
                plain["baseline_id"] = numbers[plain["baseline_id"]]
            if row.get("parent_id") is None and name == "tasks" and plain["name"] == "Phase":
                plain.pop("duration")
            rows.append(json.dumps(plain, sort_keys=True))
        shown[name] = sorted(rows)
    return shown


def _standing(place: Place, project: int) -> dict[str, list[Any]]:
    """Where each task stands: column and what that means, type, points, sprint."""
    tables = place.owner.tables(project)
    columns = in_order(tables["statuses"])
    summaries = {t["parent_id"] for t in tables["tasks"]}

    def column(task: dict[str, Any]) -> tuple[str, str] | None:
        found = None if task["id"] in summaries else status_of(columns, task)
        return None if found is None else (found["name"], found["category"])

    types = {r["id"]: (r["name"], r["icon"]) for r in tables["work_types"]}
    sprints = {r["id"]: r["name"] for r in tables["sprints"]}
    placed = {r["task_id"]: sprints[r["sprint_id"]] for r in tables["sprint_items"]}
    return {
        t["name"]: [
            column(t), types.get(t["type_id"]), t["story_points"], placed.get(t["id"])
        ]
        for t in tables["tasks"]
    }  # fmt: skip


@pytest.mark.parametrize("format", ["csv", "xlsx", "mspdi"])
def test_where_tasks_stand_comes_back(place: Place, format: str) -> None:
    project = imported(place).json()["project"]["id"]
    tasks = place.tasks(project)

    def command(name: str, **payload: Any) -> dict[str, list[int]]:
        created: dict[str, list[int]] = place.owner.command(project, name, payload)["created"]
        return created

    order, install = tasks["Order"]["id"], tasks["Install"]["id"]
    (review,) = command("status.create", fields={"name": "Review", "category": "doing"})["statuses"]
    (bug,) = command("type.create", fields={"name": "Bug", "icon": "bug"})["work_types"]
    command("task.update", id=order, fields={"type_id": bug, "story_points": 350})
    command("card.move", ids=[order], status_id=review)
    (sprint,) = command("sprint.create", fields={"name": "Sprint 7"})["sprints"]
    command("backlog.move", ids=[install, order], sprint_id=sprint)
    file = place.owner.get(f"/projects/{project}/export", format=format).content
    # What another program saved has lost our mark.
    file = file.split(b"<?headway")[0]
    name = {"mspdi": "plan.xml"}.get(format, f"plan.{format}")
    again = place.owner.upload("/projects/import", file, name, workspace_id=place.workspace)
    assert again.status_code == 201, again.content
    told = " ".join(again.json()["report"]["left_out"])
    assert "Sprint 7" in told
    assert "Bug" in told
    assert _standing(place, again.json()["project"]["id"]) == _standing(place, project)
    assert _standing(place, project)["Order"] == [
        ("Review", "doing"), ("Bug", "bug"), 350, "Sprint 7"
    ]  # fmt: skip


def test_statuses_of_other_trackers_are_taken_by_what_they_mean(place: Place) -> None:
    data = (
        b"Name,Status,Issue Type,% complete\nA,In Progress,Story,\nB,Resolved,Bug,100\n"
        b"C,Triage,Bug,\nD,doing,,\n"
    )
    answer = place.owner.upload("/projects/import", data, "l.csv", workspace_id=place.workspace)
    assert answer.status_code == 201, answer.content
    told = " ".join(answer.json()["report"]["left_out"])
    assert "'In Progress' (1) as 'Doing', 'Resolved' (1) as 'Done', 'Triage' (1) as 'To do'" in told
    standing = _standing(place, answer.json()["project"]["id"])
    assert standing["A"] == [("Doing", "doing"), ("Story", "story"), None, None]
    assert standing["B"][0] == ("Done", "done")
    assert standing["C"][:2] == [("To do", "todo"), ("Bug", "bug")]
    assert standing["D"][0] == ("Doing", "doing")


def test_sheets_carry_no_formulas(place: Place) -> None:
    project = place.project()
    place.task(project, "=cmd|' /C calc'!A0", notes="+1", duration="2d")
    place.task(project, "@SUM(A1)", duration="1d", predecessors="1SS-50%")
    text = place.owner.get(f"/projects/{project}/export", format="csv").content.decode("utf-8-sig")
    assert "'=cmd" in text
    assert "'@SUM" in text
    book = openpyxl.load_workbook(
        io.BytesIO(place.owner.get(f"/projects/{project}/export", format="xlsx").content)
    )
    cell = book["Plan"]["D2"]
    assert cell.value == "=cmd|' /C calc'!A0"
    assert cell.data_type == "s"
    again = place.owner.upload(
        "/projects/import", text.encode(), "plan.csv", workspace_id=place.workspace
    )
    tasks = place.tasks(again.json()["project"]["id"])
    assert set(tasks) == {"=cmd|' /C calc'!A0", "@SUM(A1)"}
    assert tasks["@SUM(A1)"]["predecessors"][0]["lag"] == -5000


def test_an_unknown_format_is_named(place: Place) -> None:
    project = place.project()
    answer = place.owner.get(f"/projects/{project}/export", format="pdf")
    assert answer.status_code == 422
    assert "mspdi, csv, xlsx" in answer.json()["detail"]


def test_who_may_import_and_export(place: Place) -> None:
    assert imported(place, place.viewer).status_code == 403
    assert imported(place, place.stranger).status_code == 404
    assert (
        place.viewer.upload(
            "/projects/import/inspect", file(), "p.xml", workspace_id=place.workspace
        ).status_code
        == 403
    )
    project = imported(place).json()["project"]["id"]
    for path in (f"/projects/{project}/export", f"/projects/{project}/import-report"):
        assert place.viewer.get(path).status_code == 200
        assert place.stranger.get(path).status_code == 404
    assert b"StandardRate" in place.owner.get(f"/projects/{project}/export").content
    assert b"<StandardRate>" not in place.viewer.get(f"/projects/{project}/export").content
    assert place.owner.get(f"/projects/{place.project()}/import-report").status_code == 404


def test_a_guest_takes_out_his_branch_only(place: Place) -> None:
    project = imported(place).json()["project"]["id"]
    branch = place.tasks(project)["Phase"]["id"]
    guest = place.guest(project, branch)
    assert Member.objects.get(role="guest").branch_id == branch
    document = mspdi_read.read(guest.get(f"/projects/{project}/export").content)
    assert [t.name for t in document.tasks] == ["Phase", "Order", "Install"]
    assert document.resources == []
    assert len(document.links) == 1
    report = guest.get(f"/projects/{project}/import-report").json()
    assert report["dates"]["differences"] == []
    assert report["people"] == []
    assert imported(place, guest).status_code == 403


def test_a_sheet_takes_the_holidays_of_the_country(place: Place) -> None:
    data = b"Name;Duration;Predecessors;Resource names\nPlan;2d;;Ana\nBuild;3d;1FS+1d;Bo[50%]\n"
    answer = place.owner.upload("/projects/import", data, "list.csv", country="DE")
    project = answer.json()["project"]["id"]
    assert place.owner.get(f"/projects/{project}").json()["country"] == "DE"
    assert Calendar.objects.get().name == "Germany"
    assert place.tasks(project)["Build"]["assignments"][0]["units"] == 5000
    assert any("starts today" in line for line in answer.json()["report"]["left_out"])
