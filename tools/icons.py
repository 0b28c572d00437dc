"""Draws the icons of the installed app from web/public/favicon.svg; needs the tests' Chromium."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.place import chromium

PUBLIC = Path(__file__).resolve().parent.parent / "web" / "public"
ICONS = {"192": (192, 1.0), "512": (512, 1.0), "maskable-512": (512, 0.72), "apple-180": (180, 0.8)}
"""Name: size in pixels, and how much of it the sign takes. What a system cuts to its own shape has
the sign in the middle four fifths and its ground up to the edge."""


def drawn(svg: str, size: int, share: float) -> str:
    """Return the sign as an SVG of a size."""
    if share == 1:
        return svg.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)
    ground = re.search(r'<rect width="32" height="32"[^>]*fill="([^"]+)"/>', svg)
    if ground is None:
        raise SystemExit("favicon.svg has no ground of 32 by 32.")
    sign = svg[ground.end() : svg.index("</svg>")]
    rest = 16 * (1 - share)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="{size}" height="{size}">'
        f'<rect width="32" height="32" fill="{ground[1]}"/>'
        f'<g transform="translate({rest} {rest}) scale({share})">{sign}</g></svg>'
    )


def main() -> None:
    """Write web/public/icons."""
    svg = (PUBLIC / "favicon.svg").read_text(encoding="utf-8")
    folder = PUBLIC / "icons"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as play:
        browser = chromium(play)
        for name, (size, share) in ICONS.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<style>*{{margin:0;display:block}}</style>{drawn(svg, size, share)}")
            page.screenshot(path=folder / f"{name}.png", omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
