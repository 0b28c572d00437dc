"""The functions of formulas. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from headway.projects.formulas.kinds import (
    DATE,
    FIGURES,
    FLAG,
    NUMBER,
    TEXT,
    CellError,
    Kind,
    Part,
    Setting,
    as_kind,
    as_text,
    checked,
    figure,
    moment,
    one_kind,
    refuse,
)
from headway.projects.formulas.parsing import Node
from headway.scheduling.moments import DAY, from_date
from headway.words import say

EPOCH = date(1970, 1, 1).toordinal()
MOST_DIGITS = 10


class Function(NamedTuple):
    """How many arguments a function takes, and what makes a part of them."""

    least: int
    most: int
    make: Callable[[Node, Sequence[Part], Setting], Part]


def called(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    """Return a function over its arguments; raise BadFormula for one that is not known, for too few
    or too many arguments, and for those of the wrong kind."""
    found = FUNCTIONS.get(node.value)
    if found is None:
        raise refuse(
            say(
                "There is no function {name}. There are: {functions}.",
                name=node.value,
                functions=", ".join(FUNCTIONS),
            ),
            node,
        )
    if not found.least <= len(parts) <= found.most:
        many = (
            str(found.least)
            if found.least == found.most
            else say("{least} to {most}", least=found.least, most=found.most)
        )
        if found.most >= MOST:
            many = say("at least {least}", least=found.least)
        raise refuse(
            say(
                "{value} takes {many} arguments, not {count}.",
                value=node.value,
                many=many,
                count=len(parts),
            ),
            node,
        )
    if node.value not in OVER_LISTS:
        for part in parts:
            if part.many:
                raise refuse(
                    say("A list of children goes into SUM, MIN, MAX, AVG or COUNT."), part.node
                )
    return found.make(node, parts, setting)


def _flags(parts: Sequence[Part], setting: Setting) -> list[Callable[[Any], Any]]:
    return [as_kind(part, FLAG, setting) for part in parts]


def _if(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    (test,) = _flags(parts[:1], setting)
    kind, branches = one_kind(parts[1:], setting)
    then = branches[0]
    if len(branches) == 1:
        return Part(kind, lambda c: then(c) if test(c) else None, node)
    other = branches[1]
    return Part(kind, lambda c: then(c) if test(c) else other(c), node)


def _and(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    tests = _flags(parts, setting)
    return Part(FLAG, lambda c: all(test(c) for test in tests), node)


def _or(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    tests = _flags(parts, setting)
    return Part(FLAG, lambda c: any(test(c) for test in tests), node)


def _not(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    (test,) = _flags(parts, setting)
    return Part(FLAG, lambda c: not test(c), node)


def _number(part: Part) -> Part:
    if part.kind.name not in FIGURES:
        raise refuse(
            say("Here a figure is needed, but this is {words}.", words=part.kind.words), part.node
        )
    return part


def _round(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    part = _number(parts[0])
    per = setting.minutes(part.kind.unit) if part.kind.name == "duration" else 1
    run = part.run
    digits = (
        figure(Part(NUMBER, as_kind(parts[1], NUMBER, setting), node)) if len(parts) > 1 else None
    )

    def rounded(cells: Any) -> float | None:
        value = run(cells)
        if value is None:
            return None
        places = 0 if digits is None else round(checked(digits(cells)))
        if abs(places) > MOST_DIGITS:
            raise CellError(f"ROUND takes at most {MOST_DIGITS} digits")
        # Half away from zero, as spreadsheets do; repr-near halves (2.675) as they are written.
        scaled = checked(value / per) * 10.0**places
        whole = int(abs(scaled) + 0.5 + 1e-9)
        return (whole if scaled >= 0 else -whole) / 10.0**places * per

    return Part(part.kind, rounded, node)


def _abs(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    run = figure(_number(parts[0]))
    return Part(parts[0].kind, lambda c: abs(run(c)), node)


def _list(parts: Sequence[Part], setting: Setting) -> tuple[Kind, Callable[[Any], list[Any]]]:
    """Return what gives all values there are, those of lists one by one."""
    if len(parts) == 1 and not parts[0].many and parts[0].node.kind == "field":
        name = setting.source(parts[0].node)
        raise refuse(
            say("That is one value. Of the tasks below: CHILDREN({name}).", name=name),
            parts[0].node,
        )
    single = [Part(p.kind, p.run, p.node) for p in parts]
    kind = one_kind(single, setting)[0]
    runs: list[tuple[bool, Callable[[Any], Any]]] = []
    for part in parts:
        if not part.many:
            runs.append((False, as_kind(part, kind, setting)))
            continue
        inner = Part(part.kind, lambda value: value, part.node)
        change = as_kind(inner, kind, setting)
        runs.append((True, _each(part.run, change)))

    def values(cells: Any) -> list[Any]:
        found: list[Any] = []
        for many, run in runs:
            if many:
                found.extend(v for v in run(cells) if v is not None)
            elif (value := run(cells)) is not None:
                found.append(value)
        return found

    return kind, values


def _each(run: Callable[[Any], Any], change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda cells: [change(value) for value in run(cells)]


def _sum(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    kind, values = _list(parts, setting)
    if kind.name not in FIGURES:
        raise refuse(say("SUM adds figures, but this is {words}.", words=kind.words), node)
    return Part(kind, lambda c: sum(values(c), 0.0), node)


def _avg(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    kind, values = _list(parts, setting)
    if kind.name not in FIGURES:
        raise refuse(say("AVG takes figures, but this is {words}.", words=kind.words), node)

    def mean(cells: Any) -> float | None:
        found = values(cells)
        return sum(found) / len(found) if found else None

    return Part(kind, mean, node)


def _least(pick: Callable[[list[Any]], Any]) -> Callable[[Node, Sequence[Part], Setting], Part]:
    def make(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
        kind, values = _list(parts, setting)
        if kind.name not in FIGURES | {"date"}:
            raise refuse(
                say(
                    "{value} takes figures or dates, but this is {words}.",
                    value=node.value,
                    words=kind.words,
                ),
                node,
            )
        return Part(kind, lambda c: pick(found) if (found := values(c)) else None, node)

    return make


def _count(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    """How many there are; of yes and no, how many are yes."""
    kind, values = _list(parts, setting)
    if kind.name == "flag":
        return Part(NUMBER, lambda c: float(sum(1 for v in values(c) if v)), node)
    return Part(NUMBER, lambda c: float(len(values(c))), node)


def _empty(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    run = parts[0].run
    return Part(FLAG, lambda c: run(c) in (None, ""), node)


def _iferror(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    kind, (first, second) = one_kind(parts, setting)

    def tried(cells: Any) -> Any:
        try:
            return first(cells)
        except CellError:
            return second(cells)

    return Part(kind, tried, node)


def _today(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    setting.uses.add("today")
    return Part(DATE, lambda c: c.world.today, node)


def _status_date(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    setting.uses.add("today")
    return Part(DATE, lambda c: c.world.status_date, node)


def _days(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    if len(parts) == 1:
        return _in_units("d")(node, parts, setting)
    start, finish = (as_kind(part, DATE, setting) for part in parts)

    def between(cells: Any) -> float | None:
        a, b = start(cells), finish(cells)
        return None if a is None or b is None else float(int(b) // DAY - int(a) // DAY)

    return Part(NUMBER, between, node)


def _in_units(unit: str) -> Callable[[Node, Sequence[Part], Setting], Part]:
    def make(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
        part = parts[0]
        if part.kind.name == "number":
            return part
        if part.kind.name != "duration":
            raise refuse(
                say(
                    "{value} takes a duration, but this is {words}.",
                    value=node.value,
                    words=part.kind.words,
                ),
                part.node,
            )
        run, per = figure(part), setting.minutes(unit)
        return Part(NUMBER, lambda c: run(c) / per, node)

    return make


def _workdays(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    setting.uses.add("calendar")
    start, finish = (as_kind(part, DATE, setting) for part in parts)
    day = setting.minutes("d")

    def between(cells: Any) -> float | None:
        a, b = start(cells), finish(cells)
        return None if a is None or b is None else cells.world.between(a, b) / day

    return Part(NUMBER, between, node)


def _workday(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    setting.uses.add("calendar")
    start, count = as_kind(parts[0], DATE, setting), as_kind(parts[1], NUMBER, setting)
    day = setting.minutes("d")

    def moved(cells: Any) -> float | None:
        at = start(cells)
        by = checked(count(cells) or 0.0)
        return None if at is None else moment(cells.world.worked(at, round(by * day)))

    return Part(DATE, moved, node)


def _date(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    runs = [figure(Part(NUMBER, as_kind(part, NUMBER, setting), part.node)) for part in parts]

    def made(cells: Any) -> float:
        year, month, day = (round(checked(run(cells))) for run in runs)
        try:
            return moment(from_date(date(year, month, day)))
        except (ValueError, OverflowError):
            raise CellError(f"there is no date {year}-{month}-{day}") from None

    return Part(DATE, made, node)


def _of_date(read: Callable[[date], int]) -> Callable[[Node, Sequence[Part], Setting], Part]:
    def make(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
        run = as_kind(parts[0], DATE, setting)

        def part_of(cells: Any) -> float | None:
            at = run(cells)
            return None if at is None else float(read(date.fromordinal(EPOCH + int(at) // DAY)))

        return Part(NUMBER, part_of, node)

    return make


def _cased(change: Callable[[str], str]) -> Callable[[Node, Sequence[Part], Setting], Part]:
    def make(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
        run = as_text(parts[0], setting)
        return Part(TEXT, lambda c: change(run(c)), node)

    return make


def _len(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    run = as_text(parts[0], setting)
    return Part(NUMBER, lambda c: float(len(run(c))), node)


def _cut(left: bool) -> Callable[[Node, Sequence[Part], Setting], Part]:
    def make(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
        run, count = as_text(parts[0], setting), as_kind(parts[1], NUMBER, setting)

        def cut(cells: Any) -> str:
            text, size = str(run(cells)), max(0, round(checked(count(cells) or 0.0)))
            return text[:size] if left else text[max(0, len(text) - size) :]

        return Part(TEXT, cut, node)

    return make


def _contains(node: Node, parts: Sequence[Part], setting: Setting) -> Part:
    run, piece = (as_text(part, setting) for part in parts)
    return Part(FLAG, lambda c: piece(c).casefold() in run(c).casefold(), node)


MOST = 50
OVER_LISTS = frozenset({"SUM", "MIN", "MAX", "AVG", "COUNT"})
FUNCTIONS: Mapping[str, Function] = {
    "IF": Function(2, 3, _if),
    "AND": Function(1, MOST, _and),
    "OR": Function(1, MOST, _or),
    "NOT": Function(1, 1, _not),
    "SUM": Function(1, MOST, _sum),
    "MIN": Function(1, MOST, _least(min)),
    "MAX": Function(1, MOST, _least(max)),
    "AVG": Function(1, MOST, _avg),
    "COUNT": Function(1, MOST, _count),
    "ROUND": Function(1, 2, _round),
    "ABS": Function(1, 1, _abs),
    "EMPTY": Function(1, 1, _empty),
    "IFERROR": Function(2, 2, _iferror),
    "TODAY": Function(0, 0, _today),
    "STATUSDATE": Function(0, 0, _status_date),
    "DATE": Function(3, 3, _date),
    "DAYS": Function(1, 2, _days),
    "HOURS": Function(1, 1, _in_units("h")),
    "WORKDAYS": Function(2, 2, _workdays),
    "WORKDAY": Function(2, 2, _workday),
    "YEAR": Function(1, 1, _of_date(lambda d: d.year)),
    "MONTH": Function(1, 1, _of_date(lambda d: d.month)),
    "DAY": Function(1, 1, _of_date(lambda d: d.day)),
    "WEEKDAY": Function(1, 1, _of_date(lambda d: d.isoweekday())),
    "UPPER": Function(1, 1, _cased(str.upper)),
    "LOWER": Function(1, 1, _cased(str.lower)),
    "LEN": Function(1, 1, _len),
    "LEFT": Function(2, 2, _cut(True)),
    "RIGHT": Function(2, 2, _cut(False)),
    "CONTAINS": Function(2, 2, _contains),
}
"""By name. CHILDREN, which reads the fields of the tasks below, is built with the fields."""
