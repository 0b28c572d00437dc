"""A served place, a real Chromium, and projects to drive the app with."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tools.barriers import barriers
from tools.place import chromium

from tests.browser.app import PATIENCE, fresh_dist
from tests.live import command, own_workspace
from tests.services import WITHOUT, Server, running_place

HERE = Path(__file__).resolve().parent
MONDAY = 29_751_840 + 540  # 2026-07-27T09:00
DAY = 480


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all in this folder: they need Chromium and the built app."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(180))


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """The browser, started once."""
    if "browser" in WITHOUT or "chromium" in WITHOUT:
        pytest.skip("HEADWAY_TEST_WITHOUT names the browser")
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    # What comes late on a busy machine comes all the same.
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as play:
        started = chromium(play)
        yield started
        started.close()


@dataclass
class Served:
    """The app, served, with its people."""

    server: Server
    ana: str
    ben: str
    link: Callable[[str], str]
    states: dict[str, Any] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Where it is."""
        return self.server.url


@pytest.fixture(scope="session")
def served(chrome: Browser) -> Iterator[Served]:
    """A place of its own with two people who share a workspace."""
    fresh_dist()
    with running_place() as place:
        server = place.serve("--no-demo")
        ana = place.user("ana@example.org")
        ben = place.user("ben@example.org")

        def link(email: str) -> str:
            printed = place.headway("user", "link", email).split()[-1]
            return server.url + printed[printed.index("/sign-in/") :]

        found = Served(server, ana, ben, link)
        for email in ("ana@example.org", "ben@example.org"):
            context = chrome.new_context()
            page = context.new_page()
            page.goto(link(email))
            if email.startswith("ben"):
                with server.client(ana) as client:
                    space = own_workspace(client)
                    asked = {"email": email, "role": "member"}
                    invited = client.post(f"/workspaces/{space}/invitations", json=asked)
                    assert invited.status_code in (200, 201), invited.text
                invitation = invited.json()["link"]
                page.goto(server.url + invitation[invitation.index("/sign-in/") :])
            found.states[email] = context.storage_state()
            context.close()
        yield found


@pytest.fixture
def api(served: Served) -> Iterator[httpx.Client]:
    """Ana's client of the API."""
    with served.server.client(served.ana) as client:
        yield client


@dataclass
class Plan:
    """A project that a test drives, as the server knows it."""

    client: httpx.Client
    id: int
    url: str

    def tasks(self) -> dict[str, dict[str, Any]]:
        """Return the tasks by name."""
        items = self.client.get(f"/projects/{self.id}/tasks").json()["items"]
        return {item["name"]: item for item in items}

    def names(self) -> list[str]:
        """Return the names in outline order."""
        items = self.client.get(f"/projects/{self.id}/tasks").json()["items"]
        return [item["name"] for item in items]

    def command(self, type_: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Send a command beside the browser."""
        return command(self.client, self.id, type_, payload)


NewPlan = Callable[..., Plan]

LINES: list[dict[str, Any]] = [
    {"name": "Prepare", "level": 0},
    {"name": "Order switches", "level": 1, "duration": 3 * DAY},
    {"name": "Switch delivery", "level": 1, "duration": 2 * DAY, "predecessors": [{"row": 1}]},
    {"name": "Move", "level": 0},
    {"name": "Cutover", "level": 1, "duration": 5 * DAY, "predecessors": [{"row": 2}]},
    {"name": "Done", "level": 1, "milestone": True, "predecessors": [{"row": 4}]},
]
"""Prepare (Order switches → Switch delivery), Move (→ Cutover → Done)."""


@pytest.fixture
def new_plan(served: Served, api: httpx.Client) -> NewPlan:
    """Make projects: of the lines above, or of none."""

    def make(lines: list[dict[str, Any]] | None = None, name: str = "Net") -> Plan:
        made = command(api, own_workspace(api), "project.create", {"name": name, "start": MONDAY})
        project = made["created"]["projects"][0]
        wanted = LINES if lines is None else lines
        if wanted:
            command(api, project, "outline.insert", {"tasks": wanted})
        return Plan(api, project, f"{served.url}/p/{project}")

    return make


@pytest.fixture
def plan(new_plan: NewPlan) -> Plan:
    """The small project."""
    return new_plan()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(chrome: Browser, served: Served) -> Iterator[NewPage]:
    """Open browsers of their own: whose, how large, light or dark."""
    opened: list[BrowserContext] = []
    wrong: list[str] = []

    def make(
        who: str = "ana", width: int = 1440, height: int = 900, dark: bool = False, **more: Any
    ) -> Page:
        context = chrome.new_context(
            storage_state=served.states[f"{who}@example.org"],
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            locale="en-GB",
            service_workers="block",
            **more,
        )
        context.set_default_timeout(PATIENCE)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        return page

    yield make
    for context in opened:
        context.close()
    assert not wrong, f"the page threw: {wrong}"


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """Ana's browser."""
    return new_page()


@pytest.fixture
def axe() -> Callable[[Page], list[str]]:
    """What axe finds in the view that is serious or critical. The page's context must bypass the policy."""
    return lambda page: barriers(page, ".hwg-view")
