"""What values custom fields may have, and what becomes of them as another type. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from math import isfinite
from typing import Any
from urllib.parse import urlsplit

from headway.changes.checks import FIRST_MOMENT, LAST_KEY, LAST_MOMENT
from headway.changes.errors import Invalid
from headway.changes.state import Draft, Inputs
from headway.changes.tables import Row
from headway.exchange.durations import duration_text, parse_duration
from headway.projects.costing import minor_units
from headway.projects.formulas.parsing import BadFormula
from headway.projects.formulas.program import checked_formula
from headway.projects.option_text import names_text, options_named
from headway.scheduling.moments import from_date, to_iso
from headway.words import mark, say

MOST_TEXT = 10_000
MOST_OPTIONS = 200
MOST_FIELDS = 200
SELECTS = frozenset({"select", "multi_select"})
SCHEMES = frozenset({"http", "https", "mailto"})
COLORS = frozenset(
    ["grey", "red", "orange", "yellow", "green", "teal", "blue", "indigo", "violet", "pink"]
)
HOLDS = {
    "text": mark("a text"),
    "number": mark("a number"),
    "date": mark("a date"),
    "flag": mark("yes or no"),
    "duration": mark("a duration"),
    "cost": mark("money"),
    "person": mark("a person of the workspace"),
    "select": mark("one of its options"),
    "multi_select": mark("some of its options"),
    "link": mark("a link that begins with https://, http:// or mailto:"),
}
YES, NO = frozenset({"yes", "y", "true", "1", "x", "✓"}), frozenset({"no", "n", "false", "0", ""})
COMPUTED = mark("what its formula gives, and nothing typed")
AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2},[0-9]{3}")
BY_COMMAS = re.compile(r"[+-]?[1-9][0-9]{0,2}((,[0-9]{3})+\.[0-9]+|(,[0-9]{3}){2,})")
BY_POINTS = re.compile(r"[+-]?[1-9][0-9]{0,2}((\.[0-9]{3})+,[0-9]+|(\.[0-9]{3}){2,})")
"""Figures with groups of three digits; a single comma before three of them may be either mark."""
KEYS = re.compile(r"^[A-Za-z0-9_-]{1,40}$")


def fits(field: Row, value: Any, people: Mapping[int, Any] | None = None) -> bool:
    """Whether a value is one of a custom field's type (dates and durations are minutes, money minor
    units). `people` are the resources there are; without them any key will do."""
    match field["type"]:
        case "text":
            return isinstance(value, str) and len(value) <= MOST_TEXT
        case "flag":
            return isinstance(value, bool)
        case "date":
            return _whole(value) and FIRST_MOMENT <= value <= LAST_MOMENT
        case "duration":
            return _whole(value)
        case "number" | "cost":
            return (
                isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
            )
        case "person":
            return _whole(value) and (people is None or value in people)
        case "link":
            return is_link(value)
        case "select":
            return isinstance(value, str) and value in option_ids(field)
        case "multi_select":
            known = option_ids(field)
            return (
                isinstance(value, list)
                and 0 < len(value) <= MOST_OPTIONS
                and all(isinstance(v, str) and v in known for v in value)
                and len(set(value)) == len(value)
            )
    return False


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def is_link(value: Any) -> bool:
    """Whether a value is an address that may be opened: http, https or mailto, and nothing else."""
    if not isinstance(value, str) or len(value) > 2000 or any(c.isspace() for c in value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    if parts.scheme.lower() == "mailto":
        return "@" in parts.path
    return parts.scheme.lower() in SCHEMES and bool(parts.hostname)


def option_ids(field: Row) -> list[str]:
    """Return the ids of a select's options in order."""
    return [o["id"] for o in field["options"] or ()]


def fields_hold(draft: Draft, inputs: Inputs) -> None:
    """Raise Invalid where a field's definition does not hold, or a value does not fit its field."""
    for key in _written(
        inputs, "custom_fields", ("type", "options", "formula", "result", "initial")
    ):
        row = draft.get("custom_fields", key)
        if row is not None:
            _field_holds(draft, row)
    for key in _written(inputs, "custom_values", ("value",)):
        row = draft.get("custom_values", key)
        field = None if row is None else draft.get("custom_fields", row["field_id"])
        if row is None or field is None or field["type"] not in NEWER:
            continue
        if not fits(field, row["value"]):
            raise Invalid(
                say("'{name}' holds {field}.", name=field["name"], field=holds(field)),
                field="value",
            )


NEWER = frozenset({"select", "multi_select", "link", "person", "formula"})
"""Types whose values always fit; files may bring a text where they say a number stands."""


def holds(field: Row) -> str:
    """Return what a field holds, in words."""
    return say(HOLDS.get(field["type"], COMPUTED))


def _written(inputs: Inputs, table: str, fields: tuple[str, ...]) -> list[int]:
    change = inputs.get(table)
    if change is None:
        return []
    found = [r["id"] for r in change["added"]]
    return found + [u["id"] for u in change["updated"] if not u["after"].keys().isdisjoint(fields)]


def _field_holds(draft: Draft, row: Row) -> None:
    if row["type"] in SELECTS:
        options_hold(row["options"])
    elif row["options"] is not None:
        raise Invalid(say("Only a select has options."), field="fields.options")
    if row["type"] == "formula":
        if row["initial"] is not None or row["required"]:
            raise Invalid(
                say("A formula has no default and is never required."), field="fields.initial"
            )
        formula_holds(draft, row)
    elif row["formula"]:
        raise Invalid(say("Only a formula has a formula."), field="fields.formula")
    elif row["initial"] is not None and not fits(row, row["initial"]):
        raise Invalid(
            say("The default of '{name}' must be {holds}.", name=row["name"], holds=holds(row)),
            field="fields.initial",
        )


def formula_holds(draft: Draft, row: Row) -> Any:
    """Return the formula of a field; raise Invalid with what is wrong and where."""
    project = next(iter(draft.rows("projects")), {})
    try:
        return checked_formula(row, draft.rows("custom_fields"), project)
    except BadFormula as error:
        place = {"field": "fields.formula", "message": error.message, "position": error.position}
        raise Invalid(
            say(
                "Character {position}: {message}",
                position=error.position + 1,
                message=error.message,
            ),
            errors=[place],
        ) from None


def options_hold(options: Any) -> None:
    """Raise Invalid unless options are a list of {id, name, color} with different ids and names."""
    field = "fields.options"
    if not isinstance(options, list) or not 0 < len(options) <= MOST_OPTIONS:
        raise Invalid(
            say("A select has 1 to {most_options} options.", most_options=MOST_OPTIONS), field=field
        )
    ids: set[str] = set()
    names: set[str] = set()
    for one in options:
        if not isinstance(one, dict) or set(one) != {"id", "name", "color"}:
            raise Invalid(say("An option has an id, a name and a color."), field=field)
        key, name = one["id"], one["name"]
        if not isinstance(key, str) or KEYS.match(key) is None or key in ids:
            raise Invalid(
                say("Each option has an id of its own, of letters and digits."), field=field
            )
        if not isinstance(name, str) or not name.strip() or len(name) > 100:
            raise Invalid(say("The name of an option has 1 to 100 letters."), field=field)
        if name.strip().casefold() in names:
            raise Invalid(say("There are two options '{name}'.", name=name), field=field)
        if not isinstance(one["color"], str) or one["color"] not in COLORS:
            raise Invalid(
                say("Colors are: {colors}.", colors=", ".join(sorted(COLORS))), field=field
            )
        ids.add(key)
        names.add(name.strip().casefold())


def options_from(texts: list[str]) -> list[dict[str, str]]:
    """Return options with the names given, each once, coloured in turn."""
    names = list(dict.fromkeys(t.strip()[:100] for t in texts if t.strip()))[:MOST_OPTIONS]
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(name.casefold(), name)
    fresh = list(first.values())
    colors = [
        "blue",
        "green",
        "orange",
        "violet",
        "teal",
        "red",
        "yellow",
        "pink",
        "indigo",
        "grey",
    ]
    return [
        {"id": f"o{n + 1}", "name": name, "color": colors[n % len(colors)]}
        for n, name in enumerate(fresh)
    ]


def text_of(field: Row, value: Any, project: Mapping[str, Any], people: Mapping[int, Row]) -> str:
    """Return a value as people read it, and as `converted` reads it again."""
    match field["type"]:
        case "flag":
            return "yes" if value is True else "no"
        case "date":
            return (to_iso(value) or "")[:10] if _whole(value) else str(value)
        case "duration":
            return duration_text(value, "d", project) if _whole(value) else str(value)
        case "cost":
            minor = minor_units(project.get("currency", "EUR"))
            return _plain(_exact(value) / minor) if isinstance(value, int | float) else str(value)
        case "person":
            return str(people[value]["name"]) if value in people else ""
        case "select":
            return next((str(o["name"]) for o in field["options"] or () if o["id"] == value), "")
        case "multi_select":
            names = {o["id"]: o["name"] for o in field["options"] or ()}
            picked = value if isinstance(value, list) else [value]
            return names_text((names[v] for v in picked if v in names), names.values())
        case "number":
            return _plain(_exact(value)) if isinstance(value, int | float) else str(value)
    return str(value)


def converted(
    old: Row, new: Row, value: Any, project: Mapping[str, Any], people: Mapping[int, Row]
) -> Any:
    """Return a value as one of another definition, None where it means nothing there."""
    if old["type"] == new["type"]:
        return value if fits(new, value) else None
    text = text_of(old, value, project, people).strip()
    return read(new, text, project, people)


def read(field: Row, text: str, project: Mapping[str, Any], people: Mapping[int, Row]) -> Any:
    """Return what a text means in a field, None where it means nothing."""
    value: Any = None
    match field["type"]:
        case "text" | "link":
            value = text
        case "number":
            value = _number(_figure(text))
        case "cost":
            found = _figure(text)
            minor = minor_units(project.get("currency", "EUR"))
            value = _money(found, minor)
        case "flag":
            low = text.casefold()
            value = True if low in YES else False if low in NO else None
        case "date":
            value = _date(text, int(project.get("day_start", 0)))
        case "duration":
            duration = parse_duration(text, project)
            value = None if duration is None else duration.minutes
        case "person":
            value = next(
                (k for k, r in people.items() if r["name"].casefold() == text.casefold()), None
            )
        case "select" | "multi_select":
            ids = {o["name"].strip().casefold(): o["id"] for o in field["options"] or ()}
            several = field["type"] == "multi_select"
            named = options_named(text, ids, several=several)
            value = named if several or named is None else named[0]
    return value if value is not None and fits(field, value) else None


def _exact(value: float) -> Decimal:
    return Decimal(repr(value))


def _plain(value: Decimal) -> str:
    """Return all digits of a figure, without an exponent or noughts behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _figure(text: str) -> Decimal | None:
    """Return the figure that a text writes in whole; "1,234", which may be either, is none."""
    plain = text.replace(" ", "").replace("\u00a0", "").rstrip("€$£%")
    if AMBIGUOUS.fullmatch(plain):
        return None
    if BY_COMMAS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif BY_POINTS.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif "." not in plain and plain.count(",") == 1:
        plain = plain.replace(",", ".")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() and isfinite(float(found)) else None


def _number(found: Decimal | None) -> int | float | None:
    """Return a figure as it is kept, None for a whole one that would lose digits."""
    if found is None:
        return None
    if found != found.to_integral_value():
        return float(found)
    if abs(found) <= LAST_KEY:
        return int(found)
    return float(found) if _exact(float(found)) == found else None


def _money(found: Decimal | None, minor: int) -> int | None:
    """Return minor units, None for more than can be kept."""
    return None if found is None or abs(found) * minor > LAST_KEY else round(found * minor)


def _date(text: str, minute: int) -> int | None:
    try:
        return from_date(date.fromisoformat(text[:10])) + minute
    except ValueError:
        return None
