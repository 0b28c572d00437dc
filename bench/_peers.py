"""Open Gantt libraries from npm on the same plan: installed into a cache folder, built, served, measured.

Nothing of them comes into the product: `bench/peers` is a page of its own with its own lock file. They
are given the dates that Headway computed, for none of them schedules in its free edition.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Error, Page

from bench._browser import SIZE, Stage
from bench._frames import scrolled
from bench._heap import Heap

HERE = Path(__file__).resolve().parent / "peers"
LIBRARIES = {"svar": "@svar-ui/react-gantt", "dhtmlx": "dhtmlx-gantt"}
INSTALL = 300
PATIENCE = 120_000
"""Milliseconds after which a library that does not open is given up."""
BARS = "document.querySelectorAll('.wx-bar, .gantt_task_line').length > 10"

# Resolves with the milliseconds from the call until the frame that shows the row's new text is painted.
RENAME = """([id, text]) => new Promise((resolve) => {
  const begun = performance.now();
  window.bench.rename(id, text);
  const look = () => {
    if (!window.bench.text(id).includes(text)) return requestAnimationFrame(look);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => resolve(performance.now() - begun);
    channel.port2.postMessage(null);
  };
  requestAnimationFrame(look);
})"""


class NotInstalled(Exception):
    """The libraries could not be had or built: there may be no registry within reach."""


def version(library: str) -> str:
    """Return the pinned version of a library."""
    pinned: dict[str, str] = json.loads((HERE / "package.json").read_text())["dependencies"]
    return pinned[LIBRARIES[library]]


def built() -> Path:
    """Install and build the page in the cache folder, if this very page is not there; return it."""
    sources = sorted(p for p in HERE.iterdir() if p.is_file())
    mark = hashlib.sha256(b"".join(p.read_bytes() for p in sources)).hexdigest()[:16]
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = root / "headway-bench" / mark
    if (folder / "dist" / "index.html").is_file():
        return folder / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for source in sources:
        shutil.copy(source, folder)
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    for command in (["npm", "ci", "--ignore-scripts"], ["npm", "run", "build"]):
        done = subprocess.run(
            command, cwd=folder, env={**os.environ, "PATH": tools},
            capture_output=True, text=True, timeout=INSTALL, check=False,
        )  # fmt: skip
        if done.returncode:
            raise NotInstalled(f"{' '.join(command)}:\n{done.stdout}{done.stderr}")
    return folder / "dist"


def plan_of(client: httpx.Client, project: int) -> dict[str, Any]:
    """Return the tasks with their computed dates, in outline order, and the links."""
    tasks = client.get(f"/projects/{project}/tasks?limit=100000").json()["items"]
    snapshot = client.get(f"/projects/{project}/snapshot?tables=links").json()
    links = snapshot["tables"]["links"]
    parents = {task["parent_id"] for task in tasks}
    return {
        "tasks": [
            {
                "id": task["id"],
                "name": task["name"],
                "parent": task["parent_id"],
                "start": task["start"],
                "finish": task["finish"],
                "percent": task["percent_complete"],
                "summary": task["id"] in parents,
            }
            for task in tasks
        ],
        "links": [
            {"id": key, "from": before, "to": after, "type": type_}
            for key, before, after, type_ in zip(
                links["id"], links["predecessor_id"], links["successor_id"], links["type"]
            )
        ],
    }


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(plan: dict[str, Any]) -> Iterator[str]:
    """Serve the page with a plan; yield its address."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(built(), folder, dirs_exist_ok=True)
        (Path(folder) / "plan.json").write_text(json.dumps(plan))
        handler = functools.partial(_Quiet, directory=folder)
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join(10)


def measure(
    here: Stage, address: str, library: str, links: bool, rounds: int, tasks: list[int]
) -> dict[str, Any] | None:
    """Measure a library; None where it does not open in two minutes, or its page gives up."""
    # In a browser of its own: one that hangs is ended with it.
    browser = here.launch()
    page = browser.new_page(viewport=SIZE)
    page.set_default_timeout(PATIENCE)
    url = f"{address}?library={library}&links={'yes' if links else 'no'}"
    try:
        opens = [_opened(page, url) for _ in range(rounds + 1)]
        found: dict[str, Any] = {"first": opens[0], "open": statistics.median(opens[1:])}
        found["scroll"] = scrolled(page, "peer")
        found["jump"] = scrolled(page, "peer", jump=30_000)
        page.evaluate("window.bench.view().scroller.scrollTop = 0")
        page.wait_for_timeout(300)
        shown = [key for n, key in enumerate(tasks[:20]) if n]
        edits = [page.evaluate(RENAME, [key, f"Other {n}"]) for n, key in enumerate(shown)]
        found["edit"] = statistics.median(edits)
        found["heap"] = Heap(page).mib()
        return found
    except Error:
        return None
    finally:
        browser.close()


def _opened(page: Page, url: str) -> float:
    begun = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(BARS, timeout=PATIENCE)
    page.evaluate("window.bench.ready.then(() => new Promise(requestAnimationFrame))")
    return time.perf_counter() - begun
