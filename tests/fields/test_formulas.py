"""The language of formulas: what it reads, what it gives, and what it refuses in which words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.changes.state import Inputs, Records
from headway.projects.derivations import ScheduleDerivation
from headway.projects.formulas.derivation import FormulaDerivation, Formulas
from headway.projects.formulas.parsing import BadFormula, parse
from headway.projects.formulas.program import checked_formula, program_of, renamed
from headway.projects.records import (
    ASSIGNMENTS,
    CUSTOM_FIELDS,
    CUSTOM_VALUES,
    PROJECTS,
    STATUSES,
    TASKS,
)
from headway.scheduling.moments import from_iso

MONDAY = from_iso("2026-03-02T09:00")[0]
TODAY = from_iso("2026-03-04")[0]
PROJECT = PROJECTS.new_row({"id": 1, "workspace_id": 9, "name": "P", "start": MONDAY})
PLAIN = {
    20: {"name": "Rate", "type": "cost"},
    21: {"name": "Count", "type": "number"},
    22: {"name": "Due", "type": "date"},
    23: {"name": "Owner", "type": "person"},
    24: {
        "name": "Stage",
        "type": "select",
        "options": [{"id": "a", "name": "Early", "color": "red"}],
    },
}


def field(key: int, **values: Any) -> dict[str, Any]:
    return CUSTOM_FIELDS.new_row({"id": key, "rank": f"a{key}", **values})


def formula(text: str, key: int = 30, name: str = "F", **more: Any) -> dict[str, Any]:
    return field(key, name=name, type="formula", formula=text, **more)


def world(
    *formulas: dict[str, Any], values: dict[int, dict[int, Any]] | None = None
) -> tuple[Records, Records]:
    """A summary (1) of two tasks of 2 and 1 days (2, 3), and a task of its own (4) with work."""
    tasks = [
        TASKS.new_row({"id": 1, "name": "Phase", "rank": "a0"}),
        TASKS.new_row({"id": 2, "name": "Dig", "rank": "a0", "parent_id": 1, "duration": 960}),
        TASKS.new_row({"id": 3, "name": "Fill", "rank": "a1", "parent_id": 1, "duration": 480}),
        TASKS.new_row({"id": 4, "name": "Own", "rank": "a1", "duration": 480, "work": 2400}),
    ]
    fields = [*(field(k, **v) for k, v in PLAIN.items()), *formulas]
    stored = [
        CUSTOM_VALUES.new_row({"id": 100 * t + f, "task_id": t, "field_id": f, "value": v})
        for t, mine in (values or {}).items()
        for f, v in mine.items()
    ]
    statuses = [STATUSES.new_row({"id": 50, "name": "To do", "category": "todo", "rank": "a0"})]
    tables = {
        "projects": [PROJECT],
        "tasks": tasks,
        "custom_fields": fields,
        "custom_values": stored,
        "statuses": statuses,
        "assignments": [
            ASSIGNMENTS.new_row({"id": 70, "task_id": 2, "resource_id": 80, "units": 5000})
        ],
    }
    return (
        Records({name: {r["id"]: r for r in rows} for name, rows in tables.items()}),
        Records({"resources": {80: {"id": 80, "kind": "work", "calendar_id": None}}}),
    )


def computed(records: Records, workspace: Records) -> Formulas:
    schedule = ScheduleDerivation().compute(records, workspace)
    return FormulaDerivation().compute(records, workspace, {"schedule": schedule})


def value(
    text: str, task: int = 4, values: dict[int, dict[int, Any]] | None = None, **more: Any
) -> Any:
    """What a formula gives for a task, as it is kept."""
    fields = [*(field(k, **v) for k, v in PLAIN.items()), formula(text, **more)]
    built = checked_formula(fields[-1], fields, PROJECT)
    asked = formula(text, **{"today": TODAY if built.today else None, **more})
    row = computed(*world(asked, values=values)).row(task)
    assert row is not None
    return row["values"].get("30")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 + 2 * 3 - 4 / 2", 5),
        ("-(2 - 5) * -2", -6),
        ("ROUND(2.5) & \"/\" & ROUND(-2.5) & \"/\" & ROUND(2.675; 2)", "3/-3/2.68"),
        ("[Remaining work] * 2", 4800),
        ("HOURS([Remaining work]) * 85 + IF([Critical], 100, 0)", 40 * 85),
        ("[Duration] + 4h", 720),
        ("[Duration] + 1", 960),
        ("[Work] > 4d", True),
        ("[Work] / [Duration]", 5),
        ("[Count] * 2 + 1", 7),
        ("[Rate] * [Work]", 10_000 * 40),
        ("[Rate] / 3", 3333),
        ('"Task " & [Name] & " (" & [Duration] & ")"', "Task Own (1d)"),
        ("[Start] + 7", MONDAY + 7 * 1440),
        ("[Start] + 5d", from_iso("2026-03-09T09:00")[0]),
        ("DAYS([Start], [Due])", 8),
        ("WORKDAYS([Start], [Due])", 6),
        ("DAYS(TODAY(), [Start])", -2),
        ("[Due] > STATUSDATE()", True),
        ("IF(EMPTY([Deadline]), \"none\", \"set\")", "none"),
        ("[Stage]", "Early"),
        ("[Status]", "To do"),
        ("YEAR([Due]) * 10000 + MONTH([Due]) * 100 + DAY([Due])", 20260310),
        ("AND(TRUE, NOT(FALSE), OR(FALSE, [Active]))", True),
        ("IFERROR(1 / 0, 7)", 7),
        ('CONTAINS(LOWER([Name]), "ow")', True),
        ("MAX([Count], 2, 9)", 9),
    ],
)  # fmt: skip
def test_what_it_gives(text: str, wanted: Any) -> None:
    values = {4: {20: 10_000, 21: 3, 22: from_iso("2026-03-10T09:00")[0], 24: "a"}}
    assert value(text, values=values) == wanted


def test_the_sum_of_a_rate_is_shown_as_money() -> None:
    text = "[Remaining work] * 85 + IF([Critical], 100, 0)"
    assert value(text, result="cost") == 340_000
    assert value(text, result="number") == 3400
    assert value(text) == 3400 * 60


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SUM(CHILDREN([Duration]))", 1440),
        ("MAX(CHILDREN([Finish]))", from_iso("2026-03-04T09:00")[0]),
        ("AVG(CHILDREN([Count]))", 4),
        ("COUNT(CHILDREN([Name]))", 2),
        ("[Work]", 480),
        ("[Summary]", True),
    ],
)
def test_summaries_read_what_is_below_them(text: str, wanted: Any) -> None:
    assert value(text, 1, {2: {21: 3}, 3: {21: 5}}) == wanted


def test_a_formula_may_roll_itself_up() -> None:
    text = "IF([Summary], SUM(CHILDREN([F])), [Count] * 2)"
    assert value(text, 1, {2: {21: 3}, 3: {21: 5}}, result="number") == 16


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("", 0, "A formula is needed"),
        ("1 +", 3, "missing at the end"),
        ("(1 + 2", 6, "not closed"),
        ("[Name", 0, "not closed"),
        ("1 + Duration", 4, "Fields stand in brackets: [Duration]"),
        ("[Cost of it]", 0, "There is no field [Cost of it]"),
        ("1 + [Cuont]", 4, "There is no field [Cuont]. Did you mean [Count]?"),
        ("[percent complet]", 0, "Did you mean [Percent complete]?"),
        ("[Name] + 1", 0, "Texts are joined by &"),
        ("[Start] - [Finish]", 0, "DAYS([Finish], [Start])"),
        ("[Work] * [Work]", 0, "makes no sense"),
        ("[Rate] + [Work]", 9, "do not go together"),
        ("IF(1, 2, 3)", 3, "yes or no is needed"),
        ("FOO(1)", 0, "There is no function FOO"),
        ("ROUND()", 0, "takes 1 to 2 arguments"),
        ("SUM([Count])", 4, "CHILDREN([Count])"),
        ("CHILDREN([Count])", 0, "SUM, MIN, MAX"),
        ("[Owner]", 0, "names people"),
        ("1 2", 2, "does not belong here"),
        ("2 $ 3", 2, "no meaning"),
        ("(" * 60 + "1" + ")" * 60, 40, "deep"),
    ],
)
def test_what_is_refused_and_where(text: str, position: int, words: str) -> None:
    fields = [*(field(k, **v) for k, v in PLAIN.items()), formula(text)]
    with pytest.raises(BadFormula) as error:
        checked_formula(fields[-1], fields, PROJECT)
    assert words in error.value.message
    assert error.value.position == position


def test_a_circle_is_named_as_a_path() -> None:
    one, other = formula("[B] + 1", 30, "A"), formula("[A] + 1", 31, "B")
    with pytest.raises(BadFormula) as error:
        checked_formula(other, [one, other], PROJECT)
    assert "[B] → [A] → [B]" in error.value.message


def test_errors_stand_in_the_cell_that_has_them() -> None:
    text = "10 / [Count]"
    assert value(text) == {"error": "divided by zero: [Count] is 0"}
    assert value(text, values={4: {21: 4}}) == 2.5
    over = formula("[F] + 1", 31, "G")
    row = computed(*world(formula(text), over)).row(4)
    assert row is not None
    assert row["values"]["31"] == {"error": "[F]: divided by zero: [Count] is 0"}
    assert value("[Start] + 999999999") == {"error": "the date lies outside 1900 to 2200"}
    assert value("1000000000000 * 1000000000000") == {"error": "the result is too large"}


def test_a_field_that_is_gone_is_said_in_every_cell() -> None:
    row = computed(*world(formula("[Lost] * 2", result="number"))).row(2)
    assert row is not None
    assert row["values"]["30"] == {"error": "There is no field [Lost]"}


def test_texts_that_double_come_to_an_end() -> None:
    grown = [formula('"0123456789"', 30, "T0")]
    grown += [formula(f"[T{n}] & [T{n}]", 31 + n, f"T{n + 1}") for n in range(30)]
    row = computed(*world(*grown)).row(4)
    assert row is not None
    assert "longer than" in row["values"]["60"]["error"]


def test_a_renamed_field_is_renamed_where_it_is_read() -> None:
    assert renamed('[count] * 2 & "[Count]"', "Count", "Amount") == '[Amount] * 2 & "[Count]"'


@settings(max_examples=150)
@given(st.text(alphabet='0123456789.+-*/()&<>=,;"[]RateIFSUM dh', max_size=40))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    place = 0
    try:
        parse(text)
    except BadFormula as error:
        place = error.position
    assert 0 <= place <= len(text)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["value", "duration", "parent", "name"]),
        st.integers(2, 4),
        st.integers(0, 6),
    ),
    max_size=6,
)


@settings(max_examples=40)
@given(STEPS)
def test_what_changes_bit_by_bit_is_what_comes_from_nothing(steps: Any) -> None:
    """Property: updating after each change gives the values of a computation anew."""
    texts = (
        "IF([Summary], SUM(CHILDREN([F])), [Count] * 2)",
        "[Work] + [Duration]",
        "[F] & [Name]",
    )
    formulas = [
        formula(t, 30 + n, "FGH"[n], result="number" if n == 0 else "") for n, t in enumerate(texts)
    ]
    records, workspace = world(*formulas, values={2: {21: 1}, 3: {21: 2}})
    schedules, derivation = ScheduleDerivation(), FormulaDerivation()
    schedule = schedules.compute(records, workspace)
    kept = derivation.compute(records, workspace, {"schedule": schedule})
    for what, task, figure in steps:
        inputs = change_of(records, what, task, figure)
        before, records = records, records.applied(inputs)
        schedule = schedules.update(schedule, records, workspace, inputs)
        after = derivation.update(kept, records, workspace, inputs, {"schedule": schedule})
        whole = derivation.compute(records, workspace, {"schedule": schedule})
        assert after.values == whole.values
        told = derivation.difference(kept, after).columns
        assert {
            **kept.values,
            **dict(zip(told.get("id", []), told.get("values", []), strict=True)),
        } == whole.values
        assert before.rows("tasks") is not None
        kept = after


def change_of(records: Records, what: str, task: int, figure: int) -> Inputs:
    row = records.rows("tasks")[task]
    if what == "value":
        key = 100 * task + 21
        there = records.rows("custom_values").get(key)
        if there is None:
            new = CUSTOM_VALUES.new_row(
                {"id": key, "task_id": task, "field_id": 21, "value": figure}
            )
            return {"custom_values": {"added": [new], "updated": [], "removed": []}}
        update = {"id": key, "before": {"value": there["value"]}, "after": {"value": figure}}
        return {"custom_values": {"added": [], "updated": [update], "removed": []}}
    after = {
        "duration": {"duration": 480 * figure},
        "parent": {"parent_id": None if figure % 2 else 1},
        "name": {"name": f"T{figure}"},
    }[what]
    update = {"id": task, "before": {n: row[n] for n in after}, "after": after}
    return {"tasks": {"added": [], "updated": [update], "removed": []}}


def test_a_long_chain_of_nested_formulas_is_built_and_computed() -> None:
    deep = 38
    rows = [formula("1", key=100, name="Link 0")]
    for n in range(1, 40):
        text = f"{'(-' * deep}[Link {n - 1}]{')' * deep} + 1"
        rows.append(formula(text, key=100 + n, name=f"Link {n}", rank=f"a{900 - n}"))
    found = checked_formula(rows[-1], rows, PROJECT)
    assert found.result == "number"
    assert [f.id for f in program_of(rows, PROJECT).formulas] == [r["id"] for r in rows]


def test_a_long_chain_that_rests_on_a_wrong_formula_is_refused() -> None:
    rows = [formula("[Nothing]", key=100, name="Link 0")]
    for n in range(1, 20):
        text = f"{'(' * 38}[Link {n - 1}] + [Link {n - 1}]{')' * 38}"
        rows.append(formula(text, key=100 + n, name=f"Link {n}"))
    with pytest.raises(BadFormula, match=r"\[Link 18\] is not right itself"):
        checked_formula(rows[-1], rows, PROJECT)
