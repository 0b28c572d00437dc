"""The calendar's layers of days off: leave, part time and holidays, each shown or not, and live."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import barriers_by_scheme
from tests.browser.frame.people import Person, Site
from tests.browser.frame.test_calendar import bar, cell
from tests.live import command

Open = Callable[..., Page]
WORKDAY = [[540, 1020]]


@pytest.fixture
def lea(site: Site) -> Person:
    """Who plans a December; nobody else's tests use her workspace."""
    return site.person("lea@example.com")


def number(day: str) -> int:
    return (date.fromisoformat(day) - date(1970, 1, 1)).days


def test_leave_part_time_and_holidays_are_layers(site: Site, lea: Person, open_page: Open) -> None:
    space = site.workspace(lea)
    with site.api(lea) as api:
        # All of the plan lies in one month, which the calendar shows first on any day.
        asked = {"name": "December", "start": "2026-12-14T09:00", "country": "DE"}
        made = api.post("/projects", json={"workspace_id": space, **asked})
        project = made.json()["created"]["projects"][0]
        lines = [
            {"name": "Rack", "level": 0, "duration": 3 * 480, "assignees": ["Grete"]},
            {"name": "Wire", "level": 0, "duration": 480, "assignees": ["Hugo"],
             "predecessors": [{"row": 0}]},
        ]  # fmt: skip
        added = command(api, project, "outline.insert", {"tasks": lines})
        _, wire = added["created"]["tasks"]
        api.patch(f"/tasks/{wire}", json={"start": "2026-12-24"}).raise_for_status()
        rows = api.get(f"/workspaces/{space}/snapshot?tables=resources").json()["tables"]
        people = dict(zip(rows["resources"]["name"], rows["resources"]["id"], strict=True))
        # Hugo does not work on Fridays.
        week = {"name": "Four days", "week": [*[WORKDAY] * 4, [], [], []]}
        own = command(api, space, "calendar.create", {"fields": week})["created"]["calendars"][0]
        fields = {"calendar_id": own}
        command(api, space, "resource.update", {"id": people["Hugo"], "fields": fields})
    page = open_page(lea, f"/p/{project}/calendar")
    expect(page.get_by_role("heading", name="December 2026")).to_be_visible()
    expect(bar(page, "Rack")).to_have_attribute("aria-label", re.compile("14 – 16 Dec"))
    christmas = cell(page, "2026-12-25")
    holiday = page.locator(".hwc-cell").filter(has=christmas).locator(".hwc-holiday")
    expect(holiday).to_have_text(re.compile("Christ"))
    expect(christmas).to_have_accessible_name(re.compile("Christ"))

    # Leave that is entered meanwhile moves the plan, and is seen as it comes.
    people_page = open_page(lea, f"/w/{space}/people")
    people_page.get_by_role("button", name="Edit Grete").click()
    dialog = people_page.get_by_role("dialog", name="Grete")
    dialog.get_by_label("Leave from").fill("2026-12-15")
    dialog.get_by_label("to", exact=True).fill("2026-12-16")
    dialog.get_by_role("textbox", name="Reason").fill("Ski course")
    people_page.keyboard.press("Enter")
    away = bar(page, "Grete away")
    expect(away).to_have_attribute(
        "aria-label", re.compile(r"^Grete away, Ski course, 15 – 16 Dec")
    )
    expect(bar(page, "Rack")).to_have_attribute("aria-label", re.compile("14 – 18 Dec"))
    # What somebody enters for himself is nobody's to drag or open here.
    away.click()
    expect(page.get_by_role("complementary")).to_have_count(0)

    def layers(*names: str) -> None:
        """Switch layers by keys alone."""
        page.get_by_role("button", name="Layers", exact=True).press("Enter")
        for name in names:
            page.get_by_role("menuitemcheckbox", name=name).press("Enter")
        page.keyboard.press("Escape")
        expect(page.get_by_role("menu")).to_have_count(0)

    friday = page.locator(".hwc-bar").filter(has_text="Hugo away")
    expect(friday).to_have_count(0)
    layers("People’s other days off")
    expect(friday.first).to_be_visible()
    # On a Friday that is a holiday of all, nobody is away.
    days = {label.split(", ")[1] for label in (one.get_attribute("aria-label") or ""
            for one in friday.all())}  # fmt: skip
    assert "18 Dec" in {day.removesuffix(" 2026") for day in days}
    assert "25 Dec" not in {day.removesuffix(" 2026") for day in days}
    assert barriers_by_scheme(page) == []
    layers("People’s leave", "Holidays and days off")
    expect(away).to_be_hidden()
    expect(holiday).to_have_count(0)
    expect(friday.first).to_be_visible()
    page.reload()
    expect(friday.first).to_be_visible()
    expect(holiday).to_have_count(0)
    layers("People’s leave", "Holidays and days off", "People’s other days off")
    expect(away).to_be_visible()
    expect(holiday).to_be_visible()

    # An agenda names both on their days.
    page.locator("label").filter(has_text="Agenda").click()
    expect(page.get_by_role("region", name=re.compile("Fri 25 Dec"))).to_contain_text("Christ")
    expect(page.get_by_role("region", name=re.compile("Tue 15 Dec"))).to_contain_text("Ski course")
