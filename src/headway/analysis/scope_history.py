"""The history that changes of scope are found in: from the changeset that saved a baseline on."""

from __future__ import annotations

from datetime import datetime

from headway.analysis.scope import Step
from headway.changes.history import between, inputs_since
from headway.changes.models import Changeset
from headway.changes.tables import Row


def base_of(stream: int, baseline: Row) -> int | None:
    """Return the version at which a baseline was saved; None where the history does not tell."""
    taken = _instant(baseline["taken_at"])
    first = 0
    if taken is not None:
        after = Changeset.objects.filter(stream_id=stream, at__gte=taken).order_by("version")
        first = (after.values_list("version", flat=True).first() or 1) - 1
    for version, _, _, inputs in inputs_since(stream, first):
        for row in inputs.get("baselines", {}).get("added", ()):
            if all(row[name] == baseline[name] for name in ("number", "taken_at")):
                return version
    return None


def changes_since(stream: int, first: int | None, baseline: Row, last: int) -> list[Step]:
    """Return the changesets from version `first` to `last`, in order; without a `first` those since
    the baseline was taken."""
    begin = first
    if begin is None:
        rows = Changeset.objects.filter(stream_id=stream)
        taken = _instant(baseline["taken_at"])
        if taken is not None:
            rows = rows.filter(at__gt=taken)
        begin = rows.order_by("version").values_list("version", flat=True).first()
    if begin is None:
        return []
    return [
        Step(
            changeset["id"],
            changeset["version"],
            changeset["change_id"],
            changeset["at"],
            changeset["actor"]["name"],
            changeset["type"],
            changeset["undoes"],
            changeset["inputs"],
        )
        for changeset in between(stream, begin, last + 1)
    ]


def _instant(text: str) -> datetime | None:
    """Return the instant that a baseline says it was taken at, None where it says none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
