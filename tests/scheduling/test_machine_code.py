"""Machine code that is older than the code it was made of is made anew."""

from __future__ import annotations

import os
from pathlib import Path

from headway.scheduling.jit import ABOVE, HERE, forget_stale


def put(path: Path, at: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    os.utime(path, (at, at))
    return path


def test_what_a_kernel_calls_counts_as_its_own_code(tmp_path: Path) -> None:
    put(tmp_path / "clock.py", 100)
    put(tmp_path / "risk" / "trials.py", 10)
    put(tmp_path / "levelling" / "placing.py", 300)
    kept = put(tmp_path / "__pycache__" / "forward.nbi", 150)
    older = put(tmp_path / "risk" / "__pycache__" / "trials.nbi", 50)
    placing = put(tmp_path / "levelling" / "__pycache__" / "placing.nbi", 200)
    assert forget_stale(tmp_path) == 2
    assert kept.exists()
    assert not older.exists()
    assert not placing.exists()
    assert forget_stale(tmp_path) == 0


def test_the_folders_with_kernels_are_known() -> None:
    held = {
        str(path.parent.relative_to(HERE)).replace(".", "", 1)
        for path in HERE.rglob("*.py")
        if path.name != "jit.py" and "scheduling.jit import" in path.read_text()
    }
    assert held <= set(ABOVE)
