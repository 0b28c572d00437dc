"""What rows are called, for whoever may see them: so that a refusal names them instead of their keys."""

from __future__ import annotations

from typing import Any

from headway.changes.cache import State
from headway.changes.registry import SCOPE_TABLE, registry
from headway.changes.state import Draft
from headway.changes.tables import Row
from headway.changes.viewer import Viewer
from headway.changes.visibility import branch, visible_rows


class Names:
    """Names of the rows of a stream and of its workspace, of those that a viewer may see."""

    def __init__(self, viewer: Viewer, state: State, draft: Draft, workspace: Draft) -> None:
        self._viewer, self._draft, self._workspace = viewer, draft, workspace
        cut = viewer.branch is not None and registry.shape(state.kind) == "project"
        self._tasks = branch(state.records, viewer.branch or 0) if cut else None

    def of_row(self, table: str, key: Any) -> str:
        """Return what a row is called: by itself, or by the rows that it is about; "" if unknown."""
        row = self._row(table, key)
        if row is None:
            return ""
        own = row.get("name") or row.get("text")
        if isinstance(own, str) and own:
            return own
        about = [f for f in registry.tables[table].fields if f.references and not f.nullable]
        parts = [self.of_row(f.references or "", row[f.name]) for f in about]
        alike = len({f.references for f in about}) == 1
        return (" → " if alike else ": ").join(part for part in parts if part)

    def of_value(self, table: str, field: str | None, value: Any) -> str | None:
        """Return what the row is called that a field points to; None for fields that point to none."""
        column = registry.tables[table].by_name.get(field or "")
        if column is None or column.references is None or value is None:
            return None
        return self.of_row(column.references, value) or None

    def _row(self, name: str, key: Any) -> Row | None:
        table = registry.tables[name]
        draft = self._workspace if table.stream == "workspace" else self._draft
        row = draft.base.rows(name).get(key) or draft.get(name, key)
        if row is None or self._viewer.role == "system":
            return row
        if not self._viewer.may(table.capability):
            return None
        if name == SCOPE_TABLE and self._tasks is not None:
            return row if key in self._tasks else None
        return next(iter(visible_rows(table, [row], self._viewer, self._tasks)), None)
