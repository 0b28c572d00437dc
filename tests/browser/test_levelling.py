"""Levelling as a person does it: sees who has too much, searches, looks at the preview, applies."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tools.barriers import barriers

from tests.browser.conftest import DAY, NewPage, NewPlan, Plan
from tests.browser.gantt import eventually, fits

LINES: list[dict[str, Any]] = [
    {"name": "Handbook", "level": 0, "duration": 3 * DAY, "assignees": ["Priya"]},
    {"name": "Fabric", "level": 0, "duration": 5 * DAY, "assignees": ["Priya"]},
    {"name": "Ready", "level": 0, "milestone": True, "predecessors": [{"row": 0}, {"row": 1}]},
]
WAIT = 60_000


@pytest.fixture
def crowded(new_plan: NewPlan) -> Plan:
    """A plan in which Priya is to do two things at once, ahead of any day on which this runs."""
    plan = new_plan(LINES)
    plan.command("project.update", {"fields": {"start": 31_647_420}})
    return plan


def search(page: Page, plan: Plan) -> None:
    """Open the page from "+" and let it search."""
    page.goto(f"{plan.url}/gantt")
    page.get_by_role("button", name="More views").click()
    page.get_by_role("menuitem", name="Level").click()
    expect(page.get_by_text("One person is asked for more than they have")).to_be_visible()
    over = page.get_by_role("table", name="Over-allocations").get_by_role("row", name="Priya")
    expect(over).to_contain_text("200 % of 100 %")
    expect(over.get_by_role("button")).to_have_text(["Handbook", "Fabric"])
    page.get_by_role("button", name="Level", exact=True).click()
    preview = page.get_by_test_id("preview")
    expect(preview).to_be_visible(timeout=WAIT)
    expect(page.get_by_test_id("preview-status")).to_have_text("Proven optimal")
    expect(page.get_by_test_id("preview-removed")).to_have_text("1 of 1")


def test_level_preview_apply_undo(page: Page, crowded: Plan) -> None:
    before = crowded.tasks()
    search(page, crowded)
    assert crowded.tasks() == before
    page.get_by_role("button", name="Show in Gantt").click()
    held = page.get_by_test_id("held")
    expect(held).to_contain_text("tasks move")
    expect(page.locator(".hwt-ghost").first).to_be_visible()
    expect(page.get_by_test_id("project-finish")).to_contain_text("13 Mar 2030")
    assert crowded.tasks() == before
    held.get_by_role("button", name="Apply").click()
    expect(held).to_be_hidden()
    expect(page.get_by_text("Levelled:")).to_be_visible()
    expect(page.get_by_test_id("project-finish")).to_have_text("13 Mar 2030")
    expect(page.locator(".hwt-ghost")).to_have_count(0)
    eventually(lambda: crowded.tasks()["Ready"]["finish"] == "2030-03-13T17:00:00")
    page.get_by_role("link", name="Level").click()
    expect(page.get_by_text("Nobody is asked for too much")).to_be_visible()
    expect(page.get_by_role("heading", name="Applied")).to_be_visible()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("table", name="Over-allocations")).to_be_visible()
    eventually(lambda: crowded.tasks() == before)


def test_a_preview_is_dropped_or_overtaken(page: Page, crowded: Plan) -> None:
    search(page, crowded)
    crowded.command(
        "task.update", {"id": crowded.tasks()["Fabric"]["id"], "fields": {"duration": DAY}}
    )
    expect(page.get_by_text("The plan moved since this was computed.")).to_be_visible()
    expect(page.get_by_role("button", name="Apply")).to_be_hidden()
    page.get_by_test_id("preview").get_by_role("button", name="Dismiss").click()
    expect(page.get_by_test_id("preview")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("table", name="Over-allocations")).to_be_visible()
    expect(page.get_by_test_id("preview")).to_be_hidden()


def test_it_works_on_a_phone_and_by_keys(new_page: NewPage, crowded: Plan) -> None:
    page = new_page(width=390, height=844, bypass_csp=True)
    page.goto(f"{crowded.url}/levelling")
    button = page.get_by_role("button", name="Level", exact=True)
    expect(button).to_be_visible()
    fits(page, 390)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("preview")).to_be_visible(timeout=WAIT)
    assert barriers(page, "main") == []
