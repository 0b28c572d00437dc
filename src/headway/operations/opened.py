"""A backup being read: hostile until checked."""

from __future__ import annotations

import hashlib
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import orjson

from headway.operations.archive import FILES, FORMAT, MANIFEST, BadArchive
from headway.words import say

MOST_ENTRIES = 200_000
MOST_MANIFEST = 64 * 1024 * 1024
LONGEST_LINE = 256 * 1024 * 1024
MOST_GROWTH = 200
ALWAYS_FINE = 1024**3
"""An archive may unpack to this many times its size, or to this many bytes whatever its size."""
PIECE = 1024 * 1024
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError)
"""What reading an entry raises whose bytes are not what was written."""
TABLE_NAME = re.compile(r"tables/([a-z][a-z0-9_]{0,62})\.jsonl")


class Opened:
    """A backup whose entries are those of its manifest, with sane names and sizes."""

    def __init__(self, path: Path) -> None:
        try:
            self.zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise BadArchive(
                say("{path} is no backup of Headway: {error}", path=path, error=error)
            ) from None
        self.path = path
        self.manifest = self._manifest()
        self.tables: dict[str, dict[str, Any]] = {}
        self.files: dict[str, dict[str, Any]] = {}
        self._check()

    def close(self) -> None:
        """Close the file."""
        self.zip.close()

    def _manifest(self) -> dict[str, Any]:
        try:
            info = self.zip.getinfo(MANIFEST)
        except KeyError:
            raise BadArchive(
                say("{path} is no backup of Headway: no manifest", path=self.path)
            ) from None
        if info.file_size > MOST_MANIFEST:
            raise BadArchive(say("the manifest is too large"))
        try:
            found = orjson.loads(self.zip.read(MANIFEST))
        except (orjson.JSONDecodeError, *DAMAGED) as error:
            raise BadArchive(say("the manifest is damaged: {error}", error=error)) from None
        if not isinstance(found, dict) or found.get("program") != "headway":
            raise BadArchive(say("the manifest is not Headway's"))
        if found.get("format") != FORMAT:
            raise BadArchive(
                say(
                    "format {format!r} is newer than this version reads", format=found.get("format")
                )
            )
        return found

    def _check(self) -> None:
        infos = {info.filename: info for info in self.zip.infolist()}
        if len(infos) != len(self.zip.infolist()) or len(infos) > MOST_ENTRIES:
            raise BadArchive(say("entries are there twice, or there are too many"))
        entries = self.manifest.get("entries")
        if not isinstance(entries, list):
            raise BadArchive(say("the manifest lists no entries"))
        total = 0
        for entry in entries:
            if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
                raise BadArchive(say("the manifest names an entry wrongly"))
            name = entry["name"]
            info = infos.pop(name, None)
            if info is None or info.file_size != entry.get("size") or name in self.files:
                raise BadArchive(
                    say("{name} is missing or has another size than it should", name=name)
                )
            if not isinstance(entry.get("sha256"), str):
                raise BadArchive(say("{name} has no checksum", name=name))
            total += info.file_size
            self._sort(entry, info)
        infos.pop(MANIFEST, None)
        if infos:
            raise BadArchive(say("{infos} is not in the manifest", infos=min(infos)))
        if total > max(ALWAYS_FINE, MOST_GROWTH * self.path.stat().st_size):
            raise BadArchive(say("it would unpack to far more than a backup does"))
        self.size = total

    def _sort(self, entry: dict[str, Any], info: zipfile.ZipInfo) -> None:
        name = entry["name"]
        table = TABLE_NAME.fullmatch(name)
        if table is not None:
            self.tables[table[1]] = entry
            return
        mode = info.external_attr >> 16
        parts = PurePosixPath(name).parts
        if (
            not name.startswith(FILES)
            or name != PurePosixPath(name).as_posix()
            or "\\" in name
            or "\x00" in name
            or any(part in ("..", ".", "/") or part.startswith("/") for part in parts)
            or (mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode))
        ):
            raise BadArchive(say("{name!r} is no place for a file", name=name[:100]))
        self.files[name] = entry

    def check_room(self, folder: Path) -> None:
        """Raise BadArchive where the disk has no room for what it unpacks to, twice."""
        free = shutil.disk_usage(folder).free
        if free < 2 * self.size + 64 * 1024 * 1024:
            raise BadArchive(
                say(
                    "there is no room for it: {size} bytes, twice, on {folder}",
                    size=self.size,
                    folder=folder,
                )
            )

    def lines(self, table: str) -> Iterator[list[Any]]:
        """Yield the rows of a table; raise BadArchive where they are not what was written."""
        entry = self.tables[table]
        width = len(entry["columns"])
        seen = hashlib.sha256()
        count = 0
        try:
            with self.zip.open(entry["name"]) as source:
                while line := source.readline(LONGEST_LINE + 1):
                    if len(line) > LONGEST_LINE:
                        raise BadArchive(say("{table} has a line that is too long", table=table))
                    seen.update(line)
                    row = orjson.loads(line)
                    if not isinstance(row, list) or len(row) != width:
                        raise BadArchive(say("{table} has a row of another shape", table=table))
                    count += 1
                    yield row
        except (orjson.JSONDecodeError, OSError, *DAMAGED) as error:
            raise BadArchive(say("{table} is damaged: {error}", table=table, error=error)) from None
        if seen.hexdigest() != entry["sha256"] or count != entry.get("rows"):
            raise BadArchive(say("{table} is damaged: its checksum differs", table=table))

    def unpack_files(self, folder: Path) -> None:
        """Write the uploaded files below `folder`, which must be empty."""
        for name, entry in self.files.items():
            target = folder.joinpath(*PurePosixPath(name).parts[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            seen = hashlib.sha256()
            try:
                with self.zip.open(name) as source, target.open("xb") as out:
                    while piece := source.read(PIECE):
                        seen.update(piece)
                        out.write(piece)
            except DAMAGED as error:
                raise BadArchive(
                    say("{name} is damaged: {error}", name=name, error=error)
                ) from None
            if seen.hexdigest() != entry["sha256"]:
                raise BadArchive(say("{name} is damaged: its checksum differs", name=name))


def columns_of(entry: dict[str, Any]) -> list[tuple[str, str]]:
    """Return (column, kind) of a table's entry; raise BadArchive where they are not usable."""
    found = entry.get("columns")
    if not isinstance(found, list) or not found:
        raise BadArchive(say("{name} has no columns", name=entry["name"]))
    pairs = []
    for pair in found:
        if not (
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(p, str) for p in pair)
        ):
            raise BadArchive(say("{name} has a column without a name", name=entry["name"]))
        pairs.append((pair[0], pair[1]))
    return pairs
