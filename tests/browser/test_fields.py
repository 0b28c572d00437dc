"""Fields of the project's own: defined, with a formula; filled, pasted, and added up by group."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tools.barriers import barriers

from tests.browser.conftest import NewPage, NewPlan
from tests.browser.gantt import cell, edit, eventually, middle, open_view

PASTE = """
([text, html]) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  data.setData('text/html', html);
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}
"""
LINES = [
    {"name": name, "level": 0, "duration": 960} for name in ("Survey", "Trench", "Lay", "Test")
]


def column(page: Page, title: str) -> str:
    """Return the key of a column by its title."""
    head = page.get_by_role("columnheader", name=title)
    found = head.get_attribute("data-col")
    assert found is not None
    return found


def test_fields_are_defined_filled_and_reckoned_with(
    new_page: NewPage, new_plan: NewPlan, axe: Callable[[Page], list[str]]
) -> None:
    plan = new_plan(LINES, name="Fibre")
    page = new_page(bypass_csp=True)
    open_view(page, plan.url, "sheet")
    page.get_by_role("button", name="Columns").click()
    page.get_by_role("menuitem", name="Fields of this project").click()
    dialog = page.get_by_role("dialog", name="Fields of this project")
    dialog.get_by_role("button", name="Add a field").click()
    dialog.get_by_label("Name").fill("Meters")
    dialog.get_by_label("Type").select_option("number")
    dialog.get_by_role("button", name="Add field").click()
    dialog.get_by_role("button", name="Add a field").click()
    dialog.get_by_label("Name").fill("Ground")
    dialog.get_by_label("Type").select_option("select")
    dialog.get_by_role("textbox", name="Option 1").fill("Rock")
    dialog.get_by_role("textbox", name="Option 1").press("Enter")
    dialog.get_by_role("textbox", name="Option 2").fill("Sand")
    dialog.get_by_role("button", name="Add field").click()

    # A formula says what is wrong with it, and where, before it is kept.
    dialog.get_by_role("button", name="Add a field").click()
    dialog.get_by_label("Name").fill("Price")
    dialog.get_by_label("Type").select_option("formula")
    formula = dialog.get_by_role("textbox", name="Formula")
    formula.fill("[Metres] * 85")
    expect(dialog.get_by_text("There is no field [Metres]")).to_be_visible()
    formula.fill("100 * 85 / [Meters]")
    expect(dialog.get_by_text("The formula holds.")).to_be_visible()
    dialog.get_by_label("Shown as").select_option("cost")
    assert barriers(page, "[role=dialog]") == []
    dialog.get_by_role("button", name="Add field").click()
    expect(dialog.get_by_role("button", name="Edit Price")).to_be_visible()
    page.keyboard.press("Escape")

    meters, ground, price = (column(page, name) for name in ("Meters", "Ground", "Price"))
    expect(cell(page, "Survey", price)).to_contain_text("divided by zero: [Meters] is 0")
    edit(page, "Survey", meters, "10")
    expect(cell(page, "Survey", price)).to_have_text("€850.00")
    edit(page, "Trench", meters, "20")

    # The handle goes on with the series.
    cell(page, "Survey", meters).click()
    cell(page, "Trench", meters).click(modifiers=["Shift"])
    page.mouse.move(*middle(page.locator(".hwg-fill")))
    page.mouse.down()
    page.mouse.move(*middle(cell(page, "Lay", meters)), steps=4)
    page.mouse.move(*middle(cell(page, "Test", meters)), steps=4)
    page.mouse.up()
    expect(cell(page, "Lay", meters)).to_have_text("30")
    expect(cell(page, "Test", meters)).to_have_text("40")
    expect(cell(page, "Test", price)).to_have_text("€212.50")

    # Options are pasted by name, from a table as spreadsheets copy it; one is filled down.
    cell(page, "Survey", ground).click()
    html = "<table><tr><td>rock</td></tr><tr><td>Sand</td></tr></table>"
    page.evaluate(PASTE, ["rock\r\nSand\r\n", html])
    expect(cell(page, "Trench", ground)).to_have_text("Sand")
    cell(page, "Trench", ground).click()
    cell(page, "Test", ground).click(modifiers=["Shift"])
    page.keyboard.press("Control+d")
    expect(cell(page, "Test", ground)).to_have_text("Sand")
    expect(cell(page, "Survey", ground)).to_have_text("Rock")
    edit(page, "Lay", ground, "Clay")
    expect(cell(page, "Lay", ground).get_by_role("alert")).to_contain_text("no option of Ground")
    page.keyboard.press("Escape")

    key = int(ground.split(":")[1])
    page.goto(f"{plan.url}/sheet?g=custom-{key}")
    sand = page.locator(".hwg-group").filter(has_text="Sand")
    expect(sand.locator(f'[data-col="{meters}"]')).to_have_text("90")
    assert axe(page) == []

    def kept() -> bool:
        table = plan.client.get(f"/projects/{plan.id}/snapshot?tables=custom_values").json()
        values = table["tables"]["custom_values"]["value"]
        return sorted(v for v in values if isinstance(v, str)) == ["o1", "o2", "o2", "o2"]

    eventually(kept)
