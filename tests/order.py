"""In which order the test files go to the processes of `pytest -n`: so that none waits at the end.

A file stays in one process, which makes what its folder shares once. The first process takes from
the front, where the browser's files stand, and the others from the back, where the other long ones
do: one server and one Chromium do for all of them, pages do not compete with pages, and the short
files that are left in the middle even out the end.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

BROWSER, SLOW, QUICK = 4.0, 0.8, 0.1
"""Seconds that a test of each kind takes on average."""
LONG = {
    "tests/crash/test_crash.py": 40.0,
    "tests/door/test_postgres.py": 40.0,
    "tests/line/test_streams.py": 60.0,
    "tests/operations/test_backup.py": 40.0,
    "tests/postgres/test_postgres.py": 60.0,
    "tests/scenarios/test_random_days.py": 60.0,
}
"""Seconds of files in which few tests take long."""


def cost(file: str, items: list[pytest.Item]) -> float:
    """Return about how many seconds the tests of a file take."""
    if file in LONG:
        return LONG[file]
    marks = [{mark.name for mark in item.iter_markers()} for item in items]
    return sum(BROWSER if "browser" in m else SLOW if "slow" in m else QUICK for m in marks)


def ordered(items: list[pytest.Item]) -> list[pytest.Item]:
    """Return tests by file: the browser's, the longest first; then others, the longest last."""
    files: dict[str, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.nodeid.split("::")[0], []).append(item)
    drawn = {f for f, tests in files.items() if tests[0].get_closest_marker("browser")}
    costs = {f: cost(f, tests) for f, tests in files.items()}
    order = sorted(files, key=lambda f: (f not in drawn, -costs[f] if f in drawn else costs[f], f))
    return [item for file in order for item in files[file]]


class FromBothEnds(LoadFileScheduling):
    """Gives the first process the files at the front, and the others those at the back."""

    def _assign_work_unit(self, node: WorkerController) -> None:
        if self.workqueue and node is not self.nodes[0]:
            self.workqueue.move_to_end(next(reversed(self.workqueue)), last=False)
        super()._assign_work_unit(node)


def pytest_configure_node(node: WorkerController) -> None:
    """Tell a process whether the order is wanted: it does not know how its tests are shared out."""
    node.workerinput["by_file"] = node.config.getoption("dist") == "loadfile"


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> FromBothEnds | None:
    """Share out from both ends where files are to stay together."""
    if config.getoption("dist") != "loadfile":
        return None
    config.option.loadscopereorder = False
    return FromBothEnds(config, log)  # type: ignore[arg-type]
