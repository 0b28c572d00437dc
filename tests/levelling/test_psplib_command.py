"""`headway level FILE.sm`: the contract, and bad files."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.levelling.checker import faults

pytestmark = pytest.mark.slow

HEADWAY = Path(sys.executable).with_name("headway")

SM = """\
************************************************************************
file with basedata            : own
************************************************************************
projects                      :  1
jobs (incl. supersource/sink ):  6
horizon                       :  14
RESOURCES
  - renewable                 :  2   R
  - nonrenewable              :  0   N
  - doubly constrained        :  0   D
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          3           2   3   4
   2        1          1           5
   3        1          1           6
   4        1          1           6
   5        1          1           6
   6        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       2    0
  3      1     4       2    1
  4      1     2       1    0
  5      1     5       1    1
  6      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    3    1
************************************************************************
"""


def level(tmp_path, text: str, *more: str):
    file = tmp_path / "case.sm"
    file.write_text(text)
    return subprocess.run(
        [str(HEADWAY), "level", str(file), "--json", *more],
        capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip


def test_an_instance_gives_starts_in_job_order(tmp_path):
    done = level(tmp_path, SM, "--seconds", "20", "--workers", "2")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer) == {"makespan", "bound", "status", "starts"}
    # Resource 2 takes jobs 3 and 5 one after the other (9), and 2 must come before 5 while 2 and 3
    # together pass resource 1: 3 + 5 + 4 or 4 + 3 + 5.
    assert (answer["makespan"], answer["bound"], answer["status"]) == (12, 12, "optimal")
    assert not faults(
        (0, 3, 4, 2, 5, 0), ((1, 2, 3), (4,), (5,), (5,), (5,), ()),
        ((0, 0), (2, 0), (2, 1), (1, 0), (1, 1), (0, 0)), (3, 1), answer["starts"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("jobs (incl. supersource/sink ):  6", "jobs (incl. supersource/sink ):  7", "7 jobs"),
        ("jobs (incl. supersource/sink ):  6", "jobs (incl. supersource/sink ):  999999", "20000"),
        ("jobs (incl.", "works (incl.", "missing"),
        ("   3        1          1           6", "   3        1          1           9", "names 9"),
        (
            "   3        1          1           6",
            "   3        1          1           2",
            "in a circle",
        ),
        ("   3        1          1           6", "   3        1          2           6", "damaged"),
        (
            "   3        1          1           6",
            "   3        2          1           6",
            "single-mode",
        ),
        ("  2      1     3       2    0", "  2      1     3       4    0", "needs 4"),
        ("  2      1     3       2    0", "  2      1     x       2    0", "whole numbers"),
        ("  2      1     3       2    0", "  2      1     3       2", "damaged"),
        ("  2      1     3       2    0", "  2      1     9999999999       2    0", "2^31"),
        ("    3    1\n", "    3\n", "availabilities"),
        ("nonrenewable              :  0", "nonrenewable              :  2", "nonrenewable"),
        ("REQUESTS/DURATIONS", "WISHES", "section"),
    ],
)
def test_bad_files_are_named(tmp_path, old, new, words):
    from headway.exchange import psplib
    from headway.exchange.document import BadFile

    text = SM.replace(old, new, 1)
    text = text.replace("   2        1          1           5", "   2        1          1           3") \
        if "circle" in words else text  # fmt: skip
    with pytest.raises(BadFile) as error:
        psplib.read(text.encode())
    assert words in str(error.value)


def test_a_bad_file_and_bad_options_are_exit_code_2(tmp_path):
    done = level(tmp_path, "nothing")
    assert done.returncode == 2
    assert "PSPLIB" in done.stderr
    assert level(tmp_path, SM, "--seconds", "0").returncode == 2
    assert level(tmp_path, SM, "--workers", "0").returncode == 2


def hard(n: int) -> str:
    """Return an instance of n jobs that four scarce resources make hard to prove anything of."""
    dice = random.Random(n)
    last = n + 2
    lines = SM.splitlines(keepends=True)
    after = {j: sorted(dice.sample(range(j + 1, min(j + 12, last)), 2)) for j in range(2, n)}
    body = "".join(f"{j} 1 {len(row)} {' '.join(map(str, row))}\n" for j, row in after.items())
    links = f"1 1 {n} {' '.join(map(str, range(2, last)))}\n{body}"
    links += f"{n} 1 1 {last}\n{n + 1} 1 1 {last}\n{last} 1 0\n"
    work = "".join(
        f"{j} 1 {dice.randint(1, 10)} {' '.join(str(dice.randint(1, 10)) for _ in range(4))}\n"
        for j in range(2, last)
    )
    work = f"1 1 0 0 0 0 0\n{work}{last} 1 0 0 0 0 0\n"
    stars, head = lines[0], "".join(lines[:6]).replace("):  6", f"):  {last}")
    head = head.replace("horizon                       :  14", f"horizon : {10 * n}")
    kinds = "  - renewable                 :  4   R\n" + "".join(lines[7:9])
    return (
        f"{head}{kinds}{stars}PRECEDENCE RELATIONS:\njobnr. #modes #successors successors\n{links}"
        f"{stars}REQUESTS/DURATIONS:\njobnr. mode duration R 1 R 2 R 3 R 4\n{'-' * 72}\n{work}"
        f"{stars}RESOURCEAVAILABILITIES:\n R 1 R 2 R 3 R 4\n 14 14 14 14\n{stars}"
    )


def test_the_whole_command_ends_in_the_time_that_is_given(tmp_path):
    began = time.monotonic()
    done = level(tmp_path, hard(60), "--seconds", "8")
    took = time.monotonic() - began
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"] == "feasible"
    assert took < 9  # with what it takes to start a process on a busy machine
