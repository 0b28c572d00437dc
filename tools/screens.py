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
    Screen("sheet", f"{PROJECT}/sheet", "[role=row]"),
    Screen("overview", f"{PROJECT}/overview", "main"),
    Screen("task", f"{PROJECT}/gantt?task={{task}}", "[data-testid=task-why]"),
    Screen("projects", "/?all=1", "main"),
    Screen("new", "/new", "main"),
    Screen("palette", f"{PROJECT}/gantt", "[data-task-id]", keys=("Control+k",)),
    Screen("settings", f"{PROJECT}/settings", "main"),
)


def _signed_in(browser: Any, place: Place) -> tuple[Any, str, str]:
    """Sign in by the link; return the state of the session, the project's path and a late task."""
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
    task = next(i["id"] for i in items if i["name"] == "Switch delivery")
    state = context.storage_state()
    context.close()
    return state, f"/p/{project}", str(task)


def take(place: Place, wanted: set[str]) -> None:
    """Take all pictures of a served place."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        state, project, task = _signed_in(browser, place)
        for scheme in ("light", "dark"):
            for size, (width, height) in SIZES.items():
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme=scheme,
                    storage_state=state, reduced_motion="reduce", locale="en-GB",
                )  # fmt: skip
                context.set_default_timeout(20_000)
                for screen in SCREENS:
                    if wanted and screen.name not in wanted:
                        continue
                    page = context.new_page()
                    page.goto(place.url + screen.path.format(project=project, task=task))
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
