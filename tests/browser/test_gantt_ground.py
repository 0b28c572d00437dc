"""What lies behind and around the bars: time off by the calendar that applies, the status date, deadlines
and total float; and the widths of columns and of the grid, set by the mouse."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DAY, MONDAY, NewPage, NewPlan, Plan
from tests.browser.gantt import at_rest, bar, box, cell, drag, eventually, open_view, row
from tests.live import command, own_workspace

OFFICE = [[540, 1020]]


@pytest.mark.parametrize("dark", [False, True])
def test_a_row_is_shaded_by_its_own_calendar(
    new_page: NewPage, new_plan: NewPlan, api: httpx.Client, dark: bool
) -> None:
    plan = new_plan([{"name": name, "duration": 5 * DAY} for name in ("Office", "Shop", "Also")])
    # It rests on Fridays and works on Saturdays: one week of it is enough to be told by.
    fields = {"name": "Shop", "week": [OFFICE] * 4 + [[], OFFICE, []]}
    made = command(api, own_workspace(api), "calendar.create", {"fields": fields})
    own = {"calendar_id": made["created"]["calendars"][0]}
    plan.command("task.update", {"id": plan.tasks()["Shop"]["id"], "fields": own})
    page = new_page(dark=dark)
    open_view(page, plan.url)
    shade = page.locator(".hwt-own")
    expect(shade).to_have_count(1)
    here = at_rest(shade)
    line = box(page.locator(".hwt-row").filter(has=bar(page, "Shop")))
    assert abs(here["y"] - line["y"]) < 1
    assert abs(here["height"] - line["height"]) < 2
    # From Monday 9:00 to Saturday 17:00 it takes its five days.
    bars = box(bar(page, "Shop"))
    day = bars["width"] / (5 + 8 / 24)
    monday = bars["x"] - day * 9 / 24
    filled = """path => {
      const left = path.ownerSVGElement.getBoundingClientRect().left;
      return [...path.getAttribute("d").matchAll(/M(-?\\d+) 0H(-?\\d+)/g)]
        .map((m) => [left + Number(m[1]), left + Number(m[2])]);
    }"""
    for kind, weekday, token in (("off", 4, "nonworking"), ("on", 5, "surface")):
        path = shade.locator(f".hwt-own-{kind}")
        there = [monday + weekday * day, monday + (weekday + 1) * day]
        parts = path.evaluate(filled)
        near = min(parts, key=lambda part: abs(part[0] - there[0]))
        assert near == pytest.approx(there, abs=2), parts
        colours = path.evaluate(
            """(path, name) => {
              const probe = document.createElement("i");
              probe.style.color = `var(--hw-${name})`;
              document.body.append(probe);
              const wanted = getComputedStyle(probe).color;
              probe.remove();
              return [getComputedStyle(path).fill, wanted];
            }""",
            token,
        )
        assert colours[0] == colours[1]
    # It goes as soon as the task follows the project's calendar again.
    plan.command("task.update", {"id": plan.tasks()["Shop"]["id"], "fields": {"calendar_id": None}})
    expect(shade).to_have_count(0)


def test_status_date_deadlines_and_float_are_drawn_where_they_are(
    page: Page, new_plan: NewPlan
) -> None:
    plan = new_plan(
        [
            {"name": "Short", "duration": DAY},
            {"name": "Long", "duration": 5 * DAY},
            {"name": "End", "milestone": True, "predecessors": [{"row": 0}, {"row": 1}]},
        ]
    )
    ids = {name: task["id"] for name, task in plan.tasks().items()}
    tuesday = MONDAY + 1440 + 480
    plan.command("project.update", {"fields": {"status_date": tuesday}})
    for name, deadline in (("Short", tuesday + 1440), ("Long", tuesday)):
        plan.command("task.update", {"id": ids[name], "fields": {"deadline": deadline}})
    open_view(page, plan.url)
    short, long = at_rest(bar(page, "Short")), at_rest(bar(page, "Long"))
    # From Monday 9:00 to Friday 17:00 are 104 hours.
    day = long["width"] / (104 / 24)
    at = long["x"] + day * (1440 + 480) / 1440

    status = page.locator(".hwt-now[data-status]")
    expect(status).to_have_text("Status date")
    assert abs(box(status)["x"] - at) < 3

    # Total float reaches from the finish to the late finish, which the deadline sets.
    tail = page.locator(".hwt-row").filter(has=bar(page, "Short")).locator(".hwt-tail")
    expect(tail).to_be_visible()
    assert abs(box(tail)["x"] - (short["x"] + short["width"])) < 2
    assert abs(box(tail)["x"] + box(tail)["width"] - (at + day)) < 2
    critical = page.locator(".hwt-row").filter(has=bar(page, "Long"))
    expect(critical.locator(".hwt-tail")).to_have_count(0)

    for name, missed, x in (("Short", False, at + day), ("Long", True, at)):
        line = page.locator(".hwt-row").filter(has=bar(page, name))
        mark = line.locator(".hwt-deadline")
        expect(mark).to_be_visible()
        expect(mark).to_have_count(1)
        assert (mark.get_attribute("data-missed") is not None) == missed
        expect(mark).to_have_attribute("title", f"Deadline {28 + (not missed)} Jul 2026")
        assert abs(box(mark)["x"] + 5 - x) < 3
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("menuitemcheckbox", name="Float").click()
    expect(tail).to_be_hidden()


def test_columns_and_the_grid_are_made_wider_by_the_mouse(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    head = page.locator('.hwg-header [data-col="duration"]')
    beside = page.locator('.hwg-header [data-col="start"]')
    before = at_rest(head)
    sizer = at_rest(page.get_by_role("separator", name="Width of Duration"))
    hold = (sizer["x"] + sizer["width"] / 2, sizer["y"] + sizer["height"] / 2)
    drag(page, hold, (60, 0))
    eventually(lambda: abs(box(head)["width"] - before["width"] - 60) < 2)
    assert abs(box(beside)["x"] - before["x"] - before["width"] - 60) < 2
    assert abs(box(cell(page, "Cutover", "duration"))["width"] - box(head)["width"]) < 1
    # It was not taken for a drag of the column, and nothing of the plan changed.
    order = page.locator(".hwg-header [data-col]").evaluate_all(
        "all => all.map(x => x.dataset.col)"
    )
    assert order[2:4] == ["duration", "start"]

    splitter = page.get_by_role("separator", name="Width of the grid")
    at = at_rest(splitter)
    width = int(splitter.get_attribute("aria-valuenow") or 0)
    drag(page, (at["x"] + at["width"] / 2, at["y"] + 200), (-150, 0))
    expect(splitter).to_have_attribute("aria-valuenow", str(width - 150))
    assert abs(at_rest(splitter)["x"] - at["x"] + 150) < 2
    assert abs(at_rest(page.locator(".hwt-pane"))["x"] - box(splitter)["x"]) < 12
    # No narrower than what can still be read, however far it is pulled.
    at = at_rest(splitter)
    drag(page, (at["x"] + at["width"] / 2, at["y"] + 200), (-1000, 0))
    expect(splitter).to_have_attribute("aria-valuenow", "160")

    page.reload()
    expect(row(page, "Cutover")).to_be_visible()
    expect(splitter).to_have_attribute("aria-valuenow", "160")
    assert abs(at_rest(head)["width"] - before["width"] - 60) < 2
