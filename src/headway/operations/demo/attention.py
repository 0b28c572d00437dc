"""What asks for somebody's attention in the demo: blocks, questions, updates, what is written down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headway.operations.demo.story import Teller


@dataclass(frozen=True)
class Blocked:
    """Somebody says what a task waits for: a person or a vendor, who promised it for a day."""

    who: str
    day: int
    at: tuple[int, int]
    ref: str
    reason: str
    waits_for: str
    promised: int

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        fields: dict[str, Any] = {"reason": self.reason, "kind": "vendor"}
        fields["resource_id"] = teller.resource(self.waits_for)
        fields["promised"] = teller.days.moment(self.promised) // 1440
        at = teller.days.instant(self.day, *self.at)
        teller.say(
            self.who, at, ("block.set", {"task_id": teller.keys[self.ref], "fields": fields})
        )


@dataclass(frozen=True)
class Questioned:
    """Who is assigned to a task asks something before taking it."""

    who: str
    day: int
    at: tuple[int, int]
    ref: str
    text: str

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        share = teller.row(
            "assignments",
            task_id=teller.keys[self.ref],
            resource_id=teller.resource(self.who),
        )
        said = {"assignment_id": share["id"], "state": "asked", "text": self.text}
        at = teller.days.instant(self.day, *self.at)
        teller.say(self.who, at, ("assignment.reply", said))


@dataclass(frozen=True)
class Watched:
    """Somebody wants to be told of a task."""

    who: str
    day: int
    at: tuple[int, int]
    ref: str

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        at = teller.days.instant(self.day, *self.at)
        teller.say(self.who, at, ("task.watch", {"task_id": teller.keys[self.ref]}))


@dataclass(frozen=True)
class AskedHowFar:
    """Somebody asks a person how far his tasks of a branch are."""

    who: str
    day: int
    at: tuple[int, int]
    ref: str
    whom: str
    note: str

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        whom = [teller.resource(self.whom)]
        said = {"task_id": teller.keys[self.ref], "resource_ids": whom, "note": self.note}
        at = teller.days.instant(self.day, *self.at)
        teller.say(self.who, at, ("update.ask", said))


@dataclass(frozen=True)
class Answered:
    """A person says how far one of his tasks is."""

    who: str
    day: int
    at: tuple[int, int]
    ref: str
    percent: int
    note: str

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        said: dict[str, Any] = {"task_id": teller.keys[self.ref]}
        said |= {"resource_id": teller.resource(self.who)}
        said |= {"percent": self.percent, "note": self.note}
        at = teller.days.instant(self.day, *self.at)
        teller.say(self.who, at, ("update.answer", said))


@dataclass(frozen=True)
class Described:
    """Somebody writes down what a task takes: a description in Markdown, its steps, of which the
    first `ticked` are done, and the criteria by which it is accepted."""

    who: str
    day: int
    at: tuple[int, int]
    ref: str
    text: str
    steps: tuple[str, ...]
    criteria: tuple[str, ...]
    ticked: int = 0

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        key = teller.keys[self.ref]
        lists = (("checklist", self.steps), ("acceptance", self.criteria))
        at = teller.days.instant(self.day, *self.at)
        made = teller.say(
            self.who,
            at,
            ("task.update", {"id": key, "fields": {"notes": self.text}}),
            *(
                (
                    "checklist.add",
                    {"task_id": key, "kind": kind, "items": [{"text": text} for text in texts]},
                )
                for kind, texts in lists
                if texts
            ),
        )
        if self.ticked:
            done = made.created["checklist_items"][: self.ticked]
            teller.say(self.who, at, ("checklist.tick", {"ids": done}))


@dataclass(frozen=True)
class Costed:
    """Somebody adds a field of money with its values, and a formula that makes something of them."""

    who: str
    day: int
    at: tuple[int, int]
    name: str
    description: str
    values: tuple[tuple[str, int], ...]
    formula_name: str
    formula_description: str
    formula: str

    def tell(self, teller: Teller) -> None:
        """Perform its commands."""
        at = teller.days.instant(self.day, *self.at)
        typed = {"name": self.name, "type": "cost", "description": self.description}
        computed = {
            "name": self.formula_name,
            "type": "formula",
            "result": "cost",
            "description": self.formula_description,
            "formula": self.formula,
        }
        made = teller.say(
            self.who,
            at,
            ("custom_field.create", {"fields": typed}),
            ("custom_field.create", {"fields": computed}),
        )
        values = [{"task_id": teller.keys[ref], "value": euros * 100} for ref, euros in self.values]
        field = made.created["custom_fields"][0]
        teller.say(self.who, at, ("custom_value.fill", {"field_id": field, "values": values}))
