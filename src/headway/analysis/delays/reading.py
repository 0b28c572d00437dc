"""The history of a project as changes to be replayed: from the database, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from headway.analysis.delays.replay import Done, Standing, relevant, standing
from headway.changes.cache import State, workspace_at
from headway.changes.changesets import invert, squash
from headway.changes.codec import unpack
from headway.changes.errors import Invalid
from headway.changes.models import Changeset
from headway.changes.state import Inputs
from headway.changes.upcasters import upcast
from headway.words import say

MOST = 20_000
"""Changes that are read at most: a later start is asked for beyond."""
WORKSPACE = ("calendars", "resources")


@dataclass(frozen=True)
class Span:
    """Versions of a project between which its delay is looked at, and when they came about."""

    first: int
    last: int
    first_at: datetime
    last_at: datetime


def span_of(state: State, begin: str | None, end: str | None) -> Span:
    """Return the versions that `begin` and `end` name: a version's number, an ISO date or instant
    (the last version by then), or baseline:N (when it was saved). Without, from baseline 0, else
    from the first version, to the newest. Raises Invalid, naming the field."""
    if begin is None:
        first = _saved(state, 0) or 1
    else:
        first = _version(state, begin, "from", time(0))
    last = state.version if end is None else _version(state, end, "to", time(23, 59, 59))
    if first > last:
        raise Invalid(say("It must end after it begins."), field="to")
    if last - first > MOST:
        raise Invalid(
            say("At most {most:,} changes are looked at: begin later.", most=MOST), field="from"
        )
    dates = dict(
        Changeset.objects.filter(stream_id=state.stream, version__in=[first, last]).values_list(
            "version", "at"
        )
    )
    now = datetime.now(UTC)
    return Span(first, last, dates.get(first, now), dates.get(last, now))


def _version(state: State, text: str, field: str, clock: time) -> int:
    if text.isdecimal() and len(text) < 16:
        if not 1 <= int(text) <= state.version:
            raise Invalid(
                say("Versions go from 1 to {version}.", version=state.version), field=field
            )
        return int(text)
    kind, _, number = text.partition(":")
    if kind == "baseline" and number.isdecimal() and len(number) < 3:
        saved = _saved(state, int(number))
        if saved is None:
            raise Invalid(say("There is no baseline {number}.", number=number), field=field)
        return saved
    project = next(iter(state.records.rows("projects").values()))
    zone = ZoneInfo(project["zone"] or "UTC")
    try:
        if len(text) == 10:
            return _by(state, datetime.combine(date.fromisoformat(text), clock, zone))
        at = datetime.fromisoformat(text)
        return _by(state, at if at.tzinfo else at.replace(tzinfo=zone))
    except (ValueError, OverflowError):
        raise Invalid(
            say("Give a version, a date as 2026-03-31, or baseline:0."), field=field
        ) from None


def _saved(state: State, number: int) -> int | None:
    """Return the version in which a baseline was saved: the one that added its row, 1 if it came
    with the project; None where there is no such baseline."""
    rows = state.records.rows("baselines")
    key = next((k for k, row in rows.items() if row["number"] == number), None)
    if key is None:
        return None
    found = Changeset.objects.filter(stream_id=state.stream, type__in=("baseline.set", "batch"))
    for version, schema, body in found.order_by("-version").values_list(
        "version", "schema", "body"
    )[:200]:
        inputs = upcast(unpack(body), schema)["inputs"]
        if any(row["id"] == key for row in inputs.get("baselines", {}).get("added", ())):
            return int(version)
    return 1


def _by(state: State, at: datetime) -> int:
    """Return the last version by an instant, the first where there was none yet."""
    found = (
        Changeset.objects.filter(stream_id=state.stream, at__lte=at)
        .order_by("-version")
        .values_list("version", flat=True)
        .first()
    )
    return 1 if found is None else int(found)


def history(state: State, home: State, span: Span) -> tuple[Standing, list[Done]]:
    """Return the plan at the span's first version, and the changes from there to its last, those
    of the workspace on which dates depend among them; what moves no date is left out of the list
    but is part of the next change that may."""
    later = list(_rows(state.stream, span.first, state.version))
    records = state.records
    if later:
        records = records.applied(invert(squash(inputs for _, inputs in later)))
    ids = [row["id"] for row, _ in later]
    versions = [row["version"] for row, _ in later]
    begin = _workspace_version(home, state, span.first, ids, versions)
    end = _workspace_version(home, state, span.last, ids, versions)
    start = standing(records, workspace_at(home.stream, begin))
    beside = [
        (row, {t: part for t, part in inputs.items() if t in WORKSPACE})
        for row, inputs in _rows(home.stream, begin, end)
        if any(t in inputs for t in WORKSPACE)
    ]
    return start, list(_merged(later, beside, span))


def _rows(stream: int, after: int, until: int) -> Iterator[tuple[dict[str, Any], Inputs]]:
    """Yield headings and inputs of a stream's changesets, without their results."""
    found = Changeset.objects.filter(stream_id=stream, version__gt=after, version__lte=until)
    fields = ("id", "version", "change_id", "type", "actor_id", "actor_name", "at", "undoes")
    for row in found.order_by("version").values(*fields, "schema", "body").iterator(500):
        yield row, upcast(unpack(row.pop("body")), row.pop("schema"))["inputs"]


def _workspace_version(
    home: State, state: State, version: int, ids: list[int], versions: list[int]
) -> int:
    """Return the workspace's version that a version of the project goes with: what was written
    before the project's next change, and at the newest one what it was computed against."""
    if version >= state.version:
        return state.workspace_version
    following = next(i for i, v in zip(ids, versions, strict=True) if v == version + 1)
    found = (
        Changeset.objects.filter(stream_id=home.stream, id__lt=following)
        .order_by("-version")
        .values_list("version", flat=True)
        .first()
    )
    return min(int(found or 0), state.workspace_version)


def _merged(
    later: list[tuple[dict[str, Any], Inputs]],
    beside: list[tuple[dict[str, Any], Inputs]],
    span: Span,
) -> Iterator[Done]:
    """Yield both streams' changes in order; parts of one change are one."""
    entries = [(row["id"], row, inputs, True) for row, inputs in later
               if row["version"] <= span.last]  # fmt: skip
    entries += [(row["id"], row, inputs, False) for row, inputs in beside]
    pending: Done | None = None
    version = span.first
    for _, row, inputs, own in sorted(entries, key=lambda e: e[0]):
        if own:
            version = row["version"]
        change = str(row["change_id"])
        if pending is not None and pending.change_id == change:
            part = {"project": inputs} if own else {"workspace": inputs}
            ids = (*pending.ids, row["id"])
            last = max(pending.last, version)
            pending = replace(pending, **part, last=last, ids=ids)  # type: ignore[arg-type]
            continue
        if pending is not None:
            yield pending
        pending = Done(
            change, row["type"], row["actor_id"], row["actor_name"], row["at"], row["at"],
            version - 1 if own else version, version,
            inputs if own else {}, {} if own else inputs, row["undoes"], ids=(row["id"],),
        )  # fmt: skip
    if pending is not None:
        yield pending


def counted(changes: list[Done]) -> tuple[list[Done], int]:
    """Return the changes that may move dates, each with what came silently before it, and how
    many were silent."""
    found: list[Done] = []
    silent: list[Done] = []
    quiet = 0
    for done in changes:
        if not relevant(done):
            silent.append(done)
            quiet += 1
            continue
        if silent:
            project = squash([*(s.project for s in silent), done.project])
            workspace = squash([*(s.workspace for s in silent), done.workspace])
            done = replace(done, project=project, workspace=workspace)
            silent = []
        found.append(done)
    return found, quiet
