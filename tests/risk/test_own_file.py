"""What a file says itself of its uncertainty and its progress: `headway risk`, `headway forecast`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headway.cli.main import main
from headway.exchange.document import Document, LinkDoc, RiskDoc, RiskGroupDoc, TaskDoc
from headway.exchange.mspdi_write import write
from headway.scheduling.moments import from_iso

DAY = 480
MONDAY = from_iso("2026-03-02T08:00")[0]


def saved(tmp_path: Path, document: Document) -> str:
    path = tmp_path / "own.xml"
    path.write_bytes(write(document))
    return str(path)


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_file_brings_its_estimates_risks_and_groups(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks = [
        TaskDoc(1, name="Dig", duration=5 * DAY, optimistic=4 * DAY, pessimistic=12 * DAY,
                risk_group=0, file_uid=11),
        TaskDoc(2, name="Fill", duration=5 * DAY, confidence="very_low", risk_group=0, file_uid=12),
        TaskDoc(3, name="Plant", duration=5 * DAY, file_uid=13),
    ]  # fmt: skip
    document = Document(
        name="Garden",
        start=MONDAY,
        tasks=tasks,
        links=[LinkDoc(1, 1, 2), LinkDoc(2, 2, 3)],
        risk_groups=[RiskGroupDoc("Crew", 10_000)],
        risks=[
            RiskDoc("Rain", 4000, impacts=[(3, 10 * DAY, 0)]),
            RiskDoc("Frost", 9000, active=False, impacts=[(3, 90 * DAY, 0)]),
        ],
    )
    answer = printed(capsys, "risk", saved(tmp_path, document), "--trials", "4000")
    (rain,) = answer["risks"]
    assert rain["name"] == "Rain"
    assert rain["struck"] == pytest.approx(0.4, abs=0.03)
    dig, fill, _ = answer["tasks"]
    assert dig["mean_duration_minutes"] == pytest.approx((4 + 20 + 12) / 6 * DAY, rel=0.02)
    assert fill["mean_duration_minutes"] == pytest.approx((2.5 + 20 + 10) / 6 * DAY, rel=0.02)
    # They run together, so that either says as much of the finish.
    assert dig["cruciality"] == pytest.approx(fill["cruciality"], abs=0.02)
    given = tmp_path / "given.json"
    given.write_text(json.dumps({"risks": []}))
    without = printed(
        capsys, "risk", saved(tmp_path, document), "--trials", "4000", "--input", str(given)
    )
    assert without["risks"] == []
    assert without["finish"]["p90"] < answer["finish"]["p90"]


def test_a_file_forecasts_from_what_was_finished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks = []
    for week in range(4):
        start = MONDAY + week * 7 * 1440
        tasks += [
            TaskDoc(10 * week + n + 1, name="Done", duration=DAY, percent_complete=100,
                    actual_start=start, actual_finish=start + 9 * 60, remaining_duration=0)
            for n in range(3)
        ]  # fmt: skip
    tasks += [TaskDoc(100 + n, name="Left", duration=DAY) for n in range(7)]
    document = Document(name="Board", start=MONDAY, tasks=tasks)
    file = saved(tmp_path, document)
    answer = printed(capsys, "forecast", file, "--status", "2026-03-30", "--until", "2026-04-13")
    assert [week["finished"] for week in answer["history"]] == [3, 3, 3, 3]
    assert answer["how_many"]["items"]["p95"] == 6
    assert answer["when"]["dates"]["p95"] == "2026-04-20T00:00:00"
    assert main(["forecast", file, "--until", "soon"]) == 2
    assert "--until" in capsys.readouterr().err
    assert main(["forecast", file, "--weeks", "0"]) == 2
    assert "--weeks" in capsys.readouterr().err
