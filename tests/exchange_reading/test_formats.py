"""Plans of many programs, alone and in archives: what is read is what formats.py lists, bounded."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from headway.exchange import bridge, formats
from headway.exchange.bridge import _watched
from headway.exchange.containers import only_file, unpack
from headway.exchange.document import BadFile
from headway.exchange.reading import read_document
from tests.exchange_reading import foreign

DOCS = Path(__file__).resolve().parents[2] / "docs" / "files.md"
PLANS: tuple[tuple[str, Callable[[Path], bytes]], ...] = (
    ("plan.mpx", lambda _: foreign.mpx()),
    ("plan.planner", lambda _: foreign.planner()),
    ("plan.gan", lambda _: foreign.gantt_project()),
    ("plan.gnt", lambda _: foreign.gantt_designer()),
    ("plan.edpx", lambda _: foreign.edraw()),
    ("plan.cdpx", lambda _: foreign.concept_draw()),
    ("plan.cdpz", lambda _: foreign.archive(("Document.xml", foreign.concept_draw()))),
    ("plan.schedule_grid", lambda _: foreign.sage()),
    ("plan.sdef", lambda _: foreign.sdef()),
    ("plan.pod", lambda _: foreign.project_libre()),
    ("plan.ppx", lambda _: foreign.phoenix(foreign.phoenix_document())),
    ("plan.xer", lambda _: foreign.xer()),
    ("p6.db", foreign.p6_database),
    ("state.sqlite", foreign.merlin),
    ("Plan.zip", lambda folder: foreign.archive(
        ("Plan.merlin2/Info.plist", b'<?xml version="1.0"?><!DOCTYPE plist><plist/>'),
        ("Plan.merlin2/state.sql", foreign.merlin(folder)),
    )),
    ("packed.zip", lambda _: foreign.archive(("north/plan.xer", foreign.xer()), ("read me.txt", b"Hello"))),
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("name", "data"), PLANS, ids=[name for name, _ in PLANS])
def test_the_plan_of_another_program_is_read(
    name: str, data: Callable[[Path], bytes], tmp_path: Path
) -> None:
    document = read_document(data(tmp_path), name)
    tasks = {t.name: t for t in document.tasks}
    dig, pour = tasks["Dig"], tasks["Pour"]
    assert (dig.duration, pour.duration) == (960, 1440)
    [link] = document.links
    assert (link.predecessor_id, link.successor_id, link.type) == (dig.id, pour.id, "FS")


@pytest.mark.slow
def test_a_database_of_p6_follows_its_rules_and_names_what_is_left_out(tmp_path: Path) -> None:
    document = read_document(foreign.p6_database(tmp_path), "p6.db")
    assert document.from_status_date
    assert document.lag_calendar == "predecessor"
    assert all(t.ignore_resource_calendar for t in document.tasks if t.name in {"Dig", "Pour"})
    assert "further projects, which were left out: SOUTH" in document.notes[-1]


def test_an_archive_around_one_file_is_that_file() -> None:
    inner = ("deep/in/Plan.xml", foreign.mspdi())
    for beside in (("readme.txt", b"Hi"), ("costs.csv", b"Name\nA\n"), ("__MACOSX/._a.mpp", b"x")):
        document = read_document(foreign.archive(beside, inner), "anything.ZIP")
        assert [t.name for t in document.tasks] == ["Dig", "Pour"]
        assert document.name == "Plan"
    sheet = foreign.archive(("List.csv", b"Name,Duration\nA,3d\n"), ("notes.txt", b"Hi"))
    assert [t.name for t in read_document(sheet, "list.zip").tasks] == ["A"]


def test_a_plan_goes_before_what_may_stand_beside_it() -> None:
    files = ("a.xml", b"<a/>"), ("b.csv", b""), ("c.xer", b"ERMHDR"), ("d.txt", b"")
    assert only_file(foreign.archive(*files)) == ("c.xer", b"ERMHDR")
    with pytest.raises(BadFile, match=r"c\.xer, a\.mpp"):
        only_file(foreign.archive(*files, ("x/a.mpp", b"")))


def test_a_folder_of_database_files_is_one_plan(tmp_path: Path) -> None:
    data = foreign.archive(("P3/NRTHSTR.P3", b"FC"), ("P3/NRTHACT.P3", b"FC"), ("P3/plan.mpp", b""))
    assert only_file(data) is None
    unpack(data, tmp_path)
    found = {str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()}
    assert found == {"P3/NRTHSTR.P3", "P3/NRTHACT.P3", "P3/plan.mpp"}


def test_what_is_a_trap_stays_outside_of_a_folder(tmp_path: Path) -> None:
    data = foreign.archive(
        ("a.zip", foreign.archive(("b.mpp", b"x"))), ("run.exe", b"MZ" + bytes(50_000)),
        ("c.xml", b"\xef\xbb\xbf<!DOCTYPE a><a/>"), ("d.p3", b"FC"),
    )  # fmt: skip
    unpack(data, tmp_path)
    assert [p.name for p in tmp_path.rglob("*")] == ["d.p3"]


def watched(code: str, folder: Path) -> tuple[int, bytes, bytes]:
    return _watched([sys.executable, "-c", code], str(folder), dict(os.environ))


def test_what_unpacks_itself_is_ended_once_it_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bridge, "MOST_KEPT", 10 << 20)
    monkeypatch.setattr(bridge, "MOST_FILES", 50)
    monkeypatch.setattr(bridge, "SECONDS", 20)
    ended = "import time; time.sleep(30)"
    with pytest.raises(BadFile, match="unpacks to more than 10 MB"):
        watched(f"open('a', 'wb').write(bytes(20 << 20)); {ended}", tmp_path)
    (tmp_path / "a").unlink()
    with pytest.raises(BadFile, match="too many files"):
        watched(f"[open(str(n), 'w') for n in range(80)]; {ended}", tmp_path)


def test_what_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bridge, "SECONDS", 1)
    with pytest.raises(BadFile, match="longer than 1 s"):
        watched("import time; time.sleep(30)", tmp_path)


def test_memory_outside_of_java_is_bounded_too(tmp_path: Path) -> None:
    code = (
        "from headway.exchange import bridge; bridge._confine('.');"
        "data = bytearray(bridge.MOST_DATA + 1)"
    )
    ended, _, said = watched(code, tmp_path)
    assert ended == 1
    assert b"MemoryError" in said


def test_the_documentation_lists_what_is_read() -> None:
    told = DOCS.read_text(encoding="utf-8").splitlines()
    rows = [line for line in told if line.startswith("| `")]
    assert rows == [
        f"| {', '.join(f'`{suffix}`' for suffix in one.suffixes)} | {one.program} |"
        for one in formats.READ
    ]


def test_a_suffix_that_is_not_read_is_answered_with_some_that_are() -> None:
    with pytest.raises(BadFile, match=r"'\.docx' is no project file.*\.mpp, \.xml, \.xer"):
        read_document(b"PK\3\4", "plan.docx")
