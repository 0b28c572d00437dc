"""Words of a filter that mean something else for each reader and on each day: "me", "the next 14 days"."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage, NewPlan, Served
from tests.browser.gantt import open_view, row
from tests.live import command, own_workspace

DEADLINES = {"Permit": -40, "Crane": 5, "Roof": 100}
"""Days from today, far from where a span ends: midnight may pass while this runs."""


def account(client: httpx.Client, space: int, user: int, name: str) -> int:
    """Return whom an account is in a workspace, made on first use."""
    rows = client.get(f"/workspaces/{space}/snapshot?tables=resources").json()["tables"]
    known = dict(zip(rows["resources"]["user_id"], rows["resources"]["id"], strict=True))
    if user in known:
        return int(known[user])
    made = command(client, space, "resource.create", {"fields": {"name": name, "user_id": user}})
    return int(made["created"]["resources"][0])


def names(page: Page) -> Locator:
    return page.locator('.hwg-row[data-task] [data-col="name"]')


def add(page: Page, field: str, name: str) -> Locator:
    """Add a filter on a field by keys; return where its value is chosen."""
    page.keyboard.press("Control+Shift+f")
    expect(page.get_by_role("combobox", name="Add filter")).to_be_focused()
    page.keyboard.type(field)
    page.keyboard.press("Enter")
    value = page.get_by_role("combobox", name=f"Value of {name}", exact=True)
    expect(value).to_be_focused()
    return value


def test_me_and_relative_dates_are_read_by_who_looks_and_when(
    served: Served, api: httpx.Client, new_plan: NewPlan, new_page: NewPage
) -> None:
    space = own_workspace(api)
    today = datetime.now(UTC).date()
    with served.server.client(served.ben) as his:
        ben = his.get("/me").json()["user"]["id"]
    mine = account(api, space, api.get("/me").json()["user"]["id"], "Ana Own")
    other = account(api, space, ben, "Ben Own")
    lines: list[dict[str, Any]] = [{"name": n, "level": 0, "duration": 480} for n in DEADLINES]
    plan = new_plan([*lines, {"name": "Undated", "level": 0, "duration": 480}], "Words")
    tasks = plan.tasks()
    for name, after in DEADLINES.items():
        day = (today + timedelta(days=after)).isoformat()
        api.patch(f"/tasks/{tasks[name]['id']}", json={"deadline": day}).raise_for_status()
    for name, who in (("Permit", mine), ("Crane", mine), ("Roof", other), ("Undated", other)):
        share = {"id": tasks[name]["id"], "resources": [{"resource_id": who}]}
        plan.command("task.assign", share)

    page = new_page()
    open_view(page, plan.url, "sheet")
    expect(names(page)).to_have_count(4)
    span = add(page, "deadl", "Deadline")
    span.select_option("the next …")
    expect(names(page)).to_have_text(["Crane"])
    chips = page.get_by_role("group", name="Filters").locator(".hwf-face")
    expect(chips).to_have_text(["Deadline is the next 14 days"])
    count = page.get_by_label("How many")
    count.fill("20")
    page.get_by_label("Days, weeks or months").select_option("weeks")
    expect(names(page)).to_have_text(["Crane", "Roof"])
    span.select_option("the last …")
    page.get_by_label("Days, weeks or months").select_option("months")
    expect(names(page)).to_have_text(["Permit"])
    expect(chips).to_have_text(["Deadline is the last 14 months"])
    compared = page.get_by_label("How Deadline is compared")
    compared.focus()
    compared.select_option("is not")
    expect(names(page)).to_have_text(["Crane", "Roof", "Undated"])
    page.keyboard.press("Escape")

    # "Me" is whoever looks: the same address shows another what is his.
    add(page, "assig", "Assignee")
    page.keyboard.type("me")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(chips).to_have_text(["Deadline is not the last 14 months", "Assignee is Me"])
    expect(names(page)).to_have_text(["Crane"])
    seen = new_page("ben")
    seen.goto(page.url)
    expect(names(seen)).to_have_text(["Roof", "Undated"])
    # What is given to him meanwhile comes into his sight, and goes out of hers.
    share = {"id": tasks["Crane"]["id"], "resources": [{"resource_id": other}]}
    plan.command("task.assign", share)
    expect(row(seen, "Crane")).to_have_count(1)
