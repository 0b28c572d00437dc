"""What Headway alone keeps is read back however much of it there is, and other readers of XML take it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from lxml import etree

from headway.exchange import files, mspdi_read, mspdi_write
from headway.exchange.document import Document, FileDoc, TaskDoc

MB = 1024 * 1024


def plan() -> Document:
    return Document(
        name="Large", start=0, tasks=[TaskDoc(1, name="Rack"), TaskDoc(2, name="Label")]
    )


def file(key: int, data: bytes, task: int = 1) -> FileDoc:
    def content() -> Iterator[bytes]:
        yield from (data[n : n + 1000_000] for n in range(0, len(data), 1000_000))

    return FileDoc(key, task, f"{key}.bin", len(data), hashlib.sha256(data).hexdigest(), content)


def test_as_many_rows_as_there_may_be_come_back() -> None:
    document = plan()
    document.beside["checklist_items"] = [
        {"id": n, "task_id": 1, "text": "Unpack " * 30} for n in range(1, 60_001)
    ]
    written = mspdi_write.write(document)
    assert len(written) > 12 * MB
    back = mspdi_read.read(written)
    assert len(back.beside["checklist_items"]) == 60_000


def test_large_files_come_back_and_others_can_read_them() -> None:
    document = plan()
    datas = [bytes([n]) * (n * MB + 7) for n in (5, 8, 13)]
    document.files = [file(n, data, 1 + n % 2) for n, data in enumerate(datas, 1)]
    begun = mspdi_write.begin(document)
    pieces = [begun.plan, *begun.more]
    assert max(map(len, pieces)) < 2.1 * MB
    written = b"".join(pieces)
    root = etree.fromstring(written)
    assert root.tag.endswith("}Project")
    back = mspdi_read.read(written)
    assert [b"".join(f.content()) for f in back.files] == datas
    assert [f.task_id for f in back.files] == [2, 1, 2]
    again = mspdi_read.read(mspdi_write.write(back))
    assert [b"".join(f.content()) for f in again.files] == datas


def test_small_files_and_shown_ones_go_first() -> None:
    document = plan()
    document.tasks[0].notes = "![x](/api/v1/attachments/1)"
    document.files = [file(1, b"a" * 4000), file(2, b"b" * 9000), file(3, b"c" * 100)]
    kept, left = files.choose(document, 3 * files.A_ROW + 6500)
    assert [f.id for f in kept] == [1, 3]
    assert [(f.id, f.reason) for f in left] == [(2, "room")]


def test_long_names_take_no_more_room_than_there_is() -> None:
    document = plan()
    document.files = [file(n, bytes([n]) * 900) for n in range(1, 101)]
    for one in document.files:
        one.name = "\N{PACKAGE}" * 250
    # Room for the plan, all the names and some of the bytes.
    most = 400_000
    begun = mspdi_write.begin(document, most)
    written = b"".join([begun.plan, *begun.more])
    assert len(written) <= most
    kept = len(mspdi_read.read(written).files)
    assert kept > 20
    assert kept + len(begun.left) == 100
