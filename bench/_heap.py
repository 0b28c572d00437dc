"""The page's heap after a forced collection, the line through its course, and what grows in it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from playwright.sync_api import Page

MIB = 1024 * 1024
MOST_NAMES = 12


class Heap:
    """Reads a page's heap by the browser's own protocol."""

    def __init__(self, page: Page) -> None:
        self._wire = page.context.new_cdp_session(page)
        self._wire.send("Performance.enable")
        self._wire.send("HeapProfiler.enable")

    def collect(self) -> None:
        """Collect garbage; what only finalizers hold goes with the second time."""
        for _ in range(2):
            self._wire.send("HeapProfiler.collectGarbage")

    def mib(self) -> float:
        """Return the MiB of script objects that are still reachable."""
        self.collect()
        return float(self._wire.send("Runtime.getHeapUsage")["usedSize"]) / MIB

    def counts(self) -> dict[str, int]:
        """Return how many nodes, listeners and documents there are, detached ones among them."""
        found = {
            m["name"]: m["value"] for m in self._wire.send("Performance.getMetrics")["metrics"]
        }
        return {name: int(found[name]) for name in ("Nodes", "JSEventListeners", "Documents")}

    def classes(self) -> Counter[tuple[str, str]]:
        """Return the bytes of all objects by type and constructor, from a snapshot of the heap."""
        parts: list[str] = []
        self._wire.on("HeapProfiler.addHeapSnapshotChunk", lambda e: parts.append(e["chunk"]))
        self.collect()
        self._wire.send("HeapProfiler.takeHeapSnapshot", {"reportProgress": False})
        return by_class(json.loads("".join(parts)))


def by_class(snapshot: dict[str, Any]) -> Counter[tuple[str, str]]:
    """Sum a heap snapshot's own sizes by type and name (V8's format: nodes as one flat list)."""
    meta = snapshot["snapshot"]["meta"]
    fields = meta["node_fields"]
    types = meta["node_types"][0]
    names, nodes = snapshot["strings"], snapshot["nodes"]
    wide, kind, name, size = (
        len(fields), fields.index("type"), fields.index("name"), fields.index("self_size"),
    )  # fmt: skip
    found: Counter[tuple[str, str]] = Counter()
    for at in range(0, len(nodes), wide):
        type_ = types[nodes[at + kind]]
        # Texts and numbers are named by what they say.
        label = "" if type_ in ("string", "concatenated string", "sliced string", "number", "code") else names[nodes[at + name]]  # fmt: skip
        found[type_, label[:60]] += nodes[at + size]
    return found


def grown(before: Counter[tuple[str, str]], after: Counter[tuple[str, str]]) -> list[str]:
    """Return lines of what takes most more than before, the largest first."""
    more = {key: after[key] - before[key] for key in after}
    largest = sorted(more, key=lambda key: -more[key])[:MOST_NAMES]
    return [f"{more[k] / 1024:>9.0f} KiB  {k[0]} {k[1]}" for k in largest if more[k] > 0]


def slope(values: list[float]) -> float:
    """Return the growth a step of the straight line that fits the values best (least squares)."""
    count = len(values)
    if count < 2:
        return 0.0
    middle, mean = (count - 1) / 2, sum(values) / count
    over = sum((n - middle) * (value - mean) for n, value in enumerate(values))
    return over / sum((n - middle) ** 2 for n in range(count))
