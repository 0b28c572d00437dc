"""Where a file does not say its calendar or its zone, whoever brings it says them."""

from __future__ import annotations

from typing import Any

import pytest

from headway.projects.commands.project import zones
from headway.resources.models import Calendar
from headway.scheduling.moments import DAY
from tests.exchange_reading.mspdi import project, task
from tests.projects_api.helpers import Place

pytestmark = pytest.mark.slow

SHEET = b"Name;Duration;Start\nPlan;2d;2026-12-24\n"


def taken(place: Place, data: bytes, name: str, **fields: Any) -> dict[str, Any]:
    answer = place.owner.upload(
        "/projects/import", data, name, workspace_id=place.workspace, **fields
    )
    assert answer.status_code == 201, answer.content
    found: dict[str, Any] = place.owner.get(f"/projects/{answer.json()['project']['id']}").json()
    return found


def inspected(place: Place, data: bytes, name: str) -> dict[str, Any]:
    answer = place.owner.upload("/projects/import/inspect", data, name, workspace_id=place.workspace)  # fmt: skip
    found: dict[str, Any] = answer.json()
    return found


def test_what_a_file_does_not_say_is_told_before_it_is_taken(place: Place) -> None:
    sheet = inspected(place, SHEET, "list.csv")
    assert (sheet["calendar"], sheet["zone"]) == (False, "")
    foreign = inspected(place, project(task(1, "A")), "plan.xml")
    assert (foreign["calendar"], foreign["zone"]) == (True, "")
    without = project(task(1, "A")).replace(b"<CalendarUID>1</CalendarUID>", b"", 1)
    assert not inspected(place, without, "plan.xml")["calendar"]


def test_dates_of_foreign_files_are_those_of_whoever_brings_them(place: Place) -> None:
    for data, name in ((SHEET, "list.csv"), (project(task(1, "A")), "plan.xml")):
        assert taken(place, data, name, zone="Asia/Tokyo")["zone"] == "Asia/Tokyo"
        assert taken(place, data, name)["zone"] == "UTC"


def test_a_file_of_ours_keeps_its_own_zone(place: Place) -> None:
    key = place.project(zone="America/Lima")
    data = place.owner.get(f"/projects/{key}/export").content
    assert inspected(place, data, "plan.xml")["zone"] == "America/Lima"
    assert taken(place, data, "plan.xml", zone="Asia/Tokyo")["zone"] == "America/Lima"


def test_a_file_without_calendar_takes_the_countrys(place: Place) -> None:
    without = project(task(1, "A")).replace(b"<CalendarUID>1</CalendarUID>", b"", 1)
    found = taken(place, without, "plan.xml", country="DE")
    assert found["country"] == "DE"
    assert Calendar.objects.get(id=found["calendar_id"]).name == "Germany"


@pytest.mark.parametrize("zone", ["Moon/Base", "localtime", "Factory"])
def test_a_zone_that_is_none_is_refused_at_its_field(
    place: Place, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    # As on a machine where the library lists both.
    known = {"UTC", "Factory", "localtime"}
    monkeypatch.setattr("headway.projects.commands.project.available_timezones", lambda: known)
    zones.cache_clear()
    answer = place.owner.upload(
        "/projects/import", SHEET, "list.csv", workspace_id=place.workspace, zone=zone
    )
    zones.cache_clear()
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "zone"


def test_a_file_without_a_start_starts_today_where_its_zone_is(place: Place) -> None:
    data = b"Name;Duration\nPlan;2d\n"
    # A day lies between the two, whatever the time.
    first, last = (
        place.owner.rows(taken(place, data, "list.csv", zone=zone)["id"], "projects")[0]["start"]
        for zone in ("Etc/GMT+12", "Pacific/Kiritimati")
    )
    assert last // DAY - first // DAY in (1, 2)
