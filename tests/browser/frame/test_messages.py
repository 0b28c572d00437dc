"""What messages say of a change, and what becomes of them once it is taken back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.frame.people import CHAIN, Person, Site
from tests.browser.gantt import eventually

Open = Callable[..., Page]


def test_a_message_goes_when_its_change_is_undone_elsewhere(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, tasks = site.project(ana, "Told", CHAIN)
    page = open_page(ana, f"/p/{project}/gantt")
    rows = page.get_by_role("treegrid").locator("[data-task]")
    told = page.get_by_role("region", name="Messages").get_by_role("status")
    undo = page.locator('[data-hint="undo"]').get_by_role("button", name="Undo")
    rows.nth(1).locator('[data-col="name"]').click()
    page.keyboard.press("Delete")
    deleted = told.filter(has_text="Deleted")
    expect(deleted).to_be_visible()
    undo.click()
    expect(deleted).to_have_count(0)
    expect(rows.filter(has_text="Rack switches")).to_be_visible()
    # Taken back by its message, there is nothing left to undo, but it can be done again.
    page.locator('[data-hint="undo"]').get_by_role("button", name="Redo").click()
    expect(rows.filter(has_text="Rack switches")).to_have_count(0)
    rows.nth(1).locator('[data-col="name"]').click()
    page.keyboard.press("Delete")
    deleted.get_by_role("button", name="Undo").click()
    expect(told).to_have_text(["Taken back"])
    expect(rows.filter(has_text="Cutover")).to_be_visible()
    undo.click()
    expect(rows.filter(has_text="Rack switches")).to_be_visible()
    with site.api(ana) as api:

        def kept() -> list[int]:
            items = api.get(f"/projects/{project}/tasks").json()["items"]
            return [item["id"] for item in items]

        eventually(lambda: kept() == tasks)
