"""`headway` as a process of its own that starts in a moment.

Most of a start is loading libraries. A forkserver (one a test process, with nothing of the tests in
it) has loaded them; each process here is forked from it, gets its own environment, standard streams
and session, and runs the same `main`. What is read from the settings is read in the fork. Tests of
the start itself use the script `HEADWAY` instead.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from multiprocessing import spawn
from multiprocessing.context import ForkServerProcess
from pathlib import Path

HEADWAY = Path(sys.executable).with_name("headway")
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.preloaded"])


_starting = threading.Lock()


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Hand to a fork nothing of this process's main module, which it would run once more."""
    with _starting:
        prepared = spawn.get_preparation_data
        spawn.get_preparation_data = lambda name: {
            key: value for key, value in prepared(name).items() if not key.startswith("init_main")
        }
        try:
            yield
        finally:
            spawn.get_preparation_data = prepared


class Forked:
    """A running `headway`, asked as `subprocess.Popen` is."""

    def __init__(
        self, arguments: list[str], environment: Mapping[str, str], given: int, out: int, err: int
    ) -> None:
        names = [f"/proc/{os.getpid()}/fd/{handle}" for handle in (given, out, err)]
        self._process: ForkServerProcess = _context.Process(
            target=_run, args=(arguments, dict(environment), os.getcwd(), names)
        )
        with _without_main():
            self._process.start()

    @property
    def pid(self) -> int:
        """Its number."""
        assert self._process.pid is not None
        return self._process.pid

    def poll(self) -> int | None:
        """Return its exit code; None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float) -> int:
        """Return its exit code; raise `subprocess.TimeoutExpired` where it goes on."""
        self._process.join(timeout)
        code = self._process.exitcode
        if code is None:
            raise subprocess.TimeoutExpired("headway", timeout)
        return code

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.send_signal(signal.SIGKILL)


def _run(arguments: list[str], environment: dict[str, str], folder: str, names: list[str]) -> None:
    """Be `headway` in the fork."""
    os.setsid()
    if sys.platform == "linux":
        # With the tests it ends too, however they end: PR_SET_PDEATHSIG.
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, (name, mode) in enumerate(
        zip(names, (os.O_RDONLY, os.O_WRONLY | os.O_APPEND, os.O_WRONLY | os.O_APPEND), strict=True)
    ):
        handle = os.open(name, mode)
        os.dup2(handle, number)
        os.close(handle)
    sys.stdin = open(0, closefd=False, encoding="utf-8")  # noqa: SIM115
    sys.stdout = open(1, "w", closefd=False, encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, closefd=False, encoding="utf-8")  # noqa: SIM115
    sys.argv = ["headway", *arguments]
    random.seed()
    from headway.cli.main import main

    try:
        code = main(arguments)
    finally:
        atexit._run_exitfuncs()
    sys.exit(code)


def run(
    *arguments: str, environment: Mapping[str, str], given: str = "", timeout: float = 110
) -> subprocess.CompletedProcess[str]:
    """Run `headway` to its end; return what came of it."""
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as into,
        tempfile.TemporaryFile("w+", encoding="utf-8") as out,
        tempfile.TemporaryFile("w+", encoding="utf-8") as err,
    ):
        into.write(given)
        into.flush()
        process = Forked(
            list(arguments), environment, *(stream.fileno() for stream in (into, out, err))
        )
        try:
            code = process.wait(timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(20)
            raise
        for stream in (out, err):
            stream.seek(0)
        return subprocess.CompletedProcess(list(arguments), code, out.read(), err.read())
