"""Variances and lists of a plan, worked by hand; moments are minutes, all of them working time."""

from __future__ import annotations

from headway.analysis.variance import Saved, Standing, Variance, totals, tracking, variance

DAY = 480


def between(start: int, finish: int) -> int:
    return finish - start


def test_later_longer_more_is_positive() -> None:
    now = Standing(1, start=DAY, finish=4 * DAY, duration=3 * DAY, work=3 * DAY, cost=240_000)
    saved = Saved(start=0, finish=2 * DAY, duration=2 * DAY, work=4 * DAY, cost=200_000)
    assert variance(now, saved, between) == Variance(DAY, 2 * DAY, DAY, -DAY, 40_000)


def test_what_the_baseline_does_not_say_is_not_compared() -> None:
    now = Standing(1, 0, DAY, DAY, cost=None)
    assert variance(now, Saved(finish=DAY, cost=5), between) == Variance(None, 0, None, None, None)


def test_the_lists() -> None:
    plan = [
        # Slips by a day and is due tomorrow: slipping, not late.
        Standing(1, 3 * DAY, 7 * DAY, 4 * DAY, percent=50, actual_start=3 * DAY, critical=True),
        # Should have started a day ago.
        Standing(2, 4 * DAY, 6 * DAY, 2 * DAY, total_float=DAY, past=True, behind=DAY),
        # Should have been finished three days ago, two days late already.
        Standing(3, 0, 2 * DAY, 2 * DAY, percent=90, actual_start=0, past=True, behind=192),
        # Done a day before the baseline said.
        Standing(4, 0, DAY, DAY, percent=100, actual_start=0, actual_finish=DAY),
        # Plenty of float.
        Standing(5, 6 * DAY, 7 * DAY, DAY, total_float=20 * DAY),
        # A summary and an inactive task are in no list.
        Standing(6, 0, 7 * DAY, 7 * DAY, summary=True),
        Standing(7, 0, DAY, DAY, active=False, past=True),
    ]
    saved = {
        1: Saved(3 * DAY, 6 * DAY, 3 * DAY),
        2: Saved(4 * DAY, 6 * DAY, 2 * DAY),
        3: Saved(0, 2 * DAY, 2 * DAY),
        4: Saved(0, 2 * DAY, 2 * DAY),
        6: Saved(0, 6 * DAY, 6 * DAY),
        7: Saved(0, 0, 0),
    }
    found = tracking(plan, saved, 5 * DAY, 2 * DAY, between)
    assert found.slipping == [1]
    assert found.late == [(3, "finish", 3 * DAY), (2, "start", DAY)]
    assert found.nearly_critical == [3, 2]
    assert found.finished_early == [4]
    assert found.left_behind == [2, 3]
    assert found.missing == [5]
    assert found.variances[6].finish == DAY


def test_late_without_a_baseline_follows_the_schedule() -> None:
    plan = [Standing(1, 0, 4 * DAY, 4 * DAY), Standing(2, 9 * DAY, 10 * DAY, DAY)]
    assert tracking(plan, {}, DAY, 0, between).late == [(1, "start", DAY)]


def test_the_whole_plan() -> None:
    leaves = [
        Standing(1, DAY, 3 * DAY, 2 * DAY, work=2 * DAY, cost=100),
        Standing(2, 3 * DAY, 6 * DAY, 3 * DAY, work=3 * DAY, cost=300),
    ]
    saved = {
        1: Saved(0, 2 * DAY, 2 * DAY, DAY, 150),
        2: Saved(2 * DAY, 5 * DAY, 3 * DAY, 3 * DAY, 300),
    }
    assert totals(leaves, saved, between) == Variance(DAY, DAY, 0, DAY, -50)
    assert totals(leaves, {}, between) == Variance()
