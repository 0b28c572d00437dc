"""Fixtures of the frame's tests: the place with its demo, and pages of whoever it takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.app import fresh_dist
from tests.browser.frame.people import Person, Site
from tests.services import running_place

EXPECTED = re.compile(
    r"status of (40[0-9]|422)|ERR_INTERNET_DISCONNECTED|ERR_FAILED|WebSocket|ERR_CONNECTION"
)
"""What the browser itself logs about refusals and a lost connection."""


@pytest.fixture(scope="session")
def site(chrome: Browser) -> Iterator[Site]:
    """A served place with the demo and the app as it is now."""
    fresh_dist()
    with running_place() as place:
        found = Site(place, place.serve(), chrome)
        # The first account owns the demo.
        found.person("ana@example.com")
        yield found


@pytest.fixture
def ana(site: Site) -> Person:
    """The person most tests are about; owns the demo and a workspace."""
    return site.person("ana@example.com")


@pytest.fixture
def open_page(site: Site) -> Iterator[Callable[..., Page]]:
    """Open pages of people; a script error on any of them fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(person: Person | None, path: str = "/", **options: Any) -> Page:
        context = site.context(person, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda said: (
                errors.append(said.text)
                if said.type == "error" and not EXPECTED.search(said.text)
                else None
            ),
        )
        page.goto(site.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def own(request: pytest.FixtureRequest, site: Site, name: str) -> Person:
    """Return somebody of a file's own: what other files do is not in his inbox."""
    return site.person(f"{name}@{request.module.__name__.rpartition('_')[2]}.example.com")


@pytest.fixture
def nora(request: pytest.FixtureRequest, site: Site) -> Person:
    """Who manages."""
    return own(request, site, "nora")


@pytest.fixture
def viktor(request: pytest.FixtureRequest, site: Site) -> Person:
    """Who works."""
    return own(request, site, "viktor")
