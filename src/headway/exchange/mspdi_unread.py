"""What an MSPDI file says that has no place in a document: counted by kind, and told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from headway.exchange.document import Document, ResourceDoc
from headway.words import mark, say, say_many

if TYPE_CHECKING:
    from headway.exchange.mspdi_read import Node

MOST_NAMED = 10
"""Tasks and resources that one line names; more are counted."""
MOST_KINDS = 50
"""Lines of one file, so that thousands of custom fields are no report of thousands of lines."""
LONGEST = 80
LINKED = ("Hyperlink", "HyperlinkAddress", "HyperlinkSubAddress")
DETAILS = {
    "Subject": "subject", "Category": "category", "Company": "company", "Manager": "manager",
    "Keywords": "keywords",
}  # fmt: skip
PLACES = ("Number", "FieldID", "UID")
RATES = ("StandardRate", "OvertimeRate", "CostPerUse")
OF = {
    "task": (
        mark("Left out: {label} of {count} task ({names}{more})."),
        mark("Left out: {label} of {count} tasks ({names}{more})."),
    ),
    "resource": (
        mark("Left out: {label} of {count} resource ({names}{more})."),
        mark("Left out: {label} of {count} resources ({names}{more})."),
    ),
    "assignment": (
        mark("Left out: {label} of {count} assignment (on {names}{more})."),
        mark("Left out: {label} of {count} assignments (on {names}{more})."),
    ),
}
"""What is said of one and of many."""


@dataclass
class _Kind:
    """One kind of what was left out: of how many, and the names of whose it was."""

    count: int = 0
    names: dict[str, None] = field(default_factory=dict)


def tell(
    root: Node,
    document: Document,
    tasks: Mapping[int, int],
    resources: Mapping[int, int],
    fields: Collection[int],
) -> None:
    """Note by kind what of a file nobody read, with how many and whose.

    `tasks` and `resources` give the document's keys by the file's unique ids, `fields` the ids of
    the custom fields of tasks that were read.
    """
    _Unread(root, document, tasks, resources, fields).tell()


class _Unread:
    def __init__(
        self,
        root: Node,
        document: Document,
        tasks: Mapping[int, int],
        resources: Mapping[int, int],
        fields: Collection[int],
    ) -> None:
        self.root, self.document = root, document
        self.tasks, self.resources = tasks, resources
        self.read = {str(number) for number in fields}
        self.kinds: dict[tuple[str, str], _Kind] = {}
        self.titles = {
            node.text("FieldID"): node.text("Alias") or node.text("FieldName")
            for node in root.all("ExtendedAttributes/ExtendedAttribute")
        }

    def tell(self) -> None:
        """Add the notes to the document."""
        said = [word for name, word in DETAILS.items() if self.root.text(name)]
        if said:
            self.document.note(
                say("Left out: what the file says of itself ({said}).", said=", ".join(said))
            )
        self._tasks()
        self._resources()
        self._assignments()
        for (label, noun), kind in list(self.kinds.items())[:MOST_KINDS]:
            self.document.note(_line(label, noun, kind))
        if len(self.kinds) > MOST_KINDS:
            rest = len(self.kinds) - MOST_KINDS
            self.document.note(say("Left out: values of {rest} further kinds.", rest=rest))

    def _add(self, label: str, noun: str, name: str) -> None:
        kind = self.kinds.setdefault((label, noun), _Kind())
        kind.count += 1
        if len(kind.names) <= MOST_NAMED:
            kind.names[name[:LONGEST]] = None

    def _tasks(self) -> None:
        for node in self.root.all("Tasks/Task"):
            key = self.tasks.get(node.number("UID") or 0)
            if key is None:
                if not node.flag("IsNull") and node.text("Notes"):
                    self.document.note(say("Left out: notes of the project's own task."))
                continue
            task = self.document.tasks[key - 1]
            # A summary's is the sum of what stands below.
            if not task.summary and _counts(node.text("ActualCost")):
                self._add(
                    say("actual costs, which here follow from rates and work,"), "task", task.name
                )
            if _counts(node.text("PhysicalPercentComplete")):
                self._add(say("physical % complete"), "task", task.name)
            for label in ("Contact", "SubprojectName"):
                if node.text(label):
                    what = (
                        say("contacts")
                        if label == "Contact"
                        else say("references to projects of other files")
                    )
                    self._add(what, "task", task.name)
            self._common(node, "task", task.name)

    def _resources(self) -> None:
        for node in self.root.all("Resources/Resource"):
            key = self.resources.get(node.number("UID", -1) or 0)
            if key is None:
                continue
            resource = self.document.resources[key - 1]
            if _further_rates(node):
                self._add(
                    say("further rates (of other tables or times)"), "resource", resource.name
                )
            if node.text("Code"):
                self._add(say("codes"), "resource", resource.name)
            if node.text("BookingType") == "1":
                self._add(say("the sign that they are proposed,"), "resource", resource.name)
            self._common(node, "resource", resource.name)

    def _assignments(self) -> None:
        for node in self.root.all("Assignments/Assignment"):
            key = self.tasks.get(node.number("TaskUID") or 0)
            who = self.resources.get(node.number("ResourceUID", -1) or 0)
            if key is None or who is None:
                continue
            name = self.document.tasks[key - 1].name
            if _counts(node.text("Cost")) and not _priced(self.document.resources[who - 1]):
                self._add(say("costs that no rate gives"), "assignment", name)
            if _counts(node.text("CostRateTable")):
                self._add(say("the choice of another rate table"), "assignment", name)
            if _counts(node.text("BudgetCost")) or _says(node.text("BudgetWork")):
                self._add("budgets", "assignment", name)
            if node.text("Notes"):
                self._add("notes", "assignment", name)
            self._common(node, "assignment", name)

    def _common(self, node: Node, noun: str, name: str) -> None:
        """Count what tasks, resources and assignments have alike."""
        if any(node.text(part) for part in LINKED):
            self._add("hyperlinks", noun, name)
        if noun != "task" and any(_valued(part) for part in node.all("Baseline")):
            self._add(say("baselines"), noun, name)
        if any(_valued(part) for part in node.all("OutlineCode")):
            self._add(say("outline codes"), noun, name)
        for label in dict.fromkeys(self._custom(node, noun)):
            self._add(label, noun, name)

    def _custom(self, node: Node, noun: str) -> Iterator[str]:
        for part in node.all("ExtendedAttribute"):
            number = part.text("FieldID")
            if not (part.text("Value") or part.text("ValueGUID")):
                continue
            if noun != "task" or number not in self.read:
                title = self.titles.get(number) or f"number {number}"
                yield say("values of the custom field '{title}'", title=title[:LONGEST])


def _line(label: str, noun: str, kind: _Kind) -> str:
    """Return the sentence of a kind; an assignment is named by its task."""
    names = list(kind.names)[:MOST_NAMED]
    more = say(" and others") if len(kind.names) > MOST_NAMED else ""
    one, many = OF[noun]
    return say_many(
        one,
        many,
        kind.count,
        label=label,
        names=", ".join(names),
        more=more,
    )


def _priced(resource: ResourceDoc) -> bool:
    return bool(resource.standard_rate or resource.overtime_rate or resource.cost_per_use)


def _further_rates(node: Node) -> bool:
    """Whether a resource has rates beyond the one that its own elements say."""
    own = [_amount(node.text(name)) for name in RATES]
    for part in node.all("Rates/Rate"):
        values = [_amount(part.text(name)) for name in RATES]
        other_table = part.text("RateTable") not in ("", "0")
        if any(values) and (other_table or values != own):
            return True
    return False


def _valued(part: Node) -> bool:
    """Whether a baseline or a code says more than which one it is."""
    return any(_says(text or "") for name, text in part.values.items() if name not in PLACES)


def _says(text: str) -> bool:
    """Whether a text is something else than nothing, zero or no time."""
    text = text.strip()
    return bool(text) and text not in ("PT0H0M0S", "PT0S") and _amount(text) != 0


def _counts(text: str) -> bool:
    """Whether a text is a number other than zero."""
    return bool(_amount(text))


def _amount(text: str) -> float | None:
    """Return a number, None for anything else: what is not read never refuses a file."""
    try:
        return float(text)
    except ValueError:
        return None
