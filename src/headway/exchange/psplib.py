"""PSPLIB single-mode files (.sm) to an instance (Kolisch and Sprecher 1997). Hostile until checked."""

from __future__ import annotations

import re

from headway.exchange.document import BadFile
from headway.scheduling.levelling.instance import MOST_TIME, Instance, topological

MOST_BYTES = 16 * 1024 * 1024
MOST_JOBS = 20_000
MOST_RESOURCES = 64
MOST_CAPACITY = 2**31 - 1
_JOBS = re.compile(r"jobs\s*\(incl\. supersource/sink\s*\)\s*:\s*(\d{1,9})\s*$", re.MULTILINE)
_RENEWABLE = re.compile(r"-\s*renewable\s*:\s*(\d{1,9})", re.MULTILINE)
_OTHERS = re.compile(r"-\s*(nonrenewable|doubly constrained)\s*:\s*(\d{1,9})", re.MULTILINE)


def read(data: bytes) -> Instance:
    """Return the instance of a .sm file, jobs in file order with source and sink.

    Raises BadFile, which says what is wrong, for anything but a sound single-mode instance with
    renewable resources alone.
    """
    if len(data) > MOST_BYTES:
        raise BadFile(f"the instance is larger than {MOST_BYTES // 2**20} MB")
    text = data.decode("utf-8", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    jobs = _count(_JOBS, text, "jobs (incl. supersource/sink )", MOST_JOBS)
    kinds = _count(_RENEWABLE, text, "renewable", MOST_RESOURCES)
    for found in _OTHERS.finditer(text):
        if int(found.group(2)):
            raise BadFile(f"{found.group(1)} resources are not taken: renewable ones only")
    successors = _precedence(_section(text, "PRECEDENCE RELATIONS"), jobs)
    durations, demands = _requests(_section(text, "REQUESTS/DURATIONS"), jobs, kinds)
    capacities = _capacities(_section(text, "RESOURCEAVAILABILITIES"), kinds)
    if sum(durations) > MOST_TIME:
        raise BadFile("the durations sum to more than 2^31")
    for i, row in enumerate(demands):
        for k, need in enumerate(row):
            if need > capacities[k]:
                raise BadFile(
                    f"job {i + 1} needs {need} of resource {k + 1}, which has {capacities[k]}"
                )
    try:
        topological(successors)
    except ValueError:
        raise BadFile("the precedence relations go round in a circle") from None
    return Instance(durations, successors, demands, capacities)


def _count(pattern: re.Pattern[str], text: str, name: str, most: int) -> int:
    found = pattern.search(text)
    if found is None:
        raise BadFile(f"this is no PSPLIB single-mode file: '{name}' is missing")
    value = int(found.group(1))
    if not 1 <= value <= most:
        raise BadFile(f"'{name}' must be between 1 and {most}, not {value}")
    return value


def _section(text: str, title: str) -> list[list[int]]:
    """Return the rows of whole numbers below a title, up to the next line of asterisks."""
    at = text.find(title)
    if at < 0:
        raise BadFile(f"the section '{title}' is missing")
    rows: list[list[int]] = []
    for line in text[at:].split("\n")[1:]:
        stripped = line.strip()
        if stripped.startswith("***"):
            break
        if not stripped or not (stripped[0].isdigit() or stripped[0] == "-"):
            continue  # column titles
        if set(stripped) == {"-"}:
            continue
        try:
            rows.append([_whole(word) for word in stripped.split()])
        except ValueError:
            raise BadFile(f"'{stripped[:60]}' below '{title}' are not whole numbers") from None
    return rows


def _whole(word: str) -> int:
    if len(word) > 10 or not word.isascii() or not word.isdigit():
        raise ValueError(word)
    return int(word)


def _precedence(rows: list[list[int]], jobs: int) -> tuple[tuple[int, ...], ...]:
    found: list[tuple[int, ...]] = []
    for number, row in enumerate(rows, 1):
        if len(row) < 3 or row[0] != number or len(row) != 3 + row[2]:
            raise BadFile(f"row {number} of the precedence relations is damaged")
        if row[1] != 1:
            raise BadFile(f"job {number} has {row[1]} modes; only single-mode files are taken")
        for j in row[3:]:
            if not 1 <= j <= jobs or j == number:
                raise BadFile(f"job {number} names {j} as a successor, which cannot be")
        found.append(tuple(dict.fromkeys(j - 1 for j in row[3:])))
    if len(found) != jobs:
        raise BadFile(f"the file says {jobs} jobs and has precedence relations of {len(found)}")
    return tuple(found)


def _requests(
    rows: list[list[int]], jobs: int, kinds: int
) -> tuple[tuple[int, ...], tuple[tuple[int, ...], ...]]:
    if len(rows) != jobs:
        raise BadFile(f"the file says {jobs} jobs and has requests of {len(rows)}")
    for number, row in enumerate(rows, 1):
        if len(row) != 3 + kinds or row[0] != number:
            raise BadFile(f"row {number} of the requests is damaged")
    return tuple(row[2] for row in rows), tuple(tuple(row[3:]) for row in rows)


def _capacities(rows: list[list[int]], kinds: int) -> tuple[int, ...]:
    if len(rows) != 1 or len(rows[0]) != kinds:
        raise BadFile(f"the availabilities of {kinds} resources are missing or damaged")
    for k, capacity in enumerate(rows[0], 1):
        if capacity > MOST_CAPACITY:
            raise BadFile(f"resource {k} has an availability beyond {MOST_CAPACITY}")
    return tuple(rows[0])
