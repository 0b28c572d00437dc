"""What is dragged in the Gantt besides whole bars: left ends, several at once, links of all types,
progress, columns; and that nobody drags who may not."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.app import accept_invitation
from tests.browser.conftest import NewPlan, Plan, Served
from tests.browser.gantt import (
    at_rest,
    bar,
    cell,
    day_width,
    drag,
    edit,
    eventually,
    middle,
    open_view,
    row,
)
from tests.live import own_workspace


def test_the_left_end_moves_the_start_and_the_finish_stays(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    before = plan.tasks()["Order switches"]
    target = bar(page, "Order switches")
    page.mouse.move(*middle(target))
    edge = at_rest(target.locator('[data-part="start"]'))
    drag(page, (edge["x"] + 2, edge["y"] + 8), (day_width(page), 0), drop=False)
    expect(page.locator(".hwm-tip")).to_contain_text("2d, from 28 Jul")
    page.mouse.up()
    expect(cell(page, "Order switches", "duration")).to_contain_text("2d")
    eventually(lambda: plan.tasks()["Order switches"]["start"][:10] == "2026-07-28")
    after = plan.tasks()["Order switches"]
    assert after["finish"] == before["finish"]
    assert after["duration_minutes"] == 2 * 480
    # Pinned, and said so; one undo takes both back.
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()
    page.get_by_role("treegrid").focus()
    page.keyboard.press("Control+z")
    eventually(lambda: plan.tasks()["Order switches"] == before)


def test_several_selected_bars_move_together_and_back(page: Page, new_plan: NewPlan) -> None:
    plan = new_plan([{"name": name, "duration": 3 * 480} for name in ("Alpha", "Beta", "Gamma")])
    open_view(page, plan.url)
    before = plan.tasks()
    cell(page, "Alpha", "name").click()
    cell(page, "Beta", "name").click(modifiers=["Shift"])
    day = at_rest(bar(page, "Alpha"))["width"] / (56 / 24)
    drag(page, middle(bar(page, "Beta")), (2 * day, 0), drop=False)
    expect(page.locator(".hwm-tip")).to_contain_text("2 tasks")
    expect(page.locator(".hwt-wish")).to_have_count(2)
    page.mouse.up()
    for name in ("Alpha", "Beta"):
        expect(cell(page, name, "start")).to_contain_text("29 Jul 2026")
    eventually(lambda: plan.tasks()["Alpha"]["start"][:10] == "2026-07-29")
    after = plan.tasks()
    assert after["Beta"]["start"] == after["Alpha"]["start"]
    assert after["Gamma"]["start"] == before["Gamma"]["start"]
    page.get_by_role("treegrid").focus()
    page.keyboard.press("Control+z")
    eventually(lambda: plan.tasks() == before)
    # A mere click on one of several selects it alone.
    bar(page, "Beta").click()
    expect(page.locator('.hwg-row[aria-selected="true"]')).to_have_count(1)


def test_links_of_all_types_by_dragging_from_end_to_end(page: Page, new_plan: NewPlan) -> None:
    plan = new_plan([{"name": name, "duration": 2 * 480} for name in ("Alpha", "Beta")])
    open_view(page, plan.url)
    for held, share, text in (
        ("start", 0.1, "1SS"),
        ("finish", 0.9, "1FF"),
        ("start", 0.9, "1SF"),
    ):
        page.mouse.move(*middle(bar(page, "Alpha")))
        dot = at_rest(bar(page, "Alpha").locator(f'[data-part="link-{held}"]'))
        x, y = dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2
        to = middle(bar(page, "Beta"), share)
        drag(page, (x, y), (to[0] - x, to[1] - y))
        expect(cell(page, "Beta", "predecessors")).to_have_text(text)
        page.get_by_role("treegrid").focus()
        page.keyboard.press("Control+z")
        expect(cell(page, "Beta", "predecessors")).to_have_text("")


def test_progress_is_dragged(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    edit(page, "Order switches", "percent", "30")
    eventually(lambda: plan.tasks()["Order switches"]["percent_complete"] == 30)
    target = at_rest(bar(page, "Order switches"))
    done = at_rest(bar(page, "Order switches").locator(".hwt-done"))
    x, y = done["x"] + done["width"], target["y"] + target["height"] / 2
    drag(page, (x, y), (target["x"] + target["width"] * 0.6 - x, 0), drop=False)
    expect(page.locator(".hwm-tip")).to_contain_text("60% complete")
    page.mouse.up()
    expect(cell(page, "Order switches", "percent")).to_have_text("60%")
    eventually(lambda: plan.tasks()["Order switches"]["percent_complete"] == 60)


def test_columns_are_put_in_another_order_by_the_pointer(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    heads = page.locator(".hwg-header [data-col]")

    def order() -> list[str]:
        return [str(key) for key in heads.evaluate_all("all => all.map(x => x.dataset.col)")]

    assert order()[:5] == ["line", "name", "duration", "start", "finish"]
    held = middle(heads.nth(4), 0.4)
    to = middle(heads.nth(2), 0.2)
    drag(page, held, (to[0] - held[0], 0))
    eventually(lambda: order()[:5] == ["line", "name", "finish", "duration", "start"])
    expect(cell(page, "Cutover", "finish")).to_have_attribute("aria-colindex", "3")
    page.reload()
    expect(heads.nth(2)).to_have_attribute("data-col", "finish")


@pytest.mark.parametrize("role", ["viewer", "guest"])
def test_nothing_can_be_dragged_or_typed_by_readers(
    chrome: Browser, served: Served, api: httpx.Client, plan: Plan, role: str
) -> None:
    asked: dict[str, Any] = {"email": f"{role}@example.org", "role": role}
    if role == "guest":
        asked |= {"project_id": plan.id, "branch_id": plan.tasks()["Prepare"]["id"]}
    made = api.post(f"/workspaces/{own_workspace(api)}/invitations", json=asked)
    assert made.status_code in (200, 201), made.text
    link = made.json()["link"]
    context = chrome.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    try:
        page.goto(served.url + link[link.index("/sign-in/") :])
        accept_invitation(page)
        open_view(page, plan.url)
        before = plan.tasks()
        target = bar(page, "Order switches")
        page.mouse.move(*middle(target))
        expect(target).to_have_attribute("data-hovered", "true")
        expect(target.locator("[data-part]")).to_have_count(0)
        drag(page, middle(target), (80, 0), drop=False)
        expect(page.locator(".hwm-tip")).to_have_count(0)
        page.mouse.up()
        expect(page.get_by_role("treegrid")).to_have_attribute("aria-readonly", "true")
        expect(row(page, "add")).to_have_count(0)
        expect(bar(page, "Cutover")).to_have_count(0 if role == "guest" else 1)
        cell(page, "Order switches", "duration").click()
        page.keyboard.press("F2")
        expect(page.locator(".hwg-input")).to_have_count(0)
        page.keyboard.press("Delete")
        page.get_by_role("button", name="Columns").click()
        expect(page.get_by_text("Cost", exact=False)).to_have_count(0)
        assert plan.tasks() == before
    finally:
        context.close()
