"""What somebody does in a minute, over and over, with another person in the same project.

One round stands for a busy minute: four edits typed into cells (one of them moves 3,000 tasks) of
which one is taken back, scrolling and zooming, a task's panel opened and closed twice, every view of
the plan once, a search, and five changes of the second person that come in meanwhile. An hour is 60
rounds, done as fast as the machine does them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import httpx
from playwright.sync_api import Page
from tests.live import command

from bench._big import GROUP
from bench._browser import WAIT, into_cell
from bench._frames import SCRIPT

ROUNDS_AN_HOUR = 60
DAY = 480
VIEWS: tuple[tuple[str, str], ...] = (
    ("Sheet", "[data-view=sheet] .hwg-row"),
    ("Board", "[data-view=board] [data-card]"),
    ("Overview", "main"),
    ("Gantt", ".hwt-bar"),
)
QUIET = "[data-testid=connection][data-pending='0']"
WANDER = """async ({frames, to}) => {
  const scroller = document.querySelector('[data-scroller]');
  scroller.scrollTop = to;
  for (let n = 0; n < frames; n++) {
    await new Promise(requestAnimationFrame);
    scroller.scrollTop += n < frames / 2 ? 120 : -120;
  }
  // The rows of the last step are there two frames later.
  for (let n = 0; n < 3; n++) await new Promise(requestAnimationFrame);
}"""


class Hour:
    """The two people and the page of the first."""

    def __init__(self, page: Page, other: httpx.Client, made: dict[str, Any]) -> None:
        self.page = page
        self.other = other
        self.project: int = made["project"]
        self.keys: list[int] = made["tasks"]
        # A summary's length is not typed.
        self._leaves = [key for n, key in enumerate(self.keys) if n % (GROUP + 1)]
        self.head: int = made["head"]
        self._random = random.Random(11)
        self._count = 0
        self._extra: int | None = None

    def round(self) -> None:
        """Do a minute's work; it begins and ends in the Gantt."""
        self._count += 1
        steps: tuple[Callable[[], None], ...] = (
            self._edit_head, self._they, self._wander, self._rename, self._they, self._panel,
            self._they, self._lengthen, self._search, self._they, self._take_back, self._views,
            self._they, self._zoom, self._panel,
        )  # fmt: skip
        for step in steps:
            step()
        self.page.wait_for_selector(QUIET, state="attached", timeout=WAIT)

    def _to(self, key: int, column: str) -> None:
        """Go to a cell of a task that can be seen."""
        self.page.locator(f'.hwg-row[data-row="{key}"] [data-col="{column}"]').first.click()

    def _seen(self) -> int:
        """Return the key of some task of the middle of the screen."""
        rows = self.page.locator(".hwg-row[aria-level='2']")
        row = rows.nth(min(6 + self._random.randrange(6), rows.count() - 1))
        return int(row.get_attribute("data-row") or 0)

    def _typed(self, key: int, column: str, text: str) -> None:
        self._to(key, column)
        into_cell(self.page, text)

    def _edit_head(self) -> None:
        self.page.locator(".hwg-pane").press("Control+ArrowUp")
        self._typed(self.head, "duration", f"{1 + self._count % 3}d")

    def _rename(self) -> None:
        self._typed(self._seen(), "name", f"Renamed {self._count}")

    def _lengthen(self) -> None:
        self._typed(self._seen(), "duration", f"{1 + self._count % 4}d")

    def _take_back(self) -> None:
        self._typed(self._seen(), "name", f"Not meant {self._count}")
        self.page.wait_for_selector(QUIET, state="attached", timeout=WAIT)
        self.page.keyboard.press("Control+z")

    def _wander(self) -> None:
        to = self._random.randrange(len(self.keys) * 20)
        self.page.evaluate(WANDER, {"frames": 40, "to": to})

    def _zoom(self) -> None:
        self.page.evaluate(SCRIPT.read_text())
        given = {"kind": "gantt", "frames": 20, "selector": ".hwt-pane"}
        self.page.evaluate("given => benchFrames.zoom(given)", given)

    def _panel(self) -> None:
        self._to(self._seen(), "name")
        self.page.keyboard.press("Control+Enter")
        panel = self.page.locator("[data-task-panel]")
        panel.get_by_label("Duration").wait_for(timeout=WAIT)
        panel.press("Escape")
        panel.wait_for(state="detached", timeout=WAIT)

    def _search(self) -> None:
        field = self.page.get_by_label("Find tasks by words")
        rows = self.page.locator("[aria-rowcount]").first.get_attribute("aria-rowcount")
        field.fill(f"Task {self._count}")
        self.page.wait_for_timeout(300)
        field.fill("")
        self.page.locator(f"[aria-rowcount='{rows}']").first.wait_for(timeout=WAIT)
        self.page.locator(".hwg-row").nth(10).wait_for(timeout=WAIT)

    def _views(self) -> None:
        tabs = self.page.get_by_role("navigation", name="Views")
        for name, there in VIEWS:
            tabs.get_by_role("link", name=name, exact=True).click()
            tabs.locator("[aria-current=page]", has_text=name).wait_for(timeout=WAIT)
            self.page.locator(there).first.wait_for(timeout=WAIT)

    def _they(self) -> None:
        """The other one changes something."""
        key = self._leaves[self._random.randrange(4_000, len(self._leaves))]
        fields = {"name": f"Theirs {self._count}"}
        match self._random.randrange(3):
            case 0:
                command(self.other, self.project, "task.update", {"id": key, "fields": fields})
            case 1 if self._extra is None:
                task = {"name": f"Extra {self._count}", "duration": DAY}
                made = command(self.other, self.project, "outline.insert", {"tasks": [task]})
                self._extra = made["created"]["tasks"][0]
            case 1:
                command(self.other, self.project, "task.delete", {"ids": [self._extra]})
                self._extra = None
            case _:
                long = {"duration": DAY * self._random.randrange(1, 4)}
                command(self.other, self.project, "task.update", {"id": key, "fields": long})
