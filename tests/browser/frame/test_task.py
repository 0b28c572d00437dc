"""The task panel: everything of one task, by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.app import accept_invitation
from tests.browser.frame.people import CHAIN, Person, Site, axe
from tests.browser.gantt import cell, eventually, short

Open = Callable[..., Page]


def panel_of(site: Site, ana: Person, open_page: Open, place: int = 0, **options: Any) -> Any:
    """Open a fresh project at a task's panel; return the page, the task and the panel."""
    project, tasks = site.project(ana, "Panel", CHAIN)
    page = open_page(ana, f"/p/{project}/gantt?task={tasks[place]}", **options)
    panel = page.get_by_role("complementary", name=f"Task: {CHAIN[place]['name']}")
    expect(panel).to_be_visible()
    return page, tasks, panel


def test_it_opens_by_address_and_closes_by_escape(site: Site, ana: Person, open_page: Open) -> None:
    page, tasks, panel = panel_of(site, ana, open_page)
    expect(panel).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page).not_to_have_url(re.compile("task="))
    page.go_back()
    expect(panel).to_be_visible()
    expect(page).to_have_url(re.compile(f"task={tasks[0]}"))


def test_an_address_of_a_task_that_is_gone_says_so(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, tasks = site.project(ana, "Gone", CHAIN)
    with site.api(ana) as api:
        assert api.delete(f"/tasks/{tasks[0]}").is_success
    page = open_page(ana, f"/p/{project}/gantt?task={tasks[0]}")
    said = page.get_by_role("complementary", name="This task is not here")
    expect(said).to_contain_text("It was deleted, or you may not see it.")
    said.get_by_role("button", name="Close the panel").press("Enter")
    expect(said).to_be_hidden()
    expect(page).not_to_have_url(re.compile("task="))


def test_a_date_pins_and_unpins(site: Site, ana: Person, open_page: Open) -> None:
    page, _, panel = panel_of(site, ana, open_page)
    expect(panel.get_by_test_id("task-why")).to_contain_text("Starts with the project")
    panel.get_by_label("Start", exact=True).fill("5 Nov 2026")
    page.keyboard.press("Enter")
    messages = page.get_by_role("region", name="Messages")
    expect(messages).to_contain_text("Order switches: Pinned: not before 5 Nov")
    expect(panel.get_by_test_id("task-why")).to_contain_text("Not before 5 Nov 2026")
    expect(page.get_by_test_id("project-finish")).to_have_text(short("12 Nov 2026"))
    panel.get_by_role("button", name="Unpin").click()
    expect(panel.get_by_label("Start", exact=True)).to_have_value("2 Nov 2026")
    expect(page.get_by_test_id("project-finish")).to_have_text(short("9 Nov 2026"))


def test_a_wrong_date_is_told_and_escape_takes_it_back(
    site: Site, ana: Person, open_page: Open
) -> None:
    page, _, panel = panel_of(site, ana, open_page)
    start = panel.get_by_label("Start", exact=True)
    start.fill("whenever")
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("Not a date")
    page.keyboard.press("Escape")
    expect(start).to_have_value("2 Nov 2026")
    expect(panel).to_be_visible()


def test_links_are_changed_added_and_removed(site: Site, ana: Person, open_page: Open) -> None:
    page, _, panel = panel_of(site, ana, open_page, 1)
    before = panel.get_by_role("region", name="Predecessors")
    relation = before.get_by_role("textbox", name="Link with Order switches")
    expect(relation).to_have_value("FS")
    relation.fill("FS+2d")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("project-finish")).to_have_text(short("11 Nov 2026"))
    before.get_by_role("button", name="Remove the link with Order switches").click()
    expect(page.get_by_test_id("project-finish")).to_have_text(short("5 Nov 2026"))
    before.get_by_label("Add a predecessor").fill("order")
    page.get_by_role("option", name="Order switches").click()
    expect(page.get_by_test_id("project-finish")).to_have_text(short("9 Nov 2026"))
    before.get_by_label("Add a predecessor").fill("cutover")
    page.get_by_role("option", name="Cutover").click()
    expect(page.get_by_role("region", name="Messages")).to_contain_text("wait for each other")


def test_progress_people_work_and_notes(site: Site, ana: Person, open_page: Open) -> None:
    page, tasks, panel = panel_of(site, ana, open_page)
    panel.get_by_label("% complete").fill("50")
    page.keyboard.press("Enter")
    expect(panel.get_by_label("Remaining")).to_have_value("1d")
    expect(panel.get_by_role("textbox", name="Really started")).to_have_value("2 Nov 2026")
    panel.get_by_label("Assign somebody").fill("Zoë Q")
    page.get_by_role("option", name="New placeholder “Zoë Q”").click()
    share = panel.get_by_role("textbox", name="Share of the time of Zoë Q")
    share.fill("50 %")
    page.keyboard.press("Enter")
    expect(share).to_have_value("50 %")
    panel.get_by_role("button", name="Add a description").click()
    panel.get_by_role("textbox", name="Description").press_sequentially("שלום 🚚")
    page.keyboard.press("Enter")
    page.keyboard.type("second line")
    panel.get_by_label("% complete").focus()
    written = "שלום 🚚\n\nsecond line"
    with site.api(ana) as api:
        # Who types slowly has it saved in parts.
        eventually(lambda: api.get(f"/tasks/{tasks[0]}").json()["notes"] == written)
        task = api.get(f"/tasks/{tasks[0]}").json()
    # Fixed units: the day of work that is left takes two at half the time, one of three is done.
    assert (task["percent_complete"], task["duration_minutes"]) == (33, 1440)
    assert [a["units"] for a in task["assignments"]] == [5000]


def test_somebody_new_is_changed_before_the_server_has_answered(
    site: Site, ana: Person, open_page: Open
) -> None:
    page, tasks, panel = panel_of(site, ana, open_page)
    held: list[Route] = []
    page.route("**/api/v1/commands", lambda route: held.append(route), times=1)
    panel.get_by_label("Assign somebody").fill("Noor D")
    page.get_by_role("option", name="New placeholder “Noor D”").click()
    share = panel.get_by_role("textbox", name="Share of the time of Noor D")
    share.fill("5")
    connection = page.get_by_test_id("connection")
    expect(connection).to_have_attribute("data-pending", "1")
    held[0].continue_()
    expect(connection).to_have_attribute("data-pending", "0")
    share.press("End")
    share.press("0")
    expect(share).to_have_value("50")
    page.keyboard.press("Enter")
    expect(share).to_have_value("50 %")
    expect(connection).to_have_attribute("data-pending", "0")
    with site.api(ana) as api:
        task = api.get(f"/tasks/{tasks[0]}").json()
    assert [a["units"] for a in task["assignments"]] == [5000]


def test_history_takes_back_one_change_of_several(site: Site, ana: Person, open_page: Open) -> None:
    page, _, panel = panel_of(site, ana, open_page)
    duration = panel.get_by_label("Duration", exact=True)
    duration.fill("4d")
    page.keyboard.press("Enter")
    panel.get_by_label("Name").fill("Order all switches")
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="Task: Order all switches")
    history = panel.get_by_role("region", name="History")
    expect(history.get_by_role("listitem").first).to_contain_text("renamed")
    history.get_by_role("button", name="Undo: changed the duration").click()
    expect(panel.get_by_label("Duration", exact=True)).to_have_value("2d")
    expect(panel.get_by_role("textbox", name="Name")).to_have_value("Order all switches")


def test_deleting_offers_the_way_back(site: Site, ana: Person, open_page: Open) -> None:
    page, _, panel = panel_of(site, ana, open_page, 2)
    panel.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(panel).to_be_hidden()
    expect(page.get_by_test_id("project-finish")).to_have_text(short("6 Nov 2026"))
    messages = page.get_by_role("region", name="Messages")
    expect(messages).to_contain_text("Deleted “Cutover”")
    messages.get_by_role("button", name="Undo").click()
    expect(page.get_by_test_id("project-finish")).to_have_text(short("9 Nov 2026"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_read_by_everyone(site: Site, ana: Person, open_page: Open, scheme: str) -> None:
    demo = site.demo(ana)
    with site.api(ana) as api:
        tasks = api.get(f"/projects/{demo}/tasks?limit=200").json()["items"]
    late = next(t for t in tasks if t["name"] == "Switch delivery")
    page = open_page(ana, f"/p/{demo}/overview?task={late['id']}", color_scheme=scheme)
    panel = page.get_by_role("complementary", name="Task: Switch delivery")
    panel.get_by_test_id("task-why").click()
    panel.get_by_text("Constraint and calendar").click()
    expect(panel.get_by_role("region", name="Against the baseline")).to_contain_text("+6 d")
    expect(panel.get_by_role("region", name="History")).to_contain_text("Switch delivery")
    assert axe(page) == []


def beside(
    site: Site, ana: Person, open_page: Open, page: Page, email: str
) -> tuple[Page, Locator]:
    """Open the first task for somebody else too; return the page and the field of its name."""
    with site.api(ana) as api:
        asked = {"email": email, "role": "member"}
        made = api.post(f"/workspaces/{site.workspace(ana)}/invitations", json=asked)
    other = open_page(None, made.json()["link"].removeprefix(site.url))
    accept_invitation(other)
    other.goto(page.url)
    name = other.get_by_role("complementary").get_by_role("textbox", name="Name")
    expect(name).to_have_value("Order switches")
    return other, name


def test_a_clash_shows_both_values_and_lets_one_choose(
    site: Site, ana: Person, open_page: Open
) -> None:
    page, _, panel = panel_of(site, ana, open_page)
    other, name = beside(site, ana, open_page, page, "other@example.com")
    page.context.set_offline(True)
    panel.get_by_role("textbox", name="Name").fill("Mine")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Offline – 1 change kept here")).to_be_visible()
    name.fill("Theirs")
    other.keyboard.press("Enter")
    expect(other.get_by_role("complementary", name="Task: Theirs")).to_be_visible()
    expect(other.get_by_test_id("connection")).to_have_attribute("data-pending", "0")
    page.context.set_offline(False)
    dialog = page.get_by_role("dialog", name="Changed by someone else meanwhile")
    row = dialog.get_by_role("row", name="name of")
    expect(row).to_contain_text("Mine", timeout=30_000)
    expect(row).to_contain_text("Theirs")
    assert axe(page) == []
    dialog.get_by_role("button", name="Keep mine").click()
    expect(dialog).to_be_hidden()
    expect(other.get_by_role("complementary", name="Task: Mine")).to_be_visible()


def test_what_another_wrote_while_one_types_is_asked_about(
    site: Site, ana: Person, open_page: Open
) -> None:
    page, _, _ = panel_of(site, ana, open_page)
    other, name = beside(site, ana, open_page, page, "beside@example.com")

    def meanwhile(text: str) -> None:
        name.fill(text)
        other.keyboard.press("Enter")
        expect(page.get_by_role("complementary", name=f"Task: {text}")).to_be_visible()

    dialog = page.get_by_role("dialog", name="Changed by someone else meanwhile")
    field = page.get_by_role("complementary").get_by_role("textbox", name="Name")
    field.fill("Mine")
    meanwhile("Theirs")
    expect(field).to_have_value("Mine")
    field.press("Enter")
    row = dialog.get_by_role("row", name="name of")
    expect(row).to_contain_text("Mine")
    expect(row).to_contain_text("Theirs")
    dialog.get_by_role("button", name="Keep mine").click()
    expect(name).to_have_value("Mine")

    cell(page, "Mine", "name").dblclick()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Mine in the grid")
    meanwhile("Theirs again")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Mine in the grid")
    expect(row).to_contain_text("Theirs again")
    dialog.get_by_role("button", name="Keep theirs").click()
    expect(cell(page, "Theirs again", "name")).to_be_visible()
    expect(dialog).to_be_hidden()

    field.fill("Nothing of this")
    meanwhile("Theirs alone")
    field.press("Escape")
    expect(field).to_have_value("Theirs alone")
    field.press("Enter")
    expect(name).to_have_value("Theirs alone")
    expect(dialog).to_be_hidden()
