"""The frame of the app: coming in, getting around, undo, who is here, and what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from tools.barriers import STILL

from tests.browser.app import accept_invitation
from tests.browser.frame.people import CHAIN, Person, Site, axe
from tests.browser.gantt import short

Open = Callable[..., Page]


def test_the_way_in_asks_for_a_password_and_leads_where_one_wanted_to_go(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, _ = site.project(ana, "Door", CHAIN)
    page = open_page(None, f"/p/{project}/overview")
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))
    page.get_by_label("E-mail address").fill(ana.email)
    page.get_by_role("textbox", name="Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("main")).to_contain_text("password you specified are not correct")
    page.get_by_role("textbox", name="Password").fill("correct horse 9")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{site.url}/p/{project}/overview")
    expect(page).to_have_title("Overview · Door · Headway")


def test_a_used_link_says_so(site: Site, open_page: Open) -> None:
    page = open_page(None, "/sign-in/nothing-of-the-kind")
    expect(page.get_by_role("status")).to_contain_text("used already or is too old")
    assert axe(page) == []


def test_an_invitation_for_an_account_asks_it_to_sign_in(
    site: Site, ana: Person, open_page: Open
) -> None:
    site.person("invited@example.com")
    with site.api(ana) as api:
        asked = {"email": "invited@example.com", "role": "viewer"}
        made = api.post(f"/workspaces/{site.workspace(ana)}/invitations", json=asked)
    page = open_page(None, made.json()["link"].removeprefix(site.url))
    expect(page.get_by_role("status")).to_contain_text("Sign in to accept the invitation")
    page.get_by_label("E-mail address").fill("invited@example.com")
    page.get_by_role("textbox", name="Password").fill("correct horse 9")
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{site.url}/")
    page.get_by_role("button", name=re.compile("^Workspace")).click()
    expect(page.get_by_role("menuitem", name="ana's workspace")).to_be_visible()


def test_a_newcomer_is_led_into_the_demo_once(site: Site, open_page: Open) -> None:
    with site.api(site.person("ana@example.com")) as api:
        demo = next(w["id"] for w in api.get("/me").json()["workspaces"] if w["demo"])
        asked = {"email": "newcomer@example.com", "role": "member"}
        link = api.post(f"/workspaces/{demo}/invitations", json=asked).json()["link"]
    page = open_page(None, link.removeprefix(site.url))
    expect(page.get_by_role("heading", name="You are invited")).to_be_visible()
    assert axe(page) == []
    accept_invitation(page)
    expect(page).to_have_url(re.compile(r"/p/\d+/gantt"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Data-centre migration")
    expect(page.locator("[data-hint=why]")).to_contain_text("6 days late: Switch delivery +6 d")
    hint = page.get_by_text("Ask why the plan ends when it does.")
    expect(hint).to_be_visible()
    hint.locator("..").get_by_role("button", name="Got it").click()
    page.get_by_role("link", name="Projects", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Projects")
    page.get_by_role("link", name="Data-centre migration").last.click()
    expect(page.get_by_text("Ctrl+Z takes back")).to_be_visible()
    expect(hint).to_be_hidden()


def test_why_the_finish_is_what_it_is(site: Site, ana: Person, open_page: Open) -> None:
    demo = site.demo(ana)
    page = open_page(ana, f"/p/{demo}/gantt")
    page.locator("[data-hint=why]").click()
    chain = page.get_by_role("dialog")
    expect(chain).to_contain_text("6 days later than the baseline")
    cause = chain.locator("li", has_text="+6 d by itself")
    expect(cause).to_contain_text("Switch delivery")
    cause.get_by_role("button", name="Show Switch delivery in the Gantt").click()
    expect(page.get_by_text("Switch delivery", exact=True).first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(chain).to_be_hidden()


def test_the_palette_goes_finds_and_does(site: Site, ana: Person, open_page: Open) -> None:
    project, (_, second, _) = site.project(ana, "Palette", CHAIN)
    page = open_page(ana, f"/p/{project}/gantt")
    expect(page.get_by_role("heading", level=1)).to_have_text("Palette")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox")
    field.fill("rack sw")
    expect(page.get_by_role("option").first).to_contain_text("Rack switches")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/p/{project}/gantt?task={second}")
    panel = page.get_by_role("complementary", name="Task: Rack switches")
    expect(panel).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.keyboard.press("Control+k")
    field.fill("sheet")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/p/{project}/sheet")
    page.keyboard.press("Control+k")
    field.fill("dark theme")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    page.keyboard.press("Control+k")
    field.fill("nothing is called this")
    expect(page.get_by_role("dialog")).to_contain_text("Nothing fits")
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()


def test_a_panel_that_comes_late_takes_no_key_from_the_palette(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, (first, *_) = site.project(ana, "Late panel", CHAIN)
    page = open_page(ana, f"/p/{project}/gantt")
    held: list[Route] = []
    page.route("**/TaskPanel-*.js", lambda route: held.append(route), times=1)
    page.get_by_role("treegrid").focus()
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Find a task")
    field.fill("order sw")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/p/{project}/gantt?task={first}")
    page.keyboard.press("Control+k")
    field.press_sequentially("she")
    held[0].continue_()
    expect(page.locator("[data-task-panel]")).to_be_attached()
    page.keyboard.type("et")
    expect(field).to_have_value("sheet")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.url}/p/{project}/sheet")


def test_the_palette_leaves_the_focus_where_it_was(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, _ = site.project(ana, "Focus", CHAIN)
    page = open_page(ana, f"/p/{project}/gantt")
    grid = page.get_by_role("treegrid")
    grid.focus()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(grid).to_be_focused()


def test_undo_and_redo_from_the_keyboard_but_not_while_typing(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, _ = site.project(ana, "Before", CHAIN)
    page = open_page(ana, f"/p/{project}/overview")
    heading = page.get_by_role("heading", level=1)
    page.get_by_role("heading", level=1).get_by_role("button").click()
    page.get_by_label("Project name").fill("After")
    page.keyboard.press("Enter")
    expect(heading).to_have_text("After")
    expect(page).to_have_title("Overview · After · Headway")
    page.keyboard.press("Control+z")
    expect(heading).to_have_text("Before")
    page.keyboard.press("Control+Shift+z")
    expect(heading).to_have_text("After")
    page.get_by_role("textbox", name="Notes").fill("draft")
    page.keyboard.press("Control+z")
    expect(heading).to_have_text("After")


def test_keys_are_listed(ana: Person, open_page: Open) -> None:
    page = open_page(ana, "/settings")
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Undo one's own last change")


def test_the_skip_link_is_first_and_leads_to_the_content(ana: Person, open_page: Open) -> None:
    page = open_page(ana, "/settings")
    expect(page.get_by_role("heading", level=1)).to_have_text("Settings")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_two_people_see_each_other_and_the_finish_moves_for_both(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, (first, *_) = site.project(ana, "Together", CHAIN)
    with site.api(ana) as api:
        workspace = api.get(f"/projects/{project}").json()["workspace_id"]
        link = api.post(
            f"/workspaces/{workspace}/invitations",
            json={"email": "ben@example.com", "role": "member"},
        ).json()["link"]
    hers = open_page(ana, f"/p/{project}/overview")
    expect(hers.get_by_test_id("project-finish")).to_have_text(short("9 Nov 2026"))
    his = open_page(site.person("ben@example.com"), link.removeprefix(site.url))
    his.goto(f"{site.url}/p/{project}/gantt")
    here = hers.get_by_role("button", name=re.compile("Here now"))
    here.press("Enter")
    there = hers.get_by_role("dialog")
    expect(there).to_contain_text("ben")
    hers.keyboard.press("Escape")
    expect(there).to_have_count(0)
    expect(here).to_be_focused()
    his.goto(f"{site.url}/p/{project}/gantt?task={first}")
    his.get_by_label("Duration", exact=True).fill("4d")
    his.keyboard.press("Enter")
    expect(his.get_by_test_id("project-finish")).to_have_text(short("11 Nov 2026"))
    expect(hers.get_by_test_id("project-finish")).to_have_text(short("11 Nov 2026"))
    expect(hers.get_by_role("region", name="Messages")).to_contain_text("“Order switches”")
    hers.keyboard.press("Control+z")
    expect(hers.get_by_role("region", name="Messages")).to_contain_text("Nothing of yours to undo")
    expect(hers.get_by_test_id("project-finish")).to_have_text(short("11 Nov 2026"))


def test_offline_is_said_and_what_waits_is_sent(site: Site, ana: Person, open_page: Open) -> None:
    project, (first, *_) = site.project(ana, "Train", CHAIN)
    page = open_page(ana, f"/p/{project}/gantt?task={first}")
    duration = page.get_by_label("Duration", exact=True)
    expect(duration).to_have_value("2d")
    page.context.set_offline(True)
    duration.fill("5d")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Offline – 1 change kept here")).to_be_visible(timeout=30_000)
    expect(duration).to_have_value("5d")
    page.context.set_offline(False)
    expect(page.get_by_text("Offline –")).to_be_hidden(timeout=30_000)
    expect(page.get_by_test_id("project-finish")).to_have_text(short("12 Nov 2026"))
    # One change waited, so none does only once it was answered.
    expect(page.get_by_test_id("connection")).to_have_attribute("data-pending", "0")
    with site.api(ana) as api:
        assert api.get(f"/tasks/{first}").json()["duration_minutes"] == 2400


def test_an_upgrade_while_the_app_is_open_is_taken(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, _ = site.project(ana, "Upgrade", CHAIN)
    page = open_page(ana, f"/p/{project}/gantt")
    loads: list[Page] = []
    page.on("load", lambda loaded: loads.append(loaded))

    def gone(route: Route) -> None:
        # The old app's part is there no more; what is loaded anew asks for its own.
        if loads:
            route.continue_()
        else:
            route.fulfill(status=404)

    page.route(re.compile(r"/assets/OverviewPage-.*\.js"), gone)
    with page.expect_event("load"):
        page.get_by_role("link", name="Overview").hover()
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("heading", name="Milestones")).to_be_visible()


def test_nothing_here(ana: Person, open_page: Open) -> None:
    for path in ("/no/such/page", "/p/999999999/gantt"):
        page = open_page(ana, path)
        expect(page.get_by_role("heading", level=1)).to_have_text("Nothing here")
        assert axe(page) == []


def test_a_stranger_sees_nothing_of_a_project(site: Site, ana: Person, open_page: Open) -> None:
    project, _ = site.project(ana, "Secret", CHAIN)
    page = open_page(site.person("stranger@example.com"), f"/p/{project}/gantt")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing here")


def test_a_guest_sees_a_branch_and_no_more_of_the_frame(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, (first, *_) = site.project(ana, "Guesthouse", CHAIN)
    page = open_page(ana, f"/p/{project}/overview")
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("E-mail address").fill("guest@example.com")
    dialog.get_by_label("May").select_option("guest")
    dialog.get_by_label("Branch").select_option(str(first))
    dialog.get_by_role("button", name="Make a link").click()
    link = dialog.get_by_label("Link to send").input_value()
    guest = open_page(None, link.removeprefix(site.url))
    accept_invitation(guest)
    expect(guest).to_have_url(re.compile(rf"/p/{project}/gantt"))
    expect(guest.get_by_role("heading", level=1)).to_have_text("Guesthouse")
    expect(guest.get_by_role("link", name="Resources")).to_have_count(0)
    guest.goto(f"{site.url}/p/{project}/gantt?task={first}")
    expect(guest.get_by_label("Duration", exact=True)).to_be_disabled()
    expect(guest.get_by_role("textbox", name="% complete")).to_be_enabled()
    expect(guest.get_by_text("Rack switches")).to_have_count(0)


def test_a_phone_has_its_navigation_at_the_bottom(site: Site, ana: Person, open_page: Open) -> None:
    project, (first, *_) = site.project(ana, "Pocket", CHAIN)
    small = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = open_page(ana, f"/p/{project}/overview", **small)
    expect(page.get_by_role("heading", name="Milestones")).to_be_visible()
    bar = page.get_by_role("navigation", name="Main").bounding_box()
    assert bar is not None
    assert bar["y"] > 700
    assert round(bar["width"]) == 390
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    cut = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.innerText)"
    assert page.locator("nav li a > span").evaluate_all(cut) == []
    page.goto(f"{site.url}/p/{project}/gantt?task={first}")
    there = page.get_by_role("complementary", name="Task: Order switches")
    expect(there).to_be_visible()
    page.wait_for_function(STILL)
    panel = there.bounding_box()
    assert panel is not None
    assert round(panel["width"]) == 390
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_frame_can_be_read_by_everyone(
    site: Site, ana: Person, open_page: Open, scheme: str
) -> None:
    demo = site.demo(ana)
    page = open_page(ana, f"/p/{demo}/overview", color_scheme=scheme)
    expect(page.get_by_role("heading", name="Recent changes")).to_be_visible()
    assert axe(page) == []
    page.locator("[data-hint=why]").click()
    expect(page.get_by_role("dialog")).to_contain_text("Cause")
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("switch")
    expect(page.get_by_role("option").first).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Share").click()
    expect(page.get_by_role("dialog")).to_contain_text("E-mail address")
    assert axe(page) == []
