"""Who in a file is who here: proposals, and what was chosen. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from headway.changes.errors import Invalid
from headway.changes.state import Records
from headway.changes.tables import Row
from headway.exchange.document import Document, ResourceDoc
from headway.words import say

NEW, IGNORE = "new", "ignore"


@dataclass(frozen=True, slots=True)
class Choice:
    """What becomes of a resource of the file: one that is here (`resource_id`), a new one, nothing."""

    what: str
    resource_id: int | None = None


def plain(text: str) -> str:
    """Return a name or address as such are compared: without case and further spaces."""
    return " ".join(text.casefold().split())


def _initials(name: str) -> str:
    return "".join(word[0] for word in plain(name).split())


def proposal(resource: ResourceDoc, workspace: Records) -> tuple[int, str] | None:
    """Return (resource, by what it was recognised), None where nobody is that one for sure.

    By e-mail address, by name, or by initials where first letters agree; always only where exactly
    one active resource of the same kind fits.
    """
    rows = [
        r
        for r in workspace.rows("resources").values()
        if r["active"] and r["kind"] == resource.kind
    ]
    members = {m["user_id"]: m["email"] for m in workspace.rows("members").values()}
    email, name = plain(resource.email), plain(resource.name)

    def by_email(row: Row) -> bool:
        return bool(email) and email in (
            plain(row["email"]),
            plain(members.get(row["user_id"]) or ""),
        )

    def by_name(row: Row) -> bool:
        return name == plain(row["name"])

    def by_initials(row: Row) -> bool:
        theirs = plain(row["initials"]) or _initials(row["name"])
        if email and row["email"] and email != plain(row["email"]):
            return False
        if len(name) <= 4 and len(name) > 1:
            return name == theirs
        same = plain(resource.initials) or _initials(name)
        return len(same) > 1 and same == theirs and name.split()[0] == plain(row["name"]).split()[0]

    for test, how in ((by_email, "email"), (by_name, "name"), (by_initials, "initials")):
        found = [r["id"] for r in rows if test(r)]
        if len(found) == 1:
            return int(found[0]), how
    return None


def proposals(document: Document, workspace: Records) -> list[dict[str, Any]]:
    """Return each resource of the file with the one here that it seems to be."""
    found = []
    for resource in document.resources:
        match = proposal(resource, workspace)
        found.append(
            {
                "name": resource.name,
                "email": resource.email,
                "initials": resource.initials,
                "kind": resource.kind,
                "match": match[0] if match else None,
                "match_name": workspace.rows("resources")[match[0]]["name"] if match else None,
                "by": match[1] if match else None,
            }
        )
    return found


def choices(document: Document, workspace: Records, chosen: Mapping[str, Any]) -> dict[int, Choice]:
    """Return what becomes of each of the file's resources: as chosen by name, else as proposed.

    Raises Invalid for a choice that is neither a resource here, `new` nor `ignore`.
    """
    names = {r.name for r in document.resources}
    unknown = sorted(set(chosen) - names)
    if unknown:
        raise Invalid(
            say("The file names nobody '{unknown}'.", unknown=unknown[0]),
            field=f"people.{unknown[0]}",
        )
    found: dict[int, Choice] = {}
    for resource in document.resources:
        if resource.name not in chosen:
            match = proposal(resource, workspace)
            found[resource.id] = Choice("match", match[0]) if match else Choice(NEW)
            continue
        value = chosen[resource.name]
        field = f"people.{resource.name}"
        if value in (NEW, IGNORE):
            found[resource.id] = Choice(value)
            continue
        if isinstance(value, str) and value.isdigit():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise Invalid(
                say(
                    "Choose for {resource} a person here, 'new' or 'ignore'.",
                    resource=resource.name,
                ),
                field=field,
            )
        row = workspace.rows("resources").get(value)
        if row is None:
            raise Invalid(
                say("For {resource} a person was chosen who is not here.", resource=resource.name),
                field=field,
            )
        if row["kind"] != resource.kind:
            raise Invalid(
                say(
                    "{resource} and {name} are not of one kind.",
                    resource=resource.name,
                    name=row["name"],
                ),
                field=field,
            )
        found[resource.id] = Choice("match", value)
    return found
