"""Files that must not be taken in, made by code: what is wrong with each, and what must be said."""

from __future__ import annotations

import contextlib
import io
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.exchange_reading.foreign import archive, phoenix

HEAD = b'<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project">'
START = b"<Name>p</Name><StartDate>2026-03-02T08:00:00</StartDate>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Bad(NamedTuple):
    """A file, its name, and words of the message that name what is wrong."""

    name: str
    data: Callable[[], bytes]
    says: str


def task(uid: int, name: str = "T", level: int = 1, more: str = "") -> bytes:
    return (
        f"<Task><UID>{uid}</UID><Name>{name}</Name><OutlineLevel>{level}</OutlineLevel>"
        f"<Duration>PT8H0M0S</Duration>{more}</Task>"
    ).encode()


def mspdi(tasks: bytes, more: bytes = b"") -> bytes:
    return HEAD + START + more + b"<Tasks>" + tasks + b"</Tasks></Project>"


def link(before: int) -> str:
    return f"<PredecessorLink><PredecessorUID>{before}</PredecessorUID><Type>1</Type></PredecessorLink>"


def bomb(head: bytes) -> bytes:
    entities = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    doctype = b'<!DOCTYPE p [<!ENTITY e0 "ha">' + entities + b"]>"
    return b'<?xml version="1.0"?>' + doctype + head + b"<Name>&e11;</Name></Project>"


def external(target: str, head: bytes) -> bytes:
    doctype = f'<!DOCTYPE p [<!ENTITY x SYSTEM "{target}">]>'.encode()
    return b'<?xml version="1.0"?>' + doctype + head + START + b"<Title>&x;</Title></Project>"


def workbook(sheet: bytes, extra: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        )
        relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" Target="{}"/></Relationships>'
        archive.writestr("_rels/.rels", relations.format("officeDocument", "xl/workbook.xml"))
        archive.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels", relations.format("worksheet", "worksheets/sheet1.xml")
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def cell(place: str, text: str) -> bytes:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def lying_bomb(inner: bytes = b"xl/workbook.xml") -> bytes:
    """A part that says it is 10 bytes long and unpacks to 300 MB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"\0" * (1 << 20)
    raw = b"".join(packer.compress(block) for _ in range(300)) + packer.flush()
    return packed(raw, zlib.crc32(b"\0" * 10), 10, [inner])


def packed(raw: bytes, crc: int, size: int, names: list[bytes]) -> bytes:
    """An archive of which each part is the same packed bytes."""
    local = struct.pack(
        "<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(raw), size, len(names[0]), 0
    ) + names[0]  # fmt: skip
    central = b"".join(
        struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 20, 20, 0, 8, 0, 0, crc, len(raw), size, len(name), 0, 0, 0, 0, 0, 0
        ) + name
        for name in names
    )  # fmt: skip
    end = struct.pack(
        "<4sHHHHIIH", b"PK\5\6", 0, 0, len(names), len(names), len(central), len(local) + len(raw), 0
    )  # fmt: skip
    return local + raw + central + end


def overlapping() -> bytes:
    """900 parts of 1 MB each, all of them the same few bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * (1 << 20)
    raw = packer.compress(block) + packer.flush()
    return packed(raw, zlib.crc32(block), len(block), [b"p%03d.xml" % n for n in range(900)])


def linked() -> bytes:
    """An archive of which a file is a link to one of the machine."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as found:
        part = zipfile.ZipInfo("plan.mpp")
        part.create_system, part.external_attr = 3, 0o120777 << 16
        found.writestr(part, "/etc/passwd")
    return out.getvalue()


def twice() -> bytes:
    """An archive with two files of one name."""
    names = [b"a/plan.mpp", b"a\\plan.mpp"]
    return packed(zlib.compress(b"x" * 900)[2:-4], zlib.crc32(b"x" * 900), 900, names)


def locked() -> bytes:
    """An archive that asks for a password."""
    data = bytearray(archive(("plan.mpp", OLE + b"\0" * 3000)))
    data[6] |= 1
    data[data.rindex(b"PK\1\2") + 8] |= 1
    return bytes(data)


def inflating() -> bytes:
    """A Phoenix file of 1 MB of which one value is 300 MB long."""
    packer = zlib.compressobj(9)
    parts = [packer.compress(b'<?xml version="1.0"?><project version="5.0" application="')]
    parts += [packer.compress(b"a" * (1 << 20)) for _ in range(300)]
    parts += [packer.compress(b'"/>'), packer.flush()]
    return b"PPX!!!!|VERSION=5.0.0|COMPRESSION=yes|!!!!XPP\n" + b"".join(parts)


def endless() -> bytes:
    """A database of Merlin's kind whose rows never end."""
    return database(
        "CREATE TABLE zscheduleitem (a)",
        "CREATE VIEW z_primarykey AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n)"
        " SELECT i AS Z_ENT, 'Activity' AS Z_NAME FROM n",
    )


def database(*statements: str) -> bytes:
    """A database of SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "a.sqlite")
        with contextlib.closing(sqlite3.connect(place)) as made:
            for statement in statements:
                made.execute(statement)
            made.commit()
        return place.read_bytes()


def far_cell() -> bytes:
    rows = (
        b'<row r="1">'
        + cell("A1", "Title")
        + b'</row><row r="1048576">'
        + cell("XFD1048576", "x")
        + b"</row>"
    )
    return workbook(SHEET % rows)


CORPUS = (
    Bad("empty.mpp", lambda: b"", "empty"),
    Bad("truncated.xml", lambda: mspdi(task(1))[:-40], "well-formed"),
    Bad("truncated.mpp", lambda: OLE + b"\0" * 3000, "file"),
    Bad("picture.mpp", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "file"),
    Bad("page.xml", lambda: b"<html><body>404</body></html>", "file"),
    Bad("plan.docx", lambda: b"PK\3\4whatever", "no project file"),
    Bad("several.zip", lambda: workbook(SHEET % b""), "several plans: [Content_Types].xml"),
    Bad("two.zip", lambda: archive(("a.mpp", OLE), ("b/c.xer", b"ERMHDR"), ("r.txt", b"")), "a.mpp, c.xer"),
    Bad("nothing.zip", lambda: b"PK\5\6" + b"\0" * 18, "empty"),
    Bad("no-plan.zip", lambda: archive(("a.png", b"\x89PNG" + bytes(900))), "no project file"),
    Bad("broken.zip", lambda: archive(("plan.mpp", OLE + b"\0" * 3000))[:-30], "damaged"),
    Bad("bomb.zip", lambda: archive(("plan.mpp", b" " * (150 << 20))), "unpacks"),
    Bad("lying-bomb.zip", lambda: lying_bomb(b"plan.mpp"), "unpacks"),
    Bad("bomb.edpx", lambda: archive(("document.xml", b" " * (150 << 20))), "unpacks"),
    Bad("overlapping.edpx", overlapping, "unpacks to more than"),
    Bad("many.zip", lambda: archive(*((f"{n}.mpp", b"") for n in range(1500))), "too many parts"),
    Bad("listed.zip", lambda: b"PK\1\2" * 1_000_000, "too many parts"),
    Bad("nested.zip", lambda: archive(("a.zip", archive(("plan.mpp", OLE)))), "within an archive"),
    Bad("nested.cdpz", lambda: archive(("a.xml", archive(("plan.mpp", OLE)))), "archives of this kind"),
    Bad("outside.zip", lambda: archive(("../../plan.mpp", OLE)), "outside itself"),
    Bad("backwards.zip", lambda: archive(("a\\..\\..\\plan.mpp", OLE)), "outside itself"),
    Bad("absolute.edpx", lambda: archive(("/etc/cron.d/plan", OLE)), "outside itself"),
    Bad("drive.edpx", lambda: archive(("C:plan.xml", OLE)), "outside itself"),
    Bad("linked.zip", linked, "outside itself"),
    Bad("deep.edpx", lambda: archive(("a/" * 200 + "plan.xml", OLE)), "too deep"),
    Bad("twice.zip", twice, "one name"),
    Bad("both.edpx", lambda: archive(("a", bytes(900)), ("a/b.xml", bytes(900))), "one name"),
    Bad("locked.zip", locked, "password"),
    Bad("entity.zip", lambda: archive(("plan.xml", bomb(HEAD[21:]))), "document type"),
    Bad("entity.edpx", lambda: archive(("document.xml", external("file:///etc/passwd", b"<Document>"))), "document type"),
    Bad("sheet.zip", lambda: archive(("plan.xlsx", lying_bomb())), "unpacks"),
    Bad("packed.gz", lambda: b"\x1f\x8b" + bytes(900), "no project file"),
    Bad("packed.mpp", lambda: b"\x1f\x8b" + bytes(900), "archives of this kind"),
    Bad("program.prx", lambda: b"MZ" + bytes(40_000), "program"),
    Bad("backup.prx", lambda: b"MZ" + bytes(1022) + b"NE" + bytes(286) + b"!Self-Extracting Primavera Project" + bytes(30_000), "file"),
    Bad("inflating.ppx", inflating, "larger than what is taken"),
    Bad("bomb.ppx", lambda: phoenix(bomb(b"<project>")), "document type"),
    Bad("bomb.pod", lambda: b"\xac\xed\0\5" + bytes(700) + b"@@@@@@@@@@ProjectLibreSeparator_MSXML@@@@@@@@@@" + bomb(HEAD[21:]), "document type"),
    Bad("endless.sqlite", endless, "no such table"),
    Bad("other.db", lambda: database("CREATE TABLE songs (name)"), "no project file"),
    Bad("broken.db", lambda: b"SQLite format 3\0" + b"\xff" * 4000, "damaged"),
    Bad("empty.mdb", lambda: b"\0\1\0\0Standard Jet DB" + bytes(9000), "file"),
    Bad("broken.bk3", lambda: OLE + b"\0" * 3000, "file"),
    Bad("bomb.xml", lambda: bomb(HEAD[21:]), "document type"),
    Bad("bomb-of-another-kind.xml", lambda: bomb(b"<Project>"), "document type"),
    Bad("external.xml", lambda: external("file:///etc/passwd", HEAD[21:]), "document type"),
    Bad("external-of-another-kind.xml", lambda: external("file:///etc/passwd", b"<Project>"), "document type"),
    Bad("two-alike.xml", lambda: mspdi(task(7) + task(7)), "unique id 7"),
    Bad("circle.xml",
        lambda: mspdi(task(1, "Egg", more=link(2)) + task(2, "Hen", more=link(1))), "'Egg'"),
    Bad("early.xml",
        lambda: mspdi(task(1, "Rome", more="<ConstraintType>4</ConstraintType><ConstraintDate>0001-01-01T08:00:00</ConstraintDate>")),
        "Rome"),
    Bad("late.xml",
        lambda: mspdi(task(1, "Mars", more="<ConstraintType>4</ConstraintType><ConstraintDate>9999-12-31T08:00:00</ConstraintDate>")),
        "Mars"),
    Bad("no-date.xml", lambda: mspdi(task(1, more="<Deadline>soon</Deadline>")), "'soon'"),
    Bad("endless.xml",
        lambda: mspdi(task(1).replace(b"PT8H0M0S", b"PT99999999999999H0M0S")), "duration"),
    Bad("long.xml", lambda: mspdi(task(1, "Long").replace(b"PT8H0M0S", b"PT5000000H0M0S")), "Long"),
    Bad("beyond.xml", lambda: mspdi(task(1, "Slow").replace(b"PT8H0M0S", b"PT1600000H0M0S")), "2200"),
    Bad("deep.xml", lambda: mspdi(b"".join(task(n, f"L{n}", n) for n in range(1, 400))), "levels"),
    Bad("no-number.xml", lambda: mspdi(task(1).replace(b"<UID>1", b"<UID>one")), "'one'"),
    Bad("infinite.xml", lambda: mspdi(task(1, more="<Priority>1e999</Priority>")), "Priority"),
    Bad("nothing.csv", lambda: b"\n\n\n", "empty"),
    Bad("titles-only.csv", lambda: b"Name,Duration\n", "no row"),
    Bad("no-name.csv", lambda: b"Wann,Wo\n1,2\n", "Wann"),
    Bad("binary.csv", lambda: b"Name,\x00\x01\x02", "no text"),
    Bad("half.csv", lambda: b"\xff\xfeN\x00a\x00m\x00e\x00\x0a\x00\x00\xd8\x61\x00", "UTF-16"),
    Bad("odd.csv", lambda: b"Name\n\x81\x8d\x8f\x90\n", "UTF-8"),
    Bad("length.csv", lambda: b"Name,Duration\nA,3d\nB,soon\n", "row 3"),
    Bad("day.csv", lambda: b"Name,Start\nA,2026-02-30\n", "row 2"),
    Bad("year.csv", lambda: b"Name,Start\nA,0999-02-03\n", "1900"),
    Bad("after.csv", lambda: b"Name,Predecessors\nA,\nB,17\n", "17"),
    Bad("percent.csv", lambda: b"Name,% complete\nA,250%\n", "percentage"),
    Bad("wide.csv", lambda: b'Name\n"' + b"x" * 200_000 + b'"\n', "row 2"),
    Bad("circle.csv", lambda: b"Name,Predecessors\nEgg,2\nHen,1\n", "Egg"),
    Bad("zip-bomb.xlsx", lambda: workbook(SHEET % (b" " * (150 << 20))), "unpacks"),
    Bad("lying-bomb.xlsx", lying_bomb, "unpacks"),
    Bad("entity.xlsx", lambda: workbook(b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + SHEET % b""), "document type"),
    Bad("far.xlsx", far_cell, "no row"),
    Bad("broken.xlsx", lambda: workbook(SHEET % cell("A1", "x"))[:-200], "damaged"),
    Bad("no-book.xlsx", lambda: b"PK\5\6" + b"\0" * 18, "no workbook"),
    Bad("not.xlsx", lambda: b"Name,Duration\nA,1d\n", "workbook"),
)  # fmt: skip
