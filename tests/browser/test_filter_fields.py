"""Any field of a task is looked for: its links, checklist and watchers, and what its columns show."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Plan
from tests.browser.gantt import open_view, row
from tests.browser.test_filter import chips


def test_links_checklists_and_watchers_are_filtered_by(page: Page, plan: Plan) -> None:
    cutover = plan.tasks()["Cutover"]["id"]
    done = plan.tasks()["Done"]["id"]
    items = [{"text": "Call"}, {"text": "Check"}]
    plan.command("checklist.add", {"task_id": cutover, "kind": "checklist", "items": items})
    plan.command("task.watch", {"task_id": done, "watching": True})
    open_view(page, plan.url, "sheet")
    page.keyboard.press("Control+Shift+f")
    expect(page.get_by_role("combobox", name="Add filter")).to_be_focused()
    page.keyboard.type("predec")
    page.keyboard.press("Enter")
    value = page.get_by_role("combobox", name="Value of Predecessors")
    expect(value).to_be_focused()
    page.keyboard.type("order")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(chips(page)).to_have_text(["Predecessors contains 2 Order switches"])
    expect(row(page, "Switch delivery")).to_have_count(1)
    expect(row(page, "Cutover")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"f=predecessors:is:\d+"))
    # A link is enough to show the same to somebody else.
    for search, shown, hidden in (
        ("checklist:is:open", "Cutover", "Done"),
        ("watcher:is:me", "Done", "Cutover"),
        ("predecessorCount:eq:0;summary:is:no", "Order switches", "Cutover"),
        ("remainingDuration:ge:5d", "Cutover", "Order switches"),
    ):
        open_view(page, plan.url, f"sheet?f={search}")
        expect(row(page, shown)).to_have_count(1)
        expect(row(page, hidden)).to_have_count(0)
        assert page.get_by_role("group", name="Filters").locator("[data-wrong]").count() == 0
