"""The DCMA's 14 points, each against an example worked by hand (DCMA-EA PAM 200.1, § 4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headway.scheduling import Link, Task
from headway.scheduling.plan import FNLT, MFO, MSO, SNET, SNLT, SS
from tests.plan_check.facts import DAY, at, checked, facts, named

CHAIN = [Link(i, i + 1) for i in range(19)]


def chain(n: int = 20, **more: object) -> list[Task]:
    return [Task(DAY, **more) for _ in range(n)]  # type: ignore[arg-type]


def test_1_logic_counts_open_tasks_that_lack_an_end() -> None:
    # 20 tasks in a chain: the first has no predecessor, the last no successor: 2 of 20 = 10 %.
    check = checked(facts(chain(), CHAIN))["logic"]
    assert (check.count, check.of, check.measured, check.state) == (2, 20, 0.1, "fail")
    assert [f.text for f in check.findings] == ["No predecessor", "No successor"]
    # With milestones at both ends none of the 20 lacks any.
    whole = [Task(0), *chain(), Task(0)]
    links = [Link(i, i + 1) for i in range(21)]
    check = checked(facts(whole, links))["logic"]
    assert (check.count, check.of, check.state) == (0, 20, "pass")
    # 1 of 20 is 5 %, which is still good; complete tasks do not count.
    check = checked(facts(whole, links[:-1]))["logic"]
    assert (check.count, check.measured, check.state) == (1, 0.05, "pass")
    whole[1] = replace(whole[1], actual_start=at("2026-03-02T08:00"),
                       actual_finish=at("2026-03-02T17:00"), percent_complete=100)  # fmt: skip
    check = checked(facts(whole, links[:-1]))["logic"]
    assert (check.count, check.of, check.state) == (1, 19, "fail")


def test_1_logic_sees_links_of_summaries() -> None:
    tasks = [Task(0), Task(), Task(DAY, parent=1), Task(0)]
    check = checked(facts(tasks, [Link(0, 1), Link(1, 3)]))["logic"]
    assert check.count == 0


def test_2_leads_none_is_allowed() -> None:
    links = [replace(k, lag=-DAY) if i == 3 else k for i, k in enumerate(CHAIN)]
    check = checked(facts(chain(), links))["leads"]
    assert (check.count, check.of, check.state) == (1, 19, "fail")
    assert check.findings[0].text == "FS-1d after T3"
    assert named(check) == [4]
    assert checked(facts(chain(), CHAIN))["leads"].state == "pass"


def test_3_lags_at_most_five_percent() -> None:
    one = [replace(k, lag=DAY) if i == 3 else k for i, k in enumerate(CHAIN)]
    # 1 of 19 is 5.3 %; with a second link between other tasks 1 of 20 is 5 %.
    check = checked(facts(chain(), one))["lags"]
    assert (check.count, round(check.measured or 0, 3), check.state) == (1, 0.053, "fail")
    assert checked(facts(chain(), [*one, Link(0, 5)]))["lags"].state == "pass"


def test_4_relationships_nine_of_ten_finish_to_start() -> None:
    ten = CHAIN[:10]
    one = [replace(k, type=SS) if i == 0 else k for i, k in enumerate(ten)]
    two = [replace(k, type=SS) if i < 2 else k for i, k in enumerate(ten)]
    check = checked(facts(chain(11), one))["relationships"]
    assert (check.measured, check.state, named(check)) == (0.9, "pass", [1])
    check = checked(facts(chain(11), two))["relationships"]
    assert (check.measured, check.state) == (0.8, "fail")


@pytest.mark.parametrize(
    ("constraint", "hard"), [(MSO, 1), (MFO, 1), (SNLT, 1), (FNLT, 1), (SNET, 0)]
)
def test_5_hard_constraints_are_those_that_hold_against_links(constraint: int, hard: int) -> None:
    tasks = chain(10)
    tasks[0] = replace(tasks[0], constraint=constraint, constraint_date=at("2026-03-02T08:00"))
    check = checked(facts(tasks, CHAIN[:9]))["hard_constraints"]
    assert (check.count, check.of) == (hard, 10)
    assert check.state == ("fail" if hard else "pass")  # 10 % or none


def test_6_high_float_is_above_44_days() -> None:
    # A chain of 46 days beside a task of a day (45 days of float) and one of two (44: not above).
    tasks = [Task(46 * DAY), Task(DAY), Task(2 * DAY)]
    check = checked(facts(tasks))["high_float"]
    assert (named(check), check.of, check.state) == ([1], 3, "fail")
    assert check.findings[0].text == "Total float 45 d"


def test_7_negative_float_where_a_deadline_cannot_be_met() -> None:
    tasks = [Task(3 * DAY), Task(2 * DAY, deadline=at("2026-03-05T17:00"))]
    check = checked(facts(tasks, [Link(0, 1)]))["negative_float"]
    # Both finish on Friday, wanted Thursday: a day too late.
    assert (named(check), check.state) == ([0, 1], "fail")
    assert {f.text for f in check.findings} == {"Total float -1 d"}


def test_8_high_duration_by_the_baseline() -> None:
    tasks = [Task(50 * DAY), Task(10 * DAY)]
    check = checked(facts(tasks))["high_duration"]
    assert (named(check), check.measured, check.state) == ([0], 0.5, "fail")
    check = checked(facts(tasks, baseline_duration=[44 * DAY, 60 * DAY]))["high_duration"]
    assert named(check) == [1]


def test_9_invalid_dates_before_and_after_the_status_date() -> None:
    monday, tuesday = at("2026-03-02T08:00"), at("2026-03-03T17:00")
    tasks = [
        Task(DAY),  # should have begun on Monday
        Task(DAY, actual_start=monday),  # begun, should be done
        Task(10 * DAY, actual_start=monday),  # under way: fine
        Task(DAY, actual_start=at("2026-03-09T08:00")),  # begun in the future
        Task(DAY, actual_start=monday, actual_finish=tuesday, percent_complete=100),  # done: fine
        Task(DAY, constraint=SNET, constraint_date=at("2026-03-05T08:00")),  # ahead: fine
    ]
    check = checked(facts(tasks, status="2026-03-04T17:00"))["invalid_dates"]
    assert (named(check), check.state) == ([0, 1, 3], "fail")
    assert check.findings[2].text == "Really started after the status date, 9 Mar 2026"
    assert checked(facts(tasks[5:], status="2026-03-04T17:00"))["invalid_dates"].state == "pass"


def test_10_resources_of_tasks_of_a_day_or_more() -> None:
    tasks = [Task(DAY), Task(DAY), Task(DAY // 2)]
    check = checked(facts(tasks, loaded=[True, False, False]))["resources"]
    assert (named(check), check.state) == ([1], "fail")
    bare = checked(facts(tasks, loaded=[False] * 3))["resources"]
    assert (bare.state, bare.measured) == ("unknown", None)
    assert "not resource-loaded" in bare.reason


def test_11_missed_tasks_of_those_due() -> None:
    # Due by Friday: three tasks; one was planned for Monday and is done on Wednesday.
    monday, wednesday = at("2026-03-02T17:00"), at("2026-03-04T17:00")
    begun = at("2026-03-02T08:00")
    done = Task(DAY, actual_start=begun, actual_finish=monday, percent_complete=100)
    late = Task(3 * DAY, actual_start=begun, actual_finish=wednesday, percent_complete=100)
    ahead = Task(20 * DAY)
    check = checked(
        facts(
            [done, done, late, ahead], status="2026-03-06T17:00",
            baseline_finish=[monday, monday, monday, at("2026-03-27T17:00")],
        )
    )["missed"]  # fmt: skip
    assert (named(check), check.count, check.of, check.state) == ([2], 1, 3, "fail")
    assert check.findings[0].text == "2 d after its baseline, 2 Mar 2026"
    assert checked(facts([done]))["missed"].state == "unknown"


def test_12_critical_path_test_delays_a_critical_task_by_600_days() -> None:
    tasks = [Task(2 * DAY), Task(3 * DAY), Task(0)]
    links = [Link(0, 1), Link(1, 2)]
    check = checked(facts(tasks, links))["critical_path"]
    assert (check.state, check.measured, named(check)) == ("pass", 600, [0])
    # A hard constraint on the end breaks the path: nothing that comes before moves the finish.
    tasks[2] = replace(tasks[2], constraint=MFO, constraint_date=at("2026-03-13T17:00"))
    check = checked(facts(tasks, links))["critical_path"]
    assert (check.state, check.measured) == ("fail", 0)


def test_12_critical_path_test_of_a_task_of_several_people() -> None:
    team = Task(2 * DAY, efforts=((0, 2 * DAY), (1, 3 * DAY)))
    check = checked(facts([team, Task(DAY)], [Link(0, 1)], calendars=(replace_name("Other"),)))
    assert check["critical_path"].state == "pass"


def replace_name(name: str):  # type: ignore[no-untyped-def]
    from headway.scheduling import Calendar

    return Calendar(name=name)


def test_13_critical_path_length_index() -> None:
    # 10 days to go, to be finished after 9 of them: (10 - 1) / 10 = 0.9; after 12: 1.2.
    late = facts([Task(10 * DAY)], plan={"finish_by": at("2026-03-12T17:00")})
    check = checked(late)["cpli"]
    assert (check.measured, check.state) == (0.9, "fail")
    good = facts([Task(10 * DAY)], plan={"finish_by": at("2026-03-17T17:00")})
    assert (checked(good)["cpli"].measured, checked(good)["cpli"].state) == (1.2, "pass")
    # Without a must-finish date the baseline's finish counts; a third of the way into it.
    based = facts([Task(10 * DAY)], baseline_finish=[at("2026-03-13T17:00")])
    assert checked(based)["cpli"].measured == 1.0
    assert checked(facts([Task(10 * DAY)]))["cpli"].state == "unknown"


def test_14_baseline_execution_index() -> None:
    begun, monday = at("2026-03-02T08:00"), at("2026-03-02T17:00")
    done = Task(DAY, actual_start=begun, actual_finish=monday, percent_complete=100)
    tasks = [done, done, done, Task(DAY), Task(DAY), Task(DAY)]
    saved = [monday, monday, monday, monday, at("2026-03-20T17:00"), None]
    check = checked(facts(tasks, status="2026-03-06T17:00", baseline_finish=saved))["bei"]
    # Three done; four were due and one has no baseline: 3 / 5.
    assert (check.measured, check.count, check.of, check.state) == (0.6, 3, 5, "fail")
    assert named(check) == [3, 5]


def test_all_fourteen_stand_in_their_order() -> None:
    numbers = [c.number for c in checked(facts(chain(), CHAIN)).values()]
    assert numbers[:14] == list(range(1, 15))
    assert set(numbers[14:]) == {None}


def test_an_empty_plan_fails_nothing() -> None:
    for check in checked(facts([])).values():
        assert check.state in ("pass", "unknown"), check.key
