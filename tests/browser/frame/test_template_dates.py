"""Templates count in working days from where they begin: a project, and a branch put into another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import barriers_in_the_dark
from tests.browser.frame.people import Person, Site
from tests.browser.gantt import eventually, short
from tests.live import command

Open = Callable[..., Page]
LINES: list[dict[str, Any]] = [
    {"name": "Line up", "level": 0},
    {"name": "Lay track", "level": 1, "duration": 960},
    {"name": "Energize", "level": 1, "duration": 480},
]


@pytest.fixture
def tom(site: Site) -> Person:
    """Who keeps templates; nobody else's tests use his workspace."""
    return site.person("tom@example.com")


def palette(page: Page, text: str) -> None:
    """Do something by the palette, with keys alone."""
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Find a task")).to_be_focused()
    page.keyboard.type(text)
    expect(page.get_by_role("option").first).to_contain_text(text)
    page.keyboard.press("Enter")


def days(site: Site, person: Person, project: int) -> list[tuple[str, str, str]]:
    """Return the tasks of a project as (name, first day, last day)."""
    with site.api(person) as api:
        items = api.get(f"/projects/{project}/tasks").json()["items"]
    return [(one["name"], one["start"][:10], one["finish"][:10]) for one in items]


def test_dates_of_a_template_count_from_where_it_begins(
    site: Site, tom: Person, open_page: Open
) -> None:
    project, (_, lay, energize) = site.project(tom, "Tramway", LINES)
    with site.api(tom) as api:
        # Thursday of the first week, which has a weekend behind it; a deadline on the Tuesday after.
        api.patch(f"/tasks/{lay}", json={"start": "2026-11-05"}).raise_for_status()
        pinned = {"start": "2026-11-09", "deadline": "2026-11-10"}
        api.patch(f"/tasks/{energize}", json=pinned).raise_for_status()
        command(api, project, "task.progress", {"id": lay, "percent_complete": 40})
    page = open_page(tom, f"/p/{project}/gantt")
    expect(page.get_by_text("Lay track", exact=True).first).to_be_visible()
    palette(page, "Save this project as a template")
    dialog = page.get_by_role("dialog", name="Save as template")
    expect(dialog.get_by_label("Name")).to_be_focused()
    dialog.get_by_label("Name").fill("Any tramway")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Any tramway” is kept.")).to_be_visible()
    page.get_by_role("gridcell", name="Line up").click()
    palette(page, "Save the chosen branch as a template")
    page.get_by_role("dialog").get_by_role("button", name="Save template").press("Enter")
    expect(page.get_by_text("“Line up” is kept.")).to_be_visible()

    # A project that begins on a Wednesday: three working days later is a Monday.
    page.goto(f"{site.url}/new")
    page.get_by_label("Name").fill("Second line")
    page.get_by_label("Starts").fill("2027-02-03")
    page.get_by_label("Country").select_option(index=0)
    page.get_by_label("A template", exact=True).check()
    page.get_by_role("combobox", name="Template").select_option("Any tramway (3 tasks)")
    page.get_by_role("button", name="Create the project").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second line")
    expect(page.get_by_test_id("project-finish")).to_have_text(short("10 Feb 2027"))
    second = int(page.url.split("/p/")[1].split("/")[0])
    assert days(site, tom, second) == [
        ("Line up", "2027-02-08", "2027-02-10"),
        ("Lay track", "2027-02-08", "2027-02-09"),
        ("Energize", "2027-02-10", "2027-02-10"),
    ]
    with site.api(tom) as api:
        items = api.get(f"/projects/{second}/tasks").json()["items"]
    assert [one["percent_complete"] for one in items] == [0, 0, 0]
    assert items[2]["deadline"][:10] == "2027-02-11"

    # The branch, put in from a day on.
    palette(page, "Insert a template")
    dialog = page.get_by_role("dialog", name="Insert a template")
    expect(dialog.get_by_role("list", name="Tasks of the template")).to_contain_text("Energize")
    begins = dialog.get_by_role("textbox", name="Begins")
    begins.fill("1 Mar 2027")
    page.keyboard.press("Tab")
    dialog.get_by_role("button", name="Insert").press("Enter")
    expect(page.get_by_text("3 tasks inserted")).to_be_visible()
    wanted = [("Line up", "2027-03-01", "2027-03-03"), ("Lay track", "2027-03-01", "2027-03-02")]
    eventually(lambda: days(site, tom, second)[3:5] == wanted)
    page.goto(f"{site.url}/w/{site.workspace(tom)}/templates")
    page.get_by_role("button", name="Any tramway", exact=True).press("Enter")
    expect(page.get_by_role("list", name="Tasks of the template")).to_contain_text("Energize")
    assert barriers_in_the_dark(page) == []
