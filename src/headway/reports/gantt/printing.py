"""A live project's Gantt chart as pages: what is asked for, put together. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from headway.analysis.asking import Asked
from headway.changes.errors import Invalid
from headway.projects.derivations import Scheduled
from headway.projects.status import now_in, status_date
from headway.reports.drawing.frame import Told
from headway.reports.drawing.ink import Page
from headway.reports.drawing.paper import size_of
from headway.reports.gantt.bars import PALETTE, Look
from headway.reports.gantt.columns import FIRST, STEERING, Column, signed
from headway.reports.gantt.draw import LEAST_ROW, Sheet, draw
from headway.reports.gantt.options import GanttBody
from headway.reports.gantt.rows import (
    Chart,
    chart_of,
    cut,
    deep,
    depth_for,
    grouped,
    some,
    unfolded,
)
from headway.reports.gantt.steering import steering
from headway.scheduling.moments import from_iso, to_iso, words
from headway.scheduling.worktime import DAY, spans
from headway.words import say

MOST_PAGES = 100
FARTHEST = 50 * 366 * DAY
"""From the plan's ends to a day that is asked for: each day between is labelled and counted."""
STEERING_ROW = 15.0
"""Rows of a slide are read from the back of a room."""


def pages_of(who: Asked, options: GanttBody, now: datetime) -> tuple[str, list[Page]]:
    """Return a title and the pages of a project's Gantt chart, as the one who asks may see it."""
    whole = chart_of(
        who.records,
        who.home.records,
        who.scheduled,
        status=status_date(who.project, now),
        baseline=options.baseline,
        seen=who.tasks,
        people=who.guest.may("people.read"),
    )
    if options.groups is not None:
        whole = some(whole, [key for one in options.groups for key in one.tasks])
    elif options.tasks is not None:
        whole = some(whole, options.tasks)
    start, finish = _range(options, whole.span)
    steers = options.view == "steering"
    width, height = size_of(options.paper, options.turned)
    sheet = Sheet(
        width, height, _columns(options, whole), start, finish, options.links, options.labels,
        options.shades, working_times(who.scheduled),
        row=STEERING_ROW if steers else LEAST_ROW,
        looks=_looks(options),
        legend=[(one.label, PALETTE[one.place]) for one in options.colours or ()],
        first_day=options.first_day,
    )  # fmt: skip
    drawn = whole
    if options.groups is not None and not steers:
        drawn = grouped(whole, [(one.label, one.tasks) for one in options.groups])
    chart = _fitted(drawn, options, sheet)
    told = Told(
        who.project["name"],
        say("Steering view") if steers else say("Gantt chart"),
        [*facts_of(whole), *_levels(chart)],
        printed(who, now),
        _note(chart),
    )
    return f"{who.project['name']}: {told.kind}", draw(chart, sheet, told)


def _range(options: GanttBody, span: tuple[int, int]) -> tuple[int | None, int | None]:
    """Return what time is asked for, of rows that run over `span`.

    Raises Invalid for days that are none, far from the plan, or leave nothing of it to draw.
    """
    found: list[int | None] = []
    for name in ("start", "finish"):
        text = getattr(options, name)
        if not text:
            found.append(None)
            continue
        try:
            moment = from_iso(text)[0] // DAY * DAY
        except ValueError:
            raise Invalid(say("Write a day as 2026-03-31."), field=name) from None
        if not span[0] - FARTHEST <= moment <= span[1] + FARTHEST:
            raise Invalid(say("Choose a day within 50 years of the plan."), field=name)
        found.append(moment + DAY if name == "finish" else moment)
    start, finish = found
    if start is not None and finish is not None and finish <= start:
        raise Invalid(say("The last day lies before the first."), field="finish")
    runs = say(
        "what is drawn runs from {first} to {last}",
        first=words(span[0]),
        last=words(max(span[0], span[1] - 1)),
    )
    if start is not None and start > span[1]:
        raise Invalid(
            say("From {start} on there is nothing: {runs}.", start=words(start), runs=runs),
            field="start",
        )
    if finish is not None and finish <= span[0]:
        raise Invalid(
            say("Until {finish} there is nothing: {runs}.", finish=words(finish - 1), runs=runs),
            field="finish",
        )
    return start, finish


def _columns(options: GanttBody, chart: Chart) -> Sequence[Column]:
    if options.columns is not None:
        return tuple(dict.fromkeys(options.columns))
    columns = STEERING if options.view == "steering" else FIRST
    return tuple(c for c in columns if c != "slip" or chart.baseline is not None)


def _looks(options: GanttBody) -> dict[int, Look] | None:
    """Return the colours of tasks; None for the plan's own."""
    if options.colours is None:
        return None
    return {key: PALETTE[one.place] for one in options.colours for key in one.tasks}


def _fitted(chart: Chart, options: GanttBody, sheet: Sheet) -> Chart:
    """Return the rows that the pages hold."""
    room = sheet.rows * (MOST_PAGES if options.pages == "many" else 1)
    if options.view == "steering":
        return steering(chart, room)
    depth = options.depth
    if options.groups is not None:
        # Headings are a level of their own; what is below them is why they stand there.
        depth = (depth or max(1, depth_for(chart, sheet.rows) - 1)) + 1
    if depth is None and options.pages == "one":
        return cut(unfolded(chart, depth_for(chart, sheet.rows), room), room)
    shown = chart if depth is None else deep(chart, depth)
    return cut(shown, room)


def working_times(scheduled: Scheduled) -> Callable[[int, int], list[tuple[int, int]]]:
    """Return what gives the project's own working times between two moments."""
    columns = scheduled.columns_

    def between(start: int, finish: int) -> list[tuple[int, int]]:
        begins, ends = spans(columns.calendars, columns.calendar, start // DAY, finish // DAY + 1)
        return list(zip(begins, ends, strict=True))

    return between


def facts_of(chart: Chart) -> list[str]:
    """Return what is said of the whole plan."""
    per_day = int(chart.project["minutes_per_day"])
    start, finish = chart.span
    found = [
        say("Status date {status}", status=words(chart.status)),
        say("{start} to {finish}", start=words(start), finish=words(finish)),
    ]
    saved = [r.baseline[1] for r in chart.rows if r.baseline is not None]
    last = max(chart.rows, key=lambda r: r.finish, default=None)
    if saved and last is not None and last.slip is not None:
        found.append(
            say(
                "finish {slip} against {baseline}",
                slip=signed(last.slip, per_day),
                baseline=chart.baseline,
            )
        )
    leaves = [r for r in chart.rows if r.active and r.kind != "summary"]
    whole = sum(r.duration for r in leaves)
    if whole:
        done = sum(r.duration * r.percent for r in leaves) / whole
        found.append(say("{percent} % done", percent=round(done)))
    late = sum(r.late for r in leaves)
    if late:
        found.append(say("{count} late", count=late))
    return found


def _levels(chart: Chart) -> list[str]:
    if chart.levels is None:
        return []
    shown, every = chart.levels
    return [say("{shown} of {every} levels", shown=shown, every=every)]


def printed(who: Asked, now: datetime) -> str:
    """Return who prints it and when, in the project's zone."""
    at = to_iso(now_in(who.project["zone"], now)) or ""
    return say(
        "Printed {day} {time} by {name}",
        day=words(now_in(who.project["zone"], now)),
        time=at[11:16],
        name=who.viewer.name,
    )


def _note(chart: Chart) -> str:
    if not chart.left_out:
        return ""
    parts = [
        f"{n:,} {what if n > 1 else what.removesuffix('s')}" for what, n in chart.left_out.items()
    ]
    return say("No room on this page for {parts}.", parts=" and ".join(parts))
