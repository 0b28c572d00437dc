"""Accounts that a project's rows name (who watches, who said what): as a file names them, and back. Pure.

A file says who somebody is: name, e-mail address, and the resource that he is, if it holds that one.
Whoever reads it finds him as it finds its people.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headway.changes.checks import LAST_KEY
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.changes.viewer import Viewer
from headway.exchange.document import Document
from headway.projects.import_people import IGNORE, NEW, Choice, plain, proposal
from headway.words import say

TABLE = "accounts"
"""How their rows are called beside a document."""
OF_ROWS: Mapping[str, tuple[str, ...]] = {
    "checklist_items": ("done_by",),
    "blocks": ("user_id",),
    "saved_views": ("user_id",),
    "watchers": ("user_id",),
    "assignment_answers": ("user_id", "answered_by"),
    "update_requests": ("user_id",),
    "update_answers": ("user_id", "decided_by"),
}
"""Which fields of a table are accounts."""
MOST = 2000
"""Accounts that are read of one file."""
LISTED = 5


class Named:
    """Who is named on the way out; nobody where the viewer may not see the members."""

    def __init__(self, home: Records, *, members: bool) -> None:
        rows = home.rows("members").values() if members else ()
        self._members = {row["user_id"]: row for row in rows}
        self._resources = list(home.rows("resources").values()) if members else []
        self._keys: dict[int, int] = {}
        self.rows: list[Row] = []

    def key(self, user_id: int | None) -> int | None:
        """Return by which key the rows beside a document name an account; None where they may not."""
        member = self._members.get(user_id or 0)
        if member is None or user_id is None:
            return None
        if user_id not in self._keys:
            self._keys[user_id] = len(self.rows) + 1
            row = {"id": len(self.rows) + 1, "name": member["name"], "email": member["email"]}
            who = next((r["id"] for r in self._resources if _is(r, member)), None)
            self.rows.append(row if who is None else {**row, "resource_id": who})
        return self._keys[user_id]


def _is(resource: Row, member: Row) -> bool:
    """Whether a resource is the person of a member."""
    if resource["user_id"] is not None:
        return bool(resource["user_id"] == member["user_id"])
    return bool(resource["email"]) and plain(resource["email"]) == plain(member["email"])


class Found:
    """Who the accounts of a file are here.

    Who may not manage projects speaks for nobody but himself: of others `key` gives None then. `missing`
    are those who are nobody here, `others` those for whom the viewer may not speak, of those asked for.
    """

    def __init__(
        self, document: Document, people: Mapping[int, Choice], home: Records, viewer: Viewer
    ) -> None:
        self._document, self._people, self._home = document, people, home
        self._viewer = viewer
        self._members = [m for m in home.rows("members").values() if m["project_id"] is None]
        self._by: dict[tuple[str, str], set[int]] = {}
        for member in self._members:
            for name in ("email", "name"):
                same = (name, plain(member[name]))
                self._by.setdefault(same, set()).add(member["user_id"])
        self._rows: dict[int, Row] = {}
        for row in document.beside.get(TABLE, [])[:MOST]:
            texts = (row.get("name"), row.get("email"))
            if is_key(row.get("id")) and all(isinstance(text, str) for text in texts):
                self._rows.setdefault(row["id"], row)
        self._known: dict[int, int | None] = {}
        self.missing: dict[str, None] = {}
        self.others: dict[str, None] = {}

    def key(self, local: Any) -> int | None:
        """Return the account of a key of the file, None where it is nobody's here."""
        row = self._rows.get(local) if is_key(local) else None
        if row is None:
            return None
        if local not in self._known:
            name = (row["name"] or row["email"])[:100]
            found = self._match(row)
            if found is None:
                self.missing[name] = None
            elif found != self._viewer.user_id and not self._viewer.may("projects.manage"):
                self.others[name] = None
                found = None
            self._known[local] = found
        return self._known[local]

    def _match(self, row: Row) -> int | None:
        who = row.get("resource_id")
        choice = self._people.get(who) if isinstance(who, int) else None
        if choice is not None and choice.resource_id is not None:
            resource = self._home.rows("resources").get(choice.resource_id)
            those = {m["user_id"] for m in self._members if resource and _is(resource, m)}
            if len(those) == 1:
                return int(next(iter(those)))
        if choice is not None and self._somebody_else(choice, who):
            return None
        for name in ("email", "name"):
            wanted = plain(row[name])
            same = self._by.get((name, wanted), set()) if wanted else set()
            if len(same) == 1:
                return int(next(iter(same)))
        return None

    def _somebody_else(self, choice: Choice, who: Any) -> bool:
        """Whether it was chosen that a person of the file is none of those here that he seems to be."""
        if choice.what != NEW:
            return choice.what == IGNORE
        resource = next((r for r in self._document.resources if r.id == who), None)
        return resource is not None and proposal(resource, self._home) is not None


def is_key(value: Any) -> bool:
    """Whether a value can be a key."""
    return type(value) is int and 0 < value <= LAST_KEY


def listed(names: Mapping[str, None]) -> str:
    """Return some names as a text."""
    more = len(names) - LISTED
    text = ", ".join(map(shown, list(names)[:LISTED]))
    return say("{text} and {more} more", text=text, more=more) if more > 0 else text


def shown(text: str) -> str:
    """Return a name from a file as a report can hold it: what has no sign is left out, and what is long."""
    return "".join(c for c in text[:100] if c.isprintable())
