"""The Gantt chart as PDF and PNG, over HTTP: what stands on the page, and for whom."""

from __future__ import annotations

import struct
import sys
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from headway.reports.drawing import typeset
from headway.reports.drawing.axis import DAY, Axis, cells, units
from headway.reports.drawing.frame import Told
from headway.reports.drawing.ink import Page
from headway.reports.gantt.draw import Sheet, draw
from headway.reports.gantt.rows import Chart, Row
from headway.scheduling.moments import from_date
from tests.projects_api.helpers import Person
from tests.reports.conftest import HOSTILE, Plan


def pdf(plan: Plan, person: Person | None = None, body: Any = None, **query: Any) -> PdfReader:
    who = person or plan.place.owner
    path = f"/projects/{plan.project}/gantt.pdf"
    answer = who.get(path, **query) if body is None else who.post(path, body)
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == "application/pdf"
    found = PdfReader(BytesIO(answer.content))
    assert answer["Headway-Pages"] == str(len(found.pages))
    return found


def words(found: PdfReader) -> str:
    return " ".join(page.extract_text() for page in found.pages).replace("\n", " ")


def pixels(data: bytes) -> tuple[int, int, set[tuple[int, ...]]]:
    """Return width, height and the colours of a PNG of 8 bits a channel (RFC 2083)."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, body = 8, b""
    width = height = channels = 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        part = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", part[:10])
            assert depth == 8
            channels = {2: 3, 6: 4}[colour]
        elif kind == b"IDAT":
            body += part
        at += 12 + length
    raw, stride = zlib.decompress(body), width * channels
    above, seen = bytes(stride), set()
    for y in range(height):
        line = bytearray(raw[y * (stride + 1) + 1 : (y + 1) * (stride + 1)])
        _unfilter(raw[y * (stride + 1)], line, above, channels)
        above = bytes(line)
        seen |= {tuple(line[x : x + 3]) for x in range(0, stride, channels)}
    return width, height, seen


def _unfilter(kind: int, line: bytearray, above: bytes, step: int) -> None:
    for i in range(len(line)):
        left = line[i - step] if i >= step else 0
        corner = above[i - step] if i >= step else 0
        if kind == 4:
            guess = left + above[i] - corner
            near = min((left, above[i], corner), key=lambda one: abs(guess - one))
        else:
            near = (0, left, above[i], (left + above[i]) // 2)[kind]
        line[i] = (line[i] + near) & 255


def test_a_page_says_what_it_is_of_and_names_every_task_as_plain_words(plan: Plan) -> None:
    found = pdf(plan)
    text = words(found)
    assert len(found.pages) == 1
    size = found.pages[0].mediabox
    assert (round(float(size.width)), round(float(size.height))) == (842, 595)
    for expected in ("Move of the data centre", "Status date", "Printed", "Olga Owner"):
        assert expected in text
    for name in ("Network", "Order switches", "Servers live", "Phase", "Milestone", "Critical"):
        assert name in text
    # Typst's own language in a name stays a name; it fetches and reads nothing.
    assert "#import" in text
    assert HOSTILE[:24] in text.replace("“", '"').replace("”", '"')
    assert found.metadata is not None
    assert found.metadata.title == "Move of the data centre: Gantt chart"


def test_columns_paper_time_and_depth_are_as_asked_for(plan: Plan) -> None:
    text = words(pdf(plan, columns=["wbs", "predecessors"], paper="a3", turned="portrait"))
    assert "WBS" in text
    assert "Predecessors" in text
    assert "2.1" in text
    assert "Duration" not in text
    flat = words(pdf(plan, depth=1))
    assert "Network" in flat
    assert "Order switches" not in flat
    assert "1 of 2 levels" in flat
    cut = words(pdf(plan, start="2026-12-01", finish="2026-12-11"))
    assert "December 2026" in cut
    assert "January" not in cut


def test_steering_tells_of_milestones_and_what_is_critical_or_late_alone(plan: Plan) -> None:
    text = words(pdf(plan, view="steering", paper="slide"))
    assert "Steering view" in text
    for name in ("Switches racked", "Servers live", "Buy servers"):
        assert name in text
    assert "Order switches" not in text  # it has float and is not late


def test_a_long_plan_is_cut_with_a_word_or_goes_on_over_pages(plan: Plan) -> None:
    rows = [{"name": f"Step {n}", "level": 0} for n in range(120)]
    command = {"type": "outline.insert", "stream": plan.project, "payload": {"tasks": rows}}
    assert plan.place.owner.post("/commands", command).status_code == 200
    one = pdf(plan)
    assert len(one.pages) == 1
    assert "No room on this page for" in words(one)
    many = pdf(plan, pages="many")
    assert len(many.pages) > 2
    text = words(many)
    assert "Step 0" in text
    assert "Step 119" in text
    assert f"Page {len(many.pages)} of {len(many.pages)}" in text
    assert "No room" not in text


def test_chosen_rows_alone_are_drawn(plan: Plan) -> None:
    text = words(pdf(plan, body={"tasks": [plan.tasks["Servers"], plan.tasks["Buy servers"]]}))
    assert "Buy servers" in text
    assert "Order switches" not in text


def test_bars_take_the_colours_that_are_asked_for_and_say_what_they_mean(plan: Plan) -> None:
    groups = [
        {"place": 1, "label": "Buying", "tasks": [plan.tasks["Buy servers"]]},
        {"place": 8, "label": "No value", "tasks": [plan.tasks["Order switches"]]},
    ]
    text = words(pdf(plan, body={"colours": groups}))
    assert "Buying" in text
    assert "No value" in text
    path = f"/projects/{plan.project}/gantt.png?scale=1"
    _, _, colours = pixels(plan.place.owner.post(path, {"colours": groups}).content)
    orange, grey, plain = (0xF5, 0xC3, 0x8B), (0xC9, 0xCE, 0xD4), (0x8F, 0xB1, 0xE3)
    assert {orange, grey, (0xB8, 0x30, 0x3F)} <= colours  # the critical one keeps a red frame
    assert plain not in colours
    wrong = plan.place.owner.post(path, {"colours": [{"place": 9, "label": "", "tasks": []}]})
    assert wrong.status_code == 422


def test_a_guest_prints_what_he_sees(plan: Plan) -> None:
    guest = plan.place.guest(plan.project, plan.tasks["Network"])
    everything = {"tasks": list(plan.tasks.values()), "columns": ["predecessors", "people"]}
    for found in (
        pdf(plan, guest),
        pdf(plan, guest, everything),
        pdf(plan, guest, view="steering"),
    ):
        text = words(found)
        assert "Network" in text
        assert "Servers" not in text
        assert "Buy" not in text
    path = f"/projects/{plan.project}/gantt.pdf"
    assert plan.place.stranger.get(path).status_code == 404


def test_an_image_has_its_size_and_the_plans_colours(plan: Plan) -> None:
    path = f"/projects/{plan.project}/gantt.png"
    answer = plan.place.viewer.get(path, scale=1, paper="slide")
    assert answer["Content-Type"] == "image/png"
    width, height, colours = pixels(answer.content)
    assert (width, height) == (960, 540)
    accent, bar, critical = (0x1F, 0x5F, 0xBF), (0x8F, 0xB1, 0xE3), (0xB8, 0x30, 0x3F)
    assert {bar, critical} <= colours
    # The status date lies before the plan: its line is not drawn.
    assert accent not in colours
    assert plan.place.viewer.get(path, page=2).status_code == 404


def test_an_empty_plan_is_a_page_that_says_so(plan: Plan) -> None:
    empty = Plan(plan.place, plan.place.project("Nothing yet"))
    assert "No tasks to show" in words(pdf(empty))


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"paper": "a9"}, "paper"),
        ({"columns": ["salary"]}, "columns.0"),
        ({"start": "soon"}, "start"),
        ({"start": "2026-12-11", "finish": "2026-12-01"}, "finish"),
        ({"start": "0001-01-01"}, "start"),
        ({"finish": "9998-12-31"}, "finish"),
        ({"depth": 0}, "depth"),
        ({"baseline": 11}, "baseline"),
    ],
)
def test_what_cannot_be_drawn_is_named(plan: Plan, query: dict[str, Any], field: str) -> None:
    answer = plan.place.owner.get(f"/projects/{plan.project}/gantt.pdf", **query)
    assert answer.status_code == 422
    assert field in answer.json()["errors"][0]["field"]


@pytest.mark.parametrize(
    ("query", "field", "says"),
    [
        ({"start": "2031-03-01"}, "start", "From 1 Mar 2031 on there is nothing: "),
        ({"start": "2020-03-01", "finish": "2020-03-31"}, "finish", "Until 31 Mar 2020 there is"),
    ],
)
def test_a_range_that_leaves_nothing_is_refused_with_the_range_of_the_plan(
    plan: Plan, query: dict[str, Any], field: str, says: str
) -> None:
    tasks = plan.place.owner.get(f"/projects/{plan.project}/tasks").json()["items"]
    first = date.fromisoformat(min(t["start"] for t in tasks)[:10])
    answer = plan.place.owner.get(f"/projects/{plan.project}/gantt.png", **query)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["field"] == field
    assert says in error["message"]
    assert f"runs from {first.day} {first:%b %Y} to" in error["message"]


def test_working_times_are_counted_once_and_only_where_days_can_be_told_apart() -> None:
    day = 1440
    rows = tuple(
        Row(n, n, str(n), 0, f"Step {n}", "task", day * n, day * (n + 1), 480, "days", 0, False,
            True, False, False, None, 0, None, None, (), (), 0, 0, None)
        for n in range(1, 120)
    )  # fmt: skip
    chart = Chart({"start": 0, "minutes_per_day": 480}, rows, 0)
    asked: list[tuple[int, int]] = []

    def worked(start: int, finish: int) -> list[tuple[int, int]]:
        asked.append((start, finish))
        return []

    short = Sheet(842, 595, (), worked=worked)
    assert len(draw(chart, short, Told("P", "Gantt chart", [], ""))) > 2
    assert len(asked) == 1
    draw(chart, replace(short, finish=40 * 366 * day), Told("P", "Gantt chart", [], ""))
    assert len(asked) == 1


def test_drawing_is_bounded_in_time(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeset, "SECONDS", 0.01)
    answer = plan.place.owner.get(f"/projects/{plan.project}/gantt.pdf")
    assert answer.status_code == 503
    assert answer.json()["type"] == "too-slow"


def test_who_draws_already_waits_for_that_and_others_wait_a_moment(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/projects/{plan.project}/gantt.pdf"

    def busy() -> str:
        begun = time.monotonic()
        answer = plan.place.owner.get(path)
        assert time.monotonic() - begun < 5
        assert (answer.status_code, answer.json()["type"]) == (503, "busy")
        return str(answer.json()["detail"])

    begins, ends = threading.Event(), threading.Event()

    def run(asked: bytes) -> bytes:
        begins.set()
        assert ends.wait(30)
        return b"%PDF"

    owner = plan.place.owner.get("/me").json()["user"]["id"]
    with monkeypatch.context() as held, ThreadPoolExecutor(1) as beside:
        held.setattr(typeset, "_run", run)
        first = beside.submit(typeset.typeset, "P", [Page(10, 10)], "pdf", account=owner)
        assert begins.wait(30)
        try:
            assert "Your last pages" in busy()
        finally:
            ends.set()
        assert first.result(30) == b"%PDF"
    with monkeypatch.context() as held:
        held.setattr(typeset, "AT_ONCE", threading.BoundedSemaphore(1))
        with typeset.AT_ONCE:
            assert "ask again" in busy()
    pdf(plan)


@pytest.mark.parametrize("death", ["SIGXCPU", "SIGABRT"])
def test_a_drawing_that_is_ended_by_its_bounds_is_too_large_not_our_fault(
    plan: Plan, monkeypatch: pytest.MonkeyPatch, death: str
) -> None:
    ends = f"import os, signal; os.kill(os.getpid(), signal.{death})"
    monkeypatch.setattr(typeset, "COMMAND", (sys.executable, "-c", ends))
    answer = plan.place.owner.get(f"/projects/{plan.project}/gantt.pdf")
    assert (answer.status_code, answer.json()["type"]) == (503, "too-slow")
    assert "fewer levels" in answer.json()["detail"]


def test_rows_stand_under_the_headings_of_their_groups(plan: Plan) -> None:
    task = plan.tasks
    body = {
        "groups": [
            {"label": "Waits for Jo", "tasks": [task["Servers live"], task["Buy servers"]]},
            {"label": "Nobody's", "tasks": []},
            {"label": "Again", "tasks": [task["Servers"], task["Buy servers"], 999_999_999]},
        ],
        "columns": ["start"],
    }
    said = words(pdf(plan, body=body))
    places = [
        said.index(text)
        for text in ("Waits for Jo", "Servers live", "Buy servers", "Nobody's", "Again")
    ]
    assert places == sorted(places), "headings and rows in the order that was asked for"
    assert said.count("Buy servers") == 2
    assert "Order switches" not in said
    steering = words(pdf(plan, body={**body, "view": "steering"}))
    assert "Waits for Jo" not in steering


def test_weeks_begin_with_the_day_that_is_asked_for() -> None:
    friday = from_date(date(2026, 1, 2))
    for first, begins in ((1, "5 Jan"), (7, "4 Jan"), (6, "3 Jan")):
        axis = Axis(friday, friday + 60 * DAY, 0, 300, first)
        assert units(axis)[0] == "week"
        assert cells(axis, "week")[1].label == begins, first
