"""Every case in `cases/` comes out as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from headway.scheduling import schedule
from headway.scheduling.moments import to_iso
from tests.scheduling.reader import minutes, moment, read

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_case(path: Path) -> None:
    plan, wanted = read(path)
    result = schedule(plan)
    for want in wanted:
        name, i = plan.tasks[want.task].name, want.task
        found = (to_iso(int(result.start[i])), to_iso(int(result.finish[i])))
        assert found == (to_iso(want.start), to_iso(want.finish)), name
        for key, value in want.others.items():
            match key:
                case "total":
                    assert result.total_float[i] == minutes(value), f"{name}: total float"
                case "free":
                    assert result.free_float[i] == minutes(value), f"{name}: free float"
                case "late":
                    start, _, finish = value.partition("..")
                    late = (to_iso(int(result.late_start[i])), to_iso(int(result.late_finish[i])))
                    assert late == (to_iso(moment(start)), to_iso(moment(finish, True))), name
                case "critical" | "slack":
                    assert bool(result.critical[i]) == (key == "critical"), f"{name}: critical"
                case _:
                    raise AssertionError(f"what is '{key}'?")
