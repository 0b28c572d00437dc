"""Importing: what a file does not say is asked, and its report keeps what dates can be kept."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
from playwright.sync_api import expect

from tests.browser.conftest import NewPage, Served
from tests.browser.frame.people import axe
from tests.exchange_reading.mspdi import project as mspdi
from tests.exchange_reading.mspdi import task
from tests.live import own_workspace

OTHER = {"Start": "2026-03-10T08:00:00", "Finish": "2026-03-10T17:00:00"}
STARTED = {
    "ActualStart": "2026-03-03T08:00:00", "PercentComplete": 50, "Start": "2026-03-03T08:00:00",
    "Finish": "2026-03-12T17:00:00",
}  # fmt: skip


def test_all_that_can_keep_the_files_dates_keep_them(
    served: Served, api: httpx.Client, new_page: NewPage
) -> None:
    names = {1: "Order", 2: "Install", 3: "Test"}
    data = mspdi(
        task(4, "Going", **STARTED), *(task(uid, name, **OTHER) for uid, name in names.items())
    )
    made = api.post(
        "/projects/import",
        files={"file": ("plan.xml", data, "text/xml")},
        data={"workspace_id": str(own_workspace(api))},
    )
    assert made.status_code == 201, made.text
    key = made.json()["project"]["id"]
    page = new_page()
    page.goto(f"{served.url}/p/{key}/import-report")
    row = {
        name: page.get_by_role("row").filter(has_text=name) for name in ("Going", "Order", "Test")
    }
    started = "It has started: its dates come from its actuals."
    expect(row["Going"]).to_contain_text(started)
    expect(row["Going"].get_by_role("button", name="Keep")).to_have_count(0)
    expect(page.get_by_text(f"One task cannot keep the file's dates. {started}")).to_be_visible()
    row["Order"].get_by_role("button", name="Keep the file's date of Order").click()
    expect(row["Order"]).to_contain_text("Kept by hand")
    page.get_by_role("button", name="Keep the file's dates of the 2 that can").click()
    expect(row["Test"]).to_contain_text("Kept by hand")
    expect(row["Going"]).to_contain_text(started)
    tasks = {t["name"]: t for t in api.get(f"/projects/{key}/tasks").json()["items"]}
    assert {name: tasks[name]["mode"] for name in (*names.values(), "Going")} == {
        "Order": "manual", "Install": "manual", "Test": "manual", "Going": "auto",
    }  # fmt: skip


def test_a_sheet_takes_the_country_that_is_chosen_and_the_readers_zone(
    served: Served,
    api: httpx.Client,
    new_page: NewPage,
    tmp_path: Path,
) -> None:
    sheet = tmp_path / "Move.csv"
    sheet.write_text("Name;Duration;Start\nPack;2d;2026-12-24\n", encoding="utf-8")
    page = new_page(timezone_id="Europe/Berlin", bypass_csp=True)
    page.goto(f"{served.url}/new")
    page.get_by_role("radio", name="A file").check()
    expect(page.get_by_label("Country")).to_have_value("GB")
    page.get_by_label("Country").select_option("DE")
    page.get_by_label("File", exact=True).set_input_files(sheet)
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", name="Import Move")).to_be_visible()
    expect(page.get_by_text("Its dates are taken as those of Europe/Berlin.")).to_be_visible()
    expect(page.get_by_label("Country")).to_have_value("DE")
    assert axe(page) == []
    page.get_by_label("Country").select_option("AT")
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page).to_have_url(re.compile(r"/p/\d+/import-report"))
    key = page.url.split("/")[-2]
    project = api.get(f"/projects/{key}").json()
    assert (project["country"], project["zone"]) == ("AT", "Europe/Berlin")
