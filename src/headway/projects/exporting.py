"""A live project to a document and so to a file, as far as its viewer may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import fields as fields_of
from typing import Any

from headway.changes.cache import State
from headway.changes.errors import Invalid
from headway.changes.reading import state_for, tasks_of
from headway.changes.tables import Row
from headway.changes.viewer import Viewer
from headway.exchange import mspdi_write, sheet_write
from headway.exchange.document import (
    AssignmentDoc,
    BaselineTaskDoc,
    CalendarDoc,
    Document,
    FieldDoc,
    LeftFileDoc,
    LinkDoc,
    ResourceDoc,
    RiskDoc,
    RiskGroupDoc,
    TaskDoc,
)
from headway.projects import accounts
from headway.projects.beside import PLAIN, Taking
from headway.projects.carrying import carriers
from headway.projects.custom import text_of
from headway.projects.export_names import name_tasks
from headway.projects.import_rows import KEPT_BESIDE, SETTINGS
from headway.projects.importing import MOST_BYTES
from headway.projects.outline import numbered
from headway.words import say

FORMATS: dict[str, tuple[str, str, Callable[[Document], bytes]]] = {
    "mspdi": ("application/xml", ".xml", mspdi_write.write),
    "csv": ("text/csv; charset=utf-8", ".csv", sheet_write.csv_bytes),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
        sheet_write.xlsx_bytes,
    ),
}
"""By name: media type, ending of the file's name, writer."""


@dataclass(frozen=True)
class Exported:
    """A file of a project: its bytes, and behind them those of tasks' files, piece by piece; None
    where it has none. `left` are the files that did not go along."""

    data: bytes
    media: str
    name: str
    more: Iterator[bytes] | None
    left: list[LeftFileDoc]


def export(user_id: int, project_id: int, format_: str) -> Exported:
    """Return a project as a file; raise Invalid for an unknown format."""
    if format_ not in FORMATS:
        raise Invalid(
            say("format must be one of {formats}.", formats=", ".join(FORMATS)), field="format"
        )
    media, suffix, write = FORMATS[format_]
    document = document_of(user_id, project_id)
    name = document.name + suffix
    if format_ != "mspdi" or not document.files:
        return Exported(write(document), media, name, None, [])
    written = mspdi_write.begin(document, MOST_BYTES)
    return Exported(written.plan, media, name, written.more, written.left)


def document_of(user_id: int, project_id: int) -> Document:
    """Return a project as a document, with the computed dates as its stored ones.

    A guest gets his branch; who may not see people or rates gets none.
    """
    state, viewer = state_for(user_id, project_id, "project")
    home, guest = state_for(user_id, state.workspace_id, "workspace")
    return _Export(state, home, viewer, guest, tasks_of(state, viewer)).document


class _Export:
    def __init__(
        self, state: State, home: State, viewer: Viewer, guest: Viewer, seen: set[int] | None
    ) -> None:
        self.state, self.records, self.home = state, state.records, home.records
        self.viewer, self.guest = viewer, guest
        self.tasks = [k for k in numbered(self.records) if seen is None or k in seen]
        self.seen = set(self.tasks)
        self.project = next(iter(self.records.rows("projects").values()))
        self.document = Document(**{name: self.project[name] for name in SETTINGS})
        self.document.name = self.project["name"]
        self.document.key = self.project["key"]
        self.document.zone = self.project["zone"]
        self.document.country = self.project["country"]
        self.document.calendar_id = self.project["calendar_id"]
        people = self.guest.may("people.read")
        members = people and self.guest.may("members.read")
        self.accounts = accounts.Named(self.home, members=members)
        self.beside = Taking(self.records, viewer, self.seen, self.accounts, people=people)
        self.document.beside = self.beside.rows
        self._tasks()
        name_tasks(self.document.tasks, self.records, sprints=viewer.may("people.read"))
        self._links()
        self._assignments()
        self._calendars()
        self._baselines()
        if viewer.may("costs.read"):
            self._costs()
        if viewer.may("analysis.read"):
            self._risks()
        self._fields()
        for carrier in carriers:
            if members:
                self._makers(carrier.makers(self.seen))
            for file, user in carrier.files(state, self.seen):
                file.account_id = self.accounts.key(user)
                self.document.files.append(file)
        if self.accounts.rows:
            self.document.beside[accounts.TABLE] = self.accounts.rows

    def _makers(self, makers: Mapping[int, int]) -> None:
        """Say of who made a task that he watches it, unless it is said how he does: a project that comes
        from a file was made by whoever brought it in."""
        rows = self.records.rows("watchers").values()
        said = {(row["task_id"], row["user_id"]) for row in rows}
        found = self.document.beside.setdefault("watchers", [])
        following = 1 + max(self.records.rows("watchers"), default=0)
        for task, user in sorted(makers.items()):
            key = self.accounts.key(user)
            if key is not None and (task, user) not in said:
                found.append({"id": following + len(found), "task_id": task, "user_id": key})

    def _tasks(self) -> None:
        parents = self.records.index("tasks", "parent_id")
        names = {f.name for f in fields_of(TaskDoc)}
        for key in self.tasks:
            row = self.records.rows("tasks")[key]
            result = self.state.result("schedule", key) or {}
            task = TaskDoc(**{n: v for n, v in row.items() if n in names})
            task.parent_id = row["parent_id"] if row["parent_id"] in self.seen else None
            task.stored_start, task.stored_finish = result.get("start"), result.get("finish")
            task.summary = bool(parents.get(key))
            if task.summary:
                task.duration = result.get("duration", task.duration)
                task.percent_complete = result.get("percent_complete", 0)
            beside = dict(task.extra or {})
            for name in KEPT_BESIDE:
                if isinstance(beside.get(name), int):
                    setattr(task, name, beside.pop(name))
            task.extra = beside or None
            self.document.tasks.append(task)

    def _links(self) -> None:
        for row in self._by_key("links"):
            if {row["predecessor_id"], row["successor_id"]} <= self.seen:
                self.document.links.append(LinkDoc(**row))

    def _assignments(self) -> None:
        if not self.guest.may("people.read"):
            return
        used: set[int] = set()
        said = {f.name for f in fields_of(AssignmentDoc)}
        for row in self._by_key("assignments"):
            if row["task_id"] in self.seen:
                kept = {n: v for n, v in row.items() if n in said}
                self.document.assignments.append(AssignmentDoc(**kept))
                used.add(row["resource_id"])
        names = {f.name for f in fields_of(ResourceDoc)}
        for key in sorted(used | self.beside.named & self.home.rows("resources").keys()):
            row = self.home.rows("resources")[key]
            resource = ResourceDoc(**{n: v for n, v in row.items() if n in names})
            if self.guest.may("rates.read"):
                self._rates(resource)
                self._rates_over_time(key)
            self.document.resources.append(resource)

    def _rates(self, resource: ResourceDoc) -> None:
        """Give a resource the last of its rates that the project's currency and start allow."""
        keys = self.home.index("rates", "resource_id").get(resource.id, ())
        rows = [self.home.rows("rates")[k] for k in keys]
        rows = [r for r in rows if r["currency"] == self.project["currency"]]
        if not rows:
            return
        until = max(
            (t.stored_finish or 0 for t in self.document.tasks), default=self.project["start"]
        )
        begun = [r for r in rows if r["valid_from"] is None or r["valid_from"] <= until] or rows
        rate = max(begun, key=lambda r: (r["valid_from"] is not None, r["valid_from"] or 0))
        resource.standard_rate = rate["standard"]
        resource.overtime_rate = rate["overtime"]
        resource.cost_per_use = rate["per_use"]

    def _rates_over_time(self, key: int) -> None:
        """Keep all the rates of a resource beside what other programs see of them, if it has more than
        the one."""
        keys = self.home.index("rates", "resource_id").get(key, ())
        rows = [self.home.rows("rates")[k] for k in sorted(keys)]
        plain = [
            r["valid_from"] is None and r["currency"] == self.project["currency"] for r in rows
        ]
        if plain not in ([], [True]):
            self.document.beside.setdefault("rates", []).extend(rows)

    def _calendars(self) -> None:
        rows = self.home.rows("calendars")
        wanted = {t.calendar_id for t in self.document.tasks}
        wanted |= {r.calendar_id for r in self.document.resources} | {self.document.calendar_id}
        if self.guest.may("people.read"):
            # Those that came with a file may be people's own.
            wanted |= {k for k, row in rows.items() if row["project_id"] == self.state.stream}
        queue = [k for k in wanted if k is not None]
        kept: set[int] = set()
        while queue:
            key = queue.pop()
            if key in kept or key not in rows:
                continue
            kept.add(key)
            if rows[key]["base_id"] is not None:
                queue.append(rows[key]["base_id"])
        for key in sorted(kept):
            row = rows[key]
            self.document.calendars.append(
                CalendarDoc(
                    key, row["name"], row["base_id"], row["week"],
                    list(row["exceptions"] or ()), list(row["work_weeks"] or ()),
                )
            )  # fmt: skip

    def _baselines(self) -> None:
        rows = self.records.rows("baselines")
        for row in rows.values():
            said = [row["name"], row["taken_at"]]
            if any(said):
                self.document.baseline_names[str(row["number"])] = said
        for row in self._by_key("baseline_tasks"):
            if row["task_id"] in self.seen:
                values = {n: row[n] for n in ("task_id", "start", "finish", "duration", "work")}
                number = rows[row["baseline_id"]]["number"]
                self.document.baselines.append(BaselineTaskDoc(number=number, **values))

    def _costs(self) -> None:
        """Give tasks their typed costs, and baselines theirs."""
        by_task = {t.id: t for t in self.document.tasks}
        for row in self._by_key("task_costs"):
            task = by_task.get(row["task_id"])
            if task is not None:
                task.fixed_cost, task.actual_cost = row["fixed_cost"], row["actual_cost"]
        numbers = {row["id"]: row["number"] for row in self._by_key("baselines")}
        saved = {(b.number, b.task_id): b for b in self.document.baselines}
        for row in self._by_key("baseline_costs"):
            baseline = saved.get((numbers[row["baseline_id"]], row["task_id"]))
            if baseline is not None:
                baseline.cost = row["cost"]

    def _risks(self) -> None:
        groups = self._by_key("risk_groups")
        places = {row["id"]: place for place, row in enumerate(groups)}
        self.document.risk_groups = [RiskGroupDoc(r["name"], r["correlation"]) for r in groups]
        rows = self.records.rows("tasks")
        for task in self.document.tasks:
            task.risk_group = places.get(rows[task.id]["risk_group_id"])
        impacts: dict[int, list[tuple[int, int, int]]] = {}
        for row in self._by_key("risk_impacts"):
            if row["task_id"] in self.seen:
                hit = (row["task_id"], row["delay"], row["share"])
                impacts.setdefault(row["risk_id"], []).append(hit)
        for row in sorted(self._by_key("risks"), key=lambda r: (r["rank"], r["id"])):
            found = impacts.get(row["id"], [])
            self.document.risks.append(
                RiskDoc(row["name"], row["probability"], row["active"], row["notes"], found)
            )

    def _fields(self) -> None:
        """Add the custom fields as other programs know them; what more they are stands beside."""
        values = self.records.rows("custom_values")
        by_field = self.records.index("custom_values", "field_id")
        for row in sorted(self._by_key("custom_fields"), key=lambda r: (r["rank"], r["id"])):
            kind = row["result"] if row["type"] == "formula" else row["type"]
            field = FieldDoc(row["id"], row["name"], kind, row["key"], beside=row["id"])
            if row["type"] == "formula":
                field.values = self._computed(row["id"])
            else:
                for key in by_field.get(row["id"], ()):
                    if values[key]["task_id"] in self.seen:
                        field.values[values[key]["task_id"]] = values[key]["value"]
            if kind not in PLAIN:
                field.type = "text"
                field.values = self._texts(row, field.values)
            self.document.fields.append(field)

    def _computed(self, key: int) -> dict[int, Any]:
        """Return what a formula gives by task, without what it could not compute."""
        found = {}
        for task in self.tasks:
            result = self.state.result("formulas", task) or {}
            value = (result.get("values") or {}).get(str(key))
            if value is not None and not isinstance(value, dict):
                found[task] = value
        return found

    def _texts(self, row: Row, values: dict[int, Any]) -> dict[int, Any]:
        """Return values as people read them."""
        if row["type"] == "person" and not self.guest.may("people.read"):
            return {}
        people = self.home.rows("resources")
        return {k: text_of(row, v, self.project, people) for k, v in values.items()}

    def _by_key(self, table: str) -> list[Row]:
        return sorted(self.records.rows(table).values(), key=lambda r: int(r["id"]))
