"""The risk page: a risk is added and the date to promise moves; estimates; the chance of a date."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page, expect
from tools.barriers import barriers

from tests.browser.conftest import NewPage, Plan
from tests.browser.gantt import cell, eventually, fits, open_view, short

DUE = (date(2026, 8, 12) - date(1970, 1, 1)).days * 1440 + 17 * 60


def opened(page: Page, plan: Plan) -> None:
    page.goto(f"{plan.url}/risk")
    expect(page.get_by_role("img", name="S-curve of the finish").locator("svg")).to_be_visible()


def test_a_risk_moves_the_date_to_promise_and_undo_brings_it_back(page: Page, plan: Plan) -> None:
    key = plan.tasks()["Cutover"]["id"]
    plan.command("task.update", {"id": key, "fields": {"deadline": DUE}})
    opened(page, plan)
    promised = page.get_by_test_id("risk-p80")
    expect(promised).to_have_text(short("10 Aug 2026"))
    chances = page.get_by_role("table", name="Chance of each date")
    expect(chances.get_by_role("row", name="Cutover")).to_contain_text("100 %")

    page.get_by_role("button", name="Add a risk").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Risk").fill("No access to the site")
    dialog.get_by_label("Probability").fill("60")
    dialog.get_by_label("Add a task that it hits").fill("cutov")
    expect(page.get_by_role("option", name="Cutover")).to_be_visible()
    page.keyboard.press("Enter")
    dialog.get_by_label("What it adds to Cutover").fill("soon")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("alert")).to_contain_text("5d, 4h, 50 %")
    dialog.get_by_label("What it adds to Cutover").fill("10d")
    dialog.get_by_role("button", name="Save").click()

    risks = page.get_by_role("table", name="Risks")
    expect(risks.get_by_role("row", name="No access to the site")).to_contain_text("Cutover +10d")
    expect(promised).to_have_text(short("24 Aug 2026"))
    expect(chances.get_by_role("row", name="Cutover")).to_contain_text("41 %")
    expect(page.get_by_role("img", name="What moves the finish most")).to_contain_text(
        "Risk: No access to the site"
    )
    # Switched off it counts no more.
    risks.get_by_role("switch", name="No access to the site counts").click(force=True)
    expect(promised).to_have_text(short("10 Aug 2026"))
    page.keyboard.press("Control+z")
    expect(promised).to_have_text(short("24 Aug 2026"))
    page.keyboard.press("Control+z")
    expect(risks).to_have_count(0)
    expect(promised).to_have_text(short("10 Aug 2026"))


def test_estimates_are_set_for_many_and_for_one(page: Page, plan: Plan) -> None:
    opened(page, plan)
    page.get_by_role("button", name="Set estimates").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Confidence").select_option("very_low")
    dialog.get_by_role("button", name="Set 3 tasks").click()
    eventually(lambda: plan.tasks()["Cutover"]["confidence"] == "very_low")
    critical = page.get_by_role("table", name="Critical how often")
    critical.get_by_role("button", name="Cutover").click()
    panel = page.locator("[data-task-panel]")
    panel.get_by_label("Pessimistic").fill("2d")
    panel.get_by_label("Pessimistic").press("Enter")
    expect(
        page.get_by_text("the pessimistic duration is shorter than the most likely")
    ).to_be_visible()
    panel.get_by_label("Optimistic").fill("4d")
    panel.get_by_label("Optimistic").press("Enter")
    panel.get_by_label("Pessimistic").fill("9d")
    panel.get_by_label("Pessimistic").press("Enter")
    eventually(lambda: plan.tasks()["Cutover"]["pessimistic_minutes"] == 9 * 480)
    assert plan.tasks()["Cutover"]["optimistic_minutes"] == 4 * 480


def test_chosen_rows_get_three_points_as_one_change(page: Page, plan: Plan) -> None:
    open_view(page, plan.url)
    cell(page, "Order switches", "name").click()
    cell(page, "Cutover", "name").click(modifiers=["Shift"])
    cell(page, "Cutover", "name").click(button="right")
    page.get_by_role("menuitem", name="Set confidence…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("The 4 chosen tasks")).to_be_checked()
    dialog.get_by_label("Three points, in %").check()
    dialog.get_by_label("Pessimistic").fill("90")
    expect(dialog.get_by_role("button", name="Set 3 tasks")).to_be_disabled()
    dialog.get_by_label("Pessimistic").fill("200")
    dialog.get_by_role("button", name="Set 3 tasks").click()

    def points() -> list[tuple[int | None, int | None]]:
        tasks = plan.tasks().values()
        return [(t["optimistic_minutes"], t["pessimistic_minutes"]) for t in tasks]

    cut = (4 * 480, 10 * 480)
    eventually(lambda: cut in points())
    assert points().count((None, None)) == 3
    page.get_by_role("button", name="Undo", exact=True).last.click()
    eventually(lambda: points().count((None, None)) == 6)
    # The palette knows what is chosen too.
    page.keyboard.press("Control+k")
    page.get_by_role("combobox").fill("set confidence")
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("The 4 chosen tasks")).to_be_checked()


def test_charts_are_tables_too_and_axe_finds_nothing(new_page: NewPage, plan: Plan) -> None:
    page = new_page(bypass_csp=True)
    opened(page, plan)
    page.get_by_role("button", name="S-curve of the finish: show as table").click()
    table = page.get_by_role("region", name="S-curve of the finish")
    expect(table.get_by_role("cell", name="100 %")).to_be_visible()
    assert barriers(page, "main") == []


def test_on_a_phone_nothing_is_cut_off(new_page: NewPage, plan: Plan) -> None:
    page = new_page(width=390, height=844, dark=True)
    opened(page, plan)
    fits(page, 390)
    chart = page.get_by_role("img", name="S-curve of the finish").locator("svg").bounding_box()
    assert chart is not None
    assert chart["x"] >= 0
    assert chart["x"] + chart["width"] <= 390
