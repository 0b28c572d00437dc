"""The three-way merge of rows, whatever both sides did: nothing lost, nothing left dangling."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from headway.changes.merging import THEIRS, YOURS, Merge, Place
from headway.changes.state import Draft, Records
from headway.changes.tables import Rows
from headway.projects.records import ASSIGNMENTS, LINKS, TASKS

TABLES = (TASKS, LINKS, ASSIGNMENTS)
NAMES = [table.name for table in TABLES]
NUMBERS = st.integers(0, 10_000)
OPS = st.lists(
    st.tuples(
        st.sampled_from(
            ("rename", "lengthen", "delete", "add", "link", "unlink", "move", "assign")
        ),
        NUMBERS,
        NUMBERS,
    ),
    max_size=12,
)


def first() -> Records:
    """Return an outline of two levels with links and people."""
    tasks = {
        key: TASKS.new_row({"id": key, "name": f"T{key}", "parent_id": 1 if 2 <= key < 5 else None})
        for key in range(1, 9)
    }
    links = {
        100 + n: LINKS.new_row({"id": 100 + n, "predecessor_id": a, "successor_id": b})
        for n, (a, b) in enumerate([(2, 3), (3, 4), (4, 5), (5, 6), (2, 7)])
    }
    people = {
        200 + n: ASSIGNMENTS.new_row({"id": 200 + n, "task_id": key, "resource_id": 900})
        for n, key in enumerate((2, 3, 6))
    }
    return Records({"tasks": tasks, "links": links, "assignments": people})


def edited(records: Records, ops: list[tuple[str, int, int]], fresh: int) -> Records:
    """Return records after some edits, each of which leaves no row pointing to nothing."""
    tables: dict[str, Rows] = {name: dict(records.rows(name)) for name in NAMES}
    for op, a, b in ops:
        tasks = tables["tasks"]
        keys = sorted(tasks)
        if not keys:
            break
        one, other = keys[a % len(keys)], keys[b % len(keys)]
        fresh += 1
        if op == "rename":
            tasks[one] = {**tasks[one], "name": f"name {b % 3}"}
        elif op == "lengthen":
            tasks[one] = {**tasks[one], "duration": b % 3}
        elif op == "move" and one > other:
            tasks[one] = {**tasks[one], "parent_id": other}
        elif op == "add":
            tasks[fresh] = TASKS.new_row({"id": fresh, "name": "new", "parent_id": one})
        elif op == "link":
            row = {"id": fresh, "predecessor_id": one, "successor_id": other}
            tables["links"][fresh] = LINKS.new_row(row)
        elif op == "assign":
            row = {"id": fresh, "task_id": one, "resource_id": 900}
            tables["assignments"][fresh] = ASSIGNMENTS.new_row(row)
        elif op == "unlink" and tables["links"]:
            links = sorted(tables["links"])
            del tables["links"][links[a % len(links)]]
        elif op == "delete":
            gone = {one}
            while True:
                below = {k for k, r in tasks.items() if r["parent_id"] in gone} - gone
                if not below:
                    break
                gone |= below
            tables["tasks"] = {k: r for k, r in tasks.items() if k not in gone}
            for name, ends in (
                ("links", ("predecessor_id", "successor_id")),
                ("assignments", ("task_id",)),
            ):
                tables[name] = {
                    k: r for k, r in tables[name].items() if not any(r[e] in gone for e in ends)
                }
    return Records(tables)


def merged(
    base: Records, mine: Records, theirs: Records, take: Any = lambda place: None
) -> tuple[dict[str, Rows], list[Place]]:
    """Return the tables after a merge, and the places nobody chose about."""
    draft = Draft(theirs)
    clashes = Merge(base, mine, draft, TABLES, take).run()
    tables = {name: {row["id"]: row for row in draft.rows(name)} for name in NAMES}
    return tables, [(c.table, c.id, c.field) for c in clashes]


def assert_whole(tables: dict[str, Rows]) -> None:
    """Assert that every row that another points to is there."""
    for table in TABLES:
        for column in table.fields:
            if column.references in NAMES:
                aims = {row[column.name] for row in tables[table.name].values()} - {None}
                assert aims <= tables[str(column.references)].keys(), (table.name, column.name)


def rows_of(records: Records) -> dict[str, Rows]:
    return {name: records.rows(name) for name in NAMES}


@given(OPS)
def test_where_one_side_did_nothing_the_other_stands(ops: list[tuple[str, int, int]]) -> None:
    base = first()
    other = edited(base, ops, 1000)
    assert merged(base, other, base) == (rows_of(other), [])
    assert merged(base, base, other) == (rows_of(other), [])
    assert merged(base, other, other) == (rows_of(other), [])


@settings(max_examples=400)
@given(OPS, OPS, st.randoms(use_true_random=False))
def test_whatever_is_chosen_nothing_dangles_and_nothing_is_lost(
    yours: list[tuple[str, int, int]], theirs: list[tuple[str, int, int]], chance: Any
) -> None:
    base = first()
    mine, there = edited(base, yours, 1000), edited(base, theirs, 2000)
    for take in (lambda place: YOURS, lambda place: THEIRS, lambda place: None):
        tables, open_ = merged(base, mine, there, take)
        assert_whole(tables)
        assert not open_ or take(("", 0, None)) is None
    by_hand: dict[Place, str] = {}
    # Each answer may raise a question; there are only so many rows.
    for _ in range(200):
        tables, open_ = merged(base, mine, there, by_hand.get)
        assert_whole(tables)
        if not open_:
            break
        by_hand[open_[0]] = chance.choice((YOURS, THEIRS))
    assert not open_
    settled = {place[:2] for place in by_hand}
    for name in NAMES:
        for key, row in tables[name].items():
            old = base.rows(name).get(key)
            one, two = mine.rows(name).get(key), there.rows(name).get(key)
            assert one is not None or two is not None or old is not None
            if old is None or one is None or two is None or (name, key) in settled:
                continue
            for column, value in row.items():
                if one[column] == old[column]:
                    assert value == two[column] or _points(name, column)
                elif two[column] == old[column]:
                    assert value == one[column] or _points(name, column)


def _points(name: str, column: str) -> bool:
    """Whether a field points to another row, which may be gone: then it is left as it was."""
    table = next(t for t in TABLES if t.name == name)
    return table.by_name[column].references in NAMES
