"""The changes of a project as the flow over its board is read from them: when, and what was written."""

from __future__ import annotations

from collections.abc import Iterator

from headway.changes.codec import unpack
from headway.changes.models import Changeset
from headway.changes.state import Inputs
from headway.changes.upcasters import upcast
from headway.projects.status import now_in


def steps(
    stream: int, version: int, zone: str, *, since: int = 0, last: int = 0
) -> Iterator[tuple[int, Inputs]]:
    """Yield the local minute and the inputs of every changeset up to `version`; results stay unread.

    A changeset that was stored later is never told as earlier: clocks go back in autumn. Who went up
    to a version `since` and the minute `last` before goes on from there.
    """
    rows = Changeset.objects.filter(stream_id=stream, version__gt=since, version__lte=version)
    found = rows.order_by("version").values_list("at", "schema", "body")
    for at, schema, body in found.iterator(500):
        last = max(last, now_in(zone, at))
        yield last, upcast(unpack(body), schema)["inputs"]
