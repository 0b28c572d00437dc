"""The pages beside the plan: projects, new, import, overview, people, calendars, settings."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import accept_invitation, barriers_by_scheme
from tests.browser.frame.people import CHAIN, Person, Site, axe
from tests.browser.gantt import short

Open = Callable[..., Page]


def test_a_project_in_three_answers(site: Site, open_page: Open) -> None:
    ben = site.person("ben@example.com")
    page = open_page(ben, "/new")
    expect(page.get_by_label("Country")).to_have_value("GB")
    page.get_by_role("button", name="Create the project").click()
    expect(page.get_by_role("main")).to_contain_text("Give the project a name.")
    page.get_by_label("Name").fill("Office move")
    page.get_by_label("Starts").fill("2026-11-02")
    page.get_by_role("button", name="Create the project").click()
    expect(page).to_have_url(re.compile(r"/p/\d+/gantt"))
    first = page.get_by_role("textbox", name="New task")
    expect(first).to_be_focused()
    page.keyboard.type("Migrate DB 3d @Ana")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("project-finish")).to_have_text(short("4 Nov 2026"))


def test_a_project_from_a_pasted_list_and_from_a_template(site: Site, open_page: Open) -> None:
    ben = site.person("ben@example.com")
    page = open_page(ben, "/new")
    page.get_by_label("Name").fill("مكتب 🚚 with a very long name " + "and more " * 15)
    page.get_by_label("Starts").fill("2026-11-02")
    page.get_by_role("radio", name="A pasted list").check()
    page.get_by_role("textbox", name="List").fill(
        "Preparation\n  Order desks 2d\n  Fit out 3d after 2\nMove 1d after 3"
    )
    page.get_by_role("button", name="Create the project").click()
    expect(page.get_by_test_id("project-finish")).to_have_text(short("9 Nov 2026"))
    assert page.evaluate("document.documentElement.scrollWidth") == 1440
    page.goto(f"{site.url}/new")
    page.get_by_label("Name").fill("From a template")
    page.get_by_label("Plan from").select_option("finish")
    page.get_by_label("Must be finished").fill("2027-06-30")
    page.get_by_role("radio", name="A template").check()
    page.get_by_role("button", name="Create the project").click()
    expect(page).to_have_url(re.compile(r"/p/\d+/gantt"))
    expect(page.get_by_test_id("project-finish")).to_be_visible()


def test_a_dropped_file_becomes_a_project_with_its_report(
    site: Site, ana: Person, open_page: Open, tmp_path: Path
) -> None:
    tasks = [{**CHAIN[0], "assignees": ["Zoë Quist"]}, *CHAIN[1:]]
    project, _ = site.project(ana, "Travelling", tasks)
    with site.api(ana) as api:
        text = api.get(f"/projects/{project}/export?format=mspdi").text
    # The file says another date than follows from it.
    text = re.sub(
        r"<Finish>2026-11-09T\d\d:\d\d:00</Finish>", "<Finish>2026-11-20T17:00:00</Finish>", text
    )
    file = tmp_path / "Travelling.xml"
    file.write_text(text, encoding="utf-8")
    page = open_page(site.person("importer@example.com"), "/")
    expect(page.get_by_role("heading", name="No projects yet")).to_be_visible()
    drop = page.evaluate_handle(
        """(text) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], "Travelling.xml", { type: "text/xml" }));
          return transfer;
        }""",
        text,
    )
    page.dispatch_event("body", "dragenter", {"dataTransfer": drop})
    expect(page.get_by_text("Drop to import")).to_be_visible()
    page.dispatch_event("body", "drop", {"dataTransfer": drop})
    expect(page.get_by_role("heading", name="Who is who in")).to_be_visible()
    expect(page.get_by_label("Zoë Quist is")).to_have_value("new")
    assert barriers_by_scheme(page) == []
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("heading", name="Import report")).to_be_visible()
    expect(page.get_by_text("Dates equal for 2 of 3 tasks")).to_be_visible()
    row = page.get_by_role("row", name=re.compile("Cutover"))
    expect(row).to_contain_text("20 Nov")
    assert barriers_by_scheme(page) == []
    row.get_by_role("button", name="Keep the file's date of Cutover").click()
    expect(row).to_contain_text("Kept by hand")
    expect(page.get_by_test_id("project-finish")).to_have_text(short("20 Nov 2026"))
    page.get_by_role("link", name="Overview").click()
    page.get_by_role("link", name=re.compile("Dates equal for")).click()
    expect(page.get_by_role("heading", name="Import report")).to_be_visible()


def test_a_bad_file_is_refused_in_words(
    site: Site, ana: Person, open_page: Open, tmp_path: Path
) -> None:
    file = tmp_path / "holiday.mpp"
    file.write_bytes(b"not a project file at all")
    page = open_page(ana, "/import")
    page.get_by_test_id("import-file").set_input_files(file)
    expect(page.get_by_role("alert")).to_contain_text("holiday.mpp could not be taken")
    expect(page.get_by_role("button", name="Choose a file")).to_be_visible()


def test_the_demo_can_be_left(site: Site, open_page: Open) -> None:
    ana = site.person("ana@example.com")
    with site.api(ana) as api:
        me = api.get("/me").json()
    demo = next(w for w in me["workspaces"] if w["demo"])
    page = open_page(ana, "/settings")
    # She has been led into the demo's Gantt before.
    page.evaluate(f"localStorage.setItem('hw-welcomed-{me['user']['id']}', '1')")
    page.evaluate(f"localStorage.setItem('hw-workspace', '{demo['id']}')")
    page.goto(site.url + "/")
    expect(page.get_by_role("row", name=re.compile("Data-centre migration"))).to_contain_text(
        "6 days late"
    )
    expect(page.get_by_role("button", name="Reset the demo")).to_be_visible()
    page.get_by_role("button", name="Start mine").click()
    expect(page.get_by_role("heading", name="New project")).to_be_visible()


def test_the_overview_tells_and_takes_back(site: Site, ana: Person, open_page: Open) -> None:
    project, (first, *_) = site.project(ana, "Look", CHAIN)
    with site.api(ana) as api:
        body = {"type": "baseline.set", "stream": project, "payload": {"number": 0}}
        assert api.post("/commands", json=body).status_code == 200
        assert api.patch(f"/tasks/{first}", json={"duration_minutes": 1440}).status_code == 200
    page = open_page(ana, f"/p/{project}/overview")
    slipping = page.get_by_role("region", name="Slipping tasks")
    expect(slipping.get_by_role("listitem")).to_have_count(3)
    expect(slipping.get_by_role("listitem").first).to_contain_text("+1 day")
    expect(page.locator("[data-hint=why]")).to_contain_text(
        "Cutover 1 day late: Order switches +1 d"
    )
    history = page.get_by_role("region", name="Recent changes")
    history.get_by_role("button", name="Undo: changed the duration").click()
    expect(slipping).to_contain_text("Nothing slips")
    page.get_by_role("textbox", name="Notes").fill("For the steering group")
    page.get_by_role("heading", name="Overview").click()
    expect(history).to_contain_text("changed the project's settings")
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
        page.get_by_role("menuitem", name="Spreadsheet").click()
    assert download.value.suggested_filename.endswith(".xlsx")


def test_project_settings_are_saved_and_undone(site: Site, ana: Person, open_page: Open) -> None:
    project, _ = site.project(ana, "Set up", CHAIN)
    page = open_page(ana, f"/p/{project}/settings")
    page.get_by_role("textbox", name="Start", exact=True).fill("9 Nov 2026")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("project-finish")).to_have_text(short("16 Nov 2026"))
    page.get_by_label("Hours in a day of duration").fill("0")
    page.keyboard.press("Enter")
    expect(page.get_by_text("A number of hours up to 24.")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("heading", name="General").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_test_id("project-finish")).to_have_text(short("9 Nov 2026"))
    assert axe(page) == []


def test_a_status_date_moves_the_plan_only_where_that_is_set(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, _ = site.project(ana, "As of then", CHAIN)
    page = open_page(ana, f"/p/{project}/settings")
    finish = page.get_by_test_id("project-finish")
    page.get_by_role("textbox", name="Status date").fill("16 Nov 2026")
    page.keyboard.press("Enter")
    follows = page.get_by_role("switch", name="Unfinished work is scheduled from the status date")
    expect(follows).not_to_be_checked()
    expect(finish).to_have_text(short("9 Nov 2026"))
    follows.set_checked(True)
    expect(finish).to_have_text(short("24 Nov 2026"))
    page.get_by_label("Lag counts on the calendar of").select_option("The predecessor")
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Lag counts on the calendar of")).to_have_value("predecessor")
    expect(follows).to_be_checked()
    assert axe(page) == []


def test_people_are_added_changed_and_removed(site: Site, ana: Person, open_page: Open) -> None:
    page = open_page(ana, f"/w/{site.workspace(ana)}/people")
    page.get_by_role("button", name="Add a person or resource").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Name").fill("Renée O'Hara-Okonkwo")
    dialog.get_by_label("Team or vendor").fill("Night shift")
    dialog.get_by_label("Rate per hour").fill("95.50")
    dialog.get_by_role("button", name="Save").click()
    row = page.get_by_role("row", name=re.compile("Renée"))
    expect(row).to_contain_text("€95.50")
    row.get_by_role("button", name=re.compile("^Edit")).click()
    dialog.get_by_label("Available, in % of full time").fill("50")
    assert axe(page) == []
    dialog.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("50 %")
    row.get_by_role("button", name=re.compile("^Remove")).click()
    expect(row).to_have_count(0)
    page.get_by_role("region", name="Messages").get_by_role("button", name="Undo").click()
    expect(row).to_have_count(1)


def test_the_people_page_follows_what_others_change(
    site: Site, ana: Person, open_page: Open
) -> None:
    watched = open_page(ana, f"/w/{site.workspace(ana)}/people")
    other = open_page(ana, f"/w/{site.workspace(ana)}/people")
    other.get_by_role("button", name="Add a person or resource").click()
    dialog = other.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Name").fill("Kofi Mensah")
    dialog.get_by_role("button", name="Save").click()
    expect(watched.get_by_role("row", name=re.compile("Kofi Mensah"))).to_have_count(1)


def test_a_calendar_has_a_week_and_exceptions(site: Site, ana: Person, open_page: Open) -> None:
    site.project(ana, "Brings a calendar", CHAIN)
    page = open_page(ana, f"/w/{site.workspace(ana)}/calendars")
    page.get_by_role("button", name="Add a calendar").click()
    expect(page.get_by_role("button", name="New calendar")).to_have_attribute(
        "aria-current", "true"
    )
    page.get_by_role("textbox", name="Name").first.fill("Nights")
    page.get_by_role("textbox", name="Name").first.press("Enter")
    expect(page.get_by_role("button", name="Nights")).to_be_visible()
    monday = page.get_by_label("Working times on Monday")
    monday.fill("late to early")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Write times as")).to_be_visible()
    monday.fill("22-6")
    page.keyboard.press("Enter")
    expect(monday).to_have_value("22:00–06:00")
    page.get_by_label("First day").fill("2026-12-24")
    page.get_by_role("textbox", name="Name").last.fill("Closed")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("listitem").filter(has_text="Closed")).to_contain_text("24 Dec")
    assert axe(page) == []


def test_members_roles_and_invitations(site: Site, ana: Person, open_page: Open) -> None:
    page = open_page(ana, f"/w/{site.workspace(ana)}/settings")
    page.get_by_label("E-mail address").fill("viewer@example.com")
    page.locator("form").get_by_label("Role").select_option("viewer")
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("Link to send").input_value()
    theirs = open_page(None, link.removeprefix(site.url))
    accept_invitation(theirs)
    expect(theirs.get_by_role("heading", name="Projects", exact=True)).to_be_visible()
    expect(theirs.get_by_role("link", name="New project")).to_have_count(0)
    page.reload()
    page.get_by_label("Role of viewer").select_option("member")
    expect(page.get_by_role("region", name="Messages")).to_contain_text("has another role now")
    assert axe(page) == []


def test_tokens_are_shown_once_and_work(site: Site, ana: Person, open_page: Open) -> None:
    page = open_page(ana, "/settings")
    page.get_by_label("What it is for").fill("Nightly report")
    page.get_by_role("button", name="Make a token").click()
    secret = page.get_by_label("Copy it now").input_value()
    with site.server.client(secret) as api:
        assert api.get("/me").status_code == 200
        page.reload()
        expect(page.get_by_label("Copy it now")).to_have_count(0)
        page.get_by_role("button", name="Revoke Nightly report").click()
        expect(page.get_by_text("The token is useless now")).to_be_visible()
        assert api.get("/me").status_code == 401


def test_the_password_is_changed(site: Site, open_page: Open) -> None:
    person = site.person("forgetful@example.com")
    page = open_page(person, "/settings")
    page.get_by_role("textbox", name="Current password").fill("wrong one here")
    page.get_by_role("textbox", name="New password").fill("a brand new phrase")
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("region", name="Password")).to_contain_text("current password")
    page.get_by_role("textbox", name="Current password").fill("correct horse 9")
    page.get_by_role("button", name="Change the password").click()
    expect(page.get_by_role("region", name="Messages")).to_contain_text("The new password holds")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_can_be_read_by_everyone(
    site: Site, ana: Person, open_page: Open, width: int
) -> None:
    space = site.workspace(ana)
    project, _ = site.project(ana, "Seen by all", CHAIN)
    page = open_page(ana, "/new", viewport={"width": width, "height": 844})
    for path, heading in (
        ("/new", "New project"),
        ("/", "Projects"),
        ("/import", "Import a file"),
        ("/settings", "Settings"),
        (f"/w/{space}/people", "People"),
        (f"/w/{space}/calendars", "Calendars"),
        (f"/w/{space}/settings", "Workspace settings"),
        (f"/p/{project}/overview", "Overview"),
        (f"/p/{project}/settings", "Project settings"),
    ):
        page.goto(site.url + path)
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)
            assert (path, scheme, axe(page)) == (path, scheme, [])
