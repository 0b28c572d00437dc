"""The rules under which other programs' dates may differ: each names its case and no other."""

from __future__ import annotations

import pytest
from bench._differences import follow, not_calculated, rule_of

from headway.exchange.document import Document
from headway.exchange.mspdi_read import read
from tests.exchange_reading.mspdi import STANDARD, link, project, task
from tests.exchange_reading.test_rules import PEOPLE, SHIFTS, assignment, dates, day

STORED = {"Start": "2026-03-02T08:00:00", "Finish": "2026-03-02T17:00:00"}


def file(*tasks: str, rows: tuple[str, ...] = (), source: str = "MPP", head: str = "") -> Document:
    tail = f"{PEOPLE}<Assignments>{''.join(rows)}</Assignments>"
    document = read(project(*tasks, calendars=SHIFTS, tail=tail, head=head))
    document.source = source
    return document


def rule(document: Document, place: int = 0) -> str:
    return rule_of(document, document.tasks[place])


def test_a_plain_task_has_no_excuse() -> None:
    assert rule(file(task(1, "A"))) == "unexplained"
    assert rule(file(task(1, "A"), rows=(assignment(1, 1, "PT8H0M0S"),))) == "unexplained"


def test_other_programs_schedule_by_rules_of_their_own() -> None:
    assert rule(file(task(1, "A"), source="PLANNER")) == "other_program"
    assert rule(file(task(1, "A"), source="MPD")) == "split_not_read"


def test_links_to_other_files_hold_what_is_not_seen() -> None:
    document = file(task(1, "A", inner=link(99)))
    assert not document.links
    assert rule(document) == "links_to_other_files"


def test_hours_by_hand_follow_no_rule() -> None:
    hours = day(1, "2026-03-02T08:00:00", "2026-03-02T17:00:00", "PT9H0M0S")
    typed = {"WorkContour": 8, "ActualWork": "PT4H0M0S", "inner": hours}
    row = assignment(1, 1, "PT9H0M0S", OvertimeWork="PT1H0M0S", **typed)
    assert rule(file(task(1, "A"), rows=(row,))) == "hours_by_hand"
    assert rule(file(task(1, "A"), rows=(assignment(1, 1, "PT9H0M0S", **typed),))) == "unexplained"


def test_a_calendar_that_was_not_read_shows_by_a_task_longer_than_its_people() -> None:
    two = (assignment(1, 1, "PT8H0M0S"), assignment(2, 2, "PT8H0M0S"))
    assert rule(file(task(1, "A", "PT16H0M0S"), rows=two)) == "calendar_not_read"
    assert rule(file(task(1, "A", "PT8H0M0S"), rows=two)) == "unexplained"
    assert rule(file(task(1, "A", "PT16H0M0S", Type=1), rows=two)) == "unexplained"


def test_people_on_a_summary_lengthen_it() -> None:
    tasks = (task(1, "Phase"), task(2, "A", OutlineLevel=2))
    assert rule(file(*tasks, rows=(assignment(1, 1, "PT80H0M0S"),))) == "summary_with_work"
    assert rule(file(*tasks)) == "unexplained"


def test_an_assignment_of_nothing_but_cost() -> None:
    assert rule(file(task(1, "A"), rows=(assignment(1, 1, "PT0H0M0S"),))) == "cost_only"


def test_milestones_stand_where_a_project_starts_at_rest() -> None:
    """As `sample.mpp` of Aspose stored it: 1 June 2008 is a Sunday."""
    document = file(
        task(1, "Agreement", "PT0H0M0S"),
        task(2, "Plans", "PT0H0M0S", inner=link(1)),
        task(3, "Review", inner=link(2)),
        task(4, "Later", "PT0H0M0S", inner=link(3)),
    )
    assert document.start is not None
    document.start -= 1440
    found = dates(document)
    assert found["Agreement"] == ("2026-03-01T08:00:00", "2026-03-01T08:00:00")
    assert found["Plans"] == found["Agreement"]
    assert found["Review"] == ("2026-03-02T08:00:00", "2026-03-02T17:00:00")
    assert found["Later"] == ("2026-03-02T17:00:00", "2026-03-02T17:00:00")


def test_what_waits_for_a_difference_differs_by_its_rule() -> None:
    document = file(
        task(1, "Phase"), task(2, "A", OutlineLevel=2), task(3, "B", inner=link(2)), task(4, "C")
    )
    wrong = {1: "unexplained", 2: "cost_only", 3: "unexplained", 4: "unexplained"}
    follow(document, wrong)
    assert wrong == {1: "cost_only", 2: "cost_only", 3: "cost_only", 4: "unexplained"}


def test_a_difference_is_no_excuse_for_what_does_not_wait_for_it() -> None:
    wrong = {1: "unexplained", 2: "cost_only"}
    follow(file(task(1, "A"), task(2, "B", inner=link(1))), wrong)
    assert wrong[1] == "unexplained"


@pytest.mark.parametrize(
    ("tasks", "reason"),
    [
        ((task(1, "A", **STORED),), ""),
        (
            (task(1, "A", Start="2026-03-07T08:00:00", Finish="2026-03-07T17:00:00"),),
            "its tasks begin on days on which nobody works",
        ),
        (
            (task(1, "A", Start="2027-03-01T08:00:00", Finish="2027-03-01T17:00:00"),),
            "its start was changed afterwards",
        ),
        ((task(1, "A", "PT0H0M0S", **STORED),), "its tasks without duration last"),
        (
            (
                task(1, "A", "PT40H0M0S", Start=STORED["Start"], Finish="2026-03-06T17:00:00"),
                task(2, "B", inner=link(1), **STORED),
            ),
            "its tasks do not wait for their predecessors",
        ),
        (
            (
                task(1, "A", "PT40H0M0S", Start=STORED["Start"], Finish="2026-03-06T17:00:00"),
                task(2, "B", inner=link(1, lag=-19_200), **STORED),
            ),
            "",
        ),
    ],
)
def test_dates_that_no_program_computed(tasks: tuple[str, ...], reason: str) -> None:
    assert not_calculated(read(project(*tasks, calendars=STANDARD)), b"<Project>") == reason


def test_what_p6_never_scheduled() -> None:
    head = b"ERMHDR\t8.2\r\n%T\tTASK\r\n%F\ttask_id\tearly_start_date\r\n"
    document = file(task(1, "A"))
    assert not_calculated(document, head + b"%R\t1\t\r\n") == "P6 had not scheduled it"
    assert not_calculated(document, head + b"%R\t1\t2026-03-02 08:00\r\n") == ""
    commas = b"<APIBusinessObjects><PlannedDuration>70,5</PlannedDuration>"
    assert not_calculated(document, commas) == "its durations have decimal commas"


def test_who_starts_after_the_others_are_done_leaves_a_rest_between() -> None:
    """As `CustomerFeedback.mpp` stored it: levelling put off the second of two on one task."""
    ann = PEOPLE.replace("<CalendarUID>4<", "<CalendarUID>3<")

    def found(*rows: str) -> tuple[str | None, str | None]:
        data = project(task(1, "Work", "PT16H0M0S"), calendars=SHIFTS,
                       tail=f"{ann}<Assignments>{''.join(rows)}</Assignments>")  # fmt: skip
        return dates(data)["Work"]

    late = {"LevelingDelay": 14_400, "LevelingDelayFormat": 7}
    rows = (assignment(1, 1, "PT8H0M0S"), assignment(2, 2, "PT8H0M0S", **late))
    assert found(*rows) == ("2026-03-02T08:00:00", "2026-03-05T17:00:00")
    elapsed = assignment(2, 2, "PT8H0M0S", LevelingDelay=14_400, LevelingDelayFormat=8)
    assert found(rows[0], elapsed) == ("2026-03-02T08:00:00", "2026-03-03T17:00:00")
    # Where the work is not what the task's duration says, the duration alone decides.
    assert found(assignment(1, 1, "PT4H0M0S"), rows[1])[1] == "2026-03-03T17:00:00"
