"""Takes the screenshots of docs/screens from the demo: each screen wide and narrow, light and dark.

Of each it tells what axe finds serious, what the page's console complains of, and what runs over the
side of a phone; where anything is found, it fails.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import TimeoutError, sync_playwright

from tools.barriers import barriers
from tools.place import Place, chromium, served

TARGET = Path(__file__).resolve().parent.parent / "docs/screens"
SIZES = {"wide": (1440, 900), "narrow": (390, 844)}
PROJECT = "/p/{migration}"
TEAM = "/p/{erp}"
WORKSPACE = "/w/{workspace}"
SCENARIO = "Fabric in three days"
CHART = "main [role=img] svg, main [role=img] canvas"


@dataclass(frozen=True)
class Screen:
    """An address, what must be seen there before the picture is taken, and what is done then.

    `keys` are pressed, then `click` is clicked.
    """

    name: str
    path: str
    ready: str
    keys: tuple[str, ...] = ()
    click: str | None = None


SCREENS = (
    Screen("gantt", f"{PROJECT}/gantt", "[data-task-id]"),
    Screen("why", f"{PROJECT}/gantt", "[data-task-id]", click="[data-hint=why]"),
    Screen("sheet", f"{PROJECT}/sheet", "[role=row]"),
    Screen("board", f"{PROJECT}/board", "[data-card]"),
    Screen("calendar", f"{PROJECT}/calendar", "[data-entry]"),
    Screen("roadmap", f"{PROJECT}/roadmap", "main section"),
    Screen("flow", f"{PROJECT}/flow", CHART),
    Screen("backlog", f"{TEAM}/backlog", "[data-item]"),
    Screen("sprints", f"{TEAM}/sprints", CHART),
    Screen("releases", f"{TEAM}/releases", "main details"),
    Screen("team-board", f"{TEAM}/board", "[data-card]"),
    Screen("follow-up", f"{PROJECT}/follow-up", "main section"),
    Screen("overview", f"{PROJECT}/overview", "main"),
    Screen("task", f"{PROJECT}/gantt?task={{task}}", "[data-testid=task-why]"),
    Screen("tracking", f"{PROJECT}/tracking", "main table"),
    Screen("risk", f"{PROJECT}/risk", CHART),
    Screen("levelling", f"{PROJECT}/levelling", "main table"),
    Screen("scenarios", f"{PROJECT}/scenarios?with={{scenario}}", "main table"),
    Screen("delays", f"{PROJECT}/delays", "[data-testid=delays-total]"),
    Screen("plan-check", f"{PROJECT}/plan-check", "[data-check]"),
    Screen("earned-value", f"{PROJECT}/earned-value", CHART),
    Screen("my-work", "/my-work", "main"),
    Screen("inbox", "/inbox", "main"),
    Screen("updates", "/updates", "main"),
    Screen("search", "/search?q=cutover", "main section"),
    Screen("roadmaps", "/roadmap", "main section"),
    Screen("projects", "/?all=1", "main"),
    Screen("new", "/new", "main"),
    Screen("palette", f"{PROJECT}/gantt", "[data-task-id]", keys=("Control+k",)),
    Screen("people", f"{WORKSPACE}/people", "main table"),
    Screen("settings", f"{PROJECT}/settings", "main"),
)


@dataclass(frozen=True)
class Demo:
    """A session in the demo, and what the addresses of screens are made of."""

    state: Any
    keys: dict[str, int]

    def address(self, path: str) -> str:
        """Return a screen's path with the demo's keys in it."""
        return path.format(**self.keys)


def _signed_in(browser: Any, place: Place) -> Demo:
    """Sign in by the link, begin a scenario and change one duration in it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(place.link)
    page.wait_for_url(re.compile(r"/p/\d+/"), timeout=90_000)

    def read(path: str) -> Any:
        return context.request.get(f"{place.url}/api/v1/{path}").json()["items"]

    projects = {item["name"]: item for item in read("projects")}
    project = projects["Data-centre migration"]["id"]
    items = read(f"projects/{project}/tasks?limit=500")
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

    made = command(project, "scenario.create", {"name": SCENARIO})
    scenario = made["created"]["scenarios"][0]
    change = {"id": tasks["Configure the fabric"], "fields": {"duration": 1440}}
    command(scenario, "task.update", change)
    state = context.storage_state()
    context.close()
    keys = {
        "migration": project, "erp": projects["ERP roll-out"]["id"], "scenario": scenario,
        "workspace": projects["ERP roll-out"]["workspace_id"], "task": tasks["Switch delivery"],
    }  # fmt: skip
    return Demo(state, keys)


def _faults(page: Any, width: int, said: list[str]) -> list[str]:
    """Return what is wrong with a page as it is shown."""
    found = [*said, *barriers(page)]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"{wide} pixels wide"] if wide > width else [])


def take(place: Place, wanted: set[str]) -> int:
    """Take all pictures of a served place; tell what is wrong, and return how much."""
    TARGET.mkdir(parents=True, exist_ok=True)
    faults = 0
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        demo = _signed_in(browser, place)
        for scheme in ("light", "dark"):
            for size, (width, height) in SIZES.items():
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme,
                    storage_state=demo.state, reduced_motion="reduce", locale="en-GB",
                    bypass_csp=True,
                )  # fmt: skip
                context.set_default_timeout(20_000)
                for screen in SCREENS:
                    if wanted and screen.name not in wanted:
                        continue
                    name = f"{screen.name}-{size}-{scheme}"
                    found = _shot(context, screen, place.url + demo.address(screen.path), name)
                    print(
                        *(f"{name}: {fault}" for fault in found or ["fine"]), sep="\n", flush=True
                    )
                    faults += len(found)
                context.close()
        browser.close()
    return faults


def _shot(context: Any, screen: Screen, address: str, name: str) -> list[str]:
    """Take one picture; return what is wrong with its page."""
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.goto(address)
    try:
        page.wait_for_selector(screen.ready, state="attached")
    except TimeoutError:
        said.append(f"{screen.ready} is not seen")
    page.wait_for_timeout(900)
    for key in screen.keys:
        page.keyboard.press(key)
    if screen.click and page.locator(screen.click).count():
        page.locator(screen.click).first.click()
    if screen.keys or screen.click:
        page.wait_for_timeout(900)
    page.screenshot(path=TARGET / f"{name}.png")
    found = _faults(page, page.viewport_size["width"], said)
    page.close()
    return found


def main() -> int:
    """Take the pictures, of all screens or of those named."""
    with served() as place:
        return 1 if take(place, set(sys.argv[1:])) else 0


if __name__ == "__main__":
    sys.exit(main())
