"""Measure the engine against dates that other programs stored: `python -m bench.corpus FOLDER ...`.

Every project file below the folders is read and scheduled from its inputs; start and finish of each
automatic task without levelling delay are compared, to the minute, with what the file stores. What
differs is grouped by the rules of docs/engine/differences.md; a difference that fits none is an
error of the engine: the script says so and exits with 1, as where fewer than 99 % are equal. Files whose dates no program computed
(edited by hand, or never scheduled) are told apart and not counted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench._differences import follow, not_calculated, rule_of
from headway.exchange.bridge import Bridged, convert, start_java
from headway.exchange.document import BadFile, Document, TaskDoc
from headway.exchange.mspdi_read import read
from headway.exchange.reading import BRIDGED, MSPDI_MARK, converted
from headway.exchange.splitting import take_splits
from headway.exchange.to_plan import plan_of
from headway.exchange.traps import refuse_traps
from headway.scheduling import BeyondTime, CircularLinks, Schedule, schedule
from headway.scheduling.moments import to_iso

DAY = 1440
EQUAL = 0.99
"""The bar: this share of the tasks equal to the minute."""
HERE = Path(__file__).resolve().parent.parent
DEFAULT = HERE.parent / "shared" / "data" / "project-files"


def documents(folders: list[Path]) -> Iterator[tuple[Path, Document | str]]:
    """Yield the files with their documents, or with what is wrong with them; one Java machine."""
    started = False
    with tempfile.TemporaryDirectory() as work:
        target = Path(work, "out.xml")
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                suffix = path.suffix.lower()
                if not path.is_file() or suffix not in BRIDGED:
                    continue
                data = path.read_bytes()
                try:
                    if MSPDI_MARK in data[:8192]:
                        yield path, read(data)
                        continue
                    refuse_traps(data)
                    if not started:
                        start_java("-Xmx1g")
                        started = True
                    problem, others = convert(str(path), str(target))
                    if problem:
                        yield path, problem
                        continue
                    found = Bridged(target.read_bytes(), others, b"")
                    yield path, converted(found, data, suffix)
                except BadFile as error:
                    yield path, str(error)


def counted(task: TaskDoc) -> bool:
    """Return whether a task takes part: automatic, not levelled, with stored dates."""
    known = task.stored_start is not None and task.stored_finish is not None
    return known and task.mode == "auto" and not task.levelling_delay


def equal(document: Document, task: TaskDoc, result: Schedule, i: int) -> bool:
    """Return whether both dates are the stored ones; files without times are compared by day."""
    unit = DAY if document.dates_only else 1
    return (
        int(result.start[i]) // unit == (task.stored_start or 0) // unit
        and int(result.finish[i]) // unit == (task.stored_finish or 0) // unit
    )


def main() -> int:
    """Print a line per file that differs, then the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("-v", "--verbose", action="store_true", help="list every difference")
    options = parser.parse_args()
    folders = [f for f in options.folders if f.is_dir()]
    if not folders:
        print(f"no project files found at {options.folders[0]}: left out")
        return 0
    files = total = same = 0
    rules: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    left: list[tuple[str, int, str]] = []
    for path, document in documents(folders):
        if isinstance(document, str):
            refused[document[:60]] += 1
            continue
        try:
            take_splits(document)
            result = schedule(plan_of(document))
        except (BadFile, CircularLinks, BeyondTime) as error:
            refused[str(error)[:60]] += 1
            continue
        reason = not_calculated(document, path.read_bytes())
        if reason:
            left.append((path.name, sum(counted(task) for task in document.tasks), reason))
            continue
        files += 1
        wrong = []
        for i, task in enumerate(document.tasks):
            if not counted(task):
                continue
            total += 1
            if equal(document, task, result, i):
                same += 1
            else:
                wrong.append((i, task, rule_of(document, task)))
        named = {task.id: rule for _, task, rule in wrong}
        follow(document, named)
        wrong = [(i, task, named[task.id]) for i, task, _ in wrong]
        rules.update(named.values())
        if wrong:
            print(
                f"{path.name}: {len(wrong)} differ ({', '.join(sorted({r for _, _, r in wrong}))})"
            )
        if options.verbose:
            for i, task, rule in wrong:
                print(
                    f"   {task.file_uid} {task.name[:40]!r} [{rule}]\n"
                    f"      ours   {to_iso(int(result.start[i]))} {to_iso(int(result.finish[i]))}\n"
                    f"      stored {to_iso(task.stored_start)} {to_iso(task.stored_finish)}"
                )
    print(
        f"\n{files} files, {total} tasks, {same} equal to the minute ({same / max(1, total):.2%})"
    )
    for rule, count in rules.most_common():
        print(f"   {count:5} {rule}")
    for name, tasks, reason in left:
        print(f"   {tasks:5} tasks not counted: {name}: {reason}")
    for reason, count in refused.most_common():
        print(f"   {count:5} files refused: {reason}")
    good = total > 0 and same >= EQUAL * total and not rules["unexplained"]
    print("within the bar" if good else "NOT within the bar")
    return int(not good)


if __name__ == "__main__":
    sys.exit(main())
