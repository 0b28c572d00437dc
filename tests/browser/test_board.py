"""The board: cards dragged by mouse, touch and keys, lanes, limits and columns."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DAY, NewPage, NewPlan, Plan
from tests.browser.gantt import at_rest, eventually

CARDS: list[dict[str, Any]] = [
    {"name": "Racks", "level": 0},
    {"name": "Anchor racks", "level": 1, "duration": 2 * DAY, "assignees": ["Kim Bo"]},
    {"name": "Label racks", "level": 1, "duration": DAY, "assignees": ["Lou Dee"]},
    {"name": "Cables", "level": 0},
    {"name": "Pull cables", "level": 1, "duration": 3 * DAY, "assignees": ["Kim Bo"]},
    {"name": "Test cables", "level": 1, "duration": DAY},
]


def open_board(page: Page, plan: Plan) -> None:
    page.goto(f"{plan.url}/board")
    expect(page.get_by_role("region", name="Board")).to_be_visible()
    expect(page.locator("[data-card]").first).to_be_visible()


def card(page: Page, name: str) -> Locator:
    return page.locator("[data-card]:not([data-overlay])").filter(has_text=name)


def column(page: Page, name: str, lane: str | None = None) -> Locator:
    place = page.locator(f"[data-lane='{lane}']") if lane else page
    return place.get_by_role("list", name=re.compile(rf"^{name}")).first


def names(page: Page, status: str, lane: str | None = None) -> list[str]:
    texts = (
        column(page, status, lane)
        .locator("[data-card]")
        .evaluate_all(
            "cards => cards.map(card => [parseFloat(card.parentElement.style.top), "
            "card.getAttribute('aria-label')])"
        )
    )
    return [re.sub(r"^NET-\d+ ", "", text.split(", in ")[0]) for _, text in sorted(texts)]


def drag(page: Page, what: Locator, onto: Locator, below: float = 0.1) -> None:
    """Drag by mouse to a height of something, as a share of it."""
    what.scroll_into_view_if_needed()
    start, end = at_rest(what), at_rest(onto)
    page.mouse.move(start["x"] + 30, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 22, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] * below, steps=6)
    expect(page.locator("[data-overlay]")).to_be_visible()
    page.mouse.up()


def lanes(page: Page, by: str) -> None:
    """Put the cards in lanes by a field, from the bar that groups every view."""
    page.get_by_role("toolbar").get_by_role("button", name=re.compile("^Group")).click()
    field = page.get_by_role("combobox", name="Group by")
    expect(field).to_be_focused()
    field.fill(by)
    field.press("Enter")


def test_dragged_cards_say_how_far_they_are_in_both_browsers(
    new_plan: NewPlan, new_page: NewPage
) -> None:
    plan = new_plan(CARDS)
    page, other = new_page(), new_page("ben")
    open_board(page, plan)
    open_board(other, plan)
    eventually(
        lambda: (
            names(page, "To do") == ["Anchor racks", "Label racks", "Pull cables", "Test cables"]
        )
    )
    drag(page, card(page, "Pull cables"), column(page, "Doing"))
    expect(column(page, "Doing").locator("[data-card]")).to_have_count(1)
    expect(column(other, "Doing").locator("[data-card]")).to_contain_text("Pull cables")
    eventually(lambda: plan.tasks()["Pull cables"]["status"] == "Doing")
    assert plan.tasks()["Pull cables"]["actual_start"] is not None

    # Between two cards of its own column.
    drag(page, card(page, "Test cables"), card(page, "Label racks"), 0.2)
    wanted = ["Anchor racks", "Test cables", "Label racks"]
    eventually(lambda: names(page, "To do") == wanted)
    eventually(lambda: names(other, "To do") == wanted)

    drag(page, card(page, "Label racks"), column(page, "Done"))
    expect(page.get_by_text("100 %, from the board")).to_be_visible()
    eventually(lambda: plan.tasks()["Label racks"]["percent_complete"] == 100)
    expect(column(other, "Done").locator("[data-card]")).to_contain_text("Label racks")
    page.keyboard.press("Control+z")
    expect(column(other, "Done").locator("[data-card]")).to_have_count(0)
    eventually(lambda: plan.tasks()["Label racks"]["percent_complete"] == 0)

    # What was typed stays; the board suggests.
    plan.command(
        "task.progress", {"id": plan.tasks()["Anchor racks"]["id"], "percent_complete": 40}
    )
    expect(column(page, "Doing").locator("[data-card]")).to_have_count(2)
    drag(page, card(page, "Anchor racks"), column(page, "Done"))
    card(page, "Anchor racks").get_by_role("button", name="40 % typed. Set 100 %").click()
    eventually(lambda: plan.tasks()["Anchor racks"]["percent_complete"] == 100)
    expect(page.locator("[data-task-panel]")).to_have_count(0)
    card(page, "Pull cables").click()
    panel = page.locator("[data-task-panel]")
    panel.get_by_label("Status").select_option("Done")
    expect(column(page, "Done").locator("[data-card]")).to_have_count(2)
    eventually(lambda: plan.tasks()["Pull cables"]["percent_complete"] == 100)


def picked_up(page: Page, words: str) -> None:
    """Wait until a card is told to be held, and hears the arrows: from the next turn of the page on."""
    expect(page.locator("[id^=DndLiveRegion]")).to_have_text(words)
    page.evaluate("() => new Promise((done) => setTimeout(done))")


def test_cards_are_moved_by_keys_and_told_of(
    new_plan: NewPlan, new_page: NewPage, axe: Callable[[Page], list[str]]
) -> None:
    plan = new_plan(CARDS)
    for dark in (False, True):
        page = new_page(dark=dark, bypass_csp=True)
        open_board(page, plan)
        assert axe(page) == []
        lanes(page, "assignee")
        expect(page.get_by_role("button", name="Kim Bo", expanded=True)).to_be_visible()
        assert axe(page) == []
        lanes(page, "none")
    said = page.locator("[id^=DndLiveRegion]")
    card(page, "Label racks").focus()
    page.keyboard.press("ArrowDown")
    expect(card(page, "Pull cables")).to_be_focused()
    page.keyboard.press("Space")
    picked_up(page, "Pull cables picked up: To do, 3 of 4.")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("Doing, 1 of 1.")
    page.keyboard.press("Escape")
    expect(said).to_have_text("Pull cables stays where it was.")
    assert plan.tasks()["Pull cables"]["status"] == "To do"
    page.keyboard.press("Space")
    picked_up(page, "Pull cables picked up: To do, 3 of 4.")
    page.keyboard.press("ArrowUp")
    expect(said).to_have_text("To do, 2 of 4.")
    page.keyboard.press("ArrowUp")
    expect(said).to_have_text("To do, 1 of 4.")
    page.keyboard.press("Space")
    eventually(
        lambda: (
            names(page, "To do") == ["Pull cables", "Anchor racks", "Label racks", "Test cables"]
        )
    )
    expect(card(page, "Pull cables")).to_be_focused()
    page.keyboard.press("Space")
    picked_up(page, "Pull cables picked up: To do, 1 of 4.")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(said).to_have_text("Done, 1 of 1.")
    page.keyboard.press("Enter")
    eventually(lambda: plan.tasks()["Pull cables"]["percent_complete"] == 100)
    expect(card(page, "Pull cables")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-task-panel]")).to_contain_text("Pull cables")


def test_lanes_give_a_card_what_they_stand_for_and_limits_warn(
    new_plan: NewPlan, page: Page
) -> None:
    plan = new_plan(CARDS)
    open_board(page, plan)
    lanes(page, "priority")
    drag(page, card(page, "Label racks"), column(page, "Doing", "Urgent"), 0.5)
    eventually(lambda: names(page, "Doing", "Urgent") == ["Label racks"])
    eventually(lambda: plan.tasks()["Label racks"]["priority"] == 900)
    assert plan.tasks()["Label racks"]["status"] == "Doing"

    lanes(page, "parent")
    drag(page, card(page, "Test cables"), column(page, "To do", "Racks"), 0.2)
    eventually(lambda: "Test cables" in names(page, "To do", "Racks"))
    eventually(lambda: plan.tasks()["Test cables"]["parent_id"] == plan.tasks()["Racks"]["id"])

    lanes(page, "assignee")
    drag(page, card(page, "Pull cables"), column(page, "To do", "Nobody"), 0.2)
    eventually(lambda: plan.tasks()["Pull cables"]["assignments"] == [])
    page.get_by_role("button", name="Nobody", expanded=True).click()
    expect(card(page, "Pull cables")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="Nobody", expanded=False)).to_be_visible()
    lanes(page, "none")

    page.get_by_role("button", name="Column To do").click()
    page.get_by_role("menuitem", name="Edit column…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Limit").fill("0")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("A whole number from 1 to 9999, or nothing.")).to_be_visible()
    dialog.get_by_label("Limit").fill("2")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("img", name="3 cards, over the limit of 2")).to_be_visible()
    drag(page, card(page, "Test cables"), column(page, "Doing"))
    expect(page.get_by_role("img", name="2 cards, limit 2")).to_be_visible()


def test_new_cards_fit_the_filter_and_sorted_ones_keep_their_places(
    new_plan: NewPlan, page: Page
) -> None:
    plan = new_plan(CARDS)
    tasks = plan.tasks()
    who = tasks["Pull cables"]["assignments"][0]["resource_id"]
    page.goto(f"{plan.url}/board?f=assignee:is:{who};priority:is:normal,high")
    eventually(lambda: names(page, "To do") == ["Anchor racks", "Pull cables"])
    page.get_by_role("button", name="Add card to To do").click()
    field = page.get_by_role("textbox", name="Add card to To do")
    field.fill("Coil leftovers 2h")
    field.press("Enter")
    wanted = ["Anchor racks", "Pull cables", "Coil leftovers"]
    eventually(lambda: names(page, "To do") == wanted)
    eventually(lambda: len(plan.tasks().get("Coil leftovers", {}).get("assignments", [])) == 1)
    assert plan.tasks()["Coil leftovers"]["assignments"][0]["resource_id"] == who
    expect(page.locator("[data-unfit]")).to_have_count(0)

    # What no hand can set: the card stays, marked, until one looks otherwise.
    page.goto(f"{plan.url}/board?f=critical:is:yes")
    expect(page.locator("[data-card]").first).to_be_visible()
    page.get_by_role("button", name="Add card to To do").click()
    field = page.get_by_role("textbox", name="Add card to To do")
    field.fill("Sweep floor 1h")
    field.press("Enter")
    expect(card(page, "Sweep floor")).to_have_attribute("data-unfit", "true")
    line = page.get_by_text("“Sweep floor” does not meet: Critical.")
    expect(line).to_be_visible()
    field.press("Escape")
    line.locator("..").get_by_role("button", name="Clear").click()
    expect(line).to_have_count(0)
    expect(card(page, "Label racks")).to_be_visible()
    expect(page.locator("[data-unfit]")).to_have_count(0)

    # Sorted, a card has the place that the sorting gives it, in another column too.
    page.goto(f"{plan.url}/board?s=-name")
    by_name = [
        "Test cables", "Sweep floor", "Pull cables", "Label racks", "Coil leftovers", "Anchor racks"
    ]  # fmt: skip
    eventually(lambda: names(page, "To do") == by_name)
    drag(page, card(page, "Pull cables"), card(page, "Test cables"), 0.2)
    expect(page.get_by_text("The cards are sorted", exact=False)).to_be_visible()
    eventually(lambda: names(page, "To do") == by_name)
    drag(page, card(page, "Label racks"), column(page, "Doing"), 0.5)
    eventually(lambda: names(page, "Doing") == ["Label racks"])
    drag(page, card(page, "Test cables"), column(page, "Doing"), 0.9)
    eventually(lambda: names(page, "Doing") == ["Test cables", "Label racks"])
    page.get_by_role("button", name="Rank by hand").click()
    eventually(lambda: names(page, "Doing") == ["Label racks", "Test cables"])


def test_columns_and_cards_are_added_and_put_away(new_plan: NewPlan, page: Page) -> None:
    plan = new_plan([])
    page.goto(f"{plan.url}/board")
    page.get_by_role("button", name="Add the first card").click()
    field = page.get_by_role("textbox", name="Add card to To do")
    field.fill("Order fans 3d @Fanny")
    expect(page.get_by_text("Duration 3d")).to_be_visible()
    field.press("Enter")
    expect(card(page, "Order fans")).to_be_visible()
    field.fill("Mount fans")
    field.press("Enter")
    expect(column(page, "To do").locator("[data-card]")).to_have_count(2)
    field.press("Escape")
    eventually(lambda: {"Order fans", "Mount fans"} <= plan.tasks().keys())
    assert plan.tasks()["Order fans"]["duration_minutes"] == 3 * DAY
    assert plan.tasks()["Order fans"]["progress_source"] == "board"

    page.get_by_role("button", name="Column Doing").click()
    page.get_by_role("menuitem", name="Add column to the right…").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Review")
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog).to_have_count(0)
    headings = page.get_by_role("region", name="Board").get_by_role("heading", level=2)
    expect(headings).to_have_text(["To do", "Doing", "Review", "Done"])
    drag(page, card(page, "Order fans"), column(page, "Review"))
    eventually(lambda: plan.tasks()["Order fans"]["status"] == "Review")

    page.get_by_role("button", name="Column Review").click()
    page.get_by_role("menuitem", name="Delete column…").click()
    expect(dialog.get_by_text("1 card stands in it.")).to_be_visible()
    dialog.get_by_label("Cards go to").select_option("Done")
    dialog.get_by_role("button", name="Delete column").click()
    expect(headings).to_have_text(["To do", "Doing", "Done"])
    eventually(lambda: plan.tasks()["Order fans"]["percent_complete"] == 100)

    page.get_by_role("button", name="Column Done").click()
    page.get_by_role("menuitem", name="Put 1 done card away").click()
    expect(card(page, "Order fans")).to_have_count(0)
    page.get_by_role("button", name="Show 1 put away").click()
    card(page, "Order fans").get_by_role("button", name="Put back").click()
    expect(page.get_by_role("button", name=re.compile("put away"))).to_have_count(1)
    assert "Order fans" in plan.tasks()
    drag(page, card(page, "Mount fans"), column(page, "Doing"))
    expect(page.get_by_text(re.compile("Started .*, from the board"))).to_be_visible()
    page.get_by_role("toolbar").get_by_role("link", name="Flow").click()
    longest = page.get_by_role("region", name="Under way the longest")
    longest.get_by_role("button", name="Mount fans").click()
    expect(page.locator("[data-task-panel]")).to_contain_text("Mount fans")


def test_a_finger_drags_after_a_hold_and_columns_snap(new_plan: NewPlan, new_page: NewPage) -> None:
    plan = new_plan(CARDS)
    page = new_page(width=390, height=844, has_touch=True)
    open_board(page, plan)
    box = at_rest(card(page, "Label racks"))
    client = page.context.new_cdp_session(page)

    def touch(kind: str, x: float, y: float) -> None:
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = box["x"] + 100, box["y"] + 40
    touch("touchStart", x, y)
    expect(page.locator("[data-overlay]")).to_be_visible()
    touch("touchMove", 340, y)
    touch("touchMove", 375, y)
    # At the edge the board follows the finger.
    expect(column(page, "Doing")).to_be_in_viewport(ratio=0.5)
    at = at_rest(column(page, "Doing"))
    touch("touchMove", 200, at["y"] + 60)
    touch("touchEnd", 0, 0)
    expect(page.locator("[data-overlay]")).to_have_count(0)
    eventually(lambda: plan.tasks()["Label racks"]["status"] != "To do")
    assert page.evaluate(
        "getComputedStyle(document.querySelector('section[aria-label=Board]')).scrollSnapType"
    ).startswith("x")
