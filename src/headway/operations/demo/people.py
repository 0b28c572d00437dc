"""The demo's people: accounts that nobody signs in with, their rights, rates and leave."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from headway.access.models import User
from headway.operations.demo.workdays import Workdays
from headway.resources.holidays import EPOCH

DOMAIN = "demo.example"
"""A domain that belongs to nobody (RFC 2606): no mail can reach these people."""
FULL = 10_000


@dataclass(frozen=True)
class Person:
    """A member of the demo's staff. `leave` is first and last day, in working days from today."""

    name: str
    role: str
    group: str
    rate: int
    leave: tuple[tuple[int, int, str], ...] = ()
    weekdays: tuple[int, ...] = ()

    @property
    def email(self) -> str:
        """The address, in ASCII."""
        plain = self.name.lower().translate(str.maketrans("řáéóüäöß", "raeouaos", "'"))
        return f"{plain.replace(' ', '.')}@{DOMAIN}"

    @property
    def initials(self) -> str:
        """The short form."""
        return "".join(word[0] for word in self.name.split())


OWNER = Person("Ingrid Solheim", "owner", "Programme office", 120)
STAFF = (
    OWNER,
    Person("Marek Dvořák", "manager", "Infrastructure", 105),
    Person("Claire Dubois", "manager", "Business applications", 110, ((-22, -18, "Leave"),)),
    Person("Sam O'Connor", "manager", "Security", 115, ((12, 13, "Conference"),)),
    Person("Priya Nair", "member", "Network", 98),
    Person("Jonas Weber", "member", "Platform", 92),
    Person("Tomás Herrera", "member", "Storage and backup", 95, weekdays=(0, 1, 2, 3)),
    Person("Aisha Bello", "member", "Databases", 108, ((3, 7, "Leave"),)),
    Person("Mei Lin", "member", "Integration", 97, ((-14, -11, "Leave"),)),
    Person("Yuki Tanaka", "viewer", "Finance", 85),
    Person("Lena Fischer", "member", "Warehouse apps", 94),
    Person("Rafael Costa", "member", "Warehouse apps", 90),
)
GUEST = Person("Victor Lindqvist", "guest", "NetSupply", 0)
"""From the supplier: sees the network's branch of the migration, nothing else."""


def accounts() -> dict[str, User]:
    """Return the accounts of the demo's people by name; made on first use."""
    found = {}
    for person in (*STAFF, GUEST):
        user = User.objects.filter(email=person.email).first()
        if user is None:
            user = User.objects.create_user(person.email, name=person.name, is_active=False)
        found[person.name] = user
    return found


def calendars(base_id: int, days: Workdays) -> list[tuple[str, dict[str, Any]]]:
    """Return (person's name, fields of a calendar) for whoever does not work as all do."""
    found: list[tuple[str, dict[str, Any]]] = []
    for person in STAFF:
        if not person.leave and not person.weekdays:
            continue
        week: list[Any] = [None] * 7
        if person.weekdays:
            week = [None if d in person.weekdays else [] for d in range(7)]
        exceptions = [
            {
                "name": name,
                "first": (days.day(first) - EPOCH).days,
                "last": (days.day(last) - EPOCH).days,
                "intervals": [],
            }
            for first, last, name in person.leave
        ]
        fields = {"name": person.name, "base_id": base_id, "week": week, "exceptions": exceptions}
        found.append((person.name, {**fields, "work_weeks": []}))
    return found


def resources(
    users: dict[str, User], calendar_of: Callable[[str], int | None]
) -> list[dict[str, Any]]:
    """Return the fields of all resources: staff, crews and material."""
    people = [
        {
            "name": p.name,
            "email": p.email,
            "initials": p.initials,
            "group": p.group,
            "user_id": users[p.name].pk,
            "calendar_id": calendar_of(p.name),
        }
        for p in STAFF
    ]
    crews: list[dict[str, Any]] = [
        _crew("NetSupply crew", "NS", "NetSupply", 2, "vendor"),
        _crew("Facilities crew", "FC", "Facilities", 3, "team"),
        _crew("ERP consultants", "EC", "Valora", 4, "vendor"),
        _crew("Key users", "KU", "Departments", 10, "team"),
        {"name": "Cat6A cable", "kind": "material", "material_unit": "m", "initials": "C6"},
    ]
    return people + crews


CREW_RATES = {"NetSupply crew": 88, "Facilities crew": 64, "ERP consultants": 145, "Key users": 55}


def rates(keys: dict[str, int]) -> list[dict[str, Any]]:
    """Return the fields of all rates: euros an hour, in millionths."""
    hourly = {p.name: p.rate for p in STAFF} | CREW_RATES
    return [
        {
            "resource_id": keys[name],
            "currency": "EUR",
            "standard": euros * 1_000_000,
            "overtime": euros * 1_250_000,
        }
        for name, euros in hourly.items()
    ]


def _crew(name: str, initials: str, group: str, heads: int, category: str) -> dict[str, Any]:
    units = {"max_units": heads * FULL, "category": category}
    return {"name": name, "initials": initials, "group": group, **units}
