"""Primavera P6 schedules from the data date and counts lag where the file says."""

from __future__ import annotations

from dataclasses import replace

from headway.exchange.mspdi_read import read
from headway.exchange.primavera import activity_types, apply_rules, is_primavera, lag_calendar
from headway.exchange.to_plan import plan_of
from headway.scheduling import Calendar, Link, Plan, Task, columns, schedule
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


def test_of_several_projects_the_lag_calendar_is_that_of_the_one_that_is_taken() -> None:
    options = (
        b"ERMHDR\t8.2\r\n%T\tSCHEDOPTIONS\r\n%F\tproj_id\tsched_calendar_on_relationship_lag\r\n"
        b"%R\t7\trcal_ProjDefault\r\n%R\t8\trcal_Successor\r\n"
    )
    tasks = (
        b"%T\tTASK\r\n%F\ttask_id\tproj_id\ttask_type\r\n%R\t11\t7\tTT_Task\r\n"
        b"%R\t12\t7\tTT_Task\r\n%R\t1\t8\tTT_Task\r\n%R\t2\t8\tTT_Task\r\n"
    )
    document = read(project(task(1, "A"), task(2, "B")))
    apply_rules(document, options + tasks)
    assert document.lag_calendar == "successor"
    block = (
        "<Project><ScheduleOptions><RelationshipLagCalendar>{} Calendar</RelationshipLagCalendar>"
        "</ScheduleOptions><Activity><ObjectId>{}</ObjectId><Type>Task Dependent</Type></Activity>"
        "</Project>"
    )
    both = block.format("Project Default", 11) + block.format("Successor Activity", 2)
    apply_rules(document, f"<APIBusinessObjects>{both}</APIBusinessObjects>".encode())
    assert document.lag_calendar == "successor"


def test_activities_with_endless_numbers_are_none() -> None:
    data = TYPES.replace(b"%R\t1\t", b"%R\t" + b"9" * 5000 + b"\t")
    assert data != TYPES
    assert activity_types(data) == {2: b"TT_Rsrc"}
    data = PMXML.replace(b"<ObjectId>1<", b"<ObjectId>" + b"9" * 5000 + b"<")
    assert data != PMXML
    assert activity_types(data) == {2: b"Resource Dependent"}


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


def test_lag_can_count_on_the_projects_calendar() -> None:
    start = from_iso("2026-03-06T08:00")[0]  # a Friday
    every_day = Calendar(week=(((480, 720), (780, 1020)),) * 7)
    tasks = (Task(480, calendar=1), Task(480, calendar=1))
    links = (Link(0, 1, lag=480),)
    ours = Plan(start, tasks, links, (Calendar(), every_day), lag_of_project=True)
    cols = columns(ours)
    assert to_iso(int(schedule(cols).start[1])) == "2026-03-10T08:00:00"  # a day after the weekend
    own = replace(ours, lag_of_project=False)
    assert to_iso(int(schedule(own).start[1])) == "2026-03-08T08:00:00"
    # Also of a task that is put in later.
    longer = cols.with_tasks({1: Task(960, calendar=1)})
    assert int(longer.tasks.lag_calendar[1]) == 0
    document = read(project(task(1, "A"), head=STATUS))
    apply_rules(document, XER.replace(b"rcal_24Hour", b"rcal_ProjDefault"))
    assert plan_of(document).lag_of_project


TYPES = (
    b"ERMHDR\t8.2\r\n%T\tTASK\r\n%F\ttask_id\tproj_id\ttask_type\r\n"
    b"%R\t1\t7\tTT_Task\r\n%R\t2\t7\tTT_Rsrc\r\n%T\tTASKPRED\r\n%F\ttask_id\r\n%R\t3\r\n"
)
PMXML = (
    b"<APIBusinessObjects><Activity><Id>A</Id><ObjectId>1</ObjectId><Type>Task Dependent</Type>"
    b"<ActivityCode><ObjectId>9</ObjectId></ActivityCode></Activity>"
    b"<Activity><ObjectId>2</ObjectId><Type>Resource Dependent</Type></Activity>"
)


def test_only_resource_dependent_activities_follow_their_resources() -> None:
    """As `BaselineProjects.xml` of P6 stored it: a task-dependent activity keeps to its calendar."""
    assert activity_types(TYPES) == {1: b"TT_Task", 2: b"TT_Rsrc"}
    assert activity_types(PMXML) == {1: b"Task Dependent", 2: b"Resource Dependent"}
    assert activity_types(b"ERMHDR\r\n") == {}
    for data in (TYPES, PMXML):
        document = read(project(task(1, "A"), task(2, "B"), task(3, "C"), head=STATUS))
        apply_rules(document, data)
        assert [t.ignore_resource_calendar for t in document.tasks] == [True, False, False]


def test_what_remains_counts_before_any_percent_is_done() -> None:
    """P6 may start an activity at 0 % and let less remain than was planned."""
    begun = {"ActualStart": "2026-03-02T08:00:00", "PercentComplete": 0}
    document = read(project(task(1, "A", "PT40H0M0S", RemainingDuration="PT16H0M0S", **begun),
                            head=STATUS))  # fmt: skip
    apply_rules(document, XER)
    assert to_iso(int(schedule(plan_of(document)).finish[0])) == "2026-03-06T17:00:00"


def test_actual_dates_of_what_is_not_begun_are_none() -> None:
    """Some programs write a date for "none", such as 2000-01-01."""
    none = "2000-01-01T00:00:00"
    found = read(project(task(1, "A", ActualStart=none, ActualFinish=none, PercentComplete=0)))
    assert found.tasks[0].actual_start is None
    assert found.tasks[0].actual_finish is None
