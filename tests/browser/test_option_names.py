"""Options whose names hold commas: set for several tasks, copied from cell to cell, typed."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import NewPage, NewPlan
from tests.browser.gantt import cell, edit, eventually, open_view

NAMES = {"up": "North, upper", "lo": "North, lower", "so": "South"}
LINES = [{"name": name, "level": 0, "duration": 480} for name in ("Survey", "Trench", "Lay")]


def test_options_with_commas_are_set_at_once_copied_and_typed(
    new_page: NewPage, new_plan: NewPlan
) -> None:
    plan = new_plan(LINES, name="Sites")
    options = [{"id": key, "name": name, "color": "blue"} for key, name in NAMES.items()]
    field = {"name": "Sites", "type": "multi_select", "options": options}
    made = plan.command("custom_field.create", {"fields": field})
    key = made["created"]["custom_fields"][0]
    column = f"custom:{key}"
    ids = {task["id"]: name for name, task in plan.tasks().items()}

    def kept() -> dict[str, list[str]]:
        path = f"/projects/{plan.id}/snapshot?tables=custom_values"
        table = plan.client.get(path).json()["tables"]["custom_values"]
        tasks, values = table["task_id"], table["value"]
        return {ids[task]: value for task, value in zip(tasks, values, strict=True)}

    page = new_page(bypass_csp=True)
    open_view(page, plan.url, "sheet")
    cell(page, "Survey", "name").click()
    cell(page, "Trench", "name").click(modifiers=["Shift"])
    page.keyboard.press("Shift+F2")
    dialog = page.get_by_role("dialog", name="Edit 2 tasks")
    dialog.get_by_label("What to set").select_option("Sites")
    dialog.get_by_role("combobox", name="Sites").click()
    page.get_by_role("option", name="South").click()
    page.get_by_role("option", name="North, upper").click()
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("status")).to_contain_text("2 of 2 tasks change.")
    dialog.get_by_role("button", name="Set").click()
    expect(dialog).to_have_count(0)
    eventually(lambda: kept() == {"Survey": ["so", "up"], "Trench": ["so", "up"]})

    cell(page, "Survey", column).click()
    page.keyboard.press("Control+c")
    cell(page, "Lay", column).click()
    page.keyboard.press("Control+v")
    eventually(lambda: kept().get("Lay") == ["so", "up"])
    edit(page, "Lay", column, '"North, lower", "North, upper"')
    eventually(lambda: kept()["Lay"] == ["lo", "up"])
    expect(cell(page, "Lay", column)).to_contain_text("North, lower")
