"""Three-way merge of rows: what was changed in a fork, onto what became of its parent. Pure.

Field by field, as of two people's changes at the door: what one side alone changed is taken, what
both made the same is no matter, and where they differ it is a conflict, for which a choice is
needed. A row that one side removed and the other changed or hung something on is a conflict as a
whole. No row is left pointing to one that is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from headway.changes.state import Draft, Records
from headway.changes.tables import Row, Table

YOURS, THEIRS = "yours", "theirs"
Place: TypeAlias = tuple[str, int, str | None]
"""Table, key and field; field None is the row."""
Key: TypeAlias = tuple[str, int]
Choice: TypeAlias = Callable[[Place], str | None]
"""What is taken at a place: YOURS, THEIRS, or None where nobody chose yet."""


@dataclass(frozen=True, slots=True)
class Clash:
    """Where both sides changed something: what it was, what it is in the fork and in the parent."""

    table: str
    id: int
    field: str | None
    base: Any
    yours: Any
    theirs: Any


@dataclass
class Merge:
    """Writes into `draft`, whose base are the parent's rows ("theirs"), what `mine` changed
    since `base`. `clashes` are the places for which `choice` gave nothing; there the parent's stays.
    """

    base: Records
    mine: Records
    draft: Draft
    tables: Iterable[Table]
    choice: Choice
    clashes: dict[Place, Clash] = field(default_factory=dict)
    _back: set[Key] = field(default_factory=set)

    def run(self) -> list[Clash]:
        """Merge; return the clashes that nobody chose about."""
        self.tables = list(self.tables)
        own = {table.name for table in self.tables}
        self._pointing = {
            table.name: [(f.name, f.references) for f in table.fields if f.references in own]
            for table in self.tables
        }
        for table in self.tables:
            self._merge_table(table)
        problem = next(self._dangling(), None)
        while problem is not None:
            self._settle(*problem)
            problem = next(self._dangling(), None)
        for name, key in sorted(self._back):
            self._bring_hanging(name, key)
        return list(self.clashes.values())

    def _theirs(self, name: str, key: int) -> Row | None:
        return self.draft.base.rows(name).get(key)

    def _chosen(self, place: Place, base: Any, yours: Any, theirs: Any) -> str:
        """Return the side that is taken at a place; without a choice it is kept as a clash."""
        taken = self.choice(place)
        if taken is None:
            self.clashes[place] = Clash(*place, base, yours, theirs)
        return taken or THEIRS

    def _merge_table(self, table: Table) -> None:
        base, mine = self.base.rows(table.name), self.mine.rows(table.name)
        for key in base.keys() | mine.keys():
            old, new = base.get(key), mine.get(key)
            if old == new:
                continue
            now = self._theirs(table.name, key)
            if old is not None and new is not None and now is not None:
                self._merge_row(table, old, new, now)
                continue
            plain = now == old or (
                old is not None and now is not None and not differing(table, old, now)
            )
            if now == new:
                continue
            place = (table.name, key, None)
            if not plain and self._chosen(place, old, new, now) == THEIRS:
                continue
            if now is not None:
                self.draft.delete(table.name, key)
            if new is not None:
                self._bring(table.name, new)

    def _merge_row(self, table: Table, old: Row, new: Row, now: Row) -> None:
        after: Row = {}
        for name in differing(table, old, new):
            place = (table.name, old["id"], name)
            if now[name] == new[name]:
                continue
            alone = now[name] == old[name]
            if alone or self._chosen(place, old[name], new[name], now[name]) == YOURS:
                after[name] = new[name]
        if after:
            self.draft.update(table.name, old["id"], after)

    def _bring(self, name: str, row: Row) -> None:
        """Put a row in; one that was there at the base comes back with what it points to."""
        self.draft.insert(name, row)
        if row["id"] in self.base.rows(name):
            self._came_back(name, row)

    def _came_back(self, name: str, row: Row) -> None:
        self._back.add((name, row["id"]))
        for column, target in self._pointing[name]:
            key = row[column]
            if key is not None and self.draft.get(target, key) is None:
                self._revive(target, key)

    def _revive(self, name: str, key: int) -> None:
        """Put back a row that one side removed: as the parent has it, else as the fork does."""
        there = self._theirs(name, key)
        row = there or self.mine.rows(name).get(key) or self.base.rows(name).get(key)
        if row is None:
            return
        if there is not None and name in self.draft.touched:
            self.draft.touched[name].pop(key, None)
        if self.draft.get(name, key) is None:
            self.draft.insert(name, row)
        self._came_back(name, row)

    def _bring_hanging(self, name: str, key: int) -> None:
        """Put back what hung on a row that came back (links, people), where its other ends are."""
        for table in self.tables:
            if table.name == name:
                continue
            for column, target in self._pointing[table.name]:
                if target != name:
                    continue
                for one in self.base.index(table.name, column).get(key, ()):
                    row = self._theirs(table.name, one) or self.mine.rows(table.name).get(one)
                    gone = self.draft.get(table.name, one) is None
                    if row is not None and gone and self._whole(table.name, row):
                        self._revive(table.name, one)

    def _whole(self, name: str, row: Row) -> bool:
        return all(
            row[column] is None or self.draft.get(target, row[column]) is not None
            for column, target in self._pointing[name]
        )

    def _dangling(self) -> Iterator[tuple[str, int, str, str, int]]:
        """Yield (table, key, column, target table, target) of rows that point to none."""
        for name, rows in list(self.draft.touched.items()):
            if name not in self._pointing:
                continue
            for key, row in list(rows.items()):
                if row is not None:
                    for column, target in self._pointing[name]:
                        aim = row[column]
                        if aim is not None and self.draft.get(target, aim) is None:
                            yield name, key, column, target, aim
                    continue
                for table in self.tables:
                    for column, target in self._pointing[table.name]:
                        if target == name:
                            for hanging in self.draft.where(table.name, column, key):
                                yield table.name, hanging["id"], column, name, key

    def _settle(self, name: str, key: int, column: str, target: str, aim: int) -> None:
        """Settle that a row points to one that one side removed."""
        place = (target, aim, None)
        base, yours = self.base.rows(target).get(aim), self.mine.rows(target).get(aim)
        theirs = self._theirs(target, aim)
        if theirs is None:
            # The parent removed it (or it is a new one of the fork that was not taken).
            ours = base is not None and yours is not None
            if ours and self._chosen(place, base, yours, None) == YOURS:
                self._revive(target, aim)
            else:
                self._leave(name, key, column)
        elif self._chosen(place, base, None, theirs) == YOURS:
            mine = self.mine.rows(name).get(key)
            if mine is None or mine[column] == aim:
                self.draft.delete(name, key)
            else:
                self.draft.update(name, key, {column: mine[column]})
        else:
            self._revive(target, aim)

    def _leave(self, name: str, key: int, column: str) -> None:
        """Leave a row, or its pointer, as the parent has it."""
        theirs = self._theirs(name, key)
        if theirs is None:
            self.draft.delete(name, key)
        else:
            self.draft.update(name, key, {column: theirs[column]})


def differing(table: Table, one: Row, other: Row) -> list[str]:
    """Return the fields in which two versions of a row differ, the server's counters left out."""
    return [f.name for f in table.fields if not f.counter and one[f.name] != other[f.name]]
