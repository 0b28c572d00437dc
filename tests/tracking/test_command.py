"""`headway track FILE`: a file against the baseline in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headway.cli.main import main
from tests.exchange_reading.mspdi import link, project, task


def baseline(start: str, finish: str, duration: str) -> str:
    return (
        f"<Baseline><Number>0</Number><Start>{start}</Start><Finish>{finish}</Finish>"
        f"<Duration>{duration}</Duration></Baseline>"
    )


SAVED = baseline("2026-03-02T08:00:00", "2026-03-03T17:00:00", "PT16H0M0S")
AFTER = baseline("2026-03-04T08:00:00", "2026-03-04T17:00:00", "PT8H0M0S")
FILE = project(
    task(7, "Dig", "PT32H0M0S", inner=SAVED),
    task(3, "Pour", inner=link(7) + AFTER),
    task(9, "Paint", "PT24H0M0S"),
    head="<StatusDate>2026-03-04T17:00:00</StatusDate>",
)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["track", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xml"
    path.write_bytes(FILE)
    return path


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    code, out, err = run(capsys, *arguments, "--json")
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def test_json_has_variances_and_lists_by_the_files_own_ids(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    found = answer(capsys, file)
    tasks = {t["uid"]: t for t in found["tasks"]}
    assert tasks[7]["variance"]["finish_minutes"] == 2 * 480
    assert tasks[3]["variance"]["start_minutes"] == 2 * 480
    assert tasks[3]["variance"]["duration_minutes"] == 0
    assert found["slipping"] == [7, 3]
    assert [(late["uid"], late["end"]) for late in found["late"]] == [
        (7, "finish"), (3, "finish"), (9, "finish"),
    ]  # fmt: skip
    assert found["left_behind"] == [7, 9]
    assert found["nearly_critical"] == [9]
    assert found["missing"] == [9]
    assert found["totals"]["finish_minutes"] == 2 * 480


def test_another_date_and_limit(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    found = answer(capsys, file, "--status", "2026-03-01", "--float-limit", "1")
    assert found["late"] == found["left_behind"] == found["nearly_critical"] == []


def test_the_table_is_for_people(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    code, out, _ = run(capsys, file)
    assert code == 0
    assert "Slipping: 2" in out
    assert "+2d" in out


@pytest.mark.parametrize(
    "wrong", [["--baseline", "11"], ["--status", "soon"], ["--float-limit", "-1"]]
)
def test_what_cannot_be_meant_is_named(
    capsys: pytest.CaptureFixture[str], file: Path, wrong: list[str]
) -> None:
    code, _, err = run(capsys, file, *wrong)
    assert code == 2
    assert wrong[0] in err


def test_a_file_that_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(b"no plan")
    assert run(capsys, path)[0] == 2
    assert run(capsys, tmp_path / "none.xml")[0] == 2
