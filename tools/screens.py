"""Takes the screenshots of docs/screens from the demo: each screen wide and narrow, light and dark."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tools.place import Place, chromium, served

TARGET = Path(__file__).resolve().parent.parent / "docs/screens"
SIZES = {"wide": (1440, 900), "narrow": (390, 844)}
PROJECT = "{project}"
SCENARIO = "Fabric in three days"


@dataclass(frozen=True)
class Screen:
    """An address, what must be seen there before the picture is taken, and keys pressed first."""

    name: str
    path: str
    ready: str
    keys: tuple[str, ...] = ()
    click: str | None = None


SCREENS = (
    Screen("gantt", f"{PROJECT}/gantt", "[data-task-id]"),
    Screen("why", f"{PROJECT}/gantt", "[data-task-id]", click="[data-hint=why]"),
    Screen("board", f"{PROJECT}/board", "[data-card]"),
    Screen("flow", f"{PROJECT}/flow", "main [role=img] svg, main [role=img] canvas"),
    Screen("sheet", f"{PROJECT}/sheet", "[role=row]"),
    Screen("overview", f"{PROJECT}/overview", "main"),
    Screen("task", f"{PROJECT}/gantt?task={{task}}", "[data-testid=task-why]"),
    Screen("tracking", f"{PROJECT}/tracking", "main table"),
    Screen("risk", f"{PROJECT}/risk", "main [role=img] svg, main [role=img] canvas"),
    Screen("levelling", f"{PROJECT}/levelling", "main table"),
    Screen("scenarios", f"{PROJECT}/scenarios?with={{scenario}}", "main table"),
    Screen("delays", f"{PROJECT}/delays", "[data-testid=delays-total]"),
    Screen("plan-check", f"{PROJECT}/plan-check", "[data-check]"),
    Screen(
        "earned-value", f"{PROJECT}/earned-value", "main [role=img] svg, main [role=img] canvas"
    ),
    Screen("projects", "/?all=1", "main"),
    Screen("new", "/new", "main"),
    Screen("palette", f"{PROJECT}/gantt", "[data-task-id]", keys=("Control+k",)),
    Screen("settings", f"{PROJECT}/settings", "main"),
)


@dataclass(frozen=True)
class Demo:
    """A session in the demo, and what the addresses of screens are made of."""

    state: Any
    project: str
    task: str
    scenario: str

    def address(self, path: str) -> str:
        """Return a screen's path with the demo's keys in it."""
        return path.format(project=self.project, task=self.task, scenario=self.scenario)


def _signed_in(browser: Any, place: Place) -> Demo:
    """Sign in by the link, begin a scenario and change one duration in it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(place.link)
    page.wait_for_url(re.compile(r"/p/\d+/"), timeout=30_000)
    match = re.search(r"/p/(\d+)/", page.url)
    assert match
    project = match.group(1)
    items = context.request.get(f"{place.url}/api/v1/projects/{project}/tasks?limit=500").json()[
        "items"
    ]
    tasks = {item["name"]: item["id"] for item in items}
    token = next(c["value"] for c in context.cookies() if c["name"] == "csrftoken")

    def command(stream: int, type_: str, payload: dict[str, Any]) -> Any:
        answer = context.request.post(
            f"{place.url}/api/v1/commands",
            data={"type": type_, "stream": stream, "payload": payload},
            headers={"X-CSRFToken": token, "Referer": place.url},
        )
        if not answer.ok:
            raise RuntimeError(f"{type_}: {answer.status} {answer.text()}")
        return answer.json()

    made = command(int(project), "scenario.create", {"name": SCENARIO})
    scenario = made["created"]["scenarios"][0]
    change = {"id": tasks["Configure the fabric"], "fields": {"duration": 1440}}
    command(scenario, "task.update", change)
    state = context.storage_state()
    context.close()
    return Demo(state, f"/p/{project}", str(tasks["Switch delivery"]), str(scenario))


def take(place: Place, wanted: set[str]) -> None:
    """Take all pictures of a served place."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        demo = _signed_in(browser, place)
        for scheme in ("light", "dark"):
            for size, (width, height) in SIZES.items():
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme,
                    storage_state=demo.state, reduced_motion="reduce", locale="en-GB",
                )  # fmt: skip
                context.set_default_timeout(20_000)
                for screen in SCREENS:
                    if wanted and screen.name not in wanted:
                        continue
                    page = context.new_page()
                    page.goto(place.url + demo.address(screen.path))
                    page.wait_for_selector(screen.ready, state="attached")
                    page.wait_for_timeout(900)
                    for key in screen.keys:
                        page.keyboard.press(key)
                    if screen.click and page.locator(screen.click).count():
                        page.locator(screen.click).first.click()
                    if screen.keys or screen.click:
                        page.wait_for_timeout(900)
                    page.screenshot(path=TARGET / f"{screen.name}-{size}-{scheme}.png")
                    page.close()
                context.close()
        browser.close()


def main() -> int:
    """Take the pictures, of all screens or of those named."""
    with served() as place:
        take(place, set(sys.argv[1:]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
