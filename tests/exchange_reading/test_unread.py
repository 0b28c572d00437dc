"""What a file says and nobody reads is told: by kind, how many, and whose."""

from __future__ import annotations

import pytest

from headway.exchange.document import Document
from headway.exchange.mspdi_read import read
from tests.exchange_reading.mspdi import project, task

UNKNOWN = 205_521_382
"""The id of a custom field of resources."""
TITLES = (
    "<ExtendedAttributes><ExtendedAttribute>"
    f"<FieldID>{UNKNOWN}</FieldID><FieldName>Text1</FieldName><Alias>Skill</Alias>"
    "</ExtendedAttribute></ExtendedAttributes>"
)


def custom(value: str, field: int = UNKNOWN) -> str:
    return (
        f"<ExtendedAttribute><FieldID>{field}</FieldID><Value>{value}</Value></ExtendedAttribute>"
    )


def people(inner: str = "", row: str = "") -> str:
    """A person and a pot of money, both on the first task."""
    return (
        f"<Resources><Resource><UID>1</UID><Name>Ana</Name><Type>1</Type>{inner}</Resource>"
        "<Resource><UID>2</UID><Name>Travel</Name><Type>2</Type><IsCostResource>1</IsCostResource>"
        "</Resource></Resources><Assignments>"
        f"<Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID>{row}</Assignment>"
        "<Assignment><UID>2</UID><TaskUID>1</TaskUID><ResourceUID>2</ResourceUID></Assignment>"
        "</Assignments>"
    )


def told(*tasks: str, inner: str = "", row: str = "", head: str = "") -> list[str]:
    document: Document = read(project(*tasks, head=head, tail=people(inner, row)))
    return document.notes


def test_a_file_of_which_all_is_read_has_nothing_to_tell() -> None:
    empty = "<ActualCost>0</ActualCost><Hyperlink></Hyperlink><Contact/>"
    rates = "<Rates><Rate><RateTable>1</RateTable><StandardRate>0</StandardRate></Rate></Rates>"
    row = "<Cost>0</Cost><CostRateTable>0</CostRateTable><BudgetWork>PT0H0M0S</BudgetWork>"
    assert told(task(1, "Order", inner=empty), inner=rates, row=row) == []


def test_actual_costs_are_told_with_their_tasks_but_not_those_of_summaries() -> None:
    tasks = (
        task(1, "Phase", ActualCost=300),
        task(2, "Order", OutlineLevel=2, ActualCost="100.0"),
        task(3, "Install", OutlineLevel=2, ActualCost=200),
        task(4, "Test", OutlineLevel=2),
    )
    assert told(*tasks) == [
        "Left out: actual costs, which here follow from rates and work, of 2 tasks (Order, Install)."
    ]


def test_of_many_tasks_the_first_are_named_and_all_counted() -> None:
    (line,) = told(*(task(n, f"T{n}", ActualCost=5) for n in range(1, 31)))
    assert "of 30 tasks" in line
    assert line.endswith("T9, T10 and others).")


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        ("<HyperlinkAddress>https://example.org</HyperlinkAddress>", "hyperlinks of 1 task "),
        ("<OutlineCode><FieldID>1</FieldID><ValueID>3</ValueID></OutlineCode>", "outline codes of 1 task "),
        (custom("x", 188_744_000_0), "values of the custom field 'number 1887440000' of 1 task "),
        ("<Contact>Bo</Contact>", "contacts of 1 task "),
        ("<PhysicalPercentComplete>40</PhysicalPercentComplete>", "physical % complete of 1 task "),
    ],
)  # fmt: skip
def test_what_tasks_have_and_is_not_read(inner: str, line: str) -> None:
    assert told(task(1, "Order", inner=inner)) == [f"Left out: {line}(Order)."]


@pytest.mark.parametrize(
    ("inner", "line"),
    [
        (custom("Java"), "values of the custom field 'Skill' of 1 resource "),
        ("<Hyperlink>Home</Hyperlink>", "hyperlinks of 1 resource "),
        (
            "<Baseline><Number>0</Number><Work>PT8H0M0S</Work></Baseline>",
            "baselines of 1 resource ",
        ),
    ],
)
def test_what_resources_have_and_is_not_read(inner: str, line: str) -> None:
    assert told(task(1, "Order"), inner=inner, head=TITLES) == [f"Left out: {line}(Ana)."]


def test_the_rate_that_is_read_is_none_of_the_further_ones() -> None:
    own = "<StandardRate>50</StandardRate><Rates>{}</Rates>"
    same = "<Rate><RateTable>0</RateTable><StandardRate>50.0</StandardRate></Rate>"
    assert told(task(1, "A"), inner=own.format(same)) == []
    other = "<Rate><RateTable>1</RateTable><StandardRate>50</StandardRate></Rate>"
    line = "Left out: further rates (of other tables or times) of 1 resource (Ana)."
    assert told(task(1, "A"), inner=own.format(same + other)) == [line]
    later = "<Rate><RateTable>0</RateTable><StandardRate>60</StandardRate></Rate>"
    assert told(task(1, "A"), inner=own.format(same + later + other)) == [line]


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ("<Cost>500</Cost>", "costs that no rate gives"),
        ("<CostRateTable>2</CostRateTable>", "the choice of another rate table"),
        ("<Notes>On site</Notes>", "notes"),
        (custom("x"), "values of the custom field 'Skill'"),
        ("<BudgetWork>PT8H0M0S</BudgetWork>", "budgets"),
    ],
)
def test_what_assignments_have_is_told_by_their_tasks(row: str, line: str) -> None:
    found = told(task(1, "Order"), row=row, head=TITLES)
    assert found == [f"Left out: {line} of 1 assignment (on Order)."]


def test_costs_that_follow_from_a_rate_are_no_loss() -> None:
    rate = "<StandardRate>50</StandardRate>"
    assert told(task(1, "Order"), inner=rate, row="<Cost>400</Cost>") == []


def test_details_of_the_file_are_told_in_one_line() -> None:
    head = "<Manager>Ana</Manager><Company>Nord</Company>"
    assert told(task(1, "A"), head=head) == [
        "Left out: what the file says of itself (company, manager)."
    ]


def test_what_is_not_read_never_refuses_a_file() -> None:
    assert told(task(1, "A", ActualCost="lots"), row="<CostRateTable>B</CostRateTable>") == []


def test_a_thousand_custom_fields_are_no_thousand_lines() -> None:
    inner = "".join(custom("x", n) for n in range(1, 1001))
    found = told(task(1, "A", inner=inner))
    assert len(found) == 51
    assert found[-1] == "Left out: values of 950 further kinds."
