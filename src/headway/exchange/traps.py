"""What a file from outside must not be before another program opens it."""

from __future__ import annotations

from headway.exchange.document import BadFile
from headway.words import say

MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
ARCHIVES = (b"PK", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"bplist")
PROGRAM = b"MZ"
P3 = (1312, b"!Self-Extracting Primavera Project")
SURETRAK = (32768, b"PRX3")
"""Backups of P3 and SureTrak are programs for DOS, which are read and not run: by what they are known,
and where it stands."""


def refuse_traps(data: bytes) -> None:
    """Raise BadFile for archives, for programs that are no backup of P3 or SureTrak, and for XML that
    declares a document type.

    MPXJ would unpack the first without bounds; the last is where entity bombs and external entities
    live. Byte order marks before any are looked through, as MPXJ does.
    """
    head = unmarked(data[:64])
    if head.startswith(ARCHIVES):
        raise BadFile(
            say("archives of this kind are not taken: unpack it, choose the project file")
        )
    if head.startswith(PROGRAM) and not any(
        data[place : place + len(text)] == text for place, text in (P3, SURETRAK)
    ):
        raise BadFile(say("this file is a program, and no backup of Primavera P3 or SureTrak"))
    if head.replace(b"\0", b"").lstrip(b"\r\n\t ").startswith(b"<"):
        plain = data.replace(b"\0", b"")
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise BadFile(say("this XML document declares a document type, which is not accepted"))


def unmarked(head: bytes) -> bytes:
    """Return the begin of a file without its byte order marks."""
    while head.startswith(MARKS):
        head = head[3:] if head.startswith(MARKS[0]) else head[2:]
    return head
