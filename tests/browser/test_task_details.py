"""The task panel holds everything of a task: what is written, ticked off, attached, related, changed."""

from __future__ import annotations

import base64
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from tools.barriers import barriers

from tests.browser.conftest import NewPage, Plan
from tests.browser.gantt import eventually

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAYAAABytg0kAAAAFElEQVR4nGNkYPj/n4GBgYGJAQoAFwQCAZnKZ3sAAAAASUVORK5CYII="
)
HOSTILE = """Read me <img src=x onerror="window.ran = 1">

[run](javascript:window.ran=1) and [site](https://example.org)

<script>window.ran = 1</script>

| Host | Ports |
| - | -: |
| a | 2 |"""
CARRY = """async ([selector, type, name, bytes]) => {
  const data = new DataTransfer();
  const body = Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0));
  data.items.add(new File([body], name, { type: "image/png" }));
  const place = document.querySelector(selector);
  const about = { bubbles: true, cancelable: true };
  place.dispatchEvent(
    type === "paste"
      ? new ClipboardEvent("paste", { ...about, clipboardData: data })
      : new DragEvent(type, { ...about, dataTransfer: data }),
  );
}"""


def open_panel(page: Page, plan: Plan, name: str) -> Locator:
    page.goto(f"{plan.url}/gantt?task={plan.tasks()[name]['id']}")
    panel = page.get_by_role("complementary", name=f"Task: {name}")
    expect(panel).to_be_visible()
    return panel


def no_barriers(page: Page) -> None:
    assert barriers(page, "[data-task-panel]") == []


def test_a_description_is_written_as_rich_text_and_kept_as_markdown(
    new_page: NewPage, plan: Plan
) -> None:
    task = plan.tasks()["Cutover"]["id"]

    def notes() -> str:
        return str(plan.client.get(f"/tasks/{task}").json()["notes"])

    plan.command("task.update", {"id": task, "fields": {"notes": HOSTILE}})
    page = new_page(bypass_csp=True)
    panel = open_panel(page, plan, "Cutover")
    part = panel.get_by_role("region", name="Description")
    expect(part.get_by_role("cell", name="2")).to_be_visible()
    expect(part.get_by_role("link")).to_have_text(["site"])
    expect(part).to_contain_text("<script>window.ran = 1</script>")
    no_barriers(page)

    part.get_by_role("button", name="Edit").click()
    field = part.get_by_role("textbox", name="Description")
    expect(field).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("## Steps")
    page.keyboard.press("Enter")
    page.keyboard.type("- Tell **everybody** first")
    no_barriers(page)
    eventually(lambda: notes().endswith("## Steps\n\n- Tell **everybody** first"))
    # What nobody touched is as it was written, raw HTML too.
    assert notes().startswith(HOSTILE)
    page.evaluate(CARRY, [".ProseMirror", "paste", "rack.png", base64.b64encode(PNG).decode()])
    image = field.get_by_role("img", name="rack.png")
    expect(image).to_be_visible()
    eventually(lambda: image.evaluate("one => one.complete && one.naturalWidth") == 2)
    page.keyboard.press("Escape")
    expect(part.get_by_role("img", name="rack.png")).to_be_visible()
    named = re.compile(r"!\[rack\.png\]\(/api/v1/attachments/\d+\)$")
    eventually(lambda: named.search(notes()) is not None)
    expect(panel.get_by_role("list", name="Files")).to_contain_text("rack.png")
    assert page.evaluate("window.ran") is None

    # Another writes while one writes oneself: both are shown, and nothing is lost unseen.
    part.get_by_role("button", name="Edit").click()
    expect(field).to_be_focused()
    page.keyboard.type(" mi")
    plan.command("task.update", {"id": task, "fields": {"notes": "Written by another"}})
    page.keyboard.type("ne")
    clash = part.get_by_role("alert")
    expect(clash).to_contain_text("ana changed this description while you wrote, now.")
    expect(clash.get_by_role("region", name="Theirs")).to_have_text(re.compile("another$"))
    clash.get_by_role("button", name="Take theirs").click()
    expect(clash).to_be_hidden()
    expect(field).to_have_text("Written by another")
    assert notes() == "Written by another"


def test_steps_subtasks_relations_files_and_history(
    new_page: NewPage, plan: Plan, tmp_path: Path
) -> None:
    page = new_page(bypass_csp=True)
    panel = open_panel(page, plan, "Switch delivery")
    panel.get_by_role("button", name="Checklist").click()
    line = panel.get_by_role("textbox", name="Add an item")
    expect(line).to_be_focused()
    page.keyboard.type("Unpack")
    page.keyboard.press("Enter")
    page.evaluate("() => navigator.clipboard.writeText('- [x] Count\\n- Label\\n- Test')")
    page.keyboard.press("Control+v")
    steps = panel.get_by_role("list", name="Checklist").get_by_role("checkbox")
    expect(steps).to_have_count(4)
    expect(panel.get_by_role("checkbox", name="Count")).to_be_checked()
    panel.get_by_role("button", name="Move “Test”", exact=True).press("ArrowUp")
    words = panel.get_by_role("list", name="Checklist").get_by_role("textbox")
    expect(words.nth(2)).to_have_value("Test")
    panel.get_by_role("button", name="Move “Test”", exact=True).drag_to(
        panel.get_by_role("button", name="Move “Unpack”", exact=True)
    )
    expect(words.first).to_have_value("Test")
    panel.get_by_role("button", name="Let the checklist say it").click()
    percent = panel.get_by_label("% complete")
    expect(percent).to_have_value("25")
    panel.get_by_role("checkbox", name="Test").press("Space")
    expect(percent).to_have_value("50")

    panel.get_by_role("button", name="Relation").click()
    panel.get_by_label("Kind of relation").select_option("is caused by")
    panel.get_by_label("Find a task").fill("order")
    page.get_by_role("option", name="Order switches").click()
    expect(panel.get_by_role("list", name="Relations")).to_contain_text("is caused by")

    kept = tmp_path / "delivery note.txt"
    kept.write_text("24 switches")
    panel.get_by_role("button", name="File", exact=True).click()
    with page.expect_file_chooser() as chooser:
        panel.get_by_role("button", name="Choose files").click()
    chooser.value.set_files(kept)
    files = panel.get_by_role("list", name="Files")
    expect(files).to_contain_text("delivery note.txt")
    page.evaluate(
        CARRY, ["[data-task-panel] h2", "drop", "rack.png", base64.b64encode(PNG).decode()]
    )
    expect(files).to_contain_text("rack.png")
    with page.expect_download() as saved:
        files.get_by_role("link", name="Save delivery note.txt").click()
    assert saved.value.path().read_text() == "24 switches"
    assert saved.value.suggested_filename == "delivery note.txt"
    no_barriers(page)

    history = panel.get_by_role("region", name="History")
    expect(history).to_contain_text("attached a file")
    history.get_by_role("button", name="Undo: ticked off a checklist").first.click()
    expect(panel.get_by_role("checkbox", name="Test")).not_to_be_checked()
    expect(percent).to_have_value("25")

    panel.get_by_role("button", name="Subtask").click()
    page.keyboard.type("Sign the note 1d")
    page.keyboard.press("Enter")
    below = panel.get_by_role("list", name="Subtasks")
    expect(below.get_by_role("checkbox", name="Sign the note")).to_be_visible()
    panel.get_by_role("button", name="Copy a link").click()
    eventually(lambda: page.evaluate("() => navigator.clipboard.readText()") == page.url)
    below.get_by_role("button", name="Sign the note").click()
    expect(page.get_by_role("complementary", name="Task: Sign the note")).to_be_visible()
    other = new_page(width=390, height=844, dark=True)
    other.goto(page.evaluate("() => navigator.clipboard.readText()"))
    panel = other.get_by_role("complementary", name="Task: Switch delivery")
    expect(panel.get_by_role("checkbox", name="Count")).to_be_checked()
    related = panel.get_by_role("list", name="Relations")
    related.get_by_role("button", name="Order switches", exact=True).click()
    expect(other.get_by_role("list", name="Relations")).to_contain_text("causes")
