"""`headway earned-value FILE`: the same figures as over HTTP, without server or database."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headway.cli.main import main
from headway.exchange.document import (
    AssignmentDoc,
    BaselineTaskDoc,
    Document,
    ResourceDoc,
    TaskDoc,
)
from headway.exchange.mspdi_write import write
from headway.scheduling.moments import from_iso

EURO = 1_000_000


def moment(text: str) -> int:
    return from_iso(text)[0]


@pytest.fixture
def file(tmp_path: Path) -> str:
    """One task of five days by somebody at 50 an hour, half done after three of them."""
    start, finish = moment("2026-03-02T08:00"), moment("2026-03-06T17:00")
    document = Document(
        name="Value",
        start=start,
        status_date=moment("2026-03-05T00:00"),
        resources=[ResourceDoc(1, "Ana", standard_rate=50 * EURO)],
        tasks=[
            TaskDoc(1, name="Write", duration=2400, percent_complete=50, actual_start=start,
                    remaining_duration=1200, file_uid=1),
        ],
        assignments=[AssignmentDoc(1, 1, 1, work=2400, actual_work=1500, remaining_work=1200)],
        baselines=[BaselineTaskDoc(0, 1, start, finish, 2400, 2400)],
    )  # fmt: skip
    path = tmp_path / "value.xml"
    path.write_bytes(write(document))
    return str(path)


def test_a_file_is_measured(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["earned-value", file, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    total = found["total"]
    # 25 of 45 hours are done and paid; the budget is what the plan costs now.
    assert (total["bac"], total["ev"], total["ac"]) == (225_000, 112_500, 125_000)
    assert total["pv"] == 135_000
    assert found["schedule"]["spi_t"] == 0.8333


def test_people_read_it_too(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["earned-value", file, "--formula", "plan"]) == 0
    out = capsys.readouterr().out
    assert "EAC             2,375.00" in out
    assert "finish at this pace: 2026-03-09" in out


@pytest.mark.parametrize(
    ("more", "words"), [(["--at", "soon"], "--at"), (["--baseline", "7"], "no baseline 7")]
)
def test_bad_input_is_named(
    file: str, more: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["earned-value", file, *more]) == 2
    assert words in capsys.readouterr().err
