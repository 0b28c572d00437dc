"""Of a Primavera file with several projects one is taken, and the others are named."""

from __future__ import annotations

from headway.exchange.mspdi_read import read
from headway.exchange.primavera_projects import other_projects, tell_others
from tests.exchange_reading.mspdi import project, task


def test_further_projects_of_a_file_are_named_with_what_they_hold() -> None:
    one = b"%T\tPROJECT\r\n%F\tproj_id\tproj_short_name\r\n%R\t7\tNORTH\r\n"
    head = b"ERMHDR\t8.2\r\n"
    tasks = (
        b"%T\tTASK\r\n%F\ttask_id\tproj_id\ttask_type\r\n%R\t11\t8\tTT_Task\r\n"
        b"%R\t12\t8\tTT_Task\r\n%R\t2\t7\tTT_Task\r\n"
    )
    document = read(project(task(1, "North"), task(2, "A")))
    assert other_projects(document, head + one + tasks) == []
    two = one + b"%R\t8\tSOUTH\r\n"
    assert other_projects(document, head + two + tasks) == [("SOUTH", 2)]
    tell_others(document, head + two + tasks)
    assert "further projects, which were left out: SOUTH (2)" in document.notes[-1]
    assert other_projects(document, head + b"%T\tPROJECT\r\n%F\tproj_id\r\n%R\t7\r\n%R\t8") == []


def test_names_are_read_in_the_letters_of_windows_too() -> None:
    document = read(project(task(1, "A")))
    head = b"ERMHDR\t8.2\r\n%T\tPROJECT\r\n%F\tproj_id\tproj_short_name\r\n%R\t7\tNORTH\r\n%R\t8\t"
    tasks = b"\r\n%T\tTASK\r\n%F\ttask_id\tproj_id\r\n%R\t1\t7\r\n"
    for letters in ("cp1252", "utf-8"):
        data = head + "Küche".encode(letters) + tasks
        assert other_projects(document, data) == [("Küche", 0)]
    # Numbers without end are those of no activity.
    endless = tasks.replace(b"\t1\t", b"\t" + b"9" * 5000 + b"\t") + b"%R\t1\t8\r\n"
    assert other_projects(document, head + b"SOUTH" + endless) == [("NORTH", 1)]


def test_names_with_letters_that_have_no_sign_are_told_without_them() -> None:
    document = read(project(task(1, "A")))
    tell_others(
        document,
        b"ERMHDR\t8.2\r\n%T\tPROJECT\r\n%F\tproj_id\tproj_short_name\r\n%R\t7\tNORTH\r\n"
        b"%R\t8\tSO\0U\x1b[31mTH\r\n%T\tTASK\r\n%F\ttask_id\tproj_id\r\n%R\t1\t7\r\n",
    )
    assert "left out: SOU[31mTH (0)" in document.notes[-1]
