"""Small MSPDI files for tests."""

from __future__ import annotations

WEEK = "".join(
    f"<WeekDay><DayType>{day}</DayType><DayWorking>{int(1 < day < 7)}</DayWorking>"
    + (
        "<WorkingTimes><WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime>"
        "</WorkingTime><WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime>"
        "</WorkingTime></WorkingTimes>"
        if 1 < day < 7
        else ""
    )
    + "</WeekDay>"
    for day in range(1, 8)
)
STANDARD = (
    f"<Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>"
    f"<BaseCalendarUID>-1</BaseCalendarUID><WeekDays>{WEEK}</WeekDays></Calendar>"
)


def task(uid: int, name: str, duration: str = "PT8H0M0S", **fields: object) -> str:
    """Return a task; `fields` by MSPDI's names, `inner` is raw XML."""
    inner = str(fields.pop("inner", ""))
    values = {"UID": uid, "ID": uid, "Name": name, "OutlineLevel": 1, "Duration": duration,
              "DurationFormat": 7} | fields  # fmt: skip
    return "<Task>" + "".join(f"<{k}>{v}</{k}>" for k, v in values.items()) + inner + "</Task>"


def link(predecessor: int, kind: int = 1, lag: int = 0, unit: int = 7) -> str:
    """Return a link of the task it stands in."""
    return (
        f"<PredecessorLink><PredecessorUID>{predecessor}</PredecessorUID><Type>{kind}</Type>"
        f"<LinkLag>{lag}</LinkLag><LagFormat>{unit}</LagFormat></PredecessorLink>"
    )


def project(*tasks: str, head: str = "", calendars: str = STANDARD, tail: str = "") -> bytes:
    """Return a whole file."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Project xmlns="http://schemas.microsoft.com/project">'
        f"<StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID>{head}"
        f"<Calendars>{calendars}</Calendars><Tasks>{''.join(tasks)}</Tasks>{tail}</Project>"
    ).encode()
