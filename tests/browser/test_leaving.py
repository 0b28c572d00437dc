"""What leaves the plan for those who steer: the Gantt as a file, in colours, and the roadmap."""

from __future__ import annotations

import re
import time
from pathlib import Path

from playwright.sync_api import Page, expect
from tools.barriers import barriers

from tests.browser.app import barriers_by_scheme
from tests.browser.conftest import DAY, MONDAY, NewPage, NewPlan
from tests.browser.gantt import bar, open_view

FAR = 31_647_420
"""A start that is not past yet."""


def test_the_gantt_takes_colours_and_leaves_as_a_file(
    new_plan: NewPlan, new_page: NewPage, tmp_path: Path
) -> None:
    plan = new_plan(name="Leaving by file")
    page = new_page(bypass_csp=True)
    open_view(page, plan.url)
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("menuitemradio", name="Phase").click()
    legend = page.get_by_role("region", name="Coloured by Phase")
    expect(legend.get_by_role("listitem")).to_contain_text(["Prepare", "Move"])
    # The critical path is still told by its frame.
    expect(bar(page, "Cutover")).to_have_attribute("data-colour", "1")
    expect(bar(page, "Cutover")).to_have_attribute("data-critical", "true")
    page.keyboard.press("Escape")
    page.reload()
    expect(legend).to_be_visible()
    page.get_by_role("button", name="Export", exact=True).click()
    dialog = page.get_by_role("dialog", name="Export the Gantt")
    sheet = dialog.get_by_role("region", name="The page")
    expect(sheet.get_by_role("img", name="Page 1 of 1")).to_be_visible()
    dialog.get_by_text("Steering view", exact=True).click()
    expect(dialog.get_by_role("combobox", name="Paper")).to_have_value("Slide 16:9")
    expect(sheet).to_have_attribute("aria-busy", "false")
    assert barriers(page, "[role=dialog]") == []
    with page.expect_download() as kept:
        dialog.get_by_role("button", name="Export", exact=True).click()
    assert kept.value.suggested_filename == "Leaving by file - Steering view.pdf"
    file = tmp_path / "steering.pdf"
    kept.value.save_as(file)
    assert file.read_bytes().startswith(b"%PDF")
    expect(dialog).to_have_count(0)

    # The whole chart as an image, by keys alone.
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Find a task")).to_be_focused()
    page.keyboard.type("Export the Gantt")
    page.keyboard.press("Enter")
    expect(sheet.get_by_role("img", name="Page 1 of 1")).to_be_visible()
    dialog.get_by_role("combobox", name="Format").press("ArrowDown")
    for option in ("PDF", "Image (PNG)"):
        chosen = page.get_by_role("option", name=option)
        expect(chosen).to_have_attribute("data-combobox-selected", "true")
        page.keyboard.press("ArrowDown" if option == "PDF" else "Enter")
    expect(dialog.get_by_role("combobox", name="Format")).to_have_value("Image (PNG)")
    dialog.get_by_role("radio", name="Steering view").press("ArrowLeft")
    expect(dialog.get_by_role("combobox", name="Paper")).to_have_value("A4")
    with page.expect_download() as kept:
        dialog.get_by_role("button", name="Export this page").or_(
            dialog.get_by_role("button", name="Export", exact=True)
        ).press("Enter")
    assert kept.value.suggested_filename == "Leaving by file - Gantt chart.png"
    image = kept.value.path().read_bytes()
    assert image.startswith(b"\x89PNG")
    # A4 across, fine enough for a large screen: the width stands in the first part of the file.
    width, height = (int.from_bytes(image[at : at + 4], "big") for at in (16, 20))
    assert width > 2000
    assert 1.38 < width / height < 1.45


def test_the_roadmap_tells_of_phases_and_milestones_live(
    new_plan: NewPlan, new_page: NewPage
) -> None:
    plan = new_plan(name="Road to done")
    plan.command("project.update", {"fields": {"start": FAR}})
    page = new_page(bypass_csp=True)
    open_view(page, plan.url)
    page.get_by_role("button", name="More views").click()
    page.get_by_role("menuitem", name="Roadmap").click()
    lane = page.get_by_role("region", name="Road to done")
    phase = lane.get_by_role("link", name="Move:")
    expect(phase).to_be_visible()
    expect(lane.get_by_role("link", name="Done:")).to_be_visible()
    assert barriers_by_scheme(page, "main") == []
    # Somebody else sets a deadline that the plan misses: it is seen here at once, with the reason.
    task = plan.tasks()["Cutover"]
    before = task["start"][:10]
    plan.client.patch(f"/tasks/{task['id']}", json={"deadline": before})
    expect(lane.get_by_role("link", name="Late (“Cutover” misses its deadline")).to_be_visible()
    phase.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Task: Move")).to_be_visible()
    page.goto(f"{plan.url.rpartition('/p/')[0]}/roadmap?projects={plan.id}.")
    chosen = page.get_by_role("button", name="1 project")
    chosen.press("Enter")
    # What it holds is reached by keys, and Escape closes it.
    expect(page.get_by_role("dialog").locator(":focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(chosen).to_be_focused()
    expect(lane.get_by_role("link", name="Late (“Cutover” misses its deadline")).to_be_visible()
    phone = new_page(width=390, height=844, bypass_csp=True)
    phone.goto(f"{plan.url}/roadmap")
    card = phone.get_by_role("region", name="Road to done")
    expect(card.get_by_role("listitem")).to_have_count(3)
    expect(card.get_by_text("0 % done · Late", exact=True)).to_be_visible()
    assert barriers_by_scheme(phone, "main") == []


def test_a_roadmap_opens_where_today_is_however_old_a_project_is(
    page: Page, new_plan: NewPlan
) -> None:
    old, new = new_plan(name="Archive"), new_plan(name="Road of now")
    old.command("project.update", {"fields": {"start": MONDAY - 20 * 365 * 1440}})
    today = int(time.time() / 86400) * 1440 - 60 * 1440
    new.command("project.update", {"fields": {"start": today}})
    new.command("task.create", {"fields": {"name": "Long phase", "duration": 200 * DAY}})
    page.goto(f"{new.url.rpartition('/p/')[0]}/roadmap?projects={old.id}.{new.id}.")
    expect(page.get_by_text(re.compile("^Today "))).to_be_in_viewport()
    expect(page.get_by_role("region", name="Archive")).to_be_visible()
    # No whole month's name is cut, narrow as they are.
    months = page.locator("[class*=month]")
    assert "Sept" in months.all_inner_texts()
    cut = "all => all.slice(1, -1).filter((one) => one.scrollWidth > one.clientWidth).length"
    assert months.evaluate_all(cut) == 0
