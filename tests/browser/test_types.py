"""Types of tasks, their moves, and rules on columns, through their dialogs; and those of the workspace."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect
from tools.barriers import barriers

from tests.browser.conftest import DAY, NewPage, NewPlan
from tests.browser.gantt import eventually
from tests.live import own_workspace

CARDS = [
    {"name": "Kiln leaks", "level": 0, "duration": DAY},
    {"name": "Glaze order", "level": 0, "duration": DAY},
]


def card(page: Page, name: str) -> Locator:
    return page.locator("[data-card]:not([data-overlay])").filter(has_text=name)


def column(page: Page, name: str) -> Locator:
    return page.get_by_role("list", name=re.compile(rf"^{name}")).first


def headings(page: Page) -> Locator:
    return page.get_by_role("region", name="Board").get_by_role("heading", level=2)


def open_board(page: Page, url: str) -> None:
    page.goto(f"{url}/board")
    expect(card(page, "Kiln leaks")).to_be_visible()


def by_keys(page: Page, name: str, *arrows: str) -> None:
    """Move a card by keys alone."""
    said = page.locator("[id^=DndLiveRegion]")
    card(page, name).focus()
    page.keyboard.press("Space")
    expect(said).to_contain_text("picked up")
    page.evaluate("() => new Promise((done) => setTimeout(done))")  # from then on arrows are heard
    for arrow in arrows:
        before = said.text_content() or ""
        page.keyboard.press(arrow)
        expect(said).not_to_have_text(before)
    page.keyboard.press("Space")


def ask(page: Page, menu: str, item: str) -> Locator:
    """Open the dialog behind a column's menu, by keys; return it."""
    page.get_by_role("button", name=f"Column {menu}").press("Enter")
    page.get_by_role("menuitem", name=item).press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    return dialog


def test_a_bug_goes_its_way_and_no_other(
    new_plan: NewPlan, new_page: NewPage, axe: Callable[[Page], list[str]]
) -> None:
    plan = new_plan(CARDS, name="Pottery")
    cause = {"fields": {"name": "Root cause", "type": "text"}}
    plan.command("custom_field.create", cause)
    plan.command("custom_field.create", {"fields": {"name": "Glaze", "type": "text"}})
    page, other = new_page(bypass_csp=True), new_page("ben")
    open_board(page, plan.url)

    dialog = ask(page, "To do", "Types of tasks…")
    expect(dialog.get_by_text("Bugs, stories, changes")).to_be_visible()
    # What is offered first has the focus: a key opens it, and the form is filled by keys.
    expect(dialog.get_by_role("button", name="Add a type")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("textbox", name="Name", exact=True)).to_be_focused()
    page.keyboard.type("Bug")
    dialog.get_by_label("Sign").select_option("bug")
    dialog.get_by_role("combobox", name="Moves").select_option("some")
    dialog.get_by_role("checkbox", name="From To do to Done", exact=True).press("Space")
    dialog.get_by_role("checkbox", name="Only who manages the project: from Doing to Done").check()
    dialog.get_by_role("button", name="Add what must be filled in").click()
    dialog.get_by_label("What must be filled in").select_option(label="Root cause")
    expect(dialog.get_by_label("When")).to_have_value(re.compile(r"\d+"))
    dialog.get_by_role("group", name="Has the fields").get_by_label("Glaze").press("Space")
    assert barriers(page, "[role=dialog]") == []
    dialog.get_by_role("button", name="Add type").press("Enter")
    expect(dialog.get_by_role("button", name="Edit Bug")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)

    dialog = ask(page, "Done", "Rules…")
    dialog.get_by_label("When a card enters").select_option("set")
    dialog.get_by_label("Value").select_option("low")
    dialog.get_by_role("button", name="Add rule").click()
    expect(dialog.get_by_text("Set Priority to Low")).to_be_visible()
    assert barriers(page, "[role=dialog]") == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="1 rule")).to_be_visible()

    card(page, "Kiln leaks").click()
    panel = page.locator("[data-task-panel]")
    expect(panel.get_by_label("Glaze")).to_be_visible()
    panel.get_by_label("Type", exact=True).select_option(label="✱ Bug")
    # A type has its own fields, and no other's.
    expect(panel.get_by_label("Glaze")).to_have_count(0)
    expect(panel.get_by_label("Root cause")).to_be_visible()
    eventually(lambda: plan.tasks()["Kiln leaks"]["status"] == "To do")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)

    # The way that the type has not is refused with the one it has; the card stays.
    by_keys(page, "Kiln leaks", "ArrowRight", "ArrowRight")
    refused = "“Kiln leaks” does not go to “Done” from where it stands, but to “Doing”."
    expect(page.get_by_text(refused)).to_be_visible()
    expect(column(page, "To do")).to_contain_text("Kiln leaks")
    by_keys(page, "Kiln leaks", "ArrowRight")
    expect(column(page, "Doing")).to_contain_text("Kiln leaks")
    eventually(lambda: plan.tasks()["Kiln leaks"]["status"] == "Doing")

    # Who does not manage the project, may not close it; who does, has to say why it came.
    open_board(other, plan.url)
    by_keys(other, "Kiln leaks", "ArrowRight")
    expect(other.get_by_text("Only who manages the project moves a Bug to “Done”.")).to_be_visible()
    expect(column(other, "Doing")).to_contain_text("Kiln leaks")
    by_keys(page, "Kiln leaks", "ArrowRight")
    expect(page.get_by_text("a Bug needs, in 'Done', 'Root cause'")).to_be_visible()
    expect(column(page, "Doing")).to_contain_text("Kiln leaks")
    assert axe(page) == []
    card(page, "Kiln leaks").press("Enter")
    panel.get_by_label("Root cause").fill("A worn seal")
    panel.get_by_label("Root cause").press("Enter")
    panel.get_by_label("Status").select_option("Done")
    expect(column(other, "Done")).to_contain_text("Kiln leaks")
    eventually(lambda: plan.tasks()["Kiln leaks"]["priority"] < 400)
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    by_keys(page, "Glaze order", "ArrowRight", "ArrowRight")
    expect(column(page, "Done")).to_contain_text("Glaze order")


def test_a_workflow_of_the_workspace_reaches_the_projects_that_use_it(
    new_plan: NewPlan, new_page: NewPage
) -> None:
    plan = new_plan(CARDS, name="Tileworks")
    settings = f"{plan.url.rsplit('/p/', 1)[0]}/w/{own_workspace(plan.client)}/settings"
    page, board = new_page(bypass_csp=True), new_page()
    page.goto(settings)
    section = page.get_by_role("region", name="Task types and statuses")
    section.get_by_role("button", name="Add a workflow").press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("textbox", name="Name", exact=True)).to_be_focused()
    dialog.get_by_role("textbox", name="Name", exact=True).fill("Kiln flow")
    dialog.get_by_role("button", name="Add a column").click()
    dialog.get_by_label("Name of column 3").fill("Firing")
    dialog.get_by_role("button", name="Add a field").click()
    dialog.get_by_role("textbox", name="Name", exact=True).fill("Clay")
    dialog.get_by_role("button", name="Keep the field").click()
    dialog.get_by_role("button", name="Add a type").click()
    dialog.get_by_role("textbox", name="Name", exact=True).fill("Glaze fault")
    dialog.get_by_role("button", name="Add type").click()
    expect(dialog.get_by_role("button", name="Edit the type Glaze fault")).to_be_visible()
    assert barriers(page, "[role=dialog]") == []
    dialog.get_by_role("button", name="Add workflow").click()
    kept = section.get_by_role("listitem").filter(has_text="Kiln flow")
    expect(kept).to_contain_text("no project yet")

    open_board(board, plan.url)
    use = ask(board, "Doing", "Types of tasks…")
    use.get_by_role("button", name="Use the workspace's…").press("Enter")
    use.get_by_label("Which").select_option(label="Kiln flow")
    use.get_by_role("button", name="Use it").click()
    expect(use.get_by_text("come from the workspace: “Kiln flow”")).to_be_visible()
    expect(use.get_by_text("Glaze fault")).to_be_visible()
    board.keyboard.press("Escape")
    expect(headings(board)).to_have_text(["To do", "Doing", "Firing", "Done"])
    expect(board.get_by_role("button", name="Add column")).to_have_count(0)
    by_keys(board, "Kiln leaks", "ArrowRight", "ArrowRight")
    eventually(lambda: plan.tasks()["Kiln leaks"]["status"] == "Firing")

    # One column is renamed and one goes: the board that is open follows, with its card.
    page.reload()
    expect(kept).to_contain_text("1 project")
    section.get_by_role("button", name="Edit Kiln flow").click()
    dialog.get_by_label("Name of column 2").fill("Shaping")
    dialog.get_by_role("button", name="Remove the column Firing").click()
    dialog.get_by_label("Cards of “Firing” go to").select_option("Done")
    expect(dialog.get_by_role("status")).to_contain_text("Changes in Tileworks. 1 card moves.")
    assert barriers(page, "[role=dialog]") == []
    dialog.get_by_role("button", name="Save").click()
    expect(headings(board)).to_have_text(["To do", "Shaping", "Done"])
    expect(column(board, "Done")).to_contain_text("Kiln leaks")
    eventually(lambda: plan.tasks()["Kiln leaks"]["percent_complete"] == 100)
    assert barriers(page) == []

    # Where it cannot follow, whoever manages it is told why.
    refused = {"behind": True, "refused": "There is a field 'Glaze' already."}
    board.route("**/projects/*/workflow", lambda route: route.fulfill(json=refused))
    own = ask(board, "Shaping", "Types of tasks…")
    expect(own.get_by_role("status")).to_contain_text("There is a field 'Glaze' already.")
    own.get_by_role("button", name="Make this project's own").click()
    expect(own.get_by_role("button", name="Edit Glaze fault")).to_be_visible()
    board.keyboard.press("Escape")
    expect(board.get_by_role("button", name="Add column")).to_be_visible()
    section.get_by_role("button", name="Take Kiln flow out of use").click()
    expect(section.get_by_role("button", name="Edit Kiln flow")).to_have_count(0)
