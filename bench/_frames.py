"""How smoothly a page scrolls, zooms and drags: `_frames.js` in the page, asked from here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from bench._browser import Busy

FRAMES = 240
SCRIPT = Path(__file__).with_suffix(".js")


def scrolled(page: Page, kind: str, step: int = 90, jump: int = 0) -> dict[str, Any]:
    """Scroll the middle of a view by `step` pixels a frame; ms of frames, what was missing."""
    given = {"kind": kind, "frames": FRAMES, "step": step, "jump": jump}
    return _asked(page, "scroll", given)


def zoomed(page: Page) -> dict[str, Any]:
    """Zoom the Gantt by the wheel, in and out again."""
    return _asked(page, "zoom", {"kind": "gantt", "frames": 60, "selector": ".hwt-pane"})


def dragged(page: Page) -> dict[str, Any]:
    """Drag a card of the board about; also frames without it, and how far the board scrolled."""
    return _asked(page, "drag", {"frames": FRAMES})


def _asked(page: Page, what: str, given: dict[str, Any]) -> dict[str, Any]:
    """Run one of the page's functions; add the main thread's own ms a frame as `busy`."""
    page.evaluate(SCRIPT.read_text())
    busy = Busy(page)
    before = busy.seconds()
    found: dict[str, Any] = page.evaluate(f"given => benchFrames.{what}(given)", given)
    return {**found, "busy": (busy.seconds() - before) / given["frames"] * 1000}
