"""The sheet: a plan edited as one edits a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, NewPlan, Plan
from tests.browser.gantt import cell, edit, eventually, open_view, row

PASTE = """
(text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}
"""


def test_cells_are_edited_and_the_plan_follows(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    edit(page, "Order switches", "duration", "1w")
    expect(cell(page, "Order switches", "duration")).to_have_text("1w")
    expect(cell(page, "Switch delivery", "start")).to_contain_text("3 Aug 2026")
    edit(page, "Order switches", "percent", "50")
    expect(cell(page, "Order switches", "percent")).to_have_text("50%")
    edit(page, "Switch delivery", "assignees", "Ana Lopez, Ben [50%]")
    expect(cell(page, "Switch delivery", "assignees")).to_have_text("Ana Lopez, Ben [50%]")
    edit(page, "Cutover", "deadline", "2026-08-07")
    expect(cell(page, "Cutover", "deadline")).to_contain_text("7 Aug 2026")
    edit(page, "Cutover", "constraint", "Not before 20 Aug 2026")
    expect(cell(page, "Cutover", "start")).to_contain_text("20 Aug 2026")
    expect(cell(page, "Cutover", "constraint")).to_have_text("Not before 20 Aug 2026")
    page.reload()
    expect(cell(page, "Switch delivery", "assignees")).to_have_text("Ana Lopez, Ben [50%]")
    expect(cell(page, "Order switches", "percent")).to_have_text("50%")


def test_predecessors_are_text(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    edit(page, "Cutover", "predecessors", "2SS+2d, 3FF")
    expect(cell(page, "Cutover", "predecessors")).to_have_text("2SS+2d, 3FF")
    wanted = [("FF", 0), ("FS", 0), ("FS", 0), ("SS", 960)]

    def kept() -> list[tuple[str, int]]:
        snapshot = plan.client.get(f"/projects/{plan.id}/snapshot?tables=links").json()
        links = snapshot["tables"]["links"]
        return sorted(zip(links["type"], links["lag"], strict=True))

    eventually(lambda: kept() == wanted)


def test_what_makes_no_sense_stays_with_words(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    edit(page, "Cutover", "duration", "soon")
    field = cell(page, "Cutover", "duration").locator("input")
    expect(field).to_have_value("soon")
    expect(cell(page, "Cutover", "duration").get_by_role("alert")).to_contain_text(
        "“soon” is no duration"
    )
    field.fill("4d")
    field.press("Enter")
    expect(cell(page, "Cutover", "duration")).to_have_text("4d")


def test_a_circle_is_refused_at_its_cell(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    edit(page, "Order switches", "predecessors", "5")
    wrong = cell(page, "Order switches", "predecessors")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_contain_text("5")
    wrong.click()
    expect(wrong.get_by_role("alert")).to_contain_text("Cutover")
    assert plan.tasks()["Order switches"]["start"].startswith("2026-07-27")


def test_tab_indents_and_rows_move(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    cell(page, "Move", "name").click()
    page.keyboard.press("Tab")
    expect(row(page, "Move")).to_have_attribute("aria-level", "2")
    eventually(lambda: plan.tasks()["Move"]["parent_id"] == plan.tasks()["Prepare"]["id"])
    page.keyboard.press("Shift+Tab")
    expect(row(page, "Move")).to_have_attribute("aria-level", "1")
    cell(page, "Switch delivery", "name").click()
    page.keyboard.press("Alt+ArrowUp")
    expect(cell(page, "Switch delivery", "line")).to_have_text("2")


def test_delete_and_undo(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    cell(page, "Switch delivery", "name").click()
    page.keyboard.press("Delete")
    expect(row(page, "Switch delivery")).to_have_count(0)
    expect(cell(page, "Cutover", "predecessors")).to_have_text("")
    page.keyboard.press("Control+z")
    expect(row(page, "Switch delivery")).to_have_count(1)
    expect(cell(page, "Cutover", "predecessors")).to_have_text("3")


def test_quick_add_shows_what_it_understood(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    field = page.get_by_label("New task")
    field.click()
    field.press_sequentially("Migrate DB 3d @Ana after 5")
    chips = page.locator(".hwg-chip")
    expect(chips.filter(has_text="Duration 3d")).to_be_visible()
    expect(chips.filter(has_text="After 5 Cutover")).to_be_visible()
    field.press("Enter")
    expect(cell(page, "Migrate DB", "duration")).to_have_text("3d")
    expect(cell(page, "Migrate DB", "assignees")).to_have_text(re.compile("^Ana"))
    expect(cell(page, "Migrate DB", "predecessors")).to_have_text("5")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    # Nothing typed is there to be taken back: undo is the plan's.
    field.press("Control+z")
    expect(row(page, "Migrate DB")).to_have_count(0)
    field.press("Control+y")
    expect(cell(page, "Migrate DB", "duration")).to_have_text("3d")


def test_quick_add_makes_a_task_that_recurs(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    field = page.get_by_label("New task")
    field.fill("Weekly status 1h @Ana every Mo, Th 4 times from 3 Aug 2026")
    chips = page.locator(".hwg-chip")
    expect(chips.filter(has_text="Every week on Mon, Thu 4 times")).to_be_visible()
    page.keyboard.press("Enter")
    eventually(lambda: plan.names().count("Weekly status") >= 1)
    items = plan.client.get(f"/projects/{plan.id}/tasks").json()["items"]
    starts = [i["start"][:10] for i in items if i["name"].startswith("Weekly status")]
    assert starts[1:] == ["2026-08-03", "2026-08-06", "2026-08-10", "2026-08-13"]
    # It comes by its days alone: what it would wait for is refused, and nothing is added.
    count = len(items)
    field.fill("Review every Fr after 2")
    page.keyboard.press("Enter")
    expect(page.get_by_text("waits for nothing")).to_be_visible()
    assert len(plan.names()) == count


def test_a_pasted_list_becomes_an_outline(page: Page, new_plan: NewPlan) -> None:
    plan = new_plan([])
    open_view(page, plan.url)
    field = page.get_by_label("New task")
    expect(field).to_be_focused()
    page.evaluate(PASTE, "Network\n  Order switches 2w\n  Rack them 3d after 2\nCutover")
    expect(row(page, "Rack them")).to_have_attribute("aria-level", "2")
    expect(cell(page, "Rack them", "predecessors")).to_have_text("2")
    expect(cell(page, "Order switches", "duration")).to_have_text("2w")
    names = ["Network", "Order switches", "Rack them", "Cutover"]
    eventually(lambda: plan.names() == names)


def test_ranges_go_to_and_come_from_a_spreadsheet(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    cell(page, "Order switches", "duration").click()
    cell(page, "Switch delivery", "duration").click(modifiers=["Shift"])
    page.keyboard.press("Control+c")
    eventually(lambda: page.evaluate("navigator.clipboard.readText()") == "3d\n2d")
    page.evaluate(PASTE, "4d\n6d")
    expect(cell(page, "Order switches", "duration")).to_have_text("4d")
    expect(cell(page, "Switch delivery", "duration")).to_have_text("6d")
    # One change: one undo takes both back.
    page.keyboard.press("Control+z")
    expect(cell(page, "Order switches", "duration")).to_have_text("3d")
    expect(cell(page, "Switch delivery", "duration")).to_have_text("2d")
    page.keyboard.press("Control+d")
    expect(cell(page, "Switch delivery", "duration")).to_have_text("3d")


def test_copied_cells_tell_a_spreadsheet_their_values_and_come_back_as_they_were(
    page: Page, plan: Plan
) -> None:
    open_view(page, plan.url, "sheet")
    edit(page, "Order switches", "percent", "50")
    edit(page, "Order switches", "deadline", "2026-08-07 14:30")
    expect(cell(page, "Order switches", "deadline")).to_contain_text("7 Aug 2026")
    cell(page, "Order switches", "percent").click()
    cell(page, "Order switches", "deadline").click(modifiers=["Shift"])
    page.evaluate(
        """() => document.addEventListener('copy', (event) => {
          window.html = event.clipboardData.getData('text/html');
        })"""
    )
    page.keyboard.press("Control+c")
    html = page.evaluate("window.html")
    assert 'x:num="0.5" sdval="0.5"' in html
    assert re.search(r'x:num="46241\.604167"[^>]*yyyy[^>]*>2026-08-07 14:30</td>', html)
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.split("\t")[0] == "50%"
    assert text.split("\t")[-1] == "2026-08-07 14:30"
    # What is computed (float, critical) is passed over; the rest comes to the other task.
    cell(page, "Cutover", "percent").click()
    page.keyboard.press("Control+v")
    expect(cell(page, "Cutover", "percent")).to_have_text("50%")
    eventually(
        lambda: plan.tasks()["Cutover"]["deadline"] == plan.tasks()["Order switches"]["deadline"]
    )


def test_typing_replaces_and_arrows_walk(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    cell(page, "Order switches", "name").click()
    page.keyboard.press("ArrowDown")
    expect(cell(page, "Switch delivery", "name")).to_have_attribute("data-cursor", "true")
    page.keyboard.type("Switches arrive")
    page.keyboard.press("Enter")
    expect(row(page, "Switches arrive")).to_have_count(1)
    expect(cell(page, "Move", "name")).to_have_attribute("data-cursor", "true")
    page.keyboard.press("Control+Home")
    expect(cell(page, "Prepare", "line")).to_have_attribute("data-cursor", "true")


def test_what_is_typed_stays_where_rows_above_come_and_go(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    cell(page, "Cutover", "name").dblclick()
    field = page.locator(".hwg-input")
    field.fill("Weekend")
    page.keyboard.press("Home")
    above = plan.tasks()["Order switches"]["id"]
    assert plan.client.delete(f"/tasks/{above}").is_success
    expect(row(page, "Order switches")).to_have_count(0)
    expect(field).to_have_value("Weekend")
    page.keyboard.type("Cutover: ")
    page.keyboard.press("Enter")
    eventually(lambda: "Cutover: Weekend" in plan.names())


def test_what_is_typed_stays_where_it_is_scrolled_away(page: Page, new_plan: NewPlan) -> None:
    plan = new_plan([{"name": f"Step {n:03}", "level": 0} for n in range(1, 121)])
    open_view(page, plan.url, "sheet")
    cell(page, "Step 003", "name").dblclick()
    field = page.locator(".hwg-input")
    field.fill("Measure")
    page.mouse.move(600, 400)
    page.mouse.wheel(0, 2500)
    expect(field).to_have_count(0)
    # What one goes on typing goes on where it was begun, which is seen again.
    page.keyboard.type(" twice")
    expect(field).to_have_value("Measure twice")
    page.mouse.wheel(0, 2500)
    expect(field).to_have_count(0)
    # A click elsewhere takes it, as where it is in sight.
    cell(page, "Step 095", "name").click()
    eventually(lambda: plan.names()[2] == "Measure twice")
    new = page.locator("[data-adds]")
    page.keyboard.press("Control+End")
    new.fill("Cut o")
    page.mouse.wheel(0, -4000)
    expect(new).to_have_count(0)
    page.keyboard.type("nce")
    expect(new).to_have_value("Cut once")
    page.keyboard.press("Enter")
    eventually(lambda: plan.names()[-1] == "Cut once")


def test_columns_are_chosen_and_remembered(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("menuitemcheckbox", name="WBS").click()
    expect(page.get_by_role("columnheader", name="WBS")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("columnheader", name="Start Width of Start")).to_be_visible()
    expect(page.get_by_role("columnheader", name="WBS")).to_have_count(0)


def test_axe_finds_nothing_serious(
    new_page: NewPage, plan: Plan, axe: Callable[[Page], list[str]]
) -> None:
    for dark in (False, True):
        seen = new_page(dark=dark, bypass_csp=True)
        open_view(seen, plan.url, "sheet")
        cell(seen, "Cutover", "name").click()
        seen.keyboard.press("F2")
        assert axe(seen) == []
