"""What is said about a task: taken or not, blocked by whom, watched, accepted by which criteria."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from tests.browser.app import barriers_by_scheme, barriers_in_the_dark
from tests.browser.frame.people import Person, Site
from tests.browser.frame.test_inbox import shared
from tests.browser.gantt import eventually
from tests.live import command

Open = Callable[..., Page]
FAR_WEST, FAR_EAST = "Pacific/Pago_Pago", "Pacific/Kiritimati"
"""25 hours apart: where it is one day in the west, it is a later one in the east at any time."""


def panel(page: Page, name: str) -> Locator:
    return page.get_by_role("complementary", name=f"Task: {name}")


def today() -> date:
    return datetime.now(UTC).date()


def test_who_is_assigned_asks_declines_and_takes_it(
    site: Site, nora: Person, viktor: Person, open_page: Open
) -> None:
    plan = shared(site, nora, viktor, open_page, "Crypt")
    with site.api(nora) as api:
        who = {"resources": [{"name": "Viktor"}]}
        command(api, plan.project, "task.assign", {"id": plan.tasks["cables"], **who})
    page = open_page(nora, f"/p/{plan.project}/follow-up")
    expect(page.get_by_role("heading", name="Nothing to follow up")).to_be_visible()
    his = open_page(viktor, f"/p/{plan.project}/gantt?task={plan.tasks['cables']}")
    part = panel(his, "Crypt cables").get_by_role("region", name="Assignment")
    expect(part).to_contain_text("You are assigned. Do you take it?")

    # He asks by keys; she answers where open questions stand.
    part.get_by_role("button", name="Ask").press("Enter")
    part.get_by_label("Your question").fill("Which floor?")
    his.keyboard.press("Tab")
    expect(part.get_by_role("button", name="Send")).to_be_focused()
    his.keyboard.press("Enter")
    expect(part).to_contain_text("Viktor asks")
    questions = page.get_by_role("region", name="Open questions")
    expect(questions).to_contain_text("Which floor?")
    questions.get_by_role("button", name="Answer").click()
    questions.get_by_label("Your answer").fill("The second.")
    assert barriers_by_scheme(page) == []
    questions.get_by_role("button", name="Send").click()
    expect(questions).to_have_count(0)
    expect(part).to_contain_text("Answer: The second.")

    part.get_by_role("button", name="Decline").click()
    part.get_by_label("Why not?").fill("No time before May")
    part.get_by_role("button", name="Send").click()
    expect(questions).to_contain_text("Viktor does not take it")
    questions.get_by_role("button", name="Crypt cables").click()
    hers = panel(page, "Crypt cables").get_by_role("region", name="Assignment")
    expect(hers.get_by_role("blockquote")).to_have_text("No time before May")
    # It is his to take, not hers.
    expect(hers.get_by_role("button", name="Accept")).to_have_count(0)
    part.get_by_role("button", name="Accept").click()
    expect(part).to_contain_text("Viktor takes it")
    expect(hers).to_contain_text("Viktor takes it")
    expect(questions).to_have_count(0)

    # Watchers: she adds him to another task, and what changes there comes to his inbox.
    page.goto(f"{site.url}/p/{plan.project}/gantt?task={plan.tasks['racks']}")
    racks = panel(page, "Crypt racks")
    racks.get_by_label("Add a watcher").select_option("viktor")
    expect(racks).to_contain_text("Watched by viktor")
    watch = racks.get_by_role("button", name="Watch", exact=True)
    expect(watch).to_have_attribute("aria-pressed", "false")
    watch.press("Enter")
    expect(racks.get_by_role("button", name="Watching")).to_have_attribute("aria-pressed", "true")

    # What it is accepted by: criteria are added by keys and ticked off.
    racks.get_by_role("button", name="Acceptance criteria").press("Enter")
    line = racks.get_by_role("textbox", name="Add a criterion")
    expect(line).to_be_focused()
    for text in ("Doors lock", "Earthed"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(line).to_have_value("")
    criteria = racks.get_by_role("list", name="Acceptance criteria")
    expect(criteria.get_by_role("checkbox")).to_have_count(2)
    criteria.get_by_role("checkbox", name="Earthed").press("Space")
    expect(racks.get_by_role("region", name="Acceptance criteria")).to_contain_text("1 of 2")
    his.goto(f"{site.url}/inbox")
    told = his.get_by_role("list", name="Inbox").get_by_role("listitem")
    expect(told.filter(has_text="Crypt racks")).to_contain_text("nora changed checklist")
    told.filter(has_text="Crypt racks").get_by_role("link", name="Crypt racks").click()
    seen = panel(his, "Crypt racks")
    expect(seen.get_by_role("checkbox", name="Earthed")).to_be_checked()
    seen.get_by_role("button", name="Watching").click()
    expect(racks.get_by_text("Watched by")).to_have_count(0)


def test_what_blocks_a_task_is_a_person_a_team_a_vendor_a_task_or_a_decision(
    site: Site, nora: Person, viktor: Person, open_page: Open
) -> None:
    plan = shared(site, nora, viktor, open_page, "Vault")
    inbox = open_page(viktor, "/inbox")
    page = open_page(nora, f"/p/{plan.project}/board?task={plan.tasks['racks']}")
    racks = panel(page, "Vault racks")
    racks.get_by_role("button", name="Blocked").press("Enter")
    part = racks.get_by_role("region", name="Blocked")
    part.get_by_label("What is in the way?").fill("Nobody has the key")
    part.get_by_role("combobox", name="Waits for").select_option("A person")
    part.get_by_label("Which person").select_option("Viktor")
    part.get_by_label("Promised by").fill((today() + timedelta(days=9)).isoformat())
    assert barriers_by_scheme(page) == []
    part.get_by_role("button", name="Save").click()
    expect(part).to_contain_text("Blocked since today")
    expect(part).to_contain_text("Waits for a person: Viktor")
    expect(part).to_contain_text("Promised by")
    part.get_by_role("button", name="Nudge").click()
    expect(part.get_by_role("button", name="Nudged today")).to_be_disabled()
    told = inbox.get_by_role("list", name="Inbox").get_by_role("listitem")
    reminded = "nora reminds you that it waits for you"
    expect(told.filter(has_text="Vault racks").first).to_contain_text(reminded)

    # A vendor has no account to nudge; what was promised has not come.
    part.get_by_role("button", name="Change").click()
    part.get_by_role("combobox", name="Waits for").select_option("A vendor")
    part.get_by_label("Name of the vendor").fill("Volt & Sons")
    expect(part).to_contain_text("The vendor is added to the people of this workspace.")
    part.get_by_label("Since").fill((today() - timedelta(days=30)).isoformat())
    part.get_by_label("Promised by").fill((today() - timedelta(days=9)).isoformat())
    part.get_by_role("button", name="Save").press("Enter")
    expect(part).to_contain_text("Waits for a vendor: Volt & Sons")
    expect(part).to_contain_text("Was promised by")
    expect(part.get_by_role("button", name="Nudge")).to_have_count(0)
    card = page.get_by_role("group", name="Vault racks")
    expect(card).to_contain_text("Blocked 30 d")

    # A team is none: it is said in words. The vendor is there to be chosen, by that name again too.
    part.get_by_role("button", name="Change").click()
    kind = part.get_by_role("combobox", name="Waits for", exact=True)
    kind.select_option("A team")
    expect(part.get_by_role("option", name="Volt & Sons")).to_have_count(0)
    part.get_by_label("Or in words").fill("The night shift")
    part.get_by_role("button", name="Save").click()
    expect(part).to_contain_text("Waits for a team: The night shift")
    part.get_by_role("button", name="Change").click()
    kind.select_option("A vendor")
    part.get_by_label("Which vendor").select_option("Volt & Sons")
    part.get_by_role("button", name="Save").click()
    expect(part).to_contain_text("Waits for a vendor: Volt & Sons")
    with site.api(nora) as api:
        tables = api.get(f"/workspaces/{site.workspace(nora)}/snapshot").json()["tables"]
        rows = tables["resources"]
        sorts = dict(zip(rows["name"], rows["category"], strict=True))
    assert (sorts["Volt & Sons"], rows["name"].count("Volt & Sons")) == ("vendor", 1)

    # Another task, to which it leads; then a decision, in words.
    part.get_by_role("button", name="Change").click()
    part.get_by_role("combobox", name="Waits for", exact=True).select_option("A task")
    part.get_by_label("Find the task that it waits for").fill("cab")
    page.get_by_role("option", name="Vault cables").click()
    part.get_by_role("button", name="Save").click()
    part.get_by_role("button", name="Vault cables").click()
    expect(panel(page, "Vault cables")).to_be_visible()
    page.go_back()
    part.get_by_role("button", name="Change").click()
    part.get_by_role("combobox", name="Waits for", exact=True).select_option("A decision")
    part.get_by_label("Which decision").fill("Which wing")
    part.get_by_label("Who decides").select_option("Viktor")
    part.get_by_role("button", name="Save").click()
    expect(part).to_contain_text("Waits for a decision: Which wing (Viktor decides)")

    page.goto(f"{site.url}/p/{plan.project}/follow-up")
    blocked = page.get_by_role("region", name="Blocked").get_by_role("listitem")
    expect(blocked).to_contain_text("Which wing (Viktor decides)")
    blocked.get_by_role("button", name="No longer blocked").click()
    expect(blocked).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(blocked).to_contain_text("Blocked for 30 days")


def test_an_answer_is_given_back_and_who_is_silent_is_reminded(
    site: Site, nora: Person, viktor: Person, open_page: Open
) -> None:
    plan = shared(site, nora, viktor, open_page, "Tower")
    with site.api(nora) as api:
        west = {"fields": {"updates_wait": True, "zone": FAR_WEST}}
        command(api, plan.project, "project.update", west)
        for key in plan.tasks.values():
            who = {"resources": [{"name": "Viktor"}]}
            command(api, plan.project, "task.assign", {"id": key, **who})
        command(api, plan.project, "update.ask", {"resource_ids": [plan.people["Viktor"]]})
        # Whom one asked today one does not remind today: so it is another day.
        command(api, plan.project, "project.update", {"fields": {"zone": FAR_EAST}})
    page = open_page(nora, f"/p/{plan.project}/follow-up")
    asked = page.get_by_role("region", name="Asked for updates").get_by_role("listitem")
    expect(asked).to_contain_text("2 of 2 not answered")
    his = open_page(viktor, "/my-work")
    his.get_by_role("button", name="Workspace").click()
    with site.api(nora) as api:
        spaces = api.get("/me").json()["workspaces"]
        own = next(w["name"] for w in spaces if w["id"] == site.workspace(nora))
    his.get_by_role("menuitem", name=own).click()
    his.goto(f"{site.url}/inbox")
    told = his.get_by_role("list", name="Inbox").get_by_role("listitem")
    of_this = told.filter(has_text="Tower")
    asked.get_by_role("button", name="Remind").click()
    expect(asked.get_by_role("button", name="Asked today")).to_be_disabled()
    expect(of_this.filter(has_text="nora asks how far your 2 tasks are")).to_have_count(1)

    his.goto(f"{site.url}/updates")
    fields = his.get_by_role("group", name="Tower racks", exact=True)
    fields.get_by_role("button", name="50 %").press("Enter")
    his.get_by_role("button", name="Send 1 answer").click()
    expect(his.get_by_text("1 answer sent")).to_be_visible()
    waiting = page.get_by_role("region", name="Answers to accept").get_by_role("listitem")
    expect(waiting).to_contain_text("50 %")
    waiting.get_by_role("button", name="Give back").press("Enter")
    waiting.get_by_label("Why?").fill("Half of what?")
    assert barriers_in_the_dark(page) == []
    page.keyboard.press("Enter")
    expect(waiting).to_have_count(0)
    his.reload()
    expect(his.get_by_text("Given back: Half of what?")).to_be_visible()
    assert barriers_in_the_dark(his) == []
    with site.api(nora) as api:
        task = f"/tasks/{plan.tasks['racks']}"
        assert api.get(task).json()["percent_complete"] == 0
        # Said anew, it counts once it is accepted.
        fields.get_by_role("button", name="75 %").click()
        his.get_by_role("button", name="Send 1 answer").click()
        expect(waiting).to_contain_text("75 %")
        waiting.get_by_role("button", name="Accept").press("Enter")
        eventually(lambda: api.get(task).json()["percent_complete"] == 75)
    asked.get_by_role("button", name="Ask no more").click()
    expect(asked).to_have_count(0)
    his.goto(f"{site.url}/inbox")
    expect(of_this.filter(has_text="nora accepted your update")).to_have_count(1)
    assert barriers_in_the_dark(his) == []
