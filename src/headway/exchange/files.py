"""Files of tasks in a project's file of ours: what is known of them, and their bytes as base64.

Both stand in processing instructions: one of rows behind the root (see `residue`), and for each content,
named by its SHA-256, as many as it takes, last in the root: behind it readers of XML bound them all together.
The same content on several tasks stands there once.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from typing import Any

from headway.exchange.document import Document, FileDoc, LeftFileDoc
from headway.words import mark, say

MARK = b"headway-bytes"
MOST_SIZE = 16 * 1024 * 1024
"""Bytes of one file that goes along."""
MOST_TOTAL = 32 * 1024 * 1024
"""Bytes of all files that go along."""
MOST_FILES = 2000
"""Files that go along, and that are taken of a file."""
PIECE = 1_500_000
"""Bytes in one instruction, in threes: readers of XML bound its length."""
MOST_PIECES = 10_000
"""Instructions with bytes that are read of one file."""
FRAME = len(MARK) + 64 + len("<? ?>\n") + 1
"""Letters of an instruction beside the bytes."""
A_ROW = 400
"""Letters that are reckoned for what is known of a file beside its name and who added it."""
MOST_KEY = 2**53 - 1
ADDRESS = re.compile(r"(/api/v1/attachments/)([1-9][0-9]{0,15})(?![0-9])")
"""How a description points to an image among the files."""
REASONS = ("size", "room")
DAMAGED = mark("The block with the files of tasks is damaged: they were left out.")
DAMAGED_ROW = mark("What is said of a file of a task is damaged: it was left out.")


def choose(document: Document, room: int) -> tuple[list[FileDoc], list[LeftFileDoc]]:
    """Return which files of a document go along where `room` letters are left, and which do not.

    First those that descriptions show, then the small ones: so that as many as possible go along.
    """
    shown = {int(m[2]) for task in document.tasks for m in ADDRESS.finditer(task.notes)}
    kept: list[FileDoc] = []
    left: list[LeftFileDoc] = []
    there: set[str] = set()
    total = 0
    # What is left out is named too.
    room -= sum(A_ROW + len(json.dumps([f.name, f.added_name])) for f in document.files)
    for file in sorted(document.files, key=lambda f: (f.id not in shown, f.size, f.id)):
        known = file.sha256 in there
        letters = 0 if known else _letters(file.size)
        if file.size > MOST_SIZE:
            reason = "size"
        elif (
            len(kept) >= MOST_FILES
            or letters > room
            or (not known and total + file.size > MOST_TOTAL)
        ):
            reason = "room"
        else:
            kept.append(file)
            room -= letters
            if not known:
                there.add(file.sha256)
                total += file.size
            continue
        left.append(LeftFileDoc(file.id, file.task_id, file.name, file.size, reason))
    by_key = sorted(kept, key=lambda f: f.id)
    return by_key, [*document.files_left, *sorted(left, key=lambda f: f.id)]


def _letters(size: int) -> int:
    pieces = -(-size // PIECE)
    return (size + 2) // 3 * 4 + 4 * pieces + FRAME * pieces


def rows_of(document: Document, kept: Iterable[FileDoc], left: list[LeftFileDoc]) -> dict[str, Any]:
    """Return what is known of files, as a residue; tasks by their place."""
    place = {task.id: number for number, task in enumerate(document.tasks)}
    found: dict[str, Any] = {}
    rows = [
        {
            "id": f.id,
            "task_id": place[f.task_id],
            "name": f.name,
            "size": f.size,
            "sha256": f.sha256,
            "account_id": f.account_id,
            "added_name": f.added_name,
            "added_at": f.added_at,
        }
        for f in kept
    ]
    if rows:
        found["files"] = rows
    if left:
        found["files_left"] = [
            [f.id, place[f.task_id], f.name, f.size, f.reason] for f in left[:MOST_FILES]
        ]
    return found


def bytes_of(kept: Iterable[FileDoc]) -> Iterator[bytes]:
    """Yield the instructions with the bytes of files, each content once. What the store has lost is
    left out: whoever reads the file finds it missing."""
    there: set[str] = set()
    for file in kept:
        if file.sha256 in there:
            continue
        there.add(file.sha256)
        head = b"<?" + MARK + b" " + file.sha256.encode() + b" "
        try:
            for piece in _pieces(file.content()):
                yield head + b64encode(piece) + b"?>\n"
        except (OSError, ValueError):
            continue


def _pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    """Yield bytes in pieces of PIECE, the last one shorter."""
    kept = b""
    for part in content:
        kept += part
        while len(kept) >= PIECE:
            yield kept[:PIECE]
            kept = kept[PIECE:]
    if kept:
        yield kept


def take(document: Document, given: dict[str, Any], data: bytes) -> None:
    """Read files out of a residue of the file `data` into its document; say what is damaged."""
    rows, left = given.get("files"), given.get("files_left")
    if not isinstance(rows, list | None) or not isinstance(left, list | None):
        document.note(say(DAMAGED))
        return
    contents = _contents(data) if rows else {}
    there = {file.id for file in document.files}
    for row in rows or ():
        file = _file(document, row, contents, data)
        if file is None or file.id in there or len(there) >= MOST_FILES:
            document.note(say(DAMAGED_ROW))
            continue
        there.add(file.id)
        document.files.append(file)
    for entry in (left or ())[:MOST_FILES]:
        if not (isinstance(entry, list) and len(entry) == 5):
            continue
        key, place, name, size, reason = entry
        fine = _is_count(key, 1, MOST_KEY) and _is_count(size, 0, MOST_KEY) and reason in REASONS
        if fine and _is_count(place, 0, len(document.tasks) - 1) and isinstance(name, str):
            task = document.tasks[place].id
            document.files_left.append(LeftFileDoc(key, task, name[:200], size, reason))


def _contents(data: bytes) -> dict[str, list[tuple[int, int]]]:
    """Return where the base64 of each content stands, by its hash; each byte is looked at once."""
    found: dict[str, list[tuple[int, int]]] = {}
    begin, at = b"<?" + MARK + b" ", 0
    for _ in range(MOST_PIECES):
        start = data.find(begin, at)
        at = data.find(b"?>", start) if start >= 0 else -1
        if at < 0:
            break
        first = start + len(begin)
        if at - first > 65 and data[first + 64 : first + 65] == b" ":
            name = data[first : first + 64].decode("latin-1")
            found.setdefault(name, []).append((first + 65, at))
    return found


def _file(
    document: Document, row: Any, contents: dict[str, list[tuple[int, int]]], data: bytes
) -> FileDoc | None:
    if not isinstance(row, dict):
        return None
    key: Any = row.get("id")
    place: Any = row.get("task_id")
    size: Any = row.get("size")
    texts = [row.get(n, "") for n in ("name", "sha256", "added_name", "added_at")]
    counts = _is_count(key, 1, MOST_KEY) and _is_count(size, 0, MOST_KEY)
    if not (counts and _is_count(place, 0, len(document.tasks) - 1)):
        return None
    if not all(isinstance(text, str) for text in texts):
        return None
    name, sha256, added_name, added_at = texts
    places = contents.get(sha256, [])

    def content() -> Iterator[bytes]:
        with memoryview(data) as view:
            for start, end in places:
                yield b64decode(view[start:end], validate=True)

    who = row.get("account_id")
    account = who if _is_count(who, 1, MOST_KEY) else None
    return FileDoc(
        key, document.tasks[place].id, name[:1000], size, sha256, content,
        account, added_name[:200], added_at[:40],
    )  # fmt: skip


def _is_count(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
