"""What the history says: the flow over a board, and how sprints went. Read from the demo, whose
people have worked for weeks; its figures are the same on every day."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.app import barriers_by_scheme, barriers_in_the_dark
from tests.browser.frame.people import Person, Site

Open = Callable[..., Page]


@pytest.fixture
def team(site: Site, ana: Person) -> int:
    """The demo's project with a scrum team in it."""
    with site.api(ana) as api:
        items = api.get("/projects").json()["items"]
    return int(next(p["id"] for p in items if p["name"] == "ERP roll-out"))


def as_table(page: Page, chart: str) -> Locator:
    """Ask by keys for the figures of a chart; return their rows."""
    section = page.get_by_role("region", name=chart, exact=True)
    drawing = section.get_by_role("img", name=chart)
    # What draws it is fetched with the first chart: it has drawn once there is something of a chart.
    expect(drawing.locator("svg, canvas").first).to_be_attached()
    section.get_by_role("button", name=re.compile("table", re.IGNORECASE)).press("Enter")
    expect(drawing).to_have_count(0)
    return section.get_by_role("table").locator("tbody tr")


def figure(page: Page, name: str) -> Locator:
    """Return a figure of the report, by its name."""
    report = page.get_by_role("region", name="Report", exact=True)
    return report.locator("dl > div").filter(has_text=re.compile(f"^{name}")).locator("dd")


def test_a_sprint_is_told_by_capacity_burndown_burnup_report_and_velocity(
    ana: Person, team: int, open_page: Open
) -> None:
    page = open_page(ana, f"/p/{team}/backlog")
    ahead = page.get_by_role("region", name="Sprint 3", exact=True)
    capacity = ahead.get_by_role("button", name=re.compile("work and capacity"))
    expect(capacity).to_have_text(re.compile(r"^96 of \d+ h"))
    capacity.press("Enter")
    people = page.get_by_role("table").filter(has_text="Hours of the people in this sprint")
    rows = people.locator("tbody tr")
    expect(rows).to_have_count(2)
    for has, elsewhere, here, free in (
        [float(text) for text in row.get_by_role("cell").all_inner_texts()] for row in rows.all()
    ):
        assert here > 0
        assert has - elsewhere - here == pytest.approx(free)
    assert barriers_by_scheme(page) == []
    page.keyboard.press("Escape")
    expect(people).to_have_count(0)
    expect(capacity).to_be_focused()

    page.get_by_role("link", name="Charts").click()
    expect(page.get_by_text("Sprint 2: 9 of 21 remain.")).to_be_visible()
    expect(page.get_by_text("Sprint 2: 12 of 21 are completed.")).to_be_visible()
    moves = page.get_by_role("list", name="Scope after the start")
    expect(moves.get_by_role("listitem")).to_have_text([re.compile(r"\+2 added")])
    scope = as_table(page, "Burnup").filter(has_text="Scope")
    expect(scope.first).to_contain_text("19")
    expect(scope.last).to_contain_text("21")
    expect(page.get_by_role("table", name="Completed", exact=True)).to_contain_text(
        "Scanner freezes after standbyadded after the start"
    )
    assert barriers_in_the_dark(page) == []

    # The sprint before: what it did not finish went on, and its pace is the velocity.
    page.get_by_role("combobox", name="Sprint").select_option(index=1)
    carried = page.get_by_role("table", name="Carried over").get_by_role("row")
    expect(carried.nth(1)).to_contain_text("Keep bookings while there is no networkto Sprint 2")
    expect(figure(page, "Committed")).to_have_text("24")
    expect(figure(page, "Completed")).to_have_text("19")
    velocity = page.get_by_role("region", name="Velocity", exact=True).first
    expect(velocity).to_contain_text("19 Story points completed in 1 sprint")
    expect(as_table(page, "Velocity").last).to_have_text(re.compile("Sprint 1.*Completed.*19"))
    page.get_by_role("radio", name="Story points").press("ArrowRight")
    expect(figure(page, "Committed")).to_have_text("5")
    expect(figure(page, "Carried over")).to_have_text("1")
    expect(velocity).to_contain_text("4 Items completed in 1 sprint")
    carried.get_by_role("button").press("Enter")
    panel = page.get_by_role("complementary", name="Task: Keep bookings while there is no network")
    expect(panel.get_by_label("Sprint", exact=True)).to_have_value(re.compile(r"\d+"))


def test_the_board_tells_how_its_cards_flow(ana: Person, team: int, open_page: Open) -> None:
    page = open_page(ana, f"/p/{team}/board")
    page.get_by_role("toolbar").get_by_role("link", name="Flow").click()
    span = page.get_by_label("How far back")
    span.select_option("One year")
    for name, of in (("Cycle time", 19), ("Lead time", 27)):
        told = page.locator("dl > div").filter(has_text=name)
        expect(told).to_contain_text(re.compile(r"\d+ d"))
        expect(told).to_contain_text(f"Of {of} cards.")
    expect(page.get_by_text("Cards by column, day by day: 27 are done now.")).to_be_visible()
    assert barriers_by_scheme(page) == []
    days = as_table(page, "Cumulative flow")
    # A row for each column and day: at the end 27 are done, at first none is.
    done = days.filter(has_text="Done")
    expect(done.last).to_have_text(re.compile("Done27$"))
    expect(done.first).to_have_text(re.compile("Done0$"))
    many = done.count()
    span.select_option("4 weeks")
    expect(done).to_have_count(28)
    assert many > 28
    longest = page.get_by_role("region", name="Under way the longest")
    longest.get_by_role("button", name="Report a short pick").press("Enter")
    expect(page.get_by_role("complementary", name="Task: Report a short pick")).to_be_visible()
