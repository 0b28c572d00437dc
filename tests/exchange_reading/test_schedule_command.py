"""`headway schedule FILE`: the dates of a file, and what is said of files that have none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from headway.cli.main import main
from tests.exchange_reading.mspdi import link, project, task

TWO = project(task(7, "Dig", WBS="1"), task(3, "Pour", "PT16H0M0S", WBS="2", inner=link(7)))


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["schedule", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def dates(capsys: pytest.CaptureFixture[str], tmp_path: Path, data: bytes) -> dict[str, Any]:
    path = tmp_path / "plan.xml"
    path.write_bytes(data)
    code, out, err = run(capsys, str(path), "--json")
    assert code == 0, err
    answer = json.loads(out)
    return {t["name"]: t for t in answer["tasks"]} | {"": answer["project"]}


def test_json_holds_the_contract(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(TWO)
    code, out, _ = run(capsys, str(path), "--json")
    assert code == 0
    answer = json.loads(out)
    assert answer["project"] == {"start": "2026-03-02T08:00:00", "finish": "2026-03-04T17:00:00"}
    assert [t["uid"] for t in answer["tasks"]] == [7, 3]  # in file order
    assert answer["tasks"][1] == {
        "uid": 3, "wbs": "2", "name": "Pour",
        "start": "2026-03-03T08:00:00", "finish": "2026-03-04T17:00:00",
        "duration_minutes": 960, "total_float_minutes": 0, "free_float_minutes": 0,
        "critical": True, "summary": False, "milestone": False,
        "late_start": "2026-03-03T08:00:00", "late_finish": "2026-03-04T17:00:00",
    }  # fmt: skip


def test_a_task_without_a_code_is_numbered_by_the_outline(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    found = dates(capsys, tmp_path, project(task(7, "Dig"), task(3, "Pour", inner=link(7))))
    assert [found[name]["wbs"] for name in ("Dig", "Pour")] == ["1", "2"]


def test_the_table_shows_names(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(TWO)
    code, out, _ = run(capsys, str(path))
    assert code == 0
    assert "2026-03-03 08:00" in out
    assert "Pour" in out


def test_stored_dates_are_no_input(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    stored = {"Start": "2020-01-01T08:00:00", "Finish": "2020-01-01T17:00:00"}
    found = dates(capsys, tmp_path, project(task(1, "Dig", **stored)))
    assert found["Dig"]["start"] == "2026-03-02T08:00:00"


def test_it_runs_without_settings_or_compiler(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(TWO)
    done = subprocess.run(
        [sys.executable, "-m", "headway.cli.main", "schedule", str(path), "--json"],
        env={"PATH": os.environ["PATH"], "NUMBA_DISABLE_JIT": "1"},
        capture_output=True, timeout=60, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["project"]["finish"] == "2026-03-04T17:00:00"
    assert b"django" not in done.stderr


DOCTYPE = b"<!DOCTYPE Project [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>"
BAD = {
    "empty.xml": (b"", "empty"),
    "cut.xml": (TWO[: len(TWO) // 2], "well-formed"),
    "bomb.xml": (TWO.replace(b"<Project", DOCTYPE + b"<Project", 1), "document type"),
    "entity.xml": (
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        b'<x xmlns="http://schemas.microsoft.com/project">&e;</x>',
        "document type",
    ),
    "hidden.xml": (b"\xef\xbb\xbf<!-- " + b"x" * 9000 + b" -->" + DOCTYPE + b"<x/>", "document type"),
    "zip.mpp": (b"PK\x03\x04" + b"\0" * 600, "archive"),
    "behind-a-mark.mpp": (b"\xef\xbb\xbfPK\x03\x04" + b"\0" * 600, "archive"),
    "program.mpp": (b"MZ" + b"\0" * 600, "program"),
    "other.xml": (b"<html><body>plan</body></html>", "no project file"),
    "noise.mpp": (bytes(range(256)) * 20, "no project file"),
    "picture.png": (b"\x89PNG\r\n", "'.png'"),
    "circle.xml": (project(task(1, "Dig", inner=link(2)), task(2, "Pour", inner=link(1))), "Dig"),
    "far.xml": (
        project(task(1, "Dig", ConstraintType=4, ConstraintDate="9999-01-01T08:00:00")), "years",
    ),
    "date.xml": (project(task(1, "Dig", Deadline="yesterday")), "'yesterday' is no date"),
    "duration.xml": (project(task(1, "Dig", "8 hours")), "'8 hours' is no duration"),
    "endless.xml": (project(task(1, "Dig", "PT99999999999999H0M0S")), "absurd duration"),
    "twice.xml": (project(task(1, "Dig"), task(1, "Pour")), "unique id 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_says_what_is_wrong(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    data, says = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    code, out, err = run(capsys, str(path), "--json")
    assert code == 2, err
    assert out == ""
    assert says in err
    assert name in err
    assert "Traceback" not in err


def test_a_missing_and_a_huge_file_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, _, err = run(capsys, str(tmp_path / "none.xml"))
    assert (code, "No such file" in err) == (2, True)
    huge = tmp_path / "huge.mpp"
    with huge.open("wb") as file:
        file.truncate(2**40)  # sparse
    code, _, err = run(capsys, str(huge))
    assert code == 2
    assert "larger than" in err
