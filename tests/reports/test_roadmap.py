"""The roadmap over HTTP: phases and milestones, how they stand and why, and its drawing."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from headway.reports.drawing.ink import plain
from headway.reports.roadmap.draw import GAP, packed
from tests.projects_api.helpers import Person
from tests.reports.conftest import Plan


def road(plan: Plan, person: Person | None = None, **query: Any) -> dict[str, Any]:
    who = person or plan.place.owner
    answer = who.get("/roadmap", **{"projects": [plan.project], **query})
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def test_a_lane_has_phases_and_milestones_with_dates_and_standing(plan: Plan) -> None:
    (lane,) = road(plan)["items"]
    assert lane["name"] == "Move of the data centre"
    assert [p["name"] for p in lane["phases"]] == ["Network", "Servers"]
    stones = {m["name"]: m for m in lane["milestones"]}
    assert list(stones) == ["Switches racked", "Servers live"]
    assert stones["Servers live"]["phase_id"] == plan.tasks["Servers"]
    assert stones["Servers live"]["finish"] == "2026-12-31T17:00:00"
    assert lane["finish"] == lane["phases"][1]["finish"] == "2026-12-31T17:00:00"
    assert {one["health"] for one in (lane, *lane["phases"], *stones.values())} == {"good"}


def test_what_slips_is_at_risk_what_misses_its_deadline_late_and_both_say_why(plan: Plan) -> None:
    owner = plan.place.owner
    command = {"type": "baseline.set", "stream": plan.project, "payload": {"number": 0}}
    assert owner.post("/commands", command).status_code == 200
    owner.patch(f"/tasks/{plan.tasks['Buy servers']}", {"duration": "22d"})
    owner.patch(f"/tasks/{plan.tasks['Order switches']}", {"deadline": "2026-12-02"})
    (lane,) = road(plan)["items"]
    network, servers = lane["phases"]
    assert (servers["health"], servers["slip_minutes"]) == ("risk", 2 * 480)
    assert servers["reason"] == "Finishes +2 d against the baseline"
    assert network["health"] == "late"
    assert "“Order switches” misses its deadline of 2 Dec 2026" in network["reason"]
    assert lane["health"] == "late"
    assert lane["milestones"][1]["reason"] == "+2 d against the baseline"
    (without,) = road(plan, baseline=-1)["items"]
    assert without["phases"][1]["slip_minutes"] is None
    assert without["phases"][1]["health"] == "good"


def test_what_is_done_is_done_and_levels_go_deeper(plan: Plan) -> None:
    inner = plan.place.task(plan.project, "Racks", parent_id=plan.tasks["Network"])
    plan.place.task(plan.project, "Bolt", parent_id=inner, duration="1d")
    names = [p["name"] for p in road(plan, levels=2)["items"][0]["phases"]]
    assert names == ["Network", "Racks", "Servers"]
    for name in ("Order switches", "Switches racked"):
        plan.place.owner.patch(f"/tasks/{plan.tasks[name]}", {"percent_complete": 100})
    stone = road(plan)["items"][0]["milestones"][0]
    assert (stone["health"], stone["reason"]) == ("done", "Reached")


def test_many_projects_make_a_lane_each_in_the_order_asked_for(plan: Plan) -> None:
    other = plan.place.project("Another")
    found = road(plan, projects=[other, plan.project])
    assert [lane["id"] for lane in found["items"]] == [other, plan.project]
    assert found["items"][0]["phases"] == []
    twice = plan.place.owner.get("/roadmap", projects=[other, other])
    assert twice.status_code == 422


def test_each_sees_his_own_part_of_it(plan: Plan) -> None:
    guest = plan.place.guest(plan.project, plan.tasks["Network"])
    (lane,) = road(plan, guest)["items"]
    told = str(lane)
    assert "Switches racked" in told
    assert "Servers" not in told
    assert "2026-12-31" not in told
    other = plan.place.project("Another")
    assert guest.get("/roadmap", projects=[plan.project, other]).status_code == 404
    assert plan.place.stranger.get("/roadmap", projects=[plan.project]).status_code == 404


def test_it_is_drawn_as_told(plan: Plan) -> None:
    answer = plan.place.owner.get("/roadmap.pdf", projects=[plan.project])
    text = " ".join(p.extract_text() for p in PdfReader(BytesIO(answer.content)).pages)
    for word in ("Roadmap", "Network", "Servers live", "31 Dec", "On track", "Q4 2026"):
        assert word in text
    image = plan.place.owner.get("/roadmap.png", projects=[plan.project], scale=0.5)
    assert image.content[:8] == b"\x89PNG\r\n\x1a\n"


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(st.floats(0, 900), st.floats(1, 300)).map(lambda one: (one[0], one[0] + one[1])),
        max_size=30,
    )
)
def test_nothing_on_a_line_touches_another(spans: list[tuple[float, float]]) -> None:
    spans.sort()
    lines = packed(spans)
    for line in set(lines):
        own = [span for span, at in zip(spans, lines, strict=True) if at == line]
        for before, after in pairwise(own):
            assert before[1] + GAP <= after[0]


@pytest.mark.parametrize("query", [{"levels": 0}, {"baseline": 99}, {"projects": []}])
def test_what_cannot_be_is_refused(plan: Plan, query: dict[str, Any]) -> None:
    answer = plan.place.owner.get("/roadmap", **{"projects": [plan.project], **query})
    assert answer.status_code == 422


def test_a_name_turns_no_line_around() -> None:
    assert plain("Pay \u202eteg\u202c \u2066x\u2069 now") == "Pay teg x now"
    assert plain("\u05d0\u200f b") == "\u05d0\u200f b"
