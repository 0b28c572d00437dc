"""A link in the Gantt is chosen by its line: its card tells it, changes it and takes it away."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.app import barriers_by_scheme
from tests.browser.conftest import DAY, NewPage, NewPlan
from tests.browser.gantt import at_rest, bar, cell, eventually, open_view

LINES = [
    {"name": "Pour slab", "level": 0, "duration": 3 * DAY},
    {"name": "Set steel", "level": 0, "duration": 2 * DAY, "predecessors": [{"row": 0}]},
]
HALF_WAY = """() => {
  const path = [...document.querySelectorAll(".hwt-links path.hwt-link")].find((one) => one.getTotalLength() > 0);
  const point = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
  return [point.x, point.y];
}"""
"""Where the only link of the plan is half-way."""


def choose(page: Page) -> None:
    """Click the line between the two bars."""
    at_rest(bar(page, "Set steel"))
    page.mouse.click(*page.evaluate(HALF_WAY))


def test_a_link_is_told_changed_and_removed_by_its_card(
    new_plan: NewPlan, new_page: NewPage
) -> None:
    plan = new_plan(LINES, "One link")
    page = new_page(bypass_csp=True)
    open_view(page, plan.url)
    choose(page)
    card = page.get_by_role("dialog", name="Pour slab → Set steel")
    kind = card.get_by_role("combobox", name="Kind")
    expect(kind).to_be_focused()
    expect(kind).to_have_value("FS")
    assert barriers_by_scheme(page, ".hwt-card") == []
    kind.select_option("Start to start")
    eventually(lambda: plan.tasks()["Set steel"]["start"] == plan.tasks()["Pour slab"]["start"])
    page.keyboard.press("Tab")
    lag = card.get_by_role("textbox", name="Lag")
    expect(lag).to_be_focused()
    page.keyboard.type("1d")
    page.keyboard.press("Enter")
    expect(card).to_contain_text("SS+1d")
    expect(cell(page, "Set steel", "predecessors")).to_have_text("1SS+1d")
    # What is no lag is told, and nothing is changed.
    lag.fill("soon")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“SS+soon”")).to_be_visible()
    expect(cell(page, "Set steel", "predecessors")).to_have_text("1SS+1d")
    lag.fill("1d")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(page.get_by_role("treegrid")).to_be_focused()

    choose(page)
    expect(card.get_by_role("textbox", name="Lag")).to_have_value("+1d")
    card.get_by_role("button", name="Remove link").press("Enter")
    expect(card).to_have_count(0)
    expect(cell(page, "Set steel", "predecessors")).to_have_text("")
    eventually(lambda: plan.tasks()["Set steel"]["predecessors"] == [])
    page.keyboard.press("Control+z")
    expect(cell(page, "Set steel", "predecessors")).to_have_text("1SS+1d")
