"""The door: the only writer. A command comes in, changesets go out.

compute against version V, outside any transaction → one short transaction that moves the streams
from V to V + 1, or, if somebody was faster, catch up and compute again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace

from django.db import IntegrityError, OperationalError

from headway.changes import bus, cache
from headway.changes.command import Actor
from headway.changes.commit import commit
from headway.changes.compute import compute, viewer_of, workspace_of
from headway.changes.envelope import Envelope, Outcome, Step, parse
from headway.changes.errors import Busy, Invalid
from headway.changes.history import decoded
from headway.changes.models import Changeset
from headway.words import mark, say

TRIES = 12
PATIENCE = 60.0
"""Seconds that a command waits for those before it in this process."""
BUSY = mark("Many changes came at once. Send the command again; nothing was changed.")

__all__ = ["Envelope", "Outcome", "Step", "parse", "perform", "preview", "viewer_of"]


def perform(envelope: Envelope, user_id: int | None, *, system: bool = False) -> Outcome:
    """Carry out a command for an account and return what it did.

    The same command id again returns what it did the first time. Raises Refused (Missing,
    Forbidden, Invalid, Conflict, Busy) having changed nothing.
    """
    done = _done(envelope, user_id)
    if done is not None:
        return done
    workspace_id = workspace_of(envelope.stream)
    streams = {envelope.stream, *envelope.command.also()}
    if envelope.command.workspace_too:
        streams.add(workspace_id)
    for _ in range(TRIES):
        with _locked(sorted(streams)):
            outcome = compute(envelope, user_id, workspace_id, system=system)
            try:
                written = commit(envelope, outcome)
            except IntegrityError:
                # The same command beside this one, or a key taken a moment ago.
                done = _done(envelope, user_id)
                if done is not None:
                    return done
                continue
            except OperationalError as error:
                raise Busy(BUSY) from error
            if written is not None:
                break
    else:
        raise Busy(BUSY)
    for step in outcome.steps:
        if not step.silent:
            bus.announce(step.after.stream, step.after.version)
    return replace(outcome, changesets=written or [])


def preview(envelope: Envelope, user_id: int | None) -> Outcome:
    """Return what a command would do; nothing is written."""
    return compute(envelope, user_id, workspace_of(envelope.stream))


@contextlib.contextmanager
def _locked(streams: list[int]) -> Iterator[None]:
    """Hold the process's locks of some streams, in order of their keys."""
    with contextlib.ExitStack() as stack:
        for stream in streams:
            lock = cache.lock(stream)
            if not lock.acquire(timeout=PATIENCE):
                raise Busy(BUSY)
            stack.callback(lock.release)
        yield


def _done(envelope: Envelope, user_id: int | None) -> Outcome | None:
    """Return what this command id did already, if it was this account's."""
    found = list(Changeset.objects.filter(command_id=envelope.id).order_by("-first", "id"))
    if not found:
        return None
    if found[0].actor_id != user_id or not _was_for(envelope, found):
        raise Invalid(say("This command id was used before."), field="id")
    sets = [decoded(row) for row in found]
    actor = Actor(found[0].actor_id, found[0].actor_name)
    created, notes = sets[0].get("created", {}), sets[0]["notes"]
    return Outcome(found[0].change_id, actor, [], created, notes, sets)


def _was_for(envelope: Envelope, found: list[Changeset]) -> bool:
    """Whether changesets are of the same command for the same stream.

    What brings a stream into being need not have written the workspace that it was sent for.
    """
    if envelope.stream in {row.stream_id for row in found}:
        return True
    same = found[0].type == envelope.command.type
    return same and workspace_of(found[0].stream_id) == envelope.stream
