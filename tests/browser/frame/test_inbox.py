"""The inbox and updates that are asked for: by keys, by account, and by link on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
from playwright.sync_api import Page, expect

from tests.browser.frame.people import Person, Site, axe
from tests.browser.gantt import eventually
from tests.live import command

Open = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@dataclass
class Shared:
    """A project of Nora's, in whose workspace Viktor is a member and Pete has no account."""

    project: int
    tasks: dict[str, int]
    people: dict[str, int]


def next_monday() -> date:
    """Return a Monday that is yet to come, so that nothing has begun."""
    today = datetime.now(UTC).date()
    return today + timedelta(days=7 + (7 - today.weekday()) % 7)


def shared(site: Site, nora: Person, viktor: Person, open_page: Open, name: str) -> Shared:
    """Bring Viktor into Nora's workspace and make a project there."""
    space = site.workspace(nora)
    with site.api(viktor) as api:
        user = api.get("/me").json()
    with site.api(nora) as api:
        if space not in {w["id"] for w in user["workspaces"]}:
            asked = {"email": viktor.email, "role": "member"}
            link = api.post(f"/workspaces/{space}/invitations", json=asked).json()["link"]
            open_page(viktor, link[link.index("/sign-in/") :]).wait_for_url("**/")
        asked = {"name": name, "start": next_monday().isoformat(), "workspace_id": space}
        made = api.post("/projects", json={**asked, "country": ""})
        assert made.status_code == 201, made.text
        project = made.json()["created"]["projects"][0]
        people = people_of(api, space, user["user"]["id"])
        lines = [{"name": f"{name} {part}", "duration": 1440} for part in ("cables", "racks")]
        added = command(
            api, project, "outline.insert", {"tasks": [{**line, "level": 0} for line in lines]}
        )
    keys = dict(zip(("cables", "racks"), added["created"]["tasks"], strict=True))
    return Shared(project, keys, people)


def people_of(api: httpx.Client, space: int, viktor: int) -> dict[str, int]:
    """Return Viktor and the vendor among the workspace's people, made on first use."""
    tables = api.get(f"/workspaces/{space}/snapshot?tables=resources").json()["tables"]
    rows = tables["resources"]
    known = dict(zip(rows["name"], rows["id"], strict=True))
    for name, user in (("Viktor", viktor), ("Pete's Lifts", None)):
        if name not in known:
            fields: dict[str, Any] = {"name": name, "user_id": user}
            made = command(api, space, "resource.create", {"fields": fields})
            known[name] = made["created"]["resources"][0]
    return known


def finish_of(api: httpx.Client, task: int) -> str:
    """Return the day on which a task finishes."""
    return str(api.get(f"/tasks/{task}").json()["finish"])[:10]


def test_what_is_assigned_and_asked_is_read_by_keys_and_answered(
    site: Site, nora: Person, viktor: Person, open_page: Open
) -> None:
    plan = shared(site, nora, viktor, open_page, "Depot")
    page = open_page(viktor, "/my-work")
    page.get_by_role("button", name="Workspace").click()
    with site.api(nora) as api:
        spaces = api.get("/me").json()["workspaces"]
        own = next(w["name"] for w in spaces if w["id"] == site.workspace(nora))
    page.get_by_role("menuitem", name=own).click()
    page.get_by_role("link", name="Inbox").click()
    rail = page.get_by_role("navigation", name="Main").get_by_role("link", name="Inbox")
    with site.api(nora) as api:
        for key in plan.tasks.values():
            who = {"resources": [{"name": "Viktor"}]}
            command(api, plan.project, "task.assign", {"id": key, **who})
    lines = page.get_by_role("list", name="Inbox").get_by_role("listitem")
    cables = lines.filter(has_text="Depot cables")
    racks = lines.filter(has_text="Depot racks")
    # Without a reload, and counted in the rail.
    expect(cables).to_contain_text("nora assigned it to you")
    expect(rail).to_contain_text("2")
    with site.api(nora) as api:
        written = {"notes": "By the window", "priority": 700}
        command(api, plan.project, "task.update", {"id": plan.tasks["racks"], "fields": written})
    expect(racks).to_contain_text("nora changed description and priority")
    assert axe(page) == []

    racks.get_by_role("link", name="Depot racks").focus()
    page.keyboard.press("j")
    expect(cables.get_by_role("link", name="Depot cables")).to_be_focused()
    page.keyboard.press("e")
    expect(cables).to_be_hidden()
    messages = page.get_by_role("region", name="Messages")
    messages.get_by_role("button", name="Undo").click()
    expect(cables).to_be_visible()
    racks.get_by_role("link", name="Depot racks").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Depot racks")).to_be_visible()
    page.go_back()
    expect(racks.get_by_role("link", name="Depot racks")).to_be_focused()
    assert axe(page) == []

    manager = open_page(nora, f"/p/{plan.project}/gantt?task={plan.tasks['racks']}")
    manager.get_by_role("button", name="Ask for update").click()
    expect(racks).to_contain_text("nora asks how far it is")
    racks.get_by_role("link", name="Answer").click()
    expect(page.get_by_role("heading", name="Depot")).to_be_visible()
    fields = page.get_by_role("group", name="Depot racks", exact=True)
    later = next_monday() + timedelta(days=9)
    fields.get_by_label("New finish, if another").fill(later.isoformat())
    fields.get_by_label("Note").fill("The floor is wet")
    expect(page.get_by_text("The project would finish")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Send 1 answer").click()
    expect(page.get_by_text("1 answer sent")).to_be_visible()
    with site.api(nora) as api:
        eventually(lambda: finish_of(api, plan.tasks["racks"]) == later.isoformat())
        assert api.get(f"/tasks/{plan.tasks['racks']}").json()["constraint"] == "asap"


def test_a_vendor_answers_by_link_on_a_phone_and_the_answer_waits(
    site: Site, nora: Person, viktor: Person, open_page: Open
) -> None:
    plan = shared(site, nora, viktor, open_page, "Lift")
    with site.api(nora) as api:
        waits = {"fields": {"updates_wait": True}}
        command(api, plan.project, "project.update", waits)
        for key in plan.tasks.values():
            who = {"resources": [{"name": "Pete's Lifts"}]}
            command(api, plan.project, "task.assign", {"id": key, **who})
    page = open_page(nora, f"/p/{plan.project}/follow-up")
    page.get_by_role("button", name="Ask for update").click()
    dialog = page.get_by_role("dialog", name="Ask for update")
    dialog.get_by_label("Whom").select_option("Pete's Lifts")
    dialog.get_by_label("How often").select_option("Every Friday")
    dialog.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("2 of 2 not answered")).to_be_visible()
    page.get_by_role("button", name="Link without account").click()
    link = page.get_by_role("dialog", name="Link for").get_by_label("Link to send").input_value()
    page.keyboard.press("Escape")

    phone = open_page(None, link[link.index("/update/") :], **PHONE)
    expect(phone.get_by_role("heading", name="How far are you, Pete's Lifts?")).to_be_visible()
    fields = phone.get_by_role("group", name="Lift cables", exact=True)
    fields.get_by_role("button", name="50 %").click()
    fields.get_by_label("Blocked by").fill("No key")
    assert axe(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    phone.get_by_role("button", name="Send 1 answer").click()
    expect(phone.get_by_text("1 answer sent")).to_be_visible()

    waiting = page.get_by_role("region", name="Answers to accept").get_by_role("listitem")
    expect(waiting).to_contain_text("50 % · blocked: No key")
    expect(waiting).to_contain_text("The project still finishes")
    expect(page.get_by_text("1 of 2 not answered")).to_be_visible()
    with site.api(nora) as api:
        task = f"/tasks/{plan.tasks['cables']}"
        assert api.get(task).json()["percent_complete"] == 0
        waiting.get_by_role("button", name="Accept").click()
        eventually(lambda: api.get(task).json()["percent_complete"] == 50)
    blocked = page.get_by_role("region", name="Blocked").get_by_role("listitem")
    expect(blocked).to_contain_text("Blocked since today")
    assert axe(page) == []
    board = open_page(nora, f"/p/{plan.project}/board")
    expect(board.get_by_role("group", name="Lift cables")).to_contain_text("Blocked 0 d")


def test_who_answers_by_link_sees_first_what_it_does_to_his_own_task(
    site: Site, nora: Person, viktor: Person, open_page: Open
) -> None:
    plan = shared(site, nora, viktor, open_page, "Crane")
    with site.api(nora) as api:
        people = people_of(api, site.workspace(nora), 0)
        who = {"resources": [{"name": "Pete's Lifts"}]}
        command(api, plan.project, "task.assign", {"id": plan.tasks["cables"], **who})
        ask = {"resource_ids": [people["Pete's Lifts"]]}
        made = command(api, plan.project, "update.ask", ask)
        request = made["created"]["update_requests"][0]
        path = f"/projects/{plan.project}/update-requests/{request}/link"
        link = api.post(path, json={"days": 3}).json()["link"]
    phone = open_page(None, link[link.index("/update/") :], **PHONE)
    fields = phone.get_by_role("group", name="Crane cables", exact=True)
    later = next_monday() + timedelta(days=9)
    fields.get_by_label("New finish, if another").fill(later.isoformat())
    expect(phone.get_by_text("“Crane cables” would finish")).to_be_visible()
    expect(phone.get_by_text("The project")).to_have_count(0)
    assert axe(phone) == []
    phone.get_by_role("button", name="Send 1 answer").click()
    expect(phone.get_by_text("1 answer sent")).to_be_visible()
    with site.api(nora) as api:
        eventually(lambda: finish_of(api, plan.tasks["cables"]) == later.isoformat())


def test_an_inbox_is_over_all_workspaces_and_read_on_every_device(
    site: Site, open_page: Open
) -> None:
    mira, otto = site.person("mira@example.com"), site.person("otto.inbox@example.com")
    with site.api(otto) as api:
        his = api.get("/me").json()["user"]["id"]
    spaces: dict[str, int] = {}
    with site.api(mira) as api:
        for name in ("Harbour", "Quarry"):
            spaces[name] = space = api.post("/workspaces", json={"name": name}).json()["id"]
            asked = {"email": otto.email, "role": "member"}
            link = api.post(f"/workspaces/{space}/invitations", json=asked).json()["link"]
            open_page(otto, link[link.index("/sign-in/") :]).wait_for_url("**/")
            person = {"fields": {"name": "Otto", "user_id": his}}
            command(api, space, "resource.create", person)
            asked = {"name": f"{name} plan", "start": next_monday().isoformat(), "country": ""}
            made = api.post("/projects", json={**asked, "workspace_id": space}).json()
            project = made["created"]["projects"][0]
            line = {"name": f"{name} crane", "duration": 480, "level": 0}
            made = command(api, project, "outline.insert", {"tasks": [line]})
            assign = {"id": made["created"]["tasks"][0], "resources": [{"name": "Otto"}]}
            command(api, project, "task.assign", assign)
    page = open_page(otto, "/inbox")
    lines = page.get_by_role("list", name="Inbox").get_by_role("listitem")
    # Whichever workspace is looked at: both, each with its project and workspace, and one count.
    expect(lines).to_have_count(2)
    for name in spaces:
        told = lines.filter(has_text=f"{name} crane")
        expect(told).to_contain_text(re.compile(rf"{name} plan\s*·\s*{name}"))
    rail = page.get_by_role("navigation", name="Main").get_by_role("link", name="Inbox")
    expect(rail).to_contain_text("2")
    assert axe(page) == []
    # A phone of his, on which one is read.
    phone = open_page(otto, "/inbox", **PHONE)
    crane = phone.get_by_role("list", name="Inbox").get_by_role("listitem")
    crane = crane.filter(has_text="Quarry crane")
    crane.get_by_role("button", name="Mark as read").click()
    fresh = page.get_by_role("img", name="Unread")
    expect(lines.filter(has_text="Quarry crane").filter(has=fresh)).to_have_count(0)
    expect(lines.filter(has_text="Harbour crane").filter(has=fresh)).to_have_count(1)
    expect(rail).to_contain_text("1")
    # Its task opens in its own workspace.
    lines.filter(has_text="Quarry crane").get_by_role("link", name="Quarry crane").click()
    expect(page.get_by_role("complementary", name="Quarry crane")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Mark all as read").click()
    expect(fresh).to_have_count(0)
    with site.api(otto) as api:
        assert api.get("/inbox/unread").json() == {"unread": 0}
