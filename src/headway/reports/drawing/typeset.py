"""Pages become PDF and PNG: Typst in a process of its own, bounded in time and memory.

The process sees no settings of the server; Typst fetches nothing, as the document names no package.
The face is Source Sans, which comes with the app, so that a page looks the same on every machine;
signs that it lacks are taken from the machine's own fonts.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, TypeAlias

import orjson

from headway.changes.errors import Busy, Refused
from headway.reports.drawing.ink import Page, plain
from headway.words import mark, say

Format: TypeAlias = Literal["pdf", "png"]
SECONDS = 30
"""Longest time that pages may take."""
WAIT = 1
"""Seconds for which a request waits for its turn: it holds one of few threads meanwhile."""
AT_ONCE = threading.BoundedSemaphore(2)
ENDED = 3
"""Exit code of a drawing that needs more memory than it may."""
COMMAND = (sys.executable, "-P", "-m", "headway.reports.drawing.typeset")
MOST_MEMORY = 2 * 2**30
KEPT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV", "HOME")


_drawing: set[int] = set()
"""Accounts for which this process draws."""
_turns = threading.Lock()


class TooSlow(Refused):
    """The pages take more time or memory than they may."""

    status = 503
    type = "too-slow"
    title = mark("Took too long")


def typeset(
    title: str,
    pages: Sequence[Page],
    format: Format,
    *,
    account: int,
    scale: float = 2,
    page: int = 0,
) -> bytes:
    """Return all pages as PDF, or page number `page` as PNG with `scale` pixels a point.

    Raises Busy where others, or another of the account, are being drawn; TooSlow where it takes
    longer than SECONDS or too much memory.
    """
    wanted = pages if format == "pdf" else [pages[page]]
    drawing = {
        "title": plain(title),
        "pages": [{"width": p.width, "height": p.height, "marks": p.marks} for p in wanted],
    }
    asked = orjson.dumps({"format": format, "ppi": scale * 72, "drawing": drawing})
    with _turn(account):
        return _run(asked)


@contextlib.contextmanager
def _turn(account: int) -> Iterator[None]:
    with _turns:
        if account in _drawing:
            raise Busy(
                say("Your last pages are still being drawn. Once they are there, ask again.")
            )
        _drawing.add(account)
    try:
        if not AT_ONCE.acquire(timeout=WAIT):
            raise Busy(say("Pages of others are being drawn. Wait half a minute, then ask again."))
        try:
            yield
        finally:
            AT_ONCE.release()
    finally:
        with _turns:
            _drawing.discard(account)


def _run(asked: bytes) -> bytes:
    environment = {key: os.environ[key] for key in KEPT if key in os.environ}
    try:
        done = subprocess.run(
            COMMAND, input=asked, capture_output=True, timeout=SECONDS, check=False, env=environment,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise TooSlow(
            say(
                "Drawing took longer than {seconds} s: choose fewer levels or one page.",
                seconds=SECONDS,
            )
        ) from None
    if done.returncode < 0 or done.returncode == ENDED:
        # By a signal: the processor's time (SIGXCPU), or memory that Typst was not given (SIGABRT).
        raise TooSlow(
            say("Drawing took more time or memory than it may: choose fewer levels or one page.")
        )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


def compile_pages(asked: dict[str, Any]) -> bytes:
    """Return what Typst makes of a drawing, in this process."""
    import font_source_sans_pro
    import typst

    made: bytes = typst.compile(  # type: ignore[misc]
        Path(__file__).with_name("page.typ").read_bytes(),
        font_paths=[str(Path(font_source_sans_pro.__file__).parent)],
        format=asked["format"],
        ppi=asked["ppi"],
        sys_inputs={"drawing": orjson.dumps(asked["drawing"]).decode()},
    )
    return made


def main() -> int:
    """Read a drawing from standard input and write the file to standard output."""
    import resource

    # Typst draws on all cores, and each counts.
    cores = (os.cpu_count() or 1) * SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (cores, cores + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        made = compile_pages(orjson.loads(sys.stdin.buffer.read()))
    except MemoryError:
        return ENDED
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
