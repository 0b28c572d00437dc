"""What else of the Gantt is dragged: branches by their summary, deadlines, constraints' dates, parts of split
tasks; by mouse, by keyboard and by touch."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DAY, MONDAY, NewPage, NewPlan, Plan
from tests.browser.gantt import (
    at_rest,
    bar,
    box,
    cell,
    day_width,
    drag,
    eventually,
    middle,
    open_view,
)

EVENING = MONDAY + 480
"""2026-07-27T17:00, when a day's work ends."""


def starts(plan: Plan) -> dict[str, str]:
    """Return the day on which each task starts, as the server says."""
    return {name: str(task["start"])[:10] for name, task in plan.tasks().items()}


def mark(page: Page, name: str, part: str) -> Locator:
    """Return where a mark, or a part, of a task's row can be held."""
    line = page.locator(".hwt-row").filter(has=bar(page, name))
    return line.locator(f'.hwt-hold[data-part="{part}"]')


def undo(page: Page) -> None:
    """Press Ctrl+Z in the grid."""
    page.get_by_role("treegrid").focus()
    page.keyboard.press("Control+z")


def value(plan: Plan, name: str, field: str) -> Any:
    """Return a field of a task, as the server says."""
    return plan.tasks()[name][field]


@pytest.fixture
def phases(new_plan: NewPlan) -> Plan:
    """Prepare (Order → Deliver, Permit), then Move (Cutover), of which only the first tasks wait."""
    return new_plan(
        [
            {"name": "Prepare", "level": 0},
            {"name": "Order switches", "level": 1, "duration": 3 * DAY},
            {"name": "Deliver", "level": 1, "duration": 2 * DAY, "predecessors": [{"row": 1}]},
            {"name": "Permit", "level": 1, "duration": 2 * DAY},
            {"name": "Move", "level": 0},
            {"name": "Cutover", "level": 1, "duration": 2 * DAY, "predecessors": [{"row": 2}]},
        ]
    )


def test_a_summary_takes_its_branch_along_and_says_what_follows(page: Page, phases: Plan) -> None:
    open_view(page, phases.url)
    before = phases.tasks()
    day = day_width(page)
    hold = middle(bar(page, "Prepare"), 0.5)
    drag(page, hold, (2 * day, 0), drop=False)
    tip = page.locator(".hwm-tip")
    expect(tip).to_contain_text("Branch +2d: starts 29 Jul")
    expect(tip).to_contain_text("pins 2 tasks")
    expect(tip).to_contain_text("moves 4 tasks")
    expect(tip).to_contain_text("finish +2d")
    # The hand's wish of each task that is moved; what follows is shown where it comes to lie.
    expect(page.locator(".hwt-wish")).to_have_count(3)
    expect(page.locator(".hwt-row[data-moved] .hwt-ghost").first).to_be_visible()
    assert phases.tasks() == before
    page.mouse.up()
    eventually(lambda: starts(phases)["Cutover"] == "2026-08-05")
    assert starts(phases) == {
        "Prepare": "2026-07-29",
        "Order switches": "2026-07-29",
        "Deliver": "2026-08-03",
        "Permit": "2026-07-29",
        "Move": "2026-08-05",
        "Cutover": "2026-08-05",
    }
    pinned = {n: t["constraint"] for n, t in phases.tasks().items()}
    assert {n for n, c in pinned.items() if c == "snet"} == {"Order switches", "Permit"}
    # One change: one undo takes all of it back.
    undo(page)
    eventually(lambda: phases.tasks() == before)


def test_only_dates_that_a_drag_changes_are_marked(page: Page, phases: Plan) -> None:
    open_view(page, phases.url)
    kept = cell(page, "Prepare", "start").evaluate("one => getComputedStyle(one).color")
    drag(page, middle(bar(page, "Deliver")), (3 * day_width(page), 0), drop=False)
    expect(page.locator(".hwm-tip")).to_contain_text("moves")
    # The phase ends later, and starts when it did.
    expect(cell(page, "Prepare", "start")).to_have_css("color", kept)
    expect(cell(page, "Prepare", "finish")).not_to_have_css("color", kept)
    expect(cell(page, "Cutover", "start")).not_to_have_css("color", kept)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(cell(page, "Prepare", "finish")).to_have_css("color", kept)


def test_a_branch_that_waits_says_for_what_and_escape_gives_up(page: Page, phases: Plan) -> None:
    open_view(page, phases.url)
    before = phases.tasks()
    day = day_width(page)
    drag(page, middle(bar(page, "Move"), 0.5), (-2 * day, 0), drop=False)
    expect(page.locator(".hwm-tip-no")).to_contain_text("“Cutover”: Waits for “Deliver” to finish")
    page.keyboard.press("Escape")
    expect(page.locator(".hwm-tip")).to_have_count(0)
    page.mouse.up()
    assert phases.tasks() == before
    # A click on a summary's bar still only chooses its row.
    bar(page, "Move").click()
    expect(page.locator('.hwg-row[data-current="true"]')).to_contain_text("Move")
    assert phases.tasks() == before


def test_a_branch_moves_by_keyboard(page: Page, phases: Plan) -> None:
    open_view(page, phases.url)
    before = phases.tasks()
    cell(page, "Prepare", "name").click()
    page.keyboard.press("F6")
    expect(bar(page, "Prepare")).to_be_focused()
    page.keyboard.press("Alt+ArrowRight")
    eventually(lambda: starts(phases)["Cutover"] == "2026-08-04")
    assert starts(phases)["Permit"] == "2026-07-28"
    expect(page.get_by_role("status").filter(has_text="Branch +1d")).to_have_count(1)
    undo(page)
    eventually(lambda: phases.tasks() == before)
    # It cannot be stretched: it is as long as its tasks.
    cell(page, "Prepare", "name").click()
    page.keyboard.press("Shift+Alt+ArrowRight")
    # Several chosen rows go together, from the grid too.
    cell(page, "Order switches", "name").click()
    cell(page, "Permit", "name").click(modifiers=["Control"])
    page.keyboard.press("Alt+ArrowRight")
    eventually(lambda: starts(phases)["Permit"] == "2026-07-28")
    assert starts(phases)["Order switches"] == "2026-07-28"
    assert value(phases, "Order switches", "duration_minutes") == 3 * DAY


def test_a_deadline_is_dragged_and_says_whether_it_is_kept(page: Page, phases: Plan) -> None:
    ids = {name: task["id"] for name, task in phases.tasks().items()}
    friday = EVENING + 4 * 1440
    phases.command("task.update", {"id": ids["Order switches"], "fields": {"deadline": friday}})
    open_view(page, phases.url)
    day = day_width(page)
    hold = mark(page, "Order switches", "deadline")
    expect(hold).to_have_attribute("aria-label", re.compile("Deadline of “Order switches”: 31 Jul"))
    assert box(hold)["width"] >= 16
    assert box(hold)["height"] >= 20
    tip = page.locator(".hwm-tip")
    drag(page, middle(hold), (-1 * day, 0), drop=False)
    expect(tip).to_contain_text("Deadline 30 Jul")
    expect(tip).to_contain_text("1d to spare")
    page.mouse.move(middle(hold)[0] - 2 * day, middle(hold)[1])
    expect(page.locator(".hwm-tip-no")).to_contain_text("It finishes 1d later, on 29 Jul")
    # Where it stood is still shown.
    expect(page.locator(".hwt-deadline[data-ghost]")).to_have_count(1)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(tip).to_have_count(0)
    expect(page.locator(".hwt-deadline[data-ghost]")).to_have_count(0)
    assert value(phases, "Order switches", "deadline") == "2026-07-31T17:00:00"

    drag(page, middle(hold), (-1 * day, 0))
    eventually(lambda: value(phases, "Order switches", "deadline") == "2026-07-30T17:00:00")
    undo(page)
    eventually(lambda: value(phases, "Order switches", "deadline") == "2026-07-31T17:00:00")


def test_a_deadline_at_the_end_of_a_bar_leaves_that_end_to_be_stretched(
    page: Page, phases: Plan
) -> None:
    task = phases.tasks()["Order switches"]
    at_end = EVENING + 2 * 1440
    phases.command("task.update", {"id": task["id"], "fields": {"deadline": at_end}})
    open_view(page, phases.url)
    day = day_width(page)
    target = bar(page, "Order switches")
    found = at_rest(target)
    page.mouse.move(*middle(target))
    drag(page, (found["x"] + found["width"] - 3, found["y"] + 8), (day, 0))
    eventually(lambda: value(phases, "Order switches", "duration_minutes") == 4 * DAY)
    assert value(phases, "Order switches", "deadline") == "2026-07-29T17:00:00"
    undo(page)
    eventually(lambda: value(phases, "Order switches", "duration_minutes") == 3 * DAY)
    page.mouse.move(*middle(target))
    dot = at_rest(target.locator('[data-part="link-finish"]'))
    hold = box(mark(page, "Order switches", "deadline"))
    assert hold["x"] + hold["width"] <= dot["x"] + 1, "the dot lies under the deadline"


def test_deadlines_and_constraints_move_by_keyboard(page: Page, phases: Plan) -> None:
    task = phases.tasks()["Order switches"]
    fields = {"deadline": EVENING + 4 * 1440, "constraint": "snet", "constraint_date": MONDAY}
    phases.command("task.update", {"id": task["id"], "fields": fields})
    open_view(page, phases.url)
    cell(page, "Order switches", "name").click()
    page.keyboard.press("F6")
    expect(bar(page, "Order switches")).to_be_focused()
    page.keyboard.press("Tab")
    expect(mark(page, "Order switches", "pin")).to_be_focused()
    page.keyboard.press("Alt+ArrowRight")
    eventually(lambda: value(phases, "Order switches", "constraint_date") == "2026-07-28T09:00:00")
    assert starts(phases)["Order switches"] == "2026-07-28"
    page.keyboard.press("Tab")
    expect(mark(page, "Order switches", "deadline")).to_be_focused()
    # Over the weekend: from Friday to Monday.
    page.keyboard.press("Alt+ArrowRight")
    eventually(lambda: value(phases, "Order switches", "deadline") == "2026-08-03T17:00:00")
    said = page.get_by_role("status").filter(has_text="Deadline 3 Aug")
    expect(said).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(bar(page, "Deliver")).to_be_focused()


def test_the_date_of_a_constraint_is_dragged(page: Page, phases: Plan) -> None:
    task = phases.tasks()["Permit"]
    fields = {"constraint": "mso", "constraint_date": MONDAY}
    phases.command("task.update", {"id": task["id"], "fields": fields})
    open_view(page, phases.url)
    day = day_width(page)
    hold = mark(page, "Permit", "pin")
    assert box(hold)["width"] >= 20
    drag(page, middle(hold), (day, 0), drop=False)
    tip = page.locator(".hwm-tip")
    expect(tip).to_contain_text("Must start on 28 Jul")
    expect(tip).to_contain_text("it starts 28 Jul")
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(tip).to_have_count(0)
    assert value(phases, "Permit", "constraint_date") == "2026-07-27T09:00:00"
    drag(page, middle(hold), (day, 0))
    # It stays the constraint that it is.
    eventually(lambda: value(phases, "Permit", "constraint_date") == "2026-07-28T09:00:00")
    assert value(phases, "Permit", "constraint") == "mso"
    assert starts(phases)["Permit"] == "2026-07-28"


@pytest.fixture
def split(new_plan: NewPlan) -> Plan:
    """A task of three days that rests a day after each, and one that waits for it."""
    plan = new_plan(
        [
            {"name": "Survey", "level": 0, "duration": 3 * DAY},
            {"name": "Report", "level": 0, "duration": DAY, "predecessors": [{"row": 0}]},
        ]
    )
    splits = {"splits": [[DAY, DAY], [2 * DAY, DAY]]}
    plan.command("task.update", {"id": plan.tasks()["Survey"]["id"], "fields": splits})
    return plan


def test_a_part_of_a_split_task_is_dragged_with_what_follows(page: Page, split: Plan) -> None:
    open_view(page, split.url)
    before = split.tasks()
    assert str(before["Survey"]["finish"])[:10] == "2026-07-31"
    parts = bar(page, "Survey").locator(".hwt-part")
    expect(parts).to_have_count(3)
    # Monday to Friday evening are 104 hours.
    day = at_rest(bar(page, "Survey"))["width"] / (104 / 24)
    drag(page, middle(parts.nth(2)), (3 * day, 0), drop=False)
    tip = page.locator(".hwm-tip")
    expect(tip).to_contain_text("Part 3 from 3 Aug")
    expect(tip).to_contain_text("it finishes 3 Aug")
    expect(tip).to_contain_text("finish +1d")
    page.keyboard.press("Escape")
    page.mouse.up()
    assert split.tasks() == before

    drag(page, middle(parts.nth(1)), (day, 0))
    eventually(lambda: str(split.tasks()["Survey"]["finish"])[:10] == "2026-08-03")
    assert starts(split) == {"Survey": "2026-07-27", "Report": "2026-08-04"}
    undo(page)
    eventually(lambda: split.tasks() == before)
    # Pushed up to the part before it, it rests no more.
    drag(page, middle(parts.nth(1)), (-2 * day, 0), drop=False)
    expect(tip).to_contain_text("Part 2 without a rest before it")
    page.mouse.up()
    expect(parts).to_have_count(2)
    eventually(lambda: str(split.tasks()["Survey"]["finish"])[:10] == "2026-07-30")
    # The first part is the task's start: it takes all of it along.
    drag(page, middle(parts.nth(0), 0.3), (day, 0))
    eventually(lambda: starts(split)["Survey"] == "2026-07-28")
    expect(parts).to_have_count(2)


def test_a_part_of_a_split_task_moves_by_keyboard(page: Page, split: Plan) -> None:
    open_view(page, split.url)
    cell(page, "Survey", "name").click()
    page.keyboard.press("F6")
    page.keyboard.press("Tab")
    second = mark(page, "Survey", "part-1")
    expect(second).to_be_focused()
    expect(second).to_have_attribute("aria-label", re.compile("Part 2 of “Survey”: 29 Jul"))
    page.keyboard.press("Alt+ArrowRight")
    eventually(lambda: str(split.tasks()["Survey"]["finish"])[:10] == "2026-08-03")
    expect(second).to_be_focused()
    page.keyboard.press("Alt+ArrowLeft")
    eventually(lambda: str(split.tasks()["Survey"]["finish"])[:10] == "2026-07-31")


def test_what_is_done_of_a_split_task_is_not_dragged_apart(page: Page, split: Plan) -> None:
    half = {"id": split.tasks()["Survey"]["id"], "percent_complete": 50}
    split.command("task.progress", half)
    open_view(page, split.url)
    cell(page, "Survey", "name").click()
    expect(mark(page, "Survey", "part-2")).to_have_count(1)
    # Of the second part something is done.
    expect(mark(page, "Survey", "part-1")).to_have_count(0)


def swipe(page: Page, start: tuple[float, float], by: float) -> None:
    """Put a finger down, draw it along and lift it."""
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *at: tuple[float, float]) -> None:
        points = [{"x": x, "y": y} for x, y in at]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    send("touchStart", start)
    for share in (0.2, 0.5, 0.8, 1.0):
        send("touchMove", (start[0] + by * share, start[1]))
        page.wait_for_timeout(30)
    send("touchEnd")
    touch.detach()


def test_bars_and_marks_follow_a_finger_once_their_row_is_chosen(
    new_page: NewPage, phases: Plan
) -> None:
    task = phases.tasks()["Permit"]
    deadline = {"deadline": EVENING + 4 * 1440}
    phases.command("task.update", {"id": task["id"], "fields": deadline})
    page = new_page(width=1180, height=820, has_touch=True)
    open_view(page, phases.url)
    day = day_width(page)
    hold = mark(page, "Permit", "deadline")
    at = middle(hold)
    page.touchscreen.tap(*at)
    expect(page.locator('.hwg-row[data-current="true"]')).to_contain_text("Permit")
    assert value(phases, "Permit", "deadline") == "2026-07-31T17:00:00"
    swipe(page, at, -day)
    eventually(lambda: value(phases, "Permit", "deadline") == "2026-07-30T17:00:00")
    swipe(page, middle(bar(page, "Permit")), day)
    eventually(lambda: starts(phases)["Permit"] == "2026-07-28")
    page.touchscreen.tap(*middle(bar(page, "Prepare")))
    expect(page.locator('.hwg-row[data-current="true"]')).to_contain_text("Prepare")
    swipe(page, middle(bar(page, "Prepare")), day)
    eventually(lambda: starts(phases)["Order switches"] == "2026-07-28")


def test_axe_finds_nothing_serious_where_marks_can_be_held(
    new_page: NewPage, split: Plan, axe: Callable[[Page], list[str]]
) -> None:
    fields = {"deadline": EVENING + 7 * 1440, "constraint": "snet", "constraint_date": MONDAY}
    split.command("task.update", {"id": split.tasks()["Survey"]["id"], "fields": fields})
    for dark in (False, True):
        page = new_page(dark=dark, bypass_csp=True)
        open_view(page, split.url)
        cell(page, "Survey", "name").click()
        expect(mark(page, "Survey", "part-1")).to_have_count(1)
        assert axe(page) == []
