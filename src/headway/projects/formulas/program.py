"""All formulas of a project, checked and in the order in which they are computed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from headway.changes.tables import Row
from headway.projects.formulas.catalogue import BY_NAME, KINDS, Cells, Named, custom_field, decoded
from headway.projects.formulas.functions import called
from headway.projects.formulas.kinds import (
    DAYS,
    FLAG,
    MONEY,
    NUMBER,
    TEXT,
    CellError,
    Kind,
    Part,
    Run,
    Setting,
    as_kind,
    checked,
    figure,
    moment,
    operated,
    refuse,
)
from headway.projects.formulas.parsing import BadFormula, Node, parse
from headway.words import say

MOST_FORMULAS = 50
NEAR = 0.7
"""From which share of letters in common on (difflib's ratio) a name may have been meant."""
RESULTS = {"number": "number", "money": "cost", "duration": "duration", "date": "date", "text": "text",
           "flag": "flag"}  # fmt: skip
"""By kind, the type of the value that a formula's field has."""


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula: what it gives (a type of custom fields), and what computes it for a task."""

    id: int
    name: str
    result: str
    kind: Kind
    run: Run
    today: bool

    def value(self, cells: Cells, minor: int) -> Any:
        """Return the value as it is kept: {"error": words} where there is none."""
        try:
            return self._kept(self.run(cells), minor)
        except CellError as error:
            return {"error": str(error)}
        except (OverflowError, ValueError):
            return {"error": "the result is too large"}

    def _kept(self, value: Any, minor: int) -> Any:
        if value is None:
            return None
        match self.kind.name:
            case "text":
                return value or None
            case "flag":
                return bool(value)
            case "money":
                return round(checked(value) * minor)
            case "duration":
                return round(checked(value))
            case "date":
                return int(moment(value))
        found = round(checked(value), 10)
        return int(found) if found == int(found) else found


@dataclass(frozen=True, slots=True)
class Program:
    """The formulas in the order in which they are computed, and what they use of a plan beside the
    fields of its tasks."""

    formulas: tuple[Formula, ...]


def program_of(fields: Iterable[Row], project: Mapping[str, Any]) -> Program:
    """Return the program of a project's custom fields. A formula that no longer holds (a field that
    it names is gone) says so in every cell."""
    builder = _Builder(list(fields), project)
    found: list[Formula] = []
    for row in builder.formulas():
        try:
            builder.build(row)
        except BadFormula as error:
            builder.broken(row, error.message)
    found.extend(builder.order)
    return Program(tuple(found))


def checked_formula(row: Row, fields: Iterable[Row], project: Mapping[str, Any]) -> Formula:
    """Return a formula of a field's row among all fields; raise BadFormula for what is wrong."""
    rows = [r for r in fields if r["id"] != row["id"]]
    return _Builder([*rows, row], project).build(row)


def names_in(text: str) -> list[str]:
    """Return the names of the fields that a formula reads; none for one that cannot be read."""
    try:
        return [n.value for n in parse(text).walk() if n.kind == "field"]
    except BadFormula:
        return []


def renamed(text: str, old: str, new: str) -> str:
    """Return a formula in which a field has another name."""
    try:
        nodes = [n for n in parse(text).walk() if n.kind == "field"]
    except BadFormula:
        return text
    for node in sorted(nodes, key=lambda n: -n.start):
        if node.value.casefold() == old.strip().casefold():
            text = f"{text[: node.start]}[{new}]{text[node.end :]}"
    return text


class _Builder:
    def __init__(self, rows: list[Row], project: Mapping[str, Any]) -> None:
        self.project = project
        self.by_name: dict[str, list[Row]] = {}
        self.rows = rows
        for row in rows:
            self.by_name.setdefault(row["name"].strip().casefold(), []).append(row)
        self.built: dict[int, Formula] = {}
        self.order: list[Formula] = []
        self.path: list[Row] = []
        self.failed: dict[int, BadFormula] = {}

    def formulas(self) -> list[Row]:
        """Return the rows of formulas."""
        found = [r for r in self.rows if r["type"] == "formula"]
        return sorted(found, key=lambda r: (r["rank"], r["id"]))[:MOST_FORMULAS]

    def broken(self, row: Row, message: str) -> None:
        """Keep a formula that cannot be computed."""
        if row["id"] in self.built:
            return
        words = message.rstrip(".")

        def fail(cells: Any) -> Any:
            raise CellError(words)

        formula = Formula(row["id"], row["name"], row["result"] or "text", TEXT, fail, False)
        self.built[row["id"]] = formula
        self.order.append(formula)

    def build(self, row: Row) -> Formula:
        """Return a formula, after those that it names."""
        there = self.built.get(row["id"])
        if there is not None:
            return there
        if not self.path:
            self.failed = {}
        if row["id"] in self.failed:
            raise self.failed[row["id"]]
        self.path.append(row)
        try:
            setting = Setting(self.project, row["formula"])
            tree = parse(row["formula"])
            self._build_named(tree)
            part = self._part(tree, setting)
            if part.many:
                raise refuse(
                    say("A list of children goes into SUM, MIN, MAX, AVG or COUNT."), part.node
                )
            kind = self._result(row, part)
            run = as_kind(part, kind, setting)
        except BadFormula as error:
            self.failed[row["id"]] = error
            raise
        finally:
            self.path.pop()
        result = RESULTS[kind.name]
        formula = Formula(row["id"], row["name"], result, kind, run, "today" in setting.uses)
        self.built[row["id"]] = formula
        self.order.append(formula)
        return formula

    def _build_named(self, tree: Node) -> None:
        """Build the formulas that a formula names before its parts are gone through: a long chain of
        nested ones would else pile up more calls than Python takes."""
        for node in tree.walk():
            rows = self.by_name.get(node.value.casefold(), []) if node.kind == "field" else []
            named = rows[0] if len(rows) == 1 and rows[0]["type"] == "formula" else None
            if named is not None and named["id"] not in {r["id"] for r in self.path}:
                with suppress(BadFormula):  # told where the node stands
                    self.build(named)

    @staticmethod
    def _result(row: Row, part: Part) -> Kind:
        """Return the kind that the field shows: as its definition says, else what comes out."""
        wanted = {"number": NUMBER, "cost": MONEY, "duration": part.kind if part.kind.name == "duration"
                  else DAYS, "text": TEXT, "flag": FLAG, "date": KINDS["date"]}  # fmt: skip
        kind = wanted.get(row["result"])
        return part.kind if kind is None else kind

    def _part(self, node: Node, setting: Setting) -> Part:
        match node.kind:
            case "number":
                return Part(NUMBER, _always(node.value), node)
            case "text":
                return Part(TEXT, _always(node.value), node)
            case "flag":
                return Part(FLAG, _always(node.value), node)
            case "duration":
                minutes = node.value * setting.minutes(node.unit)
                unit = Kind("duration", "h" if node.unit in ("h", "m") else "d")
                return Part(unit, lambda _: minutes, node)
            case "field":
                named = self._named(node)
                setting.uses |= {"today"} if self._needs_today(node) else set()
                return Part(named.kind, named.read, node)
            case "negated":
                part = self._part(node.parts[0], setting)
                run = figure(part)
                if part.kind.name not in ("number", "money", "duration") or part.many:
                    raise refuse(
                        say("“-” takes a figure, but this is {words}.", words=part.kind.words),
                        part.node,
                    )
                return Part(part.kind, lambda c: -run(c), node)
            case "call" if node.value == "CHILDREN":
                return self._children(node)
            case "call":
                return called(node, [self._part(p, setting) for p in node.parts], setting)
        left, right = (self._part(p, setting) for p in node.parts)
        return operated(node, left, right, setting)

    def _row(self, node: Node) -> Row | None:
        rows = self.by_name.get(node.value.casefold(), [])
        if len(rows) > 1:
            raise refuse(
                say(
                    "There are {count} fields [{name}]: give them different names.",
                    count=len(rows),
                    name=node.value,
                ),
                node,
            )
        return rows[0] if rows else None

    def _needs_today(self, node: Node) -> bool:
        row = self._row(node)
        return row is not None and row["id"] in self.built and self.built[row["id"]].today

    def _named(self, node: Node, *, below: bool = False) -> Named:
        """Return the field that a node names; `below`: of the tasks below, whose own values stand."""
        row = self._row(node)
        if row is None:
            own = BY_NAME.get(node.value.casefold())
            if own is None:
                raise refuse(
                    say(
                        "There is no field [{name}].{hint}",
                        name=node.value,
                        hint=self._meant(node.value),
                    ),
                    node,
                )
            return own
        if row["type"] == "formula":
            return self._formula(row, node, below=below)
        found = custom_field(row)
        if found is None:
            raise refuse(
                say(
                    "[{name}] names people, whom not everybody may see: it stays out of formulas.",
                    name=row["name"],
                ),
                node,
            )
        return found

    def _meant(self, name: str) -> str:
        """Return a question after the field whose name is nearest to one that there is not, or nothing."""
        names = {low: rows[0]["name"] for low, rows in self.by_name.items()}
        names |= {low: own.name for low, own in BY_NAME.items() if low not in names}
        near = get_close_matches(name.casefold(), names, 1, NEAR)
        return say(" Did you mean [{name}]?", name=names[near[0]]) if near else ""

    def _formula(self, row: Row, node: Node, *, below: bool) -> Named:
        ids = [r["id"] for r in self.path]
        if row["id"] in ids:
            kind = self._declared(row)
            if below and row["id"] == ids[-1] and kind is not None:
                return Named(row["name"], kind, _reader(row, kind))
            if below and row["id"] == ids[-1]:
                raise refuse(
                    say(
                        "Say what [{name}] gives (number, money, ...) before it reads its own children.",
                        name=row["name"],
                    ),
                    node,
                )
            path = [r["name"] for r in self.path[ids.index(row["id"]) :]]
            names = " → ".join(f"[{name}]" for name in (*path, row["name"]))
            raise refuse(say("These formulas go round in a circle: {names}.", names=names), node)
        try:
            formula = self.build(row)
        except BadFormula as error:
            if "circle" in error.message:
                raise refuse(error.message, node) from None
            raise refuse(
                say(
                    "[{name}] is not right itself: {message}",
                    name=row["name"],
                    message=error.message,
                ),
                node,
            ) from None
        return Named(row["name"], formula.kind, _reader(row, formula.kind))

    @staticmethod
    def _declared(row: Row) -> Kind | None:
        """Return the kind that a formula's definition says, None where it does not."""
        return None if row["result"] == "" else KINDS[row["result"]]

    def _children(self, node: Node) -> Part:
        if len(node.parts) != 1 or node.parts[0].kind != "field":
            raise refuse(say("CHILDREN takes one field, as CHILDREN([Duration])."), node)
        named = self._named(node.parts[0], below=True)

        def below(cells: Cells) -> list[Any]:
            found = []
            for key in cells.world.children.get(cells.key, ()):
                try:
                    found.append(named.read(Cells(cells.world, key)))
                except CellError as error:
                    name = cells.world.tasks[key]["name"]
                    raise CellError(f"in '{name[:80]}': {error}") from None
            return found

        return Part(named.kind, below, node, many=True)


def _always(value: Any) -> Run:
    return lambda _: value


def _reader(row: Row, kind: Kind) -> Run:
    key, name = str(row["id"]), row["name"]

    def read(cells: Cells) -> Any:
        value = cells.world.values.get(cells.key, {}).get(key)
        if isinstance(value, dict):
            raise CellError(f"[{name}]: {value['error']}"[:500])
        return decoded(value, kind, cells.world.minor)

    return read
