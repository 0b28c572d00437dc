"""Guests who are invited again: into another project, or as more than a guest."""

from __future__ import annotations

import pytest

from headway.access.workspaces import add_member
from tests.projects_api.helpers import Place


@pytest.fixture
def place(transactional_db: None) -> Place:
    return Place()


def test_a_guest_of_two_projects_sees_a_branch_of_each(place: Place) -> None:
    one, two = place.project("One"), place.project("Two")
    first, _, second = place.task(one, "A"), place.task(one, "B"), place.task(two, "C")
    guest = place.guest(one, first)
    assert guest.get(f"/projects/{two}/tasks").status_code == 404
    add_member(place.workspace, guest.user, "guest", two, second)
    assert list(place.tasks(one, guest)) == ["A"]
    assert list(place.tasks(two, guest)) == ["C"]
    listed = guest.get("/projects").json()["items"]
    assert sorted(p["name"] for p in listed) == ["One", "Two"]
    # Once more into the same project changes nothing.
    add_member(place.workspace, guest.user, "guest", two, second)
    assert (
        len(
            place.owner.get(f"/workspaces/{place.workspace}/snapshot").json()["tables"]["members"][
                "id"
            ]
        )
        == 5
    )


def test_a_guest_who_is_invited_as_more_becomes_it(place: Place) -> None:
    one, two = place.project("One"), place.project("Two")
    first, second = place.task(one, "A"), place.task(two, "C")
    guest = place.guest(one, first)
    add_member(place.workspace, guest.user, "guest", two, second)
    place.task(one, "B")
    add_member(place.workspace, guest.user, "member")
    assert list(place.tasks(one, guest)) == ["A", "B"]
    assert [w["role"] for w in guest.get("/me").json()["workspaces"]] == ["member"]
    members = place.owner.get(f"/workspaces/{place.workspace}/snapshot").json()["tables"]["members"]
    assert members["user_id"].count(guest.user.pk) == 1
    # A member stays what he is, whatever he is invited as.
    add_member(place.workspace, guest.user, "guest", two, second)
    assert list(place.tasks(one, guest)) == ["A", "B"]
