"""Where a split task works and where it rests."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from headway.scheduling import Calendar, Plan, Task, schedule, working_minutes
from headway.scheduling.moments import from_iso, to_iso
from headway.scheduling.segments import segments

MONDAY = from_iso("2026-03-02T08:00")[0]
STANDARD = (Calendar(),)
DAY = 480


def told(duration: int, splits: list[list[int]]) -> list[tuple[str | None, str | None]]:
    found = segments(STANDARD, (0,), MONDAY, duration, splits)
    return [(to_iso(a), to_iso(b)) for a, b in found]


def test_a_day_of_rest_after_two_of_work() -> None:
    assert told(3 * DAY, [[2 * DAY, DAY]]) == [
        ("2026-03-02T08:00:00", "2026-03-03T17:00:00"),
        ("2026-03-05T08:00:00", "2026-03-05T17:00:00"),
    ]


def test_a_rest_passes_over_the_weekend() -> None:
    assert told(6 * DAY, [[5 * DAY, DAY]])[1] == ("2026-03-10T08:00:00", "2026-03-10T17:00:00")


def test_rests_before_and_after_the_work_part_nothing() -> None:
    assert len(told(DAY, [[0, DAY], [DAY, DAY], [2 * DAY, DAY]])) == 1


def test_elapsed_work_rests_round_the_clock() -> None:
    assert segments(STANDARD, (), MONDAY, 100, [[40, 10]]) == [
        (MONDAY, MONDAY + 40),
        (MONDAY + 50, MONDAY + 110),
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.integers(2, 20_000),
    st.lists(st.tuples(st.integers(1, 19_999), st.integers(1, 3000)), max_size=4, unique_by=lambda p: p[0]),
)  # fmt: skip
def test_the_last_part_ends_where_the_engine_says(
    duration: int, splits: list[tuple[int, int]]
) -> None:
    inner = sorted(p for p in splits if p[0] < duration)
    parts = segments(STANDARD, (0,), MONDAY, duration, inner)
    plan = Plan(MONDAY, (Task(duration, pause=sum(r for _, r in inner)),))
    result = schedule(plan)
    assert (parts[0][0], parts[-1][1]) == (int(result.start[0]), int(result.finish[0]))
    assert sum(working_minutes(STANDARD, (0,), a, b) for a, b in parts) == duration
