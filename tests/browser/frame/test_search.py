"""Searching everything, and templates: what a person does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import barriers_by_scheme
from tests.browser.frame.people import Person, Site, axe
from tests.browser.gantt import eventually

Open = Callable[..., Page]


@pytest.fixture
def sara(site: Site) -> Person:
    """Who searches; nobody else's tests use her workspace."""
    return site.person("sara@example.com")


def found(site: Site, person: Person, query: str) -> list[str]:
    """Return the names that the server finds."""
    with site.api(person) as api:
        return [one["name"] for one in api.get("/search", params={"q": query}).json()["items"]]


def test_search_finds_in_all_projects_by_palette_and_page(
    site: Site, sara: Person, open_page: Open
) -> None:
    here, _ = site.project(
        sara, "Harbour", [{"name": "Pump installed", "level": 0, "duration": 480}]
    )
    lines = [
        {"name": "Pump ordered", "level": 0},
        {"name": "Sluice", "level": 0, "notes": "A pump."},
    ]
    there, (ordered, _) = site.project(sara, "Lock gate", lines)
    eventually(lambda: len(found(site, sara, "pump")) == 3)
    page = open_page(sara, f"/p/{here}/gantt")
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox")
    field.fill("pump or")
    option = page.get_by_role("option", name=re.compile("^Pump ordered"))
    expect(option).to_contain_text("Lock gate")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/p/{there}/gantt?task={ordered}")
    expect(page.get_by_role("complementary", name="Task: Pump ordered")).to_be_visible()

    page.get_by_role("link", name="Search", exact=True).click()
    asked = page.get_by_role("searchbox", name="Search for")
    expect(asked).to_be_focused()
    page.keyboard.type("pum")
    expect(page.get_by_role("status").filter(has_text="3 results.")).to_be_visible()
    gate = page.get_by_role("region", name="Lock gate")
    expect(gate.get_by_role("link")).to_have_count(2)
    expect(gate.get_by_role("link", name=re.compile("Sluice"))).to_contain_text("A pump.")
    expect(page).to_have_url(f"{site.url}/search?q=pum")
    assert barriers_by_scheme(page) == []
    page.get_by_role("combobox", name="In").select_option("Harbour")
    expect(page.get_by_role("status").filter(has_text="1 result.")).to_be_visible()
    asked.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name=re.compile("Pump installed"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Task: Pump installed")).to_be_visible()


def test_a_project_is_kept_as_template_and_a_branch_put_into_another(
    site: Site, sara: Person, open_page: Open
) -> None:
    lines = [
        {"name": "Dredge", "level": 0},
        {"name": "Survey the bed", "level": 1, "duration": 480, "assignees": ["Tom"]},
        {"name": "Dig", "level": 1, "duration": 960, "predecessors": [{"row": 1}]},
    ]
    project, _ = site.project(sara, "Canal", lines)
    page = open_page(sara, f"/p/{project}/gantt")
    expect(page.get_by_text("Survey the bed", exact=True).first).to_be_visible()

    def palette(text: str) -> None:
        page.keyboard.press("Control+k")
        page.get_by_role("combobox").fill(text)
        expect(page.get_by_role("option").first).to_contain_text(text)
        page.keyboard.press("Enter")

    palette("Save this project as a template")
    dialog = page.get_by_role("dialog", name="Save as template")
    dialog.get_by_label("Tom").fill("Surveyor")
    dialog.get_by_label("Name").fill("Waterway")
    assert axe(page) == []
    dialog.get_by_role("button", name="Save template").click()
    expect(page.get_by_text("“Waterway” is kept.")).to_be_visible()

    page.get_by_role("gridcell", name="Dredge").click()
    palette("Save the chosen branch as a template")
    page.get_by_role("dialog").get_by_role("button", name="Save template").click()
    expect(page.get_by_text("“Dredge” is kept.")).to_be_visible()
    palette("Insert a template")
    dialog = page.get_by_role("dialog", name="Insert a template")
    expect(dialog.get_by_role("list", name="Tasks of the template")).to_contain_text("Tom")
    dialog.get_by_role("button", name="Insert").click()
    expect(page.get_by_text("3 tasks inserted")).to_be_visible()
    expect(page.get_by_role("gridcell", name="Dredge")).to_have_count(2)
    page.get_by_role("button", name="Undo", exact=True).last.click()
    expect(page.get_by_role("gridcell", name="Dredge")).to_have_count(1)

    page.goto(f"{site.url}/new")
    page.get_by_label("Name").fill("Second canal")
    page.get_by_label("A template", exact=True).check()
    page.get_by_role("combobox", name="Template").select_option("Waterway (3 tasks)")
    page.get_by_role("button", name="Create the project").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Second canal")
    expect(page.get_by_text("Survey the bed", exact=True).first).to_be_visible()

    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("Templates")
    page.get_by_role("option", name="Templates", exact=True).click()
    page.get_by_role("button", name="Waterway", exact=True).click()
    expect(page.get_by_role("list", name="Tasks of the template")).to_contain_text("Dig")
    page.get_by_role("button", name="Remove Waterway").click()
    expect(page.get_by_role("button", name="Waterway", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_role("button", name="Waterway", exact=True)).to_be_visible()
    assert axe(page) == []
