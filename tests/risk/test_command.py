"""`headway risk FILE`: the contract, its input file, and bad input."""

from __future__ import annotations

import json
import os
import subprocess

import pytest

from tests.forked import HEADWAY, run

pytestmark = pytest.mark.slow

PLAN = """<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><Name>P</Name>
<StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID><Calendars/><Tasks>
<Task><UID>11</UID><ID>1</ID><Name>Dig</Name><Duration>PT40H0M0S</Duration><OutlineLevel>1</OutlineLevel></Task>
<Task><UID>12</UID><ID>2</ID><Name>Fill</Name><Duration>PT16H0M0S</Duration><OutlineLevel>1</OutlineLevel>
<Deadline>2026-03-11T17:00:00</Deadline>
<PredecessorLink><PredecessorUID>11</PredecessorUID><Type>1</Type></PredecessorLink></Task>
</Tasks></Project>"""
GOOD = {
    "estimates": [{"uid": 11, "optimistic": 1_920, "likely": 2_400, "pessimistic": 4_800}],
    "risks": [
        {"name": "Rain", "probability": 0.5, "impacts": [{"uid": 12, "percent": 100}], "cost": 9}
    ],
    "groups": [{"uids": [11, 12], "correlation": 0.5}],
    "costs": {"fixed": 10, "by_task": [{"uid": 11, "per_minute": 1}]},
}


def risk(tmp_path, *more: str, given: object = None):
    file = tmp_path / "plan.xml"
    file.write_text(PLAN)
    if given is not None:
        (tmp_path / "in.json").write_text(given if isinstance(given, str) else json.dumps(given))
        more = (*more, "--input", str(tmp_path / "in.json"))
    arguments = ("risk", str(file), "--json", "--trials", "2000", *more)
    return run(*arguments, environment=os.environ, timeout=100)


def test_the_contract(tmp_path):
    done = risk(tmp_path, "--seed", "5")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    finish = answer["finish"]
    assert finish["p10"] < finish["p50"] < finish["p80"] < finish["p90"]
    assert finish["planned"] == "2026-03-10T17:00:00"
    assert 0 < finish["planned_chance"] < 0.5
    assert [row["uid"] for row in answer["tasks"]] == [11, 12]
    assert [row["criticality"] for row in answer["tasks"]] == [1, 1]
    assert 0 < answer["tasks"][1]["deadline_chance"] < 1
    assert answer["tornado"][0][0] == 11
    assert done.stdout == risk(tmp_path, "--seed", "5").stdout
    assert done.stdout != risk(tmp_path, "--seed", "6").stdout


def test_estimates_risks_groups_and_costs(tmp_path):
    answer = json.loads(risk(tmp_path, given=GOOD).stdout)
    assert answer["risks"][0]["name"] == "Rain"
    assert abs(answer["risks"][0]["struck"] - 0.5) < 0.05
    assert answer["cost"]["p10"] > 10 + 1_920
    assert answer["tasks"][0]["mean_duration_minutes"] == pytest.approx(2_720, rel=0.02)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("{", "not JSON"),
        ([], "object"),
        ({"riks": []}, "'riks'"),
        ({"estimates": 3}, "'estimates'"),
        ({"estimates": [{"uid": 99}]}, "'optimistic'"),
        ({"risks": [{"probability": 2}]}, "probability"),
        ({"risks": [{"probability": 0.5, "impacts": [{"uid": "x"}]}]}, "uid x"),
        ({"groups": [{"uids": 4}]}, "'uids'"),
        ({"spread": [1, 0.5, 2]}, "'spread'"),
        ({"costs": {"fixed": "a"}}, "'fixed'"),
    ],
)
def test_bad_input_is_named(tmp_path, given, words):
    done = risk(tmp_path, given=given)
    assert done.returncode == 2
    assert words in done.stderr


def test_bad_options_and_files(tmp_path):
    assert risk(tmp_path, "--trials", "0").returncode == 2
    done = subprocess.run(
        [HEADWAY, "risk", str(tmp_path / "none.xml"), "--json"],
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "none.xml" in done.stderr
