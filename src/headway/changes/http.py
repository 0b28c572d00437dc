"""From an HTTP request to a command and back: the same few lines for every room's routes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.http import HttpRequest

from headway.changes import cache
from headway.changes.command import Command
from headway.changes.errors import Forbidden, Invalid, Missing
from headway.changes.perform import Envelope, parse, perform
from headway.changes.reading import outcome_for
from headway.changes.registry import registry
from headway.words import mark, say


class OtherAccount(Forbidden):
    """Somebody else is signed in than the one whose request this is."""

    type = "other-account"
    title = mark("Somebody else is signed in")


def user_of(request: HttpRequest) -> int:
    """Return the account that asks; every route but sign-in has one. Raise OtherAccount where
    `X-Headway-Account` names another."""
    user = int(request.auth.pk)  # type: ignore[attr-defined]  # put there by ninja
    # A page sends what waited with the cookie of whoever signed in meanwhile in another tab.
    if request.headers.get("X-Headway-Account", "").strip() not in ("", str(user)):
        raise OtherAccount(
            say(
                "Somebody else is signed in here. Nothing is lost: it is sent when you sign in "
                "again."
            )
        )
    return user


def command_id(request: HttpRequest, given: UUID | None = None) -> UUID:
    """Return the command's id: the one given, one made of `Idempotency-Key`, that of
    `X-Headway-Command`, or a fresh one; raise Invalid where that header is no UUID."""
    if given is not None:
        return given
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        # A page knows its own changes by it, before they are answered.
        named = request.headers.get("X-Headway-Command", "").strip()
        try:
            return UUID(named) if named else uuid4()
        except ValueError:
            raise Invalid(
                say("X-Headway-Command must be a UUID."), field="X-Headway-Command"
            ) from None
    return uuid5(NAMESPACE_URL, f"{user_of(request)}:{request.method}:{request.path}:{key[:500]}")


def base_of(request: HttpRequest, stream: int) -> dict[int, int]:
    """Return the version that `If-Match` names; raise Invalid where it is no version."""
    tag = request.headers.get("If-Match", "").strip().removeprefix("W/").strip('"')
    if tag in ("", "*"):
        return {}
    if not (tag.isascii() and tag.isdigit() and len(tag) <= 16):
        raise Invalid(say("If-Match must be the version that you saw."), field="If-Match")
    return {stream: int(tag)}


def send(request: HttpRequest, stream: int, command: Command) -> dict[str, Any]:
    """Perform a command for whoever asks; return its changesets as he may see them."""
    user = user_of(request)
    envelope = Envelope(command, stream, command_id(request), base_of(request, stream))
    return outcome_for(user, perform(envelope, user))


def batch(parts: list[tuple[str, Mapping[str, Any]]]) -> Command:
    """Return one command of several parts; a single part stays itself."""
    if len(parts) == 1:
        return parse(*parts[0])
    return parse("batch", {"commands": [{"type": t, "payload": dict(p)} for t, p in parts]})


def stream_of_row(table: str, key: int, fork: int | None = None) -> int:
    """Return the stream in which a row lives, or `fork` where that is a fork which has it; raise
    Missing for none."""
    if fork is not None:
        state = cache.current(fork)
        if state is None or state.parent is None or key not in state.records.rows(table):
            raise Missing(say("There is nothing here, or nothing that you may see."))
        return fork
    found = (
        registry.models[table].objects.filter(id=key).values_list("stream_id", flat=True).first()
    )
    if found is None:
        raise Missing(say("There is nothing here, or nothing that you may see."))
    return int(found)
