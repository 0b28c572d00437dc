"""The built app in a real Chromium: how long a page is waited for, and a build that is fresh."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, expect
from tools.barriers import barriers

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
DIST = WEB / "dist"
BUILD = 240.0
PATIENCE = 20_000
"""Milliseconds that a page is waited for."""


def accept_invitation(page: Page) -> None:
    """Press what takes an invitation of somebody new, and wait until he is in."""
    page.get_by_role("button", name="Accept the invitation").click()
    page.wait_for_url(lambda url: "/invitation/" not in url)


def barriers_in_the_dark(page: Page, where: str | None = None) -> list[str]:
    """Return what axe finds in the dark scheme; the page is light again then.

    The page's context must bypass the policy.
    """
    _take_colours(page, "dark")
    found = barriers(page, where)
    _take_colours(page, "light")
    return found


def barriers_by_scheme(page: Page, where: str | None = None) -> list[str]:
    """Return what axe finds in the dark and in the light scheme, in which the page stays."""
    return barriers_in_the_dark(page, where) + barriers(page, where)


def _take_colours(page: Page, scheme: Literal["dark", "light"]) -> None:
    page.emulate_media(color_scheme=scheme)
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", scheme)


def _newest(folder: Path) -> float:
    return max((p.stat().st_mtime for p in folder.rglob("*") if p.is_file()), default=0.0)


def stale() -> bool:
    """Whether the built app is missing or older than its sources."""
    built = DIST / "index.html"
    if not built.is_file():
        return True
    sources = [WEB / n for n in ("index.html", "package-lock.json", "vite.config.ts", "worker.mjs")]
    newest = max(_newest(WEB / "src"), *(p.stat().st_mtime for p in sources if p.is_file()))
    return built.stat().st_mtime < newest


def fresh_dist() -> Path:
    """Build the web app if it is missing or stale; return its folder. One process builds at a time."""
    lock = Path(tempfile.gettempdir()) / f"headway-web-build-{os.getuid()}"
    end = time.monotonic() + BUILD
    while stale():
        try:
            lock.mkdir()
        except FileExistsError:
            with suppress(FileNotFoundError):
                if time.time() - lock.stat().st_mtime > BUILD:
                    lock.rmdir()
            if time.monotonic() > end:
                raise AssertionError("another process builds the web app without end") from None
            time.sleep(0.3)
            continue
        try:
            # Another process may have built it between the look and the lock.
            if stale():
                _build()
        finally:
            lock.rmdir()
        break
    return DIST


def _build() -> None:
    tools = str(Path(sys.executable).parent)
    done = subprocess.run(
        ["npm", "run", "build"],
        cwd=WEB,
        env={**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"},
        capture_output=True,
        text=True,
        timeout=BUILD,
        check=False,
    )
    assert done.returncode == 0, f"the web app does not build:\n{done.stdout}{done.stderr}"
