"""Somebody is added to a task: the bar shortens, and what that means can be chosen and taken back."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Plan
from tests.browser.gantt import bar, box, cell, edit, eventually, open_view, row

DAY = 480


def length(plan: Plan, name: str) -> int:
    return int(plan.tasks()[name]["duration_minutes"])


def test_a_second_person_on_fixed_work_makes_it_finish_sooner(page: Page, plan: Plan) -> None:
    key = plan.tasks()["Cutover"]["id"]
    plan.command("task.update", {"id": key, "fields": {"task_type": "fixed_work"}})
    plan.command("task.assign", {"id": key, "resources": [{"name": "Zelda"}]})
    open_view(page, plan.url)
    width = box(bar(page, "Cutover"))["width"]
    page.goto(f"{plan.url}/gantt?task={key}")
    panel = page.locator("[data-task-panel]")
    panel.get_by_label("Assign somebody").fill("Olga")
    page.get_by_role("option", name="New placeholder “Olga”").click()
    choice = panel.get_by_role("group", name="What does this mean?")
    expect(choice.get_by_role("radio", name="Finish sooner")).to_be_checked()
    expect(panel.get_by_label("Duration", exact=True)).to_have_value("2.5d")
    eventually(lambda: box(bar(page, "Cutover"))["width"] < 0.7 * width)

    choice.get_by_text("Lighter load").click()
    expect(panel.get_by_label("Duration", exact=True)).to_have_value("5d")
    expect(panel.get_by_label("Share of the time of Olga")).to_have_value("50 %")
    choice.get_by_text("Finish sooner").click()
    expect(panel.get_by_label("Duration", exact=True)).to_have_value("2.5d")
    eventually(lambda: length(plan, "Cutover") == 5 * DAY // 2)

    # One's own last changes are taken back one by one: twice the choice, then the person.
    panel.get_by_role("heading", name="People and work").click()
    for _ in range(3):
        page.keyboard.press("Control+z")
    expect(panel.get_by_label("Share of the time of Olga")).to_have_count(0)
    expect(panel.get_by_label("Duration", exact=True)).to_have_value("5d")
    eventually(lambda: abs(box(bar(page, "Cutover"))["width"] - width) < 2)


def test_in_the_grid_the_choice_is_a_message_and_remembered(page: Page, plan: Plan) -> None:
    key = plan.tasks()["Order switches"]["id"]
    plan.command("task.assign", {"id": key, "resources": [{"name": "Zelda"}]})
    open_view(page, plan.url, "sheet")
    edit(page, "Order switches", "assignees", "Zelda, Ben")
    said = page.get_by_role("status").filter(has_text="Order switches: finish sooner")
    expect(said).to_be_visible()
    said.get_by_role("button", name="More work").click()
    expect(page.get_by_text("From now on in this project: more work")).to_be_visible()
    eventually(lambda: length(plan, "Order switches") == 3 * DAY)
    edit(page, "Switch delivery", "assignees", "Zelda")
    edit(page, "Switch delivery", "assignees", "Zelda, Ben")
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


def test_a_recurring_task_is_made_from_the_palette_and_changed(page: Page, plan: Plan) -> None:
    open_view(page, plan.url, "sheet")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("recurring")
    page.get_by_role("option", name="Add a recurring task").click()
    dialog = page.get_by_role("dialog", name="New recurring task")
    dialog.get_by_label("Name").fill("Stand-up")
    # The project began in the past, where no new series begins by itself.
    first = dialog.get_by_role("textbox", name="First from")
    first.fill("27 Jul 2026")
    first.press("Tab")
    expect(dialog.get_by_role("checkbox", name="Mon")).to_be_checked()
    dialog.get_by_label("Times").fill("3")
    dialog.get_by_label("Who").fill("Zelda")
    dialog.get_by_role("button", name="Make it recur").click()
    expect(dialog).to_have_count(0)
    eventually(lambda: {"Stand-up 1", "Stand-up 2", "Stand-up 3"} <= set(plan.names()))
    tasks = plan.tasks()
    starts = [tasks[f"Stand-up {n}"]["start"][:10] for n in (1, 2, 3)]
    assert starts == ["2026-07-27", "2026-08-03", "2026-08-10"]
    assert [a["name"] for a in tasks["Stand-up 2"]["assignments"]] == ["Zelda"]

    row(page, "Stand-up").first.click(button="right")
    page.get_by_role("menuitem", name="Recurs…").click()
    dialog = page.get_by_role("dialog", name="“Stand-up” recurs")
    dialog.get_by_label("Times").fill("2")
    dialog.get_by_role("button", name="Change the rule").click()
    expect(dialog).to_have_count(0)
    eventually(lambda: "Stand-up 3" not in plan.names())
    assert plan.tasks()["Stand-up 1"]["id"] == tasks["Stand-up 1"]["id"]


def test_leave_of_a_person_moves_the_plan(page: Page, plan: Plan) -> None:
    key = plan.tasks()["Order switches"]["id"]
    plan.command("task.assign", {"id": key, "resources": [{"name": "Lea"}]})
    space = plan.client.get("/me").json()["workspaces"][0]["id"]
    page.goto(f"{plan.url.rsplit('/p/', 1)[0]}/w/{space}/people")
    page.get_by_role("button", name="Edit Lea").click()
    dialog = page.get_by_role("dialog", name="Lea")
    dialog.get_by_label("Kind").select_option("Role")
    dialog.get_by_role("button", name="Add a period").click()
    dialog.get_by_role("button", name="Save").click()
    mark = page.get_by_role("row").filter(has_text="Lea")
    expect(mark).to_contain_text("Role")
    expect(mark).to_contain_text("50 % now")
    finish = plan.tasks()["Order switches"]["finish"]

    page.get_by_role("button", name="Edit Lea").click()
    dialog.get_by_label("Leave from").fill("2026-07-28")
    dialog.get_by_label("to", exact=True).fill("2026-07-29")
    dialog.get_by_role("button", name="Add leave").click()
    expect(dialog.get_by_text("Leave", exact=True).nth(1)).to_be_visible()
    eventually(lambda: plan.tasks()["Order switches"]["finish"] > finish)
    assert plan.tasks()["Order switches"]["finish"][:10] == "2026-07-31"
    dialog.get_by_role("button", name="Take back the leave from").click()
    eventually(lambda: plan.tasks()["Order switches"]["finish"] == finish)


def test_work_and_task_type_are_typed_in_the_sheet(page: Page, plan: Plan) -> None:
    key = plan.tasks()["Order switches"]["id"]
    plan.command("task.assign", {"id": key, "resources": [{"name": "Zelda"}]})
    open_view(page, plan.url, "sheet")
    edit(page, "Order switches", "work", "48h")
    expect(cell(page, "Order switches", "duration")).to_have_text("6d")
    edit(page, "Order switches", "taskType", "Fixed work")
    edit(page, "Order switches", "duration", "3d")
    expect(cell(page, "Order switches", "assignees")).to_have_text("Zelda [200%]")
    eventually(lambda: length(plan, "Order switches") == 3 * DAY)
