"""Why, longest paths, finishing earlier and the plan check over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.analysis.test_delays import command
from tests.projects_api.helpers import Person, Place

DAY = 480


class Net:
    """Order (3 d) and Design (1 d) before Build (4 d, Ana), then Test (2 d), from 1 Dec 2026."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.project = place.project()
        self.order = place.task(self.project, "Order", duration="3d")
        self.design = place.task(self.project, "Design", duration="1d")
        after = [{"task_id": self.order}, {"task_id": self.design}]
        self.build = place.task(self.project, "Build", duration="4d", predecessors=after)
        self.test = place.task(
            self.project, "Test", duration="2d", predecessors=[{"task_id": self.build}]
        )
        command(
            place.owner, self.project, "task.assign", id=self.build, resources=[{"name": "Ana"}]
        )

    def ana(self) -> int:
        table = self.ask(f"/workspaces/{self.place.workspace}/snapshot")["tables"]["resources"]
        return int(table["id"][table["name"].index("Ana")])

    def ask(self, path: str, who: Person | None = None, **query: Any) -> Any:
        answer = (who or self.place.owner).get(path, **query)
        assert answer.status_code == 200, answer.content
        return answer.json()


@pytest.fixture
def net(place: Place) -> Net:
    return Net(place)


def test_longest_paths_with_their_floats(net: Net) -> None:
    found = net.ask(f"/tasks/{net.test}/path")
    driving, near = found["items"]
    assert [t["name"] for t in driving["tasks"]] == ["Order", "Build", "Test"]
    assert (driving["float_minutes"], driving["joins"], len(driving["links"])) == (0, None, 2)
    assert driving["root_text"] == "Starts with the project, 1 Dec 2026"
    assert [t["name"] for t in near["tasks"]] == ["Design"]
    assert (near["float_minutes"], near["joins"]) == (2 * DAY, net.build)
    assert len(net.ask(f"/tasks/{net.test}/path", most=1)["items"]) == 1


def test_why_of_the_finish_and_its_slip(net: Net) -> None:
    owner = net.place.owner
    command(owner, net.project, "baseline.set", number=0)
    command(owner, net.project, "task.update", id=net.order, fields={"duration": 5 * DAY})
    why = net.ask(f"/tasks/{net.test}/why")
    assert [s["text"] for s in why["finish_chain"]] == [
        "Takes 2 d from its start, 14 Dec 2026",
        "Waits for Build to finish",
        "Waits for Order to finish",
        "Starts with the project, 1 Dec 2026",
    ]
    assert why["chain"][0]["side"] == "start"
    assert (why["slip"]["days"], why["slip"]["cause"]["name"]) == (2.0, "Order")


def test_levelled_work_names_whom_it_made_room_for(net: Net) -> None:
    owner = net.place.owner
    docs = net.place.task(net.project, "Docs", duration="1d")
    command(owner, net.project, "task.assign", id=docs, resources=[{"name": "Ana"}])
    # Behind Build, which ends on Wednesday, 9 December.
    delay = {"levelling_delay": 9 * 1440}
    command(owner, net.project, "task.update", id=docs, fields=delay)
    chain = net.ask(f"/tasks/{docs}/why")["chain"]
    assert chain[0]["kind"] == "levelling"
    assert chain[0]["text"] == "Delayed by levelling, 9 days: Ana is busy with Build"
    assert [s["name"] for s in chain] == ["Docs", "Build", "Order"]
    guest = net.place.guest(net.project, docs)
    told = net.ask(f"/tasks/{docs}/why", guest)["chain"]
    assert [s["text"] for s in told] == [
        "Delayed by levelling, 9 days: Somebody who works on it is busy with "
        "a task outside your view"
    ]


def test_finishing_earlier_without_rates_cuts_the_fewest_days(net: Net) -> None:
    path = f"/projects/{net.project}/finish-earlier"
    found = net.ask(path, days=1, share=50)
    assert (found["basis"], found["costs_known"], found["plan"]["cost"]) == ("time", False, None)
    assert found["plan"]["reached"] is True
    assert found["plan"]["gain_minutes"] == DAY
    counts = {c["name"]: (c["gain_minutes"], c["drag_minutes"]) for c in found["counts"]}
    assert counts == {"Build": (DAY, 2 * DAY), "Test": (DAY, DAY), "Order": (DAY, 3 * DAY // 2)}
    overlaps = {(o["predecessor"]["name"], o["successor"]["name"]) for o in found["overlaps"]}
    assert overlaps == {("Order", "Build"), ("Build", "Test")}
    sent = {"commands": found["plan"]["commands"]}
    done = command(net.place.owner, net.project, "batch", **sent)
    assert net.ask(f"/projects/{net.project}")["finish"] == found["plan"]["finish"]
    net.place.owner.post(f"/changesets/{done['id']}/undo")
    assert net.ask(f"/projects/{net.project}")["finish"] == found["finish"]


def test_finishing_earlier_by_overtime_costs_its_premium(net: Net) -> None:
    fields = {"resource_id": net.ana(), "standard": 60_000_000, "overtime": 90_000_000}
    command(net.place.owner, net.place.workspace, "rate.set", fields=fields)
    path = f"/projects/{net.project}/finish-earlier"
    found = net.ask(path, days=1)
    # Only Build has somebody with a rate: eight hours of overtime at 30 more an hour.
    assert (found["basis"], found["currency"]) == ("cost", "EUR")
    assert found["plan"]["cost"] == 24_000
    assert [(t["name"], t["cost"]) for t in found["plan"]["tasks"]] == [("Build", 24_000)]
    assert [c["cost_per_day"] for c in found["counts"] if c["name"] == "Build"] == [24_000]
    command(net.place.owner, net.project, "batch", commands=found["plan"]["commands"])
    assert net.ask(f"/projects/{net.project}")["finish"] == found["plan"]["finish"]
    assert net.ask(f"/tasks/{net.build}")["duration_minutes"] == 3 * DAY
    # Whoever may not see rates gets the tasks that count, and no cost.
    told = net.ask(path, net.place.member, days=1)
    assert (told["basis"], told["plan"]["cost"]) == ("time", None)
    assert {c["cost_per_day"] for c in told["counts"]} == {None}
    assert net.place.member.get(path, basis="cost").status_code == 403
    too_much = net.ask(path, days=50)
    assert too_much["plan"]["reached"] is False


@pytest.mark.parametrize(
    "query", [{"days": 0}, {"days": 1000}, {"share": 5}, {"basis": "luck"}, {"task": "x"}]
)
def test_what_cannot_be_asked_is_named(net: Net, query: dict[str, Any]) -> None:
    answer = net.place.owner.get(f"/projects/{net.project}/finish-earlier", **query)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"].endswith(next(iter(query)))


def test_the_plan_check_names_tasks(net: Net) -> None:
    found = net.ask(f"/projects/{net.project}/plan-check", net.place.viewer)
    checks = {c["key"]: c for c in found["items"]}
    assert [c["number"] for c in found["items"]][:14] == list(range(1, 15))
    logic = [(f["task_id"], f["text"]) for f in checks["logic"]["findings"]]
    assert logic == [
        (net.order, "No predecessor"), (net.design, "No predecessor"), (net.test, "No successor"),
    ]  # fmt: skip
    owners = {f["name"] for f in checks["owners"]["findings"]}
    assert owners == {"Order", "Design", "Test"}
    assert found["passed"] + found["failed"] + found["unknown"] == 14
    assert checks["missed"]["state"] == "unknown"
    assert (
        net.place.owner.get(f"/projects/{net.project}/plan-check", baseline=11).status_code == 422
    )
