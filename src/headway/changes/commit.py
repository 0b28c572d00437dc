"""What a change did, into the database: rows, changesets and outbox in one short transaction."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import IntegrityError, transaction

from headway.changes import cache, rows
from headway.changes.codec import pack
from headway.changes.envelope import Envelope, Outcome, Step
from headway.changes.history import heading
from headway.changes.models import Changeset, Outbox, Stream
from headway.changes.registry import registry
from headway.changes.upcasters import SCHEMA


def commit(envelope: Envelope, outcome: Outcome) -> list[dict[str, Any]] | None:
    """Write all steps; return their changesets, or None if a stream moved on meanwhile."""
    if not outcome.steps:
        return []
    now = envelope.at or datetime.now(UTC)
    needs = sorted({capability for _, _, capability in envelope.command.needs()})
    packed = [_bodies(outcome, step, needs, first=n == 0) for n, step in enumerate(outcome.steps)]
    written = []
    with transaction.atomic():
        if envelope.command.follows and outcome.home is not None:
            home = Stream.objects.select_for_update().filter(id=outcome.home.stream)
            if home.filter(version=outcome.home.version).first() is None:
                return None
        if any(step.before.unborn for step in outcome.steps):
            _once(envelope, outcome.steps[0].after.workspace_id)
        for step in sorted(outcome.steps, key=lambda s: s.after.stream):
            if not _advance(step):
                transaction.set_rollback(True)
                return None
        for number, step in enumerate(outcome.steps):
            if step.silent:
                continue
            whole, body, results = packed[number]
            _write_rows(step)
            row = _write_changeset(envelope, outcome, step, now, body, results, first=number == 0)
            written.append({**heading(row), **whole})
    for step in outcome.steps:
        cache.keep(step.after)
    return written


def _once(envelope: Envelope, workspace_id: int) -> None:
    """Raise IntegrityError where the same command was carried out a moment ago.

    Two that each bring a stream of their own into being meet in no constraint, so they take turns
    at the workspace's row.
    """
    Stream.objects.select_for_update().filter(id=workspace_id).first()
    if Changeset.objects.filter(command_id=envelope.id).exists():
        raise IntegrityError("this command was carried out already")


def _bodies(
    outcome: Outcome, step: Step, needs: list[str], *, first: bool
) -> tuple[dict[str, Any], bytes, bytes]:
    """Return what is kept of a step: as it goes out, and its two stored parts.

    `scope` and `needs`, the capabilities that undoing it takes, are for the server alone.
    """
    body = {
        "inputs": step.inputs,
        "scope": step.scope,
        "needs": needs,
        "notes": outcome.notes if first else [],
        "created": outcome.created if first else {},
    }
    results = {
        "results": {n: r.columns for n, r in step.results.items() if r.columns.get("id")},
        "removed_results": {n: r.removed for n, r in step.results.items() if r.removed},
    }
    return {**body, **results}, pack(body), pack(results)


def _advance(step: Step) -> bool:
    """Move the stream on from the version that was computed against; False if it is not there."""
    after = step.after
    if step.before.unborn:
        Stream.objects.create(
            id=after.stream,
            kind=after.kind,
            workspace_id=after.workspace_id,
            version=after.version,
            workspace_version=after.workspace_version,
            parent_id=after.parent,
        )
        return True
    before = step.before
    moved = Stream.objects.filter(
        id=after.stream, version=before.version, workspace_version=before.workspace_version
    ).update(version=after.version, workspace_version=after.workspace_version)
    return moved == 1


def _write_rows(step: Step) -> None:
    """Write the rows that changed, and the results that SQL must find where they moved.

    A fork's rows are what its changesets say, and nothing else.
    """
    after = step.after
    if after.parent is not None:
        return
    rows.write(after.stream, after.workspace_id, step.inputs)
    for derivation in registry.derivations_of(after.kind):
        result = step.results.get(derivation.name)
        if result is not None and result.moved:
            table, columns = derivation.materialised
            rows.update_columns(table, columns, result.moved)


def _write_changeset(
    envelope: Envelope,
    outcome: Outcome,
    step: Step,
    now: datetime,
    body: bytes,
    results: bytes,
    *,
    first: bool,
) -> Changeset:
    after = step.after
    engines = [d.version for d in registry.derivations_of(after.kind)]
    row = Changeset.objects.create(
        stream_id=after.stream,
        version=after.version,
        change_id=outcome.change_id,
        command_id=envelope.id,
        type=envelope.command.type,
        actor_id=outcome.actor.id,
        actor_name=outcome.actor.name,
        at=now,
        schema=SCHEMA,
        engine_version="+".join(engines),
        undoes=envelope.undoes,
        first=first,
        body=body,
        results=results,
    )
    listeners = [name for name, (kind, _) in registry.listeners.items() if kind == after.kind]
    if listeners:
        Outbox.objects.bulk_create(
            Outbox(
                listener=name, stream_id=after.stream, version=after.version, due=datetime.now(UTC)
            )
            for name in listeners
        )
    return row
