"""How the Gantt of 10,000 tasks opens and scrolls in headless Chromium, and what its script weighs.

Bars: interactive in 2 s; while scrolling the middle, 95 of 100 frames within 25 ms with every
visible row and bar there at each frame; at most 350 KiB of compressed script.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.app import CHROMIUM_FLAGS, chromium, fresh_dist
from tests.services import Place, running_place

ROOT = Path(__file__).resolve().parent.parent
WAIT = 60_000
FRAMES = 240
BARS = {"open": 2.0, "frame": 25.0, "script": 350.0}

MAKE = """
import json, django
django.setup()
from bench._big import create
from headway.access.models import User
from headway.access.workspaces import create_workspace
owner = User.objects.get(email="olga@example.org")
print(json.dumps(create(owner.pk, create_workspace("Bench", owner))["project"]))
"""

# A row is on screen from its first to its last pixel between the titles and the lower edge.
SCROLL = """
async ({frames, step, jump}) => {
  const scroller = document.querySelector('[data-scroller]');
  const side = scroller.querySelector('.hwg-body').getBoundingClientRect();
  const rowHeight = parseFloat(getComputedStyle(scroller.querySelector('.hwg-row')).height);
  const total = Math.floor(scroller.scrollHeight / rowHeight) - 3;
  scroller.scrollTop = scroller.scrollHeight / 2 - frames * step / 2;
  await new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)));
  const times = [];
  let missing = 0, rows = 0, last = 0;
  // Rows stand at their own height within a layer that is moved against the scroll position: both
  // are read from the elements' styles, so that looking costs no layout of its own.
  const layers = ['.hwg-layer', '.hwt-layer'].map(name => scroller.querySelector(name));
  const moved = (layer) => -parseFloat(/,\\s*(-?[\\d.]+)px/.exec(layer.style.transform)[1]);
  const places = (layer, name) => new Set(
    [...layer.getElementsByClassName(name)].map(row => parseFloat(row.style.top) / rowHeight));
  for (let n = 0; n < frames; n++) {
    const now = await new Promise(requestAnimationFrame);
    if (last) times.push(now - last);
    last = now;
    if (n % 5 === 0) {
      const top = scroller.scrollTop;
      if (layers.some(layer => Math.abs(moved(layer) - top) > 1)) missing += 100;
      const grid = places(layers[0], 'hwg-row');
      const bars = new Set([...layers[1].getElementsByClassName('hwt-bar')].map(
        bar => parseFloat(bar.parentElement.style.top) / rowHeight));
      const first = Math.ceil(top / rowHeight);
      const end = Math.min(total, Math.floor((top + side.height) / rowHeight));
      for (let place = first; place < end; place++) {
        rows++;
        if (!grid.has(place) || !bars.has(place)) missing++;
      }
    }
    scroller.scrollTop += jump && n % 30 === 29 ? jump : step;
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return {median: at(0.5), p95: at(0.95), worst: times.at(-1), rows, missing};
}
"""

ZOOM = """
async ({frames}) => {
  const pane = document.querySelector('.hwt-pane');
  const box = pane.getBoundingClientRect();
  const times = [];
  let last = 0;
  for (let n = 0; n < frames; n++) {
    const now = await new Promise(requestAnimationFrame);
    if (last) times.push(now - last);
    last = now;
    pane.dispatchEvent(new WheelEvent('wheel', {deltaY: n < frames / 2 ? 12 : -12, ctrlKey: true,
      clientX: box.left + box.width / 2, clientY: box.top + 200, bubbles: true, cancelable: true}));
  }
  times.sort((a, b) => a - b);
  return {median: times[Math.floor(times.length / 2)], p95: times[Math.floor(times.length * 0.95)]};
}
"""


def make_project(place: Place) -> int:
    """Bring the project into being beside the running server; return its key."""
    done = subprocess.run(
        [sys.executable, "-c", MAKE],
        env={**place.environment, "DJANGO_SETTINGS_MODULE": "headway.server.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return int(json.loads(done.stdout.splitlines()[-1]))


def opened(page: Page, url: str) -> float:
    """Open the project; return seconds from the address to rows, bars and a key that works."""
    begun = time.perf_counter()
    page.goto(url, wait_until="commit")
    for rows in (".hwg-row", ".hwt-bar"):
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


class Traced:
    """Processor time of each frame by thread, from Chromium's own trace."""

    MAIN = "ProxyMain::BeginMainFrame"

    def __init__(self, browser: Browser, page: Page) -> None:
        self._browser, self._page = browser, page

    def scroll(self) -> dict[str, float]:
        """Scroll the middle; return ms a frame: main thread's median and p95, raster, compositing."""
        categories = ["toplevel", "cc", "viz", "blink", "devtools.timeline"]
        self._browser.start_tracing(page=self._page, categories=categories)
        self._page.evaluate(SCROLL, {"frames": FRAMES, "step": 90, "jump": 0})
        events = json.loads(self._browser.stop_tracing())["traceEvents"]
        names = {
            (e["pid"], e["tid"]): e["args"]["name"] for e in events if e["name"] == "thread_name"
        }
        done = [e for e in events if e["ph"] == "X" and "tdur" in e]
        main = sorted(e["tdur"] / 1000 for e in done if e["name"] == self.MAIN) or [0.0]

        def spent(thread: str) -> float:
            """Sum the outermost events of the threads of a name."""
            total, ends = 0, dict[tuple[int, int], float]()
            for e in sorted(done, key=lambda e: (e["ts"], -e["dur"])):
                at = (e["pid"], e["tid"])
                if not names.get(at, "").startswith(thread) or e["ts"] < ends.get(at, 0):
                    continue
                ends[at] = e["ts"] + e["dur"]
                total += e["tdur"]
            return total / 1000 / FRAMES

        return {
            "median": main[len(main) // 2],
            "p95": main[int(len(main) * 0.95)],
            "raster": spent("ThreadPoolForegroundWorker"),
            "compositing": spent("VizCompositorThread") + spent("Compositor"),
        }


def script_weight(page: Page, url: str) -> tuple[float, float]:
    """Return the KiB of script that the page loads, as it came over the wire and by gzip -9."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    sizes: dict[str, int] = {}
    scripts: set[str] = set()
    zipped = 0.0

    def came(event: dict[str, Any]) -> None:
        if "javascript" in event["response"]["mimeType"]:
            scripts.add(event["requestId"])

    wire.on("Network.responseReceived", came)
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.goto(url)
    page.wait_for_selector(".hwt-bar", timeout=WAIT)
    page.wait_for_timeout(1500)
    for key in scripts & sizes.keys():
        body = wire.send("Network.getResponseBody", {"requestId": key})["body"]
        zipped += len(gzip.compress(body.encode(), 9)) / 1024
    return sum(sizes.get(key, 0) for key in scripts) / 1024, zipped


def measure(
    browser: Browser, link: str, url: str, rounds: int, trace: bool = False
) -> dict[str, Any]:
    """Measure one server's project."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(link)
    page.wait_for_load_state()
    state = context.storage_state()
    first = opened(page, url)
    again = sorted(opened(page, url) for _ in range(rounds))
    found: dict[str, Any] = {"first": first, "open": again[len(again) // 2]}
    busy = Busy(page)
    for name, jump in (("scroll", 0), ("jump", 30_000)):
        before = busy.seconds()
        found[name] = page.evaluate(SCROLL, {"frames": FRAMES, "step": 90, "jump": jump})
        found[name]["busy"] = (busy.seconds() - before) / FRAMES * 1000
    if trace:
        found["trace"] = Traced(browser, page).scroll()
    found["zoom"] = page.evaluate(ZOOM, {"frames": 60})
    context.close()
    other = browser.new_context(viewport={"width": 1440, "height": 900}, storage_state=state)
    served, zipped = script_weight(other.new_page(), url)
    other.close()
    return {**found, "served": served, "zipped": zipped}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--trace", action="store_true", help="also the processor time of each frame"
    )
    given = parser.parse_args()
    fresh_dist()
    with running_place(forked=False) as place, sync_playwright() as play:
        server = place.serve("--no-demo")
        place.user("olga@example.org")
        project = make_project(place)
        link = place.headway("user", "link", "olga@example.org").split()[-1]
        link = server.url + link[link.index("/sign-in/") :]
        browser = play.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        url = f"{server.url}/p/{project}/gantt"
        found = measure(browser, link, url, given.rounds, given.trace)
        browser.close()
    scroll, jump, zoom = found["scroll"], found["jump"], found["zoom"]
    load = os.getloadavg()[0]
    print(f"10,000 tasks, 15,000 links, {os.cpu_count()} cores, load {load:.1f}")
    print(
        f"open to interactive, first / median again   {found['first']:.2f} / {found['open']:.2f} s"
    )
    for name, part in (("scroll the middle", scroll), ("scroll with jumps", jump)):
        print(
            f"{name}: frame median / p95 / worst   {part['median']:.1f} / {part['p95']:.1f} / "
            f"{part['worst']:.1f} ms, main thread {part['busy']:.1f} ms a frame, "
            f"rows missing {part['missing']} of {part['rows']}"
        )
    if given.trace:
        traced = found["trace"]
        print(
            f"traced: main thread of a frame median / p95   {traced['median']:.1f} / "
            f"{traced['p95']:.1f} ms, raster {traced['raster']:.1f} ms, compositing "
            f"{traced['compositing']:.1f} ms a frame"
        )
    print(f"zoom: frame median / p95   {zoom['median']:.1f} / {zoom['p95']:.1f} ms")
    print(f"script: {found['served']:.0f} KiB over the wire, {found['zipped']:.0f} KiB by gzip")
    good = (
        found["open"] <= BARS["open"]
        and scroll["p95"] <= BARS["frame"]
        and scroll["missing"] == 0
        and jump["missing"] == 0
        and found["zipped"] <= BARS["script"]
    )
    print("within the bars" if good else "NOT within the bars")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
