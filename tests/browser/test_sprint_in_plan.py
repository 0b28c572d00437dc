"""Hybrid work: what is in a sprint stands in the Gantt under its phase, and draws on the same people."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import DAY, NewPage, NewPlan
from tests.browser.gantt import at_rest, bar, cell, edit, eventually, open_view, row

ITEMS: list[dict[str, Any]] = [
    {"name": "Portal", "level": 0},
    {"name": "Single sign-on", "level": 1, "duration": 2 * DAY, "assignees": ["Ida Ro"]},
    {"name": "Invoice list", "level": 1, "duration": 3 * DAY, "assignees": ["Ida Ro"]},
    {"name": "Data centre", "level": 0},
    {"name": "Racks", "level": 1, "duration": DAY, "assignees": ["Ida Ro"],
     "predecessors": [{"row": 2}]},
]  # fmt: skip


def monday() -> date:
    """Return a Monday ahead: a sprint has its whole capacity before it begins."""
    today = datetime.now(UTC).date()
    return today + timedelta(days=14 - today.weekday())


def minutes(day: date) -> int:
    return (day - date(1970, 1, 1)).days * 1440


def test_a_sprint_item_stands_under_its_phase_and_draws_on_the_same_people(
    new_plan: NewPlan, new_page: NewPage
) -> None:
    plan = new_plan(ITEMS, "Hybrid in Gantt")
    first = monday()
    plan.command("project.update", {"fields": {"start": minutes(first) + 540}})
    days = {"start": minutes(first), "finish": minutes(first + timedelta(days=5))}
    plan.command("sprint.create", {"fields": {"name": "Sprint 7", **days}})
    page = new_page()
    open_view(page, plan.url)
    # Into the sprint from the plan, by the panel of a task that stays where it is.
    cell(page, "Invoice list", "name").click()
    page.keyboard.press("Control+Enter")
    panel = page.get_by_role("complementary", name="Task: Invoice list")
    panel.get_by_label("Sprint", exact=True).select_option("Sprint 7")
    page.keyboard.press("Escape")
    expect(row(page, "Invoice list")).to_have_attribute("aria-level", "2")
    phase, item = at_rest(bar(page, "Portal")), at_rest(bar(page, "Invoice list"))
    assert phase["y"] < item["y"]
    assert phase["x"] - 1 <= item["x"]
    assert item["x"] + item["width"] <= phase["x"] + phase["width"] + 8

    # A week has 40 hours of hers; the racks of another phase take 8, the item 24.
    backlog = new_page()
    backlog.goto(f"{plan.url}/backlog")
    sprint = backlog.get_by_role("region", name="Sprint 7", exact=True)
    capacity = sprint.get_by_role("button", name=re.compile("work and capacity"))
    expect(sprint.locator("[data-item]")).to_have_count(1)
    expect(capacity).to_contain_text("24 of 16 h")
    capacity.click()
    hers = backlog.get_by_role("table").get_by_role("row").filter(has_text="Ida Ro")
    expect(hers.get_by_role("cell")).to_have_text(["40", "24", "24", "-8"])
    backlog.keyboard.press("Escape")
    # Shorter in the plan, the other item leaves her more time for the sprint: seen at once.
    edit(page, "Single sign-on", "duration", "1d")
    expect(capacity).to_contain_text("24 of 24 h")
    # Longer in the Gantt is more work in the sprint; moved out of its days, that is told there.
    edit(page, "Invoice list", "duration", "4d")
    expect(capacity).to_have_accessible_name(
        re.compile("32 of 24 h.*More than they have: Ida Ro 8 h")
    )
    edit(page, "Invoice list", "predecessors", "2FS+3d")
    outside = sprint.get_by_role("button", name="1 outside its days")
    outside.press("Enter")
    told = backlog.get_by_role("dialog").filter(has_text="after the sprint’s end")
    expect(told).to_contain_text("Invoice list")
    backlog.keyboard.press("Escape")
    expect(told).to_have_count(0)
    expect(outside).to_be_focused()
    page.keyboard.press("Control+z")
    expect(outside).to_have_count(0)
    eventually(lambda: plan.tasks()["Invoice list"]["duration_minutes"] == 4 * DAY)
