"""MPXJ's MicrosoftScheduler on our plans: a peer to compare with. Needs Java; one machine a process."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, NamedTuple

from headway.exchange.bridge import start_java
from headway.scheduling import Calendar, Plan
from headway.scheduling.moments import EPOCH
from headway.scheduling.plan import LAG_ELAPSED, LAG_PERCENT

CONSTRAINTS = (
    "AS_SOON_AS_POSSIBLE", "AS_LATE_AS_POSSIBLE", "MUST_START_ON", "MUST_FINISH_ON",
    "START_NO_EARLIER_THAN", "START_NO_LATER_THAN", "FINISH_NO_EARLIER_THAN",
    "FINISH_NO_LATER_THAN",
)  # fmt: skip
LINKS = ("FINISH_START", "START_START", "FINISH_FINISH", "START_FINISH")
DAYS = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")


class Dates(NamedTuple):
    """What MPXJ computed for a task, as moments."""

    start: int
    finish: int
    late_start: int
    late_finish: int
    total_float: int
    free_float: int


class Mpxj:
    """MPXJ's classes, loaded once, and the work of turning plans into its objects."""

    def __init__(self) -> None:
        import jpype

        if not jpype.isJVMStarted():
            start_java("-Xmx4g", "-XX:TieredStopAtLevel=4")
        get = jpype.JClass
        self.file = get("org.mpxj.ProjectFile")
        self.duration = get("org.mpxj.Duration")
        self.unit = get("org.mpxj.TimeUnit")
        self.constraint = get("org.mpxj.ConstraintType")
        self.relation = get("org.mpxj.RelationType")
        self.builder = get("org.mpxj.Relation").Builder
        self.range = get("org.mpxj.LocalTimeRange")
        self.day_type = get("org.mpxj.DayType")
        self.task_type = get("org.mpxj.TaskType")
        self.task_mode = get("org.mpxj.TaskMode")
        self.scheduler = get("org.mpxj.cpm.MicrosoftScheduler")
        self.day = get("java.time.DayOfWeek")
        self.time = get("java.time.LocalTime")
        self.date = get("java.time.LocalDate")
        self.moment = get("java.time.LocalDateTime")
        self.chrono = get("java.time.temporal.ChronoUnit")
        self.epoch = self.moment.of(1970, 1, 1, 0, 0)

    def at(self, moment: int) -> Any:
        """Return a moment as Java's LocalDateTime."""
        return self.epoch.plusMinutes(moment)

    def minutes(self, value: int, elapsed: bool = False) -> Any:
        """Return a duration."""
        unit = self.unit.ELAPSED_MINUTES if elapsed else self.unit.MINUTES
        return self.duration.getInstance(float(value), unit)

    def build(self, plan: Plan) -> tuple[Any, list[Any]]:
        """Return MPXJ's project of a plan and its tasks in the plan's order."""
        file = self.file()
        calendars = [self._calendar(file, calendar) for calendar in plan.calendars]
        for ours, theirs in zip(plan.calendars, calendars, strict=True):
            if ours.base >= 0:
                theirs.setParent(calendars[ours.base])
        file.setDefaultCalendar(calendars[plan.calendar])
        file.getProjectProperties().setStartDate(self.at(plan.start))
        tasks: list[Any] = []
        parents = {task.parent for task in plan.tasks}
        for place, task in enumerate(plan.tasks):
            made = file.addTask() if task.parent < 0 else tasks[task.parent].addTask()
            tasks.append(made)
            made.setName(task.name or f"T{place}")
            made.setActive(task.active)
            made.setType(self.task_type.FIXED_DURATION)
            made.setTaskMode(self.task_mode.AUTO_SCHEDULED)
            made.setSummary(place in parents)
            made.setMilestone(task.duration == 0)
            made.setDuration(self.minutes(task.duration, task.elapsed))
            made.setActualDuration(self.minutes(0, task.elapsed))
            made.setRemainingDuration(self.minutes(task.duration, task.elapsed))
            made.setConstraintType(getattr(self.constraint, CONSTRAINTS[task.constraint]))
            if task.constraint_date is not None:
                made.setConstraintDate(self.at(task.constraint_date))
            if task.deadline is not None:
                made.setDeadline(self.at(task.deadline))
            if task.calendar >= 0:
                made.setCalendar(calendars[task.calendar])
            if task.actual_start is not None:
                made.setActualStart(self.at(task.actual_start))
            if task.actual_finish is not None:
                made.setActualFinish(self.at(task.actual_finish))
                made.setRemainingDuration(self.minutes(0))
        for link in plan.links:
            lag = self.minutes(link.lag, link.lag_kind == LAG_ELAPSED)
            if link.lag_kind == LAG_PERCENT:
                lag = self.duration.getInstance(link.lag / 100, self.unit.PERCENT)
            tasks[link.successor].addPredecessor(
                self.builder()
                .predecessorTask(tasks[link.predecessor])
                .type(getattr(self.relation, LINKS[link.type]))
                .lag(lag)
            )
        return file, tasks

    def _calendar(self, file: Any, calendar: Calendar) -> Any:
        made = file.addCalendar()
        made.setName(calendar.name or "Calendar")
        for day, name in zip(calendar.week, DAYS, strict=True):
            weekday = getattr(self.day, name)
            if day is None:
                made.setCalendarDayType(weekday, self.day_type.DEFAULT)
                continue
            made.setCalendarDayType(
                weekday, self.day_type.WORKING if day else self.day_type.NON_WORKING
            )
            hours = made.addCalendarHours(weekday)
            for start, finish in day:
                hours.add(self._range(start, finish))
        for entry in calendar.exceptions:
            added = made.addCalendarException(self._date(entry.first), self._date(entry.last))
            for start, finish in entry.intervals:
                added.add(self._range(start, finish))
        return made

    def _range(self, start: int, finish: int) -> Any:
        return self.range(
            self.time.of(start // 60, start % 60), self.time.of(finish // 60 % 24, finish % 60)
        )

    def _date(self, day: int) -> Any:
        at = EPOCH + timedelta(days=day)
        return self.date.of(at.year, at.month, at.day)

    def run(self, file: Any, start: int) -> None:
        """Schedule one of MPXJ's projects."""
        self.scheduler().schedule(file, self.at(start))

    def dates(self, tasks: Iterable[Any]) -> list[Dates]:
        """Return what was computed."""

        def moment(value: Any) -> int:
            return int(self.chrono.MINUTES.between(self.epoch, value))

        def span(value: Any) -> int:
            return round(float(value.getDuration()) * SCALE[str(value.getUnits())])

        return [
            Dates(
                moment(t.getStart()), moment(t.getFinish()),
                moment(t.getLateStart()), moment(t.getLateFinish()),
                span(t.getTotalSlack()), span(t.getFreeSlack()),
            )
            for t in tasks
        ]  # fmt: skip

    def schedule(self, plan: Plan) -> list[Dates]:
        """Return the dates of a plan's tasks."""
        file, tasks = self.build(plan)
        self.run(file, plan.start)
        return self.dates(tasks)


SCALE = {"m": 1, "em": 1, "h": 60, "eh": 60, "d": 480}
