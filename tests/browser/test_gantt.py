"""The Gantt: bars that move with what follows from them, seen by others, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage, NewPlan, Plan
from tests.browser.gantt import (
    at_rest,
    bar,
    box,
    cell,
    day_width,
    drag,
    eventually,
    middle,
    open_view,
    row,
)


def start_of(plan: Plan, name: str) -> str:
    """Return the day a task starts, as the server says."""
    return str(plan.tasks()[name]["start"])[:10]


def settled(plan: Plan, name: str, day: str) -> None:
    """Wait until the server says that a task starts on a day."""
    eventually(lambda: start_of(plan, name) == day)


def test_drag_moves_successors_live_and_for_others(
    page: Page, new_page: NewPage, plan: Plan
) -> None:
    open_view(page, plan.url)
    other = new_page("ben")
    open_view(other, plan.url)
    expect(bar(other, "Cutover")).to_be_visible()
    cutover = at_rest(bar(page, "Cutover"))["x"]
    day = day_width(page)

    drag(page, middle(bar(page, "Order switches"), 0.4), (2 * day, 0), drop=False)
    tip = page.locator(".hwm-tip")
    expect(tip).to_contain_text("Not before")
    expect(tip).to_contain_text("moves 3 tasks")
    expect(tip).to_contain_text("finish +2d")
    # Successors have moved before anything was dropped, their old places ghosted.
    expect(page.locator(".hwt-row[data-moved] .hwt-ghost").first).to_be_visible()
    eventually(lambda: box(bar(page, "Cutover"))["x"] > cutover + day)
    expect(cell(page, "Cutover", "start")).to_contain_text("5 Aug 2026")
    expect(page.get_by_test_id("project-finish")).to_have_text(re.compile("7 Aug.* 11 Aug"))
    assert start_of(plan, "Order switches") == "2026-07-27"

    page.mouse.up()
    settled(plan, "Order switches", "2026-07-29")
    expect(page.locator(".hwt-ghost")).to_have_count(0)
    expect(cell(page, "Order switches", "start")).to_contain_text("29 Jul 2026")
    # Pinned, and said so with the way back.
    expect(row(page, "Order switches").get_by_label("Pinned")).to_be_visible()
    expect(page.get_by_role("button", name="Unpin")).to_be_visible()
    # The other sees it, and who it was.
    expect(cell(other, "Order switches", "start")).to_contain_text("29 Jul 2026")

    page.get_by_role("treegrid").focus()
    page.keyboard.press("Control+z")
    expect(cell(page, "Order switches", "start")).to_contain_text("27 Jul 2026")
    settled(plan, "Order switches", "2026-07-27")
    page.keyboard.press("Control+y")
    settled(plan, "Order switches", "2026-07-29")


def test_escape_gives_up_a_drag(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    before = at_rest(bar(page, "Cutover"))
    drag(page, middle(bar(page, "Order switches")), (3 * day_width(page), 0), drop=False)
    expect(page.locator(".hwm-tip")).to_contain_text("moves")
    page.keyboard.press("Escape")
    expect(page.locator(".hwm-tip")).to_have_count(0)
    page.mouse.up()
    eventually(lambda: box(bar(page, "Cutover")) == before)
    assert start_of(plan, "Order switches") == "2026-07-27"


def test_drag_against_a_link_says_so(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    drag(page, middle(bar(page, "Cutover")), (-3 * day_width(page), 0), drop=False)
    tip = page.locator(".hwm-tip")
    expect(tip).to_contain_text("Waits for “Switch delivery” to finish 31 Jul")
    expect(tip).to_contain_text("cannot start before 3 Aug")
    page.keyboard.press("Escape")
    page.mouse.up()


def test_resize_by_the_right_end(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    day = day_width(page)
    target = bar(page, "Order switches")
    page.mouse.move(*middle(target))
    edge = at_rest(target.locator('[data-part="finish"]'))
    drag(page, (edge["x"] + edge["width"] / 2, edge["y"] + 8), (2 * day, 0))
    expect(cell(page, "Order switches", "duration")).to_contain_text("5d")
    settled(plan, "Switch delivery", "2026-08-03")
    assert plan.tasks()["Order switches"]["duration_minutes"] == 5 * 480


def test_link_by_dragging_from_end_to_end(page: Page, new_plan: NewPlan) -> None:
    lines = [{"name": n, "duration": 960} for n in ("Alpha", "Beta")]
    plan = new_plan(lines)
    open_view(page, plan.url)
    for first, second, text in (("finish", 0.1, "1"), ("start", 0.9, "1SF")):
        page.mouse.move(*middle(bar(page, "Alpha")))
        dot = at_rest(bar(page, "Alpha").locator(f'[data-part="link-{first}"]'))
        x, y = dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2
        to = middle(bar(page, "Beta"), second)
        drag(page, (x, y), (to[0] - x, to[1] - y))
        expect(cell(page, "Beta", "predecessors")).to_have_text(text)
        if text == "1":
            settled(plan, "Beta", "2026-07-29")
            page.get_by_role("treegrid").focus()
            page.keyboard.press("Control+z")
            expect(cell(page, "Beta", "predecessors")).to_have_text("")
            settled(plan, "Beta", "2026-07-27")


def test_a_circle_is_refused_while_dragging(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    page.mouse.move(*middle(bar(page, "Cutover")))
    dot = at_rest(bar(page, "Cutover").locator('[data-part="link-finish"]'))
    x, y = dot["x"] + 9, dot["y"] + 9
    to = middle(bar(page, "Order switches"), 0.2)
    drag(page, (x, y), (to[0] - x, to[1] - y), drop=False)
    expect(page.locator(".hwm-tip-no")).to_contain_text("Order switches")
    page.keyboard.press("Escape")
    page.mouse.up()


def test_bars_move_stretch_and_link_by_keyboard(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    cell(page, "Order switches", "name").click()
    page.keyboard.press("F6")
    expect(bar(page, "Order switches")).to_be_focused()
    page.keyboard.press("Alt+ArrowRight")
    settled(plan, "Order switches", "2026-07-28")
    page.keyboard.press("Shift+Alt+ArrowRight")
    expect(cell(page, "Order switches", "duration")).to_contain_text("4d")
    page.keyboard.press("l")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    expect(bar(page, "Done")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell(page, "Done", "predecessors")).to_have_text("2, 5")


def test_why_names_the_chain_of_drivers(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    cell(page, "Cutover", "finish").click()
    page.keyboard.press("Alt+Enter")
    why = page.get_by_role("dialog", name=re.compile("^Why"))
    expect(why).to_contain_text("Waits for Switch delivery to finish")
    expect(why).to_contain_text("Waits for Order switches to finish")
    expect(why).to_contain_text("Starts with the project")
    why.get_by_role("button", name="Show Switch delivery").click()
    expect(row(page, "Switch delivery")).to_have_attribute("data-current", "true")


def test_rows_are_moved_and_given_another_parent_by_dragging(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    handle = cell(page, "Cutover", "line")
    at = middle(handle)
    target = at_rest(row(page, "Switch delivery"))
    drag(page, at, (0, target["y"] + target["height"] - at[1]))
    expect(page.locator(".hwg-drop")).to_have_count(0)
    expect(cell(page, "Cutover", "line")).to_have_text("4")
    names = ["Prepare", "Order switches", "Switch delivery", "Cutover"]
    eventually(lambda: plan.names()[:4] == names)
    tasks = plan.tasks()
    assert tasks["Cutover"]["parent_id"] == tasks["Prepare"]["id"]


def test_anothers_change_is_marked_with_the_name(page: Page, new_page: NewPage, plan: Plan) -> None:
    open_view(page, plan.url)
    other = new_page("ben")
    open_view(other, plan.url)
    plan.command("task.update", {"id": plan.tasks()["Cutover"]["id"], "fields": {"duration": 480}})
    mark = row(other, "Cutover").locator(".hwg-touched")
    expect(mark).to_contain_text("ana")
    expect(cell(other, "Cutover", "duration")).to_contain_text("1d")
    expect(mark).to_have_count(0, timeout=10_000)


def test_a_summary_collapses_and_its_bars_go(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    row(page, "Prepare").get_by_role("button", name="Collapse Prepare").click()
    expect(bar(page, "Order switches")).to_have_count(0)
    expect(row(page, "Prepare")).to_have_attribute("aria-expanded", "false")
    page.reload()
    expect(bar(page, "Prepare")).to_be_visible()
    expect(bar(page, "Order switches")).to_have_count(0)
    cell(page, "Prepare", "name").click()
    page.keyboard.press("Control+ArrowRight")
    expect(bar(page, "Order switches")).to_be_visible()


def test_zoom_keeps_the_time_under_the_pointer(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    target = bar(page, "Cutover")
    x, y = middle(target, 0.0)
    wide = box(target)["width"]
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    eventually(lambda: box(target)["width"] > wide * 1.3)
    eventually(lambda: abs(box(target)["x"] - x) < 3)


def test_the_keyboard_zooms_fits_and_goes_to_today_from_the_grid(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    target = bar(page, "Cutover")
    at_rest(target)
    cell(page, "Cutover", "name").click()
    grid = page.get_by_role("treegrid")
    expect(grid).to_be_focused()
    wide = box(target)["width"]
    page.keyboard.press("Alt+Equal")
    page.keyboard.press("Alt+Equal")
    eventually(lambda: box(target)["width"] > wide * 1.3)
    closer = box(target)["width"]
    page.keyboard.press("Alt+-")
    eventually(lambda: box(target)["width"] < closer * 0.8)
    page.keyboard.press("Alt+t")
    expect(page.locator(".hwt-now")).to_be_in_viewport()
    expect(target).not_to_be_in_viewport()
    page.keyboard.press("Alt+0")
    expect(target).to_be_in_viewport()
    expect(bar(page, "Order switches")).to_be_in_viewport()
    # Nothing was typed, and the keyboard stays where it was.
    expect(grid).to_be_focused()
    expect(page.locator(".hwg-input")).to_have_count(0)
    # The keys alone replace what stands in the cell, as all signs do.
    page.keyboard.press("t")
    expect(page.locator(".hwg-input")).to_have_value("t")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys).to_contain_text("Fit the plan")
    expect(keys).to_contain_text("Zoom in, out, from the grid too")


def test_a_bar_out_of_sight_is_pointed_at(page: Page, new_plan: NewPlan) -> None:
    lines = [
        {"name": "Long ago", "level": 0, "duration": 480},
        {"name": "A year", "level": 0, "duration": 480 * 250, "predecessors": [{"row": 0}]},
        {"name": "At last", "level": 0, "milestone": True, "predecessors": [{"row": 1}]},
    ]
    open_view(page, new_plan(lines).url)
    there = page.get_by_role("button", name="Show the bar of “At last”")
    back = page.get_by_role("button", name="Show the bar of “Long ago”")
    page.get_by_role("button", name="Zoom in").click()

    def at_the_left_end() -> bool:
        page.locator(".hwt-pane").evaluate("pane => { pane.scrollLeft = 0 }")
        return there.count() == 1 and back.count() == 0

    # Zooming in moves the pane by itself, when it has drawn.
    eventually(at_the_left_end)
    there.click()
    expect(bar(page, "At last")).to_be_in_viewport()
    expect(there).to_have_count(0)
    # No half of a name at the edge, but the way back.
    expect(page.locator(".hwt-label", has_text="Long ago")).to_have_count(0)
    back.click()
    expect(bar(page, "Long ago")).to_be_in_viewport()
    expect(page.locator(".hwt-label", has_text="Long ago")).to_be_visible()


def test_the_right_button_offers_what_can_be_done(
    page: Page, new_page: NewPage, plan: Plan
) -> None:
    open_view(page, plan.url)
    cell(page, "Switch delivery", "name").click(button="right")
    page.get_by_role("menuitem", name="Move up").click()
    eventually(lambda: plan.names()[1:3] == ["Switch delivery", "Order switches"])
    bar(page, "Cutover").click(button="right")
    page.get_by_role("menuitem", name="New task above").click()
    page.keyboard.type("Rehearsal")
    page.keyboard.press("Enter")
    eventually(lambda: plan.names()[4:6] == ["Rehearsal", "Cutover"])
    cell(page, "Rehearsal", "duration").click(button="right")
    page.get_by_role("menuitem", name="Delete").click()
    eventually(lambda: "Rehearsal" not in plan.names())
    cell(page, "Cutover", "name").click(button="right")
    page.get_by_role("menu").press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(page.get_by_role("treegrid")).to_be_focused()


def test_what_a_summary_cannot_is_not_offered(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    page.mouse.move(*middle(bar(page, "Prepare"), 0.3))
    expect(bar(page, "Prepare").locator('[data-part="link-finish"]')).to_be_visible()
    expect(bar(page, "Prepare").locator('[data-part="finish"]')).to_have_count(0)


def test_axe_finds_nothing_serious(
    new_page: NewPage, plan: Plan, axe: Callable[[Page], list[str]]
) -> None:
    for dark in (False, True):
        seen = new_page(dark=dark, bypass_csp=True)
        open_view(seen, plan.url)
        cell(seen, "Cutover", "name").click()
        assert axe(seen) == []
    phone = new_page(width=390, height=844, bypass_csp=True, has_touch=True)
    open_view(phone, plan.url)
    expect(bar(phone, "Cutover")).to_be_visible()
    assert axe(phone) == []
