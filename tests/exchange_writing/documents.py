"""Random documents with all that a project keeps, as strategies of Hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from headway.exchange.document import (
    AssignmentDoc,
    BaselineTaskDoc,
    CalendarDoc,
    Document,
    FieldDoc,
    LinkDoc,
    ResourceDoc,
    RiskDoc,
    RiskGroupDoc,
    TaskDoc,
)

MOMENTS = st.integers(20_000_000, 40_000_000)
MAYBE = st.none() | MOMENTS
UNITS = st.sampled_from(["m", "h", "d", "w", "mo", "em", "eh", "ed", "ew", "emo"])
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Co", "Cn"), exclude_characters="\x00"), max_size=30
)
NAMES = WORDS.filter(lambda t: bool(t.strip()))


def _spans(marks: list[int]) -> list[list[int]]:
    """Return intervals of a day that do not touch each other."""
    points = sorted(marks)
    return [[a * 30, b * 30] for a, b in zip(points[::2], points[1::2], strict=False)]


SPANS = st.lists(st.integers(0, 47), min_size=2, max_size=6, unique=True).map(_spans)
KINDS = ("text", "number", "date", "flag", "duration", "cost")


@st.composite
def calendars(draw: st.DrawFn, number: int) -> list[CalendarDoc]:
    found: list[CalendarDoc] = []
    for key in range(1, number + 1):
        base = draw(st.none() | st.integers(1, key - 1)) if key > 1 else None
        days = st.just([]) | SPANS
        week = [draw(days if base is None else days | st.none()) for _ in range(7)]
        entry = CalendarDoc(key, draw(NAMES).strip(), base, week)
        if draw(st.booleans()):
            first = draw(st.integers(18_000, 22_000))
            last = first + draw(st.integers(0, 9))
            span = {
                "name": draw(st.sampled_from(["", "Fair", "Ä < 1"])),
                "first": first,
                "last": last,
            }
            entry.exceptions.append({**span, "intervals": draw(days)})
        if draw(st.booleans()):
            other = [draw(days | st.none()) for _ in range(7)]
            entry.work_weeks.append(
                {"name": "Summer", "first": 20_000, "last": 20_020, "week": other}
            )
        found.append(entry)
    return found


@st.composite
def tasks(draw: st.DrawFn, number: int, calendars: int) -> list[TaskDoc]:
    found: list[TaskDoc] = []
    for key in range(1, number + 1):
        chain = [None] if not found else [None, found[-1].id, found[-1].parent_id]
        started = draw(MAYBE)
        constraint = draw(
            st.sampled_from(["asap", "alap", "mso", "mfo", "snet", "snlt", "fnet", "fnlt"])
        )
        manual = draw(st.booleans())
        found.append(
            TaskDoc(
                key,
                draw(st.sampled_from(chain)),
                draw(NAMES),
                draw(WORDS),
                mode="manual" if manual else "auto",
                duration=draw(st.integers(0, 1_000_000)),
                duration_unit=draw(UNITS),
                estimated=draw(st.booleans()),
                milestone=draw(st.booleans()),
                manual_start=draw(MAYBE) if manual else None,
                manual_finish=draw(MAYBE) if manual else None,
                constraint=constraint,
                constraint_date=None if constraint in ("asap", "alap") else draw(MOMENTS),
                deadline=draw(MAYBE),
                calendar_id=draw(st.none() | st.integers(1, calendars)),
                ignore_resource_calendar=draw(st.booleans()),
                active=draw(st.booleans()),
                percent_complete=draw(st.integers(0, 100)),
                actual_start=started,
                actual_finish=draw(MAYBE),
                remaining_duration=draw(st.none() | st.integers(0, 100_000)),
                priority=draw(st.integers(0, 1000)),
                task_type=draw(st.sampled_from(["fixed_units", "fixed_duration", "fixed_work"])),
                effort_driven=draw(st.booleans()),
                work=draw(st.none() | st.integers(0, 100_000)),
                levelling_delay=draw(st.integers(0, 10_000)),
                splits=draw(st.none() | st.just([[60, 480], [240, 30]])),
                recurrence=draw(st.none() | st.just({"every": 2, "unit": "week", "days": [0, 3]})),
                optimistic=draw(st.none() | st.integers(0, 1000)),
                pessimistic=draw(st.none() | st.integers(1000, 9000)),
                confidence=draw(st.sampled_from(["", "low"])),
                story_points=draw(st.none() | st.integers(0, 2000)),
                deliverable=draw(st.booleans()),
                fixed_cost=draw(st.integers(0, 10**6)),
                actual_cost=draw(st.none() | st.integers(0, 10**6)),
                wbs=draw(st.just("") | NAMES),
                number=draw(st.integers(1, 500)),
                progress_source=draw(st.sampled_from(["typed", "board", "git"])),
                status=draw(st.sampled_from(["", "In review"]) | NAMES),
                status_category=draw(st.sampled_from(["", "todo", "doing", "done"])),
                work_type=draw(st.sampled_from(["", "Bug"])),
                sprint=draw(st.just("") | NAMES),
                extra=draw(st.none() | st.just({"colour": "red", "deep": [1, {"a": "?>"}]})),
                stored_start=draw(MOMENTS),
                stored_finish=draw(MOMENTS),
            )
        )
    # The file's order is the outline's: parents before children, branches whole.
    return _preorder(found)


def _preorder(given: list[TaskDoc]) -> list[TaskDoc]:
    found: list[TaskDoc] = []

    def below(parent: int | None) -> None:
        for task in given:
            if task.parent_id == parent:
                found.append(task)
                below(task.id)

    below(None)
    return found


def _value(kind: str) -> st.SearchStrategy[Any]:
    match kind:
        case "text":
            return NAMES
        case "flag":
            return st.booleans()
        case "date":
            return MOMENTS
        case "duration":
            return st.integers(0, 100_000)
        case _:
            return st.integers(-1000, 1000) | st.floats(-1e6, 1e6, allow_nan=False)


AVAILABLE: st.SearchStrategy[list[dict[str, Any]]] = st.just(
    [{"first": 20_000, "last": 20_010, "units": 5_000}, {"first": 20_020, "last": None, "units": 0}]
)


def _risks(draw: st.DrawFn, found: Document) -> None:
    """Add groups of tasks that run together, and risks that strike tasks."""
    for _ in range(draw(st.integers(0, 2))):
        found.risk_groups.append(RiskGroupDoc(draw(NAMES), draw(st.integers(0, 10_000))))
    keys = [t.id for t in found.tasks]
    for task in found.tasks:
        if found.risk_groups:
            task.risk_group = draw(st.none() | st.integers(0, len(found.risk_groups) - 1))
    for _ in range(draw(st.integers(0, 2))):
        hits = draw(st.lists(st.sampled_from(keys), max_size=2, unique=True))
        impacts = [(key, 480, draw(st.integers(0, 10_000))) for key in hits]
        found.risks.append(
            RiskDoc(draw(NAMES), draw(st.integers(0, 10_000)), draw(st.booleans()), "?>", impacts)
        )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of up to nine tasks."""
    number = draw(st.integers(1, 9))
    count = draw(st.integers(1, 3))
    found = Document(
        name=draw(NAMES),
        key=draw(st.sampled_from(["", "MIG"])),
        description=draw(WORDS),
        zone=draw(st.sampled_from(["", "Europe/Berlin"])),
        country=draw(st.sampled_from(["", "DE"])),
        start=draw(MOMENTS),
        finish_by=draw(MAYBE),
        schedule_from=draw(st.sampled_from(["start", "finish"])),
        calendar_id=draw(st.integers(1, count)),
        status_date=draw(MAYBE),
        currency=draw(st.sampled_from(["EUR", "CHF"])),
        minutes_per_day=draw(st.integers(60, 1440)),
        minutes_per_week=draw(st.integers(60, 10_080)),
        days_per_month=draw(st.integers(1, 31)),
        day_start=draw(st.integers(0, 700)),
        day_finish=draw(st.integers(701, 1440)),
        critical_float_limit=draw(st.integers(0, 5000)),
        honor_constraints=draw(st.booleans()),
        split_in_progress=draw(st.booleans()),
        from_status_date=draw(st.booleans()),
        lag_calendar=draw(st.sampled_from(["successor", "predecessor", "project"])),
        task_type=draw(st.sampled_from(["fixed_units", "fixed_duration", "fixed_work"])),
        effort_driven=draw(st.booleans()),
        on_assigning=draw(st.sampled_from(["finish_sooner", "more_work", "lighter_load"])),
        calendars=draw(calendars(count)),
        tasks=draw(tasks(number, count)),
    )
    keys = [t.id for t in found.tasks]
    people = draw(st.integers(0, 3))
    for key in range(1, people + 1):
        found.resources.append(
            ResourceDoc(
                key, draw(NAMES).strip(), draw(st.sampled_from(["work", "material", "cost"])),
                draw(st.sampled_from(["", "a@example.org"])), draw(st.sampled_from(["", "AB"])),
                draw(WORDS).strip(), draw(st.none() | st.integers(1, count)),
                draw(st.integers(0, 100_000)), draw(st.sampled_from(["person", "role", "team", "vendor", "equipment"])),
                draw(st.none() | AVAILABLE), draw(st.sampled_from(["", "m³"])), draw(WORDS),
                draw(st.integers(0, 10**9)), draw(st.integers(0, 10**9)), draw(st.integers(0, 10**6)),
            )
        )  # fmt: skip
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=8, unique=True)
    )
    for place, (before, after) in enumerate(p for p in pairs if p[0] != p[1]):
        kind = draw(st.sampled_from(["working", "elapsed", "percent"]))
        unit = draw(st.sampled_from(["m", "h", "d", "w", "mo"]))
        unit = {"working": unit, "elapsed": f"e{unit}", "percent": "d"}[kind]
        lag = draw(st.integers(-20_000, 20_000))
        type_ = draw(st.sampled_from(["FS", "SS", "FF", "SF"]))
        found.links.append(LinkDoc(place + 1, before, after, type_, lag, kind, unit))
    if people:
        for key in range(1, draw(st.integers(0, 5)) + 1):
            found.assignments.append(
                AssignmentDoc(
                    key, draw(st.sampled_from(keys)), draw(st.integers(1, people)),
                    draw(st.integers(0, 30_000)), draw(st.none() | st.integers(0, 90_000)),
                    draw(st.integers(0, 9000)), draw(st.none() | st.integers(0, 9000)),
                    draw(st.integers(0, 900)), draw(st.integers(0, 9000)),
                    draw(st.none() | st.just({"contour": 2})),
                )
            )  # fmt: skip
    for key in keys:
        for which in draw(st.sets(st.integers(0, 10), max_size=2)):
            found.baselines.append(
                BaselineTaskDoc(
                    which,
                    key,
                    draw(MAYBE),
                    draw(MAYBE),
                    draw(st.none() | st.integers(0, 9000)),
                    cost=draw(st.none() | st.integers(0, 10**6)),
                )
            )
    if found.baselines:
        found.baseline_names = {str(found.baselines[0].number): ["Agreed", "2026-03-01T00:00:00Z"]}
    for key in range(1, draw(st.integers(0, 6)) + 1):
        kind = draw(st.sampled_from(KINDS))
        values = draw(st.dictionaries(st.sampled_from(keys), _value(kind), max_size=3))
        found.fields.append(FieldDoc(key, draw(NAMES).strip(), kind, "", values))
    _risks(draw, found)
    return found
