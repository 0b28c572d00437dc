"""Scrum: the backlog ranked by mouse and keys, a sprint planned, started, worked and completed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect
from tools.barriers import barriers

from tests.browser.conftest import DAY, MONDAY, NewPage, NewPlan, Plan
from tests.browser.gantt import at_rest, cell, edit, eventually, fits, open_view

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
WEEK = 7 * 1440


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
    start = at_rest(what)
    page.mouse.move(start["x"] + 200, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + 210, start["y"] + 24, steps=3)
    expect(page.locator("[data-overlay]")).to_be_visible()
    end = at_rest(onto)
    page.mouse.move(end["x"] + 200, end["y"] + end["height"] * below, steps=6)
    page.mouse.up()


def test_a_team_ranks_its_backlog_and_runs_a_sprint(
    new_plan: NewPlan, new_page: NewPage, axe: Callable[[Page], list[str]]
) -> None:
    plan = new_plan(ITEMS, "Scrum portal")
    page = new_page(bypass_csp=True)
    open_backlog(page, plan)
    wanted = ["Single sign-on", "Invoice list", "Usage chart", "Dark theme"]
    eventually(lambda: names(page, "Backlog") == wanted)

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
    # What another adds meanwhile leaves the keys where one types.
    plan.command("outline.insert", {"tasks": [{"name": "Imprint", "duration": DAY, "level": 1}]})
    eventually(lambda: "Imprint" in names(page, "Backlog"))
    expect(page.get_by_label("Story points of Dark theme")).to_be_focused()
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
    page.get_by_role("button", name="Add card to To do").click()
    page.get_by_label("Add card to To do").fill("Sign out")
    page.keyboard.press("Enter")
    expect(cards).to_have_count(3)
    page.go_back()
    item(page, "Single sign-on").get_by_role("button", name="Single sign-on", exact=True).click()
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
    page.go_back()
    expect(page.get_by_text("0 of 1 done")).to_be_visible()
    expect(page.get_by_text("other items stand before")).to_be_visible()
    assert barriers(page, "main") == []


PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def planned(plan: Plan, name: str, weeks: int, *items: str) -> int:
    """Plan a sprint so many weeks after the second one of the plan; return its key."""
    days = {"start": FIRST + weeks * WEEK, "finish": LAST + weeks * WEEK}
    made = plan.command("sprint.create", {"fields": {"name": name, **days}})
    key = int(made["created"]["sprints"][0])
    if items:
        keys = [plan.tasks()[item]["id"] for item in items]
        plan.command("backlog.move", {"ids": keys, "sprint_id": key})
    return key


def test_sprint_and_points_are_columns_that_are_chosen_pasted_and_undone(
    new_plan: NewPlan, new_page: NewPage, axe: Callable[[Page], list[str]]
) -> None:
    plan = new_plan(ITEMS, "Sprint columns")
    planned(plan, "Sprint 7", 0)
    planned(plan, "Sprint 8", 2)
    page = new_page(bypass_csp=True)
    open_view(page, plan.url, "sheet")
    # Chosen from a list, which is all it takes.
    cell(page, "Single sign-on", "sprint").click()
    page.keyboard.press("F2")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Sprint 7", "Sprint 8", "No sprint"])
    options.filter(has_text="Sprint 8").click()
    expect(cell(page, "Single sign-on", "sprint")).to_have_text("Sprint 8")
    # Pasted by name over two columns and three rows; one undo takes all of it back.
    page.evaluate(PASTE, "Sprint 7\t5\nsprint 7\t2.5\nNo sprint\t1")
    for name, sprint, points in (
        ("Single sign-on", "Sprint 7", "5"), ("Invoice list", "Sprint 7", "2.5"),
        ("Usage chart", "", "1"), ("Portal", "", "8.5"),
    ):  # fmt: skip
        expect(cell(page, name, "sprint").first).to_have_text(sprint)
        expect(cell(page, name, "points").first).to_have_text(points)
    assert axe(page) == []
    page.keyboard.press("Control+z")
    expect(cell(page, "Single sign-on", "sprint")).to_have_text("Sprint 8")
    expect(cell(page, "Invoice list", "points")).to_have_text("")
    edit(page, "Usage chart", "sprint", "Sprint 9")
    wrong = cell(page, "Usage chart", "sprint")
    expect(wrong.get_by_role("alert")).to_contain_text("No sprint is called “Sprint 9”")
    wrong.locator("input").press("Escape")
    # The same field groups.
    page.goto(f"{plan.url}/sheet?g=sprint")
    expect(page.locator(".hwg-group").first).to_contain_text("Sprint 8")


def test_a_phone_ranks_its_backlog_and_completes_a_sprint_into_a_new_one(
    new_plan: NewPlan, new_page: NewPage, axe: Callable[[Page], list[str]]
) -> None:
    plan = new_plan(ITEMS, "Scrum on a phone")
    running = planned(plan, "Sprint 7", 0, "Single sign-on", "Invoice list")
    plan.command("sprint.start", {"id": running})
    page = new_page(width=390, height=844, has_touch=True, bypass_csp=True)
    open_backlog(page, plan)
    fits(page, 390)
    tools = page.get_by_role("toolbar", name="Tools of the backlog")
    assert tools.evaluate("bar => bar.scrollWidth <= bar.clientWidth")
    assert axe(page) == []
    # A row's menu ranks, several places on without closing.
    page.get_by_role("button", name="More for Dark theme").tap()
    page.get_by_role("menuitem", name="Move up").tap()
    eventually(lambda: names(page, "Backlog") == ["Dark theme", "Usage chart"])
    page.get_by_role("menuitem", name="Move up").tap()
    eventually(lambda: names(page, "Sprint 7")[-1] == "Dark theme")
    page.keyboard.press("Escape")
    # What is made in a sprint stands in it.
    page.get_by_role("button", name="Add item to Sprint 7").tap()
    page.get_by_label("Add item to Sprint 7").fill("Sign out 1d")
    page.keyboard.press("Enter")
    eventually(lambda: "Sign out" in names(page, "Sprint 7"))
    eventually(lambda: plan.tasks().get("Sign out", {}).get("start", "") >= "2026-08-03")
    page.keyboard.press("Escape")

    a_list(page, "Sprint 7").get_by_role("button", name="Complete sprint").tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="The 4 that are not done go to").tap()
    page.get_by_role("option", name="A new sprint").tap()
    expect(dialog.get_by_label("Name of the new sprint")).to_have_value("Sprint 8")
    dialog.get_by_role("button", name="Complete sprint").tap()
    expect(page.get_by_role("region", name="Sprint 7", exact=True)).to_have_count(0)
    eventually(lambda: len(names(page, "Sprint 8")) == 4)
    page.keyboard.press("Control+z")
    expect(page.get_by_role("region", name="Sprint 8", exact=True)).to_have_count(0)
    eventually(lambda: len(names(page, "Sprint 7")) == 4)
