"""A project is taken out with the files of its tasks, and what found no room is said."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.frame.people import Person, Site

TASK = [{"name": "Order racks", "duration": 480}]


def test_files_go_along_and_what_found_no_room_is_said(
    site: Site, ana: Person, open_page: Callable[..., Page]
) -> None:
    project, (task,) = site.project(ana, "Räcks", TASK)
    with site.api(ana) as api:
        for name, data in (("order.txt", b"forty racks"), ("film.bin", b"x" * 17 * 1024 * 1024)):
            answer = api.post(f"/tasks/{task}/files", files={"file": (name, data)})
            assert answer.status_code == 201, answer.text
    page = open_page(ana, f"/p/{project}/overview")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Export").click()
        page.get_by_role("menuitem", name="For Microsoft Project").click()
    assert saved.value.suggested_filename == "Räcks.xml"
    data = Path(saved.value.path()).read_bytes()
    assert b64encode(b"forty racks") in data
    assert len(data) < 1024 * 1024
    expect(page.get_by_text("One file of a task is not in the exported file")).to_be_visible()
