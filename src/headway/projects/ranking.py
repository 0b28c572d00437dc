"""Fractional ranks for new places among rows in order: tasks of an outline, columns of a board. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fractional_indexing import FIError, generate_key_between, generate_n_keys_between

from headway.changes.errors import Invalid
from headway.changes.state import Draft
from headway.changes.tables import Row

NO_RANK = (FIError, ValueError, IndexError)
"""What the library raises for a text that is no rank: ValueError for letters that none has, IndexError
for an empty one."""


def is_rank(text: str) -> bool:
    """Return whether a text is a fractional rank."""
    try:
        generate_key_between(text, None)
    except NO_RANK:
        return False
    return True


def place_beside(
    rows: Sequence[Row],
    after: int | None,
    before: int | None,
    refusal: Callable[[int], str],
    *,
    otherwise: int | None = None,
) -> int:
    """Return the place behind the row `after` or before the row `before`; without either `otherwise`,
    or last. Raises Invalid where the row named is not there, in the words of `refusal`."""
    keys = [row["id"] for row in rows]
    for name, key in (("after_id", after), ("before_id", before)):
        if key is not None and key not in keys:
            raise Invalid(refusal(key), field=name)
    if after is not None:
        return keys.index(after) + 1
    if before is not None:
        return keys.index(before)
    return len(keys) if otherwise is None else otherwise


def ranks_at(draft: Draft, table: str, rows: Sequence[Row], place: int, count: int) -> list[str]:
    """Return `count` ranks for a place among `rows`, which are in order.

    Where two have the same rank, or one has none of ours, all of them get new ones.
    """
    ranks = [row["rank"] for row in rows]
    try:
        return _between(ranks, place, count)
    except NO_RANK:
        ranks = generate_n_keys_between(None, None, len(rows))
        for row, rank in zip(rows, ranks, strict=True):
            draft.update(table, row["id"], {"rank": rank})
        return _between(ranks, place, count)


def _between(ranks: Sequence[str], place: int, count: int) -> list[str]:
    low = ranks[place - 1] if place else None
    high = ranks[place] if place < len(ranks) else None
    found: list[str] = generate_n_keys_between(low, high, count)
    return found
