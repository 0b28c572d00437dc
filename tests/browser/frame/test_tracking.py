"""Tracking: baselines, a slip, unfinished work moved and taken back, scope approved."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from headway.scheduling.moments import from_iso
from tests.browser.frame.people import CHAIN, Person, Site, axe
from tests.browser.gantt import eventually, fits

Open = Callable[..., Page]


def send(site: Site, who: Person, project: int, type_: str, **payload: Any) -> dict[str, Any]:
    with site.api(who) as api:
        answer = api.post("/commands", json={"type": type_, "stream": project, "payload": payload})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


def dates(site: Site, who: Person, project: int) -> dict[str, str]:
    """Return the finish of each task by name."""
    with site.api(who) as api:
        items = api.get(f"/projects/{project}/tasks").json()["items"]
    return {item["name"]: item["finish"][:10] for item in items}


def test_a_baseline_is_saved_and_a_slip_shows(site: Site, ana: Person, open_page: Open) -> None:
    project, tasks = site.project(ana, "Track", CHAIN)
    page = open_page(ana, f"/p/{project}/gantt")
    page.get_by_role("button", name="More views").click()
    page.get_by_role("menuitem", name="Tracking").click()
    expect(page.get_by_role("heading", name="Tracking", exact=True)).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Save baseline").click()
    dialog = page.get_by_role("dialog", name="Baselines")
    dialog.get_by_label("Name", exact=True).fill("Signed offer")
    dialog.get_by_role("button", name="Save baseline").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("Compared with Signed offer")).to_be_visible()
    expect(page.get_by_test_id("tracking-finish")).to_have_text("0 d")

    # Ordering takes two days more: everything after it slips.
    page.goto(f"{site.url}/p/{project}/tracking?task={tasks[0]}")
    panel = page.get_by_role("complementary", name="Task: Order switches")
    panel.get_by_label("Duration", exact=True).fill("4d")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("tracking-finish")).to_have_text("+2 d")
    panel.get_by_role("button", name="Close the panel").click()
    slipping = page.get_by_role("region", name="Slipping")
    expect(slipping.get_by_role("listitem")).to_have_count(3)
    expect(slipping).to_contain_text("Cutover")
    table = page.get_by_role("table", name="Variance by task")
    expect(table.get_by_role("row").filter(has_text="Cutover")).to_contain_text("+2 d")
    # The longer order is a change of scope that nobody approved yet.
    scope = page.get_by_role("region", name="Changes of scope")
    expect(scope).to_contain_text("duration 2 d → 4 d")
    scope.get_by_role("button", name="Approve").click()
    page.get_by_label("Approved under").fill("CR-7")
    page.keyboard.press("Enter")
    expect(scope).to_contain_text("Approved CR-7")
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    fits(page, 390)
    page.set_viewport_size({"width": 1440, "height": 900})

    # In the Gantt the ghost lies two working days before the bar.
    slipping.get_by_role("button", name=re.compile("Show Cutover in the plan")).click()
    ghost = page.locator(f'[data-row="{tasks[2]}"] .hwt-baseline')
    expect(ghost).to_be_visible()
    page.wait_for_function(
        """([row, task]) => {
          const ghost = document.querySelector(`[data-row="${row}"] .hwt-baseline`);
          const bar = document.querySelector(`.hwt-bar[data-task-id="${task}"]`);
          return ghost && bar &&
            ghost.getBoundingClientRect().x < bar.getBoundingClientRect().x - 10;
        }""",
        arg=[tasks[2], tasks[2]],
    )

    # Another baseline, of now: choosing it brings the ghost under the bar.
    send(site, ana, project, "baseline.set", number=1, name="Replanned")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("menuitemradio", name="Replanned").click()
    page.keyboard.press("Escape")
    page.wait_for_function(
        """([row, task]) => {
          const ghost = document.querySelector(`[data-row="${row}"] .hwt-baseline`);
          const bar = document.querySelector(`.hwt-bar[data-task-id="${task}"]`);
          return ghost && bar &&
            Math.abs(ghost.getBoundingClientRect().x - bar.getBoundingClientRect().x) < 3;
        }""",
        arg=[tasks[2], tasks[2]],
    )


def test_unfinished_work_is_previewed_moved_and_taken_back(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, tasks = site.project(ana, "Behind", CHAIN)
    monday = from_iso("2026-11-09T09:00")[0]
    send(site, ana, project, "project.update", fields={"status_date": monday})
    send(site, ana, project, "task.progress", id=tasks[0], percent_complete=50)
    before = dates(site, ana, project)
    page = open_page(ana, f"/p/{project}/tracking")
    behind = page.get_by_role("region", name="Left in the past")
    expect(behind.get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Move unfinished work").click()
    dialog = page.get_by_role("dialog", name="Move unfinished work")
    expect(dialog.get_by_test_id("move-summary")).to_contain_text("3 tasks move")
    expect(dialog.get_by_test_id("move-summary")).to_contain_text("instead of 9 Nov")
    order = dialog.get_by_role("row").filter(has_text="Order switches")
    expect(order).to_contain_text("Rests, then goes on")
    expect(dialog.get_by_role("row").filter(has_text="Rack switches")).to_contain_text(
        "Follows its links"
    )
    assert axe(page) == []
    assert dates(site, ana, project) == before
    dialog.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("No undone work lies in the past.")).to_be_visible()
    # A day of the order is left: Monday 9; three days of racking: to Thursday 12; then the cutover.
    moved = {
        "Order switches": "2026-11-09", "Rack switches": "2026-11-12", "Cutover": "2026-11-13",
    }  # fmt: skip
    eventually(lambda: dates(site, ana, project) == moved)
    page.get_by_role("button", name="Undo", exact=True).first.click()
    expect(behind.get_by_role("listitem")).to_have_count(2)
    eventually(lambda: dates(site, ana, project) == before)


def test_the_progress_line_is_switched_on_and_remembered(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, tasks = site.project(ana, "Line", CHAIN)
    monday = from_iso("2026-11-09T09:00")[0]
    send(site, ana, project, "project.update", fields={"status_date": monday})
    page = open_page(ana, f"/p/{project}/gantt")
    expect(page.locator(".hwt-bar").first).to_be_visible()
    expect(page.locator(".hwt-progress")).to_have_count(0)
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("menuitemcheckbox", name="Progress line").click()
    page.keyboard.press("Escape")
    line = page.locator(".hwt-progress path")
    # Two tasks should have been under way: two peaks, each of two more points.
    expect(line).to_have_attribute("d", re.compile("^M[^M]*$"))
    points = len((line.get_attribute("d") or "").split("L"))
    send(site, ana, project, "task.progress", id=tasks[0], percent_complete=100)
    page.wait_for_function(
        "count => document.querySelector('.hwt-progress path').getAttribute('d').split('L').length < count",
        arg=points,
    )
    page.reload()
    expect(page.locator(".hwt-progress path")).to_be_attached()


def test_work_and_points_are_typed_in_the_panel(site: Site, ana: Person, open_page: Open) -> None:
    project, tasks = site.project(ana, "Typed", CHAIN)
    send(site, ana, project, "task.assign", id=tasks[0], resources=[{"name": "Ana"}])
    page = open_page(ana, f"/p/{project}/sheet?task={tasks[0]}")
    panel = page.get_by_role("complementary", name="Task: Order switches")
    panel.get_by_label("Work done").fill("6")
    page.keyboard.press("Enter")
    expect(panel.get_by_label("Work left")).to_have_value("10h")
    panel.get_by_label("Done so far").fill("1d")
    page.keyboard.press("Enter")
    expect(panel.get_by_label("% complete")).to_have_value("50")
    panel.get_by_label("Story points", exact=True).fill("3,5")
    page.keyboard.press("Enter")
    expect(panel.get_by_label("Story points", exact=True)).to_have_value("3.5")
    panel.get_by_label("Deliverable", exact=True).check()

    def kept() -> dict[str, Any]:
        with site.api(ana) as api:
            found: dict[str, Any] = api.get(f"/projects/{project}/snapshot").json()["tables"]
            return found

    eventually(lambda: any(kept()["tasks"]["deliverable"]))
    tables = kept()
    place = tables["tasks"]["id"].index(tasks[0])
    assert tables["tasks"]["story_points"][place] == 350
    assert tables["tasks"]["deliverable"][place] is True
    assert tables["assignments"]["actual_work"] == [360]
