"""Without a network: the phone in airplane mode, a reload there, and what comes of it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx
from playwright.sync_api import Locator, Page, expect

from tests.browser.frame.people import Person, Site, axe
from tests.browser.gantt import eventually
from tests.live import command

Open = Callable[..., Page]


def on_the_train(site: Site, person: Person, project_name: str) -> tuple[int, dict[str, int]]:
    """Make a project with three tasks of the person's, due today; return its key and theirs."""
    with site.api(person) as api:
        space, user = site.workspace(person), api.get("/me").json()["user"]["id"]
        fields = {"name": person.email.split("@")[0].title(), "user_id": user}
        body = {"type": "resource.create", "stream": space, "payload": {"fields": fields}}
        mine = api.post("/commands", json=body).json()["created"]["resources"][0]
        today = datetime.now(UTC).date()
        asked = {"name": project_name, "start": (today - timedelta(days=9)).isoformat()}
        made = api.post("/projects", json={"workspace_id": space, "zone": "UTC", **asked})
        project = made.json()["created"]["projects"][0]
        keys = {}
        for name in ("Cabling", "Labels", "Handover"):
            day = today.isoformat()
            body = {"name": name, "duration": "1d", "start": day, "deadline": day}
            added = api.post(f"/projects/{project}/tasks", json=body)
            keys[name] = added.json()["created"]["tasks"][0]
            payload = {"id": keys[name], "resources": [{"resource_id": mine}]}
            assign = {"type": "task.assign", "stream": project, "payload": payload}
            assert api.post("/commands", json=assign).status_code == 200
    return project, keys


def task(api: httpx.Client, key: int) -> dict[str, object]:
    """Return a task as the server has it."""
    found: dict[str, object] = api.get(f"/tasks/{key}").json()
    return found


def keeps(page: Page, kept: str) -> None:
    """Wait until the browser keeps something: a project (`:` and its key), a list (its name)."""
    # Asked from here: what waits in the page takes a promise for an answer.
    eventually(lambda: any(kept in f"{key}:" for key in page.evaluate(KEPT)))


def panel(page: Page, name: str) -> Locator:
    """Return a task's panel."""
    return page.get_by_role("complementary", name=f"Task: {name}")


def test_after_one_visit_the_app_is_kept_whole_and_no_update_is_told(
    site: Site, ana: Person, open_page: Open
) -> None:
    page = open_page(ana, "/my-work", service_workers="allow")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    named = "script[src], link[rel=stylesheet], link[rel=modulepreload]"
    missing = page.evaluate(
        """async (named) => {
          const files = [...document.head.querySelectorAll(named)].map((one) => one.src || one.href);
          const kept = await Promise.all(files.map((file) => caches.match(file, { ignoreVary: true })));
          return files.filter((_, place) => !kept[place]);
        }""",
        named,
    )
    assert missing == []
    # What is served is what is open.
    expect(page.get_by_text("Headway was updated")).to_have_count(0)
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()


def test_a_phone_in_airplane_mode(site: Site, open_page: Open) -> None:
    vera = site.person("vera@example.com")
    project, keys = on_the_train(site, vera, "Train depot")
    page = open_page(
        vera,
        f"/p/{project}/gantt?task={keys['Cabling']}",
        viewport={"width": 390, "height": 844},
        has_touch=True,
        service_workers="allow",
    )
    expect(panel(page, "Cabling")).to_be_visible()
    # The worker has the app, and this browser the project.
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    keeps(page, f":{project}:")
    page.goto(f"{site.url}/my-work")
    expect(page.get_by_role("link", name="Labels")).to_be_visible()
    keeps(page, "my-work:")

    page.context.set_offline(True)
    page.reload()
    done = page.get_by_role("button", name="Done: Labels")
    expect(page.get_by_text("Offline – what you change is kept here")).to_be_visible()
    done.click()
    expect(page.get_by_text("Offline – 1 change kept here")).to_be_visible()
    page.get_by_role("link", name="Cabling").click()
    name = panel(page, "Cabling").get_by_role("textbox", name="Name")
    name.fill("Cabling of hall 2")
    name.press("Enter")
    expect(page.get_by_text("Offline – 2 changes kept here")).to_be_visible()
    page.reload()
    expect(panel(page, "Cabling of hall 2")).to_be_visible()
    expect(page.get_by_text("As of")).to_be_visible()
    page.get_by_role("button", name="Show them").click()
    kept = page.get_by_role("dialog", name="Changes kept here")
    expect(kept.get_by_role("listitem")).to_have_count(2)
    expect(kept).to_contain_text("You renamed “Cabling” to “Cabling of hall 2”")
    expect(kept).to_contain_text("You set “Labels” to 100 %")
    assert axe(page) == []
    kept.get_by_role("button", name="Close").click()

    page.context.set_offline(False)
    expect(page.get_by_text("Offline –")).to_be_hidden()
    with site.api(vera) as api:
        eventually(lambda: task(api, keys["Cabling"])["name"] == "Cabling of hall 2")
        eventually(lambda: task(api, keys["Labels"])["percent_complete"] == 100)
        history = api.get(f"/projects/{project}/history").json()["items"]
    assert [item["type"] for item in history[:2]] == ["task.update", "task.progress"]


def test_a_phone_answers_and_ticks_off_in_airplane_mode(site: Site, open_page: Open) -> None:
    wim = site.person("wim@example.com")
    project, keys = on_the_train(site, wim, "Cellar depot")
    with site.api(wim) as api:
        steps = {"task_id": keys["Cabling"], "items": [{"text": "Unpack"}, {"text": "Label"}]}
        command(api, project, "checklist.add", steps)
        mine = api.get("/my-work").json()["resources"]
        who = {"id": keys["Handover"], "resources": [{"name": "Cellar lifts"}]}
        command(api, project, "task.assign", who)
        asked = {"task_id": keys["Cabling"], "resource_ids": mine}
        command(api, project, "update.ask", asked)
        lifts = command(api, project, "update.ask", {"task_id": keys["Handover"]})
        request = lifts["created"]["update_requests"][0]
        made = api.post(f"/projects/{project}/update-requests/{request}/link", json={})
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    page = open_page(
        wim, f"/p/{project}/gantt?task={keys['Cabling']}", service_workers="allow", **phone
    )
    expect(panel(page, "Cabling").get_by_role("checkbox", name="Unpack")).to_be_visible()
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    keeps(page, f":{project}:")
    page.goto(f"{site.url}/my-work")
    expect(page.get_by_role("link", name="Answer")).to_be_visible()
    for kept in ("my-work:", "my-updates:"):
        keeps(page, kept)
    link = made.json()["link"]
    vendor = open_page(None, link[link.index("/update/") :], service_workers="allow", **phone)
    expect(vendor.get_by_role("group", name="Handover", exact=True)).to_be_visible()
    vendor.wait_for_function("navigator.serviceWorker.controller !== null")

    for one in (page, vendor):
        one.context.set_offline(True)
        one.reload()
    page.get_by_role("button", name="Do you take Labels?").tap()
    page.get_by_role("menuitem", name="Decline").tap()
    why = page.get_by_role("textbox", name="Why do you not take Labels?")
    expect(why).to_be_focused()
    why.fill("On leave")
    assert axe(page) == []
    why.press("Enter")
    labels = page.get_by_role("listitem").filter(has_text="Labels")
    expect(labels).to_contain_text("You do not take it: On leave")
    page.get_by_role("link", name="Answer").tap()
    page.get_by_role("group", name="How far is Cabling?").get_by_text("50 %").tap()
    page.get_by_role("button", name="Send 1 answer").tap()
    expect(page.get_by_text("1 answer is kept here")).to_be_visible()
    page.goto(f"{site.url}/p/{project}/gantt?task={keys['Cabling']}")
    steps_of = panel(page, "Cabling").get_by_role("list", name="Checklist")
    steps_of.get_by_role("checkbox", name="Unpack").check()
    panel(page, "Cabling").get_by_role("textbox", name="Add an item").fill("Count")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Offline – 4 changes kept here")).to_be_visible()
    page.reload()
    expect(steps_of.get_by_role("checkbox", name="Unpack")).to_be_checked()
    expect(steps_of.get_by_role("checkbox")).to_have_count(3)

    vendor.get_by_role("group", name="How far is Handover?").get_by_text("25 %").tap()
    vendor.get_by_role("button", name="Send 1 answer").tap()
    expect(vendor.get_by_text("1 answer is kept here")).to_be_visible()
    vendor.reload()
    expect(vendor.get_by_text("Answered, not sent yet")).to_be_visible()
    assert axe(vendor) == []

    for one in (page, vendor):
        one.context.set_offline(False)
    expect(page.get_by_text("Offline –")).to_be_hidden()
    expect(vendor.get_by_text("Answered, not sent yet")).to_be_hidden()
    with site.api(wim) as api:
        eventually(lambda: task(api, keys["Cabling"])["percent_complete"] == 50)
        eventually(lambda: task(api, keys["Handover"])["percent_complete"] == 25)
        eventually(lambda: len(done_items(api, project)) == 3)
        items = {item["name"]: item for item in api.get("/my-work").json()["items"]}
        assert done_items(api, project) == {"Unpack": True, "Label": False, "Count": False}
    assert (items["Labels"]["reply"], items["Labels"]["reply_text"]) == ("declined", "On leave")


def done_items(api: httpx.Client, project: int) -> dict[str, bool]:
    """Return what of a project's checklists is ticked off."""
    rows = api.get(f"/projects/{project}/snapshot").json()["tables"]["checklist_items"]
    return dict(zip(rows["text"], rows["done"], strict=True))


KEPT = """async () => {
  const asked = indexedDB.open("headway");
  const database = await new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  const keys = (store) => new Promise((resolve) => {
    const found = database.transaction(store).objectStore(store).getAllKeys();
    found.onsuccess = () => resolve(found.result);
  });
  const there = [...database.objectStoreNames].filter((name) => ["snapshots", "answers"].includes(name));
  const all = await Promise.all(there.map(keys));
  database.close();
  return all.flat();
}"""
"""The keys of the projects and lists that the browser keeps."""
