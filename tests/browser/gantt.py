"""What tests of the Gantt and the sheet do on a page."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import FloatRect, Locator, Page, expect


def open_view(page: Page, url: str, view: str = "gantt") -> None:
    """Open a view of a project and wait until it is drawn."""
    page.goto(f"{url}/{view}")
    page.locator("[data-scroller] [data-row]").first.wait_for()
    if view == "gantt":
        page.locator(".hwt-pane").wait_for()


def row(page: Page, name: str) -> Locator:
    """Return a task's row of the grid."""
    return page.get_by_role("row").filter(has=page.locator(f'[data-col="name"]:has-text("{name}")'))


def cell(page: Page, name: str, column: str) -> Locator:
    """Return a cell of a task's row."""
    return row(page, name).locator(f'[data-col="{column}"]')


def bar(page: Page, name: str) -> Locator:
    """Return a task's bar."""
    return page.locator(f'.hwt-bar[aria-label^="{name},"]')


def box(of: Locator) -> FloatRect:
    """Return where something is; it must be somewhere."""
    found = of.bounding_box()
    assert found is not None, "not on the page"
    return found


AT_REST = """one => {
  const { x, y, width, height } = one.getBoundingClientRect();
  const now = [x, y, width, height].join();
  one.rested = one.restedAt === now ? one.rested + 1 : 0;
  one.restedAt = now;
  return one.rested > 5;
}"""
"""Whether something stood in one place while the page was drawn several times."""


def at_rest(of: Locator) -> FloatRect:
    """Return where something is, once it stays there: as a view opens, its parts take their places."""
    of.page.wait_for_function(AT_REST, arg=of.element_handle())
    return box(of)


def short(day: str) -> str:
    """Return a date such as 9 Nov 2026 as the app writes it: without the year where it is this one."""
    return day.removesuffix(f" {datetime.now(UTC).year}")


def edit(page: Page, name: str, column: str, text: str) -> None:
    """Type into a cell as one does in a spreadsheet, and press Enter."""
    cell(page, name, column).click()
    page.keyboard.press("F2")
    field = cell(page, name, column).locator("input")
    expect(field).to_be_focused()
    field.fill(text)
    field.press("Enter")


def drag(
    page: Page, start: tuple[float, float], by: tuple[float, float], drop: bool = True
) -> None:
    """Drag from a place by some pixels, in steps as a hand does."""
    page.mouse.move(*start)
    page.mouse.down()
    for share in (0.2, 0.5, 0.8, 1.0):
        page.mouse.move(start[0] + by[0] * share, start[1] + by[1] * share)
        page.wait_for_timeout(20)
    if drop:
        page.mouse.up()


def middle(of: Locator, share: float = 0.5) -> tuple[float, float]:
    """Return a place within a bar, once that stays where it is."""
    found = at_rest(of)
    return found["x"] + found["width"] * share, found["y"] + found["height"] / 2


def eventually(true: Callable[[], bool], wait: float = 20.0) -> None:
    """Wait until something holds on the server, or of what is measured on the page."""
    end = time.monotonic() + wait
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


def fits(page: Page, width: int) -> None:
    """Wait until the page is as wide as the screen and no wider."""
    page.wait_for_function("wide => document.documentElement.scrollWidth <= wide", arg=width)


def day_width(page: Page) -> float:
    """Return the pixels of a day, from the only bar whose length is known: three working days."""
    found = at_rest(bar(page, "Order switches"))
    # From Monday 9:00 to Wednesday 17:00 are 56 hours.
    return found["width"] / (56 / 24)
