"""Calendars with a country's public holidays. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

import holidays
from holidays.registry import COUNTRIES

from headway import words

EPOCH = date(1970, 1, 1)
WORKDAY = [[540, 1020]]
"""From nine to five: the eight hours that a day of duration counts by default."""
YEARS_BACK, YEARS_AHEAD = 2, 8


def countries() -> list[dict[str, str]]:
    """Return [{code, name}] of all countries whose holidays are known, by name."""
    names = {codes[1]: codes[0] for codes in COUNTRIES.values()}
    found = [
        {"code": code, "name": _spaced(names.get(code, code))}
        for code in holidays.list_supported_countries(include_aliases=False)
    ]
    return sorted(found, key=lambda c: c["name"])


def _spaced(name: str) -> str:
    """Return UnitedStates as United States."""
    spaced = "".join(
        f" {c}" if c.isupper() and i and name[i - 1].islower() else c for i, c in enumerate(name)
    )
    return spaced.replace(" And ", " and ").replace(" Of ", " of ").replace(" The ", " the ")


def _spoken(country: str) -> str | None:
    """Return in which of a country's languages its holidays are named: that of who asks, else
    English, else the country's own. Never that of the machine."""
    kind = getattr(holidays, country)
    there: dict[str, str] = {}
    for name in kind.supported_languages:
        there.setdefault(name.partition("_")[0], name)
        there[name] = name
    wanted = words.language().replace("-", "_")
    found = (there.get(n) for n in (wanted, wanted.partition("_")[0], "en_US", words.SOURCE))
    return next((name for name in found if name), kind.default_language)


def country_calendar_values(country: str, year: int) -> dict[str, Any]:
    """Return the fields of a calendar: the country's working week and its public holidays.

    `year` is the present one; holidays of some years around it are listed. An unknown country
    gives a plain Monday to Friday.
    """
    week: list[list[list[int]]] = [[list(i) for i in WORKDAY] for _ in range(5)] + [[], []]
    exceptions: list[dict[str, Any]] = []
    name = "Standard"
    if country and country in holidays.list_supported_countries(include_aliases=False):
        years = range(year - YEARS_BACK, year + YEARS_AHEAD + 1)
        known = holidays.country_holidays(country, years=years, language=_spoken(country))
        weekend = getattr(known, "weekend", {5, 6})
        week = [[] if d in weekend else [list(i) for i in WORKDAY] for d in range(7)]
        for day, title in sorted(known.items()):
            number = (day - EPOCH).days
            if day.weekday() in weekend:
                continue
            exceptions.append({"name": title, "first": number, "last": number, "intervals": []})
        name = next((c["name"] for c in countries() if c["code"] == country), country)
    return {
        "name": name,
        "country": country,
        "week": week,
        "exceptions": exceptions,
        "work_weeks": [],
    }
