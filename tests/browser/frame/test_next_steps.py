"""Pages with nothing to show say the one thing to do, and whose clock a time of day is by."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.frame.people import CHAIN, Person, Site, axe

Open = Callable[..., Page]


def test_earned_value_and_levelling_lead_to_what_they_need(
    site: Site, ana: Person, open_page: Open
) -> None:
    empty, _ = site.project(ana, "Nothing yet", [{"name": "Gone", "level": 0}])
    page = open_page(ana, f"/p/{empty}/earned-value")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Nobody works on anything yet")
    assert axe(page) == []
    page.goto(f"{site.url}/p/{empty}/levelling")
    expect(page.get_by_role("heading", name="Nobody works on anything yet")).to_be_visible()
    main.get_by_role("button", name="Assign people").click()
    expect(page.get_by_role("complementary", name="Task: Gone")).to_be_visible()

    people = [{**line, "assignees": [f"Helper {number}"]} for number, line in enumerate(CHAIN)]
    staffed, _ = site.project(ana, "Staffed", people)
    page.goto(f"{site.url}/p/{staffed}/levelling")
    expect(main.get_by_role("link", name="Leave and availability")).to_be_visible()
    page.goto(f"{site.url}/p/{staffed}/earned-value")
    main.get_by_role("link", name="Set rates").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("People")


def test_the_zone_is_named_where_it_is_not_the_readers(
    site: Site, ana: Person, open_page: Open
) -> None:
    project, tasks = site.project(ana, "Far away", CHAIN)
    with site.api(ana) as api:
        for kind, payload in (
            ("project.update", {"fields": {"zone": "Asia/Tokyo"}}),
            ("task.cost", {"id": tasks[0], "fields": {"fixed_cost": 100_000}}),
        ):
            body = {"type": kind, "stream": project, "payload": payload}
            assert api.post("/commands", json=body).status_code == 200
    page = open_page(ana, f"/p/{project}/earned-value", timezone_id="America/New_York")
    main = page.get_by_role("main")
    expect(main).to_contain_text("(Tokyo time)")
    main.get_by_role("button", name="Save the plan as baseline").click()
    expect(main).to_contain_text("against")
    expect(main.get_by_role("button", name="Save the plan as baseline")).to_have_count(0)
    near = open_page(ana, f"/p/{project}/earned-value", timezone_id="Asia/Tokyo")
    expect(near.get_by_role("main")).to_contain_text("As of")
    expect(near.get_by_role("main")).not_to_contain_text("Tokyo time")
