"""Links for those without an account: signed, of one request, for a while, until they are revoked."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core.cache import cache as memory
from django.core.signing import BadSignature, Signer

from headway.changes.errors import Missing, Refused
from headway.collaboration.updates.models import UpdateLink
from headway.words import mark, say

LIFE = timedelta(days=14)
LONGEST = timedelta(days=90)
MOST_A_MINUTE = 30
"""Requests that one link, or one address with links that are none, may make in a minute."""
MOST_ANSWERS = 400
"""Answers that one link may send in a minute: a full form twice."""
GONE = mark("This link is no longer good. Ask whoever sent it for a new one.")


class TooOften(Refused):
    """The same was asked too often; waiting a minute helps."""

    status = 429
    type = "too-often"
    title = mark("Too often")


def new_link(project: int, workspace: int, request: int, user: int, life: timedelta) -> UpdateLink:
    """Make a link for a request; those before it open nothing any more."""
    now = datetime.now(UTC)
    revoke(request)
    return UpdateLink.objects.create(
        project_id=project,
        workspace_id=workspace,
        request_id=request,
        user_id=user,
        nonce=secrets.token_hex(8),
        created_at=now,
        expires_at=now + min(life, LONGEST),
    )


def revoke(request: int) -> None:
    """Make all links of a request useless."""
    rows = UpdateLink.objects.filter(request_id=request, revoked_at=None)
    rows.update(revoked_at=datetime.now(UTC))


def revoke_all() -> None:
    """Make all links useless: for who brings back a place in which some were revoked since."""
    UpdateLink.objects.filter(revoked_at=None).update(revoked_at=datetime.now(UTC))


def good_link(request: int) -> UpdateLink | None:
    """Return the link of a request that opens something."""
    now = datetime.now(UTC)
    rows = UpdateLink.objects.filter(request_id=request, revoked_at=None, expires_at__gt=now)
    return rows.order_by("-id").first()


def address(link: UpdateLink) -> str:
    """Return a link's address."""
    return f"{settings.HEADWAY_BASE_URL}/update/{_signer().sign(_value(link))}"


def opened(token: str, caller: str, what: str = "link") -> UpdateLink:
    """Return the link of a token; raise Missing for one that opens nothing, TooOften for many.
    `what` is counted by itself: who asks what answers would do can still send them."""
    limit(f"address:{caller}", MOST_A_MINUTE * 4)
    try:
        value = _signer().unsign(token)
        key = int(value.split("-")[0])
    except (BadSignature, ValueError):
        raise Missing(GONE) from None
    limit(f"{what}:{key}", MOST_A_MINUTE)
    link = UpdateLink.objects.filter(id=key).first()
    if link is None or _value(link) != value or link.revoked_at is not None:
        raise Missing(GONE)
    if link.expires_at <= datetime.now(UTC):
        raise Missing(GONE)
    return link


def limit(name: str, most: int, count: int = 1) -> None:
    """Count what is asked; raise TooOften where that is more than `most` in a minute."""
    key = f"updates:{name}:{int(time.time() // 60)}"
    memory.add(key, 0, 120)
    if memory.incr(key, count) > most:
        raise TooOften(say("That was asked very often. Wait a minute, then try again."))


def _signer() -> Signer:
    return Signer(salt="headway.updates", sep=".")


def _value(link: UpdateLink) -> str:
    return f"{link.pk}-{link.nonce}"
