"""`headway level FILE`: level a project file, or solve a PSPLIB instance (.sm)."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path
from typing import Any

import orjson

from headway.cli.main import BadInput
from headway.exchange.document import BadFile

SECONDS = 27.0
LEAST, MOST = 1.0, 86_400.0
AFTER = 0.8
"""Seconds kept back for ending the search, printing and leaving."""
_LOADED = time.perf_counter()


def add(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, help="project file or PSPLIB .sm")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS,
        help=f"wall time for the whole command (default {SECONDS:g})",
    )  # fmt: skip
    parser.add_argument("--workers", type=int, default=2, help="threads that search (default 2)")


def run(chosen: argparse.Namespace) -> int:
    """Level; ends early where the schedule is proven to be the shortest."""
    if not LEAST <= chosen.seconds <= MOST:
        raise BadInput(f"--seconds must be between {LEAST:g} and {MOST:g}")
    if not 1 <= chosen.workers <= 64:
        raise BadInput("--workers must be between 1 and 64")
    try:
        data = chosen.file.read_bytes()
    except OSError as error:
        raise BadInput(f"{chosen.file}: {error.strerror}") from None
    try:
        if chosen.file.suffix.lower() == ".sm":
            answer = _instance(data, chosen)
        else:
            raise BadInput("x")
    except BadFile as error:
        raise BadInput(f"{chosen.file}: {error}") from None
    option = 0 if chosen.json else orjson.OPT_INDENT_2
    sys.stdout.buffer.write(orjson.dumps(answer, option=option) + b"\n")
    sys.stdout.flush()
    return 0


def _left(chosen: argparse.Namespace) -> float:
    return max(float(chosen.seconds) - AFTER - _age(), 0.1)


def _age() -> float:
    """Return the seconds since this process began: start-up counts as well."""
    try:
        ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
        return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, AttributeError):
        return 0.5 + time.perf_counter() - _LOADED


def _instance(data: bytes, chosen: argparse.Namespace) -> dict[str, Any]:
    from headway.exchange import psplib
    from headway.scheduling.levelling import solve

    instance = psplib.read(data)
    outcome = solve(instance, _left(chosen), chosen.workers)
    return {
        "makespan": outcome.makespan,
        "bound": outcome.bound,
        "status": outcome.status,
        "starts": outcome.starts,
    }
