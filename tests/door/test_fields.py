"""Custom fields of every type, as programs set them: what fits, what is refused, what comes along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from headway.projects.custom import read, text_of
from tests.door.conftest import Http
from tests.line.world import World, settle

OPTIONS = [
    {"id": "lo", "name": "Low", "color": "green"},
    {"id": "hi", "name": "High", "color": "red"},
]


class Fields:
    """Custom fields of the small world, over HTTP."""

    def __init__(self, http: Http, world: World) -> None:
        self.http = http
        self.world = world

    def send(self, type_: str, payload: dict[str, Any], status: int = 200) -> Any:
        body = {"type": type_, "stream": self.world.project, "payload": payload}
        return self.http("POST", "commands", body, status)

    def add(self, status: int = 200, **fields: Any) -> Any:
        answer = self.send("custom_field.create", {"fields": fields}, status)
        return answer["created"]["custom_fields"][0] if status == 200 else answer

    def put(self, field: int, task: str, value: Any, status: int = 200) -> Any:
        payload = {"field_id": field, "task_id": self.world.tasks[task], "value": value}
        return self.send("custom_value.set", payload, status)

    def snapshot(self) -> Any:
        return self.http("GET", f"projects/{self.world.project}/snapshot")

    def values(self, field: int) -> dict[str, Any]:
        table = self.snapshot()["tables"]["custom_values"]
        names = {key: name for name, key in self.world.tasks.items()}
        rows = zip(table["field_id"], table["task_id"], table["value"], strict=True)
        return {names[task]: value for key, task, value in rows if key == field}

    def computed(self, field: int, task: str) -> Any:
        result = self.snapshot()["results"]["formulas"]
        row = result["values"][result["id"].index(self.world.tasks[task])]
        return row.get(str(field))


@pytest.fixture
def fields(http: Callable[[str], Http], world: World) -> Fields:
    return Fields(http("member"), world)


def test_each_type_takes_its_values_and_no_others(fields: Fields) -> None:
    ana = fields.world.resources["Ana"]
    kinds: list[tuple[str, dict[str, Any], Any, Any]] = [
        ("select", {"options": OPTIONS}, "hi", "mid"),
        ("multi_select", {"options": OPTIONS}, ["lo", "hi"], ["lo", "lo"]),
        ("person", {}, ana, ana + 999_999),
        ("link", {}, "https://example.org/a?b=1", "javascript:alert(1)"),
        ("cost", {}, 1250, "12.50"),
        ("date", {}, 29_552_220, "tomorrow"),
        ("flag", {}, True, "yes"),
        ("number", {}, 2.5, True),
    ]
    for kind, more, good, bad in kinds:
        key = fields.add(name=f"My {kind}", type=kind, **more)
        fields.put(key, "Mount", good)
        answer = fields.put(key, "Mount", bad, 422)
        assert answer["errors"][0]["field"] == "value"
        assert f"'My {kind}' holds" in answer["detail"]
        assert fields.values(key) == {"Mount": good}


def test_links_open_nothing_but_pages_and_mail(fields: Fields) -> None:
    key = fields.add(name="Ticket", type="link")
    for bad in (
        "//x.org",
        "http://",
        "data:text/html,x",
        " https://a.b",
        "file:///etc",
        "mailto:x",
    ):
        fields.put(key, "Plan", bad, 422)
    for good in ("mailto:a@example.org", "HTTP://example.org", "https://[::1]/"):
        fields.put(key, "Plan", good)


def test_required_and_default(fields: Fields) -> None:
    key = fields.add(name="Level", type="number", required=True, initial=4)
    made = fields.send("task.create", {"fields": {"name": "New"}})["created"]["tasks"][0]
    fields.world.tasks["New"] = made
    assert fields.values(key) == {"New": 4}
    assert "is required" in fields.put(key, "New", None, 422)["detail"]
    assert fields.add(422, name="Other", type="number", initial="x")["errors"][0]["field"] == (
        "fields.initial"
    )


def test_options_that_go_are_taken_out_of_the_values(fields: Fields) -> None:
    key = fields.add(name="Risks", type="multi_select", options=OPTIONS)
    fields.put(key, "Mount", ["lo", "hi"])
    fields.put(key, "Plan", ["hi"])
    answer = fields.send("custom_field.update", {"id": key, "fields": {"options": OPTIONS[:1]}})
    assert fields.values(key) == {"Mount": ["lo"]}
    assert answer["notes"][0]["text"] == "2 tasks had an option that is gone"
    fields.http("POST", f"changesets/{answer['id']}/undo")
    assert fields.values(key) == {"Mount": ["lo", "hi"], "Plan": ["hi"]}


def test_options_whose_names_hold_commas_come_back_from_text(fields: Fields) -> None:
    names = ("North, upper", "South", 'The "old" one', "North", "North, South")
    options = [{"id": f"o{n}", "name": name, "color": "blue"} for n, name in enumerate(names)]
    key = fields.add(name="Sites", type="multi_select", options=options)
    given = {"Mount": ["o1", "o0", "o2"], "Plan": ["o3", "o1"], "Test": ["o4"]}
    for task, value in given.items():
        fields.put(key, task, value)
    fields.send("custom_field.convert", {"id": key, "fields": {"type": "text"}})
    assert fields.values(key) == {
        "Mount": 'South, "North, upper", "The ""old"" one"',
        # Unquoted it would be the one option of that name.
        "Plan": '"North", "South"',
        "Test": '"North, South"',
    }
    back = {"type": "multi_select", "options": options}
    fields.send("custom_field.convert", {"id": key, "fields": back})
    assert fields.values(key) == given
    # The texts that a file brings become their options by name.
    fields.send("custom_field.convert", {"id": key, "fields": {"type": "text"}})
    fields.send("custom_field.convert", {"id": key, "fields": {"type": "multi_select"}})
    table = fields.snapshot()["tables"]["custom_fields"]
    known = {o["id"]: o["name"] for o in table["options"][table["id"].index(key)]}
    assert set(known.values()) == set(names)
    found = {task: [known[one] for one in value] for task, value in fields.values(key).items()}
    assert found == {task: [names[int(one[1])] for one in v] for task, v in given.items()}


def test_a_preview_says_what_cannot_be_converted(fields: Fields) -> None:
    key = fields.add(name="Size", type="text")
    for task, text in (("Mount", "12,5"), ("Plan", "many"), ("Test", "7")):
        fields.put(key, task, text)
    change = {"type": "custom_field.convert", "payload": {"id": key, "fields": {"type": "number"}}}
    path = f"projects/{fields.world.project}/preview"
    note = fields.http("POST", path, {"commands": [change]})["notes"][0]
    assert (note["kept"], note["lost"], note["shown"]) == (2, 1, ["many"])
    assert fields.values(key) == {"Mount": "12,5", "Plan": "many", "Test": "7"}
    done = fields.send(change["type"], change["payload"])
    assert fields.values(key) == {"Mount": 12.5, "Test": 7}
    fields.http("POST", f"changesets/{done['id']}/undo")
    assert fields.values(key) == {"Mount": "12,5", "Plan": "many", "Test": "7"}


def test_texts_become_the_options_of_a_select(fields: Fields) -> None:
    key = fields.add(name="Room", type="text")
    for task, text in (("Mount", "North"), ("Plan", "south"), ("Test", "South")):
        fields.put(key, task, text)
    fields.send("custom_field.convert", {"id": key, "fields": {"type": "select"}})
    assert fields.values(key) == {"Mount": "o1", "Plan": "o2", "Test": "o2"}


def test_a_formula_follows_what_it_reads(fields: Fields) -> None:
    rate = fields.add(name="Rate", type="cost")
    text = "IF([Summary], SUM(CHILDREN([Price])), [Rate] * DAYS([Duration]))"
    price = fields.add(name="Price", type="formula", formula=text, result="cost")
    fields.put(rate, "Mount", 10_000)
    assert fields.computed(price, "Mount") == 30_000
    fields.send("task.update", {"id": fields.world.tasks["Mount"], "fields": {"duration": 960}})
    assert fields.computed(price, "Mount") == 20_000
    assert fields.computed(price, "Build") == 20_000
    fields.send("custom_field.update", {"id": rate, "fields": {"name": "Day rate"}})
    table = fields.snapshot()["tables"]["custom_fields"]
    assert "[Day rate]" in table["formula"][table["id"].index(price)]
    refused = fields.send("custom_field.delete", {"id": rate}, 422)
    assert "'Price'" in refused["detail"]
    assert fields.put(price, "Mount", 5, 422)["detail"] == "'Price' is computed by its formula."


def test_what_is_wrong_with_a_formula_has_a_place(fields: Fields) -> None:
    answer = fields.add(422, name="Bad", type="formula", formula="1 + [Nothing]")
    assert answer["detail"] == "Character 5: There is no field [Nothing]."
    assert answer["errors"][0]["position"] == 4
    first = fields.add(name="First", type="formula", formula="1")
    fields.add(name="Second", type="formula", formula="[First] + 1")
    change = {"id": first, "fields": {"formula": "[Second] + 1"}}
    assert (
        "[First] → [Second] → [First]" in fields.send("custom_field.update", change, 422)["detail"]
    )


def test_a_guest_sees_formulas_of_his_branch_alone(
    fields: Fields, http: Callable[[str], Http]
) -> None:
    fields.add(name="Copy", type="formula", formula="[Name]")
    seen = http("guest")("GET", f"projects/{fields.world.project}/snapshot")
    copies = [row for values in seen["results"]["formulas"]["values"] for row in values.values()]
    assert "Mount" in copies
    assert not {"Plan", "Prepare", "Aside"} & set(copies)


def test_a_formula_of_today_goes_with_the_day(fields: Fields) -> None:
    from headway.projects.jobs import bring_days

    key = fields.add(name="Age", type="formula", formula="DAYS([Start], TODAY())")
    before = fields.computed(key, "Plan")
    assert bring_days() == 0
    assert bring_days(datetime.now(UTC) + timedelta(days=3)) == 1
    settle()
    assert fields.computed(key, "Plan") == before + 3


def test_many_values_are_filled_at_once(fields: Fields) -> None:
    key = fields.add(name="Batch", type="number")
    tasks = fields.world.tasks
    rows = [
        {"task_id": tasks[name], "value": n} for n, name in enumerate(("Plan", "Order", "Test"))
    ]
    done = fields.send("custom_value.fill", {"field_id": key, "values": rows})
    assert fields.values(key) == {"Plan": 0, "Order": 1, "Test": 2}
    rows[1]["value"] = "x"
    refused = fields.send("custom_value.fill", {"field_id": key, "values": rows}, 422)
    assert refused["errors"][0]["field"] == "values.1.value"
    fields.http("POST", f"changesets/{done['id']}/undo")
    assert fields.values(key) == {}


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("number", 4_500_012_345_678, "4500012345678"),
        ("number", 0.1, "0.1"),
        ("number", 1e16, "10000000000000000"),
        ("number", 2.0, "2"),
        ("cost", 123_456_789_012_345, "1234567890123.45"),
        ("cost", 1250, "12.5"),
    ],
)
def test_figures_go_through_text_with_all_their_digits(kind: str, value: Any, text: str) -> None:
    field, project = {"type": kind, "options": None}, {"currency": "EUR"}
    assert text_of(field, value, project, {}) == text
    assert read(field, text, project, {}) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", None),
        ("12,5", 12.5),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ("1.234,50", 1234.5),
        ("1,234.50", 1234.5),
        ("1,234,567", 1_234_567),
        ("1.234.567", 1_234_567),
        ("1.234", 1.234),
        ("1,23,456", None),
        ("nan", None),
        ("1e999999999", None),
        ("12345678901234567890", None),
    ],
)
def test_a_figure_is_read_in_whole_or_not_at_all(text: str, value: Any) -> None:
    assert read({"type": "number", "options": None}, text, {}, {}) == value


def test_a_person_who_is_not_there_is_no_default(fields: Fields) -> None:
    ana = fields.world.resources["Ana"]
    refused = fields.add(422, name="Owner", type="person", initial=ana + 999_999)
    assert refused["errors"][0]["field"] == "fields.initial"
    key = fields.add(name="Owner", type="person", initial=ana)
    change = {"id": key, "fields": {"initial": ana + 999_999}}
    refused = fields.send("custom_field.update", change, 422)
    assert refused["errors"][0]["field"] == "fields.initial"
    fields.send("task.create", {"fields": {"name": "New"}})


def test_an_option_that_goes_leaves_the_default(fields: Fields) -> None:
    key = fields.add(name="Risks", type="multi_select", options=OPTIONS, initial=["lo", "hi"])
    for kept, initial in ((OPTIONS[:1], ["lo"]), ([{**OPTIONS[0], "id": "new"}], None)):
        fields.send("custom_field.update", {"id": key, "fields": {"options": kept}})
        table = fields.snapshot()["tables"]["custom_fields"]
        assert table["initial"][table["id"].index(key)] == initial


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ({"type": []}, "fields.type"),
        ({"type": "bogus"}, "fields.type"),
        ({"type": "select", "options": [{"id": "a", "name": "A", "color": []}]}, "fields.options"),
        ({"type": "formula", "formula": "1", "name": 5}, "fields.name"),
        ({"type": "formula", "formula": []}, "fields.formula"),
    ],
)
def test_a_definition_of_the_wrong_shape_is_refused(
    fields: Fields, values: dict[str, Any], at: str
) -> None:
    assert fields.add(422, **{"name": "Odd", **values})["errors"][0]["field"] == at
    key = fields.add(name="Plain", type="text")
    for type_ in ("custom_field.convert", "custom_field.update"):
        refused = fields.send(type_, {"id": key, "fields": values}, 422)
        assert refused["errors"][0]["field"] == at


def test_one_project_that_fails_leaves_the_others_their_day(
    fields: Fields, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from headway.changes.errors import Busy
    from headway.projects import jobs

    fields.add(name="Age", type="formula", formula="DAYS([Start], TODAY())")
    space = {"type": "project.create", "stream": fields.world.workspace}
    payload = {"name": "Other", "start": 29_540_700}
    made = fields.http("POST", "commands", {**space, "payload": payload})
    other = made["created"]["projects"][0]
    age = {"fields": {"name": "Age", "type": "formula", "formula": "DAYS([Start], TODAY())"}}
    body = {"type": "custom_field.create", "stream": other, "payload": age}
    fields.http("POST", "commands", body)
    perform = jobs.perform

    def busy(envelope: Any, *args: Any, **more: Any) -> Any:
        if envelope.stream == min(other, fields.world.project):
            raise Busy("Later.")
        return perform(envelope, *args, **more)

    monkeypatch.setattr(jobs, "perform", busy)
    later = datetime.now(UTC) + timedelta(days=3)
    assert jobs.bring_days(later) == 1
    assert "could not be brought" in caplog.text
    monkeypatch.setattr(jobs, "perform", perform)
    assert jobs.bring_days(later) == 1
