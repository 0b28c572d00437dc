"""Put on a phone's home screen: what the browser reads to offer it, and what opens from there."""

from __future__ import annotations

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.frame.people import Person, Site

Open = Callable[..., Page]
SIZES = """(icons) => Promise.all(icons.map(({ src }) => new Promise((resolve) => {
  const image = new Image();
  image.onload = () => resolve(`${image.naturalWidth}x${image.naturalHeight}`);
  image.onerror = () => resolve("missing");
  image.src = src;
})))"""


def test_the_app_can_be_installed_and_opens_where_a_phone_needs_it(
    site: Site, ana: Person, open_page: Open
) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = open_page(ana, "/", **phone, service_workers="allow")
    expect(page.get_by_role("navigation", name="Main")).to_be_visible()
    browser = page.context.new_cdp_session(page)
    read = browser.send("Page.getAppManifest")
    assert read["url"] == f"{site.url}/manifest.webmanifest"
    assert read["errors"] == []
    assert browser.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = json.loads(read["data"])
    assert manifest["display"] == "standalone"
    assert manifest["scope"] == "/"

    # Every icon is there, as large as it is said to be; one may be cut to any shape.
    drawn = [icon for icon in manifest["icons"] if icon["sizes"] != "any"]
    assert page.evaluate(SIZES, drawn) == [icon["sizes"] for icon in drawn]
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in drawn}
    assert any("maskable" in icon.get("purpose", "") for icon in drawn)
    touch = page.locator("link[rel=apple-touch-icon]").get_attribute("href")
    assert page.evaluate(SIZES, [{"src": touch}]) == ["180x180"]

    # It works by itself before it is asked for: without that a browser offers nothing.
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    shortcuts = {one["name"]: one["url"] for one in manifest["shortcuts"]}
    for place, heading in ((manifest["start_url"], "My work"), (shortcuts["Inbox"], "Inbox")):
        page.goto(site.url + place)
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
