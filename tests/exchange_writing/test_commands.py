"""`headway convert`, `import` and `export`, as a person calls them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.forked import run

PLAN = "Level,Name,Duration,Predecessors,Resource names\n1,Phase,,,\n2,Order,2d,,Ana\n2,Install,3d,2,Bo\n"


def headway(*given: str, data: Path, code: int = 0) -> subprocess.CompletedProcess[str]:
    place = {k: v for k, v in os.environ.items() if not k.startswith(("HEADWAY_", "DJANGO_"))}
    place["HEADWAY_DATA"] = str(data)
    done = run(*given, environment=place, given="a long pass phrase\n")
    assert done.returncode == code, done.stderr
    return done


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_plan_goes_in_and_out(tmp_path: Path) -> None:
    data, source = tmp_path / "data", tmp_path / "plan.csv"
    source.write_text(PLAN)
    nobody = headway("import", str(source), data=data, code=2)
    assert "headway user create" in nobody.stderr
    headway("user", "create", "ana@example.org", "--password-stdin", data=data)
    made = json.loads(headway("import", str(source), "--json", "--country", "DE", data=data).stdout)
    assert made["report"]["taken"]["tasks"] == 3
    project = str(made["project"]["id"])
    for name in ("out.xml", "out.xlsx", "out.csv"):
        headway("export", project, str(tmp_path / name), data=data)
        assert (tmp_path / name).stat().st_size > 200
    again = headway("import", str(tmp_path / "out.xml"), data=data)
    assert "Dates equal for 3 of 3 tasks.\n" in again.stdout
    sheet = headway("import", str(source), data=data)
    assert "The file stores no dates to compare with.\n" in sheet.stdout
    missing = headway("export", "Nothing", str(tmp_path / "x.xml"), data=data, code=2)
    assert "'Nothing'" in missing.stderr


@pytest.mark.slow
def test_files_convert_without_a_place(tmp_path: Path) -> None:
    source, data = tmp_path / "plan.csv", tmp_path / "none"
    source.write_text(PLAN)
    headway("convert", str(source), str(tmp_path / "plan.xml"), data=data)
    headway("convert", str(tmp_path / "plan.xml"), str(tmp_path / "plan.xlsx"), data=data)
    headway("convert", str(tmp_path / "plan.xlsx"), str(tmp_path / "again.csv"), data=data)
    assert "Install,3d," in (tmp_path / "again.csv").read_text(encoding="utf-8-sig")
    assert not data.exists()


@pytest.mark.parametrize(
    ("name", "target", "says"),
    [
        ("none.xml", "out.csv", "No such file"),
        ("bad.csv", "out.xml", "row 2"),
        ("bad.csv", "out.mpp", ".xml, .csv, .xlsx"),
        ("bad.csv", "no/such/folder.xml", "row 2"),
    ],
)
def test_bad_input_ends_with_2_and_a_reason(
    tmp_path: Path, name: str, target: str, says: str
) -> None:
    (tmp_path / "bad.csv").write_text("Name,Duration\nA,soon\n")
    done = headway("convert", str(tmp_path / name), str(tmp_path / target), data=tmp_path, code=2)
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / target).exists()
