"""Zip archives around a plan: around one file of any format, or around the many of one program."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath

from headway.exchange import formats, zipped
from headway.exchange.document import BadFile
from headway.exchange.traps import refuse_traps
from headway.words import say

DEEPEST = 8
LONGEST = 120
"""Letters of one name."""
DATABASES = (".P3", ".STW", ".DIR")
"""Files of P3 and SureTrak, one project in many: no file of them is a plan by itself."""
PACKAGES = ("state.sql",)
"""What Merlin keeps its plan in, among others."""
UNSEEN = ("__MACOSX", ".DS_Store", "Thumbs.db")
NESTED = frozenset(formats.suffixes(formats.ARCHIVES))
TIERS = (
    set(formats.suffixes(formats.PROJECTS)).difference(*formats.SHARED),
    *map(frozenset, formats.SHARED),
)
"""Which suffix goes before which where several files of an archive could be the plan."""
NAMED = 5
"""So many files a message names."""


def is_archive(data: bytes) -> bool:
    """Return whether a file is a zip archive."""
    return data.startswith(zipped.MARK)


def only_file(data: bytes) -> tuple[str, bytes] | None:
    """Return (name, bytes) of the one plan in an archive; None where its files are one together.

    A file whose suffix only plans have goes before tables and XML that stand beside it. Raises BadFile
    where it holds several, and for archives that are hostile or damaged.
    """
    parts = _files(data)
    names = [PurePosixPath(name).name for name in parts]
    if any(n.upper().endswith(DATABASES) or n in PACKAGES for n in names):
        return None
    suffix = {name: PurePosixPath(name).suffix.lower() for name in parts}
    found: list[str] = []
    for tier in TIERS:
        found = found or [name for name in parts if suffix[name] in tier]
    if not found:
        if any(s in NESTED for s in suffix.values()):
            raise BadFile(say("an archive within an archive is not taken: unpack the outer one"))
        return None
    if len(found) > 1:
        several = ", ".join(PurePosixPath(n).name[:LONGEST] for n in found[:NAMED])
        raise BadFile(
            say(
                "the archive holds several plans: {files}. Unpack it and choose one",
                files=several + (", …" if len(found) > NAMED else ""),
            )
        )
    unpacking = zipped.Unpacking(data)
    return PurePosixPath(found[0]).name, b"".join(unpacking.chunks(parts[found[0]]))


def unpack(data: bytes, folder: Path) -> None:
    """Unpack an archive into an empty folder, for another program to look for the plan in it.

    What is itself an archive, a program or XML with a document type stays outside. Raises BadFile where
    nothing is left, and for archives that are hostile or damaged.
    """
    unpacking = zipped.Unpacking(data)
    refused: BadFile | None = None
    left = 0
    for name, part in _files(data).items():
        content = b"".join(unpacking.chunks(part))
        try:
            refuse_traps(content)
        except BadFile as error:
            refused = error
            continue
        target = folder.joinpath(*PurePosixPath(name).parts)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except OSError:  # a file where another has its folder
            raise BadFile(say("the archive is damaged: two of its files have one name")) from None
        left += 1
    if not left:
        raise refused or BadFile(say("the archive is empty"))


def _files(data: bytes) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive by their path below its top."""
    found: dict[str, zipfile.ZipInfo] = {}
    for part in zipped.parts_of(data):
        path = PurePosixPath(part.filename.replace("\\", "/"))
        if not _is_inside(part, path):
            raise BadFile(
                say(
                    "the archive names a place outside itself: {file}",
                    file=part.filename[:LONGEST],
                )
            )
        if part.is_dir() or any(name in UNSEEN for name in path.parts):
            continue
        if len(path.parts) > DEEPEST or any(len(name) > LONGEST for name in path.parts):
            raise BadFile(say("the archive's folders are too deep, or their names too long"))
        if str(path) in found:
            raise BadFile(say("the archive is damaged: two of its files have one name"))
        found[str(path)] = part
    return found


def _is_inside(part: zipfile.ZipInfo, path: PurePosixPath) -> bool:
    """Return whether a part is a file or folder within the archive: no link, no way out of it."""
    mode = part.external_attr >> 16
    kind = stat.S_IFMT(mode)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or not path.parts:
        return False
    return not path.is_absolute() and ".." not in path.parts and ":" not in part.filename
