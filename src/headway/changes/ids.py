"""Keys: leased in blocks from one sequence, so that clients can create rows before they ask."""

from __future__ import annotations

import threading

from django.db import transaction
from django.db.models import F

from headway.changes.models import Lease, Sequence

BLOCK = 256
SERVER_BLOCK = 4096
FIRST = 1
LAST = 2**53 - 1
KEPT = 4096
"""How many blocks of an account are remembered: a tab takes one when it opens, and may be offline
with what was made under its keys. More than so many openings later nobody comes back with them."""
PRUNED_EVERY = 64

_lock = threading.Lock()
_own: list[int] = []


def lease(user_id: int | None, size: int = BLOCK) -> tuple[int, int]:
    """Lease a block to an account; return (first, one past the last)."""
    with transaction.atomic():
        Sequence.objects.get_or_create(id=1, defaults={"next": FIRST})
        Sequence.objects.filter(id=1).update(next=F("next") + size)
        end = Sequence.objects.get(id=1).next
        Lease.objects.create(first=end - size, last=end - 1, user_id=user_id)
        if end // size % PRUNED_EVERY == 0:
            prune(user_id)
    return end - size, end


def prune(user_id: int | None) -> int:
    """Forget the blocks of an account beyond the newest KEPT; return how many. Their keys are never
    given out again."""
    mine = Lease.objects.filter(user_id=user_id)
    oldest = mine.order_by("-first").values_list("first", flat=True)[KEPT - 1 : KEPT].first()
    return 0 if oldest is None else mine.filter(first__lt=oldest).delete()[0]


def new_id() -> int:
    """Return a fresh key from this process's own block."""
    with _lock:
        if not _own:
            first, end = lease(None, SERVER_BLOCK)
            _own.extend(range(end - 1, first - 1, -1))
        return _own.pop()


def forget() -> None:
    """Drop this process's block: for a fork, a restore, or a test that empties the database."""
    with _lock:
        _own.clear()


def leased_to(user_id: int | None, keys: list[int]) -> list[int]:
    """Return those of `keys` that lie in no block leased to the account."""
    if not keys:
        return []
    blocks = list(
        Lease.objects.filter(
            user_id=user_id, last__gte=min(keys), first__lte=max(keys)
        ).values_list("first", "last")
    )
    return [k for k in keys if not any(first <= k <= last for first, last in blocks)]
