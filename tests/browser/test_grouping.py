"""Groups keep the outline: in Gantt and sheet, by pointer and by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DAY, NewPage, NewPlan
from tests.browser.gantt import edit, middle, open_view

LINES: list[dict[str, Any]] = [
    {"name": "Prepare", "level": 0},
    {"name": "Order", "level": 1, "duration": 3 * DAY, "assignees": ["Kim Bo"]},
    {"name": "Unpack", "level": 1, "duration": 2 * DAY, "predecessors": [{"row": 1}]},
    {"name": "Move", "level": 0},
    {"name": "Cutover", "level": 1, "duration": DAY, "predecessors": [{"row": 2}]},
    {"name": "Label", "level": 1, "duration": DAY, "assignees": ["Kim Bo"]},
    {"name": "Done", "level": 0, "milestone": True, "predecessors": [{"row": 3}]},
]
"""Kim's tasks are one of each phase; Done comes after the phase Move as a whole."""

OUTLINE = """rows => rows.map(row => [
  row.querySelector('[data-col="name"]').innerText.trim(), Number(row.ariaLevel), "dim" in row.dataset
])"""
DRAWN = """() => [...document.querySelectorAll(".hwt-links .hwt-link")]
  .map(path => (path.getAttribute("d").match(/M/g) || []).length)
  .reduce((a, b) => a + b, 0)"""
"""How many links are drawn: several of one look are one path."""


def rows(page: Page) -> Locator:
    """Return the rows of tasks."""
    return page.locator(".hwg-row[data-task]")


def name_of(page: Page, place: int) -> Locator:
    """Return the name's cell of a row of tasks, counted from the top."""
    return rows(page).nth(place).locator('[data-col="name"]')


def test_a_grouped_gantt_keeps_outline_and_links(
    new_plan: NewPlan, new_page: NewPage, axe: Callable[[Page], list[str]]
) -> None:
    plan = new_plan(LINES, "In groups")
    page = new_page(bypass_csp=True)
    open_view(page, plan.url, "gantt?g=assignee")
    heads = page.locator(".hwg-group")
    expect(heads).to_contain_text(["Kim Bo", "Nobody"])
    # What is above a group's tasks stands in it, dimmed, and counts nowhere.
    kim = [["Prepare", 2, True], ["Order", 3, False], ["Move", 2, True], ["Label", 3, False]]
    nobody = [
        ["Prepare", 2, True],
        ["Unpack", 3, False],
        ["Move", 2, True],
        ["Cutover", 3, False],
        ["Done", 2, False],
    ]
    expect(rows(page)).to_have_count(9)
    assert rows(page).evaluate_all(OUTLINE) == kim + nobody
    expect(heads.nth(0)).to_contain_text("2 tasks")
    expect(heads.nth(1)).to_contain_text("3 tasks")
    expect(page.locator(".hwt-row[data-dim] .hwt-bar")).to_have_count(4)
    # All three links, the one that leaves a summary too.
    page.wait_for_function(f"({DRAWN})() === 3")
    assert axe(page) == []

    # A summary is edited where it stands, and is one task all the same.
    name_of(page, 4).click()
    page.keyboard.press("F2")
    field = page.locator(".hwg-cell input.hwg-input")
    expect(field).to_have_value("Prepare")
    field.fill("Get ready")
    field.press("Enter")
    expect(name_of(page, 0)).to_have_text("Get ready")
    expect(name_of(page, 4)).to_have_text("Get ready")
    name_of(page, 5).click()
    page.keyboard.press("F2")
    field.fill("Unwrap")
    field.press("Enter")
    expect(name_of(page, 5)).to_have_text("Unwrap")

    # Folded in one group, it stays open in the other.
    heads.nth(0).get_by_role("button", name="Collapse Kim Bo").wait_for()
    rows(page).nth(2).get_by_role("button", name="Collapse Move").click()
    kept = ["Get ready", "Order", "Move", "Get ready", "Unwrap", "Move", "Cutover", "Done"]
    names = page.locator('.hwg-row[data-task] [data-col="name"]')
    expect(names).to_have_text(kept)
    expect(rows(page).nth(2)).to_have_attribute("aria-expanded", "false")
    expect(rows(page).nth(5)).to_have_attribute("aria-expanded", "true")
    # By keyboard: up to the summary of that group, fold it, on to the heading, and back.
    name_of(page, 4).click()
    page.keyboard.press("Control+ArrowLeft")
    expect(rows(page).nth(3)).to_have_attribute("data-current", "true")
    page.keyboard.press("Control+ArrowLeft")
    expect(names).to_have_text([one for one in kept if one != "Unwrap"])
    page.keyboard.press("Control+ArrowLeft")
    expect(heads.nth(1)).to_have_attribute("data-current", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Control+ArrowRight")
    expect(names).to_have_text(kept)
    # A press on a bar takes the cursor to its own row, not to its twin's.
    page.mouse.click(*middle(page.locator(".hwt-row .hwt-bar").nth(5), 0.4))
    expect(page.locator(".hwg-row[data-current]")).to_have_count(1)
    expect(rows(page).nth(5)).to_have_attribute("data-current", "true")
    # The sheet shows the same; without groups the outline is as it was.
    open_view(page, plan.url, "sheet?g=assignee")
    expect(page.locator(".hwg-row[data-dim]")).to_have_count(4)
    # Who takes a task over takes it to his group; where it was last, what was above it goes too.
    edit(page, "Cutover", "assignees", "Kim Bo")
    expect(heads.nth(0)).to_contain_text("3 tasks")
    expect(page.locator(".hwg-row[data-dim]")).to_have_count(3)
    page.keyboard.press("Control+z")
    expect(page.locator(".hwg-row[data-dim]")).to_have_count(4)
    open_view(page, plan.url, "gantt")
    expect(names).to_have_text(["Get ready", "Order", "Unwrap", "Move", "Cutover", "Label", "Done"])
