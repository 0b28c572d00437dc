"""A Headway of its own for screenshots and measurements: served from a folder that goes away."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 90
CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A served place: its address and the link that signs its owner in, once."""

    url: str
    link: str
    data: Path


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def served(*options: str) -> Iterator[Place]:
    """Serve a new place with its demo; end it and its data afterwards."""
    data = Path(tempfile.mkdtemp(prefix="headway-place-"))
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HEADWAY_")}
    environment |= {"HEADWAY_DATA": str(data), "HEADWAY_PORT": str(port)}
    log = data / "serve.log"
    with log.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "headway.cli.main", "serve", *options],
            env=environment, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        yield Place(f"http://localhost:{port}", _link(log, process), data)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        shutil.rmtree(data, ignore_errors=True)


def _link(log: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        text = log.read_text(encoding="utf-8")
        found = re.search(r"http://\S+/sign-in/\S+", text)
        if found:
            return found.group()
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"Headway did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


def chromium_path() -> str | None:
    """Return the machine's Chromium, the one without windows first; None leaves it to Playwright."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for path in map(shutil.which, names) if path), None)


def chromium(playwright: Any) -> Any:
    """Launch Chromium, off the network."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
