"""Why on hover, the longest path in the plan, the plan check that leads to tasks, who caused delays."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect
from tools.barriers import barriers

from tests.browser.conftest import DAY, NewPage, Plan
from tests.browser.gantt import bar, cell, eventually, fits, open_view, row

OPENED = 30_000
"""Milliseconds in which a page that asks the server has its answer, the first time it is asked."""


def test_why_on_hover_and_by_keyboard(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    tip = page.get_by_role("tooltip")
    bar(page, "Cutover").hover()
    expect(tip).to_contain_text("Waits for Switch delivery to finish")
    expect(tip).to_contain_text("Order switches: Starts with the project")
    # The path that drives it is drawn while it is told.
    expect(page.locator(".hwt-bar[data-driving]")).to_have_count(3)
    page.mouse.move(2, 2)
    expect(tip).to_have_count(0)
    # In the grid, of a finish; by the keys as well as by the pointer.
    cell(page, "Switch delivery", "start").click()
    page.mouse.move(2, 2)
    page.keyboard.press("ArrowRight")
    expect(tip).to_contain_text("Takes 2d from its start")
    expect(cell(page, "Switch delivery", "finish")).to_have_attribute(
        "aria-describedby", re.compile(".")
    )
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)


def test_the_finish_in_the_header_tells_why(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    # There is no baseline and nothing is late: the finish can be asked all the same.
    finish = page.get_by_test_id("project-finish").get_by_role("button")
    expect(finish).to_have_accessible_name(re.compile(r"7 Aug.*: why this finish"))
    expect(finish).to_have_attribute("aria-expanded", "false")
    finish.click()
    chain = page.get_by_role("dialog").filter(has=page.get_by_role("heading", name="Why 7 Aug"))
    expect(chain).to_contain_text("Waits for Switch delivery to finish")
    expect(finish).to_have_attribute("aria-expanded", "true")
    finish.click()
    expect(chain).to_have_count(0)
    finish.press("Enter")
    expect(chain.get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(chain).to_have_count(0)
    expect(finish).to_be_focused()


def test_why_both_dates_in_the_panel(page: Page, plan: Plan) -> None:
    plan.command("baseline.set", {"number": 0})
    order = plan.tasks()["Order switches"]["id"]
    plan.command("task.update", {"id": order, "fields": {"duration": 5 * DAY}})
    done = plan.tasks()["Cutover"]["id"]
    page.goto(f"{plan.url}/gantt?task={done}")
    page.get_by_test_id("task-why-finish").wait_for(timeout=OPENED)
    expect(page.get_by_test_id("task-why")).to_contain_text("Waits for Switch delivery to finish")
    finish = page.get_by_test_id("task-why-finish")
    expect(finish).to_contain_text("Takes 5 d from its start")
    finish.click()
    panel = page.locator("[data-task-panel]")
    expect(panel).to_contain_text("Starts with the project, 27 Jul 2026")
    expect(panel).to_contain_text("2 d later than the baseline: Order switches +2 d.")


def test_the_longest_path_is_shown_alone(page: Page, plan: Plan) -> None:
    plan.command("task.create", {"fields": {"name": "Aside", "duration": DAY}})
    open_view(page, plan.url)
    expect(row(page, "Aside")).to_be_visible()
    cell(page, "Done", "name").click(button="right")
    page.get_by_role("menuitem", name="Show longest path to here").click()
    expect(page.get_by_text("Longest path to “Done”")).to_be_visible()
    expect(row(page, "Aside")).to_have_count(0)
    expect(row(page, "Cutover")).to_be_visible()
    expect(page.locator(".hwt-bar[data-driving]")).to_have_count(4)
    page.keyboard.press("Escape")
    expect(page.get_by_text("Longest path to “Done”")).to_have_count(0)
    expect(row(page, "Aside")).to_be_visible()


def test_the_plan_check_leads_to_tasks(page: Page, plan: Plan) -> None:
    page.goto(f"{plan.url}/plan-check")
    logic = page.locator('[data-check="logic"]')
    logic.wait_for(timeout=OPENED)
    expect(logic).to_have_attribute("data-state", "fail")
    logic.get_by_role("button").first.click()
    expect(logic).to_contain_text("No predecessor")
    logic.get_by_role("button", name="Order switches").click()
    panel = page.locator("[data-task-panel]")
    expect(panel.get_by_label("Name", exact=True)).to_have_value("Order switches")
    page.keyboard.press("Escape")
    # It follows the plan: with a length and an owner for all, a finding goes.
    long = page.locator('[data-check="long_tasks"]')
    expect(long).to_have_attribute("data-state", "pass")
    order = plan.tasks()["Order switches"]["id"]
    plan.command("task.update", {"id": order, "fields": {"duration": 30 * DAY}})
    expect(long).to_have_attribute("data-state", "fail")
    long.get_by_role("button").first.click()
    long.get_by_role("button", name="Show these in the plan").click()
    expect(page.get_by_text("Plan check: Long tasks")).to_be_visible()
    expect(row(page, "Order switches")).to_be_visible()
    expect(row(page, "Cutover")).to_have_count(0)
    page.get_by_role("button", name="Show all tasks").click()
    expect(row(page, "Cutover")).to_be_visible()


def test_delays_name_the_change_and_finishing_earlier_is_one_change(page: Page, plan: Plan) -> None:
    plan.command("baseline.set", {"number": 0})
    order = plan.tasks()["Order switches"]["id"]
    plan.command("task.update", {"id": order, "fields": {"duration": 7 * DAY}})
    page.goto(f"{plan.url}/delays")
    page.get_by_test_id("delays-total").wait_for(timeout=OPENED)
    expect(page.get_by_test_id("delays-total")).to_contain_text("4 d later")
    line = page.get_by_role("row").filter(has_text="duration 3 d → 7 d")
    expect(line).to_contain_text("+4 d")
    page.get_by_label("What moved").select_option(label="Prepare")
    expect(page.get_by_test_id("delays-total")).to_contain_text("Prepare is 4 d later")
    page.get_by_label("What moved").select_option(label="The finish of the project")
    page.get_by_label("Days earlier").fill("3")
    answer = page.get_by_test_id("earlier-answer")
    expect(answer).to_contain_text("3 d earlier")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Nothing was changed.")).to_be_visible()
    before = plan.tasks()["Done"]["finish"]
    page.get_by_role("button", name="Shorten these").click()
    eventually(lambda: plan.tasks()["Done"]["finish"] < before)
    page.get_by_role("button", name="Undo", exact=True).first.click()
    eventually(lambda: plan.tasks()["Done"]["finish"] == before)


def test_a_shortening_is_seen_in_the_gantt_before_it_is_made(page: Page, plan: Plan) -> None:
    before = plan.tasks()
    page.goto(f"{plan.url}/delays")
    page.get_by_label("Days earlier").fill("2")
    expect(page.get_by_test_id("earlier-answer")).to_contain_text("2 d earlier", timeout=OPENED)
    page.get_by_role("button", name="Show in Gantt", exact=True).first.click()
    held = page.get_by_test_id("held")
    expect(held).to_contain_text("Finish 2 d earlier")
    expect(page.locator(".hwt-ghost").first).to_be_visible()
    expect(page.locator(".hwt-ghost").first).to_be_in_viewport()
    assert plan.tasks() == before
    held.get_by_role("button", name="Back to Delays").click()
    expect(held).to_have_count(0)
    overlap = page.get_by_role("button", name="Overlap Switch delivery and Cutover", exact=True)
    shown = "Show Switch delivery and Cutover overlapping in the Gantt"
    page.get_by_role("button", name=shown).click()
    expect(held).to_contain_text("“Cutover” begins 1 d before “Switch delivery” is done")
    expect(page.locator(".hwt-ghost").first).to_be_visible()
    assert plan.tasks() == before
    held.get_by_role("button", name="Overlap").click()
    eventually(lambda: plan.tasks()["Done"]["finish"] < before["Done"]["finish"])
    expect(held).to_have_count(0)
    page.get_by_role("button", name="Undo", exact=True).last.click()
    eventually(lambda: plan.tasks() == before)
    page.get_by_role("link", name="Delays").click()
    overlap.click()
    eventually(lambda: plan.tasks()["Done"]["finish"] < before["Done"]["finish"])


def test_the_longest_path_comes_into_sight_from_delays(page: Page, plan: Plan) -> None:
    order = plan.tasks()["Order switches"]["id"]
    plan.command("task.update", {"id": order, "fields": {"duration": 300 * DAY}})
    page.goto(f"{plan.url}/delays")
    page.get_by_test_id("delays-total").wait_for(timeout=OPENED)
    page.get_by_role("button", name="Show its longest path").click()
    expect(page.get_by_text("Longest path to “Done”")).to_be_visible()
    for name in ("Order switches", "Switch delivery", "Cutover", "Done"):
        expect(bar(page, name)).to_be_in_viewport()


def test_nothing_is_in_the_way_of_readers(new_page: NewPage, plan: Plan) -> None:
    page = new_page(dark=True, bypass_csp=True)
    plan.command("baseline.set", {"number": 0})
    order = plan.tasks()["Order switches"]["id"]
    plan.command("task.update", {"id": order, "fields": {"duration": 7 * DAY}})
    for view, known in (("plan-check", "[data-check]"), ("delays", "[data-moved]")):
        page.goto(f"{plan.url}/{view}")
        page.locator(known).first.wait_for(timeout=OPENED)
        assert barriers(page, "main") == [], view


def test_a_phone_shows_both_pages(new_page: NewPage, plan: Plan) -> None:
    page = new_page(width=390, height=844)
    for view, known in (("plan-check", "[data-check]"), ("delays", "[data-testid=delays-total]")):
        page.goto(f"{plan.url}/{view}")
        page.locator(known).first.wait_for(timeout=OPENED)
        fits(page, 390)
