"""Searching over HTTP: what is found, by whom, in which order, and how the index follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headway.access.workspaces import add_member
from headway.changes.models import Changeset, Stream
from headway.operations.checkup import STUCK, check
from headway.operations.wiping import wipe
from headway.search import indexing
from headway.search.models import Document, Position, Word
from headway.search.registration import Searchable, Text, catalogue
from tests.door.conftest import Http, http, world
from tests.line.world import World, send

__all__ = ["http", "world"]
Find = Callable[..., list[str]]


@pytest.fixture
def find(http: Callable[[str], Http]) -> Find:
    """Return the names that a person finds, after the index has caught up."""

    def found(query: str, who: str = "owner", **more: Any) -> list[str]:
        indexing.catch_up()
        return [item["name"] for item in ask(http(who), query, **more)["items"]]

    return found


def ask(one: Http, query: str, status: int = 200, **more: Any) -> Any:
    from urllib.parse import urlencode

    return one("GET", f"search?{urlencode({'q': query, **more})}", status=status)


def test_words_in_any_order_begun_only_phrases_and_keys(world: World, find: Find) -> None:
    send(
        world.users["owner"],
        world.project,
        "outline.insert",
        {
            "tasks": [
                {"name": "Move the database to Zürich"},
                {"name": "Database of moves"},
                {"name": "Unload"},
            ]
        },
    )
    assert find("datab mov") == ["Database of moves", "Move the database to Zürich"]
    assert find("zurich mov") == ["Move the database to Zürich"]
    assert find('"database to"') == ["Move the database to Zürich"]
    assert find('"datab"') == []
    assert find("MIG-2") == ["Plan"]
    assert find("mig 2") == ["Plan"]
    assert find("2", project=world.project)[0] == "Plan"
    assert find("migration") == ["Migration"]
    assert find("") == find(" - ") == []


def test_what_many_have_and_what_is_far_back_is_found(
    world: World, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = [{"name": f"Patch panel {n}", "notes": f"row{n} shelf{n // 5}"} for n in range(10)]
    send(world.users["owner"], world.project, "outline.insert", {"tasks": tasks})
    for newest in (3, 1_000):
        monkeypatch.setattr("headway.search.words_postgres.NEWEST", newest)
        monkeypatch.setattr("headway.search.finding.ENOUGH", 150)
        assert find("row0") == ["Patch panel 0"]
        assert sorted(find("shelf0")) == [f"Patch panel {n}" for n in range(5)]
        monkeypatch.setattr("headway.search.finding.ENOUGH", 2)
        assert set(find("shelf1")) <= {f"Patch panel {n}" for n in range(5, 10)}
        assert find("row9 shelf1") == ["Patch panel 9"]


def test_notes_custom_texts_checklists_and_people(world: World, find: Find, http: Any) -> None:
    owner, mount = world.users["owner"], world.tasks["Mount"]
    notes = "Ask the vendor\nfor rails that fit the racks."
    send(owner, world.project, "task.update", {"id": mount, "fields": {"notes": notes}})
    assert find("rails") == ["Mount"]
    indexing.catch_up()
    (item,) = ask(http("owner"), "mount rails")["items"]
    assert (item["marks"], item["code"], item["project_id"]) == ([[0, 5]], "6", world.project)
    told = item["excerpt"]
    assert (told["source"], told["label"]) == ("notes", "")
    assert [told["text"][a:b] for a, b in told["marks"]] == ["rails"]
    (item,) = ask(http("owner"), "mount risk")["items"]
    assert (item["excerpt"]["source"], item["excerpt"]["label"]) == ("field", "Risk")
    assert find("ana") == ["Ana"]
    send(owner, world.project, "task.update", {"id": mount, "fields": {"notes": ""}})
    assert find("rails") == []


def test_the_order(world: World, find: Find) -> None:
    owner = world.users["owner"]
    other = send(owner, world.workspace, "project.create", {"name": "Other", "start": 29_700_540})
    (theirs,) = other["created"]["projects"]
    lines = [{"name": "Patch cabinet"}, {"name": "Patch cabinet two"}, {"name": "Dig"}]
    made = send(owner, theirs, "outline.insert", {"tasks": lines})["created"]["tasks"]
    send(owner, theirs, "task.update", {"id": made[2], "fields": {"notes": "patch cabinet"}})
    mine = send(
        owner, world.project, "outline.insert", {"tasks": [{"name": "Patch cabinet three"}]}
    )["created"]["tasks"]
    send(owner, world.workspace, "resource.update",
         {"id": world.resources["Ana"], "fields": {"user_id": owner}})  # fmt: skip
    send(owner, theirs, "task.progress", {"id": made[1], "percent_complete": 100})
    assert find("patch cab") == [
        "Patch cabinet three",
        "Patch cabinet",
        "Patch cabinet two",
        "Dig",
    ]
    assert find("patch cabinet")[0] == "Patch cabinet"
    send(owner, theirs, "project.update", {"fields": {"archived": True}})
    assert find("patch cab")[0] == "Patch cabinet three"
    assert mine


def test_one_slip_is_forgiven_where_nothing_fits(world: World, find: Find, http: Any) -> None:
    assert find("cutovr") == ["Cutover"]
    assert ask(http("owner"), "cutovr")["corrected"] is True
    assert ask(http("owner"), "cutov")["corrected"] is False
    assert find("qqqqqq") == []


def test_a_guest_finds_his_branch_and_nothing_else(world: World, find: Find, http: Any) -> None:
    owner = world.users["owner"]
    for name in ("Mount", "Plan"):
        send(owner, world.project, "task.update",
             {"id": world.tasks[name], "fields": {"notes": "secret sauce"}})  # fmt: skip
    assert sorted(find("secret")) == ["Mount", "Plan"]
    assert find("secret", "guest") == ["Mount"]
    answer = ask(http("guest"), "secret")
    assert answer["more"] is False
    assert find("ana", "guest") == find("aside", "guest") == []
    assert find("MIG-2", "guest") == []
    assert find("migration", "guest") == ["Migration"]
    assert find("secret", "guest", limit=1) == ["Mount"]
    assert ask(http("guest"), "secret", limit=1)["more"] is False
    send(owner, world.project, "task.move",
         {"ids": [world.tasks["Mount"]], "parent_id": world.tasks["Prepare"]})  # fmt: skip
    assert find("secret", "guest") == []


def test_strangers_find_nothing_and_bad_questions_are_told(world: World, http: Any) -> None:
    from headway.access.models import User

    indexing.catch_up()
    stranger = User.objects.create_user("stranger@example.org")
    assert ask(Http(stranger.pk), "plan")["items"] == []
    assert ask(Http(stranger.pk), "plan", 404, project=world.project)["type"] == "missing"
    add_member(world.workspace, stranger, "viewer")
    assert [i["name"] for i in ask(Http(stranger.pk), "plan")["items"]] == ["Plan"]
    problem = ask(http("owner"), "x" * 201, 422)
    assert problem["errors"][0]["field"] == "q"
    assert ask(http("owner"), "plan", 422, limit=0)["errors"][0]["field"].endswith("limit")


def test_a_scenario_is_searched_as_its_project(world: World, find: Find) -> None:
    made = send(world.users["owner"], world.project, "scenario.create", {"name": "What if"})
    (scenario,) = made["created"]["scenarios"]
    assert find("cable", project=scenario) == ["Cable"]


def test_the_index_follows_deletes_undo_and_what_is_gone(world: World, find: Find) -> None:
    owner = world.users["owner"]
    assert find("cable") == ["Cable"]
    gone = send(owner, world.project, "task.delete", {"ids": [world.tasks["Racks"]]})
    assert find("cable") == []
    from headway.changes.undo import undo

    undo(gone["id"], owner)
    assert find("cable") == ["Cable"]
    assert indexing.catch_up() == 0
    wipe(world.workspace)
    indexing.catch_up()
    assert not Document.objects.exists()
    assert not Position.objects.exists()


def test_what_is_behind_is_told_and_read_whole(world: World, find: Find, http: Any) -> None:
    assert ask(http("owner"), "cable")["complete"] is False
    Changeset.objects.update(at=datetime.now(UTC))
    assert {f.name: f for f in check()}["search index"].good  # it was written a moment ago
    Changeset.objects.update(at=datetime.now(UTC) - 2 * STUCK)
    found = {f.name: f for f in check()}["search index"]
    assert not found.good
    assert "behind" in found.text
    assert find("cable") == ["Cable"]
    assert {f.name: f for f in check()}["search index"].good
    # A position that the stream never had, as after an older backup came back.
    Position.objects.filter(stream_id=world.project).update(version=10_000)
    Document.objects.filter(id=world.tasks["Cable"]).update(name="Stale")
    Document.objects.create(
        id=1, kind="task", stream_id=world.project, workspace_id=world.workspace, code="1",
        name="Left over", done=False, archived=False,
    )  # fmt: skip
    assert find("cable") == ["Cable"]
    assert not Document.objects.filter(id=1).exists()
    assert indexing.rebuild() == Stream.objects.filter(parent_id=None).count()
    indexing.clear()
    assert not Document.objects.exists()
    assert find("cable") == ["Cable"]


def test_where_much_fits_the_first_are_the_right_ones(
    world: World, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    from headway.search import finding

    monkeypatch.setattr(finding, "ENOUGH", 5)
    owner = world.users["owner"]
    lines = [{"name": f"Pipe {n}"} for n in range(30)]
    made = send(owner, world.project, "outline.insert", {"tasks": [{"name": "Pipe"}, *lines]})
    tasks = made["created"]["tasks"]
    for key in tasks[20:]:
        send(owner, world.project, "task.progress",
             {"id": key, "percent_complete": 100})  # fmt: skip
    found = find("pipe", limit=6)
    assert found[0] == "Pipe"
    assert set(found[1:]) == {f"Pipe {n}" for n in range(14, 19)}


def test_what_fewer_may_see_cannot_be_registered() -> None:
    with pytest.raises(ValueError, match="task_costs"):
        catalogue.text("task", Text("cost", "task_costs", "fixed_cost", "task_id"))
    with pytest.raises(ValueError, match="stream"):
        catalogue.searchable(
            Searchable(
                "odd", "tasks", texts=(Text("x", "calendars", "name"),), capability="people.read"
            )
        )


def test_a_question_of_many_slips_reads_few_words(world: World, find: Find) -> None:
    Word.objects.bulk_create(
        Word(word=f"ca{a}{b}{c}", head="c", size=5)
        for a in "bdfghjklmnpqrst" for b in "aeiouyxz" for c in "bcdfghjklmnpqrstvwxz"
    )  # fmt: skip
    assert find("calbe") == ["Cable"]
    with CaptureQueriesContext(connection) as asked:
        assert find(" ".join(f"calb{x}" for x in "qwertyuiop")) == []
    words = [q["sql"] for q in asked.captured_queries if f'"{Word._meta.db_table}"' in q["sql"]]
    assert 0 < len(words) <= 3
    assert all("LIMIT 2000" in sql and "BETWEEN" in sql for sql in words)
