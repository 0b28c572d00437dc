"""The demo, as a newcomer meets it: the late bar is dragged back and taken back, and all of it reset."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.frame.people import Person, Site
from tests.browser.gantt import bar, box, drag, middle, row

Open = Callable[..., Page]


@pytest.fixture
def demo(site: Site, ana: Person) -> Iterator[int]:
    """The demo's first project, which is afterwards as it was."""
    with site.api(ana) as api:
        assert api.post("/demo/reset").is_success
        yield site.demo(ana)
        assert api.post("/demo/reset").is_success


def test_the_late_bar_is_dragged_back_and_taken_back_in_both_tabs(
    ana: Person, demo: int, open_page: Open
) -> None:
    page, second = (open_page(ana, f"/p/{demo}/gantt") for _ in range(2))
    late = page.locator("[data-hint=why]")
    expect(late).to_contain_text("6 days late: Switch delivery +6 d")
    finish, others = (one.get_by_test_id("project-finish") for one in (page, second))
    planned = finish.inner_text()
    expect(others).to_have_text(planned)
    row(page, "Switch delivery").locator('[data-col="name"]').click()
    target = bar(page, "Switch delivery")
    at = middle(target)
    drag(page, at, (-box(target)["width"], 0), drop=False)
    # While it is held: what follows moves, and where it was is to be seen.
    expect(page.locator(".hwm-tip")).to_contain_text(re.compile(r"moves \d\d tasks · finish −"))
    expect(finish.locator("del, s")).to_have_text(planned)
    expect(page.locator(".hwt-ghost").first).to_be_visible()
    page.mouse.up()
    expect(finish).not_to_contain_text(planned)
    moved = finish.inner_text()
    expect(others).to_have_text(moved)
    expect(late).not_to_contain_text("6 days late")
    page.keyboard.press("Control+z")
    for one in (finish, others):
        expect(one).to_have_text(planned)
    expect(late).to_contain_text("6 days late: Switch delivery +6 d")


def test_the_demo_is_reset_by_its_owner(
    site: Site, ana: Person, demo: int, open_page: Open
) -> None:
    with site.api(ana) as api:
        me = api.get("/me").json()["user"]["id"]
        space = api.get(f"/projects/{demo}").json()["workspace_id"]
        body = {"name": "Something else altogether"}
        assert api.patch(f"/projects/{demo}", json=body).is_success
    page = open_page(ana, "/settings")
    # She has been led into the demo's Gantt before.
    page.evaluate(f"localStorage.setItem('hw-welcomed-{me}', '1')")
    page.evaluate(f"localStorage.setItem('hw-workspace', '{space}')")
    page.goto(f"{site.url}/")
    projects = page.get_by_role("table", name="Projects")
    expect(projects).to_contain_text("Something else altogether")
    page.get_by_role("button", name="Reset the demo").click()
    expect(page.get_by_role("status").filter(has_text="The demo is as it was")).to_be_visible()
    expect(projects).not_to_contain_text("Something else altogether")
    expect(projects.get_by_role("row", name=re.compile("Data-centre migration"))).to_contain_text(
        "6 days late"
    )
