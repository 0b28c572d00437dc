"""Writes a document as MSPDI, the XML format of Microsoft Project, with what it has no place for."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from lxml import etree

from headway.exchange import files, mspdi_read, residue, xml
from headway.exchange.document import Document, LeftFileDoc, TaskDoc
from headway.exchange.mspdi_body import Body


@dataclass(frozen=True)
class Written:
    """A file in the making: the plan, then piece by piece the bytes of tasks' files and the end; and which
    of those files did not go along."""

    plan: bytes
    more: Iterator[bytes]
    left: list[LeftFileDoc]


def write(document: Document) -> bytes:
    """Return the MSPDI of a document.

    What the format has no place for travels behind it (see `residue`), so that reading the file
    back loses nothing. `stored_start` and `stored_finish` are the dates that other programs show.
    """
    written = begin(document)
    return b"".join((written.plan, *written.more))


def begin(document: Document, most: int = xml.MOST_BYTES) -> Written:
    """Return the same in parts, of at most `most` bytes as far as files of tasks decide it."""
    document = _ordered(document)
    found = Body(document)
    body = etree.tostring(found.root, encoding="UTF-8", xml_declaration=True, standalone=True)
    rest = residue.difference(document, mspdi_read.read(body, telling=False))
    if found.more_fields:
        rest["more_fields"] = found.more_fields
    rest |= residue.risks_of(document) | residue.fields_of(document)
    plan, end = body.removesuffix(mspdi_read.CLOSING), _behind(rest, *residue.beside_of(document))
    kept, left = files.choose(document, most - len(plan) - len(mspdi_read.CLOSING) - len(end))
    end += _behind(files.rows_of(document, kept, left))
    closing = mspdi_read.CLOSING + (b"\n" + end if end else b"")
    return Written(plan, chain(files.bytes_of(kept), (closing,)), left)


def _behind(*residues: dict[str, Any]) -> bytes:
    """Return the instructions that stand behind the root."""
    parts = [residue.instruction(one) for one in residues if one]
    return "".join(f"<?{residue.MARK} {part}?>\n" for part in parts).encode()


def _ordered(document: Document) -> Document:
    """Return a copy whose lists stand in the order in which the file gives them back."""
    copied = copy.copy(document)
    children: dict[int | None, list[TaskDoc]] = {}
    for task in document.tasks:
        children.setdefault(task.parent_id, []).append(task)
    tasks: list[TaskDoc] = []
    stack = list(reversed(children.get(None, [])))
    while stack:
        task = stack.pop()
        tasks.append(task)
        stack.extend(reversed(children.get(task.id, [])))
    place = {task.id: number for number, task in enumerate(tasks)}
    copied.tasks = tasks
    copied.links = sorted(document.links, key=lambda k: place[k.successor_id])
    copied.baselines = sorted(document.baselines, key=lambda b: (place[b.task_id], b.number))
    return copied
