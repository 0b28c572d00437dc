"""My work: what is mine in all projects, done by a button, live, and with a thumb."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.frame.people import Person, Site, axe
from tests.browser.gantt import eventually

Open = Callable[..., Page]


@pytest.fixture
def mira(site: Site) -> Person:
    """Somebody who has a workspace to himself."""
    return site.person("mira@example.com")


def command(api: httpx.Client, stream: int, type_: str, **payload: Any) -> Any:
    """Send a command; return its answer."""
    answer = api.post("/commands", json={"type": type_, "stream": stream, "payload": payload})
    assert answer.status_code == 200, answer.text
    return answer.json()


def me(site: Site, person: Person) -> int:
    """Return the person's resource in his workspace, made on first use."""
    with site.api(person) as api:
        user, space = api.get("/me").json()["user"]["id"], site.workspace(person)
        known = api.get("/my-work", params={"workspace": space}).json()["resources"]
        if known:
            return int(known[0])
        fields = {"name": "Mira", "user_id": user}
        return int(command(api, space, "resource.create", fields=fields)["created"]["resources"][0])


def assigned(site: Site, person: Person, name: str, tasks: dict[str, int]) -> dict[str, int]:
    """Make a project with tasks of a day, all of them the person's, due so many days from today.

    They are due by their deadlines, which may fall on a day off.
    """
    mine = me(site, person)
    today = datetime.now(UTC).date()
    asked = {"name": name, "start": (today - timedelta(days=60)).isoformat(), "zone": "UTC"}
    found = {}
    with site.api(person) as api:
        made = api.post("/projects", json={"workspace_id": site.workspace(person), **asked})
        assert made.status_code == 201, made.text
        project = made.json()["created"]["projects"][0]
        for task, days in tasks.items():
            day = (today + timedelta(days=days)).isoformat()
            body = {"name": task, "duration": "1d", "start": day, "deadline": day}
            added = api.post(f"/projects/{project}/tasks", json=body)
            assert added.status_code == 201, added.text
            key = found[task] = int(added.json()["created"]["tasks"][0])
            command(api, project, "task.assign", id=key, resources=[{"resource_id": mine}])
    return found


def row(page: Page | Locator, name: str) -> Locator:
    """Return a task's row."""
    return page.get_by_role("listitem").filter(has_text=name)


def group(page: Page, name: str) -> Locator:
    """Return the group of that name."""
    return page.get_by_role("region", name=name, exact=True)


def test_progress_by_a_button_shows_in_a_second_browser(
    site: Site, mira: Person, open_page: Open
) -> None:
    keys = assigned(site, mira, "Two screens", {"Overdue survey": -3, "Survey of today": 0})
    page, other = open_page(mira, "/my-work"), open_page(mira, "/my-work")
    for each in (page, other):
        expect(row(group(each, "Late"), "Overdue survey")).to_be_visible()
        expect(row(group(each, "Today"), "Survey of today")).to_be_visible()
    expect(row(page, "Overdue survey")).to_contain_text("3 days late")
    assert axe(page) == []

    page.get_by_role("button", name="Set Survey of today to 50 %").click()
    expect(row(page, "Survey of today")).to_contain_text("50 %")
    expect(row(other, "Survey of today")).to_contain_text("50 %")
    page.get_by_role("button", name="Done: Overdue survey").click()
    messages = page.get_by_role("region", name="Messages")
    expect(messages).to_contain_text("Overdue survey: done today")
    expect(row(group(other, "Done recently"), "Overdue survey")).to_be_visible()
    with site.api(mira) as api:
        task = f"/tasks/{keys['Overdue survey']}"
        eventually(lambda: api.get(task).json()["percent_complete"] == 100)
        said = messages.get_by_role("status").filter(has_text="Overdue survey: done today")
        said.get_by_role("button", name="Undo").click()
        expect(said).to_be_hidden()
        expect(row(group(other, "Late"), "Overdue survey")).to_be_visible()
        eventually(lambda: api.get(task).json()["percent_complete"] == 0)

        # What somebody changes in the plan stands here without a reload.
        assert api.patch(task, json={"name": "Overdue inventory"}).status_code == 200
    expect(row(page, "Overdue inventory")).to_be_visible()


def test_by_keys_with_work_left_and_snoozed(site: Site, mira: Person, open_page: Open) -> None:
    keys = assigned(site, mira, "By keys", {"Keyed firmware": -9, "Keyed racks": -8})
    page = open_page(mira, "/my-work")
    link = page.get_by_role("link", name="Keyed firmware")
    link.focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Keyed racks")).to_be_focused()
    page.keyboard.press("k")
    expect(link).to_be_focused()
    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Start Keyed firmware")).to_be_hidden()
    expect(page.get_by_role("region", name="Messages")).to_contain_text("started today")

    page.keyboard.press("r")
    field = page.get_by_label("Work left on Keyed firmware", exact=True)
    expect(field).to_be_focused()
    field.fill("soon")
    field.press("Enter")
    expect(row(page, "Keyed firmware").get_by_role("alert")).to_contain_text("such as 6h")
    field.fill("3h")
    field.press("Enter")
    expect(row(page, "Keyed firmware")).to_contain_text("3h left")
    expect(link).to_be_focused()

    def left() -> int:
        items = api.get("/my-work").json()["items"]
        return next(
            int(i["remaining_work_minutes"]) for i in items if i["id"] == keys["Keyed firmware"]
        )

    with site.api(mira) as api:
        eventually(lambda: left() == 180)
    page.keyboard.press("Control+z")
    expect(row(page, "Keyed firmware")).to_contain_text("8h left")

    page.keyboard.press("z")
    page.get_by_role("menuitem", name=re.compile("^Tomorrow")).click()
    expect(group(page, "Late").get_by_text("Keyed firmware")).to_be_hidden()
    page.get_by_role("button", name="Snoozed").click()
    page.get_by_role("button", name="Show now: Keyed firmware").click()
    expect(row(group(page, "Late"), "Keyed firmware")).to_be_visible()

    page.get_by_role("link", name="Keyed racks").press("Enter")
    expect(page.get_by_role("complementary", name="Task: Keyed racks")).to_be_visible()


def test_with_a_thumb_at_390_px(site: Site, mira: Person, open_page: Open) -> None:
    long = "Thumbed inspection of the uninterruptible power supplies in Barcelona and Hamburg"
    assigned(site, mira, "On a phone", {long: -5})
    page = open_page(
        mira,
        "/my-work",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        color_scheme="dark",
    )
    here = row(page, "Thumbed inspection")
    expect(here).to_be_visible()
    page.wait_for_function("() => document.documentElement.scrollWidth <= 390")
    for button in here.get_by_role("button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["width"] >= 44
        assert box["x"] + box["width"] <= 390
    assert axe(page) == []
    here.get_by_role("button", name=re.compile("Start Thumbed")).tap()
    expect(here.get_by_role("button", name=re.compile("Start Thumbed"))).to_be_hidden()
    here.get_by_role("button", name=re.compile("Done: Thumbed")).tap()
    expect(row(group(page, "Done recently"), "Thumbed inspection")).to_be_visible()


def test_who_is_nobody_yet_says_who_he_is(site: Site, open_page: Open) -> None:
    person = site.person("nora@example.com")
    with site.api(person) as api:
        command(api, site.workspace(person), "resource.create", fields={"name": "Nora Nobody"})
    page = open_page(person, "/my-work")
    expect(page.get_by_role("heading", name="Which of the people are you?")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Person").select_option(label="Nora Nobody")
    page.get_by_role("button", name="This is me").click()
    expect(page.get_by_role("heading", name="Nothing is assigned to you")).to_be_visible()
    page.get_by_role("link", name="Go to the projects").click()
    expect(page.get_by_role("heading", name="Projects", exact=True)).to_be_visible()


def test_tasks_of_all_workspaces_are_one_list_or_of_one_alone(
    site: Site, mira: Person, open_page: Open
) -> None:
    assigned(site, mira, "First firm", {"Count of the first firm": 2})
    other = site.person("otto@example.com")
    space = site.workspace(other)
    with site.api(mira) as api:
        user = api.get("/me").json()
    with site.api(other) as api:
        command(api, space, "workspace.update", name="Second firm")
        asked = {"email": mira.email, "role": "member"}
        link = api.post(f"/workspaces/{space}/invitations", json=asked).json()["link"]
        open_page(mira, link[link.index("/sign-in/") :]).wait_for_url("**/")
        fields = {"name": "Mira", "user_id": user["user"]["id"]}
        made = command(api, space, "resource.create", fields=fields)
        body = {"name": "Depot", "start": "2026-11-02", "workspace_id": space}
        project = api.post("/projects", json=body).json()["created"]["projects"][0]
        lines = [{"name": "Count of the second firm", "level": 0}]
        (key,) = command(api, project, "outline.insert", tasks=lines)["created"]["tasks"]
        people = [{"resource_id": made["created"]["resources"][0]}]
        command(api, project, "task.assign", id=key, resources=people)

    page = open_page(mira, "/my-work")
    first, second = row(page, "Count of the first firm"), row(page, "Count of the second firm")
    expect(second).to_contain_text("Depot · Second firm")
    expect(first).to_be_visible()
    assert axe(page) == []
    page.get_by_label("Workspaces that are shown").select_option("Second firm")
    expect(first).to_be_hidden()
    expect(second).not_to_contain_text("Depot · Second firm")
    page.reload()
    expect(second).to_be_visible()
    expect(first).to_be_hidden()
    # What is done there shows in both lists.
    page.get_by_role("button", name="Set Count of the second firm to 50 %").click()
    expect(second).to_contain_text("50 %")
    page.get_by_label("Workspaces that are shown").select_option("All workspaces")
    expect(first).to_be_visible()
    expect(second).to_contain_text("50 %")


def test_what_is_put_to_sleep_at_the_desk_sleeps_on_the_phone(
    site: Site, mira: Person, open_page: Open
) -> None:
    keys = assigned(site, mira, "Two devices", {"Sleepy audit": -2, "Kept before": -2})
    desk = open_page(mira, "/my-work")
    phone = open_page(mira, "/my-work", viewport={"width": 390, "height": 844})
    for each in (desk, phone):
        expect(row(group(each, "Late"), "Sleepy audit")).to_be_visible()
    desk.get_by_role("button", name="Snooze Sleepy audit").click()
    desk.get_by_role("menuitem", name=re.compile("^Tomorrow")).click()
    for each in (desk, phone):
        expect(row(group(each, "Late"), "Sleepy audit")).to_be_hidden()
    phone.get_by_role("button", name="Snoozed").click()
    phone.get_by_role("button", name="Show now: Sleepy audit").click()
    expect(row(group(desk, "Late"), "Sleepy audit")).to_be_visible()

    # Without a network it sleeps here at once, and elsewhere as soon as there is one.
    desk.context.set_offline(True)
    desk.get_by_role("button", name="Snooze Sleepy audit").click()
    desk.get_by_role("menuitem", name=re.compile("^Tomorrow")).click()
    expect(row(group(desk, "Late"), "Sleepy audit")).to_be_hidden()
    expect(row(group(phone, "Late"), "Sleepy audit")).to_be_visible()
    desk.context.set_offline(False)
    expect(row(group(phone, "Late"), "Sleepy audit")).to_be_hidden()

    # What a browser kept by itself goes to the account.
    with site.api(mira) as api:
        user = api.get("/me").json()["user"]["id"]
        day = datetime.now(UTC).timestamp() // 86_400 + 5
        old = (
            f"localStorage.setItem('hw-snoozed-{user}', '{{\"{keys['Kept before']}\":{day:.0f}}}')"
        )
        desk.evaluate(old)
        desk.reload()
        expect(row(group(phone, "Late"), "Kept before")).to_be_hidden()
        eventually(
            lambda: (
                keys["Kept before"]
                in [one["task_id"] for one in api.get("/my-work/snoozed").json()["items"]]
            )
        )
