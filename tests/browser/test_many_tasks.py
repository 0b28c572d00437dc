"""Several tasks at once: their fields set by one change, branches carried from plan to plan."""

from __future__ import annotations

from playwright.sync_api import expect
from tools.barriers import barriers

from tests.browser.conftest import NewPage, NewPlan
from tests.browser.gantt import at_rest, bar, cell, eventually, open_view, row


def test_many_are_edited_as_one_and_hours_stand_against_the_baseline(
    new_plan: NewPlan, new_page: NewPage
) -> None:
    plan = new_plan(name="Many at once")
    ids = {name: task["id"] for name, task in plan.tasks().items()}
    plan.command("task.assign", {"id": ids["Cutover"], "resources": [{"name": "Zoe"}]})
    plan.command("baseline.set", {"number": 0})
    page = new_page(bypass_csp=True)
    open_view(page, plan.url, "sheet")
    cell(page, "Prepare", "name").click()
    page.keyboard.press("Control+a")
    expect(page.get_by_role("button", name="Edit 6 tasks…")).to_be_visible()
    page.keyboard.press("Shift+F2")
    dialog = page.get_by_role("dialog", name="Edit 6 tasks")
    dialog.get_by_label("What to set").select_option("Priority")
    # The field that was chosen has the keyboard.
    expect(dialog.get_by_label("Priority", exact=True)).to_be_focused()
    dialog.get_by_label("Priority", exact=True).select_option("Urgent")
    dialog.get_by_label("Set one more field").select_option("Duration")
    dialog.get_by_label("Duration", exact=True).fill("2w")
    told = dialog.get_by_role("status")
    expect(told).to_contain_text("4 of 6 tasks change.")
    expect(told).to_contain_text("The plan’s finish:")
    left = told.get_by_role("list", name="What cannot be set")
    expect(left.get_by_role("listitem")).to_contain_text(
        [
            "Priority of “Prepare”, “Move”:",
            "Duration of “Prepare”, “Move”:",
            "Duration of “Done”: A milestone takes no time",
        ]
    )
    assert barriers(page, "[role=dialog]") == []
    dialog.get_by_label("Duration", exact=True).press("Enter")
    expect(dialog).to_have_count(0)
    expect(cell(page, "Cutover", "duration")).to_have_text("2w")
    expect(cell(page, "Order switches", "priority")).to_have_text("Urgent")
    # Work grew from 40 to 80 hours; the summary's with it.
    expect(cell(page, "Cutover", "baselineWork")).to_have_text("40h")
    expect(cell(page, "Move", "workVariance")).to_have_text("+40h")
    expect(cell(page, "Cutover", "durationVariance")).to_have_text("+5d")
    # A column is frozen by the keyboard, and stays while the others scroll below it.
    sizer = page.get_by_role("separator", name="Width of Work variance")
    sizer.focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Freeze").click()
    head = page.get_by_role("columnheader", name="Work var.")
    expect(head).to_have_attribute("data-frozen", "true")
    before = at_rest(head)["x"]
    page.get_by_role("treegrid").evaluate("pane => { pane.scrollLeft = 600; }")
    expect(page.locator(".hwg-pane[data-scrolled]")).to_have_count(1)
    assert abs(at_rest(head)["x"] - before) < 2
    assert abs(at_rest(cell(page, "Cutover", "workVariance"))["x"] - before) < 2
    page.reload()
    expect(head).to_have_attribute("data-frozen", "true")
    # All of it was one change.
    page.keyboard.press("Control+z")
    expect(cell(page, "Cutover", "duration")).to_have_text("5d")
    expect(cell(page, "Order switches", "priority")).to_have_text("Normal")
    eventually(lambda: plan.tasks()["Cutover"]["duration_minutes"] == 5 * 480)


def test_a_branch_is_cut_into_another_plan_and_colours_are_kept(
    new_plan: NewPlan, new_page: NewPage
) -> None:
    plan = new_plan(name="Cut from here")
    other = new_plan([{"name": "Inbound", "level": 0}], name="Pasted into here")
    page = new_page(bypass_csp=True)
    open_view(page, plan.url)
    cell(page, "Move", "name").click()
    page.keyboard.press("Shift+Space")
    page.keyboard.press("Control+x")
    expect(row(page, "Move")).to_have_attribute("data-cut", "true")
    beside = page.context.new_page()
    open_view(beside, other.url)
    cell(beside, "Inbound", "name").click()
    beside.keyboard.press("Control+v")
    # What would stay behind is told before anything leaves.
    asked = beside.get_by_role("dialog", name="Move 1 row here?")
    expect(asked).to_contain_text("links to tasks outside (1)")
    asked.get_by_role("button", name="Cancel").click()
    expect(asked).to_have_count(0)
    assert other.names() == ["Inbound"]
    cell(beside, "Inbound", "name").click()
    beside.keyboard.press("Control+v")
    asked.get_by_role("button", name="Move without it").click()
    expect(row(beside, "Done")).to_have_attribute("aria-level", "2")
    expect(beside.get_by_text("3 tasks came over from the other project")).to_be_visible()
    # The link within the branch came along, the one from outside was told.
    expect(cell(beside, "Done", "predecessors")).to_have_text("3")
    expect(beside.get_by_text("links to tasks outside (1)")).to_be_visible()
    expect(row(page, "Cutover")).to_have_count(0)
    beside.keyboard.press("Control+z")
    expect(row(beside, "Cutover")).to_have_count(0)
    expect(row(page, "Cutover")).to_have_count(1)
    # A copy leaves what it is of.
    cell(page, "Move", "name").click()
    page.keyboard.press("Shift+Space")
    page.keyboard.press("Control+c")
    beside.bring_to_front()
    cell(beside, "Inbound", "name").click()
    beside.keyboard.press("Control+v")
    expect(row(beside, "Cutover")).to_have_count(1)
    assert plan.names()[3:] == ["Move", "Cutover", "Done"]
    # Colours go from view to view, and a saved view keeps them.
    beside.get_by_role("button", name="Show", exact=True).click()
    beside.get_by_role("menuitemradio", name="Phase").click()
    beside.keyboard.press("Escape")
    expect(bar(beside, "Cutover")).to_have_attribute("data-colour", "0")
    beside.get_by_role("link", name="Board").click()
    legend = beside.get_by_role("region", name="Coloured by Phase")
    expect(legend.get_by_role("listitem")).to_contain_text(["Move"])
    card = beside.locator("[data-card]").filter(has_text="Cutover")
    expect(card).to_have_attribute("data-colour", "0")
    assert barriers(beside, "[data-view=board]") == []
    beside.get_by_role("button", name="Views", exact=True).click()
    beside.get_by_role("menuitem", name="Save as a new view…").click()
    dialog = beside.get_by_role("dialog", name="Save view")
    dialog.get_by_label("Name").fill("By phase")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    legend.get_by_role("button", name="Back to the plan's own colours").click()
    expect(card).not_to_have_attribute("data-colour", "0")
    beside.get_by_role("button", name="Reset").click()
    expect(card).to_have_attribute("data-colour", "0")
