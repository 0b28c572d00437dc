"""`headway plan-check`, `why`, `finish-earlier` over files and `attribution` over a live project."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headway.cli.main import main

PLAN = """Name,Duration,Predecessors,Start,Resource Names,Milestone
Order,3d,,2026-12-01,Ana,
Delivery,4d,1FS+2d,,,
Cutover,5d,2,,Ana,
Docs,2d,1SS,,Ana,
Done,0d,"3,4",,,yes
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "plan.csv"
    path.write_text(PLAN)
    return str(path)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_plan_check_of_a_file(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "plan-check", file, "--status", "2026-11-30")
    checks = {c["key"]: c for c in found["items"]}
    assert checks["logic"]["findings"] == [{"uid": 1, "name": "Order", "text": "No predecessor"}]
    assert checks["lags"]["findings"][0]["text"] == "FS+2d after Order"
    assert checks["overloads"]["state"] == "fail"
    assert checks["critical_path"]["measured"] == 600
    assert found["status"] == "2026-11-30T17:00:00"
    assert found["passed"] + found["failed"] + found["unknown"] == 14
    assert main(["plan-check", file]) == 0
    lines = capsys.readouterr().out
    assert " 1  FAIL  Logic: 25.0%, 1 of 4 (at most 5%)" in lines
    assert main(["plan-check", file, "--status", "soon"]) == 2
    assert "--status" in capsys.readouterr().err


def test_why_of_a_file(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "why", file, "5")
    assert [s["name"] for s in found["finish_chain"]][-3:] == ["Cutover", "Delivery", "Order"]
    assert [t["name"] for t in found["paths"][0]["tasks"]] == [
        "Order",
        "Delivery",
        "Cutover",
        "Done",
    ]
    assert found["paths"][1]["joins"] == 5
    assert printed(capsys, "why", file)["finish"] == found["finish"]
    assert main(["why", file, "99"]) == 2
    assert "uid '99'" in capsys.readouterr().err
    assert main(["why", file, "3"]) == 0
    assert "longest path: Order → Delivery → Cutover" in capsys.readouterr().out


def test_finish_earlier_of_a_file(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "finish-earlier", file, "--days", "2", "--share", "50")
    assert (found["basis"], found["cost"], found["reached"]) == ("time", None, True)
    assert found["gain_minutes"] == 2 * 480
    cut = sum(t["before_minutes"] - t["after_minutes"] for t in found["tasks"])
    assert cut == 2 * 480
    assert {o["successor"]["name"] for o in found["overlaps"]} >= {"Cutover"}
    for wrong in (["--days", "0"], ["--share", "5"], ["--task", "77"]):
        assert main(["finish-earlier", file, *wrong]) == 2
        capsys.readouterr()
    assert main(["finish-earlier", file, "--days", "100"]) == 0
    assert "more is not to be had" in capsys.readouterr().out
