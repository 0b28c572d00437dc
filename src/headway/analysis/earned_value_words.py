"""Earned value as programs read it, and its chart. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from headway.analysis import charts
from headway.analysis.earned_value import EarnedValue, share
from headway.changes.state import Records
from headway.projects.costing import minor_units
from headway.projects.outline import numbered
from headway.scheduling.earned_value import FORMULAS, EarnedSchedule, Measures
from headway.scheduling.moments import to_iso
from headway.words import say


def described(
    found: EarnedValue, records: Records, workspace: Records, formula: str
) -> dict[str, Any]:
    """Return what the API and the command line answer; money in minor units, dates ISO local."""
    project = next(iter(records.rows("projects").values()))
    minor = minor_units(project["currency"])
    return {
        "at": to_iso(found.report.at),
        "currency": project["currency"],
        "minor_units": minor,
        "baseline": _baseline(found),
        "priced": found.priced,
        "unpriced": sorted(workspace.rows("resources")[key]["name"] for key in found.unpriced),
        "formula": formula,
        "formulas": {name: say(words) for name, words in FORMULAS.items()},
        "total": _measured(found.report.total),
        "schedule": _schedule(found),
        "tasks": _tasks(found, records),
        "periods": [
            {
                "end": to_iso(period.end),
                **_measured(period.total),
                **_in_time(period.total, period.schedule),
                "known": period.end <= found.report.at,
            }
            for period in found.report.periods
        ],
        "chart": _chart(found, project["currency"], minor),
    }


def _baseline(found: EarnedValue) -> dict[str, Any] | None:
    if found.baseline is None:
        return None
    return {name: found.baseline[name] for name in ("number", "name", "taken_at")}


def _measured(m: Measures) -> dict[str, Any]:
    return {
        **{n: getattr(m, n) for n in ("bac", "pv", "ev", "ac", "sv", "cv", "eac", "etc", "vac")},
        **{
            n: share(getattr(m, n))
            for n in ("spi", "cpi", "tcpi", "tcpi_eac", "percent_complete", "percent_spent")
        },
    }


def _in_time(m: Measures, s: EarnedSchedule) -> dict[str, Any]:
    """Return earned schedule in working minutes; of what has no budget nothing can be said."""
    names = ("earned_minutes", "actual_minutes", "planned_minutes", "sv_t_minutes")
    if not m.bac:
        return {**dict.fromkeys(names), "spi_t": None}
    values = (s.es, s.at, s.planned_duration, s.sv_t)
    return {**dict(zip(names, map(round, values), strict=True)), "spi_t": share(s.spi_t)}


def _schedule(found: EarnedValue) -> dict[str, Any]:
    s = found.report.schedule
    return {
        "earned_minutes": round(s.es),
        "actual_minutes": round(s.at),
        "planned_minutes": round(s.planned_duration),
        "sv_t_minutes": round(s.sv_t),
        "spi_t": share(s.spi_t),
        "tspi": share(s.tspi),
        "forecast_minutes": None if s.ieac_t is None else round(s.ieac_t),
        "forecast_finish": to_iso(found.forecast_finish),
    }


def _tasks(found: EarnedValue, records: Records) -> list[dict[str, Any]]:
    """Return the tasks in outline order; a summary's figures are those of its branch."""
    lines = dict(zip(found.keys, found.report.lines, strict=True))
    tasks = records.rows("tasks")
    parents = records.index("tasks", "parent_id")
    return [
        {
            "id": key,
            "parent_id": tasks[key]["parent_id"],
            "level": level,
            "wbs": tasks[key]["wbs"] or wbs,
            "name": tasks[key]["name"],
            "summary": bool(parents.get(key)),
            **_measured(lines[key].total),
            **_in_time(lines[key].total, lines[key].schedule),
        }
        for key, (level, wbs) in numbered(records).items()
        if key in lines
    ]


def _chart(found: EarnedValue, currency: str, minor: int) -> dict[str, Any] | None:
    """Return PV, EV and AC over time, and where the estimate at completion leads."""
    report = found.report
    if not report.lines or not report.total.bac:
        return None
    begin = str(to_iso(found.begin))
    at = str(to_iso(report.at))

    def curve(read: Callable[[Measures], int], past: bool) -> list[tuple[str, float | None]]:
        points: list[tuple[str, float | None]] = [(begin, 0)]
        for period in report.periods:
            if period.end <= found.begin or (past and period.end >= report.at):
                continue
            points.append((str(to_iso(period.end)), read(period.total) / minor))
        if past and report.at > found.begin:
            points.append((at, read(report.total) / minor))
        return points

    series = [
        ("Planned value (PV)", curve(lambda m: m.pv, past=False)),
        ("Earned value (EV)", curve(lambda m: m.ev, past=True)),
        ("Actual cost (AC)", curve(lambda m: m.ac, past=True)),
    ]
    total = report.total
    finish = found.forecast_finish
    if total.eac is not None and finish is not None and finish > report.at and total.ac:
        ahead = [(at, total.ac / minor), (str(to_iso(finish)), total.eac / minor)]
        series.append(("Estimate (EAC)", list(ahead)))
    text = say(
        "Planned value, earned value and actual cost in {currency}, cumulative: at the "
        "status date PV {pv:,.0f}, EV {ev:,.0f}, AC {ac:,.0f}.",
        currency=currency,
        pv=total.pv / minor,
        ev=total.ev / minor,
        ac=total.ac / minor,
    )
    marks = [(at, say("Status date"), "quiet")]
    return charts.lines(series, title=currency, description=text, marks=marks)
