"""When a recurring task occurs: its rule, checked, and the days that follow from it. Pure.

The rule is what RFC 5545 calls a recurrence rule, in the terms of Microsoft Project's dialog: daily
(every n-th day that the project works), weekly on chosen weekdays, monthly on a day or on the n-th
weekday, from a moment on, a number of times or until a day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Annotated, Any, Literal

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from headway.changes import faults
from headway.changes.checks import FIRST_MOMENT, LAST_MOMENT
from headway.changes.errors import Invalid
from headway.scheduling.moments import DAY
from headway.words import say

MOST = 500
"""Occurrences of one task."""
FARTHEST = 366 * 30
"""Days looked through for occurrences."""
EPOCH = date(1970, 1, 1)
Weekday = Annotated[int, Field(ge=0, le=6)]


class Rule(BaseModel):
    """How often a task recurs. `start` is the first moment from which it may occur, `until` a moment
    after which it does not; weekdays count from Monday, 0. `nth` is 1 to 4, or -1 for the last."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    unit: Literal["day", "week", "month"]
    every: int = Field(1, ge=1, le=999)
    weekdays: list[Weekday] = Field(default_factory=list, max_length=7)
    day: int | None = Field(None, ge=1, le=31)
    nth: Literal[1, 2, 3, 4, -1] | None = None
    start: int = Field(ge=FIRST_MOMENT, le=LAST_MOMENT)
    duration: int = Field(ge=0, le=100_000_000)
    count: int | None = Field(None, ge=1, le=MOST)
    until: int | None = Field(None, ge=FIRST_MOMENT, le=LAST_MOMENT)

    @model_validator(mode="after")
    def _whole(self) -> Rule:
        if self.count is None and self.until is None:
            raise ValueError("say how often, count, or until when, until")
        if self.until is not None and self.until < self.start:
            raise ValueError("until lies before start")
        if self.nth is not None and len(self.weekdays) != 1:
            raise ValueError("nth needs one weekday")
        return self


def rule_of(value: Any) -> Rule:
    """Return the rule that a JSON value describes; raise Invalid, naming the field."""
    try:
        return Rule.model_validate(value)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(["recurrence", *(str(part) for part in first["loc"])])
        text = faults.told(first).rstrip(".")
        raise Invalid(say("{where}: {text}.", where=where, text=text), field=where) from None


def recurrence_holds(value: Any) -> None:
    """Raise Invalid unless a task's recurrence is none, a rule, or the mark of an occurrence."""
    if value is None or (
        isinstance(value, dict)
        and set(value) == {"occurrence"}
        and type(value["occurrence"]) is int
    ):
        return
    rule_of(value)


def occurrences(rule: Rule, works: Callable[[int], bool]) -> list[int]:
    """Return the moments of all occurrences in order, at most MOST.

    `works` says whether the project works on a day (days since 1970-01-01): a daily task counts
    those alone. Others keep their day; where nobody works then, the engine lets them wait.
    """
    clock = rule.start % DAY
    first = rule.start // DAY
    most = MOST if rule.count is None else min(rule.count, MOST)
    last = first + FARTHEST if rule.until is None else rule.until // DAY
    if rule.unit == "day":
        days = (d for d in range(first, min(last, first + FARTHEST) + 1) if works(d))
        return [d * DAY + clock for d in islice(days, 0, most * rule.every, rule.every)][:most]
    begin = EPOCH + timedelta(days=first)
    more: dict[str, Any] = {}
    if rule.unit == "week":
        more["byweekday"] = sorted(set(rule.weekdays)) or [begin.weekday()]
    elif rule.nth is not None:
        more["byweekday"] = weekday(rule.weekdays[0], rule.nth)
    else:
        # A month that is too short has it on its last day.
        wanted = rule.day or begin.day
        more |= {"bymonthday": list(range(28, wanted + 1)) if wanted > 28 else wanted}
        if wanted > 28:
            more["bysetpos"] = -1
    found = rrule(
        WEEKLY if rule.unit == "week" else MONTHLY,
        dtstart=datetime(begin.year, begin.month, begin.day),
        interval=rule.every,
        wkst=0,
        until=datetime.combine(EPOCH + timedelta(days=last), datetime.min.time()),
        **more,
    )
    return [(at.date() - EPOCH).days * DAY + clock for at in islice(found, most)]
