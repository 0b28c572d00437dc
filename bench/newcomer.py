"""A newcomer's first minutes, scripted: from the sign-in link to an own .mpp and the first slip.

Prints the seconds until each is on the screen beside its bar, and ends with 1 where one is missed. The
.mpp is taken from ../shared/data where it is found, or from `--file`.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright
from tools.place import chromium, served

SAMPLE = Path(__file__).resolve().parents[2] / "shared/data/project-files/sample.mpp"
WAIT = 90_000
SLIP, OWN = 90.0, 60.0
"""Seconds from the link: the first slip is explained, an own .mpp is open."""


def main() -> int:
    """Walk through and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, default=SAMPLE)
    given = parser.parse_args()
    with served() as place, sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-GB")
        page.set_default_timeout(WAIT)
        began = time.monotonic()
        marks: list[tuple[str, float, float]] = []

        def mark(what: str, bar: float) -> None:
            marks.append((what, time.monotonic() - began, bar))

        page.goto(place.link)
        page.locator(".hwt-bar").first.wait_for()
        mark("the demo's Gantt is there", SLIP)
        page.get_by_role("button", name=re.compile("late:")).first.click()
        page.get_by_role("dialog").get_by_text("+6 d by itself").wait_for()
        mark("the first slip is explained", SLIP)
        page.keyboard.press("Escape")
        if given.file.is_file():
            page.goto(f"{place.url}/import")
            page.get_by_test_id("import-file").set_input_files(given.file)
            page.get_by_role("button", name="Import", exact=True).click()
            page.get_by_role("heading", name="Import report").wait_for()
            page.get_by_role("link", name="Gantt").click()
            page.locator(".hwt-bar").first.wait_for()
            mark(f"{given.file.name} is open in the Gantt", OWN)
        else:
            print(f"left out: {given.file} is not there")
        browser.close()
    for what, seconds, bar in marks:
        print(
            f"{what:<45} {seconds:6.1f} s  (bar {bar:.0f} s){'' if seconds <= bar else '  MISSED'}"
        )
    return int(any(seconds > bar for _, seconds, bar in marks))


if __name__ == "__main__":
    sys.exit(main())
