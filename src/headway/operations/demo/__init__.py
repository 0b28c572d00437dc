"""The demo: a workspace of its own with three IT projects, told as their people made them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction

from headway.access.models import Member, User, Workspace
from headway.access.workspaces import add_member, create_workspace
from headway.changes import bus, cache, ids
from headway.changes.http import batch
from headway.changes.perform import Envelope, perform
from headway.operations import occupancy
from headway.operations.demo import people
from headway.operations.demo.plan_erp import ERP
from headway.operations.demo.plan_migration import MIGRATION
from headway.operations.demo.plan_office import OFFICE
from headway.operations.demo.story import Teller
from headway.operations.demo.workdays import Workdays
from headway.operations.wiping import wipe
from headway.resources.holidays import country_calendar_values

NAME = "Demo: Nordlicht Logistik"
BRANCH = "net"
"""What of the first project the guest sees."""


def build(today: date | None = None) -> int:
    """Make the demo workspace, dated relative to `today`; return its key. All of it or nothing."""
    try:
        with transaction.atomic():
            return _build(today or datetime.now(UTC).date())
    except BaseException:
        # Keys and states that were taken in the transaction are gone with it.
        ids.forget()
        cache.forget()
        raise


def reset(today: date | None = None) -> int:
    """Make the demo anew, with the members it has, and remove the old one; return the new key."""
    gone: list[int] = []
    try:
        # One at a time: a second that began beside the first would keep none of its members.
        with occupancy.opening(), transaction.atomic():
            old = list(Workspace.objects.filter(demo=True).values_list("id", flat=True))
            members = list(
                Member.objects.filter(stream_id__in=old).exclude(
                    email__endswith=f"@{people.DOMAIN}"
                )
            )
            new = _build(today or datetime.now(UTC).date())
            for member in members:
                if member.role != "guest":
                    add_member(new, User.objects.get(id=member.user_id), member.role)
            for workspace in old:
                gone += wipe(workspace)
    except BaseException:
        ids.forget()
        cache.forget()
        raise
    for stream in gone:
        bus.announce(stream, 0)
    return new


def _build(today: date) -> int:
    users = people.accounts()
    owner = users[people.OWNER.name]
    workspace = create_workspace(NAME, owner, demo=True)
    for person in people.STAFF:
        add_member(workspace, users[person.name], person.role)
    days = _resources(workspace, users, today)
    stories = [Teller(p, workspace, users, days) for p in (MIGRATION, ERP, OFFICE)]
    for story in stories:
        story.tell()
    first = stories[0]
    guest = users[people.GUEST.name]
    add_member(workspace, guest, people.GUEST.role, first.stream, first.keys[BRANCH])
    return workspace


def _resources(workspace: int, users: dict[str, User], today: date) -> Workdays:
    """Enter calendars, people and rates; return the working days of the common calendar."""
    values = country_calendar_values("DE", today.year)
    days = Workdays(values, today)
    owner = users[people.OWNER.name].pk

    def enter(offset: int, commands: list[tuple[str, Mapping[str, Any]]]) -> dict[str, list[int]]:
        at = days.instant(offset, 9)
        return perform(Envelope(batch(commands), workspace, at=at), owner).created

    base = enter(-70, [("calendar.create", {"fields": values})])["calendars"][0]
    own = people.calendars(base, days)
    made = enter(-69, [("calendar.create", {"fields": fields}) for _, fields in own])["calendars"]
    calendar_of = dict(zip((name for name, _ in own), made, strict=True))
    wanted = people.resources(users, calendar_of.get)
    keys = enter(-68, [("resource.create", {"fields": fields}) for fields in wanted])["resources"]
    by_name = dict(zip((fields["name"] for fields in wanted), keys, strict=True))
    enter(-67, [("rate.set", {"fields": fields}) for fields in people.rates(by_name)])
    return days
