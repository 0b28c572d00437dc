"""Zip archives from outside, read so that they cannot do harm: what they hold is measured as it unpacks."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from headway.exchange.document import BadFile
from headway.words import say

MARK = b"PK"
LISTED = b"PK\1\2"
MOST_PARTS = 1000
MOST_INFLATED = 128 * 1024 * 1024
MOST_RATIO = 200
SMALL = 1024 * 1024
"""Parts below this size may be packed as tightly as they like."""
CHUNK = 64 * 1024


class NoArchive(BadFile):
    """It is no zip archive, or damaged."""


def parts_of(data: bytes) -> list[zipfile.ZipInfo]:
    """Return the parts of an archive; raise NoArchive for what is none, BadFile for too many."""
    # Counted before a list is made of them; archives within may bring some of their own.
    if data.count(LISTED) > 10 * MOST_PARTS:
        raise BadFile(say("the file consists of too many parts"))
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, struct.error):
        raise NoArchive(
            say("this is no archive that can be read: the file is damaged or of another kind")
        ) from None
    if len(parts) > MOST_PARTS:
        raise BadFile(say("the file consists of too many parts"))
    return parts


class Unpacking:
    """Unpacks parts of an archive; all of them together, and each of them, stay within bounds."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.total = 0

    def chunks(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield what a part really unpacks to; raise BadFile as soon as it is too much."""
        size = 0
        for chunk in _inflated(self.data, part):
            size += len(chunk)
            self.total += len(chunk)
            if size > SMALL and size > MOST_RATIO * max(1, part.compress_size):
                raise BadFile(say("the file unpacks to far more than its size: it is not opened"))
            if self.total > MOST_INFLATED:
                raise BadFile(
                    say(
                        "the file unpacks to more than {most_inflated} MB",
                        most_inflated=MOST_INFLATED // 2**20,
                    )
                )
            yield chunk


def _inflated(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield what a part unpacks to, whatever the archive says its size is."""
    head = part.header_offset
    try:
        signature, name, extra = struct.unpack("<4s22xHH", data[head : head + 30])
    except struct.error:
        raise BadFile(say("the file is cut off")) from None
    if signature != b"PK\x03\x04" or part.flag_bits & 1:
        raise BadFile(say("the file is damaged or locked by a password"))
    start = head + 30 + name + extra
    raw = memoryview(data)[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield bytes(raw)
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise BadFile(say("the file is packed in a way that is not taken"))
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        waiting = bytes(raw)
        while waiting and not stream.eof:
            chunk = stream.decompress(waiting, CHUNK)
            waiting = stream.unconsumed_tail
            if not chunk and not waiting:
                break
            yield chunk
    except zlib.error:
        raise BadFile(say("the file is damaged")) from None
