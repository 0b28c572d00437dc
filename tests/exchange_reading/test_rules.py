"""What files say beyond durations and links, and how it moves dates."""

from __future__ import annotations

from headway.exchange.dates_only import give_times, without_times
from headway.exchange.document import Document
from headway.exchange.mspdi_read import read
from headway.exchange.to_plan import plan_of
from headway.scheduling import schedule
from headway.scheduling.moments import to_iso
from tests.exchange_reading.mspdi import STANDARD, link, project, task


def dates(document: Document | bytes) -> dict[str, tuple[str | None, str | None]]:
    if isinstance(document, bytes):
        document = read(document)
    result = schedule(plan_of(document))
    return {
        t.name: (to_iso(int(result.start[i])), to_iso(int(result.finish[i])))
        for i, t in enumerate(document.tasks)
    }


def assignment(uid: int, resource: int, work: str, units: float = 1, **more: object) -> str:
    inner = str(more.pop("inner", ""))
    rest = "".join(f"<{k}>{v}</{k}>" for k, v in more.items())
    return (
        f"<Assignment><UID>{uid}</UID><TaskUID>1</TaskUID><ResourceUID>{resource}</ResourceUID>"
        f"<Work>{work}</Work><Units>{units}</Units>{rest}{inner}</Assignment>"
    )


def day(kind: int, start: str, finish: str, value: str) -> str:
    return (
        f"<TimephasedData><Type>{kind}</Type><Start>{start}</Start><Finish>{finish}</Finish>"
        f"<Value>{value}</Value></TimephasedData>"
    )


NIGHTS = "".join(
    f"<WeekDay><DayType>{d}</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime>"
    "<FromTime>22:00:00</FromTime><ToTime>06:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>"
    for d in range(2, 7)
)
SHIFTS = STANDARD + (
    "<Calendar><UID>2</UID><Name>Nights</Name><BaseCalendarUID>-1</BaseCalendarUID>"
    f"<WeekDays>{NIGHTS}</WeekDays></Calendar>"
    "<Calendar><UID>3</UID><Name>Ann</Name><BaseCalendarUID>1</BaseCalendarUID></Calendar>"
    "<Calendar><UID>4</UID><Name>Bob</Name><BaseCalendarUID>2</BaseCalendarUID></Calendar>"
)
PEOPLE = (
    "<Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><CalendarUID>3</CalendarUID>"
    "</Resource><Resource><UID>2</UID><Name>Bob</Name><Type>1</Type><CalendarUID>4</CalendarUID>"
    "</Resource></Resources>"
)


def staffed(duration: str, *assignments: str, **fields: object) -> bytes:
    return project(
        task(1, "Work", duration, **fields),
        calendars=SHIFTS,
        tail=f"{PEOPLE}<Assignments>{''.join(assignments)}</Assignments>",
    )


def test_people_on_different_shifts_each_take_their_own_time() -> None:
    found = dates(
        staffed("PT32H0M0S", assignment(1, 1, "PT8H0M0S", 0.5), assignment(2, 2, "PT16H0M0S"))
    )
    # Ann: two days at half; Bob: the nights from Monday and Tuesday.
    assert found["Work"] == ("2026-03-02T08:00:00", "2026-03-04T06:00:00")


def test_a_fixed_duration_is_not_moved_by_work() -> None:
    found = dates(
        staffed("PT8H0M0S", assignment(1, 1, "PT80H0M0S"), assignment(2, 2, "PT8H0M0S"), Type=1)
    )
    assert found["Work"][1] == "2026-03-03T06:00:00"


def test_overtime_shortens_and_units_below_one_lengthen() -> None:
    plain = staffed("PT32H0M0S", assignment(1, 1, "PT16H0M0S"), assignment(2, 2, "PT16H0M0S"))
    faster = staffed(
        "PT32H0M0S",
        assignment(1, 1, "PT16H0M0S"),
        assignment(2, 2, "PT24H0M0S", OvertimeWork="PT8H0M0S"),
    )
    assert dates(plain) == dates(faster)


def test_a_split_task_rests_between_its_parts() -> None:
    pieces = (
        day(1, "2026-03-02T08:00:00", "2026-03-02T17:00:00", "PT8H0M0S")
        + day(1, "2026-03-02T17:00:00", "2026-03-04T17:00:00", "PT0H0M0S")
        + day(1, "2026-03-04T17:00:00", "2026-03-05T17:00:00", "PT8H0M0S")
    )
    split = assignment(1, 1, "PT16H0M0S", WorkContour=8, inner=pieces)
    assert dates(staffed("PT16H0M0S", split))["Work"][1] == "2026-03-05T17:00:00"
    # Nobody on it: Microsoft Project writes the same for the resource of no one.
    nobody = split.replace("<ResourceUID>1<", "<ResourceUID>-65535<")
    assert dates(staffed("PT16H0M0S", nobody))["Work"][1] == "2026-03-05T17:00:00"


def test_a_split_moves_with_its_task() -> None:
    pieces = (
        day(1, "2026-03-02T08:00:00", "2026-03-02T17:00:00", "PT8H0M0S")
        + day(1, "2026-03-03T08:00:00", "2026-03-03T17:00:00", "PT0H0M0S")
        + day(1, "2026-03-04T08:00:00", "2026-03-04T17:00:00", "PT8H0M0S")
    )
    data = staffed(
        "PT16H0M0S", assignment(1, 1, "PT16H0M0S", WorkContour=8, inner=pieces),
        ConstraintType=4, ConstraintDate="2026-03-12T08:00:00",
    )  # fmt: skip
    # Thursday, rest on Friday, Monday.
    assert dates(data)["Work"] == ("2026-03-12T08:00:00", "2026-03-16T17:00:00")


def test_a_resource_calendar_can_be_ignored_for_a_task_with_its_own() -> None:
    rows = assignment(1, 2, "PT8H0M0S")
    own = {"CalendarUID": 1}
    assert dates(staffed("PT8H0M0S", rows))["Work"][0] == "2026-03-02T22:00:00"
    ignoring = dates(staffed("PT8H0M0S", rows, **own, IgnoreResourceCalendar=1))
    assert ignoring["Work"][0] == "2026-03-02T08:00:00"


def test_files_without_times_mean_the_default_ones() -> None:
    document = read(
        project(
            task(1, "Dig", Start="2026-03-02T00:00:00", Finish="2026-03-02T00:00:00"),
            task(2, "By", ConstraintType=7, ConstraintDate="2026-03-03T00:00:00"),
            head="<StartDate>2026-03-02T00:00:00</StartDate>",
        ).replace(b"<StartDate>2026-03-02T08:00:00</StartDate>", b"")
    )
    assert without_times(document)
    give_times(document)
    assert dates(document)["Dig"] == ("2026-03-02T08:00:00", "2026-03-02T17:00:00")
    assert to_iso(document.tasks[1].constraint_date) == "2026-03-03T17:00:00"


def test_lag_in_every_unit() -> None:
    kinds = {
        "minutes": (3, 4800), "days": (7, 4800), "elapsed": (8, 14400), "half": (19, 50),
        "elapsed half": (20, 100), "guessed": (39, 4800),
    }  # fmt: skip
    found = dates(
        project(
            task(1, "First"),
            *(
                task(n, name, inner=link(1, lag=lag, unit=unit))
                for n, (name, (unit, lag)) in enumerate(kinds.items(), 2)
            ),
        )
    )
    assert found["minutes"][0] == found["days"][0] == found["guessed"][0] == "2026-03-04T08:00:00"
    assert found["elapsed"][0] == "2026-03-04T08:00:00"  # Tuesday 17:00 is the end of work
    assert found["half"][0] == "2026-03-03T13:00:00"
    assert found["elapsed half"][0] == "2026-03-03T08:00:00"  # 8 h from 17:00 are over at 01:00


def test_minutes_are_whole_and_seconds_fall_away() -> None:
    document = read(project(task(1, "Dig", "PT7H59M59S"), task(2, "Pour", "PT1H0M40S")))
    assert [t.duration for t in document.tasks] == [480, 60]
