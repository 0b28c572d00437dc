"""The bar over the views of tasks: filter, groups, sorting, by keyboard and by address."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage, Plan
from tests.browser.gantt import cell, edit, fits, open_view, row


def chips(page: Page) -> Locator:
    """Return the conditions that are on."""
    return page.get_by_role("group", name="Filters").locator(".hwf-face")


def rename(page: Page, name: str, new: str, end: str) -> None:
    """Type another name over a task's, and end with a key."""
    cell(page, name, "name").click()
    page.keyboard.press("F2")
    field = page.locator(".hwg-cell input.hwg-input")
    expect(field).to_have_value(name)
    field.fill(new)
    field.press(end)


def test_tasks_are_filtered_by_keyboard_and_the_address_says_it(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    edit(page, "Cutover", "assignees", "Filippa Lund")
    expect(cell(page, "Cutover", "assignees")).to_have_text("Filippa Lund")
    page.keyboard.press("Control+Shift+f")
    expect(page.get_by_role("combobox", name="Add filter")).to_be_focused()
    page.keyboard.type("assig")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Value of Assignee")).to_be_focused()
    page.keyboard.type("filip")
    page.keyboard.press("Enter")
    expect(chips(page)).to_have_text(["Assignee is Filippa Lund"])
    # What is above it stays for the outline's sake, dimmed.
    expect(row(page, "Order switches")).to_have_count(0)
    expect(row(page, "Cutover")).to_have_count(1)
    expect(page.locator(".hwg-row[data-dim]")).to_have_count(1)
    expect(page.get_by_role("status").filter(has_text="1 of 6 tasks")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Add filter")).to_be_focused()
    # Changed in place: not her.
    page.keyboard.press("ArrowLeft")
    expect(chips(page)).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("How Assignee is compared").select_option("isnt")
    page.keyboard.press("Escape")
    expect(chips(page)).to_have_text(["Assignee is not Filippa Lund"])
    expect(row(page, "Cutover")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"f=assignee:isnt:\d+"))
    # The other view of the project keeps it, and so does a link that is opened anew.
    page.keyboard.press("Alt+2")
    page.locator(".hwt-pane").wait_for()
    expect(row(page, "Cutover")).to_have_count(0)
    page.reload()
    expect(chips(page)).to_have_text(["Assignee is not Filippa Lund"])
    expect(row(page, "Order switches")).to_have_count(1)
    expect(row(page, "Cutover")).to_have_count(0)
    chips(page).focus()
    page.keyboard.press("Delete")
    expect(chips(page)).to_have_count(0)
    expect(row(page, "Cutover")).to_have_count(1)


def test_groups_of_conditions_are_nested(page: Page, plan: Plan) -> None:
    open_view(page, f"{plan.url}", "gantt?f=milestone:is:no")
    expect(page.get_by_role("status").filter(has_text="5 of 6 tasks")).to_be_visible()
    page.get_by_role("button", name="Add filter").click()
    expect(page.get_by_role("combobox", name="Add filter")).to_be_focused()
    page.keyboard.type("group of")
    page.keyboard.press("Enter")
    tree = page.get_by_role("dialog", name="Filter")
    group = tree.get_by_role("group", name="Group 2")
    group.get_by_role("button", name="Add condition").click()
    tree.get_by_label("Field of condition 2.1").select_option("name")
    group.get_by_label("Value of Name").fill("switch")
    group.get_by_role("button", name="Add condition").click()
    tree.get_by_label("Field of condition 2.2").select_option("duration")
    tree.get_by_label("How Duration is compared").select_option("ge")
    group.get_by_label("Value of Duration").fill("1w")
    tree.get_by_role("button", name="Done").click()
    expect(chips(page)).to_have_text(["Not milestone", "Name contains switch or Duration ≥ 1w"])
    for name in ("Order switches", "Switch delivery", "Cutover"):
        expect(row(page, name)).to_have_count(1)
    expect(row(page, "Done")).to_have_count(0)
    # Either one of the two would be all but the milestone.
    page.get_by_role("button", name="and", exact=True).click()
    expect(page).to_have_url(re.compile(r"f=any\(milestone:is:no;any\(name:has:switch;"))


def test_what_is_edited_stays_until_it_is_left(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    page.keyboard.press("Control+f")
    expect(page.get_by_label("Find tasks by words")).to_be_focused()
    page.keyboard.type("switch")
    expect(row(page, "Cutover")).to_have_count(0)
    rename(page, "Order switches", "Order routers", "Enter")
    # Enter goes on to the next row: a moment later what no longer fits is gone.
    expect(row(page, "Order routers")).to_have_count(0)
    expect(row(page, "Switch delivery")).to_have_count(1)
    rename(page, "Switch delivery", "Router delivery", "Tab")
    expect(row(page, "Router delivery")).to_have_count(1)
    # A new one is shown though it does not fit.
    add = page.get_by_label("New task")
    add.fill("Unpack 1d")
    add.press("Enter")
    expect(row(page, "Unpack")).to_have_count(1)
    plan.command("task.create", {"fields": {"name": "Written elsewhere"}})
    plan.command("task.create", {"fields": {"name": "Switch off"}})
    expect(row(page, "Switch off")).to_have_count(1)
    expect(row(page, "Written elsewhere")).to_have_count(0)
    page.get_by_role("button", name="Clear the words").click()
    expect(row(page, "Written elsewhere")).to_have_count(1)


def test_groups_have_totals(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    edit(page, "Cutover", "assignees", "Gustav Holm")
    task = plan.tasks()["Cutover"]["id"]
    plan.command("task.cost", {"id": task, "fields": {"fixed_cost": 1_234_500}})
    page.get_by_role("button", name="Group", exact=True).click()
    expect(page.get_by_role("combobox", name="Group by")).to_be_focused()
    page.keyboard.type("assignee")
    page.keyboard.press("Enter")
    group = page.locator(".hwg-group").filter(has_text="Gustav Holm")
    expect(group).to_contain_text("1 task")
    expect(group).to_contain_text("12,345")
    expect(group.locator('[data-col="duration"]')).to_have_text("5d")
    expect(group.locator('[data-col="start"]')).to_contain_text("3 Aug 2026")
    expect(group.locator('[data-col="work"]')).to_have_text("40h")
    nobody = page.locator(".hwg-group").filter(has_text="Nobody")
    expect(nobody).to_contain_text("3 tasks")
    expect(nobody.locator('[data-col="duration"]')).to_have_text("5d")
    page.get_by_role("button", name="Sort", exact=True).click()
    page.get_by_label("Sort by one more field").select_option("name")
    page.get_by_label("Order of Name").select_option("down")
    page.keyboard.press("Escape")
    # Sorted below their summaries, which stand in each group and count in none.
    names = page.locator('.hwg-row[data-task] [data-col="name"]')
    outline = ["Prepare", "Switch delivery", "Order switches", "Move", "Done"]
    expect(names).to_have_text(["Move", "Cutover", *outline])
    nobody.get_by_role("button", name="Collapse Nobody").click()
    expect(names).to_have_text(["Move", "Cutover"])
    expect(page).to_have_url(re.compile(r"g=assignee&s=-name"))


def save_as(page: Page, name: str, everybody: bool) -> None:
    """Save what is shown under a name."""
    page.get_by_role("toolbar").get_by_role("button", name="Views", exact=True).click()
    page.get_by_role("menuitem", name="Save as a new view…").click()
    dialog = page.get_by_role("dialog", name="Save view")
    expect(dialog.get_by_label("Name")).to_be_focused()
    dialog.get_by_label("Name").fill(name)
    if everybody:
        dialog.get_by_text("Everybody in the project").click()
    dialog.get_by_label("Name").press("Enter")
    expect(dialog).to_have_count(0)
    expect(view_button(page, name)).to_be_visible()


def view_button(page: Page, name: str) -> Locator:
    """Return the button of the views' menu while a view is open."""
    return page.get_by_role("toolbar").get_by_role("button", name=name, exact=True)


def test_views_are_saved_and_shared(new_page: NewPage, plan: Plan) -> None:
    ana, ben = new_page("ana"), new_page("ben")
    open_view(ana, plan.url, "sheet?f=name:has:switch&s=-finish")
    ana.get_by_role("button", name="Columns").click()
    ana.get_by_role("menuitemcheckbox", name="WBS").click()
    expect(ana.get_by_role("columnheader", name="WBS")).to_have_count(0)
    ana.keyboard.press("Escape")
    save_as(ana, "Switches first", everybody=True)
    expect(ana).to_have_url(re.compile(r"/sheet\?v=s\d+$"))
    # Somebody else finds it in the menu, and it brings its own kind of view along.
    open_view(ben, plan.url, "gantt")
    expect(row(ben, "Cutover")).to_have_count(1)
    ben.get_by_role("button", name="Views", exact=True).click()
    ben.get_by_role("menuitem", name="Switches first").click()
    expect(row(ben, "Cutover")).to_have_count(0)
    expect(ben.get_by_role("columnheader", name="WBS")).to_have_count(0)
    expect(ben).to_have_url(re.compile(r"/sheet\?v=s\d+$"))
    # What is changed on it is kept, or taken back.
    chips(ben).focus()
    ben.keyboard.press("Delete")
    expect(row(ben, "Cutover")).to_have_count(1)
    expect(ben.get_by_text("Unsaved changes")).to_be_visible()
    ben.get_by_role("button", name="Reset", exact=True).click()
    expect(row(ben, "Cutover")).to_have_count(0)
    expect(ben.get_by_text("Unsaved changes")).to_have_count(0)
    ana.keyboard.press("Control+f")
    ana.keyboard.type("order")
    expect(row(ana, "Switch delivery")).to_have_count(0)
    ana.get_by_role("button", name="Save", exact=True).click()
    expect(row(ben, "Switch delivery")).to_have_count(0)
    expect(chips(ben)).to_have_text(["Name contains switch", "Any text contains order"])
    # A link to it is enough, in a browser that was never here.
    link = new_page("ben")
    link.goto(ana.url)
    expect(row(link, "Order switches")).to_have_count(1)
    expect(row(link, "Switch delivery")).to_have_count(0)
    # One's own stay one's own.
    ben.get_by_role("button", name="Switches first", exact=True).click()
    ben.get_by_role("menuitem", name="Leave this view").click()
    expect(row(ben, "Cutover")).to_have_count(1)
    ben.get_by_role("button", name="Group", exact=True).click()
    expect(ben.get_by_role("combobox", name="Group by")).to_be_focused()
    ben.keyboard.type("critical")
    ben.keyboard.press("Enter")
    expect(ben.locator(".hwg-group").first).to_be_visible()
    save_as(ben, "Ben by criticality", everybody=False)
    ben.reload()
    expect(view_button(ben, "Ben by criticality")).to_be_visible()
    expect(ben.locator(".hwg-group").first).to_be_visible()
    ana.get_by_role("button", name="Switches first", exact=True).click()
    expect(ana.get_by_role("menuitem", name="Switches first")).to_be_visible()
    expect(ana.get_by_role("menuitem", name="Ben by criticality")).to_have_count(0)
    # Deleted and brought back.
    ana.get_by_role("menuitem", name="Delete").click()
    expect(row(ana, "Cutover")).to_have_count(1)
    ana.get_by_role("button", name="Undo", exact=True).last.click()
    ana.get_by_role("button", name="Views", exact=True).click()
    expect(ana.get_by_role("menuitem", name="Switches first")).to_be_visible()


def test_axe_and_a_phone(new_page: NewPage, plan: Plan, axe: Callable[[Page], list[str]]) -> None:
    look = "?f=critical:is:yes;any(assignee:is:nobody;custom-1:is:x)&q=s&g=finish.week&s=-start"
    for dark in (False, True):
        seen = new_page(dark=dark, bypass_csp=True)
        open_view(seen, plan.url, f"sheet{look}")
        expect(seen.locator(".hwg-group").first).to_be_visible()
        assert axe(seen) == []
    phone = new_page(width=390, height=844, bypass_csp=True)
    phone.goto(f"{plan.url}/gantt{look}")
    expect(phone.locator(".hwt-group").first).to_be_visible()
    fits(phone, 390)
    assert axe(phone) == []
