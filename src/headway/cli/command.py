"""`headway command PROJECT TYPE [JSON]`: change a project here by any command of the protocol.

The types and their payloads are those of docs/protocol.md, the same as over HTTP: baselines, progress,
undone work moved, approvals of scope, risks, recurrence, estimates and all else.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import Any

import orjson

from headway.cli.live import stream_of
from headway.cli.main import BadInput
from headway.cli.place import open_place

MOST_INPUT = 16 * 1024 * 1024


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument(
        "project", metavar="PROJECT",
        help="the project's id, key or name; or the id of a scenario or workspace",
    )  # fmt: skip
    parser.add_argument("type", metavar="TYPE", help="such as baseline.set, or batch")
    parser.add_argument(
        "payload", metavar="JSON", nargs="?", default="{}",
        help="the payload as a JSON object, or - to read it from standard input (default {})",
    )  # fmt: skip
    parser.add_argument("--preview", action="store_true", help="say what would come of it, only")
    parser.add_argument("--as", dest="email", metavar="EMAIL", help="the account that acts")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(given: argparse.Namespace) -> int:
    """Carry the command out and print what came of it."""
    payload = _payload(given.payload)
    open_place()
    from headway.changes import perform as door
    from headway.changes.reading import outcome_for, preview_for
    from headway.cli.files import acting_account

    user = acting_account(given.email)
    stream = stream_of(user, given.project)
    envelope = door.Envelope(door.parse(given.type, payload), stream)
    if given.preview:
        answer = preview_for(user, door.preview(envelope, user))
    else:
        answer = outcome_for(user, door.perform(envelope, user))
    if given.json:
        sys.stdout.buffer.write(orjson.dumps(answer) + b"\n")
    else:
        for line in _lines(answer, preview=given.preview):
            print(line)
    return 0


def _payload(text: str) -> dict[str, Any]:
    data = sys.stdin.buffer.read(MOST_INPUT + 1) if text == "-" else text.encode()
    if len(data) > MOST_INPUT:
        raise BadInput(f"the payload is larger than {MOST_INPUT // 2**20} MB")
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise BadInput(f"the payload is no JSON: {error}") from None
    if not isinstance(found, dict):
        raise BadInput('the payload must be a JSON object, such as {"number": 1}')
    return found


def _lines(answer: dict[str, Any], *, preview: bool) -> Iterator[str]:
    """Yield what changed, in counts, and what the notes say."""
    sets = answer.get("changesets") or [answer]
    counted = 0
    for one in sets:
        for table, parts in (one.get("inputs") or {}).items():
            for part, rows in parts.items():
                counted += len(rows)
                yield f"{table}: {len(rows)} {part}"
        dates = (one.get("results") or {}).get("schedule", {}).get("id", ())
        if dates:
            yield f"{len(dates)} tasks get other dates"
        for note in one.get("notes") or ():
            if note.get("text"):
                yield str(note["text"])
    for table, keys in (answer.get("created") or {}).items():
        yield f"new in {table}: {', '.join(map(str, keys))}"
    if not counted:
        yield "Nothing changes." if preview else "Nothing changed."
    elif preview:
        yield "Nothing was changed: a preview."
    else:
        yield f"Changeset {answer['id']}, version {answer['version']}."
