"""Delay attribution over HTTP: a story told by its changes, and what it says of others."""

from __future__ import annotations

from typing import Any

import pytest

from headway.analysis.delays import report
from headway.changes import outbox
from headway.projects.models import Project
from tests.projects_api.helpers import Person, Place

DAY = 480


def command(person: Person, stream: int, type_: str, **payload: Any) -> Any:
    """Send a command; it must be done."""
    answer = person.post("/commands", {"type": type_, "stream": stream, "payload": payload})
    assert answer.status_code == 200, answer.content
    return answer.json()


class Story:
    """Order (3 d) → Delivery (2 d) → Cutover (1 d) from Tuesday, 1 Dec 2026, with a baseline."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.project = place.project()
        self.order = place.task(self.project, "Order", duration="3d")
        self.delivery = place.task(
            self.project, "Delivery", duration="2d", predecessors=[{"task_id": self.order}]
        )
        self.cutover = place.task(
            self.project, "Cutover", duration="1d", predecessors=[{"task_id": self.delivery}]
        )
        command(place.owner, self.project, "baseline.set", number=0)
        self.saved = self.version()

    def version(self) -> int:
        return int(self.place.owner.get(f"/projects/{self.project}/snapshot").json()["version"])

    def length(self, person: Person, task: int, days: int) -> None:
        command(person, self.project, "task.update", id=task, fields={"duration": days * DAY})

    def ask(self, **query: Any) -> Any:
        answer = self.place.owner.get(f"/projects/{self.project}/attribution", **query)
        assert answer.status_code == 200, answer.content
        return answer.json()


@pytest.fixture
def story(place: Place) -> Story:
    return Story(place)


def test_who_moved_the_finish_since_the_baseline_by_how_much(story: Story) -> None:
    place = story.place
    story.length(place.member, story.delivery, 6)  # + 4 d
    command(place.owner, story.project, "task.update", id=story.order, fields={"name": "Buy"})
    story.length(place.owner, story.order, 2)  # - 1 d
    aside = place.task(story.project, "Aside", duration="1d")
    found = story.ask()
    assert found["from"]["version"] == story.saved
    assert found["from"]["finish"] == "2026-12-08T17:00:00"
    assert found["to"]["finish"] == "2026-12-11T17:00:00"
    assert [(i["actor"]["name"], i["minutes"], i["what"]) for i in found["items"]] == [
        ("Max Member", 4 * DAY, "“Delivery”: duration 2 d → 6 d"),
        ("Olga Owner", -DAY, "“Buy”: duration 3 d → 2 d"),
    ]
    assert found["minutes"] == 3 * DAY == sum(i["minutes"] for i in found["items"])
    assert (found["changes"], found["unmoved"], found["note"]) == (4, 2, "")
    assert found["items"][0]["tasks"] == [{"id": story.delivery, "name": "Delivery"}]
    assert aside


def test_a_chosen_task_and_a_chosen_stretch(story: Story) -> None:
    owner = story.place.owner
    story.length(owner, story.order, 4)
    middle = story.version()
    story.length(owner, story.cutover, 5)
    order = story.ask(task=story.order)
    assert (order["name"], order["minutes"], len(order["items"])) == ("Order", DAY, 1)
    later = story.ask(**{"from": middle})
    assert [i["what"] for i in later["items"]] == ["“Cutover”: duration 1 d → 5 d"]
    assert story.ask(to=middle)["minutes"] == DAY
    assert story.ask(**{"from": "2099-01-01"})["items"] == []
    whole = story.ask(**{"from": 1})
    assert whole["from"]["finish"] is None
    assert whole["minutes"] == sum(i["minutes"] for i in whole["items"])


def test_links_removals_undo_and_the_calendar(story: Story) -> None:
    owner = story.place.owner
    link = owner.get(f"/tasks/{story.cutover}").json()["predecessors"][0]["id"]
    cut = command(owner, story.project, "link.delete", ids=[link])
    owner.post(f"/changesets/{cut['id']}/undo")
    project = Project.objects.get(id=story.project)
    calendar = project.calendar_id
    off = {"name": "Closed", "first": 20_794, "last": 20_794, "intervals": []}  # 7 Dec 2026
    rows = owner.get(f"/workspaces/{story.place.workspace}/snapshot").json()["tables"]["calendars"]
    known = rows["exceptions"][rows["id"].index(calendar)] or []
    command(
        owner, story.place.workspace, "calendar.update", id=calendar,
        fields={"exceptions": [*known, off]},
    )  # fmt: skip
    while outbox.deliver():
        pass
    found = story.ask(undone="true")
    texts = [(i["minutes"], i["what"]) for i in found["items"]]
    assert texts[:2] == [
        (-DAY, "Removed the link “Delivery” → “Cutover” (FS)"),
        (DAY, "Took back: Linked “Delivery” → “Cutover” (FS)"),
    ]
    assert found["to"]["finish"] == "2026-12-09T17:00:00"
    assert (len(texts), texts[2][0]) == (3, DAY)
    assert texts[2][1].endswith("1 day off added from 7 Dec 2026 (Closed)")
    # What was undone moved nothing in the end: it is left out, and counted.
    net = story.ask()
    assert [(i["minutes"], i["what"]) for i in net["items"]] == texts[2:]
    assert (net["undone"], net["minutes"], found["undone"]) == (2, found["minutes"], 0)


def test_what_was_done_again_stands_and_minutes_still_add_up(story: Story) -> None:
    owner, member = story.place.owner, story.place.member

    def length(person: Person, task: int, days: int) -> int:
        fields = {"duration": days * DAY}
        made = command(person, story.project, "task.update", id=task, fields=fields)
        return int(made["id"])

    longer = length(owner, story.order, 5)  # + 2 d, undone and done again
    length(member, story.delivery, 3)  # + 1 d, between
    back = owner.post(f"/changesets/{longer}/undo").json()["id"]
    owner.post(f"/changesets/{back}/undo")
    gone = length(owner, story.cutover, 9)  # + 8 d, undone
    owner.post(f"/changesets/{gone}/undo")
    found = story.ask()
    assert [(i["actor"]["name"], i["minutes"]) for i in found["items"]] == [
        ("Olga Owner", 2 * DAY), ("Max Member", DAY),
    ]  # fmt: skip
    assert found["minutes"] == 3 * DAY
    assert (found["undone"], found["changes"]) == (4, 6)
    everything = story.ask(undone="true")
    assert len(everything["items"]) == 6
    assert sum(i["minutes"] for i in everything["items"]) == 3 * DAY
    # Where the change itself lies before, what undid it is told.
    later = story.ask(**{"from": story.saved + 5})
    assert [i["what"] for i in later["items"]] == ["Took back: “Cutover”: duration 9 d → 1 d"]


def test_what_was_put_back_by_hand_before_an_undo_is_told_as_it_happened(story: Story) -> None:
    owner = story.place.owner

    def length(days: int) -> int:
        fields = {"duration": days * DAY}
        made = command(owner, story.project, "task.update", id=story.order, fields=fields)
        return int(made["id"])

    longer = length(5)
    length(7)
    length(5)
    assert owner.post(f"/changesets/{longer}/undo").status_code == 200
    # Nobody could leave the task out and keep the link that hung on it for a while.
    made = command(owner, story.project, "task.create", parent_id=None, fields={"name": "Brief"})
    extra = made["created"]["tasks"][0]
    link = command(
        owner, story.project, "link.create", predecessor_id=extra, successor_id=story.order
    )
    command(owner, story.project, "link.delete", ids=link["created"]["links"])
    assert owner.post(f"/changesets/{made['id']}/undo").status_code == 200
    found = story.ask()
    assert found["to"]["finish"] == found["from"]["finish"] == "2026-12-08T17:00:00"
    assert [i["minutes"] // DAY for i in found["items"][:4]] == [2, 2, -2, -2]
    assert found["minutes"] == 0 == sum(i["minutes"] for i in found["items"])
    assert (found["undone"], found["changes"]) == (0, 8)


def test_words_say_what_became_of_what(story: Story) -> None:
    owner = story.place.owner

    def told(type_: str, **payload: Any) -> str:
        before = story.version()
        command(owner, story.project, type_, **payload)
        (item,) = story.ask(**{"from": before})["items"]
        return str(item["what"])

    def update(task: int, **fields: Any) -> str:
        return told("task.update", id=task, fields=fields)

    # Order works from Tuesday 1 to Thursday 3 December; after a day it rests from the 2nd on.
    assert update(story.order, splits=[[DAY, 2 * DAY]]) == (
        "“Order”: split for 2 d from 2 Dec 2026"
    )
    assert update(story.order, splits=[[DAY, DAY]]) == (
        "“Order”: its rest 2 d → 1 d from 2 Dec 2026"
    )
    assert update(story.order, splits=None) == "“Order”: no longer split for 1 d from 2 Dec 2026"
    assert update(story.order, levelling_delay=3 * DAY) == "“Order”: levelling delay 0 d → 3 d"
    people = [{"name": "Ann", "units": 5000}]
    command(owner, story.project, "task.assign", id=story.delivery, resources=[{"name": "Ann"}])
    half = told("task.assign", id=story.delivery, resources=people)
    assert half == "“Delivery”: duration 2 d → 4 d; “Delivery”: Ann 100 % → 50 %"
    assert told("project.update", fields={"start": 29_678_940}).startswith("Project start ")
    rules = {"from_status_date": True, "lag_calendar": "predecessor"}
    assert told("project.update", fields={"status_date": 29_678_940 + 7 * 1440, **rules}) == (
        "Status date 13 Jun 2026; Unfinished work is scheduled from the status date; "
        "Lag counts on the predecessor's calendar"
    )


def test_many_changes_are_taken_together_and_say_so(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    for days in range(4, 10):
        story.length(story.place.owner, story.order, days)
    for days in range(3, 6):
        story.length(story.place.member, story.delivery, days)
    single = story.ask()
    monkeypatch.setattr(report, "most_steps", lambda tasks: 2)
    found = story.ask()
    assert [(i["actor"]["name"], i["changes"], i["minutes"]) for i in found["items"]] == [
        ("Olga Owner", 6, 6 * DAY),
        ("Max Member", 3, 3 * DAY),
    ]
    assert found["minutes"] == single["minutes"] == 9 * DAY
    assert "9 changes were taken together as 2 steps" in found["note"]
    first = found["items"][0]
    closer = story.ask(**{"from": first["first"], "to": first["last"]})
    assert closer["minutes"] == first["minutes"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"from": "yesterday"}, "from"),
        ({"from": "999"}, "from"),
        ({"to": "0"}, "to"),
        ({"from": "baseline:4"}, "from"),
        ({"from": "5", "to": "2"}, "to"),
        ({"from": "9999-12-31T23:59:59-14:00"}, "from"),
        ({"to": "0001-01-01T00:00:00+14:00"}, "to"),
    ],
)
def test_what_cannot_be_asked_is_named(story: Story, query: dict[str, str], field: str) -> None:
    answer = story.place.owner.get(f"/projects/{story.project}/attribution", **query)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


def test_an_unknown_task_is_not_there(story: Story) -> None:
    path = f"/projects/{story.project}/attribution"
    assert story.place.owner.get(path, task=987654).status_code == 404


def test_the_command_line_tells_the_same(
    story: Story, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from headway.cli import attribution
    from headway.cli.main import main

    monkeypatch.setattr(attribution, "open_place", lambda: None)
    story.length(story.place.member, story.delivery, 6)
    asks = ["attribution", str(story.project), "--as", "owner@example.org"]
    assert main(asks) == 0
    told = capsys.readouterr().out
    assert "the finish: 2026-12-08 → 2026-12-14, +4.0 d" in told
    assert "+4.0 d  Max Member: “Delivery”: duration 2 d → 6 d" in told
    assert main([*asks, "--from", "soon"]) == 2
    assert "2026-03-31" in capsys.readouterr().err
