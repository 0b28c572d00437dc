"""Costs typed in the task panel, and earned value as a view that is asked for."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.app import accept_invitation
from tests.browser.frame.people import CHAIN, Person, Site, axe
from tests.browser.gantt import fits

Open = Callable[..., Page]


def test_costs_are_typed_and_earned_value_follows(site: Site, ana: Person, open_page: Open) -> None:
    project, tasks = site.project(ana, "Worth", CHAIN)
    with site.api(ana) as api:
        for task in tasks:
            fields = {"fixed_cost": 100_000}
            body = {
                "type": "task.cost",
                "stream": project,
                "payload": {"id": task, "fields": fields},
            }
            assert api.post("/commands", json=body).status_code == 200
        status = {"fields": {"status_date": 29_896_860}}  # 5 November 2026, 11:00
        for kind, payload in (("baseline.set", {"number": 0}), ("project.update", status)):
            body = {"type": kind, "stream": project, "payload": payload}
            assert api.post("/commands", json=body).status_code == 200
    page = open_page(ana, f"/p/{project}/gantt")
    page.get_by_role("button", name="More views").click()
    page.get_by_role("menuitem", name="Earned value").click()
    expect(page.get_by_role("heading", name="Earned value")).to_be_visible()
    expect(page.get_by_test_id("ev-bac")).to_have_text("€3,000")
    expect(page.get_by_test_id("ev-ev")).to_have_text("€0")
    expect(page.get_by_role("link", name="Earned value")).to_be_visible()

    # The first task is done; somebody knows that it cost 1,250.
    page.get_by_role("button", name="Order switches").click()
    panel = page.get_by_role("complementary", name="Task: Order switches")
    panel.get_by_label("% complete").fill("100")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("ev-ev")).to_have_text("€1,000")
    panel.get_by_label("Actual cost (EUR)").fill("much")
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("An amount, as 1200 or 1200.50.")
    panel.get_by_label("Actual cost (EUR)").fill("1250")
    page.keyboard.press("Enter")
    expect(panel.get_by_test_id("cost-actual")).to_have_text("€1,250.00")
    expect(page.get_by_test_id("ev-ac")).to_have_text("€1,250")
    expect(page.get_by_test_id("ev-cpi")).to_have_text("0.80")
    expect(page.get_by_test_id("ev-eac")).to_have_text("€3,750")
    page.get_by_label("How the estimate at completion is found").select_option("plan")
    expect(page.get_by_test_id("ev-eac")).to_have_text("€3,250")
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_test_id("ev-ac")).to_have_text("€1,000")

    panel.get_by_role("button", name="Close the panel").click()
    expect(page.get_by_role("img", name="Planned, earned and spent over time")).to_be_visible()
    page.get_by_role("button", name="show as table").click()
    figures = page.get_by_label("Planned, earned and spent over time").get_by_role("table")
    expect(figures).to_contain_text("Actual cost (AC)")
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    fits(page, 390)
    assert axe(page) == []


def test_who_may_not_see_costs_has_no_such_view(site: Site, ana: Person, open_page: Open) -> None:
    project, tasks = site.project(ana, "Secret", CHAIN)
    with site.api(ana) as api:
        asked = {"email": "eve-costs@example.com", "role": "member"}
        made = api.post(f"/workspaces/{site.workspace(ana)}/invitations", json=asked)
    page = open_page(None, made.json()["link"].removeprefix(site.url))
    accept_invitation(page)
    page.goto(f"{site.url}/p/{project}/gantt?task={tasks[0]}")
    panel = page.get_by_role("complementary", name="Task: Order switches")
    expect(panel).to_be_visible()
    expect(panel.get_by_label("Fixed cost (EUR)")).to_have_count(0)
    page.goto(f"{site.url}/p/{project}/earned-value")
    expect(page.get_by_role("main")).to_contain_text("costs.read is needed")
