"""What lies behind the bars: time off by the calendar that applies."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DAY, NewPage, NewPlan
from tests.browser.gantt import at_rest, bar, box, open_view
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
