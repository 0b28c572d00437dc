"""What the parts of a formula give, and how kinds go together. Pure.

A value at work is a float (number; money in currency units; a duration in minutes; a date in local
minutes), a text or a flag; None where there is none. Empty figures count as 0, empty texts as "".
A duration has the unit in which it meets plain numbers: hours for work, days for all others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any, TypeAlias

from headway.changes.checks import FIRST_MOMENT, LAST_MOMENT
from headway.exchange.durations import unit_minutes
from headway.projects.formulas.parsing import BadFormula, Node
from headway.scheduling.moments import DAY, to_iso
from headway.words import mark, say

LARGEST = 1e15
MOST_TEXT = 10_000
WORDS = {
    "number": mark("a number"),
    "money": mark("money"),
    "duration": mark("a duration"),
    "date": mark("a date"),
    "text": mark("a text"),
    "flag": mark("yes or no"),
}


class CellError(Exception):
    """Why a formula gives nothing for one task, in words."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a part gives: one of WORDS; of a duration, the unit ("h" or "d") in which it counts."""

    name: str
    unit: str = ""

    @property
    def words(self) -> str:
        """The kind as people say it."""
        return say(WORDS[self.name])


NUMBER, MONEY, DATE, TEXT, FLAG = (Kind(n) for n in ("number", "money", "date", "text", "flag"))
HOURS, DAYS = Kind("duration", "h"), Kind("duration", "d")
FIGURES = frozenset({"number", "money", "duration"})

Run: TypeAlias = Callable[[Any], Any]
"""Gives a part's value from the cells of one task (`catalogue.Cells`)."""


@dataclass(frozen=True, slots=True)
class Part:
    """A checked part of a formula; `many` where it is a list (of the children's values)."""

    kind: Kind
    run: Run
    node: Node
    many: bool = False


@dataclass
class Setting:
    """What a formula is built with: the project's settings, its text, and what it turns out to use."""

    project: Mapping[str, Any]
    text: str = ""
    uses: set[str] = field(default_factory=set)

    def minutes(self, unit: str) -> int:
        """Return the minutes of a unit."""
        return unit_minutes(unit, self.project)

    def source(self, node: Node) -> str:
        """Return a part as it was written."""
        return self.text[node.start : node.end]


def refuse(message: str, node: Node) -> BadFormula:
    """Return what is wrong at a part."""
    return BadFormula(message, node.start)


def figure(part: Part) -> Run:
    """Return the part's value as a figure, 0 where there is none."""
    run = part.run
    return lambda cells: run(cells) or 0.0


def as_kind(part: Part, kind: Kind, setting: Setting) -> Run:
    """Return the part's value as one of another kind; raise BadFormula where it is none."""
    have, want = part.kind.name, kind.name
    run = part.run
    if have == want:
        return run
    if want == "text":
        return as_text(part, setting)
    if {have, want} <= FIGURES:
        unit = part.kind.unit if have == "duration" else kind.unit
        if have == "duration":
            per = setting.minutes(unit)
            return lambda cells: None if (v := run(cells)) is None else v / per
        if want == "duration":
            per = setting.minutes(unit or "d")
            return lambda cells: None if (v := run(cells)) is None else v * per
        return run
    raise refuse(
        say(
            "Here {wanted} is needed, but this is {found}.",
            wanted=kind.words,
            found=part.kind.words,
        ),
        part.node,
    )


def as_text(part: Part, setting: Setting) -> Run:
    """Return the part's value as a text: dates as 2026-03-02, durations as 3d, figures plain."""
    name, run = part.kind.name, part.run
    if name == "text":
        return lambda cells: run(cells) or ""
    if name == "flag":
        return lambda cells: "yes" if run(cells) else "no"
    if name == "date":
        return lambda cells: "" if (v := run(cells)) is None else (to_iso(int(v)) or "")[:10]
    if name == "duration":
        per, unit = setting.minutes(part.kind.unit), part.kind.unit
        return lambda cells: "" if (v := run(cells)) is None else f"{plain(v / per)}{unit}"
    if name == "money":
        return lambda cells: "" if (v := run(cells)) is None else f"{v:.2f}"
    return lambda cells: "" if (v := run(cells)) is None else plain(v)


def plain(value: float) -> str:
    """Return a figure without zeros that say nothing."""
    checked(value)
    return f"{value:.10f}".rstrip("0").rstrip(".") or "0"


def checked(value: float) -> float:
    """Return a figure; raise CellError where it is none that can be kept."""
    if not isfinite(value) or abs(value) > LARGEST:
        raise CellError("the result is too large")
    return value


def moment(value: float) -> float:
    """Return a date; raise CellError where it lies beyond the dates of plans."""
    if not FIRST_MOMENT <= value <= LAST_MOMENT:
        raise CellError("the date lies outside 1900 to 2200")
    return value


def one_kind(parts: Sequence[Part], setting: Setting) -> tuple[Kind, list[Run]]:
    """Return the kind that all parts can have, and each as one of it; raise BadFormula for none.

    Plain numbers go with money and durations; the first duration's unit counts.
    """
    kind = parts[0].kind
    for part in parts[1:]:
        names = {kind.name, part.kind.name}
        if len(names) == 1:
            continue
        if names <= FIGURES and "number" in names:
            kind = part.kind if kind.name == "number" else kind
        else:
            raise refuse(
                say(
                    "This is {found}, what stands before it {first}: they do not go together.",
                    found=part.kind.words,
                    first=kind.words,
                ),
                part.node,
            )
    return kind, [as_kind(part, kind, setting) for part in parts]


def operated(node: Node, left: Part, right: Part, setting: Setting) -> Part:
    """Return an operator over its two sides; raise BadFormula where they do not go together."""
    for part in (left, right):
        if part.many:
            raise refuse(
                say("A list of children goes into SUM, MIN, MAX, AVG or COUNT."), part.node
            )
    if node.kind == "&":
        return _joined(node, left, right, setting)
    if node.kind in COMPARED:
        return _compared(node, left, right, setting)
    if "date" in (left.kind.name, right.kind.name):
        return _dated(node, left, right, setting)
    for part in (left, right):
        if part.kind.name not in FIGURES:
            way = say(" Texts are joined by &.") if part.kind.name == "text" else ""
            raise refuse(
                say(
                    "“{kind}” takes figures, but this is {words}.{way}",
                    kind=node.kind,
                    words=part.kind.words,
                    way=way,
                ),
                part.node,
            )
    if node.kind in "+-":
        kind, (one, other) = one_kind((left, right), setting)
        if node.kind == "+":
            return Part(kind, lambda c: (one(c) or 0.0) + (other(c) or 0.0), node)
        return Part(kind, lambda c: (one(c) or 0.0) - (other(c) or 0.0), node)
    return _times(node, left, right, setting)


def _times(node: Node, left: Part, right: Part, setting: Setting) -> Part:
    names = (left.kind.name, right.kind.name)
    if node.kind == "*":
        if names[0] == names[1] != "number":
            raise refuse(
                say(
                    "{left} times {right} makes no sense.",
                    left=left.kind.words.capitalize(),
                    right=right.kind.words,
                ),
                node,
            )
        if set(names) == {"money", "duration"}:
            money, time = (left, right) if names[0] == "money" else (right, left)
            price, count = figure(money), as_kind(time, NUMBER, setting)
            return Part(MONEY, lambda c: price(c) * (count(c) or 0.0), node)
        kind = left.kind if names[1] == "number" else right.kind
        a, b = figure(left), figure(right)
        return Part(kind, lambda c: a(c) * b(c), node)
    kind = left.kind
    if names[0] == names[1]:
        kind = NUMBER
    elif names[1] == "duration":
        right = Part(NUMBER, as_kind(right, NUMBER, setting), right.node)
    elif names[1] == "money":
        raise refuse(
            say("{kind} divided by money makes no sense.", kind=left.kind.words.capitalize()), node
        )
    top, below, named = figure(left), figure(right), setting.source(right.node)

    def divide(cells: Any) -> float:
        by = below(cells)
        if by == 0:
            zero = "" if right.node.kind == "number" else f": {named} is 0"
            raise CellError(f"divided by zero{zero}")
        return float(top(cells) / by)

    return Part(kind, divide, node)


def _dated(node: Node, left: Part, right: Part, setting: Setting) -> Part:
    """A date and a number are days of the calendar, a date and a duration working time."""
    if node.kind == "+" and right.kind.name == "date":
        left, right = right, left
    if left.kind.name == right.kind.name == "date":
        a, b = setting.source(left.node), setting.source(right.node)
        way = f"DAYS({b}, {a})" if node.kind == "-" else ""
        hint = say(" Write {way} for days or WORK{way} for working days.", way=way) if way else ""
        raise refuse(
            say("Two dates cannot be taken by “{kind}”.{hint}", kind=node.kind, hint=hint), node
        )
    if (
        node.kind not in "+-"
        or left.kind.name != "date"
        or right.kind.name not in ("number", "duration")
    ):
        raise refuse(say("To a date, days or a duration can be added, and nothing else."), node)
    sign = 1 if node.kind == "+" else -1
    run, by = left.run, figure(right)
    if right.kind.name == "number":

        def later(cells: Any) -> float | None:
            at = run(cells)
            return None if at is None else moment(at + sign * round(checked(by(cells))) * DAY)

        return Part(DATE, later, node)
    setting.uses.add("calendar")

    def worked(cells: Any) -> float | None:
        at = run(cells)
        return (
            None if at is None else moment(cells.world.worked(at, sign * round(checked(by(cells)))))
        )

    return Part(DATE, worked, node)


def _joined(node: Node, left: Part, right: Part, setting: Setting) -> Part:
    one, other = as_text(left, setting), as_text(right, setting)

    def join(cells: Any) -> str:
        found: str = one(cells) + other(cells)
        if len(found) > MOST_TEXT:
            raise CellError(f"the text is longer than {MOST_TEXT} letters")
        return found

    return Part(TEXT, join, node)


COMPARED: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: bool(a == b),
    "<>": lambda a, b: bool(a != b),
    "<": lambda a, b: bool(a < b),
    "<=": lambda a, b: bool(a <= b),
    ">": lambda a, b: bool(a > b),
    ">=": lambda a, b: bool(a >= b),
}


def _compared(node: Node, left: Part, right: Part, setting: Setting) -> Part:
    kind, (one, other) = one_kind((left, right), setting)
    test = COMPARED[node.kind]
    if kind.name == "flag" and node.kind not in ("=", "<>"):
        raise refuse(say("Yes and no are the same or not: use = or <>."), node)
    if kind.name == "date":

        def dates(cells: Any) -> bool:
            a, b = one(cells), other(cells)
            if a is None or b is None:
                return (
                    (a is b) if node.kind == "=" else (a is not b) if node.kind == "<>" else False
                )
            return test(a, b)

        return Part(FLAG, dates, node)
    empty: Any = {"text": "", "flag": False}.get(kind.name, 0.0)
    if kind.name == "text":
        return Part(
            FLAG, lambda c: test((one(c) or "").casefold(), (other(c) or "").casefold()), node
        )
    return Part(FLAG, lambda c: test(one(c) or empty, other(c) or empty), node)
