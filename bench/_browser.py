"""What the benches in a browser share: a served project of 10,000 tasks, Chromium, opening it, clocks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from tests.browser.app import fresh_dist
from tests.services import Place, Server, running_place
from tools.place import chromium

ROOT = Path(__file__).resolve().parent.parent
WAIT = 60_000
SIZE: Any = {"width": 1440, "height": 900}
OWNER = "olga@example.org"

MAKE = """
import json, django
django.setup()
from bench._big import create
from headway.access.models import User
from headway.access.workspaces import create_workspace
owner = User.objects.get(email="olga@example.org")
made = create(owner.pk, create_workspace("Bench", owner))
print(json.dumps(made))
"""

SETTLED = """
import json, time, django
django.setup()
from headway.changes.models import Outbox
from headway.search.indexing import behind
end = time.monotonic() + 180
while (behind() or Outbox.objects.exists()) and time.monotonic() < end:
    time.sleep(0.2)
print(json.dumps({"late": len(behind())}))
"""
"""Waits until what follows the making of the projects (search, inbox) is done."""


def into_cell(page: Page, text: str) -> None:
    """Write a text into the grid's cell on which the cursor stands."""
    page.keyboard.press("F2")
    field = page.locator(".hwg-input")
    field.fill(text)
    field.press("Enter")


@dataclass
class Stage:
    """A served place with its project, and a browser."""

    place: Place
    server: Server
    browser: Browser
    launch: Callable[[], Browser]
    made: dict[str, Any]

    @property
    def url(self) -> str:
        """The project's address."""
        return f"{self.server.url}/p/{self.made['project']}"

    def link(self, email: str = OWNER) -> str:
        """Return a one-time link that signs a person in."""
        printed = self.place.headway("user", "link", email).split()[-1]
        return self.server.url + printed[printed.index("/sign-in/") :]

    def context(self, state: Any = None) -> BrowserContext:
        """Return a browser of its own; without a state of another it is signed in first."""
        context = self.browser.new_context(viewport=SIZE, storage_state=state, locale="en-GB")
        context.set_default_timeout(WAIT)
        if state is None:
            page = context.new_page()
            page.goto(self.link())
            page.wait_for_load_state()
            page.close()
        return context


@contextmanager
def stage(script: str = MAKE, people: tuple[str, ...] = (OWNER,)) -> Iterator[Stage]:
    """Serve a place, run `script` beside the server (it prints JSON last), and start Chromium."""
    fresh_dist()
    with running_place(forked=False) as place, sync_playwright() as play:
        server = place.serve("--no-demo")
        for email in people:
            place.user(email)
        made = run_beside(place, script)
        if run_beside(place, SETTLED)["late"]:
            raise SystemExit("the search index of the new projects was not done in three minutes")

        def launch() -> Browser:
            browser: Browser = chromium(play)
            return browser

        browser = launch()
        try:
            yield Stage(place, server, browser, launch, made)
        finally:
            browser.close()


def run_beside(place: Place, script: str) -> dict[str, Any]:
    """Run Python on the place's data beside the running server; return what it printed last."""
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**place.environment, "DJANGO_SETTINGS_MODULE": "headway.server.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def opened(page: Page, url: str, bars: bool = True) -> float:
    """Open the project; return seconds from the address to rows, bars and a key that works."""
    begun = time.perf_counter()
    page.goto(url, wait_until="commit")
    for rows in (".hwg-row", ".hwt-bar") if bars else (".hwg-row",):
        page.locator(rows).nth(10).wait_for(timeout=WAIT)
    page.get_by_role("treegrid").press("ArrowDown", timeout=WAIT)
    page.wait_for_selector('.hwg-row[aria-rowindex="3"][data-current]', timeout=WAIT)
    return time.perf_counter() - begun


class Busy:
    """How long the page's main thread works, in its own time: a busy machine does not change it."""

    def __init__(self, page: Page) -> None:
        self._wire = page.context.new_cdp_session(page)
        self._wire.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds(self) -> float:
        """Return the seconds worked so far."""
        found = self._wire.send("Performance.getMetrics")["metrics"]
        return float(next(m["value"] for m in found if m["name"] == "TaskDuration"))


def pace(rounds: int = 3) -> float:
    """Return the seconds that a loop of 20 million additions takes here, the least of some rounds."""

    def once() -> float:
        begun, total = time.perf_counter(), 0
        for n in range(20_000_000):
            total += n
        return time.perf_counter() - begun

    return min(once() for _ in range(rounds))


def load() -> str:
    """Return how many cores there are and how much waits for them."""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
