"""What a format cannot say, kept beside it: so that a file of ours, read back, loses nothing.

MSPDI has no place for some of what a document holds (a half percent of lag, a project's zone, that
remaining work merely follows). After writing, the file is read back and compared; whatever differs
travels in a processing instruction behind the root, which every other program passes over.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from headway.exchange import files
from headway.exchange.document import Document, FieldDoc, RiskDoc, RiskGroupDoc
from headway.words import mark, say

MARK = "headway"
LISTS = ("calendars", "resources", "tasks", "links", "assignments", "baselines", "fields")
PLACED = frozenset(
    {
        "id", "parent_id", "base_id", "calendar_id", "predecessor_id", "successor_id", "task_id",
        "resource_id", "values", "summary", "stored_start", "stored_finish", "file_uid",
        "mode", "constraint", "type", "kind", "lag_kind", "task_type", "schedule_from",
        "duration_unit", "lag_unit", "week", "exceptions", "work_weeks", "risk_group", "risk_groups",
        "risks", "beside", "files", "files_left",
    }
)  # fmt: skip
"""Never taken from a residue: keys and references, results, and choices, which the format says."""
MOST = 100_000_000
MOST_ROWS = 500_000
LONGEST = 2_000_000
"""Letters of rows in one instruction, or little more."""
MOST_PARTS = 1000
"""Instructions that are read of one file."""
MOST_KEY = 2**53 - 1
KEYED = {
    "task_id": "tasks", "other_id": "tasks", "waits_for_id": "tasks", "backlog_id": "tasks",
    "resource_id": "resources", "assignment_id": "assignments",
}  # fmt: skip
"""What in the rows beside a document is the key of a task, a resource or an assignment: travels as its
place."""
DAMAGED = mark("A part of what Headway alone keeps in this file is damaged and was left out.")
OWN = ("notes", "source")
"""Of a document: what was noted while reading, never what the plan holds."""
FIELD_TYPES = ("text", "number", "date", "flag", "duration", "cost")
CHOICES = {
    "progress_source": ("typed", "checklist", "board", "hours", "git"),
    "confidence": ("", "high", "medium", "low", "very_low"),
    "status_category": ("", "todo", "doing", "done"),
    "category": ("person", "role", "team", "vendor", "equipment"),
    "lag_calendar": ("successor", "predecessor", "project"),
    "on_assigning": ("finish_sooner", "more_work", "lighter_load"),
}


def difference(document: Document, back: Document) -> dict[str, Any]:
    """Return what of `document` is missing in `back`, which was read from the file made of it."""
    found: dict[str, Any] = {}
    own = {k: v for k, v in _differs(document, back).items() if k not in OWN}
    if own:
        found["document"] = own
    for name in LISTS:
        mine, theirs = getattr(document, name), getattr(back, name)
        if len(mine) != len(theirs):
            continue
        items = {}
        for place, (one, other) in enumerate(zip(mine, theirs, strict=True)):
            differs = _differs(one, other)
            if isinstance(one, FieldDoc) and one.beside is None:
                differs |= _values(document, one, back, other)
            if differs:
                items[str(place)] = differs
        if items:
            found[name] = {"count": len(mine), "items": items}
    return found


def _differs(one: Any, other: Any) -> dict[str, Any]:
    return {
        f.name: getattr(one, f.name)
        for f in dataclasses.fields(one)
        if f.name not in PLACED
        and f.name not in LISTS
        and getattr(one, f.name) != getattr(other, f.name)
    }


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _values(document: Document, one: FieldDoc, back: Document, other: FieldDoc) -> dict[str, Any]:
    """Return a custom field's values that differ, by the task's place."""
    there = {n: other.values.get(t.id) for n, t in enumerate(back.tasks)}
    found = {
        str(n): one.values[t.id]
        for n, t in enumerate(document.tasks)
        if t.id in one.values and one.values[t.id] != there.get(n)
    }
    return {"by_task": found} if found else {}


def instruction(residue: dict[str, Any]) -> str:
    """Return the text of the processing instruction that carries a residue."""
    return json.dumps(residue, separators=(",", ":")).replace(">", "\\u003e")


def apply(document: Document, data: bytes) -> None:
    """Write the residue that a file of ours carries into its document; others have none.

    Values of another type than the field's, and lists of another length, are passed over: the
    instruction is as little to be trusted as the rest of the file.
    """
    for found in islice(_instructions(data), MOST_PARTS):
        _apply(document, found, data)


def _instructions(data: bytes) -> Iterator[bytes]:
    """Yield what stands in the instructions behind the root: each byte is looked at once, whatever
    stands there."""
    begin, at = f"<?{MARK} ".encode(), max(0, data.rfind(b"</Project>"))
    while (start := data.find(begin, at)) >= 0 and (at := data.find(b"?>", start)) >= 0:
        yield data[start + len(begin) : at]


def _apply(document: Document, found: bytes, data: bytes) -> None:
    try:
        residue = json.loads(found, parse_constant=_refuse)
    except (ValueError, RecursionError):
        residue = None
    if not isinstance(residue, dict):
        document.note(say(DAMAGED))
        return
    _set(document, residue.get("document"))
    for name in LISTS:
        part = residue.get(name)
        there = getattr(document, name)
        if not isinstance(part, dict) or part.get("count") != len(there):
            continue
        items = part.get("items")
        for place, values in items.items() if isinstance(items, dict) else ():
            if _is_place(place, len(there)):
                _set(there[int(place)], values)
                if isinstance(there[int(place)], FieldDoc) and isinstance(values, dict):
                    _take(document, there[int(place)], values.get("by_task"))
    _beside(document, residue)
    _more_fields(document, residue.get("more_fields"))
    _risks(document, residue)
    files.take(document, residue, data)


def risks_of(document: Document) -> dict[str, Any]:
    """Return the risks of a document and the groups of its tasks, which the format does not know."""
    place = {task.id: number for number, task in enumerate(document.tasks)}
    found: dict[str, Any] = {}
    if document.risk_groups:
        found["risk_groups"] = [
            [
                group.name,
                group.correlation,
                [n for n, task in enumerate(document.tasks) if task.risk_group == which],
            ]
            for which, group in enumerate(document.risk_groups)
        ]
    if document.risks:
        found["risks"] = [
            [
                r.name, r.probability, r.active, r.notes,
                [[place[key], delay, share] for key, delay, share in r.impacts if key in place],
            ]
            for r in document.risks
        ]  # fmt: skip
    return found


def beside_of(document: Document) -> Iterator[dict[str, Any]]:
    """Yield residues that carry the rows beside a document, with places for keys: several, since
    readers of XML bound the length of an instruction."""
    place = {
        "tasks": {task.id: n for n, task in enumerate(document.tasks)},
        "resources": {resource.id: n for n, resource in enumerate(document.resources)},
        "assignments": {share.id: n for n, share in enumerate(document.assignments)},
    }
    for table, rows in document.beside.items():
        part: list[dict[str, Any]] = []
        size = 0
        for row in rows:
            part.append({n: place[KEYED[n]].get(v) if n in KEYED else v for n, v in row.items()})
            size += len(json.dumps(part[-1]))
            if size > LONGEST:
                yield {"beside": {table: part}}
                part, size = [], 0
        if part:
            yield {"beside": {table: part}}


def fields_of(document: Document) -> dict[str, Any]:
    """Return which custom fields have rows beside the document, in order."""
    which = [field.beside for field in document.fields]
    return {"fields_beside": which} if any(key is not None for key in which) else {}


def _beside(document: Document, given: dict[str, Any]) -> None:
    tables = given.get("beside")
    keys = {
        "tasks": [task.id for task in document.tasks],
        "resources": [resource.id for resource in document.resources],
        "assignments": [share.id for share in document.assignments],
    }
    left = MOST_ROWS - sum(map(len, document.beside.values()))
    for table, rows in tables.items() if isinstance(tables, dict) else ():
        for row in _list(rows)[: max(0, left)]:
            if not isinstance(row, dict):
                continue
            found = dict(row)
            for name in KEYED.keys() & row.keys():
                there = keys[KEYED[name]]
                found[name] = there[row[name]] if _is_count(row[name], len(there) - 1) else None
            document.beside.setdefault(table, []).append(found)
            left -= 1
    which = _list(given.get("fields_beside"))
    if len(which) == len(document.fields):
        for field, key in zip(document.fields, which, strict=True):
            field.beside = key if _is_count(key, MOST_KEY) else None


def _risks(document: Document, given: dict[str, Any]) -> None:
    tasks = document.tasks
    for entry in _list(given.get("risk_groups")):
        if not (isinstance(entry, list) and len(entry) == 3 and isinstance(entry[0], str)):
            continue
        name, correlation, places = entry
        if not name.strip() or not _is_count(correlation, 10_000):
            continue
        document.risk_groups.append(RiskGroupDoc(name[:200], correlation))
        for place in _list(places):
            if _is_count(place, len(tasks) - 1):
                tasks[place].risk_group = len(document.risk_groups) - 1
    for entry in _list(given.get("risks")):
        if not (isinstance(entry, list) and len(entry) == 5 and isinstance(entry[0], str)):
            continue
        name, probability, active, notes, impacts = entry
        fine = _is_count(probability, 10_000) and isinstance(active, bool)
        if not (fine and name.strip() and isinstance(notes, str)):
            continue
        risk = RiskDoc(name[:500], probability, active, notes[:100_000])
        for impact in _list(impacts):
            whole = isinstance(impact, list) and len(impact) == 3
            limits = (len(tasks) - 1, 60_000_000, 1_000_000)
            if whole and all(_is_count(v, m) for v, m in zip(impact, limits, strict=True)):
                risk.impacts.append((tasks[impact[0]].id, impact[1], impact[2]))
        document.risks.append(risk)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_count(value: Any, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def _more_fields(document: Document, given: Any) -> None:
    """Add the custom fields for which the format had no slot, values by the task's place."""
    for entry in given if isinstance(given, list) else ():
        if not (isinstance(entry, list) and len(entry) == 4 and isinstance(entry[3], dict)):
            continue
        name, kind, key, values = entry
        if not all(isinstance(t, str) for t in (name, kind, key)) or kind not in FIELD_TYPES:
            continue
        field = FieldDoc(len(document.fields) + 1, name[:200], kind, key[:100])
        _take(document, field, values)
        document.fields.append(field)


def _take(document: Document, field: FieldDoc, values: Any) -> None:
    """Write values by the task's place into a custom field; others than plain ones are passed over."""
    for place, value in values.items() if isinstance(values, dict) else ():
        if _is_place(place, len(document.tasks)) and _is_plain(field.type, value):
            field.values[document.tasks[int(place)].id] = value


def _is_place(text: str, count: int) -> bool:
    return text.isdecimal() and len(text) < 10 and int(text) < count


def _is_plain(kind: str, value: Any) -> bool:
    if kind == "text":
        return isinstance(value, str)
    if kind == "flag":
        return isinstance(value, bool)
    return isinstance(value, int | float) and not isinstance(value, bool)


def _set(target: Any, values: Any) -> None:
    if not isinstance(values, dict):
        return
    for field in dataclasses.fields(target):
        if field.name in PLACED or field.name in LISTS:
            continue
        if field.name in OWN and isinstance(target, Document):
            continue
        if field.name in values and _fits(str(field.type), values[field.name]):
            chosen = CHOICES.get(field.name)
            if chosen is not None and values[field.name] not in chosen:
                continue
            setattr(target, field.name, values[field.name])


def _fits(kind: str, value: Any) -> bool:
    """Whether a value is of the type that a document's field declares."""
    if value is None:
        return kind.endswith("None")
    kind = kind.removesuffix(" | None")
    if kind == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind in ("str", "bool"):
        return isinstance(value, str if kind == "str" else bool)
    if kind == "dict[str, list[str]]":
        return isinstance(value, dict) and all(
            isinstance(v, list) and len(v) == 2 and all(isinstance(t, str) for t in v)
            for v in value.values()
        )
    if kind == "list[list[int]]":
        return isinstance(value, list) and all(
            isinstance(pair, list) and len(pair) == 2 and all(_is_count(n, MOST) for n in pair)
            for pair in value
        )
    if kind == "list[dict[str, Any]]":
        return isinstance(value, list) and all(isinstance(v, dict) for v in value)
    return kind == "dict[str, Any]" and isinstance(value, dict)
