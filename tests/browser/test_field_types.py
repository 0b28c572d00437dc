"""Fields of every type: defined by keys, typed and pasted in the sheet, refused in words, set in the panel."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.app import barriers_by_scheme
from tests.browser.conftest import NewPage, NewPlan, Plan
from tests.browser.gantt import cell, edit, eventually, open_view
from tests.browser.test_fields import PASTE, column

LINES: list[dict[str, Any]] = [
    {"name": "Survey", "level": 0, "duration": 960, "assignees": ["Kim Bo"]},
    {"name": "Trench", "level": 0, "duration": 960, "assignees": ["Lou Dee"]},
]
TYPES = {
    "Permit": "text", "Deposit": "cost", "Signed on": "date", "Owner": "person",
    "Approved": "flag", "Ticket": "link", "Curing": "duration", "Sites": "multi_select",
}  # fmt: skip
TYPED = {
    "Permit": ("B-77 / 3", "B-77 / 3"),
    "Deposit": ("1200.5", "€1,200.50"),
    "Signed on": ("2027-03-03", "3 Mar 2027"),
    "Owner": ("kim bo", "Kim Bo"),
    "Approved": ("y", "Yes"),
    "Ticket": ("example.org/t/1", "https://example.org/t/1"),
    "Curing": ("2w", "10d"),
    "Sites": ("south, North", "South, North"),
}
"""What is typed into a field, and how it then reads."""
MEANINGLESS = {
    "Deposit": ("lots", "“lots” is no amount of money"),
    "Owner": ("Nemo", "Nobody here is called “Nemo”"),
    "Approved": ("perhaps", "neither yes nor no"),
    "Ticket": ("javascript:alert(1)", "is no link"),
}


def define(page: Page) -> None:
    """Define a field of each type, by keys alone but for its type."""
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Find a task")).to_be_focused()
    page.keyboard.type("Define custom fields")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Fields of this project")
    for name, type_ in TYPES.items():
        dialog.get_by_role("button", name="Add a field").press("Enter")
        dialog.get_by_role("textbox", name="Name").fill(name)
        dialog.get_by_label("Type").select_option(type_)
        if type_ == "multi_select":
            for place, option in enumerate(("North", "South"), 1):
                dialog.get_by_role("textbox", name=f"Option {place}").fill(option)
                dialog.get_by_role("textbox", name=f"Option {place}").press("Enter")
        dialog.get_by_role("button", name="Add field").press("Enter")
        expect(dialog.get_by_role("button", name=f"Edit {name}")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def kept(plan: Plan, task: int) -> dict[str, Any]:
    """Return what the server has in a task's fields, by their names."""
    asked = plan.client.get(f"/projects/{plan.id}/snapshot?tables=custom_fields,custom_values")
    fields, values = (asked.json()["tables"][name] for name in ("custom_fields", "custom_values"))
    names = dict(zip(fields["id"], fields["name"], strict=True))
    rows = zip(values["task_id"], values["field_id"], values["value"], strict=True)
    return {names[field]: value for of, field, value in rows if of == task}


def test_fields_of_every_type_are_typed_pasted_and_set(
    new_plan: NewPlan, new_page: NewPage
) -> None:
    plan = new_plan(LINES, name="Every type")
    page = new_page(width=2400, bypass_csp=True)
    open_view(page, plan.url, "sheet")
    define(page)
    columns = {name: column(page, name) for name in TYPES}

    # A row that comes from elsewhere means the right thing in every one of them, and is one change.
    cell(page, "Survey", columns["Permit"]).click()
    page.evaluate(PASTE, ["\t".join(typed for typed, _ in TYPED.values()), ""])
    for name, (_, shown) in TYPED.items():
        expect(cell(page, "Survey", columns[name])).to_have_text(shown)
    page.keyboard.press("Control+z")
    for name in TYPED:
        expect(cell(page, "Survey", columns[name])).to_have_text("")
    page.keyboard.press("Control+y")
    expect(cell(page, "Survey", columns["Sites"])).to_have_text("South, North")

    # What means nothing there is said at its cell, and put right there.
    for name, (typed, said) in MEANINGLESS.items():
        edit(page, "Trench", columns[name], typed)
        place = cell(page, "Trench", columns[name])
        expect(place.get_by_role("alert")).to_contain_text(said)
        right, shown = TYPED[name]
        place.locator("input").fill(right)
        place.locator("input").press("Enter")
        expect(place).to_have_text(shown)
    tasks = plan.tasks()

    # The panel has the control that fits each.
    cell(page, "Trench", "name").click()
    page.keyboard.press("Control+Enter")
    panel = page.get_by_role("complementary", name="Task: Trench")
    fields = panel.get_by_role("region", name="Fields")
    expect(fields.get_by_role("link", name="Open Ticket")).to_have_attribute(
        "href", "https://example.org/t/1"
    )
    assert barriers_by_scheme(page, "[data-task-panel]") == []
    fields.get_by_role("checkbox", name="Approved").press("Space")
    fields.get_by_label("Owner").select_option("Lou Dee")
    sites = fields.get_by_role("group", name="Sites")
    sites.get_by_role("checkbox", name="North").check()
    for label, wrong_text, said, right in (
        ("Signed on", "one day", "Not a date", "3 Mar 2027"),
        ("Deposit (EUR)", "lots", "Write an amount", "-80"),
        ("Curing", "soon", "Write it as 3d", "3d"),
        ("Ticket", "no link", "begins with https://", "ops@example.org"),
    ):
        field = fields.get_by_label(label, exact=True)
        field.fill(wrong_text)
        field.press("Enter")
        expect(fields).to_contain_text(said)
        field.fill(right)
        field.press("Enter")
        expect(fields.get_by_text(said)).to_have_count(0)
    fields.get_by_label("Permit").fill("شارع 7 🚧")
    fields.get_by_label("Permit").press("Enter")
    for name, shown in {
        "Permit": "شارع 7 🚧", "Deposit": "-€80.00", "Signed on": "3 Mar 2027",
        "Owner": "Lou Dee", "Approved": "",
        "Ticket": "mailto:ops@example.org", "Curing": "3d", "Sites": "North",
    }.items():  # fmt: skip
        expect(cell(page, "Trench", columns[name])).to_have_text(shown)
    eventually(lambda: len(kept(plan, tasks["Trench"]["id"])) >= 7)
    found = kept(plan, tasks["Survey"]["id"])
    assert (found["Deposit"], found["Approved"], found["Curing"]) == (120_050, True, 10 * 480)
