"""The calendar: the plan by days, moved and made by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.frame.people import CHAIN, Person, Site, axe
from tests.browser.gantt import at_rest, eventually
from tests.live import command

Open = Callable[..., Page]
PATCH = {"name": "Patch panel", "level": 0, "milestone": True, "predecessors": [{"row": 0}]}


def number(day: str) -> int:
    """Return a day as the calendar counts it."""
    return (date.fromisoformat(day) - date(1970, 1, 1)).days


def cell(page: Page, day: str) -> Locator:
    """Return a day of the grid."""
    return page.locator(f"[data-day='{number(day)}']")


def bar(page: Page, name: str) -> Locator:
    """Return a task's bar, in the first week that it is in."""
    return page.locator(".hwc-bar").filter(has_text=re.compile(f"^{name}$")).first


def drag(page: Page, held: Locator, day: str, *, at: float = 0.3) -> None:
    """Take a bar up at a share of its width and hold it over a day."""
    box, goal = at_rest(held), at_rest(cell(page, day))
    edge = at if at < 1 else 1 - 3 / box["width"]
    page.mouse.move(box["x"] + box["width"] * edge, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] / 2, steps=5)


def back_to(page: Page, week: str) -> None:
    """Go back week by week; which one is shown first says what day it is."""
    title = page.locator(".hwc-title")
    expect(title).to_have_text(re.compile("–"))
    for _ in range(60):
        shown = " ".join(title.inner_text().split())
        if shown.startswith(week):
            return
        page.get_by_role("button", name="The week before").click()
        expect(title).not_to_have_text(shown)
    raise AssertionError(f"no week of {week}")


def opened(
    site: Site, ana: Person, open_page: Open, name: str, more: tuple[dict[str, Any], ...] = ()
) -> tuple[Page, int, list[int]]:
    """Open the calendar of a fresh project: Monday 2 to Monday 9 November 2026."""
    project, tasks = site.project(ana, name, [*CHAIN, *more])
    page = open_page(ana, f"/p/{project}/calendar")
    expect(page.get_by_role("heading", name="November 2026")).to_be_visible()
    expect(bar(page, "Order switches")).to_have_attribute("aria-label", re.compile("2 – 3 Nov"))
    return page, project, tasks


def test_a_task_is_dragged_and_says_what_follows(site: Site, ana: Person, open_page: Open) -> None:
    page, _, tasks = opened(site, ana, open_page, "Dragged days")
    tip = page.locator(".hwm-tip")
    messages = page.get_by_role("region", name="Messages")
    order, rack = bar(page, "Order switches"), bar(page, "Rack switches")

    drag(page, order, "2026-11-04")
    expect(tip).to_contain_text("moves 2 tasks")
    expect(tip).to_contain_text("finish +2d")
    expect(page.get_by_test_id("project-finish")).to_contain_text("11 Nov")
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(tip).to_be_hidden()
    expect(order).to_have_attribute("aria-label", re.compile("2 – 3 Nov"))

    drag(page, order, "2026-11-04")
    expect(tip).to_contain_text("moves 2 tasks")
    page.mouse.up()
    expect(messages).to_contain_text("Order switches: Pinned: not before 4 Nov 2026")
    expect(order).to_have_attribute("aria-label", re.compile("4 – 5 Nov"))
    messages.get_by_role("button", name="Unpin").click()
    expect(order).to_have_attribute("aria-label", re.compile("2 – 3 Nov"))

    # Against its link: it says so, and where it lands all the same.
    drag(page, rack, "2026-11-02")
    expect(tip).to_contain_text("Waits for “Order switches” to finish 3 Nov")
    page.keyboard.press("Escape")
    page.mouse.up()

    # By its end.
    drag(page, order, "2026-11-04", at=1)
    expect(tip).to_contain_text("3d, until 4 Nov")
    page.mouse.up()
    expect(order).to_have_attribute("aria-label", re.compile("2 – 4 Nov"))
    with site.api(ana) as api:
        eventually(lambda: api.get(f"/tasks/{tasks[0]}").json()["duration_minutes"] == 1440)


def test_all_of_it_by_keyboard(site: Site, ana: Person, open_page: Open) -> None:
    page, _, _ = opened(site, ana, open_page, "Days by keys", (PATCH,))
    tip = page.locator(".hwm-tip")
    cell(page, "2026-11-08").focus()
    for key in ("ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
    expect(cell(page, "2026-11-02")).to_be_focused()
    page.keyboard.press("Tab")
    expect(bar(page, "Order switches")).to_be_focused()
    page.keyboard.press("Alt+ArrowRight")
    expect(tip).to_contain_text("Not before 3 Nov")
    page.keyboard.press("ArrowRight")
    expect(tip).to_contain_text("Not before 4 Nov")
    expect(tip).to_contain_text("moves 3 tasks")
    page.keyboard.press("Enter")
    expect(tip).to_be_hidden()
    expect(bar(page, "Order switches")).to_have_attribute("aria-label", re.compile("4 – 5 Nov"))
    expect(bar(page, "Order switches")).to_be_focused()
    expect(bar(page, "Patch panel")).to_have_attribute("aria-label", re.compile("milestone, 5 Nov"))

    # Given up, all is as it was; stretched, it is longer.
    page.keyboard.press("Alt+Shift+ArrowRight")
    expect(tip).to_contain_text("3d, until 6 Nov")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(bar(page, "Order switches")).to_have_attribute("aria-label", re.compile("4 – 5 Nov"))
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Task: Order switches")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(bar(page, "Order switches")).to_be_focused()

    # Back to the day, on to a free one, and a task there.
    page.keyboard.press("Escape")
    expect(cell(page, "2026-11-04")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    field = page.get_by_label("New task on Wed 18 Nov")
    expect(field).to_be_focused()
    field.fill("Label racks 2d")
    page.keyboard.press("Enter")
    expect(bar(page, "Label racks")).to_have_attribute("aria-label", re.compile("18 – 19 Nov"))
    expect(page.get_by_role("region", name="Messages")).to_contain_text(
        "Label racks: Pinned: not before 18 Nov 2026"
    )
    expect(cell(page, "2026-11-18")).to_be_focused()
    page.keyboard.press("PageDown")
    expect(page.get_by_role("heading", name="December 2026")).to_be_visible()
    expect(cell(page, "2026-12-18")).to_be_focused()


def test_ways_to_look_layers_and_what_others_change(
    site: Site, ana: Person, open_page: Open
) -> None:
    page, project, tasks = opened(site, ana, open_page, "Layers of days", (PATCH,))
    assert axe(page) == []
    with site.api(ana) as api:
        assert api.patch(f"/tasks/{tasks[0]}", json={"deadline": "2026-11-03"}).status_code == 200
    deadline = page.get_by_role("button", name=re.compile("^Deadline: Order switches, 3 Nov"))
    expect(deadline).to_be_visible()

    page.get_by_role("button", name="Layers", exact=True).click()
    page.get_by_role("menuitemcheckbox", name="Deadlines").click()
    page.get_by_role("menuitemcheckbox", name="Tasks").click()
    page.keyboard.press("Escape")
    expect(deadline).to_be_hidden()
    expect(bar(page, "Order switches")).to_be_hidden()
    expect(bar(page, "Patch panel")).to_be_visible()
    page.reload()
    expect(bar(page, "Patch panel")).to_be_visible()
    expect(bar(page, "Order switches")).to_be_hidden()
    page.get_by_role("button", name="Layers", exact=True).click()
    page.get_by_role("menuitemcheckbox", name="Tasks").click()
    page.keyboard.press("Escape")

    page.get_by_label("Find tasks", exact=False).first.fill("rack")
    expect(bar(page, "Rack switches")).to_be_visible()
    expect(bar(page, "Order switches")).to_be_hidden()
    page.get_by_label("Find tasks", exact=False).first.fill("")
    expect(bar(page, "Order switches")).to_be_visible()

    # The week of the day that has the keyboard, the one before, then the agenda.
    page.locator("label").filter(has_text="Week").click()
    back_to(page, "2 – 8 Nov")
    expect(bar(page, "Rack switches")).to_be_visible()
    assert axe(page) == []
    page.locator("label").filter(has_text="Agenda").click()
    monday = page.get_by_role("region", name="Mon 2 Nov")
    expect(monday.get_by_role("button", name=re.compile("Order switches"))).to_be_visible()
    assert axe(page) == []

    dark = open_page(
        ana, f"/p/{project}/calendar", color_scheme="dark", viewport={"width": 390, "height": 844}
    )
    cell(dark, "2026-11-04").click()
    chosen = dark.get_by_role("region", name="Wed 4 Nov")
    expect(chosen.get_by_role("button", name=re.compile("Rack switches"))).to_be_visible()
    dark.wait_for_function("() => document.documentElement.scrollWidth <= 390")
    assert axe(dark) == []
    chosen.get_by_role("button", name=re.compile("Rack switches")).click()
    expect(dark.get_by_role("complementary", name="Task: Rack switches")).to_be_visible()


def test_days_are_pulled_over_and_a_week_stands_in_groups(
    site: Site, ana: Person, open_page: Open
) -> None:
    page, project, tasks = opened(site, ana, open_page, "Grouped days", (PATCH,))
    with site.api(ana) as api:
        for task, who in ((tasks[0], "Grete Group"), (tasks[1], "Gerd Group")):
            command(api, project, "task.assign", {"id": task, "resources": [{"name": who}]})
    # A task over the days that are pulled over, then one over those gone over by keys.
    begin, end = at_rest(cell(page, "2026-11-10")), at_rest(cell(page, "2026-11-12"))
    page.mouse.move(begin["x"] + 40, begin["y"] + begin["height"] - 12)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + end["height"] - 12, steps=4)
    page.mouse.up()
    field = page.get_by_role("textbox", name=re.compile(r"^New task, 10\W+12 Nov"))
    expect(field).to_be_focused()
    assert axe(page) == []
    field.fill("Label ports")
    page.keyboard.press("Enter")
    expect(bar(page, "Label ports")).to_have_attribute("aria-label", re.compile("10 – 12 Nov"))
    cell(page, "2026-11-17").focus()
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("status").filter(has_text="Chosen: 17")).to_have_count(1)
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name=re.compile(r"^New task, 17\W+18 Nov")).fill("Tidy up")
    page.keyboard.press("Enter")
    expect(bar(page, "Tidy up")).to_have_attribute("aria-label", re.compile("17 – 18 Nov"))

    # In groups a week has a band each; sorted, the agenda follows.
    page.goto(f"{site.url}/p/{project}/calendar?g=assignee")
    expect(bar(page, "Order switches")).to_be_visible()
    page.locator("label").filter(has_text="Week").click()
    back_to(page, "2 – 8 Nov")
    bands = page.locator(".hwc-band bdi")
    expect(bands).to_have_text(["Gerd Group", "Grete Group", "Nobody"])
    racks, order = at_rest(bar(page, "Rack switches")), at_rest(bar(page, "Order switches"))
    assert racks["y"] < at_rest(bands.nth(1))["y"] < order["y"]
    assert axe(page) == []
    page.goto(f"{site.url}/p/{project}/calendar?g=milestone&s=-name")
    page.locator("label").filter(has_text="Agenda").click()
    tuesday = page.get_by_role("region", name="Tue 3 Nov")
    expect(tuesday.get_by_role("heading", level=3)).to_have_text(["Milestone"])
    assert axe(page) == []
