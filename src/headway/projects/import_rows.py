"""A document to the rows of a new project, keys still local. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fractional_indexing import generate_n_keys_between

from headway.changes.checks import problem_with
from headway.changes.errors import Invalid
from headway.changes.tables import Kind, Row, Table
from headway.exchange.document import CalendarDoc, Document, TaskDoc
from headway.projects import beside, beside_values, records
from headway.projects.accounts import Found, is_key, listed
from headway.projects.import_board import by_name
from headway.projects.import_people import IGNORE, NEW, Choice
from headway.resources.records import CALENDARS, RATES, RESOURCES
from headway.words import say

SETTINGS = (
    "start", "finish_by", "schedule_from", "status_date", "currency", "description",
    "minutes_per_day", "minutes_per_week", "days_per_month", "day_start", "day_finish",
    "critical_float_limit", "honor_constraints", "split_in_progress", "from_status_date",
    "lag_calendar", "task_type", "effort_driven", "on_assigning",
)  # fmt: skip
SHEETS = frozenset({"CSV", "TSV", "XLSX", "list"})
"""Sources without working time of their own: the project works by its country's calendar."""
MOST_ERRORS = 50
TABLES: tuple[Table, ...] = (CALENDARS, RESOURCES, RATES, *records.TABLES)
BY_NAME = {table.name: table for table in TABLES}
PLACED = frozenset({"id", "parent_id", "rank", "number"})
"""What a task's row says of its place: worked out here."""
KEPT_BESIDE = ("stop", "resume")
"""What a task of a document has besides the table's fields: kept in `extra`."""


@dataclass
class Filled:
    """The rows of a project by table, its settings, and what was left out on the way."""

    name: str
    settings: dict[str, Any]
    rows: dict[str, list[Row]]
    notes: list[str] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    """The number (MIG-42) of each task by its key in the document."""
    next_number: int = 1
    """From where further tasks are numbered, at least."""


def fill(
    document: Document,
    people: Mapping[int, Choice],
    today: int,
    accounts: Found | None = None,
    *,
    rates: bool,
    costs: bool = False,
) -> Filled:
    """Return the rows of a document; raise Invalid, naming each value that cannot be kept.

    `people` says what becomes of the document's resources, `today` is the moment at which a
    project starts whose file does not say, `accounts` who its accounts are here, `rates` and `costs` whether the person may bring in rates
    and what tasks cost.
    """
    filled = Filled(document.name.strip()[:200] or say("Imported project"), {}, {})
    filled.settings = _settings(document, today, filled)
    _calendars(document, people, filled)
    _resources(document, people, filled, rates=rates)
    _tasks(document, filled)
    filled.rows["links"] = [_plain(k, records.LINKS) for k in document.links]
    _assignments(document, people, filled)
    _baselines(document, filled)
    _costs(document, filled, costs=costs)
    _risks(document, filled)
    _beside(document, people, accounts, filled)
    by_name(document, filled.rows, filled.notes)
    _custom(document, filled)
    _check(filled)
    return filled


def _plain(item: Any, table: Table) -> Row:
    """Return the fields of a document's item that the table has."""
    return {name: getattr(item, name) for name in table.columns if hasattr(item, name)}


def _settings(document: Document, today: int, filled: Filled) -> dict[str, Any]:
    found = {name: getattr(document, name) for name in SETTINGS}
    if found["start"] is None:
        known = [t.stored_start for t in document.tasks if t.stored_start is not None]
        if known:
            found["start"] = min(known)
        elif found["finish_by"] is None:
            found["start"] = today + document.day_start
            filled.notes.append(
                say("The file does not say when the project starts: it starts today.")
            )
        else:
            found["start"] = found["finish_by"]
    if document.key:
        found["key"] = document.key[:10]
    if found["day_start"] >= found["day_finish"]:
        found["day_start"], found["day_finish"] = 480, 1020
    if has_calendar(document):
        found["calendar_id"] = document.calendar_id
    return found


def has_calendar(document: Document) -> bool:
    """Return whether a file brings its project's calendar; where not, a country's holds."""
    return document.source not in SHEETS and document.calendar_id is not None


def _calendars(document: Document, people: Mapping[int, Choice], filled: Filled) -> None:
    """Take the calendars, but for those of people who have their own here or were left out."""
    filled.rows["calendars"] = []
    if document.source in SHEETS:
        return
    by_id = {c.id: c for c in document.calendars}
    others = {
        r.calendar_id for r in document.resources if people[r.id].what != NEW and r.calendar_id
    }
    own = {r.calendar_id for r in document.resources if people[r.id].what == NEW}
    needed = own | {t.calendar_id for t in document.tasks} | {document.calendar_id}
    kept = [c for c in document.calendars if c.id in needed or c.id not in others]
    queue = list(kept)
    there = {c.id for c in kept}
    while queue:
        base = by_id.get(queue.pop().base_id or 0)
        if base is not None and base.id not in there:
            there.add(base.id)
            queue.append(base)
    filled.rows["calendars"] = [_calendar(c) for c in document.calendars if c.id in there]


def _calendar(calendar: CalendarDoc) -> Row:
    row = _plain(calendar, CALENDARS)
    row["name"] = calendar.name.strip()[:200] or say("Calendar {id}", id=calendar.id)
    if row["week"] is None and calendar.base_id is None:
        row["week"] = [[] for _ in range(7)]
    return row


def _resources(
    document: Document, people: Mapping[int, Choice], filled: Filled, *, rates: bool
) -> None:
    filled.rows["resources"], filled.rows["rates"] = [], []
    over_time = beside_values.rates_of(document.beside)
    for resource in document.resources:
        if people[resource.id].what != NEW:
            continue
        row = _plain(resource, RESOURCES)
        row["name"] = resource.name.strip()[:200] or say("Resource {id}", id=resource.id)
        row["placeholder"] = resource.kind == "work"
        if document.source in SHEETS:
            row["calendar_id"] = None
        filled.rows["resources"].append(row)
        priced = resource.standard_rate or resource.overtime_rate or resource.cost_per_use
        if not priced and resource.id not in over_time:
            continue
        if not rates:
            note = say("Rates were left out: you may not set rates here.")
            if note not in filled.notes:
                filled.notes.append(note)
            continue
        own = {
            "resource_id": resource.id,
            "currency": document.currency,
            "standard": resource.standard_rate,
            "overtime": resource.overtime_rate,
            "per_use": resource.cost_per_use,
        }
        for values in over_time.get(resource.id, [own]):
            filled.rows["rates"].append({"id": len(filled.rows["rates"]) + 1, **values})


def outline_numbers(tasks: Iterable[TaskDoc]) -> dict[int, str]:
    """Return the outline number (1.2.3) of each task by its key."""
    found: dict[int | None, str] = {None: ""}
    counts: dict[int | None, int] = {}
    for task in tasks:
        counts[task.parent_id] = counts.get(task.parent_id, 0) + 1
        above = found[task.parent_id]
        found[task.id] = (
            f"{above}.{counts[task.parent_id]}" if above else str(counts[task.parent_id])
        )
    return {key: text for key, text in found.items() if key is not None}


def _tasks(document: Document, filled: Filled) -> None:
    children: dict[int | None, int] = {}
    for task in document.tasks:
        children[task.parent_id] = children.get(task.parent_id, 0) + 1
    ranks = {parent: iter(generate_n_keys_between(None, None, n)) for parent, n in children.items()}
    outline = outline_numbers(document.tasks)
    own = [t.number for t in document.tasks]
    kept = all(n is not None and n > 0 for n in own) and len(set(own)) == len(own)
    rows = []
    for place, task in enumerate(document.tasks, 1):
        number = task.number if kept and task.number is not None else place
        filled.numbers[task.id] = number
        row = {n: v for n, v in _plain(task, records.TASKS).items() if n not in PLACED}
        # An own code only where it says more than the place in the outline.
        row["wbs"] = "" if task.wbs == outline[task.id] else task.wbs
        beside = {n: getattr(task, n) for n in KEPT_BESIDE if getattr(task, n) is not None}
        if beside:
            row["extra"] = {**(task.extra or {}), **beside}
        row |= {
            "id": task.id,
            "risk_group_id": None if task.risk_group is None else task.risk_group + 1,
            "parent_id": task.parent_id,
            "rank": next(ranks[task.parent_id]),
            "number": number,
        }
        rows.append(row)
    filled.rows["tasks"] = rows


def _assignments(document: Document, people: Mapping[int, Choice], filled: Filled) -> None:
    """Take the assignments; two people of the file who are one here work with the sum of units."""
    rows: list[Row] = []
    there: dict[tuple[int, int], Row] = {}
    for assignment in document.assignments:
        choice = people[assignment.resource_id]
        if choice.what == IGNORE:
            continue
        row = _plain(assignment, records.ASSIGNMENTS)
        if choice.resource_id is not None:
            row["resource_id"] = -choice.resource_id
            other = there.get((row["task_id"], row["resource_id"]))
            if other is not None:
                other["units"] = min(other["units"] + row["units"], 100_000_000_000)
                for name in ("work", "remaining_work"):
                    other[name] = (
                        None if None in (other[name], row[name]) else other[name] + row[name]
                    )
                other["actual_work"] += row["actual_work"]
                continue
            there[(row["task_id"], row["resource_id"])] = row
        rows.append(row)
    filled.rows["assignments"] = rows


def _baselines(document: Document, filled: Filled) -> None:
    numbers = sorted({b.number for b in document.baselines} | _numbers(document.baseline_names))
    filled.rows["baselines"] = []
    for number in numbers:
        name, taken = document.baseline_names.get(str(number), ["", ""])
        filled.rows["baselines"].append(
            {"id": number + 1, "number": number, "name": name, "taken_at": taken}
        )
    filled.rows["baseline_tasks"] = [
        {**_plain(b, records.BASELINE_TASKS), "id": key, "baseline_id": b.number + 1}
        for key, b in enumerate(document.baselines, 1)
    ]


def _costs(document: Document, filled: Filled, *, costs: bool) -> None:
    """Take what tasks cost, now and in baselines, for whoever may say so."""
    own = [t for t in document.tasks if t.fixed_cost or t.actual_cost is not None]
    saved = [(n, b) for n, b in enumerate(document.baselines, 1) if b.cost]
    if not costs:
        if own or saved:
            filled.notes.append(say("Costs were left out: you may not set costs here."))
        own, saved = [], []
    filled.rows["task_costs"] = [
        {"id": n, "task_id": t.id, "fixed_cost": t.fixed_cost, "actual_cost": t.actual_cost}
        for n, t in enumerate(own, 1)
    ]
    filled.rows["baseline_costs"] = [
        {"id": n, "baseline_id": b.number + 1, "task_id": b.task_id, "cost": b.cost}
        for n, b in saved
    ]


def _risks(document: Document, filled: Filled) -> None:
    filled.rows["risk_groups"] = [
        {**_plain(group, records.RISK_GROUPS), "id": n}
        for n, group in enumerate(document.risk_groups, 1)
    ]
    ranks = generate_n_keys_between(None, None, len(document.risks))
    filled.rows["risks"] = [
        {**_plain(risk, records.RISKS), "id": n, "rank": rank}
        for n, (risk, rank) in enumerate(zip(document.risks, ranks, strict=True), 1)
    ]
    impacts = [(n, *one) for n, risk in enumerate(document.risks, 1) for one in risk.impacts]
    filled.rows["risk_impacts"] = [
        {"id": n, "risk_id": risk, "task_id": key, "delay": delay, "share": share}
        for n, (risk, key, delay, share) in enumerate(impacts, 1)
    ]


def _numbers(names: Mapping[str, Any]) -> set[int]:
    return {int(n) for n in names if n.isdecimal() and len(n) < 3 and int(n) <= 10}


def _beside(
    document: Document, people: Mapping[int, Choice], accounts: Found | None, filled: Filled
) -> None:
    """Take the rows that travelled beside a document of ours."""

    def resource(key: int) -> int | None:
        choice = people.get(key)
        if choice is None or choice.what == IGNORE:
            return None
        return key if choice.resource_id is None else -choice.resource_id

    rows = {t.id: row for t, row in zip(document.tasks, filled.rows["tasks"], strict=True)}
    shares = {row["id"] for row in filled.rows["assignments"]}
    there = {"tasks": set(rows), "assignments": shares}
    account = accounts.key if accounts is not None else _nobody
    found = beside.given(document.beside, there, resource, account)
    filled.rows |= found
    views = {row["id"] for row in found.get("saved_views", ())}
    lost = {
        str(row.get("name"))[:100]: None
        for row in document.beside.get("saved_views", ())
        if not (is_key(row.get("id")) and row["id"] in views)
    }
    if lost:
        filled.notes.append(
            say(
                "Shared views that name what or whom this project does not have were left out: "
                "{lost}.",
                lost=listed(lost),
            )
        )
    keys = {name: {row["id"] for row in part} for name, part in found.items()}
    keys["tasks"] = set(rows)
    for key, values in beside_values.task_values(document.beside, keys).items():
        if key in rows:
            rows[key] |= values
    above = {task.parent_id for task in document.tasks}
    for key, values in beside_values.summary_values(document.beside).items():
        if key in rows and key in above:
            rows[key] |= values
    filled.settings |= beside_values.settings(document.beside, keys)
    filled.next_number = beside_values.next_number(document.beside)


def _nobody(_: Any) -> None:
    return None


def tell_accounts(accounts: Found, notes: list[str]) -> None:
    """Say who of the file's accounts was left out."""
    if accounts.missing:
        notes.append(
            say(
                "Nobody here is one whom the file names as watching or as having said "
                "something; left out there: {missing}.",
                missing=listed(accounts.missing),
            )
        )
    if accounts.others:
        notes.append(
            say(
                "Only who manages projects brings in what others watch and said; left out "
                "there: {others}.",
                others=listed(accounts.others),
            )
        )


def _custom(document: Document, filled: Filled) -> None:
    """Take the custom fields, but for those whose rows beside the document say more."""
    known = filled.rows.setdefault("custom_fields", [])
    values = filled.rows.setdefault("custom_values", [])
    keys = {row["id"] for row in known}
    first = 1 + max(keys, default=0)
    fields = [f for f in document.fields if f.beside not in keys]
    # Ranks of a file are no ranks of ours for certain: where others follow, all get new ones.
    ranks = generate_n_keys_between(None, None, len(known) + len(fields))
    known.sort(key=lambda row: (row.get("rank", ""), row["id"]))
    for row, rank in zip(known if fields else (), ranks, strict=False):
        row["rank"] = rank
    for number, (one, rank) in enumerate(zip(fields, ranks[len(known) :], strict=True), first):
        known.append({**_plain(one, records.CUSTOM_FIELDS), "id": number, "rank": rank})
    pairs = [
        (n, t, v) for n, f in enumerate(fields, first) for t, v in f.values.items() if v is not None
    ]
    following = 1 + max((row["id"] for row in values), default=0)
    values += [
        {"id": key, "field_id": field_id, "task_id": task_id, "value": value}
        for key, (field_id, task_id, value) in enumerate(pairs, following)
    ]


def _check(filled: Filled) -> None:
    """Raise Invalid where a value does not fit its table, naming the thing and the value."""
    errors: list[dict[str, str]] = []
    for name, rows in filled.rows.items():
        fields = [f for f in BY_NAME[name].fields if f.kind is not Kind.KEY]
        for row in rows:
            for column in fields:
                if column.name not in row:
                    continue
                message = problem_with(column, row[column.name])
                if message is None:
                    continue
                what = str(row.get("name") or "")[:80] or f"{name} {row['id']}"
                errors.append({"field": f"{name}.{column.name}", "message": f"'{what}': {message}"})
                if len(errors) >= MOST_ERRORS:
                    raise Invalid(errors[0]["message"], errors=errors)
    if errors:
        raise Invalid(errors[0]["message"], errors=errors)
