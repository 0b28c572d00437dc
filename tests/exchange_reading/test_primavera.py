"""Primavera P6 schedules from the data date and counts lag where the file says."""

from __future__ import annotations

from headway.exchange.mspdi_read import read
from headway.exchange.primavera import apply_rules, is_primavera, lag_calendar
from headway.exchange.to_plan import plan_of
from headway.scheduling import Calendar, Link, Plan, Task, schedule
from headway.scheduling.moments import from_iso, to_iso
from tests.exchange_reading.mspdi import link, project, task

XER = (
    b"ERMHDR\t8.2\r\n%T\tSCHEDOPTIONS\r\n%F\tschedoptions_id\tsched_calendar_on_relationship_lag\r\n"
    b"%R\t1\trcal_24Hour\r\n%T\tTASK\r\n%F\ttask_id\r\n%R\trcal_Successor\r\n"
)
STATUS = "<StatusDate>2026-03-05T08:00:00</StatusDate>"


def test_the_lag_calendar_is_read_from_the_options_alone() -> None:
    assert is_primavera(XER)
    assert lag_calendar(XER) == "always"
    assert lag_calendar(b"ERMHDR\r\n") == "predecessor"
    named = b"<APIBusinessObjects><RelationshipLagCalendar>Successor Activity Calendar</Relation"
    assert lag_calendar(named) == "successor"


def test_nothing_unfinished_lies_before_the_data_date() -> None:
    document = read(
        project(
            task(1, "Going", "PT24H0M0S", ActualStart="2026-03-02T08:00:00", PercentComplete=33,
                 RemainingDuration="PT16H0M0S"),
            task(2, "Next", inner=link(1, lag=4800)),
            task(3, "New"),
            head=STATUS,
        )
    )  # fmt: skip
    before = schedule(plan_of(document))
    assert to_iso(int(before.start[2])) == "2026-03-02T08:00:00"
    apply_rules(document, XER)
    after = schedule(plan_of(document))
    assert to_iso(int(after.start[0])) == "2026-03-02T08:00:00"
    assert to_iso(int(after.finish[0])) == "2026-03-06T17:00:00"  # what remains, from Thursday
    assert to_iso(int(after.start[2])) == "2026-03-05T08:00:00"
    # Lag of a day round the clock from Friday 17:00 ends on Saturday.
    assert to_iso(int(after.start[1])) == "2026-03-09T08:00:00"


def test_what_remains_waits_for_its_links() -> None:
    start = from_iso("2026-03-02T08:00")[0]
    going = Task(960, name="Going", actual_start=start, remaining_duration=480)
    plan = Plan(start, (Task(1440, name="Before"), going), (Link(0, 1),), data_date=start + 2880)
    result = schedule(plan)
    assert to_iso(int(result.finish[0])) == "2026-03-06T17:00:00"
    assert to_iso(int(result.finish[1])) == "2026-03-09T17:00:00"


def test_lag_can_count_on_the_predecessors_calendar() -> None:
    start = from_iso("2026-03-06T08:00")[0]  # a Friday
    calendars = (Calendar(name="week"), Calendar(week=(((480, 720), (780, 1020)),) * 7))
    tasks = (Task(480, calendar=1), Task(480, calendar=0))
    plan = Plan(start, tasks, (Link(0, 1, lag=480),), calendars, lag_of_predecessor=True)
    assert to_iso(int(schedule(plan).start[1])) == "2026-03-09T08:00:00"  # Saturday counts
    successor = Plan(start, tasks, (Link(0, 1, lag=480),), calendars)
    assert to_iso(int(schedule(successor).start[1])) == "2026-03-10T08:00:00"
