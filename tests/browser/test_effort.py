"""Somebody is added to a task: the bar shortens, and what that means can be chosen and taken back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Plan
from tests.browser.gantt import bar, box, edit, eventually, open_view

DAY = 480


def length(plan: Plan, name: str) -> int:
    return int(plan.tasks()[name]["duration_minutes"])


def test_a_second_person_on_fixed_work_makes_it_finish_sooner(page: Page, plan: Plan) -> None:
    key = plan.tasks()["Cutover"]["id"]
    plan.command("task.update", {"id": key, "fields": {"task_type": "fixed_work"}})
    plan.command("task.assign", {"id": key, "resources": [{"name": "Ana"}]})
    open_view(page, plan.url)
    width = box(bar(page, "Cutover"))["width"]
    page.goto(f"{plan.url}/gantt?task={key}")
    panel = page.locator("[data-task-panel]")
    panel.get_by_label("Assign somebody").fill("Ben")
    page.get_by_role("option", name="New placeholder “Ben”").click()
    choice = panel.get_by_role("group", name="What does this mean?")
    expect(choice.get_by_role("radio", name="Finish sooner")).to_be_checked()
    expect(panel.get_by_label("Duration", exact=True)).to_have_value("2.5d")
    eventually(lambda: box(bar(page, "Cutover"))["width"] < 0.7 * width)

    choice.get_by_text("Lighter load").click()
    expect(panel.get_by_label("Duration", exact=True)).to_have_value("5d")
    expect(panel.get_by_label("Share of the time of Ben")).to_have_value("50 %")
    choice.get_by_text("Finish sooner").click()
    expect(panel.get_by_label("Duration", exact=True)).to_have_value("2.5d")
    assert length(plan, "Cutover") == 5 * DAY // 2

    # One's own last changes are taken back one by one: twice the choice, then the person.
    panel.get_by_role("heading", name="People and work").click()
    for _ in range(3):
        page.keyboard.press("Control+z")
    expect(panel.get_by_label("Share of the time of Ben")).to_have_count(0)
    expect(panel.get_by_label("Duration", exact=True)).to_have_value("5d")
    eventually(lambda: abs(box(bar(page, "Cutover"))["width"] - width) < 2)


def test_in_the_grid_the_choice_is_a_message_and_remembered(page: Page, plan: Plan) -> None:
    key = plan.tasks()["Order switches"]["id"]
    plan.command("task.assign", {"id": key, "resources": [{"name": "Ana"}]})
    open_view(page, plan.url, "sheet")
    edit(page, "Order switches", "assignees", "Ana, Ben")
    said = page.get_by_role("status").filter(has_text="Order switches: finish sooner")
    expect(said).to_be_visible()
    said.get_by_role("button", name="More work").click()
    expect(page.get_by_text("From now on in this project: more work")).to_be_visible()
    eventually(lambda: length(plan, "Order switches") == 3 * DAY)
    edit(page, "Switch delivery", "assignees", "Ana")
    edit(page, "Switch delivery", "assignees", "Ana, Ben")
    said = page.get_by_role("status").filter(has_text="Switch delivery: more work")
    expect(said).to_be_visible()
    assert length(plan, "Switch delivery") == 2 * DAY


def test_a_task_is_split_from_the_menu_and_mended(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    finish = plan.tasks()["Cutover"]["finish"]
    bar(page, "Cutover").click(button="right")
    page.get_by_role("menuitem", name="Split…").click()
    dialog = page.get_by_role("dialog", name="Split “Cutover”")
    dialog.get_by_label("For").fill("2d")
    dialog.get_by_role("button", name="Split").click()
    expect(dialog).to_have_count(0)
    expect(bar(page, "Cutover").locator(".hwt-part")).to_have_count(2)
    expect(bar(page, "Cutover").locator(".hwt-rest")).to_be_visible()
    eventually(lambda: plan.tasks()["Cutover"]["finish"] > finish)
    assert length(plan, "Cutover") == 5 * DAY

    bar(page, "Cutover").click(button="right")
    page.get_by_role("menuitem", name="Split…").click()
    dialog.get_by_role("button", name="Remove the rest after").click()
    page.keyboard.press("Escape")
    expect(bar(page, "Cutover").locator(".hwt-part")).to_have_count(0)
    eventually(lambda: plan.tasks()["Cutover"]["finish"] == finish)
