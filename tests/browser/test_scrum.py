"""Scrum: the backlog ranked by mouse and keys, a sprint planned, started, worked and completed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect
from tools.barriers import barriers

from tests.browser.conftest import DAY, MONDAY, NewPage, NewPlan, Plan
from tests.browser.gantt import box, eventually

ITEMS: list[dict[str, Any]] = [
    {"name": "Portal", "level": 0},
    {"name": "Single sign-on", "level": 1, "duration": 2 * DAY, "assignees": ["Ida Ro"]},
    {"name": "Invoice list", "level": 1, "duration": DAY},
    {"name": "Usage chart", "level": 1, "duration": DAY},
    {"name": "Dark theme", "level": 1, "duration": 3 * DAY},
    {"name": "Portal opens", "level": 0, "milestone": True},
]
FIRST, LAST = MONDAY - 540 + 7 * 1440, MONDAY - 540 + 19 * 1440
"""The midnights around the second and third week of the plan."""


def a_list(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def item(page: Page, name: str) -> Locator:
    return page.locator("[data-item]").filter(has_text=name)


def names(page: Page, list_name: str) -> list[str]:
    rows = (
        a_list(page, list_name)
        .locator("[data-item]")
        .evaluate_all(
            "rows => rows.map(row => [parseFloat(row.parentElement.style.top), "
            "row.getAttribute('aria-label')])"
        )
    )
    return [label.split(",")[0] for _, label in sorted(rows)]


def open_backlog(page: Page, plan: Plan) -> None:
    page.goto(f"{plan.url}/backlog")
    expect(item(page, "Single sign-on")).to_be_visible()


def drag(page: Page, what: Locator, onto: Locator, below: float) -> None:
    """Drag by mouse to a height of something, as a share of it."""
    start = box(what)
    page.mouse.move(start["x"] + 200, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + 210, start["y"] + 24, steps=3)
    expect(page.locator("[data-overlay]")).to_be_visible()
    end = box(onto)
    page.mouse.move(end["x"] + 200, end["y"] + end["height"] * below, steps=6)
    page.mouse.up()


def test_a_team_ranks_its_backlog_and_runs_a_sprint(
    new_plan: NewPlan, new_page: NewPage, axe: Callable[[Page], list[str]]
) -> None:
    plan = new_plan(ITEMS, "Scrum portal")
    page = new_page(bypass_csp=True)
    open_backlog(page, plan)
    assert names(page, "Backlog") == ["Single sign-on", "Invoice list", "Usage chart", "Dark theme"]

    # Ranked by mouse, and by keys.
    drag(page, item(page, "Dark theme"), item(page, "Single sign-on"), 0.2)
    eventually(lambda: names(page, "Backlog")[0] == "Dark theme")
    item(page, "Dark theme").focus()
    page.keyboard.press("Alt+ArrowDown")
    wanted = ["Single sign-on", "Dark theme", "Invoice list", "Usage chart"]
    eventually(lambda: names(page, "Backlog") == wanted)
    expect(item(page, "Dark theme")).to_be_focused()
    # A figure estimates the item that has the focus.
    page.keyboard.press("8")
    page.keyboard.press("Enter")
    expect(item(page, "Dark theme")).to_be_focused()
    expect(a_list(page, "Backlog")).to_contain_text("8 points")

    # A sprint, into which two go at once.
    page.get_by_role("button", name="New sprint").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Name")).to_have_value("Sprint 1")
    dialog.get_by_label("Goal").fill("People can sign in")
    dialog.get_by_role("button", name="Plan sprint").click()
    expect(a_list(page, "Sprint 1")).to_contain_text("People can sign in")
    item(page, "Single sign-on").click(position={"x": 500, "y": 10})
    item(page, "Dark theme").click(position={"x": 500, "y": 10}, modifiers=["Control"])
    drag(page, item(page, "Dark theme"), a_list(page, "Sprint 1"), 0.8)
    eventually(lambda: names(page, "Sprint 1") == ["Single sign-on", "Dark theme"])
    page.get_by_label("Story points of Single sign-on").fill("5")
    page.get_by_label("Story points of Single sign-on").press("Enter")
    expect(a_list(page, "Sprint 1")).to_contain_text("13 points")
    add = a_list(page, "Backlog")
    add.get_by_role("button", name="Add item to Backlog").click()
    add.get_by_label("Add item to Backlog").fill("Terms of use 2d")
    page.keyboard.press("Enter")
    eventually(lambda: names(page, "Backlog")[-1] == "Terms of use")
    assert axe(page) == []

    # Started, worked on the board of the sprint, completed with what is left.
    a_list(page, "Sprint 1").get_by_role("button", name="Start sprint").click()
    expect(dialog).to_contain_text("The team commits to 2 items, 13 points.")
    dialog.get_by_role("button", name="Start sprint").click()
    expect(a_list(page, "Sprint 1")).to_contain_text("Under way")
    page.get_by_role("button", name="Sprint board").click()
    cards = page.locator("[data-card]")
    expect(cards).to_have_count(2)
    done = plan.tasks()["Single sign-on"]["id"]
    page.get_by_role("button", name="Add card to To do").click()
    page.get_by_label("Add card to To do").fill("Sign out")
    page.keyboard.press("Enter")
    expect(cards).to_have_count(3)
    page.goto(f"{plan.url}/backlog?task={done}")
    page.locator("[data-task-panel]").get_by_label("Status").select_option("Done")
    page.keyboard.press("Escape")
    expect(a_list(page, "Sprint 1")).to_contain_text("5 of 13 points")
    a_list(page, "Sprint 1").get_by_role("button", name="Complete sprint").click()
    expect(dialog).to_contain_text("1 of 3 items are done.")
    dialog.get_by_role("button", name="Complete sprint").click()
    expect(page.get_by_role("region", name="Sprint 1", exact=True)).to_have_count(0)
    eventually(lambda: names(page, "Backlog")[:2] == ["Dark theme", "Sign out"])

    page.get_by_role("link", name="Charts").click()
    expect(page.get_by_role("img", name=re.compile("Burndown")).first).to_be_visible()
    expect(page.get_by_role("table", name="Carried over")).to_contain_text("Dark theme")
    expect(page.get_by_role("table", name="Carried over")).to_contain_text("added after the start")
    expect(page.get_by_text("Story points completed in 1 sprint")).to_be_visible()
    assert barriers(page, "main") == []


def test_the_plan_says_what_it_has_outside_of_a_sprint_and_a_release_when_it_may_be_ready(
    new_plan: NewPlan, new_page: NewPage, axe: Callable[[Page], list[str]]
) -> None:
    plan = new_plan(ITEMS, "Hybrid portal")
    keys = {name: task["id"] for name, task in plan.tasks().items()}
    days = {"start": FIRST, "finish": LAST}
    made = plan.command("sprint.create", {"fields": {"name": "Sprint 7", **days}})
    ids = [keys["Single sign-on"], keys["Invoice list"]]
    sprint = made["created"]["sprints"][0]
    plan.command("backlog.move", {"ids": ids, "sprint_id": sprint})

    page = new_page(width=390, height=844, dark=True, bypass_csp=True)
    open_backlog(page, plan)
    assert axe(page) == []
    page.get_by_role("button", name="2 outside its days").click()
    page.get_by_role("button", name=re.compile("Start them not before")).click()
    expect(page.get_by_role("button", name="outside its days")).to_have_count(0)
    eventually(lambda: plan.tasks()["Invoice list"]["constraint"] == "snet")
    assert plan.tasks()["Usage chart"]["constraint"] == "asap"
    plan.command("task.update", {"id": ids[1], "fields": {"constraint": "asap"}})
    page.get_by_role("button", name="Invoice list", exact=True).click()
    panel = page.locator("[data-task-panel]")
    expect(panel).to_contain_text("before the sprint begins")
    panel.get_by_role("button", name=re.compile("Start not before")).click()
    expect(panel.get_by_text("before the sprint begins")).to_have_count(0)
    panel.get_by_label("Sprint", exact=True).select_option("None")
    page.keyboard.press("Escape")
    eventually(lambda: names(page, "Sprint 7") == ["Single sign-on"])

    page.goto(f"{plan.url}/releases")
    page.get_by_role("button", name="New release").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("1.0 opens")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_text("No items yet")).to_be_visible()
    page.get_by_role("link", name="To the backlog").click()
    page.get_by_role("button", name="More for Dark theme").click()
    page.get_by_role("menuitem", name="For release 1.0 opens").click()
    page.goto(f"{plan.url}/releases")
    expect(page.get_by_text("0 of 1 done")).to_be_visible()
    expect(page.get_by_text("other items stand before")).to_be_visible()
    assert barriers(page, "main") == []
