"""A served place with the demo, its people and projects, and what axe says of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import httpx
from playwright.sync_api import Browser, BrowserContext, Page
from tools.barriers import barriers

from tests.browser.app import PATIENCE
from tests.services import PASSWORD, Place, Server

CHAIN: list[dict[str, Any]] = [
    {"name": "Order switches", "level": 0, "duration": 960},
    {"name": "Rack switches", "level": 0, "duration": 1440, "predecessors": [{"row": 0}]},
    {"name": "Cutover", "level": 0, "duration": 480, "predecessors": [{"row": 1}]},
]
"""Three tasks, one after the other, of 2, 3 and 1 days: Monday 2 to Monday 9 November 2026."""


@dataclass
class Person:
    """An account: its cookies for pages, its token for the API."""

    email: str
    token: str
    state: dict[str, Any]


@dataclass
class Site:
    """A served place and the people who use it.

    It is shared by the tests of a session: what a test changes lies in a project of its own.
    """

    place: Place
    server: Server
    browser: Browser
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Return the address it is served at."""
        return self.server.url

    def person(self, email: str) -> Person:
        """Return an account, made on first use, that has signed in by its password."""
        if email not in self.people:
            token = self.place.user(email)
            context = self.context(None)
            page = context.new_page()
            page.goto(f"{self.url}/sign-in")
            page.get_by_label("E-mail address").fill(email)
            page.get_by_role("textbox", name="Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(lambda url: "/sign-in" not in url)
            page.evaluate("localStorage.clear()")
            self.people[email] = Person(email, token, dict(context.storage_state()))
            context.close()
        return self.people[email]

    def context(self, person: Person | None, **options: Any) -> BrowserContext:
        """Return a browser of its own; nobody is signed in for None."""
        given: dict[str, Any] = {
            "viewport": {"width": 1440, "height": 900},
            "locale": "en-GB",
            "timezone_id": "Europe/Berlin",
            "bypass_csp": True,
            # It would answer before what a test puts in between.
            "service_workers": "block",
            **options,
        }
        if person is not None:
            given["storage_state"] = person.state
        context = self.browser.new_context(**given)
        context.set_default_timeout(PATIENCE)
        return context

    def api(self, person: Person) -> httpx.Client:
        """Return a client of the HTTP API for somebody."""
        return self.server.client(person.token)

    def workspace(self, person: Person) -> int:
        """Return somebody's own workspace."""
        with self.api(person) as api:
            spaces = api.get("/me").json()["workspaces"]
        return int(next(w["id"] for w in spaces if not w["demo"] and w["role"] == "owner"))

    def project(
        self, person: Person, name: str, tasks: list[dict[str, Any]]
    ) -> tuple[int, list[int]]:
        """Create a project with tasks; return its key and theirs."""
        asked = {"name": name, "start": "2026-11-02T09:00", "country": ""}
        with self.api(person) as api:
            made = api.post("/projects", json={"workspace_id": self.workspace(person), **asked})
            assert made.status_code == 201, made.text
            project = made.json()["created"]["projects"][0]
            body = {"type": "outline.insert", "stream": project, "payload": {"tasks": tasks}}
            added = api.post("/commands", json=body)
            assert added.status_code == 200, added.text
            return project, added.json()["created"]["tasks"]

    def demo(self, person: Person) -> int:
        """Return the demo's first project."""
        with self.api(person) as api:
            items = api.get("/projects").json()["items"]
        return int(next(p["id"] for p in items if p["name"] == "Data-centre migration"))


def axe(page: Page) -> list[str]:
    """Return what axe finds serious or critical, as `rule: selector html`."""
    return barriers(page)
