"""A second language: a made-up one, of which every sentence stands between « and »."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from pypdf import PdfReader

from headway import words
from headway.resources.holidays import country_calendar_values
from headway.server import languages
from tests.projects_api.helpers import Place

TEMPLATE = words.FOLDER / "headway.pot"
EO = {"Accept-Language": "eo-XX, fr;q=0.5"}


def template() -> Catalog:
    with TEMPLATE.open("rb") as file:
        return read_po(file)


def forget() -> None:
    words._catalogue.cache_clear()
    languages._spoken.cache_clear()


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    made = Catalog(locale="eo")
    for message in template():
        if isinstance(message.id, tuple):
            made.add(message.id, tuple(f"«{one}»" for one in message.id))
        elif message.id and message.id not in ("Overdue", "Refused"):
            made.add(message.id, f"«{message.id}»")
    made.add("Refused", "«{nothing} of the sort»")
    folder = tmp_path / "eo" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "headway.mo").open("wb") as file:
        write_mo(file, made)
    monkeypatch.setenv("HEADWAY_LOCALE", str(tmp_path))
    forget()
    yield
    forget()


@pytest.mark.usefixtures("esperanto")
def test_refusals_and_consequences_speak_the_language_of_who_asks(place: Place) -> None:
    project = place.project()
    task = place.task(project, "Order", duration="2d")
    path = f"/tasks/{task}"

    answer = place.owner.patch(path, {"predecessors": "77"}, **EO)
    assert answer.status_code == 422
    assert answer["Content-Language"] == "eo"
    assert "Accept-Language" in answer["Vary"]
    assert answer.json()["title"] == "«Not usable as it is»"
    assert answer.json()["detail"].startswith("«")
    assert "77" in answer.json()["detail"], "values stand in the sentence"

    pinned = place.owner.patch(path, {"start": "2026-12-07"}, **EO).json()
    assert [n["text"] for n in pinned["notes"]] == ["«Not before «7 «Dec» 2026»»"]

    missing = place.owner.send("POST", "/projects", {"name": 5}, **EO).json()
    assert missing["errors"][0]["message"] == "«It must be text.»"

    plain = place.owner.patch(path, {"start": "2026-12-08"}).json()
    assert [n["text"] for n in plain["notes"]] == ["Not before 8 Dec 2026"]
    french = place.owner.patch(path, {"start": "2026-12-09"}, **{"Accept-Language": "fr"})
    assert french["Content-Language"] == "en"
    assert [n["text"] for n in french.json()["notes"]] == ["Not before 9 Dec 2026"]


@pytest.mark.usefixtures("esperanto")
def test_a_formula_is_refused_in_words_of_who_writes_it_and_kept_in_words_for_all(
    place: Place,
) -> None:
    project = place.project()
    task = place.task(project, "Order", duration="2d")
    field = {"name": "Rate", "type": "formula", "formula": "1 + "}
    wrong = {"type": "custom_field.create", "stream": project, "payload": {"fields": field}}
    refusal = place.owner.post("/commands", wrong, **EO).json()
    assert "«Character" in refusal["detail"]
    right = {**wrong, "payload": {"fields": {**field, "formula": "1 / 0"}}}
    assert place.owner.post("/commands", right, **EO).status_code == 200
    snapshot = place.owner.get(f"/projects/{project}/snapshot").json()
    found = snapshot["results"]["formulas"]
    values = dict(zip(found["id"], found["values"], strict=True))[task]
    assert [value["error"] for value in values.values()] == ["divided by zero"]


@pytest.mark.usefixtures("esperanto")
def test_a_printed_chart_is_in_the_language_of_who_prints_it(place: Place) -> None:
    project = place.project()
    place.task(project, "Order", duration="20d")
    answer = place.owner.client.get(f"/api/v1/projects/{project}/gantt.pdf", headers=EO)
    assert answer.status_code == 200
    said = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    assert "«Gantt chart»" in said
    assert "«Start»" in said
    assert "«Dec»" in said


@pytest.mark.usefixtures("esperanto")
def test_what_is_not_translated_or_badly_is_english() -> None:
    with words.speaking("eo"):
        assert words.say("Overdue") == "Overdue"
        assert words.say("Refused") == "«{nothing} of the sort»"
        assert words.say("Refused", name="x") == "Refused"
        assert words.say("") == ""
        assert words.say_many("{count} task overdue", "{count} tasks overdue", 1) == (
            "«1 task overdue»"
        )
        assert words.say_many("{count} task overdue", "{count} tasks overdue", 3) == (
            "«3 tasks overdue»"
        )
    assert words.say("Not found") == "Not found"


@pytest.mark.parametrize(
    ("asked", "language"),
    [("eo", "eo"), ("EO-xx", "eo"), ("fr, eo;q=0.2", "eo"), ("", "en"), ("de, en, eo", "en"),
     ("*", "en"), ("x" * 5000, "en"), ("eo;q=much", "en")],
)  # fmt: skip
@pytest.mark.usefixtures("esperanto")
def test_the_language_is_the_first_that_is_there(asked: str, language: str) -> None:
    assert languages.language_of(asked) == language


def test_holidays_have_their_names_in_the_language_of_who_asks_whatever_the_machine_speaks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def first(country: str) -> str:
        return str(country_calendar_values(country, 2026)["exceptions"][0]["name"])

    for machine in ("", "de_DE.UTF-8", "C.UTF-8"):
        monkeypatch.setenv("LANG", machine)
        assert first("DE") == "New Year's Day"
        with words.speaking("de-AT"):
            assert first("DE") == "Neujahr"
            assert first("FR") == "New Year's Day", "no German there: English"
