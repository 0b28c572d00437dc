"""Where the bytes of files lie: in a folder, or in a bucket that speaks S3 (by django-storages).

Bytes lie under `WORKSPACE/AB/HASH`, HASH being their SHA-256 and AB its first two digits: the same
file twice lies there once. They stay when a file is taken off its task, for undo and for scenarios.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.files import File
from django.utils.module_loading import import_string

PART = ".part"
CLAIMED = 2_000_000_000
"""Nanoseconds by which a claim moves a file's time: more than any disk rounds it by."""


class Store(Protocol):
    """Bytes by name. A name is a relative path with `/`, made by this room alone."""

    def put(self, name: str, source: IO[bytes]) -> int:
        """Keep the rest of `source` under a name, whole or not at all; return a stamp by which
        `take_back` knows them. Raise OSError."""
        ...

    def open(self, name: str) -> IO[bytes]:
        """Return the bytes; raise FileNotFoundError where there are none."""
        ...

    def has(self, name: str) -> bool:
        """Whether there are bytes under a name."""
        ...

    def claim(self, name: str) -> bool:
        """Whether there are bytes under a name; whoever put them no longer takes them back."""
        ...

    def take_back(self, name: str, stamp: int) -> None:
        """Remove the bytes that were put with a stamp, unless somebody claimed or put them since."""
        ...

    def names(self) -> Iterator[str]:
        """Yield all names, in order."""
        ...

    def remove(self, name: str) -> None:
        """Remove the bytes under a name, if there are any."""
        ...

    def drop(self, folder: str) -> None:
        """Remove all that lies below a folder."""
        ...


class Folder:
    """A store in a folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, name: str, source: IO[bytes]) -> int:
        """Write beside the place, then put it there in one step. The stamp is the time of the file."""
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = target.with_name(f".{uuid4().hex}{PART}")
        try:
            with os.fdopen(
                os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
            ) as to:
                shutil.copyfileobj(source, to, 1024 * 1024)
                to.flush()
                os.fsync(to.fileno())
            now = time.time_ns()
            os.utime(beside, ns=(now, now))
            stamp = beside.stat().st_mtime_ns
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        return stamp

    def open(self, name: str) -> IO[bytes]:
        """Return the file."""
        return (self.root / name).open("rb")

    def has(self, name: str) -> bool:
        """Whether it is there."""
        return (self.root / name).is_file()

    def claim(self, name: str) -> bool:
        """Give the file another time, if it is there."""
        path = self.root / name
        try:
            later = path.stat().st_mtime_ns + CLAIMED
            os.utime(path, ns=(later, later))
        except FileNotFoundError:
            return False
        except PermissionError:
            # Another account's, as after a restore by root: this program has not put it there just now.
            return True
        return True

    def take_back(self, name: str, stamp: int) -> None:
        """Set the file aside, where nobody can claim it any more, and look at its time there."""
        path = self.root / name
        aside = path.with_name(f".{uuid4().hex}{PART}")
        try:
            path.rename(aside)
        except FileNotFoundError:
            return
        if aside.stat().st_mtime_ns == stamp:
            aside.unlink()
        else:
            aside.rename(path)

    def names(self) -> Iterator[str]:
        """Yield what lies in the folder; links lead elsewhere and are left out."""
        if not self.root.is_dir():
            return
        for path in sorted(self.root.rglob("*")):
            if path.is_file() and not path.is_symlink() and path.suffix != PART:
                yield path.relative_to(self.root).as_posix()

    def remove(self, name: str) -> None:
        """Remove a file."""
        (self.root / name).unlink(missing_ok=True)

    def drop(self, folder: str) -> None:
        """Remove a folder with all that is in it."""
        shutil.rmtree(self.root / folder, ignore_errors=True)


class Bucket:
    """A store that a storage of Django's kind keeps."""

    def __init__(self, storage: Any) -> None:
        self.storage = storage

    def put(self, name: str, source: IO[bytes]) -> int:
        """Send the bytes; what is under the name is replaced by the same."""
        self.storage.save(name, File(source, name=name))
        return 0

    def open(self, name: str) -> IO[bytes]:
        """Return the bytes."""
        found: IO[bytes] = self.storage.open(name, "rb")
        return found

    def has(self, name: str) -> bool:
        """Whether it is there."""
        return bool(self.storage.exists(name))

    def claim(self, name: str) -> bool:
        """Whether it is there."""
        return self.has(name)

    def take_back(self, name: str, stamp: int) -> None:
        """Leave the bytes: a bucket does not tell who counts on them, and they cost little."""

    def names(self) -> Iterator[str]:
        """Yield all names, folder by folder."""
        yield from self._below("")

    def _below(self, folder: str) -> Iterator[str]:
        folders, files = self.storage.listdir(folder)
        for name in sorted(files):
            if name:
                yield f"{folder}{name}"
        for name in sorted(folders):
            yield from self._below(f"{folder}{name}/")

    def remove(self, name: str) -> None:
        """Remove what is under a name."""
        with contextlib.suppress(FileNotFoundError):
            self.storage.delete(name)

    def drop(self, folder: str) -> None:
        """Remove what lies below a folder, one by one."""
        try:
            names = list(self._below(f"{folder.rstrip('/')}/"))
        except FileNotFoundError:
            return
        for name in names:
            self.remove(name)


def name_of(workspace_id: int, sha256: str) -> str:
    """Return under which name the bytes of a workspace's file lie."""
    return f"{workspace_id}/{sha256[:2]}/{sha256}"


def store() -> Store:
    """Return the store that the settings name."""
    return _store(settings.HEADWAY_STORAGE_URL, str(settings.HEADWAY_DATA))


@lru_cache(maxsize=8)
def _store(url: str, data: str) -> Store:
    """Return the store of a URL: empty for the folder `files` of the data, file:///FOLDER, or
    s3://[KEY:SECRET@]BUCKET[/PREFIX][?endpoint=URL&region=NAME]; raise ImproperlyConfigured."""
    if not url:
        return Folder(Path(data) / "files")
    parts = urlsplit(url)
    if parts.scheme == "file" and parts.path.startswith("/") and not parts.netloc:
        return Folder(Path(unquote(parts.path)))
    if parts.scheme != "s3" or not parts.hostname:
        raise ImproperlyConfigured("HEADWAY_STORAGE_URL must be file:///FOLDER or s3://BUCKET.")
    try:
        kind = import_string("storages.backends.s3.S3Storage")
    except ImportError:
        raise ImproperlyConfigured(
            "HEADWAY_STORAGE_URL names S3: install it with pip install 'headway[s3]'."
        ) from None
    more = dict(parse_qsl(parts.query))
    return Bucket(
        kind(
            bucket_name=parts.hostname,
            location=unquote(parts.path).strip("/"),
            access_key=unquote(parts.username or "") or None,
            secret_key=unquote(parts.password or "") or None,
            endpoint_url=more.get("endpoint"),
            region_name=more.get("region"),
            default_acl=None,
            file_overwrite=True,
        )
    )
