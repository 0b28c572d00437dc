"""A scenario as people use one: fork, change, compare, merge with a choice, take it all back."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.frame.people import CHAIN, Person, Site, axe
from tests.browser.gantt import at_rest, bar, cell, drag, edit

Open = Callable[..., Page]


def begin(page: Page, project: int, name: str) -> int:
    """Begin a scenario from the page; return its key, its Gantt being open."""
    page.get_by_role("button", name="New scenario").click()
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_test_id("scenario")).to_contain_text(f"Scenario {name} of")
    expect(page).not_to_have_url(re.compile(rf"/p/{project}/"))
    found = re.search(r"/p/(\d+)/gantt", page.url)
    assert found is not None
    return int(found.group(1))


def test_fork_change_compare_merge_and_undo(site: Site, ana: Person, open_page: Open) -> None:
    project, _ = site.project(ana, "Switches", CHAIN)
    page = open_page(ana, f"/p/{project}/gantt")
    page.get_by_role("button", name="More views").click()
    page.get_by_role("menuitem", name="Scenarios").click()
    expect(page.get_by_role("heading", name="What if?")).to_be_visible()
    begin(page, project, "Two crews")

    # The same Gantt: a bar is dragged, a duration typed.
    order = at_rest(bar(page, "Order switches"))
    middle = (order["x"] + order["width"] / 2, order["y"] + order["height"] / 2)
    before = cell(page, "Order switches", "start").inner_text()
    drag(page, middle, (order["width"], 0))
    expect(cell(page, "Order switches", "start")).not_to_have_text(before)
    edit(page, "Rack switches", "duration", "5d")
    expect(cell(page, "Rack switches", "duration")).to_have_text("5d")
    # A finish of before the answer would be of half of what was done.
    expect(page.get_by_test_id("connection")).to_have_attribute("data-pending", "0")
    finish = page.get_by_test_id("project-finish").inner_text()

    # The project has not moved; it is a click away, and so is the comparison.
    page.get_by_test_id("scenario").get_by_role("link", name="Switches").click()
    expect(page.get_by_test_id("scenario")).to_have_count(0)
    expect(cell(page, "Rack switches", "duration")).to_have_text("3d")
    expect(cell(page, "Order switches", "start")).to_have_text(before)
    page.get_by_role("link", name="Scenarios").click()
    item = page.get_by_test_id("scenario-Two crews")
    expect(item).to_contain_text("2 tasks changed")
    side = page.get_by_test_id("side-finish").get_by_role("cell")
    expect(side).to_have_count(2)
    expect(side.nth(1)).to_contain_text("d later")
    expect(side.nth(1)).to_contain_text(finish.split()[0])
    table = page.get_by_role("table", name="Tasks with other dates")
    expect(table.get_by_role("row").filter(has_text="Rack switches")).to_contain_text("d later")
    assert axe(page) == []

    # Merged as one change, and taken back as one.
    item.get_by_role("button", name="Merge Two crews").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_test_id("merge-finish")).to_contain_text("→")
    expect(dialog).to_contain_text("3 tasks get other dates.")
    assert axe(page) == []
    dialog.get_by_role("button", name="Merge into the project").click()
    expect(page.get_by_test_id("project-finish")).to_have_text(finish)
    expect(page.get_by_role("heading", name="Merged and dropped")).to_be_visible()
    page.keyboard.press("Control+z")
    expect(page.get_by_test_id("project-finish")).not_to_have_text(finish)
    expect(item).to_be_visible()


def test_a_conflict_is_chosen_and_a_drop_is_taken_back(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, tasks = site.project(ana, "Conflict", CHAIN)
    page = open_page(ana, f"/p/{project}/scenarios")
    scenario = begin(page, project, "Slower")
    edit(page, "Rack switches", "duration", "10d")
    expect(cell(page, "Cutover", "start")).to_contain_text("18 Nov")
    with site.api(ana) as api:
        for fields in ({"duration": 480}, {"name": "Rack the switches"}):
            body = {
                "type": "task.update",
                "stream": project,
                "payload": {"id": tasks[1], "fields": fields},
            }
            assert api.post("/commands", json=body).status_code == 200

    page.get_by_test_id("scenario").get_by_role("link", name="Merge").click()
    dialog = page.get_by_role("dialog")
    place = dialog.get_by_test_id("conflict")
    expect(place).to_have_count(1)
    expect(place).to_contain_text("duration of Rack switches")
    for told in ("3d", "10d", "1d"):
        expect(place).to_contain_text(told)
    merge = dialog.get_by_role("button", name="Merge into the project")
    expect(merge).to_be_disabled()
    place.get_by_role("radio", name=re.compile("Scenario$")).check()
    expect(merge).to_be_enabled()
    merge.click()
    expect(dialog).to_have_count(0)
    page.get_by_role("link", name="Gantt").click()
    expect(cell(page, "Rack the switches", "duration")).to_have_text("10d")

    # What was merged can be looked at, and no longer changed.
    page.goto(f"{site.url}/p/{scenario}/gantt")
    expect(page.get_by_test_id("scenario")).to_contain_text("It was merged")

    page.goto(f"{site.url}/p/{project}/scenarios")
    begin(page, project, "Dropped soon")
    page.get_by_test_id("scenario").get_by_role("button", name="Drop").click()
    expect(page.get_by_role("heading", name="What if?")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).last.click()
    expect(page.get_by_test_id("scenario-Dropped soon")).to_be_visible()


def test_a_phone_shows_scenarios_and_their_comparison(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, _ = site.project(ana, "Read only", CHAIN)
    page = open_page(ana, f"/p/{project}/scenarios", viewport={"width": 390, "height": 844})
    begin(page, project, "Small")
    page.get_by_test_id("scenario").get_by_role("link", name="Compare").click()
    expect(page.get_by_test_id("scenario-Small")).to_be_visible()
    expect(page.get_by_test_id("side-finish")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    assert axe(page) == []


def test_a_scenario_is_brought_up_to_date_and_the_odds_come_after_the_dates(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, tasks = site.project(ana, "Behind", CHAIN)
    with site.api(ana) as api:

        def send(stream: int, type_: str, **payload: object) -> dict[str, Any]:
            body = {"type": type_, "stream": stream, "payload": payload}
            answer = api.post("/commands", json=body)
            assert answer.status_code == 200
            found: dict[str, Any] = answer.json()
            return found

        scenario = send(project, "scenario.create", name="Late")["created"]["scenarios"][0]
        send(scenario, "task.update", id=tasks[1], fields={"duration": 4800})
        send(project, "task.update", id=tasks[1], fields={"duration": 960})
        send(project, "task.update", id=tasks[0], fields={"duration": 9600})

    page = open_page(ana, f"/p/{scenario}/gantt")
    page.get_by_test_id("scenario").get_by_role("link", name="Bring up to date").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("The project changed in one place")
    done = dialog.get_by_role("button", name="Bring up to date")
    expect(done).to_be_disabled()
    dialog.get_by_role("button", name="All of the scenario").click()
    expect(dialog.get_by_test_id("rebase-effect")).to_contain_text("get other dates")
    assert axe(page) == []
    done.click()
    item = page.get_by_test_id("scenario-Late")
    expect(item).to_contain_text("the project has not moved since")
    expect(item.get_by_role("button", name="Bring up to date: Late")).to_have_count(0)

    # Dates stand there at once; the odds fill in by themselves.
    expect(page.get_by_test_id("side-finish").get_by_role("cell")).to_have_count(2)
    odds = page.get_by_test_id("side-p80").get_by_role("cell")
    expect(odds.nth(1)).to_contain_text("later", timeout=60_000)
    expect(page.get_by_test_id("odds")).to_contain_text("1,000 simulated runs")
    page.keyboard.press("Control+z")
    expect(item).to_contain_text("in the project since")
