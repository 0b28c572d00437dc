"""What a printed Gantt chart tells of a plan: its rows, as one viewer may see them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from headway.analysis.tracking import efforts_of, project_time, results_of, saved_of
from headway.changes.state import Records
from headway.changes.tables import Row as Record
from headway.projects.derivations import Scheduled
from headway.projects.lag import lag_words
from headway.projects.outline import numbered
from headway.words import say

Kind: TypeAlias = Literal["task", "summary", "milestone", "group"]


@dataclass(frozen=True)
class Row:
    """A task as it is drawn. Moments and minutes are the plan's; `slip` is now minus baseline."""

    key: int
    number: int
    wbs: str
    level: int
    name: str
    kind: Kind
    start: int
    finish: int
    duration: int
    unit: str
    percent: int
    critical: bool
    active: bool
    manual: bool
    late: bool
    deadline: int | None
    total_float: int
    baseline: tuple[int, int] | None
    slip: int | None
    people: tuple[str, ...]
    predecessors: tuple[str, ...]
    work: int
    remaining_work: int
    parent: int | None
    below: tuple[Row, ...] = ()
    """Milestones of the branch that is not shown, drawn on the summary itself."""


@dataclass(frozen=True)
class Chart:
    """A project's rows in outline order, and what is said of the whole."""

    project: Record
    rows: tuple[Row, ...]
    status: int
    links: tuple[tuple[int, int, str], ...] = ()
    """(predecessor, successor, type) between tasks that the viewer sees."""
    baseline: str | None = None
    """What the baseline is called, None where none is compared with."""
    left_out: Mapping[str, int] = field(default_factory=dict)
    """How many rows did not fit, by what they are."""
    levels: tuple[int, int] | None = None
    """How many levels of the outline are shown, and of how many, where that is not all."""

    @property
    def span(self) -> tuple[int, int]:
        """First start and last finish of all rows; of an empty plan four weeks from its start."""
        rows = [row for row in self.rows if row.active] or self.rows
        if not rows:
            start = int(self.project["start"])
            return start, start + 28 * 1440
        return min(r.start for r in rows), max(r.finish for r in rows)


def chart_of(
    records: Records,
    workspace: Records,
    scheduled: Scheduled,
    *,
    status: int,
    baseline: int,
    seen: set[int] | None,
    people: bool,
) -> Chart:
    """Return the whole chart of a project as somebody may see it who sees the tasks `seen` (None:
    all) and people only if he may. `baseline` is a number, -1 for none."""
    project = next(iter(records.rows("projects").values()))
    tasks, results = records.rows("tasks"), results_of(scheduled)
    efforts = efforts_of(records, workspace, results)
    base, saved = saved_of(records, baseline, costs=False)
    moments = [m for one in saved.values() for m in (one.start, one.finish) if m is not None]
    between = project_time(scheduled, [status, *moments])
    summaries = {row["parent_id"] for row in tasks.values()}
    who = _people(records, workspace) if people else {}
    places = {k: place for k, place in numbered(records).items() if seen is None or k in seen}
    numbers = {key: number for number, key in enumerate(places, 1)}
    links = [row for row in records.rows("links").values() if _ends(row) <= places.keys()]
    before: dict[int, list[str]] = {}
    for link in links:
        kind, lag = link["type"], lag_words(link, project)
        words = f"{numbers[link['predecessor_id']]}{kind if kind != 'FS' or lag else ''}{lag}"
        before.setdefault(link["successor_id"], []).append(words)
    lifted = min((level for level, _ in places.values()), default=0)
    rows = []
    for key, (level, wbs) in places.items():
        task, result = tasks[key], results[key]
        was = saved.get(key)
        known = was is not None and was.start is not None and was.finish is not None
        summary = key in summaries
        milestone = not summary and (task["milestone"] or result["duration"] == 0)
        rows.append(
            Row(
                key=key,
                number=numbers[key],
                wbs=task["wbs"] or wbs,
                level=level - lifted,
                name=task["name"],
                kind="summary" if summary else "milestone" if milestone else "task",
                start=result["start"],
                finish=result["finish"],
                duration=result["duration"],
                unit=task["duration_unit"],
                percent=result["percent_complete"],
                critical=bool(result["critical"]),
                active=task["active"],
                manual=task["mode"] == "manual",
                late=_is_late(task, result, status),
                deadline=task["deadline"],
                total_float=result["total_float"],
                baseline=(was.start, was.finish) if was and known else None,  # type: ignore[arg-type]
                slip=between(was.finish, result["finish"]) if was and was.finish else None,
                people=tuple(who.get(key, ())),
                predecessors=tuple(before.get(key, ())),
                work=efforts[key].total,
                remaining_work=efforts[key].remaining,
                parent=task["parent_id"] if task["parent_id"] in places else None,
            )
        )
    ends = tuple((r["predecessor_id"], r["successor_id"], r["type"]) for r in links)
    name = None if base is None else base["name"] or say("Baseline {number}", number=base["number"])
    return Chart(project, tuple(rows), status, ends, name)


def _ends(link: Record) -> set[int]:
    return {link["predecessor_id"], link["successor_id"]}


def _people(records: Records, workspace: Records) -> dict[int, list[str]]:
    resources = workspace.rows("resources")
    found: dict[int, list[str]] = {}
    for row in records.rows("assignments").values():
        if row["resource_id"] in resources:
            found.setdefault(row["task_id"], []).append(resources[row["resource_id"]]["name"])
    return found


def _is_late(task: Record, result: Record, status: int) -> bool:
    """Whether a task is late, as the web's `model/late.ts` has it: unfinished past its finish or
    deadline, or expected to miss it."""
    if not task["active"] or result["percent_complete"] >= 100:
        return False
    missed = task["deadline"] is not None and result["finish"] > task["deadline"]
    return bool(missed or result["finish"] < status or result["total_float"] < 0)


def some(chart: Chart, keys: Iterable[int]) -> Chart:
    """Return the chart with these rows alone, in their order; keys that are not in it are passed
    over. A row stands as deep as it has ancestors among them."""
    wanted = dict.fromkeys(keys)
    by_key = {row.key: row for row in chart.rows}
    rows = []
    for key in wanted:
        row = by_key.get(key)
        if row is None:
            continue
        level, above = 0, row.parent
        while above is not None:
            level += above in wanted
            above = by_key[above].parent
        rows.append(replace(row, level=level))
    return replace(chart, rows=tuple(rows))


def grouped(chart: Chart, groups: Iterable[tuple[str, Sequence[int]]]) -> Chart:
    """Return the chart's rows under headings (label, keys of rows in their order).

    A row may stand under several headings, as the summaries above its tasks do. A heading lasts from
    the first start to the last finish of what is below it; its key is below 0.
    """
    rows: list[Row] = []
    for number, (label, keys) in enumerate(groups, 1):
        below = some(chart, keys).rows
        rows.append(_heading(-number, label, [r for r in below if r.active] or below, chart))
        rows += [replace(row, level=row.level + 1) for row in below]
    return replace(chart, rows=tuple(rows))


def _heading(key: int, label: str, below: Sequence[Row], chart: Chart) -> Row:
    start, finish = chart.span
    return Row(
        key=key, number=0, wbs="", level=0, name=label, kind="group",
        start=min((r.start for r in below), default=start),
        finish=max((r.finish for r in below), default=finish),
        duration=0, unit="d", percent=0, critical=False, active=bool(below), manual=False,
        late=False, deadline=None, total_float=0, baseline=None, slip=None, people=(),
        predecessors=(),
        work=sum(r.work for r in below if r.kind != "summary"),
        remaining_work=sum(r.remaining_work for r in below if r.kind != "summary"),
        parent=None,
    )  # fmt: skip


def deep(chart: Chart, depth: int) -> Chart:
    """Return the chart's first `depth` levels. A summary whose branch is left out carries the
    branch's milestones."""
    rows: list[Row] = []
    below: list[Row] = []
    for row in chart.rows:
        if row.level < depth:
            if rows and below:
                rows[-1] = replace(rows[-1], below=tuple(below))
            below = []
            rows.append(row)
        elif row.kind == "milestone" and row.active:
            below.append(row)
    if rows and below:
        rows[-1] = replace(rows[-1], below=tuple(below))
    every = max((row.level for row in chart.rows), default=0) + 1
    return replace(chart, rows=tuple(rows), levels=(depth, every) if depth < every else None)


def unfolded(chart: Chart, depth: int, room: int) -> Chart:
    """Return the chart's first `depth` levels, and whole branches below them as long as `room` rows
    hold them: those that are under way at the status date first, then those that come next."""
    shown = deep(chart, depth)
    free = room - len(shown.rows)
    inside: dict[int, list[int]] = {}
    head = 0
    for row in chart.rows:
        if row.level < depth:
            head = row.key
        else:
            inside.setdefault(head, []).append(row.key)
    heads = [row for row in shown.rows if row.key in inside and row.percent < 100]
    heads.sort(key=lambda row: (row.start > chart.status, row.start))
    opened: set[int] = set()
    for row in heads:
        if len(inside[row.key]) <= free:
            free -= len(inside[row.key])
            opened.add(row.key)
    if not opened:
        return shown
    more = {key for head in opened for key in inside[head]}
    folded = {row.key: replace(row, below=()) if row.key in opened else row for row in shown.rows}
    rows = [folded.get(row.key, row) for row in chart.rows if row.key in folded or row.key in more]
    return replace(shown, rows=tuple(rows))


def depth_for(chart: Chart, room: int) -> int:
    """Return how many levels fit into `room` rows; one at least."""
    counts: dict[int, int] = {}
    for row in chart.rows:
        counts[row.level] = counts.get(row.level, 0) + 1
    depth, rows = 0, 0
    for level in sorted(counts):
        rows += counts[level]
        if rows > room and depth > 0:
            break
        depth = level + 1
    return max(1, depth)


def cut(chart: Chart, room: int) -> Chart:
    """Return at most `room` rows, the first ones, and say how many are left out."""
    if len(chart.rows) <= room:
        return chart
    more = len(chart.rows) - room
    return replace(chart, rows=chart.rows[:room], left_out={"rows": more})
