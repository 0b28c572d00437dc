"""A newer Headway under an open tab: parts that are there no more, and what was typed meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.browser.frame.people import CHAIN, Person, Site, axe

Open = Callable[..., Page]


def find(page: Page, what: str) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Find a task").fill(what)
    page.get_by_role("option", name=what, exact=True).click()


def test_a_dialog_that_is_gone_says_so_and_keeps_what_was_typed(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, tasks = site.project(ana, "Upgraded", CHAIN)
    page = open_page(ana, f"/p/{project}/gantt?task={tasks[0]}")
    name = page.locator("[data-task-panel]").get_by_label("Name", exact=True)
    asked: list[str] = []

    def gone(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(status=404)

    page.route(re.compile(r"/assets/Dialogs-.*\.js"), gone)
    name.fill("Order all the switches")
    find(page, "Baselines")
    said = page.get_by_role("status").filter(has_text="Headway was updated")
    expect(said).to_be_visible()
    # Once more by the app; the browser may ask ahead by itself.
    assert 2 <= len(asked) <= 4
    expect(name).to_have_value("Order all the switches")
    assert axe(page) == []
    # It waits for the person; the field is saved as it is left, and the new app has the part.
    page.unroute_all()
    with page.expect_event("load"):
        said.get_by_role("button", name="Reload").click()
    expect(name).to_have_value("Order all the switches")
    find(page, "Baselines")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_page_that_is_gone_says_so_where_somebody_has_typed(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, _ = site.project(ana, "Typed", CHAIN)
    page = open_page(ana, f"/p/{project}/gantt")
    loads: list[Page] = []
    page.route(re.compile(r"/assets/OverviewPage-.*\.js"), lambda route: route.fulfill(status=404))
    typed = page.get_by_label("New task")
    typed.fill("Half a thou")
    page.on("load", lambda loaded: loads.append(loaded))
    page.get_by_role("link", name="Overview").hover()
    page.wait_for_timeout(1500)
    expect(typed).to_have_value("Half a thou")
    assert loads == []
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", name="Headway was updated: reload")).to_be_visible()
    page.unroute_all()
    page.get_by_role("button", name="Reload").click()
    expect(page.get_by_role("heading", name="Milestones")).to_be_visible()
